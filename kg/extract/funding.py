"""Which project, or which headline, each amount belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from kg.extract.apiece import portions
from kg.extract.counts import (
    ANOTHER,
    BESIDES,
    OF_ALL,
    PLACES_WON,
    WON,
    YEARLY,
    chosen_in_call,
    count_in,
    unnamed_won,
)
from kg.extract.focus import AND_OTHERS, focus
from kg.extract.found import Found
from kg.extract.levels import UNREAD, Level
from kg.extract.mask import characters
from kg.extract.patterns import find
from kg.extract.rows import HEADLINE, NOWHERE, in_rows
from kg.extract.scene import Scene, Sentence
from kg.extract.titles import Titles
from kg.korean.money import Money

__all__ = ["HEADLINE", "Claim", "claims", "forward"]

_LIST_END = re.compile(r"\)|[’'”\"]?\s?등\s")
"""Behind the money of the last entry of a list: what follows is the sum of more than that entry."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount with what it is and where it belongs (a title's number, or :data:`HEADLINE`)."""

    money: Found
    level: Level
    title: int
    group: int
    count: int | None = None
    direct: bool = False
    """Whether the amount stands right at the name, not only in its neighbourhood."""
    heading: bool = False
    received: bool = False
    """Whether the sentence says that this very amount is received or secured."""

    @property
    def won(self) -> int:
        """The amount in won."""
        return cast(Money, self.money.value).value


_WINS = re.compile(rf"^[^\n,]{{0,30}}[{characters('region', 'place', 'self')}](?:은|는|이|가) ")
_THESE = re.compile(r"^\s*(?:이|이들|이번|해당|두|세|네|선정된|뽑힌|이를|여기에|총|모두|사업비)\b")
_SECURED = re.compile(
    r"^(?!을? ?포함)[^\n,.]{0,26}?"
    r"(?:확보|따냈|따내|유치|얻|손에 넣|가져왔|획득|(?P<received>받(?:는다|게|아)|지원받))"
)


@dataclass(frozen=True, slots=True)
class _Where:
    """A sentence with what tells whose its amounts are."""

    scene: Scene
    sentence: Sentence
    titles: Titles
    levels: Mapping[int, Level]
    ahead_of: Mapping[int, int]
    grouped: Mapping[int, int]
    in_focus: int | None
    line: str
    unnamed: bool
    """Whether several projects were won that have no name of their own."""
    placed: bool
    """Whether several places were chosen in the only call: what each gets is not the call's."""
    named: tuple[int, frozenset[int]]
    """The last sentence before it, by its index, that names projects, and those projects."""
    told: frozenset[int]
    """The amounts of the headings, in won."""


def claims(scene: Scene, titles: Titles, levels: Mapping[int, Level]) -> Iterator[Claim]:
    """Yield every amount that is not refused, with its level and where it belongs.

    What makes up the sum of all projects is of them all, wherever it is told, and so is what
    stands beside it.
    """
    rows = list(_told(scene, titles, levels))
    own: dict[tuple[str | None, int], int] = {}
    for c in rows:
        if c.title >= 0 and not c.heading:
            own.setdefault((c.level.source, c.title), c.won)
    whole = {c.group: n for c in rows if (n := _parts_of(c, own))}
    for c in rows:
        several = c.title >= 0 and c.group in whole
        yield replace(c, title=HEADLINE, count=whole[c.group]) if several else c


def _parts_of(c: Claim, own: Mapping[tuple[str | None, int], int]) -> int:
    """Return how many projects an amount is the sum of, if it is that of all that have one."""
    parts = [won for (source, _), won in own.items() if source == c.level.source]
    told = c.level.source and not c.direct and own.get((c.level.source, c.title)) != c.won
    return len(parts) if told and len(parts) > 1 and sum(parts) == c.won else 0


