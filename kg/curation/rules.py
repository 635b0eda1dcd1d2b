"""What a person can say of names and facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from kg.model import EntityKind
from kg.spelling import clean, tight

__all__ = ["Curation", "FactKind", "Naming", "Reject", "loose"]

FactKind: TypeAlias = Literal[
    "program", "project", "region", "lead", "participant", "other", "funding", "share", "total"
]


class Naming(NamedTuple):
    """What a person says of a name.

    Args:
        says: ``same-as`` (the name stands for the entity), ``not-same-as`` (it does not) or
            ``alias`` (the entity is also called so).
        kind: what the name is the name of.
        name: the name; spaces, quotes and the kind of middle dot make no difference.
        entity: the entity's id or one of its names.
        reason: why, in the person's words.
        day: when it was said.
    """

    says: Literal["same-as", "not-same-as", "alias"]
    kind: EntityKind
    name: str
    entity: str
    reason: str
    day: date


class Reject(NamedTuple):
    """A fact of an article (by key or title) that is not to be used."""

    fact: FactKind
    reason: str
    day: date
    article: str | None = None
    title: str | None = None
    project: str | None = None
    name: str | None = None
    amount: int | None = None
    as_stated: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Curation:
    """All corrections of a file, frozen; empty by default."""

    namings: tuple[Naming, ...] = ()
    rejects: tuple[Reject, ...] = ()

    @cached_property
    def _targets(self) -> dict[tuple[str, str], Naming]:
        return {(r.kind, loose(r.name)): r for r in self.namings if r.says != "not-same-as"}

    @cached_property
    def _apart(self) -> dict[tuple[str, frozenset[str]], Naming]:
        return {
            (r.kind, frozenset((loose(r.name), loose(r.entity)))): r
            for r in self.namings
            if r.says == "not-same-as"
        }

    def target(self, kind: EntityKind, name: str) -> Naming | None:
        """Return the entry that says what a name stands for, or ``None``.

        Spaces, quotes and the kind of middle dot make no difference.
        """
        return self._targets.get((kind, loose(name))) if self._targets else None

    def forbids(self, kind: EntityKind, a: str, b: str) -> Naming | None:
        """Return the entry that keeps two names or ids apart, in either order, or ``None``."""
        return self._apart.get((kind, frozenset((loose(a), loose(b))))) if self._apart else None


def loose(name: str) -> str:
    """Return what spellings of a name have in common, in which corrections find it.

    >>> loose("‘이송ㆍ물류  플랫폼’") == loose("이송·물류 플랫폼")
    True
    """
    return tight(clean(name))
