"""What each amount of a text is: its level, its payer, or the reason why it is no fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from kg.extract import payers
from kg.extract.adding import sums
from kg.extract.found import Found
from kg.extract.mask import characters
from kg.extract.patterns import Match, find
from kg.extract.scene import Scene
from kg.extract.stance import Stance
from kg.korean.money import Money
from kg.model import SOURCES, Source

__all__ = ["UNREAD", "Level", "classify"]


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


_DIGITS = "23456789"
"""What tells branches of a pattern apart behind the name of a placeholder."""

UNREAD = Level()
"""The reading of an amount that nothing was read of."""

_AWARD = re.compile(r"선정돼|선정되어|뽑혀|뽑히|따내")
_LEAD = 2
_INVESTORS = re.compile(
    r"(?<!발전)투자 ?(?:유치 ?)?(?:업무 ?)?(?:협약|양해각서|의향서|MOU)|입주 ?(?:업무 ?)?협약"
    r"|증설 ?투자"
)
_PUBLIC = re.compile(
    rf"(?:[^\n,]{{0,20}} )?[{characters('region', 'place', 'self')}](?:는|은|가|이) "
    r"[^\n]*(?:투자해|투자하고|투자하기로|투자하며|투자한다)"
)
_FIRM = re.compile(r"㈜|\(주\)|기업|업체|회사|협약|유치|펀드|융자|대출|출자|공장")
_INVESTED = re.compile(
    r"\s?(?:을|를|원을)?\s?(?:규모(?:의|로|를)?\s?)?(?:추가로\s)?(?:투자|들여|투입)"
)

_R = f"[{characters('region', 'place')}]"
_M = f"[{characters('money')}]"
_MONEY = re.compile(_M)
_SPLIT = re.compile(rf"{_M}(?:씩)? ?\([^()\n]*{_M}[^()\n]*\)")
_PARTS = re.compile(rf"(?P<whole>{_M}) ?\((?P<parts>[^()\n]*{_R} ?(?:지역 ?)?{_M}[^()\n]*)\)")
_PART = re.compile(rf"(?P<region>{_R}) ?(?:지역 ?)?(?P<money>{_M})")


def classify(scene: Scene, stance: Stance) -> Mapping[int, Level]:
    """Return the reading of every amount by its start offset.

    Those who pay one stated sum each (``전북도와 완주군이 각각 45억원``) are told apart by
    :func:`kg.extract.payers.each_gives`, which the caller adds.
    """
    levels = _refused(scene, stance)
    for found, gift in payers.gifts(scene):
        levels.setdefault(
            found.start, Level(gift.source, gift.rule, payer=gift.payer, region=gift.region)
        )
    for kind in ("level", "level-weak"):
        for match in find(scene, kind):
            _label(scene, levels, match, explicit=kind == "level")
    _regional_parts(scene, levels)
    _add_up(scene, levels)
    if _of_investors(scene):
        _drop_investments(scene, levels)
    return levels


def _add_up(scene: Scene, levels: dict[int, Level]) -> None:
    """Read sums that are written out: «1단계 국비 20억원, 2단계 국비 30억원 등 모두 50억원»."""
    sources = {at: level.source for at, level in levels.items() if level.explicit}
    refused = {at for at, level in levels.items() if level.refused}
    for found in sums(scene, sources):
        if found.whole.start in refused:
            continue
        if levels.get(found.whole.start, UNREAD).source != found.source:
            levels[found.whole.start] = Level(found.source, "sum-of-parts")
        for part in found.parts:
            levels[part.start] = Level(refused="part-of-sum")


def _refused(scene: Scene, stance: Stance) -> dict[int, Level]:
    """Return the amounts that are no facts, each with the reason."""
    levels: dict[int, Level] = {}
    for found in scene.found:
        if found.kind == "money":
            money = cast(Money, found.value)
            blocked = stance.blocks(scene.sentence_of(found.start).index)
            if money.trouble or blocked:
                levels[found.start] = Level(refused=money.trouble or blocked or "")
    each = payers.each_gives(scene)
    for match in find(scene, "refuse"):
        dropped = (f for what in match.whats() if what != "by" for f in match.all(scene, what))
        for found in dropped:
            kept = _of_last_year(scene, match, found) or _by_public(scene, match, found)
            if found.start not in each and not kept:
                levels.setdefault(found.start, Level(refused=match.pattern.name))
    for m in _SPLIT.finditer(scene.masked):  # 업체당 10억원(국비 6억원, 시비 4억원)
        whole, *parts = scene.mentions("".join(_MONEY.findall(m[0])))
        if whole.start in levels:
            for part in parts:
                levels.setdefault(part.start, levels[whole.start])
    return levels


def _of_last_year(scene: Scene, match: Match, found: Found) -> bool:
    """Tell whether a text begins with what was won last year: then that is its news."""
    if match.pattern.name != "last-year" or match.bound.get("drop") is None:
        return False
    first = next((s for s in scene.sentences if not s.heading), None)
    here = scene.sentence_of(found.start)
    return here is first and bool(_AWARD.search(scene.masked, match.start, match.end))


def _by_public(scene: Scene, match: Match, found: Found) -> bool:
    """Tell whether it is a region that invests: «시는 이번 사업에 130억원을 투자하기로 했다»."""
    if match.pattern.name != "private-investment":
        return False
    line = scene.line(scene.sentence_of(found.start))
    return bool(_PUBLIC.match(line)) and not _FIRM.search(line)


def _of_investors(scene: Scene) -> bool:
    """Tell whether a text begins with firms that agree to invest: its bare sums are theirs."""
    body = [s for s in scene.sentences if not s.heading][:_LEAD]
    top = [s for s in scene.sentences if s.heading] + body
    return any(_INVESTORS.search(scene.text, s.start, s.end) for s in top)


def _drop_investments(scene: Scene, levels: dict[int, Level]) -> None:
    """Refuse what is invested (74억원을 투자해) where no word says that it is public money."""
    for f in scene.found:
        bare = f.kind == "money" and levels.get(f.start, Level()).rule == "total-after"
        if bare and _INVESTED.match(scene.text, f.end):
            levels[f.start] = Level(refused="private-investment")


def _label(scene: Scene, levels: dict[int, Level], match: Match, *, explicit: bool) -> None:
    payer = match.one(scene, "payer") or match.one(scene, "payer2")
    for what in match.whats():
        source = _as_source(what.rstrip(_DIGITS))
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
            if region is None or money is None or levels.get(money.start, UNREAD).explicit is False:
                continue
            source = parent.source if parent.source == "national" else payers.own_level(region.text)
            if source:
                levels[money.start] = Level(source, "regional-part", region=region)
