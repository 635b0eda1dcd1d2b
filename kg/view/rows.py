"""The scene as the rows that the page reads: JSON that stays small for ten thousand nodes.

A row is a list in the order that ``page/data.js`` names; trailing empty values are left out.
Sentences stand once each, and IRIs without the base that they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from kg.view.model import NONE, Fact, Proof, Scene
from kg.view.pyvis import network, weights
from kg.view.style import KINDS, LEVELS, RELATIONS, kind_of

__all__ = ["rows"]

Row = list[Any]


def rows(scene: Scene) -> dict[str, Any]:
    """Return what the page reads of a scene, as JSON values.

    >>> rows(Scene((), (), (), (), ()))["nodes"]
    []
    """
    net = network(scene)
    weight = weights(scene)
    base = _base(scene)
    kinds = list(KINDS)
    sentences = sorted({p.sentence for p in scene.proofs})
    number = {s: i for i, s in enumerate(sentences)}
    return {
        "base": base,
        "kinds": [[k, s.shape, s.color, s.ko, s.en] for k, s in KINDS.items()],
        "levels": {k: list(v) for k, v in LEVELS.items()},
        "relations": {k: list(v) for k, v in RELATIONS.items()},
        "options": net.options,
        "nodes": [
            _trim([
                kinds.index(kind_of(n)), n.iri.removeprefix(base), n.ko, net.nodes[i]["x"],
                net.nodes[i]["y"], net.nodes[i]["size"], weight[i], n.en, list(n.aliases), n.type,
                _list(n.years), _list(n.point),
            ])
            for i, n in enumerate(scene.nodes)
        ],
        "links": [
            [k.source, k.target, k.kind, k.fact, net.edges[i]["width"], k.won, k.via]
            for i, k in enumerate(scene.links)
        ],
        "facts": [_fact(f, base) for f in scene.facts],
        "proofs": [_proof(p, number) for p in scene.proofs],
        "sentences": sentences,
        "sources": [list(astuple(s)) for s in scene.sources],
    }  # fmt: skip


def _base(scene: Scene) -> str:
    """Return what all IRIs of nodes begin with, up to the path of their kind."""
    stems = {n.iri.rsplit("/", 2)[0] + "/" for n in scene.nodes if n.iri.count("/") > 1}
    if not stems:
        return ""
    first, last = min(stems), max(stems)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[: first.rfind("/", 0, same) + 1]


def _fact(f: Fact, base: str) -> Row:
    return _trim([
        f.kind, f.subject, f.object, list(f.proofs), f.role, f.amount, f.alternative, f.stated,
        int(f.approximate), f.percent, f.basis, f.count, _list(f.years),
        None if f.superseded == NONE else f.superseded, [list(n) for n in f.notes],
        f.iri.removeprefix(base), None if f.region == NONE else f.region,
        None if f.whole == NONE else f.whole, int(f.conflict),
    ])  # fmt: skip


def _proof(p: Proof, number: dict[str, int]) -> Row:
    return [p.source, p.start, number[p.sentence], p.at, p.length]


def _list(pair: Sequence[float] | None) -> list[float] | None:
    return None if pair is None else list(pair)


def _trim(row: Row) -> Row:
    while row and row[-1] in (None, "", [], 0):
        row.pop()
    return row
