"""The order of a graph's triples in every format, and which prefixes it uses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from kg.names import BASE, KINDS, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["base_of", "ordered", "used_prefixes"]

_FIRST = (
    "article", "program", "call", "project", "funding", "share", "participation", "institution",
    "region", "quality", "statement", "evidence",
)  # fmt: skip
"""What a reader wants to see first."""

_RANK = {kind: rank for rank, kind in enumerate(_FIRST)}
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"


def ordered(store: pyoxigraph.Store) -> list[pyoxigraph.Triple]:
    """Return all triples of a store, those of its named graphs as well, each once and in order.

    Subjects stand by kind and name, their type and label first. Blank nodes, which only a graph
    from elsewhere can hold, get the names of RDFC-1.0 before.
    """
    import pyoxigraph

    rows, blank = _rows(store)
    if blank:
        triples = (t for of in rows.values() for t in of.values())
        default = (pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in triples)
        dataset = pyoxigraph.Dataset(default)
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
        rows, _ = _rows(dataset)
    return [
        of[key]
        for subject in sorted(rows, key=_key)
        for of in (rows[subject],)
        for key in sorted(of)
    ]


Rows: TypeAlias = dict[str, dict[tuple[int, str, str], "pyoxigraph.Triple"]]
"""Subject -> what its triples are sorted by -> the triples."""


def _rows(quads: Iterable[pyoxigraph.Quad]) -> tuple[Rows, bool]:
    """Return the triples by subject, each once, and whether a node is blank."""
    rows: Rows = defaultdict(dict)
    blank = False
    for quad in quads:
        subject, predicate, value = str(quad.subject), quad.predicate.value, str(quad.object)
        place = 0 if predicate == _TYPE else 1 if predicate == _LABEL else 2
        rows[subject][place, predicate, value] = quad.triple
        blank = blank or subject[0] == "_" or value[0] == "_"
    return rows, blank


def _key(subject: str) -> tuple[int, str]:
    kind = subject.rsplit("/", 2)[-2] if subject.count("/") > 1 else ""
    return _RANK.get(kind, -1), _natural(subject)


_DIGITS = re.compile(r"\d+")


def _natural(text: str) -> str:
    """Return what sorts numbers by their value, and a thing before what is named after it."""
    return _DIGITS.sub(lambda found: found[0].zfill(15), text).rstrip(">")


def used_prefixes(triples: Iterable[pyoxigraph.Triple]) -> dict[str, str]:
    """Return the prefixes that the triples have a use for, sorted.

    A base of its own is found by the paths of the resources. A namespace with a name that ends in a
    full stop gets no prefix: not every parser reads such a name. Neither does one whose prefix is
    the scheme of an IRI: JSON-LD would take one for the other.
    """
    namespaces: set[str] = set()
    unfit: set[str] = set()
    iris = _iris(triples)
    for iri in iris:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        namespaces.add(iri[:cut])
        if iri.endswith("."):
            unfit.add(iri[:cut])
    schemes = {iri.partition(":")[0] for iri in iris}
    base = _base(iris)
    known = {prefix: ns.replace(BASE, base, 1) for prefix, ns in PREFIXES.items()}
    return {
        prefix: namespace
        for prefix, namespace in sorted(known.items())
        if namespace in namespaces and namespace not in unfit and prefix not in schemes
    }


_BARE = {PREFIXES["xsd"] + name for name in ("string", "integer", "decimal", "boolean")}
_BARE.add(PREFIXES["rdf"] + "langString")
"""Datatypes that are not written out beside a value."""


def _iris(triples: Iterable[pyoxigraph.Triple]) -> set[str]:
    found: set[str] = set()
    for triple in triples:
        for term in triple:
            text = getattr(getattr(term, "datatype", term), "value", None)
            if text is not None:
                found.add(text)
    return found - _BARE


_RESOURCE = re.compile(rf"(.+[/#])(?:{'|'.join(KINDS)})/[^/#]+")


def base_of(triples: Iterable[pyoxigraph.Triple]) -> str:
    """Return what the IRIs of the resources begin with."""
    return _base(_iris(triples))


def _base(iris: Iterable[str]) -> str:
    bases = Counter(found[1] for iri in iris if (found := _RESOURCE.fullmatch(iri)))
    return min(bases, key=lambda base: (-bases[base], base), default=BASE)
