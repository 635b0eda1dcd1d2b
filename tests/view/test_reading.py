"""What a reader does with the page: narrow, understand, switch views, take away, come back."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kg.view import page


@pytest.fixture(scope="module")
def html(first: Any, articles: Any) -> str:
    return page(first.store, articles=articles, turtle=first.turtle())


def saved(tab: Any, what: str) -> bytes:
    tab.click("#take")
    with tab.expect_download() as waiting:
        tab.click(f"[data-take={what}]")
    return Path(waiting.value.path()).read_bytes()


def test_details_prove_every_amount(html: str, visit: Any) -> None:
    opened = visit(html, "#sel=project/parts")
    panel = opened.tab.locator("#details")
    text = panel.inner_text()
    assert "국비 50억 원 · 산업통상자원부 지급" in text
    assert "쓰인 대로 71억 5,000원, 아마도 71억 5,000만 원" in text
    assert "‘만’이 빠진 듯합니다" in text
    for summary in panel.locator("summary").all():
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    marked = panel.locator("blockquote mark").all_inner_texts()
    assert {"50억원", "71억5천원", "한국생산기술연구원"} <= set(marked)
    quote = panel.locator("blockquote").first.inner_text()
    assert quote == (
        "‘구동부품 고도화 사업’은 국비 50억원과 71억5천원의 사업비가 투입되며 "
        "한국생산기술연구원이 주관한다."
    )
    assert "여성신문 · 2022-05-04" in panel.inner_text()


def test_replaced_amounts_stay_visible_and_do_not_count(made: Any, visit: Any) -> None:
    made.article("글")
    project = made.node("project/x", "Project", "과제")
    old = made.money(project, "NationalFunding", 160 * 10**8, "", "160억")
    new = made.money(project, "NationalFunding", 146 * 10**8, "", "146억")
    made.fund(old, supersededBy=new)
    opened = visit(page(made.store, turtle=""), "#sel=project/x")
    assert opened.tab.get_attribute("data[data-sum=all]", "value") == str(146 * 10**8)
    assert "새 수치로 바뀐 1건은 뺐습니다" in opened.tab.inner_text("#said")
    text = opened.tab.inner_text("#details")
    assert "보도마다 다름: 새 수치로 바뀜: 146억 원" in text
    assert "160억 원 → 146억 원" in text


def test_filter_narrows_every_view(html: str, visit: Any) -> None:
    opened = visit(html, "#regions=region/강원도")
    tab = opened.tab
    assert "과제 4개 가운데 1개를 보고 있습니다 (지역: 강원도)" in tab.inner_text("#said")
    tab.click("#tab-table")
    assert "배터리" not in tab.inner_text("#view")
    tab.click("#tab-flow")
    assert "나노소재" in tab.inner_text("#view")
    assert "배터리" not in tab.inner_text("#view")
    tab.click("#tab-text")
    marks = tab.locator("#view mark").all_inner_texts()
    assert "143억원" in marks
    assert "180억원" not in marks


def test_focus_path_and_fold(html: str, visit: Any) -> None:
    opened = visit(html, "#sel=project/amr")
    tab = opened.tab
    everything = int(re.findall(r"\d+", tab.inner_text("#network-hint"))[0])
    tab.get_by_role("button", name="이웃 1단계").click()
    assert "1단계 이내" in tab.inner_text("#said")
    near = int(re.findall(r"(\d+)개를", tab.inner_text("#network-hint"))[0])
    tab.get_by_role("button", name="이웃 2단계").click()
    wider = int(re.findall(r"(\d+)개를", tab.inner_text("#network-hint"))[0])
    assert near < wider <= everything
    tab.get_by_role("button", name="초점 풀기").click()
    tab.get_by_role("button", name="접기").click()
    assert f"{everything}개 가운데" in tab.inner_text("#network-hint")
    tab.get_by_role("button", name=re.compile("펼치기")).click()
    assert "모두 그렸습니다" in tab.inner_text("#network-hint")


def test_article_and_network_find_each_other(html: str, visit: Any) -> None:
    opened = visit(html, "#view=text")
    tab = opened.tab
    tab.locator("#view mark", has_text="80억원").first.click()
    assert "국비 80억 원" in tab.inner_text("#details")
    assert tab.locator("#view mark.hot").count() > 0
    tab.evaluate("location.hash = 'view=text&sel=institution/대구기계부품연구원'")
    tab.wait_for_timeout(100)
    hot = tab.locator("#view mark.hot").all_inner_texts()
    assert hot.count("대구기계부품연구원") == 2


def test_without_the_text_the_sentences_are_shown(first: Any, visit: Any) -> None:
    opened = visit(page(first.store, turtle=""), "#view=text")
    text = opened.tab.inner_text("#view")
    assert "전체 글이 없어" in text
    assert "국비 80억원을 포함, 총 180억원이 투입되며" in text


def test_table_sorts_and_saves_what_it_shows(html: str, visit: Any) -> None:
    opened = visit(html, "#view=table&levels=NationalFunding&sort=-value")
    tab = opened.tab
    rows = list(csv.reader(io.StringIO(saved(tab, "csv").decode("utf-8-sig"))))
    money = [r for r in rows[1:] if r[0] == "국비"]
    assert [int(r[4]) for r in money] == [10**10, 10**10, 8 * 10**9, 5 * 10**9]
    assert money[-1][3] == "50억 원"
    assert "국비 50억원과" in money[-1][-1]
    shown = tab.locator("tbody tr").first.inner_text()
    assert "100억 원" in shown


def test_spreadsheet_formulas_are_guarded(made: Any, visit: Any) -> None:
    made.article("글")
    project = made.node("project/x", "Project", "=HYPERLINK(1)")
    made.money(project, "NationalFunding", 1, "", "1원")
    opened = visit(page(made.store, turtle=""), "#view=table")
    assert b"'=HYPERLINK(1)" in saved(opened.tab, "csv")


def test_pictures_can_be_taken_away(html: str, visit: Any) -> None:
    for fragment, name in (
        ("", "산업통상자원부"),
        ("#view=flow", "강원도"),
        ("#view=map", "강원도"),
    ):
        opened = visit(html, fragment)
        opened.tab.wait_for_timeout(150)
        svg = saved(opened.tab, "svg").decode()
        assert svg.startswith("<svg")
        assert name in svg
        png = saved(opened.tab, "png")
        assert png.startswith(b"\x89PNG")
        assert len(png) > 5000
        assert opened.errors == []


def test_turtle_can_be_taken_away(html: str, first: Any, visit: Any) -> None:
    store = pyoxigraph.Store()
    store.load(saved(visit(html).tab, "ttl"), pyoxigraph.RdfFormat.TURTLE)
    assert len(store) == len(first.store)


def test_address_restores_what_was_seen(html: str, visit: Any) -> None:
    one = visit(html).tab
    one.get_by_role("button", name=re.compile("^강원도")).click()
    one.click("#tab-table")
    one.click("[data-sort=value]")
    one.locator("tbody tr button.link").first.click()
    one.click("#language")
    one.click("#theme")
    fragment = one.evaluate("location.hash")
    two = visit(html, fragment).tab
    for selector in ("#view", "#details", "#said"):
        assert two.inner_text(selector) == one.inner_text(selector)
    assert two.evaluate("document.documentElement.dataset.theme") == "dark"
    assert two.evaluate("document.documentElement.lang") == "en"


def test_citation_names_the_source(html: str, visit: Any) -> None:
    opened = visit(
        html, "#regions=region/강원도", permissions=["clipboard-read", "clipboard-write"]
    )
    opened.tab.click("#take")
    opened.tab.click("[data-take=cite]")
    text = opened.tab.evaluate("navigator.clipboard.readText()")
    assert "여성신문, 2022-05-04" in text
    assert "[지역: 강원도]" in text


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_is_cut_off(html: str, visit: Any, width: int) -> None:
    tab = visit(html, "#lang=en", viewport={"width": width, "height": 844}).tab
    for view in ("network", "flow", "table", "text", "map"):
        tab.evaluate("v => { location.hash = `view=${v}&sel=project/amr&lang=en` }", view)
        tab.wait_for_timeout(150)
        tab.fill("#search", "구")
        wide = tab.evaluate("""() => [...document.querySelectorAll("body *")].filter(e => {
          const r = e.getBoundingClientRect();
          const hidden = e.closest(".unseen, [hidden], .skip, #filters:not(.open), dialog");
          return !hidden && r.width && (r.right > innerWidth + 1 || r.left < -1);
        }).map(e => e.outerHTML.slice(0, 80))""")
        assert wide == [], view
        inside = (
            "[...document.querySelectorAll('.scroll')].every(e => e.scrollWidth <= e.clientWidth)"
        )
        assert tab.evaluate(inside), view


def test_labels_do_not_collide(html: str, visit: Any) -> None:
    opened = visit(html)
    svg = saved(opened.tab, "svg").decode()
    boxes = opened.tab.evaluate(
        """svg => {
          document.body.insertAdjacentElement("beforeend", new DOMParser()
            .parseFromString(svg, "image/svg+xml").documentElement);
          return [...document.body.lastChild.querySelectorAll("text[stroke]")].map(t => {
            const r = t.getBBox();
            return [r.x, r.y + 3, r.width, r.height - 6];
          });
        }""",
        svg,
    )
    assert len(boxes) > 25
    for i, (x, y, w, h) in enumerate(boxes):
        for u, v, s, t in boxes[i + 1 :]:
            assert not (x < u + s and u < x + w and y < v + t and v < y + h)


def many(made: Any, count: int) -> None:
    made.article("글")
    ministry = made.node("institution/m", "Ministry", "부처")
    programs = [made.node(f"program/{i}", "Program", f"사업{i}") for i in range(9)]
    regions = [made.node(f"region/{i}", "City", f"도시{i}") for i in range(20)]
    for i in range(count):
        project = made.node(f"project/{i}", "Project", f"과제{i}")
        made.fund(project, underProgram=programs[i % 9], inRegion=regions[i % 20])
        made.money(project, "NationalFunding", (i + 1) * 10**6, "", "원", paidBy=ministry)


def test_large_graph_opens_folded_and_unfolds(made: Any, visit: Any) -> None:
    many(made, 900)
    opened = visit(page(made.store, turtle=""))
    tab = opened.tab
    tab.wait_for_selector("#picture canvas")
    hint = tab.inner_text("#network-hint")
    drawn, folded = (int(re.findall(x, hint)[0]) for x in (r"가운데 (\d+)개", r"접힌 (\d+)개"))
    assert drawn < 60
    assert drawn + folded == 930
    tab.evaluate("location.hash = 'sel=program/3'")
    tab.wait_for_timeout(100)
    tab.get_by_role("button", name=re.compile("^펼치기")).click()
    assert "과제" in tab.inner_text("#details")
    more = int(re.findall(r"가운데 (\d+)개", tab.inner_text("#network-hint"))[0])
    assert more > drawn
    tab.get_by_role("button", name="전체 지도").click()
    assert "930개를 모두 그렸습니다" in tab.inner_text("#network-hint")
    assert opened.errors == []
    assert opened.outside == []
