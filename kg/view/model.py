"""The frozen values that a picture of the graph is made of.

Everything points by position: a link names its nodes, a fact its evidence, by index into the
tuples of :class:`Scene`. Positions follow the sorted IRIs, so the same graph gives the same scene.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NONE", "Fact", "Link", "Node", "Proof", "Scene", "Source"]

NONE = -1
"""The index that stands for no node or no fact."""


@dataclass(frozen=True, slots=True)
class Node:
    """A region, institution, programme, call or project.

    Args:
        iri: what the graph calls it.
        type: local name of its ``fund:`` class (``"City"``).
        ko: the Korean name.
        en: the English name, or an empty text.
        aliases: other names and acronyms.
        years: first and last year it runs; a call has one year; ``None`` where not stated.
        point: latitude and longitude in degrees (WGS 84), for regions.
    """

    iri: str
    type: str
    ko: str
    en: str = ""
    aliases: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article: what a proof quotes from; ``text`` is empty where only sentences are known."""

    iri: str
    title: str
    publisher: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence of a source with the span in it that says a fact.

    Args:
        source: index of the source, or ``NONE``.
        start: where the span starts in the source's text, in code points, or ``NONE``.
        sentence: the whole sentence.
        at: where the span starts in the sentence, in code points.
        length: of the span, in code points.
    """

    source: int
    start: int
    sentence: str
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the graph states, as a row: of what, to what, how much, and who says it.

    Args:
        kind: a class (``"NationalFunding"``, ``"Participation"``) or a property (``"inRegion"``).
        subject: index of the node it is about, or ``NONE``.
        object: index of the node it leads to, or ``NONE``.
        iri: what the graph calls the fact, empty for a plain link.
        role: local name of the role of a participation.
        amount: whole won.
        alternative: the likely amount where the literal reading is doubtful.
        stated: the amount in the words of the source.
        approximate: whether the source rounds.
        percent: of a cost share.
        basis: what a share splits (``"cost"``); of a headline, the class of its money.
        count: how many projects a headline speaks of.
        years: first and last year of a headline.
        superseded: index of the fact that replaces this one, or ``NONE``.
        region: index of the region that an amount is for, or ``NONE``.
        whole: index of the amount that this one is a part of, or ``NONE``.
        conflict: whether another report gives another amount, and none is newer.
        proofs: indices of the proofs.
        notes: what is doubtful, as (Korean, English).
    """

    kind: str
    subject: int
    object: int = NONE
    iri: str = ""
    role: str = ""
    amount: int | None = None
    alternative: int | None = None
    stated: str = ""
    approximate: bool = False
    percent: float | None = None
    basis: str = ""
    count: int | None = None
    years: tuple[int, int] | None = None
    superseded: int = NONE
    region: int = NONE
    whole: int = NONE
    conflict: bool = False
    proofs: tuple[int, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What one fact draws: a line between two nodes.

    Args:
        source: index of the node it comes from.
        target: index of the node it leads to.
        kind: what it is called, a key of :data:`kg.view.style.RELATIONS`.
        fact: index of the fact.
        won: the money that it carries, which is its width.
        via: the programme that the money goes through, where the payer runs it; a picture then
            needs no line of its own from the payer to each project.
    """

    source: int
    target: int
    kind: str
    fact: int
    won: int = 0
    via: int = NONE


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the page and the picture show."""

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    proofs: tuple[Proof, ...]
    sources: tuple[Source, ...]
