"""Put the facts together: what a careful reader would write down of one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import leftover, places, sums
from kg.extract.places import evidence
from kg.extract.reading import Reading, read
from kg.extract.regions import same_region
from kg.extract.roles import Roles
from kg.model import Article, Evidence, Facts, Mention, Period, Program, Project

__all__ = ["extract"]

_YEAR = re.compile(r"^[’'‘]?((?:19|20)\d\d)년(?:도)?의?\s*")
_SHORTEST = 4
"""Letters that must stay of a programme's name when its year is taken off."""


def extract(article: Article) -> Facts:
    """Return what the article says of programmes, projects, their partners and their money.

    Args:
        article: as read; its text is NFC and free of boilerplate.

    >>> text = "대구시가 산업통상자원부의 ‘모터 육성사업’ 공모에서 선정돼 국비 100억원을 확보했다."
    >>> facts = extract(Article(text=text))
    >>> facts.projects[0].name, facts.projects[0].funding[0].amount_krw
    ('모터 육성사업', 10000000000)
    """
    r = read(article)
    projects = tuple(_project(r, n) for n in sorted(r.projects, key=lambda n: r.name(n).start))
    totals = tuple(sums.totals(r, _only_program(r)))
    programs = tuple(_programs(r)) if projects or totals else ()
    return Facts(
        article, programs, projects, totals,
        tuple(leftover.flags(projects, totals)),
        tuple(leftover.unused(r, projects, totals)),
    )  # fmt: skip


def _programs(r: Reading) -> Iterator[Program]:
    """Yield the programmes of the projects, and those that a ministry is named for."""
    wanted = {p for n in r.projects if (p := r.program_of(n)) is not None}
    told = (p for p in r.titles.agencies if p in r.titles.programmes and p not in r.projects)
    wanted |= {p for p in told if not _is_aside(r, p)}
    for p in sorted(wanted, key=lambda n: r.name(n).start):
        yield _program(r, p)


def _is_aside(r: Reading, p: int) -> bool:
    """Tell whether the text speaks of a programme only where it asks for it, or looks aside."""
    sentences = {r.scene.sentence_of(f.start).index for f in r.titles.mentions[p]}
    return all(r.stance.blocks(s) is not None for s in sentences)


def _only_program(r: Reading) -> str | None:
    rows = [p for p in r.titles.programmes if p not in r.projects]
    return _program_name(r, rows[0])[0] if len(rows) == 1 else None


def _program_name(r: Reading, p: int) -> tuple[str, int]:
    """Return a programme's name without its year, and where it begins."""
    found = r.name(p)
    own = _YEAR.match(found.text)
    if own and len(found.text) - own.end() >= _SHORTEST:
        return found.text[own.end() :], found.start + own.end()
    return found.text, found.start


def _program(r: Reading, p: int) -> Program:
    agency = r.titles.agencies.get(p)
    ministry = agency.found if agency else places.only_ministry(r.scene)
    name, start = _program_name(r, p)
    dated = next(((f.start, m) for f in r.titles.mentions[p] if (m := _YEAR.match(f.text))), None)
    year = None
    if dated:
        at, m = dated
        year = Evidence(at + m.start(1), at + m.end(1), m[1])
    return Program(
        name=name,
        evidence=Evidence(start, start + len(name), name),
        agency=ministry.text if ministry else None,
        agency_evidence=evidence(r.scene, ministry) if ministry else None,
        year=int(year.quote) if year else None,
        year_evidence=year,
        period=r.periods.get(None, Period()),
        rule=r.titles.programmes.get(p, ""),
    )


def _project(r: Reading, n: int) -> Project:
    found = r.name(n)
    p = r.program_of(n)
    who = r.roles.get(n, Roles())
    return Project(
        name=found.text,
        evidence=evidence(r.scene, found),
        program=_program_name(r, p)[0] if p is not None else None,
        regions=_regions(r, n, who),
        leads=tuple(who.leads),
        participants=tuple(who.participants),
        others=tuple(who.others),
        funding=sums.amounts(r, n),
        shares=sums.shares(r, n),
        period=r.periods.get(n) or r.periods.get(None, Period()),
        rule=r.titles.projects.get(n) or r.titles.programmes.get(n, ""),
    )


def _winners(r: Reading, who: Roles) -> Iterator[Mention]:
    """Yield who won: the regions told of, or in a list of many leads the region of each."""
    leads = [roles.leads[0].name for roles in r.roles.values() if roles.leads]
    homes = [places.home_of(lead) for lead in leads]
    there = sum(any(same_region(h or "", w.name) for w in r.places.winners) for h in homes)
    if len(set(leads)) < 3 or there * 2 > len(leads) or not places.found_by_chance(r.places):
        yield from r.places.winners
        return
    for lead in who.leads[:1]:
        region = places.home_of(lead.name)
        if region is not None:
            start = lead.evidence.start + lead.name.index(region)
            yield Mention(region, Evidence(start, start + len(region), region), "region-of-lead")


def _regions(r: Reading, n: int, who: Roles) -> tuple[Mention, ...]:
    """Return the winners and all regions told of the project, each region once."""
    siblings = (r.name(k) for k in r.titles.mentions)
    seat = places.seat(r.name(n)) or places.seat_in_list(r.name(n), siblings)
    shared = n not in r.places.alone and seat is None
    rows: list[Mention] = [*_winners(r, who)] if shared else []
    rows += [seat] if seat else []
    rows += r.places.regions.get(n, ())
    rows += places.in_name(r.name(n))
    rows += [Mention(o.name, o.evidence, o.rule) for o in who.others if "Government" in o.role]
    rows += who.partners if shared else []
    for c in r.claims:
        if c.title == n:
            payers = (*(g.region for g in r.each.get(c.money.start, ())), c.level.region)
            rows += [Mention(f.text, evidence(r.scene, f), "payer") for f in payers if f]
    kept: list[Mention] = []
    for m in rows:
        if not any(same_region(m.name, k.name) for k in kept):
            kept.append(m)
    return tuple(kept)
