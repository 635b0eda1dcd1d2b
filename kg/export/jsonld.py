"""JSON-LD that people can read, with its context inside.

rdflib's writer gives another order in every process, and pyoxigraph's leaves every name in full.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.export.order import base_of, ordered, used_prefixes
from kg.names import FUND, KINDS, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["jsonld"]

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_PATH = re.compile(rf"(?:{'|'.join(KINDS)})/[\w.-]+")
_EXACT = 2**53
"""Up to here every JSON reader takes a whole number for what it is."""


def jsonld(store: pyoxigraph.Store) -> str:
    """Return a graph as JSON-LD 1.1; terms of the vocabulary stand without a prefix.

    Args:
        store: the graph; named graphs are taken together.

    >>> from kg.graph import to_store
    >>> print(jsonld(to_store([("<urn:a>", "<https://w3id.org/kr-funding/ontology#role>",
    ...     "<https://w3id.org/kr-funding/ontology/role/lead>")])))
    {
     "@context": {
      "@base": "https://w3id.org/kr-funding/id/",
      "@vocab": "https://w3id.org/kr-funding/ontology#",
      "fund": "https://w3id.org/kr-funding/ontology#",
      "role": "https://w3id.org/kr-funding/ontology/role/",
      "fund:role": {
       "@type": "@id"
      }
     },
     "@graph": [
      {
       "@id": "urn:a",
       "fund:role": "role:lead"
      }
     ]
    }
    <BLANKLINE>
    """
    triples = ordered(store)
    names = _Names(triples)
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, value in triples:
        node = nodes.setdefault(str(subject), {"@id": names.short(subject)})
        if predicate.value == _TYPE:
            node.setdefault("@type", []).append(names.term(value.value))
        else:
            term = names.term(predicate.value)
            node.setdefault(term, []).append(names.value(predicate.value, value))
    doc = {
        "@context": names.context(),
        "@graph": [{k: _single(v) for k, v in node.items()} for node in nodes.values()],
    }
    return json.dumps(doc, ensure_ascii=False, indent=1) + "\n"


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


class _Names:
    """Short names for IRIs, and how each property's values are written.

    Resources are named by their path below the base, terms of the vocabulary by their bare name,
    all else by prefix; a term that has the name of a prefix gets its own.
    """

    def __init__(self, triples: Sequence[pyoxigraph.Triple]):
        used = used_prefixes(triples)
        self.base = base_of(triples)
        self.prefixes = {name: ns for name, ns in used.items() if name not in KINDS}
        kinds: dict[str, set[bool]] = defaultdict(set)
        for _, predicate, value in triples:
            kinds[predicate.value].add(_is_node(value))
        kinds.pop(_TYPE, None)
        self.links = {iri for iri, found in kinds.items() if found == {True}}

    def context(self) -> dict[str, Any]:
        """Return the context: base, vocabulary, prefixes, and which properties link."""
        terms = {self.term(iri): {"@type": "@id"} for iri in sorted(self.links)}
        known = {**dict(sorted(self.prefixes.items())), **dict(sorted(terms.items()))}
        return {"@base": self.base, "@vocab": FUND, **known}

    def term(self, iri: str) -> str:
        """Return how a property or class is written."""
        name = iri[len(FUND) :] if iri.startswith(FUND) else ""
        return name if name.isalnum() and name not in self.prefixes else self.compact(iri)

    def compact(self, iri: str) -> str:
        """Return an IRI with its prefix, or in full."""
        for name, namespace in self.prefixes.items():
            rest = iri[len(namespace) :]
            if iri.startswith(namespace) and rest and not rest.startswith("/"):
                return f"{name}:{rest}"
        return iri

    def short(self, node: Any) -> str:
        """Return how a thing is named."""
        iri = getattr(node, "value", "")
        if not iri or str(node).startswith("_:"):
            return str(node)
        path = iri[len(self.base) :] if iri.startswith(self.base) else ""
        return path if _PATH.fullmatch(path) else self.compact(iri)

    def value(self, predicate: str, value: Any) -> Any:
        """Return a value as short as JSON-LD can have it without losing its type."""
        if _is_node(value):
            name = self.short(value)
            return name if predicate in self.links else {"@id": name}
        if value.language:
            return {"@language": value.language, "@value": value.value}
        return _native(value.value, value.datatype.value, self.compact(value.datatype.value))


def _is_node(value: Any) -> bool:
    return not hasattr(value, "datatype")


def _native(text: str, datatype: str, short: str) -> str | int | bool | Mapping[str, str]:
    if datatype == _XSD + "string":
        return text
    if datatype == _XSD + "boolean" and text in ("true", "false"):
        return text == "true"
    if datatype == _XSD + "integer" and str(_whole(text)) == text:
        return int(text)
    return {"@type": short, "@value": text}


def _whole(text: str) -> int | None:
    digits = text.removeprefix("-")
    if not digits.isdecimal() or len(digits) > 16 or abs(int(text)) > _EXACT:
        return None
    return int(text)
