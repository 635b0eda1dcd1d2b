"""Projects that are called after their call: its name with words of their own before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.calls import calls
from kg.extract.found import Found
from kg.extract.patterns import Match
from kg.extract.scene import Scene
from kg.extract.variants import core

__all__ = ["own_names"]

_LEAST = 4
"""Letters that a project adds to the name of its call."""


def own_names(scene: Scene, told: Iterable[Match]) -> Iterator[tuple[Found, Found]]:
    """Yield names in quotation marks that end like a ministry's call, each with that call.

    «M의 ‘의료 연구역량 강화사업’ … ‘광주 의료 연구역량 강화사업’은». A call that is told in short
    in a heading, and at length in the body, is one call.

    Args:
        scene: the text.
        told: the frames of programmes.
    """
    won, ours = _called(scene, told)
    if not ours:
        return
    for f in scene.found:
        name = core(f.text) if f.kind == "name" and f.quoted else ""
        if not name or name in ours:
            continue
        for end, call in ours.items():
            longer = name.endswith(end) and len(name) >= len(end) + _LEAST
            if longer and not (name in won and scene.sentence_of(call.start).heading):
                yield f, call


def _called(scene: Scene, told: Iterable[Match]) -> tuple[set[str], dict[str, Found]]:
    """Return the cores of what is called a call, and of these the mentions with a ministry."""
    won: set[str] = set()
    ours: dict[str, Found] = {}
    for call, agency in (called for m in told for called in calls(scene, m) if called[0].quoted):
        name = core(call.text)
        won.add(name)
        if agency is None:
            continue
        if name not in ours or scene.sentence_of(ours[name].start).heading:
            ours[name] = call
    return won, ours
