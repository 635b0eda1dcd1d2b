"""The amounts of a sentence in rows: which stand together, behind what title or list entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from kg.extract.focus import JOINED
from kg.extract.found import Found
from kg.extract.levels import UNREAD, Level
from kg.extract.scene import Scene, Sentence
from kg.extract.titles import Titles

__all__ = ["HEADLINE", "NOWHERE", "Row", "in_rows"]

HEADLINE = -1
"""In place of a title's number: the amount is a headline over several projects."""

NOWHERE = -2
"""In place of a title's number: the amount belongs to a list entry that no rule could read."""

_PRICED = re.compile(r"\d ?(?:억|만|천|백)")
_BRACKET = re.compile(r"[’'”\"]?\s?(?:사업|과제)?\s?\(")
_HOST = re.compile(r",\s[^,()]*?([가-힣A-Za-z0-9]+)\s?\((?:국비|총|약)?\s?$")
_NOUN = re.compile(r"[,)]\s[^,()]*?([가-힣A-Za-z0-9]{2,}|\s[날길숲관])(?: 등)?\s$")
_NEXT = re.compile(r"[억원],\s[^,()]*(?:사업|과제) 등\s?$")
_AIM = re.compile(r",\s[^,()]*?[가-힣]{2}에\s$")
_LABEL = re.compile(
    r"(?:비|고|자|금|예산|규모|부담|억|[\d천백]만|원|조|모두|각각|합계|최대|현물|현금"
    r"|[은는이가을를에로도와과해서며고])$"
)
_MARK = re.compile(r"[△▲▷▶▸◇◆○●□■▴①-⑩❶-❿]")

Row: TypeAlias = tuple[int | None, list[Found]]
"""Amounts that stand together, with the title before them (or HEADLINE, NOWHERE, ``None``)."""


def in_rows(
    scene: Scene, sentence: Sentence, titles: Titles, levels: Mapping[int, Level],
    grouped: Mapping[int, int],
) -> Iterator[Row]:  # fmt: skip
    """Yield the amounts of a sentence in rows: a new title, entry or counted sum begins one."""
    last: int | None = None
    behind = 0
    row: list[Found] = []
    for f in scene.by_sentence[sentence.index]:
        number = titles.number(f)
        if number is not None and _attracts(scene, titles, f, number):
            if row:
                yield last, row
            last, behind, row = _title_at(scene, f, number, last, behind), f.end, []
        elif f.kind == "money" and not levels.get(f.start, UNREAD).refused:
            level = levels.get(f.start, UNREAD)
            bare = bool(row) and (
                level.source is None or not level.explicit or level.rule == "total-sum"
            )
            barred = last is not None and _barred(scene, behind, f.start, bare=bare)
            if row and (barred or f.start in grouped):  # «X(12억) 등 15건 351억»
                yield last, row
                row = []
            last = NOWHERE if barred else last
            row.append(f)
    if row:
        yield last, row


def _title_at(scene: Scene, f: Found, number: int, last: int | None, behind: int) -> int:
    """Return the title that amounts behind a name belong to: all of them in «‘A’와 ‘B’가»."""
    between = scene.text[behind : f.start]
    listed = last not in (None, number) and JOINED.match(between) and not _PRICED.search(between)
    return HEADLINE if listed and not _BRACKET.match(scene.text, f.end) else number


def _barred(scene: Scene, start: int, end: int, *, bare: bool) -> bool:
    """Tell whether another entry begins in between: what follows is not the title's.

    Another entry is a new mark (△), or an amount in brackets behind a word that is no label; and
    for a second amount without a label (``bare``) also any noun before it behind a comma.
    """
    between = scene.text[start:end]
    if _MARK.search(between):
        return True
    if _NEXT.search(between) or (bare and _AIM.search(between)):
        return True
    host = _HOST.search(between) or (_NOUN.search(between) if bare else None)
    return host is not None and not _LABEL.search(host[1])


_LIST_ENDS = re.compile(r"(?:\([^()억]*\))?\s?(?:이며|이고|,?\s?등)")


def _attracts(scene: Scene, titles: Titles, f: Found, number: int) -> bool:
    """Tell whether amounts behind a name can be its own.

    What comes behind the last entry of a list that nothing calls projects (△장비 구축 △인력
    양성이며 100억원을 들인다) is not the money of that entry.
    """
    if number not in titles.projects and f.kind == "item" and _LIST_ENDS.match(scene.text, f.end):
        return False
    return _is_project(titles, number)


def _is_project(titles: Titles, number: int) -> bool:
    return number in titles.projects or number not in titles.programmes
