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
    """Regions that may have what is told behind them, and where in the text they end."""

    regions: tuple[Found, ...]
    end: int
    subject: bool


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
        if n not in told or len(regions) < len(told[n]):
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
    """Yield the projects of each sentence that stand behind a region, with the region."""
    rows: dict[int, list[_Owner]] = {}
    for m in find(scene, "owner"):
        named = m.one(scene, "project")
        if named is not None:
            n = titles.of.get(named.start)
            if n in projects:
                yield n, narrowest(scene, m.all(scene, "region"))
            continue
        row = rows.setdefault(scene.sentence_of(m.bound["region"].start).index, [])
        subject = m.pattern.value == "subject"
        regions = narrowest(scene, m.all(scene, "region"))
        row.append(_Owner(regions, scene.at(m.end), subject))
    for index, row in rows.items():
        if scene.sentences[index].heading:
            continue
        row.sort(key=lambda owner: owner.end)
        for f in scene.by_sentence[index]:
            n = titles.of.get(f.start)
            if n is None or n not in projects:
                continue
            owner = next((o for o in reversed(row) if o.end <= f.start), None)
            if owner and (owner.subject or f.start - owner.end <= 1):
                yield n, owner.regions


def _ids(regions: tuple[Found, ...]) -> frozenset[str]:
    known = lexicon.load().gazetteer.regions_by_name
    return frozenset(e.id for f in regions for e in known.get(f.text, ()))
