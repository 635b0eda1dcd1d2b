"""Sentences as papers write them, with the amounts and times that are facts, read from data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Article, Day, Facts

HERE = Path(__file__).resolve().parent
AWARD = "대구시는 산업통상자원부의 ‘미래차 부품 실증사업’ 공모에 최종 선정됐다고 17일 밝혔다. "
EOK = 10**8


def rows(name: str) -> Iterator[tuple[str, str]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, wanted = line.rpartition("|")
            yield text.strip(), wanted.strip()


MONEY = list(rows("phrases_of_money.txt"))
TIMES = list(rows("phrases_of_time.txt"))


def read(text: str) -> Facts:
    return extract(Article(text=text, published="2024-05-17"))


@pytest.mark.parametrize(("text", "wanted"), MONEY, ids=[text for text, _ in MONEY])
def test_money(text: str, wanted: str) -> None:
    alone = text.startswith("> ")
    facts = read(AWARD + text[2:] if alone else text.replace("\\n", "\n"))
    named = ":" in wanted
    funded = {
        f"{p.name[:2] + ':' if named else ''}{a.source}{a.amount_krw / EOK:g}"
        for p in facts.projects
        for a in p.funding
    }
    headlines = {f"headline:{t.source}{t.amount_krw / EOK:g}" for t in facts.totals}
    told = set(wanted.split())
    assert funded == {w for w in told if not w.startswith("headline:")}
    assert headlines >= {w for w in told if w.startswith("headline:")}
    if not alone:  # nothing is a headline that is neither said to be one nor money of a project
        levels = {f.rpartition(":")[2] for f in told}
        assert {h.rpartition(":")[2] for h in headlines} <= levels


@pytest.mark.parametrize(("text", "wanted"), TIMES, ids=[text for text, _ in TIMES])
def test_times(text: str, wanted: str) -> None:
    (project,) = read(AWARD + text).projects

    def shown(day: Day | None) -> str:
        return "-" if day is None else str(day)

    assert [shown(project.period.start), shown(project.period.end)] == wanted.split()
