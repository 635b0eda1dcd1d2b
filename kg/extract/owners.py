"""Which of several projects is whose: «증평군은 A에 4억 원, 진천군은 B에 10억 원을 확보했다».

A city or county that stands before a project, as the subject of its clause or right before its
name, has that project alone where the text gives the other projects to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract import lexicon
from kg.extract.found import Found
from kg.extract.patterns import find
from kg.extract.regions import narrowest
from kg.extract.scene import Scene
from kg.extract.titles import Titles

__all__ = ["owners"]


@dataclass(frozen=True, slots=True)
class _Owner:
    """Regions that may have what is told beside them, and where in the text they end.

    ``behind`` is where the title begins that they stand behind, if they do.
    """

    regions: tuple[Found, ...]
    end: int
    subject: bool
    behind: int | None


def owners(
    scene: Scene, titles: Titles, projects: frozenset[int]
) -> Mapping[int, tuple[Found, ...]]:
    """Return the regions that have a project alone, where at least two have projects of their own.

    Args:
        scene: the text.
        titles: its titles.
        projects: the titles that are projects.
    """
    told: dict[int, tuple[Found, ...]] = {}
    if len(projects) < 2:
        return told
    for n, regions in _told(scene, titles, projects):
        if n not in told or _breadth(regions) < _breadth(told[n]):
            told[n] = regions
    ids = {n: _ids(regions) for n, regions in told.items()}
    above = {a for own in ids.values() for i in own for a in lexicon.load().gazetteer.holders(i)}
    ids = {n: own for n, own in ids.items() if own and not own & above}
    if not any(a.isdisjoint(b) for a in ids.values() for b in ids.values()):
        return {}
    return {n: told[n] for n in ids}


def _told(
    scene: Scene, titles: Titles, projects: frozenset[int]
) -> Iterator[tuple[int, tuple[Found, ...]]]:
    """Yield the projects that a sentence gives to a region, in the order of the text."""
    rows: dict[int, list[_Owner]] = {}
    for m in find(scene, "owner"):
        regions = narrowest(scene, m.all(scene, "region"))
        named = m.one(scene, "project")
        owner = _Owner(
            regions, scene.at(m.end), m.pattern.value == "subject", named.start if named else None
        )
        rows.setdefault(scene.sentence_of(m.bound["region"].start).index, []).append(owner)
    for index, row in sorted(rows.items()):
        if scene.sentences[index].heading:
            continue
        row.sort(key=lambda owner: owner.end)
        for f in scene.by_sentence[index]:
            n = titles.of.get(f.start)
            owner_of = _owner(f, row) if n in projects else None
            if n is not None and owner_of is not None:
                yield n, owner_of.regions


def _owner(title: Found, row: list[_Owner]) -> _Owner | None:
    """Return who is told of right behind a title, else the last subject or neighbour before it."""
    for owner in row:
        if owner.behind == title.start:
            return owner
    before = [o for o in row if o.behind is None and o.end <= title.start]
    if before and (before[-1].subject or title.start - before[-1].end <= 1):
        return before[-1]
    return None


def _breadth(regions: tuple[Found, ...]) -> tuple[bool, int]:
    """Tell how much regions take in: a province more than a city, several more than one."""
    known = lexicon.load().gazetteer.regions_by_name
    return any(e.parent is None for f in regions for e in known.get(f.text, ())), len(regions)


def _ids(regions: tuple[Found, ...]) -> frozenset[str]:
    known = lexicon.load().gazetteer.regions_by_name
    return frozenset(e.id for f in regions for e in known.get(f.text, ()))
