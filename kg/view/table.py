"""A store as a table of its subjects: one pass over the triples, then look-ups."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.names import FUND, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Table"]

_WORD = {v: k for k, v in PREFIXES.items()}
_FULL = re.compile(r"^(.*[#/])([^#/]*)$")


class Table:
    """The triples of a store as ``subject -> property -> values``; literals as their text."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        import pyoxigraph

        self.rows: dict[str, dict[str, list[str]]] = {}
        self.tongues: dict[tuple[str, str, str], str] = {}
        for quad in store:
            subject, prop, value = quad.subject, quad.predicate, quad.object
            if not isinstance(subject, (pyoxigraph.NamedNode, pyoxigraph.BlankNode)):
                continue
            if isinstance(value, pyoxigraph.Triple):
                continue
            key = short(prop.value)
            row = self.rows.setdefault(subject.value, {}).setdefault(key, [])
            row.append(value.value)
            if isinstance(value, pyoxigraph.Literal) and value.language:
                self.tongues[subject.value, key, value.value] = value.language
        for values in self.rows.values():
            for key in values:
                values[key] = sorted(set(values[key]))

    def all(self, iri: str, key: str) -> list[str]:
        """Return all values, sorted."""
        return self.rows.get(iri, {}).get(key, [])

    def one(self, iri: str, key: str) -> str:
        """Return the first value, or an empty text."""
        values = self.all(iri, key)
        return values[0] if values else ""

    def number(self, iri: str, key: str) -> int | None:
        """Return a whole number; anything else is none."""
        return _whole(self.one(iri, key))

    def types(self, iri: str) -> set[str]:
        """Return the local names of the ``fund:`` classes."""
        return {t[len(FUND) :] for t in self.all(iri, "rdf:type") if t.startswith(FUND)}

    def text(self, iri: str, key: str, language: str) -> str:
        """Return the value in a language; for Korean, a value in no language also does."""
        values = self.all(iri, key)
        for value in values:
            if self.tongues.get((iri, key, value), "").lower().startswith(language):
                return value
        plain = [v for v in values if (iri, key, v) not in self.tongues]
        return plain[0] if plain and language == "ko" else ""


@cache
def short(iri: str) -> str:
    """Return a property as ``prefix:name`` where the vocabulary knows its namespace."""
    match = _FULL.match(iri)
    if match and match[1] in _WORD:
        return f"{_WORD[match[1]]}:{match[2]}"
    return iri


def _whole(text: str) -> int | None:
    match = re.fullmatch(r"[+-]?\d+", text)
    return int(text) if match else None
