"""Rule 2: a shorter name is the same project when something else is the same, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from kg.same.names import chunks, contained, content_words, exact_key, leading_year, numbers, pieces
from kg.same.reports import Groups, Pair, Report, Sets, priced

__all__ = ["Joining"]

Key: TypeAlias = tuple[object, ...]

_REASONS: Mapping[str, tuple[str, str]] = {
    "same-lead": ("주관기관이 같음", "the same lead institution"),
    "same-amount": ("사업이 같고 금액이 같음", "the same programme and an equal amount"),
    "same-place-and-time": ("지역과 기간이 같음", "the same regions and years"),
    "same-programme": ("사업만 같음", "only the same programme"),
    "same-regions": ("지역만 같음", "only the same regions"),
    "ambiguous": (
        "짧은 이름이 서로 다른 여러 과제에 들어맞음",
        "the shorter name fits several projects that do not fit each other",
    ),
}
"""What two names can have in common, the surest first."""

_STRONG = frozenset({"same-lead", "same-amount", "same-place-and-time"})
"""What is enough to take two names for one project."""


class _Node(NamedTuple):
    """One name (or one homonym of it) with all that its reports say, taken together."""

    name: str
    words: tuple[str, ...]
    size: int
    pieces: frozenset[str]
    chunks: tuple[frozenset[str], ...]
    numbers: frozenset[str]
    year: int | None
    articles: frozenset[str]
    leads: frozenset[str]
    regions: frozenset[str]
    around: frozenset[str]
    keys: Mapping[str, frozenset[Key]]


class Joining:
    """Applies rule 2 to the names that rule 1 left."""

    def __init__(
        self,
        reports: Sequence[Report],
        parts: Sequence[tuple[int, ...]],
        apart: frozenset[frozenset[str]],
    ):
        self.parts = parts
        self.apart = apart
        self.nodes = [_node([reports[at] for at in part]) for part in parts]

    def run(self) -> Groups:
        """Return the groups of reports, with what was joined and what is proposed."""
        pairs = self._candidates()
        sure = {pair: reason for pair, reason in pairs.items() if reason in _STRONG}
        unsure = {pair: reason for pair, reason in pairs.items() if reason not in _STRONG}
        sets = Sets(len(self.nodes))
        members = {at: node.articles for at, node in enumerate(self.nodes)}
        longer: dict[int, list[int]] = defaultdict(list)
        for short, long in sure:
            longer[short].append(long)
        merged: list[Pair] = []
        for short, long in sorted(sure, key=self._order):
            a, b = sets.find(short), sets.find(long)
            if a == b:
                continue
            rivals = (other for other in longer[short] if other != long)
            clear = all((long, other) in sure or (other, long) in sure for other in rivals)
            if clear and not members[a] & members[b]:
                sets.join(a, b)
                members[min(a, b)] = members[a] | members[b]
                merged.append(self._pair(short, long, sure[short, long]))
            else:
                unsure[short, long] = "ambiguous"
        proposed = [
            self._pair(*pair, reason)
            for pair, reason in unsure.items()
            if sets.find(pair[0]) != sets.find(pair[1])
        ]
        groups = (
            tuple(sorted(at for node in part for at in self.parts[node])) for part in sets.parts()
        )
        return Groups(tuple(sorted(groups)), tuple(sorted(merged)), tuple(sorted(proposed)))

    def _order(self, pair: tuple[int, int]) -> tuple[object, ...]:
        short, long = (self.nodes[at] for at in pair)
        return short.size, short.name, long.name, sorted(short.regions), sorted(long.regions)

    def _pair(self, short: int, long: int, reason: str) -> Pair:
        return Pair(self.nodes[short].name, self.nodes[long].name, reason, *_REASONS[reason])

    def _candidates(self) -> dict[tuple[int, int], str]:
        """Return the pairs that rule 2 allows or proposes: shorter and longer name -> reason.

        Names are looked up among those that have something in common with them, by their rarest
        word there.
        """
        found: dict[tuple[int, int], str] = {}
        for reason in _REASONS:
            buckets: dict[Key, list[int]] = defaultdict(list)
            for at, node in enumerate(self.nodes):
                for key in node.keys.get(reason, ()):
                    buckets[key].append(at)
            for bucket in buckets.values():
                if len(bucket) > 1:
                    for pair in self._lookup(bucket):
                        if pair not in found and self._allows(*pair, reason):
                            found[pair] = reason
        return found

    def _lookup(self, bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of a bucket in which one name has every word of the other."""
        index: dict[str, list[int]] = defaultdict(list)
        for at in bucket:
            for piece in self.nodes[at].pieces:
                index[piece].append(at)
        for at in bucket:
            places = [
                (sum(len(index[chunk]) for chunk in word if chunk in index), word)
                for word in self.nodes[at].chunks
            ]
            places.sort(key=lambda place: place[0])
            if not places or places[0][0] < 2:  # a word that no other name has
                continue
            (_, rarest), *others = places
            found = {other for chunk in rarest for other in index.get(chunk, ())} - {at}
            for _, word in others:
                found = {o for o in found if not word.isdisjoint(self.nodes[o].pieces)}
            for other in found:
                yield at, other

    def _allows(self, at: int, other: int, reason: str) -> bool:
        short, long = self.nodes[at], self.nodes[other]
        if short.size > long.size or short.numbers != long.numbers:
            return False
        if None not in (short.year, long.year) and short.year != long.year:
            return False
        if short.articles & long.articles or self._told_apart(short, long):
            return False
        if reason not in _STRONG and short.leads and long.leads:
            return False
        return contained(short.words, long.words)

    def _told_apart(self, a: _Node, b: _Node) -> bool:
        if self.apart and frozenset((exact_key(a.name), exact_key(b.name))) in self.apart:
            return True
        places = a.regions and b.regions
        near = a.regions & b.around or b.regions & a.around
        return bool(places and not near and not a.leads & b.leads)


def _node(reports: Sequence[Report]) -> _Node:
    name = max((report.name for report in reports), key=lambda text: (len(text), text))
    words = content_words(name)
    union = frozenset().union
    regions = union(*(r.regions for r in reports))
    leads = union(*(r.leads for r in reports))
    programs = union(*(r.programs for r in reports))
    when = {(r.regions, *r.period) for r in reports if r.regions and r.period[0] and r.period[1]}
    return _Node(
        name=name,
        words=words,
        size=sum(map(len, words)),
        pieces=pieces(words),
        chunks=tuple(chunks(words)),
        numbers=numbers(words),
        year=leading_year(name),
        articles=union(*((r.article,) for r in reports)),
        leads=leads,
        regions=regions,
        around=union(regions, *(r.above for r in reports)),
        keys={
            "same-lead": frozenset((lead,) for lead in leads),
            "same-amount": frozenset(key for r in reports for key in priced(r)),
            "same-place-and-time": frozenset(when),
            "same-programme": frozenset((program,) for program in programs),
            "same-regions": frozenset((r.regions,) for r in reports if r.regions),
        },
    )
