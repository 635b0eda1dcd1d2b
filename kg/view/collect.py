"""Read the scene out of a store: nodes, facts, links and the sentences that prove them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Article
from kg.names import FUND, PREFIXES, ROLE
from kg.view.links import MONEY, links
from kg.view.model import NONE, Fact, Node, Proof, Scene, Source
from kg.view.table import Table

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["collect"]

REGIONS = ("City", "Province", "County", "District", "Region")
INSTITUTIONS = (
    "Ministry", "LocalGovernment", "ResearchInstitute", "University", "Association", "Company",
    "Agency", "Hospital", "Institution",
)  # fmt: skip
LEVEL_CLASS = {
    "national": "NationalFunding", "local": "LocalFunding", "province": "ProvincialFunding",
    "city": "MunicipalFunding", "county": "CountyFunding", "private": "PrivateFunding",
    "mixed": "MixedFunding", "other": "Funding", "total": "TotalCost",
}  # fmt: skip
"""Local name of a level in the scheme of levels -> the class of such amounts."""

_AMOUNTS = (*MONEY, "TotalCost", "Headline", "FundingPart")
_NODE_TYPES = (*REGIONS, *INSTITUTIONS, "Program", "Call", "Project")
_PLAIN = ("operatedBy", "callOf", "inRegion", "underProgram", "selectedIn", "governs", "within")
_LEADS = {"leadInstitution": "lead", "participatingInstitution": "participant"}
_DAYS = ("startYear", "endYear", "start", "end")


def _year(text: str) -> int | None:
    match = re.match(r"(\d{4})", text)
    return int(match[1]) if match else None


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1].replace("_", " ")


def collect(store: pyoxigraph.Store, articles: Mapping[str, Article] | None = None) -> Scene:
    """Return the scene of a graph in the ``fund:`` vocabulary.

    Args:
        store: the graph; triples of all its named graphs count, each once.
        articles: IRI of an article in the graph -> the article, for its full text.

    >>> import pyoxigraph
    >>> collect(pyoxigraph.Store()).nodes
    ()
    """
    return _Collector(Table(store), articles or {}).scene()


class _Collector:
    """What has been read so far; ``scene`` walks the table once for each kind of thing."""

    def __init__(self, table: Table, articles: Mapping[str, Article]) -> None:
        self.table = table
        self.kinds = {iri: kinds for iri in table.rows if (kinds := table.types(iri))}
        chosen = {
            iri: kind
            for iri, kinds in sorted(self.kinds.items())
            if (kind := next((t for t in _NODE_TYPES if t in kinds), ""))
        }
        self.node_of = {iri: i for i, iri in enumerate(chosen)}
        self.nodes = tuple(self._node(iri, kind) for iri, kind in chosen.items())
        self.sources = tuple(self._source(iri, articles.get(iri)) for iri in self._articles())
        self.source_of = {s.iri: i for i, s in enumerate(self.sources)}
        self.proofs: list[Proof] = []
        self.proof_of: dict[str, int] = {}
        self.conflicts: set[str] = set()
        self.notes = self._notes()
        self.statements = self._statements()
        self.facts: list[Fact] = []
        self.later: dict[str, list[str]] = {}

    def scene(self) -> Scene:
        for iri in self.node_of:
            self._node_facts(iri)
        self._headlines()
        self._part_amounts()
        facts = self._with_superseded()
        return Scene(self.nodes, facts, tuple(links(facts)), tuple(self.proofs), self.sources)

    # ── nodes and sources ────────────────────────────────────────────────────────────────────

    def _node(self, iri: str, kind: str) -> Node:
        t = self.table
        ko = t.text(iri, "rdfs:label", "ko")
        en = t.text(iri, "rdfs:label", "en")
        point = None
        for lat, lon in (("geo:lat", "geo:long"), ("schema:latitude", "schema:longitude")):
            if t.one(iri, lat) and t.one(iri, lon):
                point = (float(t.one(iri, lat)), float(t.one(iri, lon)))
        if kind == "Call":
            year = _year(t.one(iri, "fund:year"))
            years = None if year is None else (year, year)
        else:
            years = self._years(iri)
        name = ko or en or _local(iri)
        aliases = tuple(a for a in t.all(iri, "skos:altLabel") if a not in (name, en))
        return Node(iri, kind, name, en, aliases, years, point)

    def _articles(self) -> list[str]:
        return sorted(iri for iri, kinds in self.kinds.items() if "Article" in kinds)

    def _source(self, iri: str, article: Article | None) -> Source:
        t = self.table
        publisher = t.one(iri, "schema:publisher") or t.one(iri, "dcterms:publisher")
        author = t.one(iri, "schema:author") or t.one(iri, "dcterms:creator")
        return Source(
            iri,
            t.one(iri, "schema:headline") or t.one(iri, "rdfs:label") or _local(iri),
            self._name(publisher),
            self._name(author),
            t.one(iri, "schema:datePublished")[:10],
            t.one(iri, "schema:url"),
            article.text if article else "",
        )

    def _name(self, value: str) -> str:
        t = self.table
        if value in t.rows:
            return t.one(value, "rdfs:label") or t.one(value, "schema:name") or _local(value)
        return value

    # ── evidence and doubts ──────────────────────────────────────────────────────────────────

    def _proof(self, iri: str) -> int:
        """Return the index of the proof that an evidence resource gives."""
        if iri in self.proof_of:
            return self.proof_of[iri]
        t = self.table
        start, exact, before, after = NONE, "", "", ""
        for selector in t.all(iri, "oa:hasSelector"):
            exact = t.one(selector, "oa:exact") or exact
            before = t.one(selector, "oa:prefix") or before
            after = t.one(selector, "oa:suffix") or after
            found = t.number(selector, "oa:start")
            start = start if found is None else found
        if not exact:
            self.proof_of[iri] = NONE
            return NONE
        source = self.source_of.get(t.one(iri, "oa:hasSource"), NONE)
        proof = Proof(source, start, before + exact + after, len(before), len(exact))
        self.proof_of[iri] = len(self.proofs)
        self.proofs.append(proof)
        return self.proof_of[iri]

    def _evidence(self, iri: str) -> tuple[int, ...]:
        found = (self._proof(e) for e in self.table.all(iri, "fund:evidence"))
        return tuple(p for p in found if p != NONE)

    def _notes(self) -> dict[str, list[tuple[str, str]]]:
        notes: dict[str, list[tuple[str, str]]] = {}
        t = self.table
        for iri, row in sorted(t.rows.items()):
            if PREFIXES["dqv"] + "QualityAnnotation" not in row.get("rdf:type", []):
                continue
            korean = self._body(iri, "ko")
            english = self._body(iri, "en")
            if t.one(iri, "fund:doubtKind") == "conflicting-amounts":
                self.conflicts.update(t.all(iri, "oa:hasTarget"))
            for target in t.all(iri, "oa:hasTarget"):
                notes.setdefault(target, []).append((korean or english, english or korean))
        return notes

    def _body(self, iri: str, language: str) -> str:
        for holder in (iri, *self.table.all(iri, "oa:hasBody")):
            for key in ("oa:bodyValue", "rdf:value", "rdfs:comment"):
                text = self.table.text(holder, key, language)
                if text:
                    return text
        return ""

    # ── facts ────────────────────────────────────────────────────────────────────────────────

    def _node_facts(self, iri: str) -> None:
        t, me = self.table, self.node_of[iri]
        self._name_and_period(iri, me)
        for name in _PLAIN:
            for other in self._known(iri, f"fund:{name}"):
                proofs = self.statements.get((iri, name, other), ())
                self.facts.append(Fact(name, me, self.node_of[other], proofs=proofs))
        for other in self._known(iri, "org:unitOf"):
            self.facts.append(Fact("unitOf", me, self.node_of[other]))
        self._parts(iri, me)
        for money in (*t.all(iri, "fund:hasFunding"), *t.all(iri, "fund:totalCost")):
            self._money(me, money)
        for share in t.all(iri, "fund:costShare"):
            self._share(me, share)

    def _name_and_period(self, iri: str, me: int) -> None:
        """Add where a thing is named, what is doubtful of it, and where its years are stated."""
        proofs, notes = self._evidence(iri), tuple(self.notes.get(iri, ()))
        if proofs or notes:
            self.facts.append(Fact("named", me, iri=iri, proofs=proofs, notes=notes))
        years = self._years(iri)
        if years:
            stated = self.statements.get((iri, "period", ""), ())
            self.facts.append(Fact("period", me, years=years, proofs=stated))

    def _known(self, iri: str, key: str) -> list[str]:
        """Return those values of a property that are nodes."""
        return [other for other in self.table.all(iri, key) if other in self.node_of]

    def _parts(self, iri: str, me: int) -> None:
        """Add who takes part: the n-ary participations, then plain links that none of them says."""
        parts = self._participations(iri)
        stated = {(body, role) for body, role, _ in parts}
        for body, role, part in parts:
            notes = tuple(self.notes.get(part, ()))
            proofs = self._evidence(part)
            self.facts.append(
                Fact(
                    "Participation", me, self.node_of[body], part, role, proofs=proofs, notes=notes
                )
            )
        for name, role in _LEADS.items():
            for other in self._known(iri, f"fund:{name}"):
                if (other, role) not in stated:
                    self.facts.append(Fact("Participation", me, self.node_of[other], role=role))

    def _statements(self) -> dict[tuple[str, str, str], tuple[int, ...]]:
        """Return the proofs of plain links: they stand on statements that repeat the link."""
        t = self.table
        found: dict[tuple[str, str, str], tuple[int, ...]] = {}
        statement = PREFIXES["rdf"] + "Statement"
        for iri, row in sorted(t.rows.items()):
            if statement in row.get("rdf:type", []):
                parts = (t.one(iri, f"rdf:{part}") for part in ("subject", "predicate", "object"))
                subject, predicate, obj = parts
                name = predicate.removeprefix(FUND)
                key = (subject, "period", "") if name in _DAYS else (subject, name, obj)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), *self._evidence(iri))))
        return found

    def _participations(self, iri: str) -> list[tuple[str, str, str]]:
        """Return (institution, role, participation) for a project."""
        t = self.table
        return [
            (body, role.removeprefix(ROLE), part)
            for part in t.all(iri, "fund:participation")
            for body in self._known(part, "fund:institution")
            for role in t.all(part, "fund:role") or [""]
        ]

    def _money(self, subject: int, iri: str, obj: int = NONE) -> None:
        """Add an amount; one whose number cannot be read is none."""
        t = self.table
        kinds = self.kinds.get(iri, set())
        kind = next((k for k in _AMOUNTS if k in kinds), "")
        amount = t.number(iri, "fund:amount")
        if not kind or amount is None:
            return
        payer = next((self.node_of[p] for p in self._known(iri, "fund:paidBy")), obj)
        region = next((self.node_of[r] for r in self._known(iri, "fund:forRegion")), NONE)
        self.later[iri] = t.all(iri, "fund:supersededBy")
        self.facts.append(
            Fact(
                kind, subject, payer, iri,
                amount=amount,
                alternative=t.number(iri, "fund:alternativeAmount"),
                stated=", ".join(t.all(iri, "fund:asStated")),
                approximate=t.one(iri, "fund:approximate") in ("true", "1"),
                count=t.number(iri, "fund:projectCount"),
                years=self._years(iri),
                basis=LEVEL_CLASS.get(_local(t.one(iri, "fund:level")), ""),
                region=region,
                conflict=iri in self.conflicts,
                proofs=self._evidence(iri),
                notes=tuple(self.notes.get(iri, ())),
            )
        )  # fmt: skip

    def _years(self, iri: str) -> tuple[int, int] | None:
        """Return the first and the last year that are stated of a thing."""
        t = self.table
        stated = [_year(y) for key in ("startYear", "endYear") for y in t.all(iri, f"fund:{key}")]
        known = [y for y in stated if y is not None]
        return (min(known), max(known)) if known else None

    def _part_amounts(self) -> None:
        """Add the parts of amounts that the text also gives; they never add to a sum."""
        t = self.table
        whole = {f.iri: (i, f.subject) for i, f in enumerate(self.facts) if f.iri}
        for iri in sorted(i for i, kinds in self.kinds.items() if "FundingPart" in kinds):
            for of in t.all(iri, "fund:partOf"):
                if of in whole:
                    index, subject = whole[of]
                    self._money(subject, iri)
                    self.facts[-1] = replace(self.facts[-1], whole=index)

    def _share(self, subject: int, iri: str) -> None:
        t = self.table
        percent = t.one(iri, "fund:percent")
        for region in t.all(iri, "fund:shareRegion"):
            if region in self.node_of and re.fullmatch(r"\d+(\.\d+)?", percent):
                self.facts.append(
                    Fact(
                        "CostShare", subject, self.node_of[region], iri,
                        percent=float(percent), basis=_local(t.one(iri, "fund:basis")),
                        proofs=self._evidence(iri), notes=tuple(self.notes.get(iri, ())),
                    )
                )  # fmt: skip

    def _headlines(self) -> None:
        t = self.table
        for iri in sorted(i for i, kinds in self.kinds.items() if "Headline" in kinds):
            programs = [p for p in t.all(iri, "fund:underProgram") if p in self.node_of]
            program = self.node_of[programs[0]] if programs else NONE
            regions = [r for r in t.all(iri, "fund:headlineFor") if r in self.node_of]
            for region in regions or [""]:
                self._money(self.node_of.get(region, NONE), iri, program)

    def _with_superseded(self) -> tuple[Fact, ...]:
        index = {f.iri: i for i, f in enumerate(self.facts) if f.iri}
        done = []
        for fact in self.facts:
            newer = [index[n] for n in self.later.get(fact.iri, ()) if n in index]
            done.append(replace(fact, superseded=newer[0]) if newer else fact)
        return tuple(done)
