"""Every pattern of ``data/patterns`` against its own examples, and the files against their rules.

An example names each placeholder with what it binds, in the order of the text. A number behind the
name of one (``national2``) only tells branches of an expression apart; examples leave it out.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from kg.errors import DataError
from kg.extract.found import squeeze
from kg.extract.members import members
from kg.extract.patterns import Match, Pattern, find, load, parse
from kg.extract.runs import says_nothing
from kg.extract.scan import mentions
from kg.extract.scene import Scene, stage
from kg.model import SOURCES, Article
from kg.read import read_file
from kg.resources import resource
from tests.conftest import ARTICLE, ROOT

PATTERNS = [pattern for kind in load().values() for pattern in kind]
MUST = [(pattern, row) for pattern in PATTERNS for row in pattern.must]
MUST_NOT = [(pattern, text) for pattern in PATTERNS for text in pattern.must_not]
TEXTS = sorted({row["text"] for _, row in MUST} | {text for _, text in MUST_NOT})

NUMBERS = ("ratio", "count")
"""Placeholders that bind a number as it is written, not a mention."""

GROUPS: Mapping[str, frozenset[str]] = {
    "refuse": frozenset({"drop", "by"}),
    "level": frozenset({*SOURCES, "payer"}),
    "level-weak": frozenset(SOURCES),
    "apiece": frozenset(
        {"national", "total", "first", "second", "third", "firstwhole", "secondwhole"}
    ),
    "payers": frozenset({"gifts"}),
    "payers-mixed": frozenset({"gifts"}),
    "payers-each": frozenset({"givers", "money"}),
    "whole-of-one": frozenset(SOURCES),
    "programme": frozenset({"programme", "agency", "project"}),
    "programmes": frozenset({"programme", "agency"}),
    "agency": frozenset({"agency"}),
    "project": frozenset({"project", "host"}),
    "project-weak": frozenset({"project", "region"}),
    "anchor": frozenset({"money", "project"}),
    "group": frozenset({"money", "count"}),
    "region": frozenset({"region", "project", "paid"}),
    "share": frozenset({"regions", "ratio"}),
    "winner": frozenset({"region"}),
    "owner": frozenset({"region", "project"}),
    "role": frozenset(
        {"lead", "participant", "administrator", "coordinator", "leadGovernment",
         "partnerGovernment", "project"}
    ),
    "role-weak": frozenset({"lead", "participant", "paid", "project"}),
    "holder": frozenset({"lead"}),
    "stance": frozenset(),
}  # fmt: skip
"""The kinds of patterns that extraction knows, with the placeholders it reads or passes over."""


def staged(text: str) -> Scene:
    return stage(text, mentions(text, None))


def bound(pattern: Pattern, scene: Scene) -> dict[str, list[str]]:
    """What a pattern binds in a text, placeholder by placeholder."""
    rows: dict[str, list[str]] = {}
    for match in find(scene, pattern.kind):
        if match.pattern is pattern:
            for what in sorted(match.bound, key=lambda w: match.bound[w].start):
                names = list(_surfaces(scene, match, what))
                if names:
                    rows.setdefault(_plain(what), []).extend(names)
    return rows


def _surfaces(scene: Scene, match: Match, what: str) -> Iterator[str]:
    binding = match.bound[what]
    if what in NUMBERS:
        yield binding.masked
    else:
        yield from (found.text for found in members(scene, binding, _plain(what)))


def _plain(what: str) -> str:
    return what.rstrip("23456789")


def holds(pattern: Pattern, scene: Scene) -> bool:
    """Tell whether a pattern about whole sentences holds in one of them."""
    return any(pattern.regex.search(scene.line(s) + "\n") for s in scene.sentences)


def _ids(rows: Sequence[tuple[Pattern, object]]) -> list[str]:
    seen: Counter[str] = Counter()
    names = []
    for pattern, _ in rows:
        seen[pattern.name] += 1
        names.append(f"{pattern.name}-{seen[pattern.name]}")
    return names


@pytest.mark.parametrize(("pattern", "row"), MUST, ids=_ids(MUST))
def test_a_pattern_finds_what_its_examples_say(pattern: Pattern, row: Mapping[str, Any]) -> None:
    scene = staged(row["text"])
    if pattern.kind == "stance":
        assert holds(pattern, scene)
    else:
        assert bound(pattern, scene) == {k: v for k, v in row.items() if k != "text"}


@pytest.mark.parametrize(("pattern", "text"), MUST_NOT, ids=_ids(MUST_NOT))
def test_a_pattern_finds_nothing_in_what_looks_alike(pattern: Pattern, text: str) -> None:
    scene = staged(text)
    if pattern.kind == "stance":
        assert not holds(pattern, scene)
    else:
        assert bound(pattern, scene) == {}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.name)
class TestEveryPattern:
    def test_explains_itself_in_english_with_the_korean_phrase(self, pattern: Pattern) -> None:
        assert re.search(r"[A-Za-z]{3}", pattern.explain)
        assert re.search(r"[가-힣]", pattern.explain)
        assert pattern.explain.endswith((".", "»"))

    def test_has_examples_of_both_sorts(self, pattern: Pattern) -> None:
        assert pattern.must
        assert pattern.must_not
        texts = [row["text"] for row in pattern.must] + list(pattern.must_not)
        assert len(texts) == len(set(texts))

    def test_names_only_what_extraction_reads(self, pattern: Pattern) -> None:
        assert {_plain(what) for what in pattern.regex.groupindex} <= GROUPS[pattern.kind]

    def test_shows_each_placeholder_in_an_example(self, pattern: Pattern) -> None:
        shown = {what for row in pattern.must for what in row if what != "text"}
        assert shown == {_plain(what) for what in pattern.regex.groupindex}

    def test_finds_the_same_without_its_anchors(self, pattern: Pattern) -> None:
        """An anchor is a word without which the expression cannot hold; it only saves time."""
        for text, scene in _scenes().items():
            if pattern.anchors and pattern.regex.search(scene.masked):
                assert any(anchor in scene.masked for anchor in pattern.anchors), text


@cache
def _scenes() -> Mapping[str, Scene]:
    """All example texts of all patterns, and the first article."""
    article = read_file(ARTICLE)
    assert isinstance(article, Article)
    return {text: staged(text) for text in (*TEXTS, article.text)}


def test_names_of_patterns_are_their_own() -> None:
    assert [name for name, n in Counter(p.name for p in PATTERNS).items() if n > 1] == []
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", p.name) for p in PATTERNS)


def test_stances_are_known() -> None:
    slugs = {"granted", "asked", "call", "studied", "past", "report", "other"}
    assert {p.value for p in load()["stance"]} == slugs


def test_values_stand_only_where_they_are_read() -> None:
    assert {p.value for p in PATTERNS if p.kind == "region"} == {"", "only", "inside"}
    assert {p.value for p in PATTERNS if p.kind == "programme"} == {
        "",
        "quoted",
        "before",
        "row",
        "centre",
    }
    assert {p.value for p in PATTERNS if p.kind == "project"} == {"", "first", "more", "also"}
    assert {p.value for p in PATTERNS if p.kind == "project-weak"} == {
        "",
        "alone",
        "beside",
        "topic",
    }
    assert {p.value for p in PATTERNS if p.kind == "owner"} == {"", "subject"}
    read = ("region", "owner", "stance", "programme", "project", "project-weak")
    assert {p.value for p in PATTERNS if p.kind not in read} == {""}


WHOLE = """
[[pattern]]
name = "lead-hosts"
kind = "role"
explain = "«X가 주관한다»: it leads."
find = '<lead:org>(?:이|가) 주관'
must = [{ text = "한국생산기술연구원이 주관한다.", lead = ["한국생산기술연구원"] }]
must_not = ["산업통상자원부가 주관한다."]
"""


def test_a_new_pattern_is_read_as_it_is_written() -> None:
    (pattern,) = parse(WHOLE, "new.toml")
    assert (pattern.name, pattern.kind, pattern.anchors) == ("lead-hosts", "role", ())
    (match,) = pattern.regex.finditer(staged("한국생산기술연구원이 주관한다.").masked)
    assert match.group("lead")
    assert pattern.regex.search(staged("산업통상자원부가 주관한다.").masked) is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[[pattern]]", "[[patterns]]", "pattern"),
        ("[[pattern]]", "[[pattern]", "no patterns"),
        ('name = "lead-hosts"', "", "name"),
        ('explain = "«X가 주관한다»: it leads."', "", "explain"),
        ('must_not = ["산업통상자원부가 주관한다."]', "", "must_not"),
        ("<lead:org>", "<lead:organ>", "<lead:organ> is no placeholder"),
        ("주관'", "(주관'", "unterminated"),
    ],
)
def test_a_broken_pattern_is_refused_with_its_place(old: str, new: str, problem: str) -> None:
    assert old in WHOLE
    with pytest.raises(DataError) as caught:
        parse(WHOLE.replace(old, new), "new.toml")
    assert problem in str(caught.value)
    assert "new.toml" in str(caught.value)


def test_the_pattern_of_the_guide_holds_where_it_says() -> None:
    block = re.search(
        r"```toml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
    )
    assert block is not None
    (pattern,) = parse(block[1], "CONTRIBUTING.md")
    assert all(pattern.regex.search(staged(row["text"]).masked) for row in pattern.must)
    assert not any(pattern.regex.search(staged(text).masked) for text in pattern.must_not)


# ── the word lists ───────────────────────────────────────────────────────────────────────────

WORDS = tomllib.loads(resource("data", "patterns", "words.toml").read_text("utf-8"))
LISTS = [(f"{table}.{key}", words) for table, keys in WORDS.items() for key, words in keys.items()]


@pytest.mark.parametrize(("name", "words"), LISTS, ids=[name for name, _ in LISTS])
def test_a_word_stands_once_in_its_list(name: str, words: Sequence[str]) -> None:
    assert [w for w, n in Counter(words).items() if n > 1] == [], name
    assert all(w == w.strip() and w for w in words)


def test_words_that_are_no_universities_end_like_one() -> None:
    assert [w for w in WORDS["organisation"]["not_universities"] if not w.endswith("대")] == []


def test_names_that_say_nothing_are_written_as_they_are_compared() -> None:
    assert [w for w in WORDS["name"]["generic"] if squeeze(w) != w] == []
    assert all(says_nothing(w) for w in WORDS["name"]["generic"])


def test_a_word_ends_a_name_strongly_or_weakly() -> None:
    name = WORDS["name"]
    assert set(name["strong"]) & set(name["weak"]) == set()
