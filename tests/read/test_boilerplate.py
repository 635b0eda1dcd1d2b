"""Every pattern of page furniture matches its examples and leaves the others alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.read.boilerplate import KINDS, Pattern, load, patterns
from kg.read.headline import core
from kg.resources import resource

PATTERNS = patterns(resource("data", "patterns", "boilerplate.toml"))
EXAMPLES = [(p, line) for p in PATTERNS for line in p.must]
OTHERS = [(p, line) for p in PATTERNS for line in p.must_not]


def matches(pattern: Pattern, line: str) -> bool:
    if pattern.kind == "publisher":
        return re.search(pattern.regex, line) is not None
    return re.match(pattern.regex, core(line)) is not None


@pytest.mark.parametrize(("pattern", "line"), EXAMPLES, ids=lambda x: getattr(x, "name", None))
def test_must(pattern: Pattern, line: str) -> None:
    assert matches(pattern, line)


@pytest.mark.parametrize(("pattern", "line"), OTHERS, ids=lambda x: getattr(x, "name", None))
def test_must_not(pattern: Pattern, line: str) -> None:
    assert not matches(pattern, line)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.name)
def test_pattern_says_what_it_is(pattern: Pattern) -> None:
    assert len(pattern.explanation) > 15
    assert pattern.must
    assert pattern.must_not
    assert not (pattern.sentence and pattern.regex.startswith("."))


def test_names_are_unique_and_kinds_all_used() -> None:
    assert len({p.name for p in PATTERNS}) == len(PATTERNS)
    assert {p.kind for p in PATTERNS} == set(KINDS)


@pytest.mark.parametrize("kind", ["drop", "caption", "end", "crawl"])
def test_no_furniture_in_plain_facts(kind: str) -> None:
    lines = [
        "대구시, ‘스마트특성화 기반구축사업’ 3년간 국비 215억 확보",
        "○ 사업기간 : 2023년 ~ 2025년",
        "○ 총사업비 180억원(국비 80, 시비 60, 민자 40)",
        "주관기관 | 대구기계부품연구원 | 80억원",
        "▲ 시제품 제작 지원 및 컨설팅 제공",
        "대구기계부품연구원 주관, 한국자동차연구원 참여",
    ]
    pattern = getattr(load(), kind)
    assert [line for line in lines if pattern.match(core(line))] == []


@pytest.mark.parametrize(
    "text",
    [
        "[[pattern]",
        "[[pattern]]\nname = 'x'",
        "[[pattern]]\nname='x'\nkind='drop'\nexplanation='e'\nregex='('\nmust=[]\nmust_not=[]",
        "[[pattern]]\nname='x'\nkind='none'\nexplanation='e'\nregex='a'\nmust=[]\nmust_not=[]",
    ],
    ids=["no TOML", "no regex", "broken regex", "unknown kind"],
)
def test_wrong_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.toml"):
        patterns(path)
