"""Names that differ by one slip of the keyboard: a proposal for a person, never a decision."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from kg.gazetteer import Gazetteer

__all__ = ["Index", "alike", "index", "known", "near"]

Index: TypeAlias = Mapping[str, tuple[str, ...]]
"""A name, or a name without one of its letters -> the names that it comes from."""

_SHORTEST = 7
"""Shorter names differ by a syllable too often without meaning the same."""
_LONGEST = 40


def alike(a: str, b: str) -> bool:
    """Tell whether two names differ by one letter (a part of a syllable) or one syllable left out.

    >>> alike("전남정보문화사업진흥원", "전남정보문화산업진흥원")
    True
    >>> alike("경남정보문화산업진흥원", "경북정보문화산업진흥원")
    False
    """
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    if min(len(a), len(b)) < _SHORTEST or max(len(a), len(b)) > _LONGEST:
        return False
    if len(a) == len(b):
        different = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        return len(different) == 1 and _one_letter(*different[0])
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )


def index(names: Iterable[str]) -> Index:
    """Return an index of names that :func:`near` looks in; short and very long names are left out.

    Two names that are :func:`alike` have a text in common once a letter is taken out of either, so
    the work grows with the names and not with their square.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(set(names)):
        if _SHORTEST <= len(name) <= _LONGEST:
            for key in _shortened(name):
                found[key] = (*found.get(key, ()), name)
    return found


def near(name: str, *indexes: Index) -> list[str]:
    """Return which of the indexed names are :func:`alike` to a name, sorted.

    >>> near("한국전자통신연구윈", index(["한국전자통신연구원", "한국기계연구원"]))
    ['한국전자통신연구원']
    """
    if not _SHORTEST <= len(name) <= _LONGEST:
        return []
    keys = _shortened(name)
    possible = {n for names in indexes for key in keys if key in names for n in names[key]}
    return sorted(n for n in possible if alike(name, n))


@lru_cache(maxsize=4)
def known(gazetteer: Gazetteer) -> Index:
    """Return the index of the names of the gazetteer's bodies."""
    return index(gazetteer.institutions_by_name)


def _shortened(name: str) -> list[str]:
    """Return the name and the name without each one of its letters."""
    return [name, *[name[:i] + name[i + 1 :] for i in range(len(name))]]


def _one_letter(a: str, b: str) -> bool:
    """Tell whether two syllables differ in one of their letters (자모)."""
    x, y = unicodedata.normalize("NFD", a), unicodedata.normalize("NFD", b)
    if abs(len(x) - len(y)) == 1:
        return x.startswith(y) or y.startswith(x)
    return len(x) == len(y) > 1 and sum(p != q for p, q in zip(x, y, strict=True)) == 1
