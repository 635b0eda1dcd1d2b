"""The amounts of one project: which are one, which yields to which, which are parts of another.

Between amounts of one project from one source, one payer and one region:

1. An approximate amount yields to an exact one within 10 % of it, whatever their dates, and a
   doubtful one to an exact one that equals its likely reading. What yields in this way speaks for
   the other from then on, with its date.
2. Of what is left, an amount yields to the next newer one (by publication date of the newest
   article that states it) unless one article states both: then they are two amounts, not two
   versions of one.
3. Amounts of the same date, or without one, stay open and are marked as conflicting.

Nothing is dropped by this: the amount that yields keeps its statement, points to the one that
stands, and a note says why. Amounts of a region are parts of the amount of the same source without
a region where they do not exceed it; when that one yields, they do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.link.corpus import Doubt, Local, Money, Said
from kg.model import Amount, Source, Total

__all__ = ["NEAR", "Purse", "Sum", "SumKey"]

NEAR = 0.10
"""An approximate amount may differ from the exact one by this part of it."""


@dataclass(slots=True)
class Sum:
    """An amount while its reports are gathered."""

    source: Source
    won: int
    payer: str | None
    region: str | None
    said: set[Said] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)
    exact: bool = False
    alternatives: set[int] = field(default_factory=set)

    def take(self, amount: Amount | Total, said: Said) -> None:
        """Add one report of the amount."""
        self.said.add(said)
        if amount.as_stated:
            self.stated.add(amount.as_stated)
        self.exact |= not amount.approx
        if amount.alternative_krw is not None:
            self.alternatives.add(amount.alternative_krw)

    def take_all(self, other: Sum) -> None:
        """Add all reports of an equal amount."""
        self.said |= other.said
        self.stated |= other.stated
        self.exact |= other.exact
        self.alternatives |= other.alternatives

    @property
    def alternative(self) -> int | None:
        """The likely value, where a report is doubtful."""
        return min(self.alternatives, default=None)


SumKey: TypeAlias = tuple[Source, int, str | None, str | None]


class Purse:
    """The amounts of one project: which are one, which yields to which, which are parts."""

    def __init__(
        self,
        sums: Mapping[SumKey, Sum],
        project: str,
        locals_: Local,
        dates: Mapping[str, str],
    ):
        self.sums = sorted(_merged(sums).items(), key=lambda pair: _sum_order(pair[0]))
        self.project = project
        self.locals = locals_
        self.dates = dates
        self.by_local = {self.local(at): one for at, one in self.sums}
        self.reasons: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.open: list[tuple[str, ...]] = []
        slots: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for (source, _, payer, region), (local, _) in zip(
            (at for at, _ in self.sums), self.by_local.items(), strict=True
        ):
            slots[source, payer, region].append(local)
        for slot in slots.values():
            if len(slot) > 1:
                self.settle(slot)
        self.parts = self.wholes()
        for part, whole in self.parts.items():
            if whole in self.reasons and part not in self.reasons:
                self.reasons[part] = self.reasons[whole]

    def local(self, at: SumKey) -> str:
        """Return the local name of an amount: project, source, won, payer."""
        source, won, payer, region = at
        name = f"{self.project}.{source}.{won}"
        if payer:
            name += f".{self.locals['institution', payer]}"
        if region:
            name += f".{self.locals['region', region]}"
        return name

    def settle(self, slot: Sequence[str]) -> None:
        """Apply the three rules of the module to the amounts of one source, payer and region."""
        articles = {local: {s.article for s in self.by_local[local].said} for local in slot}
        dates = {local: max(self.dates[key] for key in articles[local]) for local in slot}
        left = list(slot)
        for local in sorted(slot, key=lambda one: -_doubtfulness(self.by_local[one])):
            better = self.firmer(local, left)
            if better:
                rule, winner = better
                self.reasons[local] = (rule, (winner,))
                left.remove(local)
                articles[winner] |= articles[local]
                dates[winner] = max(dates[winner], dates[local])
        for local in left:
            rivals = [o for o in left if o != local and not articles[o] & articles[local]]
            later = [o for o in rivals if dates[local] and dates[o] > dates[local]]
            if later:
                first = min(dates[o] for o in later)
                heirs = tuple(sorted(o for o in later if dates[o] == first))
                self.reasons[local] = ("newer", heirs)
            equal = [
                o for o in rivals if dates[o] == dates[local] or not (dates[o] and dates[local])
            ]
            if equal and local < min(equal):
                self.open.append((local, *sorted(equal)))

    def firmer(self, local: str, left: Sequence[str]) -> tuple[str, str] | None:
        """Return the rule and the firmer amount that one yields to, whatever the dates."""
        one = self.by_local[local]
        others = [o for o in left if _doubtfulness(self.by_local[o]) < _doubtfulness(one)]
        for other in others:
            if self.by_local[other].won in one.alternatives:
                return "likely-reading", other
        if one.exact:
            return None
        near = [
            (abs(self.by_local[o].won - one.won), o)
            for o in others
            if abs(self.by_local[o].won - one.won) <= NEAR * self.by_local[o].won
            and self.by_local[o].exact
        ]
        return ("exact", min(near)[1]) if near else None

    def wholes(self) -> Mapping[str, str]:
        """Return the amounts of a region that are part of another: local name -> the whole's.

        The whole is of the same source, names no region and is no smaller than the parts together;
        one that the same article states comes first, then one that nothing supersedes.
        """
        parts: dict[Source, list[str]] = defaultdict(list)
        for local, one in self.by_local.items():
            if one.region:
                parts[one.source].append(local)
        found: dict[str, str] = {}
        for source, locals_ in parts.items():
            total = sum(self.by_local[local].won for local in locals_)
            articles = {s.article for local in locals_ for s in self.by_local[local].said}
            hosts = [
                (
                    articles.isdisjoint(s.article for s in o.said),
                    local in self.reasons,
                    o.won,
                    local,
                )
                for local, o in self.by_local.items()
                if o.source == source and not o.region and o.won >= total
            ]
            if hosts:
                found.update(dict.fromkeys(locals_, min(hosts)[-1]))
        return found

    def rows(self, payers: Mapping[tuple[Source, str | None], str]) -> tuple[Money, ...]:
        """Return the amounts, sorted by source and won."""
        return tuple(
            Money(
                local=local,
                source=one.source,
                won=one.won,
                approximate=not one.exact,
                as_stated=tuple(sorted(one.stated)),
                said=tuple(sorted(one.said)),
                alternative=one.alternative,
                paid_by=one.payer or payers.get((one.source, one.region)),
                region=one.region,
                part_of=self.parts.get(local),
                superseded_by=self.reasons[local][1] if local in self.reasons else (),
            )
            for local, one in self.by_local.items()
        )

    def doubts(self) -> Iterator[Doubt]:
        """Yield a note on each amount that yields, and on each conflict that stays open."""
        for local, (rule, heirs) in self.reasons.items():
            ko, en = _WHY[rule]
            old, new = self.words((local,)), self.words(heirs)
            yield Doubt(
                f"{local}.superseded",
                f"superseded-{rule}",
                (("funding", local),),
                f"{old} → {new}: {ko}",
                f"{old} → {new}: {en}",
            )
        for rivals in self.open:
            words = self.words(rivals)
            yield Doubt(
                f"{rivals[0]}.conflict",
                "conflicting-amounts",
                tuple(("funding", local) for local in rivals),
                f"기사마다 금액이 다름: {words}",
                f"the articles differ, and none is newer: {words}",
            )

    def words(self, locals_: Sequence[str]) -> str:
        """Return amounts as their articles write them, with the newest date."""
        shown = []
        for local in locals_:
            one = self.by_local[local]
            stated = min(one.stated, default=f"{one.won:,}원")
            date = max(self.dates[said.article] for said in one.said)
            shown.append(f"{stated} ({date})" if date else stated)
        return ", ".join(shown)


_WHY = {
    "newer": ("더 새로운 기사의 금액이 유효함", "the amount of the newer article stands"),
    "exact": ("정확한 금액이 어림수보다 앞섬", "the exact amount stands before the rounded one"),
    "likely-reading": (
        "의심스러운 금액의 그럴듯한 값을 다른 기사가 확인함",
        "another article confirms the likely reading of a doubtful amount",
    ),
}


def _doubtfulness(one: Sum) -> int:
    return 2 * (not one.exact) + bool(one.alternatives)


def _sum_order(at: SumKey) -> tuple[str, int, str, str]:
    return at[0], at[1], at[2] or "", at[3] or ""


def _merged(sums: Mapping[SumKey, Sum]) -> dict[SumKey, Sum]:
    """Let an amount without a payer join the only equal one that names its payer."""
    if not any(payer for _, _, payer, _ in sums):
        return dict(sums)
    named: dict[tuple[object, ...], list[SumKey]] = defaultdict(list)
    for at in sums:
        if at[2]:
            named[at[0], at[1], at[3]].append(at)
    found = {at: one for at, one in sums.items() if at[2]}
    for at, one in sums.items():
        if at[2]:
            continue
        hosts = named.get((at[0], at[1], at[3]), [])
        if len(hosts) == 1:
            found[hosts[0]].take_all(one)
        else:
            found[at] = one
    return found
