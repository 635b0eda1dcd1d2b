"""The corpus as triples in the vocabulary of the ontology.

Every node has an IRI that is made of what it says, so the same facts give the same triples. Terms
are strings in N-Triples syntax: cheap to make, to compare, to sort and to send.

A plain link (``fund:inRegion``, ``fund:operatedBy`` …) has its evidence on an ``rdf:Statement``
that repeats it; all other facts are nodes and carry theirs themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.sentences import sentences
from kg.graph.terms import Triple, check_base, ntriples
from kg.graph.write import Writer
from kg.link import Corpus
from kg.names import BASE, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

__all__ = ["Triple", "as_store", "sentences", "to_rdflib", "to_store", "triples"]


def triples(corpus: Corpus, base: str = BASE) -> Iterator[Triple]:
    """Yield the triples of a corpus, each one once, in no order that means anything.

    Args:
        corpus: what all articles say together.
        base: what the IRIs of resources begin with, ending in ``/`` or ``#``.

    Raises:
        KgError: the base is no absolute IRI.

    >>> from kg.model import Article
    >>> found = set(triples(Corpus({"기사": Article("본문", title="제목")}, {}, {})))
    >>> ('<https://w3id.org/kr-funding/id/article/기사>',
    ...  '<https://schema.org/headline>', '"제목"@ko') in found
    True
    """
    check_base(base)
    return Writer(corpus, base).run()


def to_store(found: Iterable[Triple]) -> pyoxigraph.Store:
    """Return the triples as a store in memory, for SPARQL.

    >>> store = to_store([("<urn:a>", "<urn:b>", '"다"@ko')])
    >>> len(store)
    1
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(ntriples(found), pyoxigraph.RdfFormat.N_TRIPLES)
    return store


def as_store(graph: pyoxigraph.Store | rdflib.Graph) -> pyoxigraph.Store:
    """Return a graph as a store; a store is taken as it is.

    >>> len(as_store(to_rdflib([("<urn:a>", "<urn:b>", "<urn:c>")])))
    1
    """
    import pyoxigraph

    if isinstance(graph, pyoxigraph.Store):
        return graph
    store = pyoxigraph.Store()
    store.bulk_load(graph.serialize(format="nt", encoding="utf-8"), pyoxigraph.RdfFormat.N_TRIPLES)
    return store


def to_rdflib(found: Iterable[Triple], base: str = BASE) -> rdflib.Graph:
    """Return the triples as an rdflib graph that knows the vocabulary's prefixes.

    >>> len(to_rdflib([("<urn:a>", "<urn:b>", '"다"@ko')]))
    1
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace.replace(BASE, base, 1), override=True, replace=True)
    graph.parse(data=ntriples(found), format="nt")
    return graph
