"""The RDF formats that pyoxigraph writes, made stable and easy to read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.errors import ExportError
from kg.export.order import ordered, used_prefixes
from kg.names import FUND, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["ntriples", "rdfxml", "trig", "turtle"]

_NEW_SUBJECT = re.compile(r"\n(?=[^\t\n}])")


def turtle(store: pyoxigraph.Store) -> str:
    """Return a graph as Turtle: prefixed, sorted, a paragraph for each subject.

    Args:
        store: the graph; named graphs are taken together.

    >>> from kg.graph import to_store
    >>> fund = "https://w3id.org/kr-funding/ontology#"
    >>> print(turtle(to_store([("<urn:a>", f"<{fund}amount>",
    ...     '"5"^^<http://www.w3.org/2001/XMLSchema#integer>')])))
    @prefix fund: <https://w3id.org/kr-funding/ontology#> .
    <BLANKLINE>
    <urn:a> fund:amount 5 .
    <BLANKLINE>
    """
    import pyoxigraph

    triples = ordered(store)
    prefixes = used_prefixes(triples)
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=prefixes)
    return _paragraphs((data or b"").decode("utf-8"), prefixes)


def ntriples(store: pyoxigraph.Store) -> str:
    """Return a graph as N-Triples, sorted by line.

    Args:
        store: the graph; named graphs are taken together.
    """
    return "".join(sorted(f"{t.subject} {t.predicate} {t.object} .\n" for t in ordered(store)))


def trig(store: pyoxigraph.Store) -> str:
    """Return a graph as TriG, with what each article says in a named graph of its name.

    A fact that several articles state stands in the graph of each; what no article states (names of
    regions and institutions) stands in the default graph.

    Args:
        store: the graph; named graphs of its own are taken together first.
    """
    import pyoxigraph

    triples = ordered(store)
    prefixes = used_prefixes(triples)
    homes = _homes(triples)
    default = pyoxigraph.DefaultGraph()
    quads = [
        (graph.value if isinstance(graph, pyoxigraph.NamedNode) else "", number, graph, triple)
        for number, triple in enumerate(triples)
        for graph in homes.get(str(triple.subject), [default])
    ]
    quads.sort(key=lambda row: row[:2])
    data = pyoxigraph.serialize(
        (pyoxigraph.Quad(t.subject, t.predicate, t.object, graph) for _, _, graph, t in quads),
        format=pyoxigraph.RdfFormat.TRIG,
        prefixes=prefixes,
    )
    return _paragraphs((data or b"").decode("utf-8"), prefixes)


def rdfxml(store: pyoxigraph.Store) -> str:
    """Return a graph as RDF/XML.

    Args:
        store: the graph; named graphs are taken together.

    Raises:
        ExportError: a graph from elsewhere holds a property or a character that XML cannot have.
    """
    import pyoxigraph

    triples = ordered(store)
    _check_xml(triples)
    data = pyoxigraph.serialize(
        triples, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=used_prefixes(triples)
    )
    # a carriage return in a text would be read as a line feed, as the standard of XML asks
    return (data or b"").decode("utf-8").replace("\r", "&#13;").rstrip() + "\n"


_XML_NAME = re.compile(r"[^\W\d][\w.\-]*$")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _check_xml(triples: list[pyoxigraph.Triple]) -> None:
    for predicate in {triple.predicate.value for triple in triples}:
        if not _XML_NAME.search(predicate):
            raise ExportError(
                f"RDF/XML has no way to write the property {predicate}",
                way_out="use another format, such as turtle",
            )
    for triple in triples:
        found = _NOT_IN_XML.search(getattr(triple.object, "value", ""))
        if found:
            character = f"U+{ord(found[0]):04X}"
            raise ExportError(
                f"RDF/XML cannot hold the character {character}, which {triple.subject} has",
                way_out="use another format, such as turtle",
            )


def _homes(
    triples: list[pyoxigraph.Triple],
) -> Mapping[str, list[pyoxigraph.NamedNode | pyoxigraph.DefaultGraph]]:
    """Return the articles that state each subject; evidence and its selectors follow theirs."""
    stated = {FUND + "statedIn", PREFIXES["oa"] + "hasSource"}
    selector = PREFIXES["oa"] + "hasSelector"
    found: dict[str, list[pyoxigraph.NamedNode | pyoxigraph.DefaultGraph]] = defaultdict(list)
    parts: list[tuple[str, str]] = []
    for subject, predicate, value in triples:
        if predicate.value in stated:
            found[str(subject)].append(value)
        elif predicate.value == selector:
            parts.append((str(subject), str(value)))
        elif predicate.value == PREFIXES["rdf"] + "type" and str(value) == f"<{FUND}Article>":
            found[str(subject)].append(subject)
    for whole, part in parts:
        found[part] = found[whole]
    return found


def _paragraphs(text: str, prefixes: Mapping[str, str]) -> str:
    """Put the prefixes in order, an empty line before each subject, and links one a line.

    No literal holds a line break of its own here: the writer escapes them.
    """
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if not line.startswith("@prefix ")), 0)
    head = "".join(f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(prefixes))
    lines = [line if '"' in line else line.replace(" , ", " ,\n\t\t") for line in lines[start:]]
    body = _NEW_SUBJECT.sub("\n\n", "\n".join(lines).strip("\n")).replace("\t", "    ")
    return "\n".join(part for part in (head, f"{body}\n" if body else "") if part)
