"""Whatever comes in: an article of plain characters comes out, or one sentence says why not."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read import read_bytes

ODD = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]"
)
LINES = (
    "나래시, 국비 70억 확보", "나래시가 국비 70억원을 확보했다.", "  • 승인 2024.03.07 09:12", "",
    "관련기사", "홍길동 기자 a@b.kr", "[나래=나래일보] 홍길동 기자 = 시가 땄다.", "| a | b |", "|",
    "저작권자 ⓒ 나래일보 무단전재", "(사진=나래시)", "정치 경제 사회", "date 2024-03-07 제목이다",
    "제목 | 나래시 국비 확보 |", "2024.03.07 (목)", "나래일보", "광고", "댓글 0", "○ 국비 70억원",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>",
    "<br>", "<a href=x>", "</a>", "<article>", "</article>", "<h1>", "</h1>", "<script>",
    "</script>",
    "<figure>", "</figure>", "<!--", "-->", "<span class=caption>", "</span>", "&#8238;", "&nbsp;",
    "<title>", "</title>", "<form>", '<meta property="og:title" content="', '">', "<b", "\x00",
)  # fmt: skip


def read_or_error(data: bytes, name: str) -> Article | ReadError:
    try:
        return read_bytes(data, source=name)
    except ReadError as error:
        return error


def check(data: bytes, name: str) -> None:
    article = read_or_error(data, name)
    if isinstance(article, ReadError):
        assert article.way_out
        assert "\n" not in str(article)
        return
    assert isinstance(article, Article)
    assert article.text.strip()
    assert not ODD.search(article.text)
    assert article.title is None or article.text.split("\n")[0] == article.title


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), "a.txt")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.md", "a.hwpx", "a"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes(data: bytes, name: str) -> None:
    check(data, name)


@given(st.lists(st.sampled_from(LINES), max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_order_of_lines(lines: list[str]) -> None:
    check("\n".join(lines).encode(), "a.txt")


@given(st.lists(st.sampled_from((*LINES, *TAGS)), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_soup_of_tags(parts: list[str]) -> None:
    check("".join(parts).encode(), "a.html")
