"""Amounts that several projects get: the same sum each (각 3천만원씩), or one each in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.found import Found
from kg.extract.patterns import Match, find
from kg.extract.scene import Scene, Sentence
from kg.extract.titles import Titles
from kg.model import Source

__all__ = ["Portion", "portions"]

_NATIONAL = re.compile(r"국비|국고|받|확보|따")


@dataclass(frozen=True, slots=True)
class Portion:
    """What one project gets of the money of several."""

    money: Found
    title: int
    source: Source
    rule: str


def portions(
    scene: Scene, titles: Titles, count: Callable[[Sentence], int | None]
) -> Mapping[int, Sequence[Portion]]:
    """Return by sentence what each of several projects gets.

    Args:
        scene: the text.
        titles: its titles.
        count: tells how many projects a sentence counts.
    """
    rows: dict[int, list[Portion]] = {}
    for match in find(scene, "apiece"):
        sentence = scene.sentence_of(scene.at(match.start))
        named = _named(scene, titles, sentence, match, count(sentence))
        rows.setdefault(sentence.index, []).extend(_given(scene, match, named))
    return rows


def _given(scene: Scene, match: Match, named: Sequence[int]) -> Iterator[Portion]:
    rule = match.pattern.name
    sources: tuple[Source, ...] = ("national", "total")
    for source in sources:
        for money in match.every(scene, source) if len(named) > 1 else ():
            for title in named:
                yield Portion(money, title, source, rule)
    turns = [m for what in ("first", "second", "third") if (m := match.one(scene, what))]
    if turns and len(turns) == len(named):
        told = _NATIONAL.search(scene.masked, match.start, match.end)
        wholes = [match.one(scene, what) for what in ("firstwhole", "secondwhole")]
        part: Source = "national" if told or any(wholes) else "total"
        for money, whole, title in zip(turns, (*wholes, None), named, strict=False):
            yield Portion(money, title, part, rule)
            if whole is not None:
                yield Portion(whole, title, "total", rule)


def _named(
    scene: Scene, titles: Titles, sentence: Sentence, match: Match, count: int | None
) -> Sequence[int]:
    """Return the projects that share: those named before it, as many as the sentence counts.

    Those before another amount have had theirs: «‘A’로 5억원을 받고 ‘B’와 ‘C’로 각각 …».
    Where the sentence neither names nor counts any, it speaks of those of the sentence before.
    """
    start = scene.at(match.start)
    told = [f for f in scene.by_sentence[sentence.index] if f.start < start]
    paid = max((f.end for f in told if f.kind == "money"), default=0)
    before = _projects(titles, (f for f in told if f.start > paid)) or _projects(titles, told)
    if not before and count is None and sentence.index:
        before = _projects(titles, scene.by_sentence[sentence.index - 1])
    if before:
        return before if count in (None, len(before)) else ()
    everyone = sorted(titles.projects, key=lambda n: titles.mentions[n][0].start)
    return everyone if count == len(everyone) else ()


def _projects(titles: Titles, found: Iterable[Found]) -> Sequence[int]:
    numbers = (titles.number(f) for f in found)
    return list(dict.fromkeys(n for n in numbers if n is not None and n in titles.projects))
