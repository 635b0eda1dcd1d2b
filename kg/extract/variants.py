"""Which names are one title: spellings, short forms, and what tells two titles apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from kg.extract.begin import looking
from kg.extract.found import Found, squeeze

__all__ = ["core", "group"]

_YEAR = re.compile(r"^[’'‘]?(?:(?:19|20)\d\d|\d\d)년(?:도)?\s*|^(?:19|20)\d\d\s+")
_TAIL = re.compile(
    looking(
        r"(?:공모사업|공모과제|공모|사업|과제|프로젝트|을위한업무협약\(?mou\)?|업무협약\(?mou\)?)+$"
    )
)
_CALL_TAIL = re.compile(looking(r"(?:공모사업|공모|사업)+$"))
_GAP = re.compile(r"[\s·ㆍ‧・()]+")
_NOTE = re.compile(r"\([^()]*\)")
_ACRONYM = re.compile(r"[^\s()]+ ?\(([A-Z]{2,8})\)")
_EMPTY_WORDS = re.compile(
    r"^(?:구축|조성|육성|지원|개발|사업|과제|기반|플랫폼|센터|공모|사업화|고도화)+$"
)


def core(name: str) -> str:
    """Return what two spellings of one title share.

    >>> core("2023년 스마트 특성화 기반구축 사업") == core("스마트특성화 기반구축사업")
    True
    """
    return _spelling(name).core


def group(names: list[Found], siblings: set[tuple[int, int]]) -> dict[int, int]:
    """Number the titles: mentions that are one title get one number."""
    spelled = {f.start: squeeze(f.text) for f in names}  # what is told of one mention holds of all
    apart: dict[str, set[str]] = {}
    for a, b in siblings:
        if a in spelled and b in spelled and spelled[a] != spelled[b]:
            apart.setdefault(spelled[b], set()).add(spelled[a])
            apart.setdefault(spelled[a], set()).add(spelled[b])
    of: dict[int, int] = {}
    groups: list[list[_Named]] = []
    for f in names:
        near = groups[:_COMPARED]
        others = apart.get(spelled[f.start], set())
        named = (f, _spelling(f.text))
        home = next(
            (
                i for i, group in enumerate(near)
                if _same(named, group)
                and not (others and any(spelled[g.start] in others for g, _ in group))
            ),
            None,
        )  # fmt: skip
        if home is None:
            home = len(groups)
            groups.append([])
        if len(groups[home]) < _COMPARED:
            groups[home].append(named)
        of[f.start] = home
    return of


_COMPARED = 200
"""Titles that a further one is compared with: no article has as many, and time stays linear."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A title as it is compared: what only its spelling adds is gone."""

    core: str
    full: str
    squeezed: str
    words: tuple[str, ...]
    """Its telling words, squeezed; empty where they are too few or too short to tell anything."""
    places: frozenset[str]
    """Its words that end like the name of a place."""
    short: str
    """The same with acronyms for what they stand behind: ERC 공모 for 선도연구센터(ERC) 공모."""


@lru_cache(maxsize=1024)
def _spelling(name: str) -> _Spelling:
    bare = _YEAR.sub("", name.strip())
    full = squeeze(_NOTE.sub("", bare)) or squeeze(bare)
    words = [w for w in _GAP.split(_YEAR.sub("", name)) if w and not _EMPTY_WORDS.match(w)]
    telling = len(words) >= 2 and sum(map(len, words)) >= 8
    return _Spelling(
        core=_TAIL.sub("", full),
        full=_CALL_TAIL.sub("", full),
        squeezed=squeeze(name),
        words=tuple(squeeze(w) for w in words) if telling else (),
        places=frozenset(w for w in name.split() if _PLACE_WORD.match(w)),
        short=squeeze(_ACRONYM.sub(r"\1", bare)),
    )


_Named: TypeAlias = tuple[Found, _Spelling]


def _same(named: _Named, group: list[_Named]) -> bool:
    name, a = named
    if a.places and any(_other_place(a, b) for _, b in group):
        return False
    for other, b in group:
        if a.core == b.core or a.short == b.short:
            return True
        if name.kind == "item" and other.kind == "item":
            continue
        if (
            not name.quoted
            and other.quoted
            and _SHORT_FORM.match(name.text)
            and (len(a.core) >= 3 and b.core.startswith(a.core))
        ):
            return True
        short, long = (a.full, b.full) if len(a.full) <= len(b.full) else (b.full, a.full)
        if len(short) >= 6 and short in long and len(short) / len(long) > 0.4:
            return True
        if _words_within(a, b) or _words_within(b, a):
            return True
    return False


_PLACE_WORD = re.compile(r"^[가-힣0-9]+(?:[동읍면리군구항]|지구|시)$")


def _other_place(a: _Spelling, b: _Spelling) -> bool:
    """Tell whether two titles name different places: 온양2동 정비사업 is not 송악읍 정비사업.

    >>> _other_place(_spelling("온양2동 정비사업"), _spelling("송악읍 정비사업"))
    True
    """
    return bool(a.places and b.places) and a.places.isdisjoint(b.places)


_SHORT_FORM = re.compile(r"^[가-힣A-Za-z&]+ ?(?:사업|과제|프로젝트)$")
"""A title of one word: behind a longer one that begins so, it is its short form."""


def _words_within(short: _Spelling, long: _Spelling) -> bool:
    """Tell whether a shorter title leaves out words of the longer one and adds none."""
    return bool(short.words) and all(w in long.squeezed for w in short.words)