def _told(scene: Scene, titles: Titles, levels: Mapping[int, Level]) -> Iterator[Claim]:
    """Yield every amount that is not refused, with its level and its title.

    The order of the evidence: a frame that puts the amount before the name; the nearest title
    before it in the sentence; a count of projects in the sentence (a headline); the title in focus.
    """
    ahead_of = forward(scene, titles)
    grouped = _counted(scene)
    in_focus = focus(scene, titles)
    given = portions(scene, titles, lambda sentence: count_in(scene.line(sentence)))
    apart = {p.money.start: Level(refused=p.rule) for row in given.values() for p in row}
    levels = {**levels, **apart}
    unnamed, told = unnamed_won(scene, titles), _in_headings(scene)
    placed = chosen_in_call(scene, titles, PLACES_WON.search)
    named: tuple[int, frozenset[int]] = (-1, frozenset())
    group = 0
    for sentence, found in zip(scene.sentences, scene.by_sentence, strict=True):
        before_it, named = named, _named_in(titles, sentence, found) or named
        if not any(f.kind == "money" for f in found):
            continue
        where = _Where(
            scene, sentence, titles, levels, ahead_of, grouped, in_focus[sentence.index],
            scene.line(sentence), unnamed, placed, before_it, told,
        )  # fmt: skip
        for p in given.get(sentence.index, ()):
            group += 1
            yield Claim(p.money, Level(p.source, p.rule), p.title, group)
        settled: list[Claim] = []
        for before, row in in_rows(scene, sentence, titles, levels, grouped):
            group += 1
            settled += _settle(where, before, row, group)
        yield from _summed(scene, settled)


def _summed(scene: Scene, rows: list[Claim]) -> Iterator[Claim]:
    """Yield the amounts of a sentence; one that is the sum of several projects' is a headline.

    «A(1억5천만원), B(2억3천만원)가 선정돼 국비 3억8천만원을»: 3억8천만원 is not the money of B; nor
    is what is more than the price in brackets behind B, told after it.
    """
    for i, c in enumerate(rows):
        parts = [k for k in rows[:i] if k.direct and k.title >= 0]
        several = len({k.title for k in parts}) > 1 and c.title == parts[-1].title
        several = several and c.group == parts[-1].group
        if several and c.won == sum(k.won for k in parts):
            yield replace(c, title=HEADLINE, count=len(parts))
        elif several and _beyond(scene, c, [k for k in parts if k.group == c.group]):
            yield replace(c, title=HEADLINE)
        else:
            yield c


def _beyond(scene: Scene, c: Claim, own: Sequence[Claim]) -> bool:
    """Tell whether an amount is more than the one price of a title, told behind the list.

    «A(180억 원), B(40억 원)으로 국비 154억 원이», «△A 222억원 △B 100억원 등 총 693억원»
    """
    price = own[0]
    between = scene.text[price.money.end : c.money.start]
    alone = price.level.source is None and len(own) == 1
    return alone and c.won > price.won and bool(_LIST_END.match(between))


def forward(scene: Scene, titles: Titles) -> dict[int, int]:
    """Return the amounts that stand before their title, by start offset, with the title."""
    rows: dict[int, int] = {}
    for m in find(scene, "anchor"):
        money, number = m.one(scene, "money"), titles.number(m.one(scene, "project"))
        if money is not None and number is not None:
            rows[money.start] = number
    return rows


def _counted(scene: Scene) -> dict[int, int]:
    rows: dict[int, int] = {}
    for m in find(scene, "group"):
        money = m.one(scene, "money")
        if money is not None and int(m.masked("count")) > 1:
            rows[money.start] = int(m.masked("count"))
    return rows


def _settle(w: _Where, before: int | None, row: list[Found], group: int) -> Iterator[Claim]:
    ahead = next((w.ahead_of[f.start] for f in row if f.start in w.ahead_of), None)
    counted = next((w.grouped[f.start] for f in row if f.start in w.grouped), None)
    direct = ahead is not None or before is not None
    if ahead is not None:
        title: int | None = ahead
    elif counted is not None or (before is not None and _won_with_others(w, before, row)):
        title = HEADLINE
    else:
        title = before if before is not None else _owner(w, row)
    if title in (None, NOWHERE):
        return
    plural = count_in(w.line) if before is None or ahead is not None or counted else None
    count = counted or (plural if plural != 1 else None)
    for f in row:
        level = w.levels.get(f.start, UNREAD)
        own = direct and title not in w.titles.programmes  # «‘X’은 국비 80억원을 확보했다»
        headline = len(w.titles.projects) <= 1 and title != HEADLINE and not own
        received = _secured(w, f, level) if headline else ""
        yield Claim(f, level, title, group, count, direct, w.sentence.heading, bool(received))
        if received == "secured" or (received and PLACES_WON.search(w.line)):
            yield Claim(f, level, HEADLINE, group, None, direct, w.sentence.heading)


