"""The look at the first letter passes over no match."""

from __future__ import annotations

import re

import pytest

from kg.extract.begin import looking
from kg.extract.patterns import Pattern, load
from kg.extract.scan import mentions
from kg.extract.scene import stage

PATTERNS = [p for rows in load().values() for p in rows]
EXAMPLES = "\n".join(
    text for p in PATTERNS for text in (*(str(example["text"]) for example in p.must), *p.must_not)
)
MASKED = stage(EXAMPLES, mentions(EXAMPLES, (2022, 5))).masked
LOOK = re.compile(r"^\(\?=\[.*?[^\\]\]\)(?=\(\?:)")


LOOKING = [p for p in PATTERNS if LOOK.match(p.regex.pattern)]


@pytest.mark.parametrize("pattern", LOOKING, ids=lambda p: f"{p.kind}-{p.name}")
def test_no_match_is_passed_over(pattern: Pattern) -> None:
    plain = LOOK.sub("", pattern.regex.pattern, count=1)
    spans = [m.span() for m in pattern.regex.finditer(MASKED)]
    assert spans == [m.span() for m in re.finditer(plain, MASKED)]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("(?:총 ?)?[1-9]억", "1-9총"),
        ("(?:국비|(?<!시)도비)", "국도"),
        (r"(?<![가-힣])(?:\d+|-)%", r"\-\d"),
        ("(?:(?<=총) )*(?:국비)?원", r"\ 국원"),
        ("(?:국비|[^가]비)", None),
        ("(?:국비)?.원", None),
        ("(?:국비)?", None),
        ("(?<!총)국비|도비", "국도"),
        ("(?<!총)(?i:AI)", None),
        ("(?i)(?:AI)?억", None),
        ("국비", None),
    ],
)
def test_looking(pattern: str, letters: str | None) -> None:
    assert looking(pattern) == (pattern if letters is None else f"(?=[{letters}])(?:{pattern})")


def test_looks_at_many() -> None:
    assert len(LOOKING) > 40
