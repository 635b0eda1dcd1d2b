"""What each amount of a text is: its level, its payer, or the reason why it is no fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.extract.found import Found
from kg.extract.mask import characters
from kg.extract.patterns import Match, find
from kg.extract.scene import Scene
from kg.extract.stance import Stance
from kg.korean.money import Money
from kg.model import SOURCES, Source

__all__ = ["Level", "classify", "each_payer", "own_level"]


@dataclass(frozen=True, slots=True)
class Level:
    """The reading of one amount.

    ``source`` is ``None`` while only the amount's place can tell; ``refused`` is the reason why it
    is no fact, or empty.
    """

    source: Source | None = None
    rule: str = ""
    refused: str = ""
    payer: str | None = None
    region: Found | None = None
    explicit: bool = True


_R = f"[{characters('region', 'place')}]"
_M = f"[{characters('money')}]"
_PARTS = re.compile(rf"(?P<whole>{_M}) ?\((?P<parts>[^()\n]*{_R} ?(?:지역 ?)?{_M}[^()\n]*)\)")
_PART = re.compile(rf"(?P<region>{_R}) ?(?:지역 ?)?(?P<money>{_M})")
_EACH = re.compile(
    rf"(?P<regions>{_R}(?:(?:(?:와|과|,) ?|·){_R}){{1,40}})(?:이|가) 각각 (?P<money>{_M})"
)


def classify(scene: Scene, stance: Stance) -> Mapping[int, Level]:
    """Return the reading of every amount by its start offset.

    Two regions that pay one stated sum each (``전북도와 완주군이 각각 45억원``) are told apart by
    :func:`each_payer`, which the caller adds.
    """
    levels: dict[int, Level] = {}
    for found in scene.found:
        if found.kind == "money":
            money = cast(Money, found.value)
            blocked = stance.blocks(scene.sentence_of(found.start).index)
            if money.trouble or blocked:
                levels[found.start] = Level(refused=money.trouble or blocked or "")
    for match in find(scene, "refuse"):
        for what in match.bound:
            for found in match.all(scene, what):
                levels.setdefault(found.start, Level(refused=match.pattern.name))
    for kind in ("level", "level-weak"):
        for match in find(scene, kind):
            _label(scene, levels, match, explicit=kind == "level")
    _regional_parts(scene, levels)
    return levels


def _label(scene: Scene, levels: dict[int, Level], match: Match, *, explicit: bool) -> None:
    payer = match.one(scene, "payer")
    for what in match.bound:
        source = _as_source(what.rstrip("23"))
        if source is None:
            continue
        for found in match.all(scene, what):
            levels.setdefault(
                found.start,
                Level(
                    source, match.pattern.name,
                    payer=payer.text if payer else None, explicit=explicit,
                ),
            )  # fmt: skip


def _as_source(name: str) -> Source | None:
    """Return a name as a source of money, if it is one."""
    return next((s for s in SOURCES if s == name), None)


def _regional_parts(scene: Scene, levels: dict[int, Level]) -> None:
    """Read «국비 100억원(대구 50억원·경북 50억원)»: parts of an amount by region."""
    for m in _PARTS.finditer(scene.masked):
        whole = scene.mention(m["whole"])
        parent = levels.get(whole.start) if whole else None
        if parent is None or parent.refused:
            continue
        for p in _PART.finditer(m["parts"]):
            region, money = scene.mention(p["region"]), scene.mention(p["money"])
            if (
                region is None
                or money is None
                or levels.get(money.start, Level()).explicit is False
            ):
                continue
            source = parent.source if parent.source == "national" else own_level(region.text)
            if source:
                levels[money.start] = Level(source, "regional-part", region=region)


def own_level(name: str) -> Source:
    """Return the level of money that a region pays itself."""
    if name.endswith("군"):
        return "county"
    if re.search(r"도$|^(?:경기|강원|충북|충남|전북|전남|경북|경남|제주)$", name):
        return "province"
    return "city"


@lru_cache(maxsize=1)
def each_payer(scene: Scene) -> Mapping[int, tuple[Found, ...]]:
    """Return, by start offset, the regions that pay a stated sum each (각각)."""
    rows: dict[int, tuple[Found, ...]] = {}
    for m in _EACH.finditer(scene.masked):
        money = scene.mention(m["money"])
        if money is not None:
            rows[money.start] = tuple(scene.mentions(m["regions"]))
    return rows
