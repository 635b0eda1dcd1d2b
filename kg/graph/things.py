"""A graph read back as things with properties, for whoever draws or tabulates it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.graph.classes import narrowest
from kg.names import FUND, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Things", "Value"]

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"


class Value(NamedTuple):
    """The object of a triple: an IRI, or a literal with its language or the IRI of its type."""

    text: str
    is_iri: bool = False
    language: str = ""
    datatype: str = ""


Properties: TypeAlias = Mapping[str, list[Value]]


class Things:
    """The subjects of a graph with their properties, all in sorted order.

    Args:
        store: the graph; named graphs are taken together.

    >>> from kg.graph import to_store
    >>> store = to_store([("<urn:a>", "<https://w3id.org/kr-funding/ontology#amount>", '"5"')])
    >>> Things(store).number("urn:a", "amount")
    5
    """

    def __init__(self, store: pyoxigraph.Store):
        found: dict[str, dict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
        for subject, predicate, value, _ in store:
            found[_name(subject)][predicate.value].add(_value(value))
        self.of: dict[str, Properties] = {
            iri: {predicate: sorted(values) for predicate, values in sorted(properties.items())}
            for iri, properties in sorted(found.items())
        }

    def typed(self, *classes: str) -> Iterator[str]:
        """Yield the IRIs of the things of these ``fund:`` classes; all with a type for none."""
        wanted = {FUND + name for name in classes}
        for iri, properties in self.of.items():
            types = {value.text for value in properties.get(_TYPE, ())}
            if types & wanted or (types and not wanted):
                yield iri

    def type(self, iri: str) -> str:
        """Return the local name of a thing's narrowest ``fund:`` class, or nothing."""
        names = (value.text for value in self._values(iri, _TYPE))
        return narrowest(name[len(FUND) :] for name in names if name.startswith(FUND))

    def values(self, iri: str, term: str) -> list[Value]:
        """Return the objects of a ``fund:`` term, or of ``prefix:term`` or a whole IRI."""
        return self._values(iri, _full(term))

    def texts(self, iri: str, term: str) -> list[str]:
        """Return the objects of a term as texts: IRIs and the words of literals."""
        return [value.text for value in self._values(iri, _full(term))]

    def text(self, iri: str, term: str) -> str:
        """Return the first object of a term, or nothing."""
        return next((value.text for value in self._values(iri, _full(term))), "")

    def number(self, iri: str, term: str) -> int | None:
        """Return the first whole number of a term."""
        for text in self.texts(iri, term):
            if text.removeprefix("-").isdecimal():
                return int(text)
        return None

    def label(self, iri: str, language: str = "ko") -> str:
        """Return a thing's name in a language; in Korean, any name rather than none."""
        labels = self._values(iri, _LABEL)
        for value in labels:
            if value.language == language:
                return value.text
        if language != "ko":
            return ""
        return labels[0].text if labels else iri.rstrip("/#").rsplit("/", 1)[-1].replace("_", " ")

    def _values(self, iri: str, predicate: str) -> list[Value]:
        properties = self.of.get(iri)
        return properties.get(predicate, []) if properties else []


def _full(term: str) -> str:
    prefix, colon, name = term.partition(":")
    if not colon:
        return FUND + term
    return PREFIXES[prefix] + name if prefix in PREFIXES else term


def _name(subject: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple) -> str:
    return getattr(subject, "value", None) or str(subject)


def _value(
    value: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple,
) -> Value:
    datatype = getattr(value, "datatype", None)
    if datatype is None:
        return Value(_name(value), is_iri=True)  # type: ignore[arg-type]
    return Value(value.value, False, value.language or "", datatype.value)  # type: ignore[union-attr]
