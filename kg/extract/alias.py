"""The short name that a text gives a body: «다이텍연구원(이하 다이텍)은 …, 다이텍은 …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.found import Found
from kg.korean.particles import PARTICLE

__all__ = ["called"]

_GIVEN = re.compile(
    r"(?:\([^()\n]{0,30}\)|\((?:[^()\n]{0,30}, ?)?)이하 ?[‘'“\"]?([가-힣A-Za-z]{2,10})"
)
_WORD = "가-힣A-Za-z0-9·"


def called(text: str, named: Sequence[Found]) -> Sequence[Found]:
    """Return the bodies found, and beside them where the text calls one by a short name of its own.

    Such a place has the whole name for its text, so that who leads is told by it.

    Args:
        text: the text, with what was taken before blanked out.
        named: the bodies found so far, in the order of the text.
    """
    if "이하 " not in text:
        return named
    ends = {f.end: f for f in named if f.kind == "org"}
    rows = {f.start: f for f in named}
    for m in _GIVEN.finditer(text):
        whole, short = ends.get(m.start()), m[1]
        if whole is None or len(short) >= len(whole.text):
            continue
        for f in _used(text, short, whole.text, m.end()):
            known = rows.setdefault(f.start, f)
            if known.text == short:
                rows[f.start] = f
    return [rows[start] for start in sorted(rows)]


def _used(text: str, short: str, whole: str, after: int) -> Iterator[Found]:
    """Yield where a word of the text is the short name, with its particle at most."""
    word = re.compile(rf"(?<![{_WORD}]){re.escape(short)}(?={PARTICLE}?(?![{_WORD}]))")
    return (Found("org", *m.span(), whole) for m in word.finditer(text, after))
