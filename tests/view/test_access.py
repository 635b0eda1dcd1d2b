"""For everybody: axe-core finds nothing, and the keyboard alone reaches everything."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest

from kg.view import page

VIEWS = ["", "outline=1", "view=flow", "view=table", "view=text", "view=map", "sel=project/parts"]


@pytest.fixture(scope="module")
def html(first: Any, articles: Any) -> str:
    return page(first.store, articles=articles, turtle=first.turtle())


def violations(tab: Any) -> list[str]:
    """Return the rules that the page breaks, each with the place."""
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(axe)
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440), ("dark", 1024)])
def test_axe_finds_nothing(html: str, visit: Any, scheme: str, width: int) -> None:
    size = {"width": width, "height": 900}
    tab = visit(html, color_scheme=scheme, viewport=size, bypass_csp=True).tab
    for view in VIEWS:
        tab.evaluate("h => { location.hash = h }", view)
        tab.wait_for_timeout(150)
        assert violations(tab) == [], view


def test_axe_would_find_something(visit: Any) -> None:
    opened = visit('<!doctype html><div id="view"><button></button></div>')
    assert any(v.startswith("button-name") for v in violations(opened.tab))


def test_axe_finds_nothing_in_details_search_and_menus(html: str, visit: Any) -> None:
    opened = visit(html, "#sel=project/amr", bypass_csp=True)
    tab = opened.tab
    assert violations(tab) == []
    tab.keyboard.press("/")
    tab.keyboard.type("대구")
    assert violations(tab) == []
    tab.keyboard.press("Escape")
    tab.click("#take")
    assert violations(tab) == []
    tab.click("[data-take=sparql]")
    assert violations(tab) == []


def tab_to(tab: Any, selector: str, key: str = "Tab") -> None:
    """Press Tab (or Shift+Tab) until something is focused."""
    for _ in range(90):
        tab.keyboard.press(key)
        if tab.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_keyboard_walks_the_network(html: str, visit: Any) -> None:
    opened = visit(html)
    tab = opened.tab
    tab_to(tab, "#picture")
    tab.keyboard.press("ArrowRight")
    first = tab.inner_text("#details h2")
    said = tab.inner_text("#live")
    assert first in said
    assert "연결" in said
    met = {first}
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight", "ArrowRight"):
        tab.keyboard.press(key)
        met.add(tab.inner_text("#details h2"))
    assert len(met) > 3
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "details"
    tab.keyboard.press("Escape")
    assert tab.locator("#details.open").count() == 0
    assert opened.errors == []


def test_keyboard_searches_and_selects(html: str, visit: Any) -> None:
    opened = visit(html)
    tab = opened.tab
    for typed, name in (
        ("ㄷㄱㄱㄱㅂㅍ", "대구기계부품연구원"), ("대구 기계", "대구기계부품연구원"),
        ("산업부", "산업통상자원부"), ("gangwon", "강원도"),
    ):  # fmt: skip
        tab.keyboard.press("/")
        tab.keyboard.type(typed)
        tab.keyboard.press("Enter")
        assert tab.inner_text("#details h2") == name, typed
        tab.evaluate("document.activeElement.blur()")


def test_keyboard_filters_sorts_and_switches(html: str, visit: Any) -> None:
    opened = visit(html)
    tab = opened.tab
    tab_to(tab, "[data-chip='regions 0'], [data-chip^='regions ']")
    tab.keyboard.press("Enter")
    assert "보고 있습니다 (지역:" in tab.inner_text("#said")
    assert tab.evaluate("document.activeElement.dataset.chip").startswith("regions ")
    tab_to(tab, "[role=tab]")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.id") == "tab-table"
    tab_to(tab, "[data-sort=value]")
    tab.keyboard.press("Enter")
    assert tab.get_attribute("th.value", "aria-sort") == "descending"
    assert tab.evaluate("document.activeElement.dataset.sort") == "value"
    tab_to(tab, ".said-filter button", "Shift+Tab")
    tab.keyboard.press("Enter")
    assert "모두 보고 있습니다" in tab.inner_text("#said")


def test_keyboard_finds_a_path(html: str, visit: Any) -> None:
    opened = visit(html, "#sel=region/경상북도")
    tab = opened.tab
    tab.get_by_role("button", name="경로 찾기").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("/")
    tab.keyboard.type("강원도")
    tab.keyboard.press("Enter")
    assert "‘경상북도’에서 ‘강원도’까지 4단계" in tab.inner_text("#said")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    assert "단계" not in tab.inner_text("#said")


def test_outline_says_what_the_picture_shows(html: str, visit: Any) -> None:
    opened = visit(html, "#outline=1")
    text = opened.tab.inner_text("#outline")
    assert "국비 100억 원 · 산업통상자원부 지급" in text
    assert "주관기관: 대구기계부품연구원" in text
    assert "강원도 분담 65%" in text


def test_nothing_moves_by_itself(html: str, visit: Any) -> None:
    opened = visit(html, reduced_motion="reduce")
    opened.tab.wait_for_selector("#picture[data-drawing=vis]")  # see test_start for the change
    opened.tab.wait_for_timeout(100)
    before = opened.tab.screenshot()
    opened.tab.wait_for_timeout(400)
    assert opened.tab.screenshot() == before
