"""The word lists and known names that recognition works with, read once and frozen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
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
    unit: re.Pattern[str]
    not_universities: frozenset[str]
    strong_head: re.Pattern[str]
    weak_head: re.Pattern[str]
    stop: frozenset[str]
    generic: frozenset[str]
    region_tail: re.Pattern[str]
    gazetteer: Gazetteer


def alternatives(words: Iterable[str]) -> str:
    """Return the words as one regular expression, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def load() -> Lexicon:
    """Read ``data/patterns/words.toml`` and the gazetteers."""
    words = tomllib.loads(resource("data", "patterns", "words.toml").read_text("utf-8"))
    body, name = words["organisation"], words["name"]
    return Lexicon(
        organisation=re.compile(rf"^(.*?[^\W_](?:{alternatives(body['suffixes'])}))({PARTICLE})?$"),
        unit=re.compile(rf"^(.*(?:{alternatives(body['units'])}))({PARTICLE})?$"),
        not_universities=frozenset(body["not_universities"]),
        strong_head=re.compile(rf"(?:{alternatives(name['strong'])})$"),
        weak_head=re.compile(rf"(?:{alternatives(name['strong'] + name['weak'])})$"),
        stop=frozenset(name["stop"]),
        generic=frozenset(name["generic"]),
        region_tail=re.compile(rf"^(?:{alternatives(words['region']['tails'])})?(?:{PARTICLE})?$"),
        gazetteer=load_gazetteer(),
    )
