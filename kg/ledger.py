"""The money of a graph as frozen rows, read from it with SPARQL.

The rows say what accounting needs: which project an amount belongs to, whose money it is, which
articles state it. What they mean together is worked out in :mod:`kg.accounting`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kg.names import FUND, LEVEL, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

__all__ = [
    "Doubt",
    "Entry",
    "Headline",
    "Ledger",
    "Quote",
    "Share",
    "Term",
    "Work",
    "quotes",
    "read",
]

LEVELS = {
    "NationalFunding": "national", "LocalFunding": "local", "ProvincialFunding": "province",
    "MunicipalFunding": "city", "CountyFunding": "county", "PrivateFunding": "private",
    "MixedFunding": "mixed", "TotalCost": "total",
}  # fmt: skip
"""Class of a stated amount -> whose money it is."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence that says a fact, the words in it, and the article it stands in."""

    sentence: str
    exact: str
    article: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One stated amount of a project.

    Args:
        level: whose money it is (``national``, ``local`` … ``other``), or ``total``.
        won: whole won, literally.
        alternative: the likely value in won where the literal one is suspicious.
        region: the region that pays or receives this part, where it is a part.
        articles: who states it.
        newer: amounts that supersede this one.
        at: offset at which it is first said, for the order of a sum.
    """

    iri: str
    project: str
    level: str
    won: int
    said: str
    approx: bool
    alternative: int | None
    region: str | None
    articles: frozenset[str]
    newer: tuple[str, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """The percentage of a project that a region bears."""

    iri: str
    project: str
    region: str
    percent: Fraction
    basis: str
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Work:
    """A project: where it runs, under which programmes, told by whom."""

    iri: str
    regions: frozenset[str]
    programs: frozenset[str]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Headline:
    """What a region secured over several projects."""

    iri: str
    region: str | None
    level: str | None
    won: int
    said: str
    approx: bool
    alternative: int | None
    count: int | None
    programs: frozenset[str]
    articles: frozenset[str]
    newer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """The years something runs."""

    iri: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A note on the quality of what is stated; ``kind`` is a slug."""

    iri: str
    kind: str
    targets: tuple[str, ...]
    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of one graph; :meth:`name` and :meth:`inside` read its labels and regions."""

    entries: tuple[Entry, ...]
    shares: tuple[Share, ...]
    works: Mapping[str, Work]
    headlines: tuple[Headline, ...]
    terms: tuple[Term, ...]
    doubts: tuple[Doubt, ...]
    labels: Mapping[tuple[str, str], str]
    dates: Mapping[str, str]
    above: Mapping[str, frozenset[str]]

    def name(self, iri: str | None, language: str = "ko") -> str:
        """Return the label in a language, else the Korean one, else the end of the IRI."""
        if iri is None:
            return ""
        for tag in (language, "ko", ""):
            if (iri, tag) in self.labels:
                return self.labels[iri, tag]
        return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("_", " ")

    def inside(self, region: str, outer: str) -> bool:
        """Tell whether a region is another one or lies in it."""
        seen: set[str] = set()
        todo = {region}
        while todo:
            if outer in todo:
                return True
            seen |= todo
            todo = {up for r in todo for up in self.above.get(r, ())} - seen
        return False


# ── the queries ──────────────────────────────────────────────────────────────────────────────

_AMOUNTS = """
SELECT ?project ?fact ?type ?level ?won ?alternative ?said ?approx ?region ?article ?newer ?at
WHERE {
  { ?project fund:hasFunding|fund:totalCost ?fact }
  UNION
  { ?fact fund:partOf ?whole . ?project fund:hasFunding|fund:totalCost ?whole }
  ?fact fund:amount ?won ; a ?type .
  OPTIONAL { ?fact fund:level ?level }
  OPTIONAL { ?fact fund:alternativeAmount ?alternative }
  OPTIONAL { ?fact fund:asStated ?said }
  OPTIONAL { ?fact fund:approximate ?approx }
  OPTIONAL { ?fact fund:forRegion ?named }
  OPTIONAL { ?fact fund:paidBy/fund:governs ?governed }
  BIND(COALESCE(?named, ?governed) AS ?region)
  OPTIONAL { ?fact fund:statedIn ?article }
  OPTIONAL { ?fact fund:supersededBy ?newer }
  OPTIONAL { ?fact fund:evidence/oa:hasSelector/oa:start ?at }
}"""

_SHARES = """
SELECT ?project ?fact ?region ?percent ?basis ?article WHERE {
  ?project fund:costShare ?fact . ?fact fund:percent ?percent ; fund:shareRegion ?region .
  OPTIONAL { ?fact fund:basis ?basis }
  OPTIONAL { ?fact fund:statedIn ?article }
}"""

_WORKS = """
SELECT ?project ?region ?program ?article WHERE {
  ?project a fund:Project .
  OPTIONAL { ?project fund:inRegion ?region }
  OPTIONAL { ?project fund:underProgram|(fund:selectedIn/fund:callOf) ?program }
  OPTIONAL { ?project fund:statedIn ?article }
}"""

_HEADLINES = """
SELECT ?fact ?region ?level ?won ?alternative ?said ?approx ?count ?program ?article ?newer WHERE {
  ?fact a fund:Headline ; fund:amount ?won .
  OPTIONAL { ?fact fund:headlineFor ?region }
  OPTIONAL { ?fact fund:level ?level }
  OPTIONAL { ?fact fund:alternativeAmount ?alternative }
  OPTIONAL { ?fact fund:asStated ?said }
  OPTIONAL { ?fact fund:approximate ?approx }
  OPTIONAL { ?fact fund:projectCount ?count }
  OPTIONAL { ?fact fund:underProgram ?program }
  OPTIONAL { ?fact fund:statedIn ?article }
  OPTIONAL { ?fact fund:supersededBy ?newer }
}"""

_TERMS = "SELECT ?thing ?start ?end WHERE { ?thing fund:startYear ?start ; fund:endYear ?end }"

_DOUBTS = """
SELECT ?doubt ?target ?body ?kind WHERE {
  ?doubt a dqv:QualityAnnotation ; oa:hasTarget ?target ; oa:bodyValue ?body .
  OPTIONAL { ?doubt fund:doubtKind ?kind }
}"""

_DATES = "SELECT ?article ?date WHERE { ?article schema:datePublished ?date }"
_ABOVE = "SELECT ?region ?outer WHERE { ?region fund:within ?outer }"
_LABELS = "SELECT ?thing ?label WHERE { ?thing rdfs:label|schema:headline ?label }"
_QUOTES = """
SELECT ?fact ?exact ?prefix ?suffix ?article WHERE {
  ?fact fund:evidence ?e . ?e oa:hasSource ?article ; oa:hasSelector ?s . ?s oa:exact ?exact .
  OPTIONAL { ?s oa:prefix ?prefix } OPTIONAL { ?s oa:suffix ?suffix }
}"""

_Row = Mapping[str, str]


def _select(store: Store, query: str, fact: str | None = None) -> QuerySolutions:
    from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple, Variable

    bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {}
    if fact is not None:
        bound[Variable("fact")] = NamedNode(fact)
    found = store.query(query, prefixes=PREFIXES, substitutions=bound)
    if not isinstance(found, QuerySolutions):  # every query here is a SELECT
        raise TypeError(type(found).__name__)
    return found


def _rows(
    store: Store, query: str, names: str, fact: str | None = None
) -> Iterator[dict[str, str]]:
    """Yield solutions as name -> lexical form; what is unbound is missing."""
    for solution in _select(store, query, fact):
        row: dict[str, str] = {}
        for name in names.split():
            term = solution[name]
            if term is not None:
                row[name] = term.value
        yield row


def _grouped(store: Store, query: str, names: str, key: str) -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(store, query, names):
        groups[row[key]].append(row)
    return dict(sorted(groups.items()))


def _all(rows: Iterable[_Row], name: str) -> frozenset[str]:
    return frozenset(row[name] for row in rows if name in row)


def _number(row: _Row, name: str) -> int | None:
    return int(row[name]) if name in row else None


def _yes(row: _Row, name: str) -> bool:
    return row.get(name) in ("true", "1")


def read(store: Store) -> Ledger:
    """Read the rows of a graph.

    Args:
        store: a graph in the ``fund:`` vocabulary.
    """
    above: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, _ABOVE, "region outer"):
        above[row["region"]].add(row["outer"])
    return Ledger(
        entries=tuple(_entries(store)),
        shares=tuple(_shares(store)),
        works={w.iri: w for w in _works(store)},
        headlines=tuple(_headlines(store)),
        terms=tuple(_terms(store)),
        doubts=tuple(_doubts(store)),
        labels=_labels(store),
        dates={row["article"]: row["date"] for row in _rows(store, _DATES, "article date")},
        above={k: frozenset(v) for k, v in above.items()},
    )


def _entries(store: Store) -> Iterator[Entry]:
    names = "project fact type level won alternative said approx region article newer at"
    for iri, rows in _grouped(store, _AMOUNTS, names, "fact").items():
        row = rows[0]
        levels = sorted(level.removeprefix(LEVEL) for level in _all(rows, "level"))
        kinds = (t.removeprefix(FUND) for t in sorted(_all(rows, "type")))
        levels += [LEVELS[kind] for kind in kinds if kind in LEVELS]
        for project in sorted(_all(rows, "project")):
            yield Entry(
                iri, project, levels[0] if levels else "other", int(row["won"]),
                row.get("said", ""), _yes(row, "approx"), _number(row, "alternative"),
                min(_all(rows, "region"), default=None), _all(rows, "article"),
                tuple(sorted(_all(rows, "newer"))),
                min(map(int, _all(rows, "at")), default=0),
            )  # fmt: skip


def _shares(store: Store) -> Iterator[Share]:
    names = "project fact region percent basis article"
    for iri, rows in _grouped(store, _SHARES, names, "fact").items():
        row = rows[0]
        yield Share(
            iri, row["project"], row["region"], Fraction(row["percent"]),
            row.get("basis", "cost"), _all(rows, "article"),
        )  # fmt: skip


def _works(store: Store) -> Iterator[Work]:
    names = "project region program article"
    for iri, rows in _grouped(store, _WORKS, names, "project").items():
        yield Work(iri, _all(rows, "region"), _all(rows, "program"), _all(rows, "article"))


def _headlines(store: Store) -> Iterator[Headline]:
    names = "fact region level won alternative said approx count program article newer"
    for iri, rows in _grouped(store, _HEADLINES, names, "fact").items():
        row = rows[0]
        level = row["level"].removeprefix(LEVEL) if "level" in row else None
        yield Headline(
            iri, row.get("region"), level, int(row["won"]), row.get("said", ""),
            _yes(row, "approx"), _number(row, "alternative"),
            max(map(int, _all(rows, "count")), default=None),
            _all(rows, "program"), _all(rows, "article"), tuple(sorted(_all(rows, "newer"))),
        )  # fmt: skip


def _terms(store: Store) -> Iterator[Term]:
    for iri, rows in _grouped(store, _TERMS, "thing start end", "thing").items():
        for start, end in sorted({(r["start"], r["end"]) for r in rows}):
            yield Term(iri, int(start[:4]), int(end[:4]))


def _tagged(store: Store, query: str, subject: str, value: str) -> dict[tuple[str, str], str]:
    """Return (IRI, language tag) -> the first value in code point order."""
    found: dict[tuple[str, str], str] = {}
    for solution in _select(store, query):
        key = (solution[subject].value, solution[value].language or "")
        text = solution[value].value
        found[key] = min(text, found.get(key, text))
    return found


def _labels(store: Store) -> dict[tuple[str, str], str]:
    return _tagged(store, _LABELS, "thing", "label")


def _doubts(store: Store) -> Iterator[Doubt]:
    bodies = _tagged(store, _DOUBTS, "doubt", "body")
    for iri, rows in _grouped(store, _DOUBTS, "doubt target kind", "doubt").items():
        plain = bodies.get((iri, ""), "")
        english = bodies.get((iri, "en"), plain)
        korean = bodies.get((iri, "ko"), plain or english)
        kind = rows[0].get("kind", "doubt")
        targets = tuple(sorted(_all(rows, "target")))
        yield Doubt(iri, kind, targets, korean, english or korean)


def quotes(store: Store, fact: str) -> tuple[Quote, ...]:
    """Return the sentences that say a fact, in a fixed order.

    Args:
        store: the graph.
        fact: the IRI of the fact.
    """
    found = {
        Quote(
            row.get("prefix", "") + row["exact"] + row.get("suffix", ""), row["exact"],
            row["article"],
        )
        for row in _rows(store, _QUOTES, "exact prefix suffix article", fact)
    }  # fmt: skip
    return tuple(sorted(found, key=lambda q: (q.article, q.sentence, q.exact)))
