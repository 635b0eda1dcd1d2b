"""Who gives which amount where the text names the givers: «산업부 90억원, 대구시 60억원 등»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from kg.extract.found import Found
from kg.extract.mask import characters
from kg.extract.patterns import Match, find
from kg.extract.scene import Scene
from kg.model import SOURCES, Source

__all__ = ["Gift", "each_gives", "gifts", "own_level"]


@dataclass(frozen=True, slots=True)
class Gift:
    """One amount and who gives it: a level of money, a named body or ministry, a region."""

    source: Source
    rule: str
    payer: str | None = None
    region: Found | None = None


_WORDS: Mapping[str, Source] = {
    "정부": "national", "국비": "national", "국고": "national", "국": "national",
    "균특": "national", "도비": "province", "도": "province", "시비": "city", "시": "city",
    "군비": "county", "구비": "county", "군": "county", "구": "county",
    "지방비": "local", "지자체": "local", "기타": "other",
}  # fmt: skip
_LOCAL = frozenset(("province", "city", "county", "local"))
_GIVER = re.compile(
    rf"[{characters('org', 'agency', 'gov', 'region', 'place', 'self')}]"
    r"|정부|국비|국고|국|균특|[도시군구]비|[도시군구](?= 부담| 출연| 자체)|도|시|지방비|지자체"
    r"|민자|민간|자부담|기업|대학|병원|기타"
)
_GIFT = re.compile(
    rf"(?P<givers>[^{characters('money')}]*)(?P<money>[{characters('money')}])(?P<each>\)?씩)?"
)
_BEHIND = re.compile(
    rf"(?P<money>[{characters('money')}])[은는을를] (?P<givers>[^{characters('money')}]+)$"
)
_EACH = re.compile(r"각각?\s*\(?$")
_COMPANY = re.compile(r"㈜|\(주\)|주식회사")


def own_level(name: str) -> Source:
    """Return the level of money that a region pays itself."""
    if name.endswith("군"):
        return "county"
    if re.search(r"도$|^(?:경기|강원|충북|충남|전북|전남|경북|경남|제주)$", name):
        return "province"
    return "city"


def gifts(scene: Scene) -> Iterator[tuple[Found, Gift]]:
    """Yield the amounts whose giver the text names, one giver each.

    A list of kind ``payers`` says itself that they pay (부담한다); in one of kind
    ``payers-mixed`` only the state beside others, or private money beside a region, tells so.
    """
    for kind in ("payers", "payers-mixed"):
        for match in find(scene, kind):
            rows = [(money, givers) for money, givers, each in _parts(scene, match) if not each]
            everyone = [g for _, givers in rows for g in givers]
            if kind == "payers" or _told_apart(everyone):
                yield from ((money, _together(givers)) for money, givers in rows if givers)


_Part: TypeAlias = tuple[Found, tuple[Gift, ...], bool]


def _parts(scene: Scene, match: Match) -> Iterator[_Part]:
    """Yield each amount of a list with its givers, and whether each of them gives it."""
    masked = match.masked("gifts")
    behind = _BEHIND.match(masked)  # «60억원은 대구시가 부담한다»
    if behind:
        masked = behind["givers"] + behind["money"]
    for part in _GIFT.finditer(masked):
        money = scene.mention(part["money"])
        givers = tuple(_givers(scene, part["givers"], match.pattern.name))
        each = len(givers) > 1 and bool(part["each"] or _EACH.search(part["givers"].rstrip()))
        if money is not None:
            yield money, givers, each


def _givers(scene: Scene, masked: str, rule: str) -> Iterator[Gift]:
    for m in _GIVER.finditer(masked):
        found = scene.mention(m[0]) if len(m[0]) == 1 else None
        if found is None:
            yield Gift(_WORDS.get(m[0], "private"), rule)
        elif found.kind in ("gov", "agency"):
            yield Gift("national", rule, payer=found.text)
        elif found.kind in ("region", "place"):
            yield Gift(own_level(found.text), rule, region=found)
        elif found.kind == "self":
            yield Gift(_WORDS[found.text], rule)
        else:
            company = _COMPANY.search(found.text) or "투자금" in masked[m.end() :]
            yield Gift("private" if company else "other", rule, payer=found.text)


def _told_apart(givers: Iterable[Gift]) -> bool:
    sources = {g.source for g in givers}
    return len(sources) > 1 and bool(sources & {"national", "private"})


def _together(givers: tuple[Gift, ...]) -> Gift:
    """Return several givers of one sum as one: the level that they share, or a wider one."""
    if len(givers) == 1:
        return givers[0]
    sources = {g.source for g in givers}
    if len(sources) == 1:
        return Gift(sources.pop(), givers[0].rule)
    return Gift("local" if sources <= _LOCAL else "mixed", givers[0].rule)


@lru_cache(maxsize=1)
def each_gives(scene: Scene) -> Mapping[int, tuple[Gift, ...]]:
    """Return, by start offset of a sum, those who give that sum each (각각).

    A whole that one level pays alone is such a sum too: it is the whole, and that level's money.
    """
    rows: dict[int, tuple[Gift, ...]] = {}
    for match in find(scene, "payers-each"):
        money = match.one(scene, "money")
        if money is not None:
            givers = tuple(_givers(scene, match.masked("givers"), match.pattern.name))
            rows.setdefault(money.start, givers)
    for match in find(scene, "whole-of-one"):
        rule = match.pattern.name
        for source in SOURCES:
            money = match.one(scene, source)
            if money is not None:
                rows.setdefault(money.start, (Gift("total", rule), Gift(source, rule)))
    for match in find(scene, "payers"):
        for money, givers, each in _parts(scene, match):
            if each:
                rows.setdefault(money.start, givers)
    return rows
