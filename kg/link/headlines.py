"""What regions secured over several projects: equal totals of several articles are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from kg.link.corpus import Headline, Local
from kg.link.gather import Gathering, said
from kg.link.money import NEAR, Sum
from kg.model import Resolved, Total

__all__ = ["headline", "headlines", "rounded"]

Row: TypeAlias = tuple[str, Resolved, Total]


def headlines(gathering: Gathering) -> list[tuple[list[Row], str | None, str | None]]:
    """Return the rows of each headline with the ids of its region and programme.

    Totals are one headline when region, source and amount are equal, and the programme is; a total
    without a programme joins the one that the same month's articles give with it.
    """
    groups: dict[tuple[str | None, str, int], list[Row]] = defaultdict(list)
    for key, one in gathering.resolved:
        for total in one.facts.totals:
            region = gathering.id(one, "region", total.region) if total.region else None
            groups[region, total.source, total.amount_krw].append((key, one, total))
    found = []
    for (region, _, _), same in groups.items():
        for program, rows in _by_program(gathering, same):
            found.append((rows, region, program))
    return found


def _by_program(
    gathering: Gathering, rows: Sequence[Row]
) -> Iterator[tuple[str | None, list[Row]]]:
    programs: dict[str, list[Row]] = defaultdict(list)
    months: dict[str, list[Row]] = defaultdict(list)
    for key, one, total in rows:
        if total.program:
            programs[gathering.id(one, "program", total.program)].append((key, one, total))
        else:
            months[month(gathering, key)].append((key, one, total))
    hosts = {program: {month(gathering, key) for key, *_ in of} for program, of in programs.items()}
    for when, loose in months.items():
        fitting = [program for program, known in hosts.items() if when and when in known]
        if len(fitting) == 1:
            programs[fitting[0]].extend(loose)
        else:
            yield None, loose
    yield from programs.items()


def month(gathering: Gathering, key: str) -> str:
    """Return the month in which an article was published, or nothing."""
    return (gathering.articles[key].published or "")[:7]


def headline(
    gathering: Gathering, rows: Sequence[Row], region: str | None, program: str | None, local: Local
) -> Headline:
    """Return one headline with all that say it."""
    first = rows[0][2]
    taken = Sum(first.source, first.amount_krw, None, region)
    for key, _, total in rows:
        taken.take(total, said(key, total.evidence))
    where = local["region", region] if region else "_"
    what = local["program", program] if program else month(gathering, rows[0][0])
    parts = ("headline", where, first.source, str(first.amount_krw), what)
    return Headline(
        local=".".join(part for part in parts if part),
        region=region,
        source=first.source,
        won=first.amount_krw,
        approximate=not taken.exact,
        as_stated=tuple(sorted(taken.stated)),
        said=tuple(sorted(taken.said)),
        alternative=taken.alternative,
        counts=tuple(sorted({t.count for *_, t in rows if t.count})),
        program=program,
        starts=tuple(sorted({t.period.start for *_, t in rows if t.period.start}, key=str)),
        ends=tuple(sorted({t.period.end for *_, t in rows if t.period.end}, key=str)),
    )


def rounded(found: Sequence[Headline]) -> Iterator[Headline]:
    """Let a rounded total yield to the exact one of the same region, source and article."""
    for one in found:
        heirs = [
            other.local
            for other in found
            if one.approximate
            and not other.approximate
            and (one.region, one.source) == (other.region, other.source)
            and abs(one.won - other.won) <= NEAR * other.won
            and {s.article for s in one.said} & {s.article for s in other.said}
        ]
        yield replace(one, superseded_by=(min(heirs),)) if heirs else one
