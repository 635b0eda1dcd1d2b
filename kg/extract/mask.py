"""The characters that stand for mentions: private ones, each telling its kind and its number."""

from __future__ import annotations

from kg.extract.found import Kind

__all__ = ["KINDS", "MENTIONS", "ROOM", "characters", "kinds_between", "mask", "number", "numbers"]

KINDS: tuple[Kind, ...] = (
    "name", "item", "money", "org", "agency", "gov", "region", "place", "self", "period", "speech",
)  # fmt: skip
ROOM = 0x2800
"""Mentions that a text can have; what comes after is not looked at."""

_FIRST = 0xF0000
MENTIONS = f"{chr(_FIRST)}-{chr(0x10FFFF)}"
"""The range of a regular-expression class that takes every mention."""

_FIRST_CHARACTER = chr(_FIRST)
_BASE = {kind: _FIRST + i * ROOM for i, kind in enumerate(KINDS)}


def mask(kind: Kind, number: int) -> str:
    """Return the character that stands for a mention with this number."""
    return chr(_BASE[kind] + number)


def number(char: str) -> int | None:
    """Return the number of the mention that a character stands for, or ``None``.

    >>> number(mask("org", 12)), number("가")
    (12, None)
    """
    code = ord(char) - _FIRST
    return None if code < 0 else code % ROOM


def numbers(masked: str) -> list[int]:
    """Return the numbers of the mentions in a piece of masked text.

    >>> numbers(f"{mask('org', 12)}과 {mask('region', 3)}")
    [12, 3]
    """
    return [(ord(char) - _FIRST) % ROOM for char in masked if char >= _FIRST_CHARACTER]


def characters(*kinds: Kind) -> str:
    """Return a regular-expression class (without brackets) that takes a mention of these kinds."""
    return "".join(f"{chr(_BASE[k])}-{chr(_BASE[k] + ROOM - 1)}" for k in kinds)


def kinds_between(low: int, high: int) -> frozenset[Kind]:
    """Return the kinds of mention that a range of code points takes.

    >>> kinds_between(ord("가"), ord("힣"))
    frozenset()
    """
    return frozenset(k for k, base in _BASE.items() if low < base + ROOM and base <= high)
