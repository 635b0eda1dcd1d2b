"""Text that was cut into lines of one width is read as if it had not been."""

from __future__ import annotations

import pytest

from kg.read import read_bytes
from kg.read.reflow import reflow
from tests.conftest import ARTICLE as SEED


def cut(paragraph: str, width: int) -> str:
    """Cut a paragraph between words, Hangul two columns wide, as terminals and e-mails do."""
    lines = [""]
    for word in paragraph.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if sum(1 + (character > "\u1100") for character in longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_article_that_was_cut_is_whole_again(width: int) -> None:
    text = read_bytes(SEED.read_bytes(), source="a.txt").text
    paragraphs = [line for line in text.split("\n") if line]
    data = "\n\n".join(cut(p, width) for p in paragraphs).encode()
    read = read_bytes(data, source="a.txt").text
    assert read.split() == text.split()
    assert [line for line in read.split("\n") if line] == paragraphs


@pytest.mark.parametrize("name", ["portal.txt", "portal.expected.txt"])
def test_lines_that_nobody_cut_stay(name: str) -> None:
    text = (SEED.parents[2] / "tests" / "read" / name).read_text(encoding="utf-8")
    assert reflow(text) == text
    seed = SEED.read_text(encoding="utf-8")
    assert reflow(seed) == seed


def test_items_of_a_list_stay_on_their_lines() -> None:
    items = [
        f"○ {n}번 과제는 나래시가 국비 {n}억원을 들여 드론 시험장을 짓는 사업" for n in range(10)
    ]
    assert reflow("\n".join(items)) == "\n".join(items)


def test_text_far_longer_than_an_article_stays() -> None:
    text = "가나다라 마바사아 자차카타\n" * 200_000
    assert reflow(text) == text


def test_longest_text_that_is_joined_is_joined_in_linear_time() -> None:
    text = "가나다라 마바사아 자차카타\n" * 4_999
    assert reflow(text).count("\n") == 0
