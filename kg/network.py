"""The graph as a network of things and the relations between them, for networkx and its kin.

Things are regions, institutions, programmes, calls and projects. A fact between two of them (money,
a role, a share) is an edge that carries it: amounts in won, roles, percentages, years, the words
that say it. Money without a known payer comes from its level (국비, 지방비 …), then a node as well.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.graph import as_store
from kg.graph.things import Things
from kg.names import FUND, PREFIXES, ROLE
from kg.resources import resource

if TYPE_CHECKING:
    import networkx  # type: ignore[import-untyped]
    import pyoxigraph
    import rdflib

__all__ = ["gexf", "graphml", "to_networkx"]

Attribute: TypeAlias = str | int | float

_PLACES = ("Region", "Province", "City", "County", "District")
_BODIES = (
    "Institution", "Ministry", "LocalGovernment", "ResearchInstitute", "University",
    "Association", "Company", "Agency", "Hospital",
)  # fmt: skip
_NODES = ("Project", "Program", "Call", *_PLACES, *_BODIES)
_PLAIN = (
    "underProgram", "selectedIn", "inRegion", "callOf", "operatedBy", "within", "governs",
    "org:unitOf",
)  # fmt: skip
_MONEY = ("hasFunding", "totalCost")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Edge(NamedTuple):
    """A relation between two things; ``fact`` is the IRI of the node that states it."""

    source: str
    target: str
    relation: str
    fact: str
    attributes: dict[str, Attribute]


def to_networkx(graph: pyoxigraph.Store | rdflib.Graph) -> networkx.MultiDiGraph:
    """Return a graph as a directed network with parallel edges.

    Nodes (named by IRI) have ``label``, ``label_en``, ``type`` (local name of the class) and, for
    projects, ``amount`` (the whole cost in won that stands). Edges (keyed by relation, or by the
    IRI of the fact) have ``relation``, ``label``, ``label_en``, and what the fact says: ``amount``,
    ``level``, ``approximate``, ``superseded`` (0 or 1), ``role``, ``percent``, ``basis``,
    ``count``, ``stated``, ``quote``, ``article``. A missing attribute is not stated.

    Args:
        graph: the graph as a pyoxigraph store or an rdflib graph.

    >>> from kg.graph import to_store
    >>> fund, id_ = "https://w3id.org/kr-funding/ontology#", "https://w3id.org/kr-funding/id/"
    >>> a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    >>> network = to_networkx(to_store([
    ...     (f"<{id_}project/가>", a, f"<{fund}Project>"),
    ...     (f"<{id_}region/대구>", a, f"<{fund}City>"),
    ...     (f"<{id_}project/가>", f"<{fund}inRegion>", f"<{id_}region/대구>"),
    ... ]))
    >>> network.number_of_nodes(), [r for _, _, r in network.edges(data="relation")]
    (2, ['inRegion'])
    """
    import networkx

    things = Things(as_store(graph))
    network = networkx.MultiDiGraph()
    for iri in things.typed(*_NODES):
        network.add_node(iri, **_clean(_node(things, iri)))
    for edge in _edges(things):
        for end in (edge.source, edge.target):
            if end not in network:
                network.add_node(end, **_clean(_node(things, end)))
        attributes = {**_relation_labels(edge.relation), **edge.attributes}
        network.add_edge(
            edge.source, edge.target, key=edge.fact or edge.relation,
            relation=edge.relation, **_clean(attributes),
        )  # fmt: skip
    return network


def graphml(network: networkx.MultiDiGraph) -> str:
    """Return a network as GraphML, the same text every time.

    Args:
        network: what :func:`to_networkx` returned.
    """
    from networkx.readwrite.graphml import GraphMLWriter  # type: ignore[import-untyped]

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(_numbered(network))
    file = io.BytesIO()
    writer.dump(file)
    return _text(file)


def gexf(network: networkx.MultiDiGraph) -> str:
    """Return a network as GEXF (for Gephi), the same text every time and on every day.

    Args:
        network: what :func:`to_networkx` returned.
    """
    from networkx.readwrite.gexf import GEXFWriter  # type: ignore[import-untyped]

    writer = GEXFWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph(_numbered(network))
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    file = io.BytesIO()
    writer.write(file)
    return _text(file)


def _text(file: io.BytesIO) -> str:
    return file.getvalue().decode("utf-8").rstrip() + "\n"


def _numbered(network: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """Return a copy with edges that have a number, since their ids have to differ in a file."""
    import networkx

    copy = networkx.MultiDiGraph()
    copy.add_nodes_from(network.nodes(data=True))
    for number, (source, target, key, data) in enumerate(network.edges(keys=True, data=True)):
        fact = {"fact": key} if ":" in key else {}
        copy.add_edge(source, target, key=f"e{number}", **fact, **data)
    return copy


# ── nodes ────────────────────────────────────────────────────────────────────────────────────


def _node(things: Things, iri: str) -> dict[str, Attribute | None]:
    if iri.startswith(PREFIXES["level"]):
        ko, en = _concept_labels().get(iri, (iri.rsplit("/", 1)[-1], ""))
        return {"label": ko, "label_en": en, "type": "FundingLevel"}
    kind = things.type(iri)
    return {
        "label": things.label(iri),
        "label_en": things.label(iri, "en"),
        "type": kind,
        "amount": _whole_cost(things, iri) if kind == "Project" else None,
        "start": things.number(iri, "startYear"),
        "end": things.number(iri, "endYear"),
    }


def _whole_cost(things: Things, project: str) -> int | None:
    """Return the total cost that nothing supersedes, or else the sum of the funding that stands."""
    totals = [
        amount
        for iri in things.texts(project, "totalCost")
        if (amount := things.number(iri, "amount")) and not things.texts(iri, "supersededBy")
    ]
    if totals:
        return max(totals)
    parts = [
        things.number(iri, "amount") or 0
        for iri in things.texts(project, "hasFunding")
        if not things.texts(iri, "supersededBy")
    ]
    return sum(parts) or None


def _clean(attributes: dict[str, Attribute | None] | dict[str, Attribute]) -> dict[str, Attribute]:
    """Drop what is not stated, and the characters that XML cannot hold."""
    return {
        name: _UNSAFE.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None and value != ""
    }


# ── edges ────────────────────────────────────────────────────────────────────────────────────


def _edges(things: Things) -> Iterator[Edge]:
    yield from _plain(things)
    owners: dict[str, str] = {}
    for project in things.typed("Project"):
        yield from _parts(things, project)
        yield from _shares(things, project)
        for term in _MONEY:
            for fact in things.texts(project, term):
                owners[fact] = project
                for payer in things.texts(fact, "paidBy") or things.texts(fact, "level"):
                    yield Edge(payer, project, term, fact, _money(things, fact))
    for part in things.typed("FundingPart"):
        owner = owners.get(things.text(part, "partOf"))
        for region in things.texts(part, "forRegion") if owner else ():
            yield Edge(owner or "", region, "partOf", part, _money(things, part))
    for fact in things.typed("Headline"):
        giver = things.text(fact, "underProgram") or things.text(fact, "level")
        for region in things.texts(fact, "headlineFor") if giver else ():
            yield Edge(giver, region, "headlineFor", fact, _money(things, fact))


def _plain(things: Things) -> Iterator[Edge]:
    for iri in things.typed(*_NODES):
        for term in _PLAIN:
            for target in things.texts(iri, term):
                yield Edge(iri, target, term.rsplit(":", 1)[-1], "", {})


def _parts(things: Things, project: str) -> Iterator[Edge]:
    for fact in things.texts(project, "participation"):
        role = things.text(fact, "role").removeprefix(ROLE)
        for body in things.texts(fact, "institution"):
            proof = _proof(things, fact)
            yield Edge(project, body, "participation", fact, {"role": role, **proof})


def _shares(things: Things, project: str) -> Iterator[Edge]:
    for fact in things.texts(project, "costShare"):
        share: dict[str, Attribute] = {
            "percent": float(things.text(fact, "percent") or 0),
            "basis": things.text(fact, "basis"),
        }
        for region in things.texts(fact, "shareRegion"):
            yield Edge(project, region, "costShare", fact, {**share, **_proof(things, fact)})


def _money(things: Things, fact: str) -> dict[str, Attribute]:
    found: dict[str, Attribute | None] = {
        "amount": things.number(fact, "amount"),
        "level": things.text(fact, "level").removeprefix(PREFIXES["level"]),
        "stated": ", ".join(things.texts(fact, "asStated")),
        "approximate": int("true" in things.texts(fact, "approximate")),
        "superseded": int(bool(things.texts(fact, "supersededBy"))),
        "count": things.number(fact, "projectCount"),
    }
    return {**_clean(found), **_proof(things, fact)}


def _proof(things: Things, fact: str) -> dict[str, Attribute]:
    """Return the words that say a fact, and the titles of the articles."""
    quotes = [
        quote
        for evidence in things.texts(fact, "evidence")
        for selector in things.texts(evidence, "oa:hasSelector")
        for quote in things.texts(selector, "oa:exact")
    ]
    articles = [
        things.text(article, "schema:headline") or things.label(article)
        for article in things.texts(fact, "statedIn")
    ]
    return {"quote": " | ".join(dict.fromkeys(quotes)), "article": " | ".join(articles)}


# ── names of relations and levels ────────────────────────────────────────────────────────────


def _relation_labels(relation: str) -> dict[str, Attribute]:
    labels = _term_labels()
    ko, en = labels.get(FUND + relation) or labels.get(PREFIXES["org"] + relation, (relation, ""))
    return {"label": ko, "label_en": en}


def _term_labels() -> dict[str, tuple[str, str]]:
    return _labels("fund.ttl")


def _concept_labels() -> dict[str, tuple[str, str]]:
    return _labels("concepts.ttl")


@lru_cache(maxsize=2)
def _labels(name: str) -> dict[str, tuple[str, str]]:
    """Return the Korean and the English label of each term of a file of the ontology."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=str(resource("ontology", name)), format=pyoxigraph.RdfFormat.TURTLE)
    things = Things(store)
    return {iri: (things.label(iri), things.label(iri, "en")) for iri in things.of}
