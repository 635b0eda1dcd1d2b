"""Sums that a sentence writes out: what equals the amounts beside it is their whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from kg.extract.found import Found
from kg.extract.scene import Scene
from kg.korean.money import Money
from kg.model import Source

__all__ = ["Sum", "sums"]

_FEWEST, _MOST = 2, 5
"""How many parts a sum that is written out has."""

_OWNERS = ("name", "item", "org", "gov", "agency", "region", "place")
"""What an amount can belong to: parts that stand with such belong to different ones."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount that is the sum of others in its sentence.

    ``source`` is the level that all parts share, or ``total`` where they are of several; ``parts``
    are those that tell nothing of their own, since they are stages or years of one level.
    """

    whole: Found
    source: Source
    parts: tuple[Found, ...]


def sums(scene: Scene, sources: Mapping[int, Source | None]) -> Iterator[Sum]:
    """Yield the sums of a text.

    Args:
        scene: the text.
        sources: what is known of the level of each amount so far, by its start offset;
            ``None``, or nothing, where no word tells it.
    """
    for row in scene.by_sentence:
        amounts = [f for f in row if f.kind == "money"]
        if len(amounts) > _FEWEST:
            yield from _in_sentence(row, amounts, sources)


def _in_sentence(
    row: Sequence[Found], amounts: Sequence[Found], sources: Mapping[int, Source | None]
) -> Iterator[Sum]:
    for i, whole in enumerate(amounts):
        known = sources.get(whole.start)
        if known not in (None, "total"):
            continue
        before = _adding_up(whole, amounts[:i][::-1])
        levels = {sources.get(p.start) for p in before}
        if len(levels) == 1 and not levels & {None, "total"}:
            (shared,) = levels
            yield Sum(whole, cast(Source, shared), () if _apart(row, before) else tuple(before))
        elif levels == {None} and known == "total" and not _apart(row, before):
            yield Sum(whole, "total", tuple(before))  # «건축비 40억원, 장비비 30억원 등 총 70억원»
        behind = _adding_up(whole, amounts[i + 1 :]) if known is None else ()
        levels = {sources.get(p.start) for p in behind}
        if len(levels) > 1 and not levels & {None, "total"}:
            yield Sum(whole, "total", ())


def _adding_up(whole: Found, near: Sequence[Found]) -> Sequence[Found]:
    """Return the amounts next to one, the nearest first, that add up to it; else none."""
    left = _won(whole)
    for n, part in enumerate(near[:_MOST], 1):
        left -= _won(part)
        if left <= 0:
            return near[:n] if left == 0 and n >= _FEWEST else ()
    return ()


def _apart(row: Sequence[Found], parts: Sequence[Found]) -> bool:
    """Tell whether something stands between parts that one of them can belong to."""
    first, last = min(p.start for p in parts), max(p.start for p in parts)
    return any(f.kind in _OWNERS and first < f.start < last for f in row)


def _won(found: Found) -> int:
    return cast(Money, found.value).value
