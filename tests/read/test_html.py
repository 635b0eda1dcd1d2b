"""Saved pages give the article, what the page says of itself, and nothing that surrounds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read_bytes, read_file
from kg.read.html import read_html
from kg.read.markup import parse

EXPECTED = {
    "portal.html": (
        "나래시, ‘드론 실증 거점 구축사업’ 선정…국비 70억 확보\n3년간 총 120억 투입\n"
        "나래드론연구원 주관\n\n"
        "나래시는 국토교통부의 ‘2024년 드론 실증 거점 구축사업’ 공모에 최종 선정됐다고 7일 밝혔다."
        "\n\n총사업비는 120억원으로 국비 70억원, 시비 50억원이 투입된다.\n\n"
        "과제 | 주관 | 국비\n실증 거점 | 나래드론연구원 | 40억원\n인증 센터 | 한들대학교 | 30억원"
        "\n\n나래드론연구원이 주관하고 한들대학교와 ㈜새별이 참여한다."
    ),
    "unmarked.html": (
        "나래시 드론 거점 선정\n"
        "나래시가 국토교통부의 ‘드론 실증 거점 구축사업’ 공모에 최종 선정됐다고 3일 밝혔다. "
        "이번 사업에는 국비 70억원과 시비 50억원 등 모두 120억원이 들어간다.\n\n"
        "사업은 나래드론연구원이 주관하고 한들대학교와 ㈜새별이 참여한다. "
        "2019년부터 2021년까지 3년간 이어지며, 시험장과 인증 장비를 갖춰 "
        "기업의 시제품 제작과 인증을 돕는다.\n\n"
        "시장은 “지역 기업이 세계로 나아갈 발판이 될 것”이라고 말했다. "
        "시는 올해 안에 시험장 설계를 마치고 내년 상반기에 공사를 시작할 계획이다."
    ),
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("portal.html", ("나래일보", "홍길동", "2024-03-07")),
        ("unmarked.html", ("나래뉴스", "홍길동", "2019-05-03")),
    ],
)
def test_page_gives_its_article(fixtures: Path, name: str, said: tuple[str, str, str]) -> None:
    article = read_file(fixtures / name)
    assert isinstance(article, Article)
    assert article.text == EXPECTED[name]
    assert (article.publisher, article.author, article.published) == said


TITLE = "나래시, 드론 실증 거점 선정"
BODY = "<p>나래시가 국비 70억원을 확보했다.</p><p>나래드론연구원이 주관한다.</p>"
TEXT = f"{TITLE}\n나래시가 국비 70억원을 확보했다.\n\n나래드론연구원이 주관한다."


def page(head: str = "", body: str = f"<article><h1>{TITLE}</h1>{BODY}</article>") -> Article:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(html.encode(), source="a.html")


@pytest.mark.parametrize(
    "around",
    [
        "<nav><p>국비 999억원이 있다.</p></nav>",
        "<aside><p>국비 999억원이 있다.</p></aside>",
        "<div class='related-news'><p>국비 999억원이 있다.</p></div>",
        "<div id='commentArea'><p>국비 999억원이 있다.</p></div>",
        "<script>var a = '국비 999억원이 있다.';</script>",
        "<noscript>국비 999억원이 있다.</noscript><style>국비 999억원이 있다.</style>",
        "<div style='display: none'>국비 999억원이 있다.</div>",
        "<p hidden>국비 999억원이 있다.</p>",
        "<!-- 국비 999억원이 있다. -->",
        "<figure><img alt='국비 999억원'><figcaption>국비 999억원이 있다.</figcaption></figure>",
        "<ul><li><a href='/1'>한들시 국비 999억원 확보</a></li></ul>",
        "<p><a href='/1'>한들시가 국비 999억원을 확보했다.</a></p>",
        "<button>국비 999억원</button><select><option>국비 999억원이 있다.</option></select>",
        "<template>국비 999억원이 있다.</template>",
    ],
)
def test_what_is_not_the_article_goes(around: str) -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    inside = f"<article><h1>{TITLE}</h1>{around}{BODY}{around}</article>"
    assert page(head, inside).text == TEXT
    assert page(head, f"{around}<article><h1>{TITLE}</h1>{BODY}</article>{around}").text == TEXT


def test_page_wrapped_in_a_form_or_an_element_with_a_bad_name_is_read() -> None:
    inner = f"<article><h1>{TITLE}</h1>{BODY}</article>"
    for wrapper in (
        "<form>{}</form>",
        "<div class='sidebar comment'>{}</div>",
        "<header>{}</header>",
    ):
        assert page(body=wrapper.format(inner)).text == TEXT


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"h",'
            '"datePublished":"2024-03-07T00:10:00+09:00","author":[{"name":"홍길동 기자"}],'
            '"publisher":{"name":"나래일보"}}]</script>',
            ("나래일보", "홍길동", "2024-03-07"),
        ),
        (
            '<meta property="article:published_time" content="2024-03-07">'
            '<meta property="og:site_name" content="나래&amp;일보">'
            '<meta name="author" content="홍길동">',
            ("나래&일보", "홍길동", "2024-03-07"),
        ),
        (
            '<script type="application/ld+json">{broken</script>'
            '<meta itemprop="datePublished" content="2024-03-07T09:00:00Z">',
            (None, None, "2024-03-07"),
        ),
        (
            '<meta property="og:site_name" content="나래일보">'
            '<meta name="author" content="나래일보">'
            '<meta property="article:published_time" content="2024-13-77">',
            ("나래일보", None, None),
        ),
        ('<meta name="author" content="reporter@example.com">', (None, None, None)),
    ],
    ids=["JSON-LD", "meta", "broken JSON-LD, microdata", "no person, no day", "no name"],
)
def test_what_a_page_says_of_itself(
    head: str, said: tuple[str | None, str | None, str | None]
) -> None:
    article = page(head)
    assert (article.publisher, article.author, article.published) == said


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE} - 나래일보</title>",
        f"<title>{TITLE} < 지역 < 기사본문 - 나래일보</title>",
        f"<title>{TITLE} | 나래일보</title>",
        f"<title>{TITLE[:6]}&#8238;{TITLE[6:]} | 나래일보</title>",
        f'<meta property="og:title" content="{TITLE}">',
        f'<meta property="og:title" content="{TITLE[:12]}…">',
        "",
    ],
)
@pytest.mark.parametrize("heading", ["<h1>{}</h1>", "<h2><a href='/'>{}</a></h2>", "<p>{}</p>"])
def test_headline_stands_once_without_the_outlet(head: str, heading: str) -> None:
    if heading == "<p>{}</p>" and "…" in head:
        return  # nothing on the page has the whole headline marked
    article = page(
        head, f"<div><h1>나래</h1></div><article>{heading.format(TITLE)}{BODY}</article>"
    )
    assert article.title == TITLE
    assert article.text.replace("\n\n", "\n") == TEXT.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("<span class='caption'>드론 시험장</span>나래시가 국비를 땄다.", "나래시가 국비를 땄다."),
        ("나래시가 <a class='keyword tags' href='/1'>국비</a>를 땄다.", "나래시가 국비를 땄다."),
        ("나래시가<span style='display:none'> 9억</span> 국비를 땄다.", "나래시가\n국비를 땄다."),
        ("나래시가 <b>국비</b>를<br/>땄다.", "나래시가 국비를\n땄다."),
    ],
)
def test_elements_inside_a_line(line: str, read: str) -> None:
    assert page(body=f"<article><h1>{TITLE}</h1><p>{line}</p></article>").text == f"{TITLE}\n{read}"


def test_address_is_kept() -> None:
    assert (
        page('<link rel="canonical" href="https://example.com/1">').url == "https://example.com/1"
    )
    assert page('<link rel="canonical" href="javascript:alert(1)">').url is None


def test_entities_and_marks_are_plain() -> None:
    article = page(
        body=f"<article><h1>{TITLE}</h1><p>R&amp;D 국비&nbsp;70억&#8238;원을 땄다.</p></article>"
    )
    assert article.text.split("\n")[-1] == "R&D 국비 70억원을 땄다."


def test_table_for_layout_is_no_table() -> None:
    cell = f"<td><h1>{TITLE}</h1>{BODY}</td>"
    article = page(body=f"<table><tr><td>나래의 소식</td>{cell}</tr></table>")
    assert article.text.replace("\n\n", "\n") == TEXT.replace("\n\n", "\n")


HOSTILE = {
    "deep": "<div>" * 50_000 + BODY + "</div>" * 50_000,
    "open": "<b><p>" * 20_000 + BODY,
    "open divisions": "<div>" * 20_000 + BODY,
    "comments": BODY + "<!--a" * 50_000,
    "brackets": BODY + "<" * 200_000,
    "sections": BODY + "<![CDATA[" * 50_000,
    "attributes": BODY + "<a " + 'x="' * 50_000,
    "instructions": BODY + "<?x" * 50_000,
    "ends": BODY + "</" * 100_000,
    "closing": BODY + "<div>" * 3_000 + "</p>" * 20_000,
    "one line": "<p>" + "나래시가 국비를 확보했다. " * 100_000 + "</p>",
    "many lines": BODY + "<p>나래시</p>" * 30_000,
    "rows": BODY + "<table>" + "<tr><td>가</td><td>나</td></tr>" * 15_000 + "</table>",
    "tables": BODY + "<table><tr><td>" * 2_000,
    "scripts": "<script type=application/ld+json>" + "[" * 100_000 + "</script>" + BODY,
    "names": BODY + f"<div class='{'a' * 300_000}'></div>",
    "null": BODY.replace("국비", "국\x00비"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_read(name: str) -> None:
    """Anything quadratic would take minutes here; anything recursive would fail."""
    article = read_bytes(f"<html><body>{HOSTILE[name]}</body></html>".encode(), source="a.html")
    assert "국비" in article.text


def test_page_that_would_take_hours_is_refused() -> None:
    html = "<div>" * 100_000 + "</p>" * 60_000
    with pytest.raises(ReadError, match=r"nest .* deep"):
        parse(html, "a.html")


def test_empty_page_has_no_lines() -> None:
    assert read_html("<html></html>", "a.html")[0] == ""
