"""The page in a real Chromium: it draws, it is alone, it is inert, it answers."""

from __future__ import annotations

from typing import Any

import pytest

from kg.view import html_repr, page

HOSTILE = [
    "<script>document.body.dataset.owned='1'</script>",
    "<img src=x onerror=\"document.body.dataset.owned='1'\">",
    "</script><script>document.body.dataset.owned='1'</script>",
    "<!--<script>", "]]>", "{{DATA}}", "${document.body.dataset.owned='1'}",
    "javascript:document.body.dataset.owned='1'", "'\"><svg onload=document.body.dataset.owned=1>",
    "href", "\u202eevil\u202c", "\u2028\u2029", "a\\", "__proto__", "constructor", "=1+1",
]  # fmt: skip


def html_of(made: Any, articles: Any = None, language: str = "ko") -> str:
    return page(made.store, articles=articles or {}, turtle=made.turtle(), language=language)


def ink(tab: Any) -> int:
    """Return how many pixels of the picture are not of the background."""
    count: int = tab.evaluate("""() => {
      const c = document.querySelector("#picture canvas");
      const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
      let n = 0;
      for (let i = 3; i < d.length; i += 4) if (d[i] > 40) n += 1;
      return n;
    }""")
    return count


def test_it_draws_and_calls_nobody(first: Any, articles: Any, visit: Any) -> None:
    opened = visit(html_of(first, articles))
    opened.tab.wait_for_selector("#picture canvas")
    assert ink(opened.tab) > 5000
    assert opened.outside == []
    assert opened.errors == []
    assert opened.tab.title() == "대구시, ‘스마트특성화 기반구축사업’ 3년간 국비 215억 확보"
    assert opened.tab.evaluate("document.compatMode") == "CSS1Compat"
    said = opened.tab.inner_text("#sentence")
    assert said.startswith("대구광역시는 2023~2025년 4개 과제로 국비 215억 원을 확보했습니다.")
    assert "국비 330억 원" in said


def test_one_article_is_below_a_megabyte(first: Any, articles: Any) -> None:
    assert len(html_of(first, articles).encode()) < 1_000_000


def test_same_graph_same_bytes(first: Any, articles: Any) -> None:
    assert html_of(first, articles) == html_of(first, articles)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_view_opens(first: Any, articles: Any, visit: Any, language: str) -> None:
    opened = visit(html_of(first, articles, language))
    seen = set()
    for view in ("network", "flow", "table", "text", "map"):
        opened.tab.click(f"#tab-{view}")
        assert opened.tab.get_by_role("tab", selected=True).get_attribute("id") == f"tab-{view}"
        seen.add(opened.tab.inner_text("#view").strip())
    assert len(seen) == 5
    assert "" not in seen
    assert opened.errors == []
    assert opened.outside == []


def hostile(made: Any) -> None:
    """Put every hostile text into every field."""
    every = " ".join(HOSTILE)
    made.article(every, publisher=every, author=every, datePublished=every, url=HOSTILE[7])
    for i, bad in enumerate(HOSTILE):
        region = made.node(f"region/{i}", "City", bad, bad, bad + "1")
        ministry = made.node(f"institution/{i}", "Ministry", bad + "m", bad, bad)
        program = made.node(f"program/{i}", "Program", bad, bad)
        made.fund(program, operatedBy=ministry)
        project = made.node(f"project/{i}", "Project", bad, bad, bad + "2")
        made.fund(project, inRegion=region, underProgram=program)
        sentence = f"앞 {bad} 뒤"
        money = made.money(project, "NationalFunding", 5, sentence, bad, paidBy=ministry)
        made.part(project, ministry, "lead", sentence, bad)
        made.doubt(money, bad, bad)


@pytest.mark.parametrize("view", ["", "view=table", "view=text", "view=flow", "outline=1"])
def test_hostile_text_is_inert_in_every_field(made: Any, visit: Any, view: str) -> None:
    hostile(made)
    opened = visit(html_of(made), f"#{view}")
    for i in range(len(HOSTILE)):
        opened.tab.evaluate("h => { location.hash = h }", f"{view}&sel=project/{i}")
        opened.tab.keyboard.press("/")
        opened.tab.keyboard.type("e")
    assert opened.tab.evaluate("document.body.dataset.owned") is None
    assert opened.tab.locator("#view img, #details img, #top img").count() == 0
    assert opened.tab.locator("a[href^='javascript:']").count() == 0
    assert opened.errors == []
    assert opened.outside == []


def test_hash_with_nonsense_is_harmless(first: Any, visit: Any) -> None:
    opened = visit(html_of(first), "#view=__proto__&sel=nowhere&year=9-x&regions=a%20b&fact=99999")
    assert opened.errors == []
    assert opened.tab.get_by_role("tab", selected=True).get_attribute("id") == "tab-network"


def test_empty_graph_has_a_page(made: Any, visit: Any) -> None:
    for suffix in ("", "#view=flow", "#view=table", "#view=text", "#full=1"):
        opened = visit(html_of(made), suffix)
        assert opened.errors == []
        assert "조건에 맞는" in opened.tab.inner_text("#stage")


def test_policy_lets_nothing_in(first: Any, visit: Any) -> None:
    opened = visit(html_of(first))
    opened.tab.evaluate("""() => {
      const s = document.createElement("script");
      s.textContent = "document.body.dataset.owned = 1";
      document.body.append(s);
    }""")
    assert opened.tab.evaluate("document.body.dataset.owned") is None
    assert any("Content Security Policy" in e for e in opened.errors)


def test_embedded_turtle_is_the_graph(first: Any, visit: Any) -> None:
    import pyoxigraph

    opened = visit(html_of(first))
    turtle = opened.tab.evaluate("document.getElementById('turtle').textContent")
    store = pyoxigraph.Store()
    store.load(turtle.encode(), pyoxigraph.RdfFormat.TURTLE)
    assert {str(q) for q in store} == {str(q) for q in first.store}


def test_notebook_frame_draws(first: Any, visit: Any) -> None:
    opened = visit(f'<!doctype html><div id="view">{html_repr(html_of(first))}</div>')
    frame = opened.tab.frames[1]
    frame.wait_for_selector("#picture canvas")
    assert opened.outside == []
    assert opened.errors == []
