"""Gather what the articles say of each programme, call and project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.link.corpus import Call, Days, LinkedProgram, LinkedProject, Links, Money, Part, Said, Split
from kg.link.entities import At, entities, one_id
from kg.link.money import Sum, SumKey
from kg.model import (
    Amount,
    Article,
    Day,
    Entity,
    EntityKind,
    Evidence,
    Program,
    Project,
    Resolved,
    Source,
)
from kg.same import Groups, Report, leading_year

__all__ = ["Draft", "Gathering", "identified", "linked_project", "said"]

_LOCAL_LEVELS = frozenset({"local", "province", "city", "county"})
_PLAIN_TYPE: Mapping[str, str] = {
    "region": "Region",
    "institution": "Institution",
    "program": "Program",
    "call": "Call",
    "project": "Project",
}

Row: TypeAlias = tuple[str, Resolved, Project]
"""A project of an article: the article's key, its resolved facts, the project."""

Places: TypeAlias = dict[str, set[Said]]
Dates: TypeAlias = dict[Day, set[Said]]


def _places() -> Places:
    return defaultdict(set)


@dataclass(slots=True)
class Draft:
    """A project while its reports are gathered."""

    ids: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    said: set[Said] = field(default_factory=set)
    programs: Places = field(default_factory=_places)
    calls: Places = field(default_factory=_places)
    regions: Places = field(default_factory=_places)
    roles: dict[tuple[str, str], set[Said]] = field(default_factory=lambda: defaultdict(set))
    shares: dict[tuple[str, float, str], set[Said]] = field(
        default_factory=lambda: defaultdict(set)
    )
    starts: Dates = field(default_factory=lambda: defaultdict(set))
    ends: Dates = field(default_factory=lambda: defaultdict(set))
    sums: dict[SumKey, Sum] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The fullest name; one without a leading year before one with it."""
        return max(self.ids, key=lambda name: (leading_year(name) is None, len(name), name))


class Gathering:
    """The articles in the order of their keys, and what their names stand for."""

    def __init__(self, articles: Sequence[tuple[str, Resolved]]):
        self.resolved = articles
        self.articles: dict[str, Article] = {}
        for key, one in articles:
            old, new = self.articles.get(key), one.facts.article
            if old is None or _known(new) > _known(old):
                self.articles[key] = new
        self.same = one_id(articles)
        self.entities = entities(articles, self.same)
        self.governments = {
            entity.governs: at[1]
            for at, entity in sorted(self.entities.items())
            if at[0] == "institution" and entity.governs
        }

    def id(self, one: Resolved, kind: EntityKind, name: str) -> str:
        """Return the id of what a name of an article stands for."""
        found = one.names.get((kind, name))
        at: At = (kind, found.entity.id if found else name)
        at = self.same.get(at, at)
        if at not in self.entities and kind != "project":
            self.entities[at] = Entity(kind, at[1], _PLAIN_TYPE[kind], at[1])
        return at[1]

    # programmes and calls

    def programs(self) -> tuple[tuple[LinkedProgram, ...], tuple[Call, ...]]:
        """Return the programmes and the calls, each by id."""
        places: Places = _places()
        agencies: dict[str, Places] = defaultdict(_places)
        years: dict[tuple[str, str], tuple[Dates, Dates]] = {}
        calls: dict[str, tuple[str, int, set[Said]]] = {}
        for key, one in self.resolved:
            for row in one.facts.programs:
                program = self.id(one, "program", row.name)
                places[program].add(said(key, row.evidence))
                if row.agency:
                    body = self.id(one, "institution", row.agency)
                    agencies[program][body].add(said(key, row.agency_evidence or row.evidence))
                owner = ("program", program)
                if row.year:
                    owner = ("call", self.call(one, row))
                    call = calls.setdefault(owner[1], (program, row.year, set()))
                    call[2].add(said(key, row.year_evidence or row.evidence))
                _take_period(years.setdefault(owner, (_dates(), _dates())), key, row)
            for name, evidence in _named_programs(one):
                places[self.id(one, "program", name)].add(said(key, evidence))
        return (
            tuple(
                LinkedProgram(
                    id_, tuple(sorted(places[id_])), _links(agencies.get(id_, {})),
                    *map(_days, years.get(("program", id_), ({}, {}))),
                )
                for id_ in sorted(places)
            ),
            tuple(
                Call(id_, program, year, tuple(sorted(saids)),
                     *map(_days, years["call", id_]))
                for id_, (program, year, saids) in sorted(calls.items())
            ),
        )  # fmt: skip

    def call(self, one: Resolved, row: Program) -> str:
        """Return the id of the call that a row of the programmes is about."""
        name = f"{row.name}|{row.year}"
        if ("call", name) in one.names:
            return self.id(one, "call", name)
        return self.id(one, "call", f"{self.id(one, 'program', row.name)} {row.year}")

    # projects

    def rows(self) -> tuple[list[list[Row]], list[Report]]:
        """Return the rows of each project of each article, and what tells it apart."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for key, one in self.resolved:
            for project in one.facts.projects:
                found[key, self.id(one, "project", project.name)].append((key, one, project))
        several = len(self.articles) > 1
        return list(found.values()), [
            self.report(key, id_, rows) if several else Report(key, id_, id_)
            for (key, id_), rows in found.items()
        ]

    def report(self, key: str, id_: str, rows: Sequence[Row]) -> Report:
        """Return what tells a project of one article apart from others."""
        _, one, first = rows[0]
        projects = [project for _, _, project in rows]
        regions = {self.id(one, "region", m.name) for p in projects for m in p.regions}
        period = next((p.period for p in projects if p.period), first.period)
        return Report(
            article=key,
            id=id_,
            name=self.label(one, first.name),
            leads=frozenset(
                self.id(one, "institution", m.name) for p in projects for m in p.leads
            ),
            regions=frozenset(regions),
            above=frozenset(above for region in regions for above in self.above(region)),
            programs=frozenset(self.id(one, "program", p.program) for p in projects if p.program),
            amounts=frozenset(
                (a.source, won)
                for p in projects for a in p.funding
                for won in (a.amount_krw, a.alternative_krw) if won is not None
            ),
            period=(_year(period.start), _year(period.end)),
        )  # fmt: skip

    @staticmethod
    def label(one: Resolved, name: str) -> str:
        """Return the readable form of a project's name."""
        found = one.names.get(("project", name))
        return found.entity.label_ko if found else name

    def above(self, region: str) -> Iterator[str]:
        """Yield the regions that hold a region, the nearest first."""
        seen = {region}
        while True:
            entity = self.entities.get(("region", region))
            if entity is None or entity.parent is None or entity.parent in seen:
                return
            region = entity.parent
            seen.add(region)
            yield region

    def drafts(self, rows: Sequence[Sequence[Row]], groups: Groups) -> Iterator[Draft]:
        """Yield each project with everything that its reports say."""
        for members in groups.groups:
            draft = Draft()
            for at in members:
                for row in rows[at]:
                    self.take(draft, *row)
            yield draft

    def take(self, draft: Draft, key: str, one: Resolved, project: Project) -> None:
        """Add what one row says to a draft."""
        here = said(key, project.evidence)
        draft.ids[self.label(one, project.name)] = self.id(one, "project", project.name)
        draft.names.add(project.name)
        draft.said.add(here)
        if project.program:
            draft.programs[self.id(one, "program", project.program)].add(here)
            calls = {
                self.call(one, row)
                for row in one.facts.programs
                if row.year and row.name == project.program
            }
            if len(calls) == 1:
                draft.calls[calls.pop()].add(here)
        for mention in project.regions:
            draft.regions[self.id(one, "region", mention.name)].add(said(key, mention.evidence))
        for name, role, evidence in _roles(project):
            draft.roles[self.id(one, "institution", name), role].add(said(key, evidence))
        for share in project.shares:
            at = (self.id(one, "region", share.region), share.percent, share.of)
            draft.shares[at].add(said(key, share.evidence))
        _take_period((draft.starts, draft.ends), key, project)
        for amount in project.funding:
            self.take_amount(draft, key, one, amount)

    def take_amount(self, draft: Draft, key: str, one: Resolved, amount: Amount) -> None:
        """Add an amount to a draft, to the equal one where there is one."""
        payer = self.id(one, "institution", amount.payer) if amount.payer else None
        region = self.id(one, "region", amount.payer_region) if amount.payer_region else None
        at: SumKey = (amount.source, amount.amount_krw, payer, region)
        if at not in draft.sums:
            draft.sums[at] = Sum(*at)
        draft.sums[at].take(amount, said(key, amount.evidence))

    def payers(
        self, draft: Draft, agencies: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[Source, str | None], str]:
        """Return who pays what has no named payer: source and region -> institution.

        National money of a programme comes from the body that operates it, where there is one;
        local money of a region from that region's government.
        """
        found: dict[tuple[Source, str | None], str] = {}
        ministries = {body for program in draft.programs for body in agencies.get(program, ())}
        for source, _, _, region in draft.sums:
            if source == "national" and len(ministries) == 1:
                found[source, region] = min(ministries)
            elif source in _LOCAL_LEVELS and region in self.governments:
                found[source, region] = self.governments[region]
        return found


