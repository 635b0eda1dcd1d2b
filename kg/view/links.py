"""Which lines the facts draw, and how much money each carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.view.model import NONE, Fact, Link

__all__ = ["MONEY", "backbone", "links", "parents"]

MONEY = (
    "NationalFunding", "ProvincialFunding", "MunicipalFunding", "CountyFunding", "LocalFunding",
    "PrivateFunding", "MixedFunding", "Funding",
)  # fmt: skip
"""The classes whose amounts add up, narrow before broad; a total cost or a headline is none."""

_NO_LINE = ("TotalCost", "FundingPart", "callOf")


def links(facts: Sequence[Fact]) -> Iterator[Link]:
    """Yield the lines of the picture; money points the way it flows.

    >>> [k.kind for k in links([Fact("NationalFunding", 0, 1, amount=5), Fact("inRegion", 0, 2)])]
    ['pays', 'inRegion']
    """
    granted = _granted(facts)
    runs = _pairs(facts, "operatedBy")
    under = _pairs(facts, "underProgram")
    for i, fact in enumerate(facts):
        if NONE in (fact.subject, fact.object) or fact.kind in _NO_LINE:
            continue
        if fact.kind in MONEY:
            ways = sorted(p for p in under.get(fact.subject, ()) if fact.object in runs.get(p, ()))
            via = ways[0] if ways else NONE
            yield Link(fact.object, fact.subject, "pays", i, fact.amount or 0, via)
        elif fact.kind == "Headline":
            yield Link(fact.object, fact.subject, "headline", i, fact.amount or 0)
        elif fact.kind == "underProgram":
            yield Link(fact.object, fact.subject, fact.kind, i, granted.get(fact.subject, 0))
        elif fact.kind in ("selectedIn", "operatedBy"):
            yield Link(fact.object, fact.subject, fact.kind, i)
        elif fact.kind == "CostShare":
            won = round(granted.get(fact.subject, 0) * (fact.percent or 0) / 100)
            yield Link(fact.subject, fact.object, "share", i, won)
        else:
            yield Link(fact.subject, fact.object, fact.role or fact.kind, i)


def backbone(found: Sequence[Link]) -> list[tuple[int, int]]:
    """Return the pairs that decide where nodes stand: money goes through its programme.

    >>> backbone([Link(0, 1, "pays", 0, via=2), Link(2, 1, "underProgram", 1)])
    [(0, 2), (2, 1), (2, 1)]
    """
    selected = {k.target for k in found if k.kind == "underProgram"}
    pairs = []
    for link in found:
        if link.via != NONE:
            pairs += [(link.source, link.via), (link.via, link.target)]
        elif link.kind != "selectedIn" or link.target not in selected:
            pairs.append((link.source, link.target))
    return pairs


def parents(count: int, found: Sequence[Link], facts: Sequence[Fact]) -> list[int]:
    """Return for each node the one that it stands with in a large picture, or ``NONE``.

    A programme stands with the ministry that runs it, a call and a project with their programme,
    a project without one with its region, and a body with the first project it takes part in.

    >>> facts = [Fact("operatedBy", 0, 1), Fact("underProgram", 2, 0), Fact("inRegion", 2, 3)]
    >>> parents(4, list(links(facts)), facts)
    [1, -1, 0, -1]
    """
    above = [NONE] * count
    for kind in ("operatedBy", "callOf", "underProgram", "selectedIn", "inRegion"):
        for fact in facts:
            free = fact.kind == kind and fact.object != NONE and above[fact.subject] == NONE
            if free and not _is_above(fact.subject, fact.object, above):
                above[fact.subject] = fact.object
    for link in found:
        role = facts[link.fact].kind == "Participation"
        free = role and above[link.target] == NONE and link.source != link.target
        if free and not _is_above(link.target, link.source, above):
            above[link.target] = link.source
    return above


def _is_above(node: int, other: int, above: list[int]) -> bool:
    """Return whether a node already stands over another: circles cannot be drawn."""
    while other != NONE:
        if other == node:
            return True
        other = above[other]
    return False


def _granted(facts: Sequence[Fact]) -> dict[int, int]:
    """Return the funding of each project in won; amounts that were replaced do not count."""
    found: dict[int, int] = {}
    for fact in facts:
        if fact.kind in MONEY and fact.superseded == NONE and fact.amount:
            found[fact.subject] = found.get(fact.subject, 0) + fact.amount
    return found


def _pairs(facts: Sequence[Fact], kind: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for fact in facts:
        if fact.kind == kind:
            found.setdefault(fact.subject, set()).add(fact.object)
    return found
