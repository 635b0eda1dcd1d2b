"""Sentences as papers write them, with who leads and who takes part, read from data."""

from __future__ import annotations

import re

import pytest

from kg.extract import extract
from kg.model import Article, Facts
from tests.test_phrases import AWARD, rows

ROWS = list(rows("phrases_of_roles.txt"))
EACH = [(text, wanted) for text, wanted in ROWS if ": " in wanted]
KNOWN = [row for row in ROWS if not row[0].startswith("? ") and row not in EACH]
OPEN = [(text[2:], wanted) for text, wanted in ROWS if text.startswith("? ")]
NAMED = re.compile(r"(주관|참여) ([^;]+)")


def told_each(wanted: str) -> dict[str, dict[str, set[str]]]:
    """Return the same project by project: «첨단: 주관 A / 바이오: 참여 B»."""
    parts = (part.partition(":") for part in wanted.split(" / "))
    return {beginning.strip(): told(roles) for beginning, _, roles in parts}


def told(wanted: str) -> dict[str, set[str]]:
    """Return who leads and who takes part: «주관 A, B; 참여 C»."""
    found: dict[str, set[str]] = {"주관": set(), "참여": set()}
    for role, names in NAMED.findall(wanted):
        found[role] |= {name.strip() for name in names.split(",")}
    return found


def read(text: str) -> dict[str, set[str]]:
    """Return the same of all projects that are read in a text."""
    projects = facts(text).projects
    return {
        "주관": {m.name for p in projects for m in p.leads},
        "참여": {m.name for p in projects for m in p.participants},
    }


def facts(text: str) -> Facts:
    whole = AWARD + text[2:] if text.startswith("> ") else text.replace("\\n", "\n")
    return extract(Article(text=whole, published="2024-05-17"))


@pytest.mark.parametrize(("text", "wanted"), KNOWN, ids=[text for text, _ in KNOWN])
def test_roles(text: str, wanted: str) -> None:
    assert read(text) == told(wanted)


@pytest.mark.parametrize(("text", "wanted"), EACH, ids=[text for text, _ in EACH])
def test_roles_of_each_project(text: str, wanted: str) -> None:
    each = told_each(wanted)
    found = {
        beginning: {
            "주관": {m.name for m in p.leads},
            "참여": {m.name for m in p.participants},
        }
        for p in facts(text).projects
        for beginning in each
        if p.name.startswith(beginning)
    }
    assert found == each


@pytest.mark.parametrize(("text", "wanted"), OPEN, ids=[text for text, _ in OPEN])
def test_what_is_not_yet_read_is_still_open(text: str, wanted: str) -> None:
    assert read(text) != told(wanted), "it is read now: take the question mark away"