def said(article: str, evidence: Evidence) -> Said:
    """Return the place of a piece of evidence among all articles."""
    return Said(article, evidence.start, evidence.end, evidence.quote)


def identified(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Give each project the id of its fullest name; projects of one id take their regions in."""
    by_id: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_id[draft.ids[draft.label]].append(draft)
    found: dict[str, Draft] = {}
    for name, same in by_id.items():
        for draft in same:
            place = ", ".join(sorted(draft.regions))
            id_ = f"{name} ({place})" if len(same) > 1 and place else name
            while id_ in found:
                id_ += " *"
            found[id_] = draft
    return found


def linked_project(id_: str, draft: Draft, money: tuple[Money, ...]) -> LinkedProject:
    """Return a gathered project as a frozen value."""
    label = draft.label
    return LinkedProject(
        id=id_,
        label=label,
        names=tuple(sorted((draft.names | draft.ids.keys()) - {label})),
        said=tuple(sorted(draft.said)),
        programs=_links(draft.programs),
        calls=_links(draft.calls),
        regions=_links(draft.regions),
        parts=tuple(Part(*at, tuple(sorted(saids))) for at, saids in sorted(draft.roles.items())),
        money=money,
        shares=_splits(draft),
        starts=_days(draft.starts),
        ends=_days(draft.ends),
    )


def _splits(draft: Draft) -> tuple[Split, ...]:
    """Return the shares; one of a single source that equals that of the cost is the same share."""
    found: dict[tuple[str, float, str], set[Said]] = {}
    for (region, percent, of), saids in draft.shares.items():
        whole = (region, percent, "cost")
        at = whole if whole in draft.shares else (region, percent, of)
        found[at] = found.get(at, set()) | saids
    return tuple(Split(*at, tuple(sorted(saids))) for at, saids in sorted(found.items()))


def _known(article: Article) -> tuple[object, ...]:
    """Order versions of one text by how much they know of it."""
    values = (
        article.title, article.publisher, article.published, article.author, article.url,
    )  # fmt: skip
    return sum(map(bool, values)), tuple(value or "" for value in values), article.source


def _dates() -> Dates:
    return defaultdict(set)


def _links(places: Mapping[str, set[Said]]) -> Links:
    return tuple((id_, tuple(sorted(places[id_]))) for id_ in sorted(places))


def _days(days: Mapping[Day, set[Said]]) -> Days:
    return tuple((day, tuple(sorted(days[day]))) for day in sorted(days, key=str))


def _year(day: Day | None) -> Day | None:
    return int(day[:4]) if isinstance(day, str) and day[:4].isdecimal() else day


def _take_period(to: tuple[Dates, Dates], key: str, row: Program | Project) -> None:
    here = said(key, row.period.evidence or row.evidence)
    for days, day in zip(to, (row.period.start, row.period.end), strict=True):
        if day is not None:
            days[day].add(here)


def _roles(project: Project) -> Iterator[tuple[str, str, Evidence]]:
    for mention in project.leads:
        yield mention.name, "lead", mention.evidence
    for mention in project.participants:
        yield mention.name, "participant", mention.evidence
    for other in project.others:
        yield other.name, other.role, other.evidence


def _named_programs(one: Resolved) -> Iterator[tuple[str, Evidence]]:
    """Yield the programmes that only a project or a total names."""
    listed = {row.name for row in one.facts.programs}
    for project in one.facts.projects:
        if project.program and project.program not in listed:
            yield project.program, project.evidence
    for total in one.facts.totals:
        if total.program and total.program not in listed:
            yield total.program, total.evidence
