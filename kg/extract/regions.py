"""Names of regions: which are one region, and which only say where the next one lies."""

from __future__ import annotations

from kg.extract import lexicon
from kg.extract.found import Found
from kg.extract.scene import Scene

__all__ = ["is_region", "lies_in", "narrowest", "same_region"]


def is_region(name: str) -> bool:
    """Tell whether a word by itself names a region."""
    return name in lexicon.load().gazetteer.regions_by_name


def same_region(a: str, b: str) -> bool:
    """Tell whether two names can stand for one region.

    >>> same_region("대구시", "대구"), same_region("강원도", "강릉시")
    (True, False)
    """
    known = lexicon.load().gazetteer.regions_by_name
    ids = {e.id for e in known.get(a, ())} & {e.id for e in known.get(b, ())}
    return a == b or bool(ids)


def narrowest(scene: Scene, regions: tuple[Found, ...]) -> tuple[Found, ...]:
    """Drop the province that only says where the next region lies: 경북 울진군 is 울진군."""
    return tuple(
        f for f, after in zip(regions, (*regions, None)[1:], strict=True)
        if after is None
        or f.kind not in ("region", "place")
        or after.kind not in ("region", "place")
        or scene.text[f.end : after.start] != " "
    )  # fmt: skip


def lies_in(name: str, above: str) -> bool:
    """Tell whether a region can lie in another.

    >>> lies_in("진안", "전북도"), lies_in("진안", "전남"), lies_in("전북", "전북")
    (True, False, False)
    """
    g = lexicon.load().gazetteer
    over = {e.id for e in g.regions_by_name.get(above, ())}
    return any(not over.isdisjoint(g.holders(e.id)) for e in g.regions_by_name.get(name, ()))
