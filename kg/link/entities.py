"""One entity for its many spellings, and one local name for each entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import TypeAlias

from kg.model import Entity, EntityKind, Resolved
from kg.names import local_name
from kg.same import exact_key

__all__ = ["At", "digest", "entities", "local_names", "one_id"]

_LONGEST = 80
"""A local name beyond so many characters is cut and gets a digest."""


def digest(text: str) -> str:
    """Return eight hex digits that tell a text apart from others of the same name."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


At: TypeAlias = tuple[EntityKind, str]


def one_id(articles: Sequence[tuple[str, Resolved]]) -> dict[At, At]:
    """Map ids that differ only in spaces and the like to the one that shows the most."""
    if len(articles) < 2:
        return {}
    spelt: dict[tuple[EntityKind, str], set[str]] = defaultdict(set)
    for _, one in articles:
        for kind, id_ in one.entities:
            if kind in ("institution", "program", "call"):
                spelt[kind, exact_key(id_)].add(id_)
    found: dict[At, At] = {}
    for (kind, _), ids in spelt.items():
        if len(ids) > 1:
            best = (kind, max(ids, key=lambda text: (len(text), text)))
            found.update({(kind, id_): best for id_ in ids})
    return found


def entities(articles: Sequence[tuple[str, Resolved]], same: Mapping[At, At]) -> dict[At, Entity]:
    """Return all entities but the projects; what several articles know of one is put together."""
    found: dict[At, Entity] = {}
    for _, one in articles:
        for at, entity in one.entities.items():
            if at[0] == "project":
                continue
            at = same.get(at, at)
            old = found.get(at)
            if old is None:
                found[at] = entity if entity.id == at[1] else replace(entity, id=at[1])
            elif old is not entity and old != entity:
                found[at] = _both(old, entity)
    return found


def _both(a: Entity, b: Entity) -> Entity:
    """Take what two articles know of one entity together, whichever comes first."""
    first, second = sorted((a, b), key=lambda e: (-len(e.label_ko), e.label_ko, e.type, repr(e)))
    aliases = {*a.aliases, *b.aliases, second.label_ko} - {first.label_ko}
    return replace(
        first,
        label_en=first.label_en or second.label_en,
        aliases=tuple(sorted(aliases)),
        parent=first.parent or second.parent,
        governs=first.governs or second.governs,
        identifiers=tuple(sorted({*a.identifiers, *b.identifiers})),
        point=first.point or second.point,
        open=a.open and b.open,
    )


@lru_cache(maxsize=4096)
def _local(id_: str) -> str:
    name = local_name(id_)
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].strip('_-')}-{digest(id_)}"


def local_names(ids: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Give every id a local name of its own; ids whose names would be one get a digest."""
    found = {at: _local(id_) for at, id_ in ids.items()}
    if len({(kind, name) for (kind, _), name in found.items()}) == len(found):
        return found
    taken: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for at, name in found.items():
        taken[at[0], name].append(at)
    for (_, name), clash in taken.items():
        if len(clash) > 1:
            found.update({at: f"{name}-{digest(at[1])}" for at in clash})
    return found
