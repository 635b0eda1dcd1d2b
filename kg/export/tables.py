"""Tables for spreadsheets: projects, funding, participations.

The text begins with a byte order mark, without which spreadsheets read Hangul in the system's old
encoding; ``utf-8-sig`` reads it away. Lines end in CRLF (RFC 4180). A cell that a spreadsheet would
take for a formula (``=``, ``+``, ``-``, ``@``, a tab or a carriage return at its start) gets an
apostrophe in front; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from kg.graph.things import Things
from kg.names import PREFIXES, ROLE

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["guarded", "tables"]

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = Sequence[Cell]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BETWEEN = "; "

PROJECTS = (
    "project", "name", "other_names", "programmes", "calls", "regions", "lead_institutions",
    "participating_institutions", "start", "end", "total_cost_won", "national_won", "local_won",
    "private_won", "shares", "articles", "doubts",
)  # fmt: skip
FUNDING = (
    "funding", "project", "project_name", "kind", "level", "amount_won", "as_stated",
    "approximate", "alternative_won", "paid_by", "region", "part_of", "superseded_by", "sentence",
    "articles",
)  # fmt: skip
PARTICIPATIONS = (
    "participation", "project", "project_name", "institution", "institution_name",
    "institution_type", "role", "sentence", "articles",
)  # fmt: skip

_LOCAL = frozenset({"local", "province", "city", "county"})


def tables(store: pyoxigraph.Store) -> dict[str, str]:
    """Return the tables of a graph: ``projects``, ``funding`` and ``participations`` -> CSV.

    Amounts are whole won. The sums in the projects' table leave out what is superseded and what is
    a part of another amount; the funding table has every amount, headlines as well.

    Args:
        store: the graph; named graphs are taken together.

    >>> from kg.graph import to_store
    >>> sorted(tables(to_store([])))
    ['funding', 'participations', 'projects']
    """
    things = Things(store)
    return {
        "projects": _csv(PROJECTS, _projects(things)),
        "funding": _csv(FUNDING, _funding(things)),
        "participations": _csv(PARTICIPATIONS, _participations(things)),
    }


def guarded(cell: Cell) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+2"), guarded(-5), guarded("-5"), guarded("대구")
    ("'=1+2", '-5', "'-5", '대구')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return str(cell)


def _csv(header: Row, rows: Iterable[Row]) -> str:
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _projects(things: Things) -> Iterable[Row]:
    doubts = _doubts(things)
    for iri in things.typed("Project"):
        facts = (*things.texts(iri, "totalCost"), *things.texts(iri, "hasFunding"))
        noted = {note for fact in (iri, *facts) for note in doubts.get(fact, ())}
        yield (
            iri,
            things.label(iri),
            _BETWEEN.join(things.texts(iri, "skos:altLabel")),
            _named(things, iri, "underProgram"),
            _named(things, iri, "selectedIn"),
            _named(things, iri, "inRegion"),
            _named(things, iri, "leadInstitution"),
            _named(things, iri, "participatingInstitution"),
            _first(things, iri, "start"),
            _first(things, iri, "end"),
            _sum(things, things.texts(iri, "totalCost"), None),
            _sum(things, things.texts(iri, "hasFunding"), frozenset({"national"})),
            _sum(things, things.texts(iri, "hasFunding"), _LOCAL),
            _sum(things, things.texts(iri, "hasFunding"), frozenset({"private"})),
            _shares(things, iri),
            _articles(things, iri),
            _BETWEEN.join(sorted(noted)),
        )


def _funding(things: Things) -> Iterable[Row]:
    owners = {
        fact: project
        for project in things.typed("Project")
        for term in ("totalCost", "hasFunding")
        for fact in things.texts(project, term)
    }
    for fact, values in things.of.items():
        if _AMOUNT not in values:
            continue
        whole = things.text(fact, "partOf")
        project = owners.get(fact) or owners.get(whole, "")
        yield (
            fact,
            project,
            things.label(project) if project else "",
            things.type(fact),
            _level(things, fact),
            things.number(fact, "amount"),
            _BETWEEN.join(things.texts(fact, "asStated")),
            things.text(fact, "approximate"),
            things.number(fact, "alternativeAmount"),
            _named(things, fact, "paidBy"),
            _named(things, fact, "forRegion") or _named(things, fact, "headlineFor"),
            whole,
            _BETWEEN.join(things.texts(fact, "supersededBy")),
            _sentence(things, fact),
            _articles(things, fact),
        )


def _participations(things: Things) -> Iterable[Row]:
    for project in things.typed("Project"):
        for fact in things.texts(project, "participation"):
            body = things.text(fact, "institution")
            yield (
                fact,
                project,
                things.label(project),
                body,
                things.label(body),
                things.type(body),
                things.text(fact, "role").removeprefix(ROLE),
                _sentence(things, fact),
                _articles(things, fact),
            )


# ── cells ────────────────────────────────────────────────────────────────────────────────────

_AMOUNT = PREFIXES["fund"] + "amount"


def _named(things: Things, iri: str, term: str) -> str:
    return _BETWEEN.join(sorted(things.label(one) for one in things.texts(iri, term)))


def _first(things: Things, iri: str, term: str) -> Cell:
    """Return a month where one is stated, else the year as a number."""
    return things.text(iri, term) or things.number(iri, f"{term}Year")


def _level(things: Things, fact: str) -> str:
    return things.text(fact, "level").removeprefix(PREFIXES["level"])


def _sum(things: Things, facts: Iterable[str], levels: frozenset[str] | None) -> int | None:
    """Return the sum of amounts that stand; of several whole costs, the largest."""
    won = [
        things.number(fact, "amount") or 0
        for fact in facts
        if not things.texts(fact, "supersededBy")
        and (levels is None or _level(things, fact) in levels)
    ]
    if not won:
        return None
    return max(won) if levels is None else sum(won)


def _shares(things: Things, project: str) -> str:
    return _BETWEEN.join(
        sorted(
            f"{_named(things, share, 'shareRegion')} {things.text(share, 'percent')}%"
            for share in things.texts(project, "costShare")
        )
    )


def _articles(things: Things, iri: str) -> str:
    titles = (
        things.text(article, "schema:headline") or things.label(article)
        for article in things.texts(iri, "statedIn")
    )
    return _BETWEEN.join(sorted(titles))


def _sentence(things: Things, fact: str) -> str:
    """Return the sentences that say a fact."""
    found = []
    for evidence in things.texts(fact, "evidence"):
        for selector in things.texts(evidence, "oa:hasSelector"):
            parts = [things.text(selector, f"oa:{part}") for part in ("prefix", "exact", "suffix")]
            if parts[1]:
                found.append("".join(parts))
    return _BETWEEN.join(dict.fromkeys(found))


def _doubts(things: Things) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for note in things.of:
        for target in things.texts(note, "oa:hasTarget"):
            bodies = [v.text for v in things.values(note, "oa:bodyValue") if v.language == "ko"]
            found.setdefault(target, []).extend(bodies)
    return found
