"""Texts made to take long: extraction ends, with nothing found that is not there.

There is no assertion on time. Work that grew with the square of such a text would not end within
the patience of anybody who runs the tests.
"""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article

LENGTH = 100_000
BAITS = [
    "1,", "(", " ", "억", "‘", "‘가나’ ", "“가나다.” ", "다. ", "이", "연구원 ", "연구원",
    "대구연구원, ",
    "대구·", "1", "국비 ", "가나다라, ", "가", "사업 ", "협력 함께 ", "’21~",
    "△가나다 ", "▲가나 사업 ",
    "'가'", "과제명 | 기관명\n",
]  # fmt: skip


@pytest.mark.parametrize("bait", BAITS)
def test_ends(bait: str) -> None:
    text = (bait * (LENGTH // len(bait) + 1))[:LENGTH]
    facts = extract(Article(text=text, published="2022-05-04"))
    assert all(not project.funding for project in facts.projects)
    assert facts.totals == ()
