"""Markdown is read as its reader sees it."""

from __future__ import annotations

import pytest

from kg.read import read_bytes
from kg.read.markdown import read_markdown


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("# 제목", "제목"),
        ("### 1. 개요", "1. 개요"),
        ("**국비** 80억원, __시비__ 20억원", "국비 80억원, 시비 20억원"),
        ("*강조* 말고 3*4*5", "강조 말고 3*4*5"),
        ("[나래시](https://a.kr/b)는", "나래시는"),
        ("![사진](a.png)뒤", "뒤"),
        ("> 인용", "인용"),
        ("`코드`와 <b>글</b>", "코드와 글"),
        ("| a | b |", "a | b"),
        ("- 국비 80억원", "- 국비 80억원"),
        (r"1\. 5\*5", "1. 5*5"),
        ("A_B_C 사업 2 < 3 > 1", "A_B_C 사업 2 < 3 > 1"),
    ],
)
def test_marks_go(written: str, seen: str) -> None:
    assert read_markdown(written)[0] == seen


def test_front_matter_is_what_the_file_says_of_itself() -> None:
    text = (
        "---\ntitle: '나래시, 국비 70억 확보'\ndate: 2024-03-07\nauthor: 홍길동\n"
        "publisher: 나래일보\n---\n\n나래시가 국비 70억원을 **확보했다**.\n"
    )
    article = read_bytes(text.encode(), source="a.md")
    assert article.text == "나래시, 국비 70억 확보\n나래시가 국비 70억원을 확보했다."
    assert (article.published, article.author, article.publisher) == (
        "2024-03-07", "홍길동", "나래일보",
    )  # fmt: skip


@pytest.mark.parametrize("bait", ["[" * 100_000, "*" * 100_000, "<!--" * 50_000, "`" * 100_000,
                                  "![](" * 50_000, "<a " * 50_000, "---\n" * 50_000])  # fmt: skip
def test_bait_ends(bait: str) -> None:
    read_markdown(bait)
