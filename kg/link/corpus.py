"""What all articles say together, as frozen values: projects, money, headlines, doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kg.model import Article, Day, Entity, EntityKind, Source
from kg.same import Pair

__all__ = [
    "Call", "Corpus", "Days", "Doubt", "Headline", "LinkedProgram", "LinkedProject", "Links",
    "Local", "Money", "Part", "Said", "Saids", "Split",
]  # fmt: skip


class Said(NamedTuple):
    """The place that says something: key of the article, offsets in code points, the words."""

    article: str
    start: int
    end: int
    quote: str


Saids: TypeAlias = tuple[Said, ...]
Links: TypeAlias = tuple[tuple[str, Saids], ...]
"""Pairs of an entity's id and the places that name it."""

Days: TypeAlias = tuple[tuple[Day, Saids], ...]
"""Pairs of a year or month and the places that state it."""

Local: TypeAlias = Mapping[tuple[str, str], str]
"""Kind and id -> local name of the IRI."""


class Part(NamedTuple):
    """A body's part in a project; ``role`` is a local name of the scheme of roles."""

    institution: str
    role: str
    said: Saids


class Split(NamedTuple):
    """The percentage that a region bears; ``of`` says of what."""

    region: str
    percent: float
    of: str
    said: Saids


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one project, with all that say it.

    Args:
        local: local name of its IRI, made of project, source, won and payer.
        source: the level that pays, or ``total``.
        won: whole won.
        approximate: whether every report rounds it.
        as_stated: the ways it is written.
        said: the places that say it.
        alternative: the likely value where the literal one is suspicious.
        paid_by: id of the institution that pays, where it is known.
        region: id of the region that this money belongs to, where the text says.
        part_of: local name of the amount that this one is a part of.
        superseded_by: local names of the amounts that stand in its place.
    """

    local: str
    source: Source
    won: int
    approximate: bool
    as_stated: tuple[str, ...]
    said: Saids
    alternative: int | None = None
    paid_by: str | None = None
    region: str | None = None
    part_of: str | None = None
    superseded_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """What a region secured over several projects, with all that say it."""

    local: str
    region: str | None
    source: Source
    won: int
    approximate: bool
    as_stated: tuple[str, ...]
    said: Saids
    alternative: int | None = None
    counts: tuple[int, ...] = ()
    program: str | None = None
    starts: tuple[Day, ...] = ()
    ends: tuple[Day, ...] = ()
    superseded_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedProgram:
    """A programme with the bodies that operate it, and its years where it has no call."""

    id: str
    said: Saids
    agencies: Links
    starts: Days = ()
    ends: Days = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One year's call of a programme."""

    id: str
    program: str
    year: int
    said: Saids
    starts: Days = ()
    ends: Days = ()


@dataclass(frozen=True, slots=True)
class LinkedProject:
    """A project with everything that any article says of it."""

    id: str
    label: str
    names: tuple[str, ...]
    said: Saids
    programs: Links = ()
    calls: Links = ()
    regions: Links = ()
    parts: tuple[Part, ...] = ()
    money: tuple[Money, ...] = ()
    shares: tuple[Split, ...] = ()
    starts: Days = ()
    ends: Days = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A note on the quality of what is said; ``targets`` are pairs of kind and local name."""

    local: str
    kind: str
    targets: tuple[tuple[str, str], ...]
    ko: str
    en: str
    said: Saids = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """What all articles say together; the same for any order of the articles.

    Args:
        articles: key -> article.
        entities: kind and id -> entity, projects left out.
        locals: kind and id -> local name of the IRI, unique in its kind.
        programs: the programmes, by id.
        calls: the calls, by id.
        projects: the projects, by id.
        headlines: the totals of regions, by local name.
        doubts: the notes, by local name.
        merged: project names that were taken for one, with the reason.
        proposed: project names that may be one, for a person to decide.
    """

    articles: Mapping[str, Article]
    entities: Mapping[tuple[EntityKind, str], Entity]
    locals: Local
    programs: tuple[LinkedProgram, ...] = ()
    calls: tuple[Call, ...] = ()
    projects: tuple[LinkedProject, ...] = ()
    headlines: tuple[Headline, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    merged: tuple[Pair, ...] = ()
    proposed: tuple[Pair, ...] = ()