def _won_with_others(w: _Where, before: int, row: list[Found]) -> bool:
    """Tell whether amounts are of all that was won: «‘X’ 등 5개 사업에 뽑혀, 국비 408억원을».

    Or of several places that a call names: «‘P’에 8개 지구가 뽑혀 국비 123억원을».
    """
    if before in w.titles.programmes and PLACES_WON.search(w.line):
        return True
    m = AND_OTHERS.search(w.line)
    return (
        m is not None
        and m["won"] is not None
        and w.scene.at(w.sentence.masked_start + m.end()) <= row[0].start
    )


def _owner(w: _Where, row: list[Found]) -> int | None:
    """Return the title of amounts without one before them in the sentence, or ``None``."""
    count = count_in(w.line)
    if count and count > 1 and (len(w.titles.projects) != 1 or WON.search(w.line)):
        return HEADLINE
    if len(w.titles.projects) > 1 and PLACES_WON.search(w.line):
        return HEADLINE
    if BESIDES.match(w.line) or ANOTHER.match(w.line):
        return _only_ahead(w.scene, w.sentence, w.titles, row[-1].end)
    if w.placed:
        return HEADLINE if any(cast(Money, f.value).value in w.told for f in row) else None
    yearly = YEARLY.match(w.line) is not None
    if yearly or w.unnamed or (len(w.titles.projects) > 1 and OF_ALL.match(w.line)):
        return HEADLINE
    near = _only_ahead(w.scene, w.sentence, w.titles, row[-1].end)
    if near is None and _of_call(w):
        return HEADLINE
    near = w.in_focus if near is None else near
    if near is None and _sums_up(w, row):
        return HEADLINE
    return near


def _of_call(w: _Where) -> bool:
    """Tell whether a sentence says what a call has brought that several projects were won in.

    «시는 이번 ‘P’ 공모에서 국비 287억원을 확보했다»: it is not the money of the project in focus.
    """
    just_named = w.named[0] == w.sentence.index - 1
    told = _WINS.match(w.line) is not None and WON.search(w.line) is not None
    if len(w.titles.projects) < 2 or just_named or not told:
        return False
    numbers = {w.titles.number(f) for f in w.scene.by_sentence[w.sentence.index]}
    calls = {n for n in numbers if n in w.titles.programmes and n not in w.titles.projects}
    own = [p for p, call in w.titles.within.items() if call in calls]
    return bool(calls) and len(own) != 1


def _in_headings(scene: Scene) -> frozenset[int]:
    headings = (scene.by_sentence[s.index] for s in scene.sentences if s.heading)
    return frozenset(
        cast(Money, f.value).value for found in headings for f in found if f.kind == "money"
    )


def _named_in(
    titles: Titles, sentence: Sentence, found: Sequence[Found]
) -> tuple[int, frozenset[int]] | None:
    """Return the projects that a sentence of the body names, with its index."""
    numbers = (titles.number(f) for f in found)
    here = frozenset(n for n in numbers if n is not None and n in titles.projects)
    return (sentence.index, here) if here and not sentence.heading else None


def _sums_up(w: _Where, row: list[Found]) -> bool:
    """Tell whether amounts without a project of their own can be of all projects.

    They are told before any project, stand in a heading too, or come right behind the sentence
    that lists several (이들 사업은).
    """
    if not w.named[1] or any(cast(Money, f.value).value in w.told for f in row):
        return True
    before = w.scene.sentences[w.sentence.index - 1]
    listed = len(w.named[1]) > 1 and w.named[0] == before.index
    return listed and (before.paragraph == w.sentence.paragraph or bool(_THESE.match(w.line)))


def _only_ahead(scene: Scene, sentence: Sentence, titles: Titles, after: int) -> int | None:
    """Return the one project that the rest of the sentence names, if it names just one."""
    rows = {
        n for f in scene.by_sentence[sentence.index]
        if f.start >= after and (n := titles.number(f)) is not None and n in titles.projects
    }  # fmt: skip
    return rows.pop() if len(rows) == 1 and not sentence.heading else None


def _secured(w: _Where, money: Found, level: Level) -> str:
    """Tell whether this very amount of national money is said to be secured, or received.

    Who only receives it (지원받는다) carries out one project; what is secured is a headline too.
    """
    if level.source != "national" or w.sentence.heading:
        return ""
    m = _SECURED.match(w.scene.text[money.end : w.sentence.end])
    return "" if m is None else "received" if m["received"] else "secured"
