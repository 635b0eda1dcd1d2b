"""Known names: regions, ministries and institutions, read from ``data/gazetteers``.

The names are data with sources (``data/gazetteers/README.md`` says which); nothing here knows a
name. An entity has one id in every article and every year: ``강원도`` in an article of 2022 is
``강원특별자치도`` of 2023, and the dates of its names stand in :attr:`Gazetteer.dated`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from kg.errors import DataError
from kg.model import Entity
from kg.resources import resource

__all__ = ["DatedName", "Gazetteer", "Suffix", "load", "read"]

Row: TypeAlias = dict[str, str]

_LONGEST = 8
"""Letters of the longest suffix."""

_COLUMNS = {
    "regions.csv": (
        "id", "type", "name_ko", "name_en", "aliases", "dated_names", "words", "parent",
        "former_parent", "codes", "lat", "lon", "valid_from", "valid_to", "source",
    ),
    "ministries.csv": (
        "id", "type", "name_en", "aliases", "dated_names", "parent", "valid_from", "valid_to",
        "source",
    ),
    "institutions.csv": (
        "id", "type", "name_en", "aliases", "dated_names", "parent", "valid_from", "valid_to",
        "source",
    ),
    "groups.csv": ("id", "aliases", "members", "note", "source"),
    "suffixes.csv": ("suffix", "type", "kind", "safety", "note", "source"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name with the days between which it held, ``YYYY-MM-DD`` or empty where unknown.

    ``until`` is the first day on which the name no longer held.
    """

    name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Suffix:
    """The ending of a name, or a mark of its legal form, that tells what kind of body it is.

    Args:
        suffix: the letters (``"연구원"``, ``"㈜"``).
        type: local name of the ``fund:`` class.
        kind: ``ending``, ``unit`` (the end of the name of a part, with its parent before it) or
            ``mark`` (a legal form, first or last).
        safety: ``sure`` (a name with this ending is such a body), ``likely`` (a word of another
            meaning has it too) or ``context`` (take it only where a list or a role phrase says so).
    """

    suffix: str
    type: str
    kind: str
    safety: str


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All known names, frozen; equal only to itself, so that what is derived can be cached.

    Args:
        regions: id -> region.
        institutions: id -> ministry, agency or institution.
        regions_by_name: every form of a name (``대구광역시``, ``대구시``, ``대구``) -> the regions
            it can mean; homonyms have several (``고성``), in the order of the file.
        ministries_by_name: every name of the ministries, agencies and funding administrators of
            ``ministries.csv``, short and former ones too, without spaces -> the body.
        institutions_by_name: the same for both files of bodies.
        groups: name of a group of regions (``부울경``) -> its members.
        words: short names of regions that are also words of the language (``예산``: budget), which
            only context can tell from the word.
        suffixes: the endings of institution names, longest first.
        former_parents: id of a region -> the regions that held it before, with dates.
        dated: id of a region or body -> its names of other years.
    """

    regions: Mapping[str, Entity]
    institutions: Mapping[str, Entity]
    regions_by_name: Mapping[str, tuple[Entity, ...]]
    ministries_by_name: Mapping[str, Entity]
    institutions_by_name: Mapping[str, Entity]
    groups: Mapping[str, tuple[Entity, ...]]
    words: frozenset[str]
    suffixes: tuple[Suffix, ...]
    former_parents: Mapping[str, tuple[DatedName, ...]]
    dated: Mapping[str, tuple[DatedName, ...]]

    def suffix(self, name: str) -> Suffix | None:
        """Return the longest ending or unit that a name has, with letters before it, or ``None``.

        >>> load().suffix("구미전자정보기술원").type
        'ResearchInstitute'
        >>> load().suffix("연구원") is None
        True
        """
        endings = _endings(self)
        for size in range(min(_LONGEST, len(name) - 1), 0, -1):
            found = endings.get(name[-size:])
            if found is not None:
                return found
        return None

    def holders(self, region: str) -> Iterator[str]:
        """Yield the ids of all regions that hold a region, now or before, the nearest first.

        >>> list(load().holders("군위군"))
        ['대구광역시', '경상북도']
        """
        entity = self.regions.get(region)
        while entity is not None and entity.parent:
            yield entity.parent
            yield from (n.name for n in self.former_parents.get(entity.id, ()))
            entity = self.regions.get(entity.parent)


@lru_cache(maxsize=4)
def _endings(gazetteer: Gazetteer) -> Mapping[str, Suffix]:
    return {s.suffix: s for s in gazetteer.suffixes if s.kind != "mark"}


@cache
def load() -> Gazetteer:
    """Return the packaged gazetteer; it is read once.

    Raises:
        DataError: a packaged file is missing or wrong.

    >>> [r.id for r in load().regions_by_name["경북도"]]
    ['경상북도']
    >>> load().ministries_by_name["산자부"].id
    '산업통상자원부'
    >>> [r.label_ko for r in load().groups["부울경"]]
    ['부산광역시', '울산광역시', '경상남도']
    """
    return read(resource("data", "gazetteers"))


def read(folder: Path) -> Gazetteer:
    """Read the files of a gazetteer.

    Args:
        folder: holds ``regions.csv``, ``ministries.csv``, ``institutions.csv``, ``groups.csv`` and
            ``suffixes.csv``, in UTF-8, as ``data/gazetteers/README.md`` describes them.

    Raises:
        DataError: a file is missing, lacks a column, or a row of it is wrong.
    """
    places, bodies, funders = (
        list(_rows(folder / name)) for name in ("regions.csv", "institutions.csv", "ministries.csv")
    )
    ministries = [_body(row, at) for row, at in funders]
    both = [*ministries, *(_body(row, at) for row, at in bodies)]
    regions = _by_id((_region(row, at) for row, at in places), "regions.csv")
    institutions = _by_id(both, "institutions.csv")
    by_name: dict[str, tuple[Entity, ...]] = {}
    for entity in regions.values():
        for name in _forms(entity):
            by_name[name] = (*by_name.get(name, ()), entity)
    return Gazetteer(
        regions=regions,
        institutions=institutions,
        regions_by_name=MappingProxyType(by_name),
        ministries_by_name=_names(ministries, "ministries.csv"),
        institutions_by_name=_names(both, "institutions.csv"),
        groups=_groups(folder / "groups.csv", regions),
        words=frozenset(w for row, _ in places for w in _list(row["words"])),
        suffixes=_suffixes(folder / "suffixes.csv"),
        former_parents=_column("former_parent", places),
        dated=_column("dated_names", [*places, *funders, *bodies]),
    )


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _rows(path: Path) -> Iterator[tuple[Row, str]]:
    """Yield each row with the words that tell where it stands."""
    columns = _COLUMNS[path.name]
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != columns:
                raise DataError(f"the columns are not {', '.join(columns)}", place=path.name)
            for row in reader:
                at = f"{path.name}, line {reader.line_num}"
                if None in row or None in row.values():
                    raise DataError("the row has too many or too few cells", place=at)
                yield row, at
    except OSError as e:
        raise DataError("the file cannot be read", place=str(path)) from e
    except (UnicodeDecodeError, csv.Error) as e:
        raise DataError(f"the file is no CSV in UTF-8 ({e})", place=str(path)) from e


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _pair(text: str, mark: str, at: str) -> tuple[str, str]:
    left, found, right = text.partition(mark)
    if not found or not left:
        raise DataError(f"{text!r} is not of the form A{mark}B", place=at)
    return left, right


def _dated(cell: str, at: str) -> tuple[DatedName, ...]:
    """Read ``name@since/until|…``."""
    names = []
    for item in _list(cell):
        name, days = _pair(item, "@", at)
        since, slash, until = days.partition("/")
        if not slash:
            raise DataError(f"{item!r} lacks the dates SINCE/UNTIL", place=at)
        names.append(DatedName(name, since, until))
    return tuple(names)


def _point(row: Row, at: str) -> tuple[float, float] | None:
    if not row["lat"]:
        return None
    try:
        return float(row["lat"]), float(row["lon"])
    except ValueError as e:
        raise DataError("the coordinates are no numbers", place=at) from e


def _region(row: Row, at: str) -> Entity:
    former = (n.name for n in _dated(row["dated_names"], at))
    return Entity(
        kind="region", id=row["id"], type=row["type"], label_ko=row["name_ko"],
        label_en=row["name_en"] or None, aliases=(*_list(row["aliases"]), *former),
        parent=row["parent"] or None,
        identifiers=tuple(_pair(c, ":", at) for c in _list(row["codes"])),
        point=_point(row, at),
    )  # fmt: skip


def _body(row: Row, at: str) -> Entity:
    other = (n.name for n in _dated(row["dated_names"], at))
    return Entity(
        kind="institution", id=row["id"], type=row["type"], label_ko=row["id"],
        label_en=row["name_en"] or None, aliases=(*_list(row["aliases"]), *other),
        parent=row["parent"] or None,
    )  # fmt: skip


def _suffixes(path: Path) -> tuple[Suffix, ...]:
    found = []
    for row, at in _rows(path):
        if row["safety"] not in ("sure", "likely", "context"):
            raise DataError(f"unknown safety {row['safety']!r}", place=at)
        if not 0 < len(row["suffix"]) <= _LONGEST:
            raise DataError(f"a suffix has 1 to {_LONGEST} letters", place=at)
        if row["kind"] not in ("ending", "unit", "mark"):
            raise DataError(f"unknown kind {row['kind']!r}", place=at)
        found.append(Suffix(row["suffix"], row["type"], row["kind"], row["safety"]))
    return tuple(sorted(found, key=lambda s: (-len(s.suffix), s.suffix)))


# ── indexes ──────────────────────────────────────────────────────────────────────────────────


def _forms(entity: Entity) -> Iterator[str]:
    """Yield every form of a name once: the id, the label, the aliases."""
    yield from dict.fromkeys((entity.id, entity.label_ko, *entity.aliases))


def _by_id(entities: Iterable[Entity], file: str) -> Mapping[str, Entity]:
    found: dict[str, Entity] = {}
    for entity in entities:
        if not entity.id or entity.id in found:
            raise DataError(f"the id {entity.id!r} is missing or stands twice", place=file)
        found[entity.id] = entity
    for entity in found.values():
        if entity.parent and entity.parent not in found:
            raise DataError(f"{entity.id}: no row for the parent {entity.parent}", place=file)
    return MappingProxyType(found)


def _column(column: str, rows: Iterable[tuple[Row, str]]) -> Mapping[str, tuple[DatedName, ...]]:
    found = {row["id"]: _dated(row[column], at) for row, at in rows if row[column]}
    return MappingProxyType(found)


def _names(entities: Iterable[Entity], file: str) -> Mapping[str, Entity]:
    found: dict[str, Entity] = {}
    for entity in entities:
        for name in _forms(entity):
            if found.setdefault(name.replace(" ", ""), entity) is not entity:
                raise DataError(f"two bodies have the name {name!r}", place=file)
    return MappingProxyType(found)


def _groups(path: Path, regions: Mapping[str, Entity]) -> Mapping[str, tuple[Entity, ...]]:
    found: dict[str, tuple[Entity, ...]] = {}
    for row, at in _rows(path):
        missing = [m for m in _list(row["members"]) if m not in regions]
        if missing:
            raise DataError(f"no region {missing[0]!r}", place=at)
        members = tuple(regions[m] for m in _list(row["members"]))
        for name in (row["id"], *_list(row["aliases"])):
            found[name] = members
    return MappingProxyType(found)
