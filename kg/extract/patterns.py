"""Patterns as data: TOML in ``data/patterns``, compiled to regular expressions over a scene.

A pattern is written with placeholders, ``<what:kind>``: ``<lead:org>(?:이|가) 주관`` binds a body as
``lead``. Kinds are those of :mod:`kg.extract.scan` and the groups of :data:`PLACEHOLDERS`. Around the
placeholders stands an ordinary regular expression; a sentence never runs over a line.

Every pattern has a ``name``, an ``explain`` sentence, ``must`` (texts with what they yield) and
``must_not`` (texts that look alike and mean something else); all of them run as tests.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.extract.scan import Found
from kg.extract.scene import Scene, characters
from kg.resources import resource

__all__ = ["Binding", "Match", "Pattern", "find", "load", "parse"]

_ORG = f"[{characters('org', 'agency')}]"
_NAME = f"[{characters('name', 'item')}]"
_ITEM = f"[{characters('item', 'name')}]"
_MARKS = "[△▲▷▶▸▹◇◆○●□■▴◈ㅇ∙•①-⑩❶-❿▪☆★]"
_REGION = f"[{characters('region', 'place')}]"
_NOTE = r"(?:\s?\([^()\n]{1,40}\))?"
_JOIN = r"(?:\s?[,·ㆍ‧․/、]\s?|(?:와|과)(?:\s|(?=㈜))|\s(?:및|그리고)\s|,?\s및\s)"
# a body that no rule knows, standing in a list beside others: 글로실, 제이디텍, KBS
_FREE = r"(?:㈜\s?|\(주\)\s?)?[가-힣A-Za-z0-9&.\-]{2,18}(?:\(주\)|㈜)?"
_MEMBER = rf"(?:{_ORG}(?:\s[가-힣]{{2,8}}(?=[,·]))?|{_REGION}(?:\s{_REGION})?|{_FREE}){_NOTE}"

PLACEHOLDERS: Mapping[str, str] = {
    "name": _NAME,
    "names": rf"{_NAME}{_NOTE}(?:{_JOIN}\s?{_NAME}{_NOTE})*",
    "items": rf"{_ITEM}{_NOTE}(?:[\s,·]*{_MARKS}\s*{_ITEM}{_NOTE})+|(?<={_MARKS}){_ITEM}{_NOTE}|(?<={_MARKS}\s){_ITEM}{_NOTE}",
    "money": f"[{characters('money')}]",
    "org": _ORG,
    "body": f"[{characters('org')}]",
    "bodies": rf"{_ORG}{_NOTE}(?:{_JOIN}{_ORG}{_NOTE})*",
    "members": rf"{_MEMBER}(?:{_JOIN}{_MEMBER})*",
    "gov": f"[{characters('gov')}]",
    "state": f"[{characters('gov', 'agency')}]",
    "region": f"[{characters('region', 'place')}]",
    "self": f"[{characters('self')}]",
    "regions": rf"{_REGION}{_NOTE}(?:(?:{_JOIN}|\s?[-–]\s?|\s){_REGION}{_NOTE})*",
    "party": f"[{characters('org', 'agency', 'gov', 'region', 'place', 'self')}]",
    "period": f"[{characters('period')}]",
    "ratio": r"\d{1,3}(?:\.\d+)?%?(?:\s?(?::|대)\s?\d{1,3}(?:\.\d+)?%?)+",
    "count": r"\d{1,4}",
    "text": r"[^\n]{1,60}?",
}
_PLACEHOLDER = re.compile(r"<(\w+):(\w+)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern with its examples."""

    name: str
    kind: str
    explain: str
    regex: re.Pattern[str]
    anchors: tuple[str, ...]
    value: str
    must: tuple[Mapping[str, Any], ...]
    must_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """What a placeholder bound: the masked text, and its place in the text."""

    masked: str
    start: int
    end: int
    masked_start: int


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern holds; ``start`` and ``end`` are offsets into the masked text."""

    pattern: Pattern
    start: int
    end: int
    bound: Mapping[str, Binding]

    def one(self, scene: Scene, what: str) -> Found | None:
        """Return the single mention bound to a name."""
        binding = self.bound.get(what)
        return scene.mention(binding.masked) if binding and len(binding.masked) == 1 else None

    def all(self, scene: Scene, what: str) -> tuple[Found, ...]:
        """Return the mentions inside what was bound to a name."""
        binding = self.bound.get(what)
        return tuple(scene.mentions(binding.masked)) if binding else ()


def parse(text: str, file: str) -> tuple[Pattern, ...]:
    """Read patterns from TOML.

    Raises:
        DataError: the TOML is broken, a key is missing or a regular expression does not compile.
    """
    try:
        rows = tomllib.loads(text)["pattern"]
    except (tomllib.TOMLDecodeError, KeyError) as e:
        raise DataError(
            f"these are no patterns ({e})", place=file, way_out="correct the file"
        ) from e
    return tuple(_pattern(row, f"{file}, pattern {i + 1}") for i, row in enumerate(rows))


def _pattern(row: Mapping[str, Any], place: str) -> Pattern:
    def expand(m: re.Match[str]) -> str:
        if m[2] not in PLACEHOLDERS:
            raise DataError(
                f"{m[0]} is no placeholder", place=place,
                way_out=f"use one of {', '.join(sorted(PLACEHOLDERS))}",
            )  # fmt: skip
        return f"(?P<{m[1]}>{PLACEHOLDERS[m[2]]})"

    try:
        return Pattern(
            name=row["name"], kind=row["kind"], explain=row["explain"],
            regex=re.compile(_PLACEHOLDER.sub(expand, row["find"])),
            anchors=tuple(row.get("anchors", ())), value=row.get("value", ""),
            must=tuple(row["must"]), must_not=tuple(row["must_not"]),
        )  # fmt: skip
    except (KeyError, re.error) as e:
        raise DataError(
            f"the pattern is not complete ({e})", place=place, way_out="correct it"
        ) from e


@cache
def load() -> Mapping[str, tuple[Pattern, ...]]:
    """Return all packaged patterns by kind, in the order of the files."""
    kinds: dict[str, list[Pattern]] = {}
    for path in sorted(resource("data", "patterns").glob("*.toml")):
        if path.name in ("words.toml", "boilerplate.toml"):
            continue
        for pattern in parse(path.read_text("utf-8"), path.name):
            kinds.setdefault(pattern.kind, []).append(pattern)
    return {kind: tuple(rows) for kind, rows in kinds.items()}


def find(scene: Scene, kind: str) -> Iterator[Match]:
    """Yield every match of every pattern of a kind, pattern by pattern, in the order of the text."""
    for pattern in load().get(kind, ()):
        if pattern.anchors and not any(a in scene.masked for a in pattern.anchors):
            continue
        for m in pattern.regex.finditer(scene.masked):
            bound = {
                what: Binding(part, scene.at(m.start(what)), scene.at(m.end(what)), m.start(what))
                for what, part in m.groupdict().items()
                if part
            }
            yield Match(pattern, m.start(), m.end(), bound)
