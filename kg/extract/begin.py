"""What a match of a pattern can begin with, so that a search passes over all other letters.

A search tries a pattern at every letter of a line. Where the pattern begins with a choice, an
option or a look behind, each try costs a hundred nanoseconds and more; behind a look at one letter
it costs a fifth of that. The look changes the time that a search takes, never what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from kg.extract.mask import kinds_between
from kg.extract.needs import Part, parsed

__all__ = ["looking"]

Letters: TypeAlias = frozenset[str]
"""Letters and ranges of letters, as they stand in the brackets of a class; empty for nothing."""

_NOTHING: Letters = frozenset(("",))
_MANY = 100
"""Letters of a range with which too much begins: those of a whole script."""


def looking(pattern: str) -> str:
    """Return a regular expression that finds the same and looks at the first letter before.

    One that Python looks for quickly by itself stays as it is, and one that any letter can begin.

    >>> looking("(?:총 )?(?:국비|도비)")
    '(?=[국도총])(?:(?:총 )?(?:국비|도비))'
    >>> looking("국비|도비"), looking("(?:총 )?[가-힣]+")
    ('국비|도비', '(?:총 )?[가-힣]+')
    """
    parts = parsed(pattern)
    letters = _first(parts) if parts and not _is_quick(parts) else None
    if letters is None or "" in letters:
        return pattern
    return f"(?=[{''.join(sorted(letters))}])(?:{pattern})"


def _is_quick(parts: Sequence[Part]) -> bool:
    """Tell whether Python itself passes over letters: to a letter, a class, one of some words."""
    op, value = parts[0]
    match str(op):
        case "SUBPATTERN":
            return _is_quick(value[3])
        case "BRANCH":
            return all(branch and str(branch[0][0]) == "LITERAL" for branch in value[1])
    return str(op) in ("LITERAL", "IN")


def _first(parts: Iterable[Part]) -> Letters | None:
    """Return what a sequence of parts can begin with; ``None`` where that is too much to tell."""
    found = _NOTHING
    for op, value in parts:
        letters = _of_part(str(op), value)
        if letters is None:
            return None
        found = found - _NOTHING | letters
        if "" not in found:
            break
    return found


def _of_part(op: str, value: Any) -> Letters | None:
    match op:
        case "LITERAL" | "IN":
            return _one_of(_of_member(*member) for member in _members(op, value))
        case "BRANCH":
            return _one_of(map(_first, value[1]))
        case "SUBPATTERN" if not (value[1] or value[2]):  # without flags of its own
            return _first(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _one_of((_first(value[2]), frozenset() if value[0] else _NOTHING))
        case "ATOMIC_GROUP":
            return _first(value)
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return _NOTHING
    return None


def _members(op: str, value: Any) -> Iterable[tuple[str, Any]]:
    """Return a letter as the only member of a class, or the members of a class."""
    return ((op, value),) if op == "LITERAL" else ((str(kind), member) for kind, member in value)


def _of_member(op: str, value: Any) -> Letters | None:
    """Return what a member of a class takes; ``None`` for one that takes too much."""
    match op:
        case "LITERAL":
            return frozenset((re.escape(chr(value)),))
        case "RANGE" if value[1] - value[0] < _MANY or kinds_between(*value):
            return frozenset((f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}",))
        case "CATEGORY" if str(value) == "CATEGORY_DIGIT":
            return frozenset((r"\d",))
    return None


def _one_of(rows: Iterable[Letters | None]) -> Letters | None:
    found: Letters = frozenset()
    for letters in rows:
        if letters is None:
            return None
        found |= letters
    return found
