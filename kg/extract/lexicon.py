"""The word lists and known names that recognition works with, read once and frozen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.gazetteer import Gazetteer
from kg.gazetteer import load as load_gazetteer
from kg.korean.particles import PARTICLE
from kg.resources import resource

__all__ = ["Lexicon", "alternatives", "load"]


@dataclass(frozen=True)
class Lexicon:
    """Everything that tells what a single word can be."""

    organisation: re.Pattern[str]
    body_ends: frozenset[str]
    """The last two letters of what a body's name ends with: a word without any names no body."""
    names: frozenset[str]
    """Whole names of firms and bodies that no ending tells."""
    unit: re.Pattern[str]
    not_universities: frozenset[str]
    strong_heads: tuple[str, ...]
    weak_heads: tuple[str, ...]
    head_ends: frozenset[str]
    """The last two letters of all heads: a word without any ends no name."""
    stop: frozenset[str]
    generic: frozenset[str]
    telling: frozenset[str]
    """Names made of generic words alone that are calls all the same."""
    region_tail: re.Pattern[str]
    gazetteer: Gazetteer
    beginnings: Mapping[str, tuple[int, ...]]
    """The first two letters of known names -> how long the names are that begin so, longest first.

    Names of one letter or of very many are left out: no single word is one.
    """


def alternatives(words: Iterable[str]) -> str:
    """Return the words as one regular expression, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _endings(gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the endings that name a body wherever they stand; an office (시청) is a place too."""
    for suffix in gazetteer.suffixes:
        safe = suffix.kind == "unit" or (suffix.kind == "ending" and suffix.safety != "context")
        if safe and suffix.suffix[-1] != "청":
            yield suffix.suffix


_LONGEST = 14
"""Letters of the longest known name that a single word is taken for."""


def _beginnings(names: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in names:
        if 1 < len(name) <= _LONGEST:
            lengths.setdefault(name[:2], set()).add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


@cache
def load() -> Lexicon:
    """Read ``data/patterns/words.toml`` and the gazetteers."""
    words = tomllib.loads(resource("data", "patterns", "words.toml").read_text("utf-8"))
    body, name = words["organisation"], words["name"]
    gazetteer = load_gazetteer()
    endings = [*_endings(gazetteer), *body["suffixes"]]
    known = (
        body["names"],
        gazetteer.ministries_by_name,
        gazetteer.institutions_by_name,
        gazetteer.regions_by_name,
    )
    return Lexicon(
        organisation=re.compile(rf"^(.*?[^\W_](?:{alternatives(endings)}))({PARTICLE})?$"),
        body_ends=frozenset(ending[-2:] for ending in endings),
        names=frozenset(body["names"]),
        unit=re.compile(rf"^(.*(?:{alternatives(body['units'])}))({PARTICLE})?$"),
        not_universities=frozenset(body["not_universities"]),
        strong_heads=tuple(name["strong"]),
        weak_heads=(*name["strong"], *name["weak"]),
        head_ends=frozenset(head[-2:] for head in (*name["strong"], *name["weak"])),
        stop=frozenset(name["stop"]),
        generic=frozenset(name["generic"]),
        telling=frozenset(name["telling"]),
        region_tail=re.compile(rf"^(?:{alternatives(words['region']['tails'])})?(?:{PARTICLE})?$"),
        gazetteer=gazetteer,
        beginnings=_beginnings(name for names in known for name in names),
    )
