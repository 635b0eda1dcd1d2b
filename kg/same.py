"""Which project names of different articles name one project; never by likeness alone.

Names are one project when either rule holds:

1. **The same name.** The names are equal but for spaces, capitals and the kind of middle dot, and
   nothing speaks against it: projects of one name in regions that have nothing to do with each
   other, with no lead institution in common, stay apart (many cities have a 스마트시티 조성사업).
2. **A shorter name, and something else in common.** Every content word of the shorter name stands
   in the longer one. Left out are generic words (사업, 구축, 과제 …) and a leading year; brackets
   only join words, so ``AMR(자율주행로봇)`` is ``자율주행로봇(AMR)``; words may be written together
   (사용후) or shortened with the first two and the last syllable kept (미래차 for 미래자동차).
   Beside that one of these must hold: the same lead institution; the same programme and an equal
   amount from the same source; the same regions and the same first and last year.

Rule 2 never joins names that one article tells apart, that differ in a number (1단계, 2단계) or in
their leading years, or a short name that fits two long ones that do not fit each other. What the
rule keeps back because a short name fits several is proposed instead, for a person to decide; so
is a shorter name of which only the programme or the regions are the same.

Pairs are looked up by what they must have in common, so the work grows with the number of names
and not with its square.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kg.model import Day

__all__ = ["Groups", "Pair", "Report", "contained", "content_words", "exact_key", "group"]

_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*(?:년도|년|학년도)?(?![\d.])\s*")
_WORD = re.compile(r"[^\W_]+")
_DOTS = str.maketrans(dict.fromkeys("ㆍ・‧•⋅∙", "·"))
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[ⅰ-ⅻ]|(?<![a-z])(?:i{1,3}|iv|v)(?![a-z])")
_GENERIC = frozenset(
    {"사업", "과제", "프로젝트", "구축", "구축사업", "기반구축", "기반구축사업", "조성", "조성사업",
     "지원", "지원사업", "육성사업", "개발사업", "추진", "추진사업", "공모", "공모사업", "신규",
     "및", "위한", "등"}
)  # fmt: skip
_TAIL = re.compile(r"(?:구축|조성|지원|추진|공모)?(?:사업|과제|프로젝트)$")
_JOINED = 3
"""So many words written as one are still found."""


class Report(NamedTuple):
    """What one article says of one project, as far as it tells projects apart.

    Args:
        article: key of the article.
        id: the same for the spellings of one name.
        name: the name in its readable form.
        leads: ids of the lead institutions.
        regions: ids of the regions.
        above: ids of the regions that hold those regions.
        programs: ids of the programmes.
        amounts: pairs of source and whole won.
        period: first and last year or month, as far as stated.
    """

    article: str
    id: str
    name: str
    leads: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    amounts: frozenset[tuple[str, int]] = frozenset()
    period: tuple[Day | None, Day | None] = (None, None)


class Pair(NamedTuple):
    """Two names, the shorter first, and the rule's reason as a slug and in words."""

    short: str
    long: str
    reason: str
    why_ko: str
    why_en: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The result: which reports are one project, and why.

    Args:
        groups: indices of reports, each group one project, in the order of the reports.
        merged: the pairs of different names that were taken for one project.
        proposed: the pairs that a person should look at; they stay apart.
    """

    groups: tuple[tuple[int, ...], ...]
    merged: tuple[Pair, ...] = ()
    proposed: tuple[Pair, ...] = ()


def exact_key(name: str) -> str:
    """Return what equal names have in common: no spaces, no capitals, one kind of middle dot.

    >>> exact_key("스마트 이송·물류 AMR") == exact_key("스마트이송ㆍ물류 amr")
    True
    >>> exact_key("A/B") == exact_key("A B")
    False
    """
    if name.isascii():
        return "".join(name.split()).casefold()
    text = unicodedata.normalize("NFC", name).translate(_DOTS)
    return "".join(text.split()).casefold()


def leading_year(name: str) -> int | None:
    """Return the year that a name begins with.

    >>> leading_year("2023년도 스마트특성화 기반구축사업"), leading_year("5G 실증사업")
    (2023, None)
    """
    found = _YEAR.match(name)
    return int(found[1]) if found else None


def content_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart, in order.

    >>> content_words("2023년도 이송·물류 자율주행로봇(AMR) 플랫폼 구축사업")
    ('이송', '물류', '자율주행로봇', 'amr', '플랫폼')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    found = _YEAR.match(text)
    words = _WORD.findall(text[found.end() :] if found else text)
    bare = (_TAIL.sub("", word) for word in words if word not in _GENERIC)
    return tuple(word for word in bare if word and word not in _GENERIC)


def contained(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether every content word of one name stands in the other.

    >>> a = content_words("사용후 배터리 시험평가센터 구축사업")
    >>> contained(a, content_words("전기모빌리티융합 사용 후 배터리 시험평가센터 구축사업"))
    True
    >>> contained(("미래차", "부품"), ("미래자동차", "부품")), contained(("로봇",), ("로봇",))
    (True, False)
    """
    if len(short) < 2 or sum(map(len, short)) < 5:
        return False
    pieces = set(_joins(long))
    at = 0
    while at < len(short):
        for size in range(min(_JOINED, len(short) - at), 0, -1):
            if "".join(short[at : at + size]) in pieces:
                break
        else:
            size = 1
            if not any(_shortened(short[at], word) for word in long):
                return False
        at += size
    return True


def group(reports: Sequence[Report], apart: Iterable[frozenset[str]] = ()) -> Groups:
    """Group reports of projects into projects.

    The order of the reports changes the order of the groups and nothing else.

    Args:
        reports: at most one for an id in an article.
        apart: pairs of names that a person has said are not one project.

    >>> a = Report("a", "1", "미래자동차 전기구동부품 고도화 사업", leads=frozenset({"생기원"}))
    >>> b = Report("b", "2", "미래차 전기구동부품 고도화", leads=frozenset({"생기원"}))
    >>> group([a, b]).groups
    ((0, 1),)
    >>> group([a, b._replace(leads=frozenset())]).groups
    ((0,), (1,))
    """
    if len({report.article for report in reports}) < 2:
        return Groups(tuple((at,) for at in range(len(reports))))
    nodes = list(_same_names(reports))
    forbidden = frozenset(frozenset(map(exact_key, pair)) for pair in apart)
    return _Joining(reports, nodes, forbidden).run()


# ── rule 1: the same name ────────────────────────────────────────────────────────────────────

Node: TypeAlias = tuple[int, ...]


def _same_names(reports: Sequence[Report]) -> Iterator[Node]:
    buckets: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        buckets[exact_key(report.id)].append(at)
    for bucket in buckets.values():
        if len(bucket) == 1:
            yield tuple(bucket)
        else:
            yield from _homonyms(reports, bucket)


def _homonyms(reports: Sequence[Report], bucket: Sequence[int]) -> Iterator[Node]:
    """Split the reports of one name where regions and leads have nothing in common."""
    sets = _Union(len(bucket))
    for holders in _shared(reports[at] for at in bucket):
        sets.join_all(holders)
    parts = [tuple(bucket[at] for at in part) for part in sets.parts()]
    placed = [part for part in parts if any(reports[at].regions for at in part)]
    loose = sorted(at for part in parts if part not in placed for at in part)
    if len(placed) <= 1:
        yield tuple(bucket)
        return
    yield from placed
    if loose:
        yield tuple(loose)


def _shared(reports: Iterable[Report]) -> Iterator[list[int]]:
    """Yield the positions that have a lead, an amount of a programme or a region in common."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    own: dict[str, list[int]] = defaultdict(list)
    below: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        for lead in report.leads:
            same["lead", lead].append(at)
        for program, source, won in _priced(report):
            same["amount", program, source, str(won)].append(at)
        for region in report.regions:
            own[region].append(at)
        for region in report.above:
            below[region].append(at)
    yield from same.values()
    for region, holders in own.items():
        yield holders + below.get(region, [])


def _priced(report: Report) -> Iterator[tuple[str, str, int]]:
    for program in report.programs:
        for source, won in report.amounts:
            yield program, source, won


class _Union:
    """Disjoint sets of positions; the smallest position stands for its set."""

    def __init__(self, size: int):
        self.parent = list(range(size))

    def find(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.find(a), self.find(b)))
        self.parent[b] = a

    def join_all(self, positions: Sequence[int]) -> None:
        for at in positions[1:]:
            self.join(positions[0], at)

    def parts(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self.parent)):
            found[self.find(at)].append(at)
        return list(found.values())


# ── rule 2: a shorter name, and something else in common ─────────────────────────────────────

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


class _Joining:
    """Applies rule 2 to the names that rule 1 left."""

    def __init__(
        self, reports: Sequence[Report], parts: Sequence[Node], apart: frozenset[frozenset[str]]
    ):
        self.parts = parts
        self.apart = apart
        self.nodes = [_node([reports[at] for at in part]) for part in parts]

    def run(self) -> Groups:
        pairs = self.candidates()
        sure = {pair: reason for pair, reason in pairs.items() if reason in _STRONG}
        unsure = {pair: reason for pair, reason in pairs.items() if reason not in _STRONG}
        sets = _Union(len(self.nodes))
        members = {at: node.articles for at, node in enumerate(self.nodes)}
        longer: dict[int, list[int]] = defaultdict(list)
        for short, long in sure:
            longer[short].append(long)
        merged: list[Pair] = []
        for short, long in sorted(sure, key=self.order):
            a, b = sets.find(short), sets.find(long)
            if a == b:
                continue
            rivals = (other for other in longer[short] if other != long)
            clear = all((long, other) in sure or (other, long) in sure for other in rivals)
            if clear and not members[a] & members[b]:
                sets.join(a, b)
                members[min(a, b)] = members[a] | members[b]
                merged.append(self.pair(short, long, sure[short, long]))
            else:
                unsure[short, long] = "ambiguous"
        proposed = [
            self.pair(*pair, reason)
            for pair, reason in unsure.items()
            if sets.find(pair[0]) != sets.find(pair[1])
        ]
        groups = (
            tuple(sorted(at for node in part for at in self.parts[node])) for part in sets.parts()
        )
        return Groups(tuple(sorted(groups)), tuple(sorted(merged)), tuple(sorted(proposed)))

    def order(self, pair: tuple[int, int]) -> tuple[object, ...]:
        short, long = (self.nodes[at] for at in pair)
        return short.size, short.name, long.name, sorted(short.regions), sorted(long.regions)

    def pair(self, short: int, long: int, reason: str) -> Pair:
        return Pair(self.nodes[short].name, self.nodes[long].name, reason, *_REASONS[reason])

    def candidates(self) -> dict[tuple[int, int], str]:
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
                    for pair in self.lookup(bucket):
                        if pair not in found and self.allows(*pair, reason):
                            found[pair] = reason
        return found

    def lookup(self, bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of a bucket in which one name has every word of the other."""
        index: dict[str, list[int]] = defaultdict(list)
        for at in bucket:
            for piece in self.nodes[at].pieces:
                index[piece].append(at)
        for at in bucket:
            places = [
                (sum(len(index[chunk]) for chunk in chunks if chunk in index), chunks)
                for chunks in self.nodes[at].chunks
            ]
            places.sort(key=lambda place: place[0])
            if not places or places[0][0] < 2:  # a word that no other name has
                continue
            (_, rarest), *others = places
            found = {other for chunk in rarest for other in index.get(chunk, ())} - {at}
            for _, chunks in others:
                found = {o for o in found if not chunks.isdisjoint(self.nodes[o].pieces)}
            for other in found:
                yield at, other

    def allows(self, at: int, other: int, reason: str) -> bool:
        short, long = self.nodes[at], self.nodes[other]
        if short.size > long.size or short.numbers != long.numbers:
            return False
        if None not in (short.year, long.year) and short.year != long.year:
            return False
        if short.articles & long.articles or self.told_apart(short, long):
            return False
        if reason not in _STRONG and short.leads and long.leads:
            return False
        return contained(short.words, long.words)

    def told_apart(self, a: _Node, b: _Node) -> bool:
        if self.apart and frozenset((exact_key(a.name), exact_key(b.name))) in self.apart:
            return True
        places = a.regions and b.regions
        near = a.regions & b.around or b.regions & a.around
        return bool(places and not near and not a.leads & b.leads)


def _joins(words: Sequence[str]) -> Iterator[str]:
    for at in range(len(words)):
        for size in range(1, min(_JOINED, len(words) - at) + 1):
            yield "".join(words[at : at + size])


def _chunks(words: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield for each word what it can be found as: with its neighbours in one, or shortened."""
    for at, word in enumerate(words):
        found = {
            "".join(words[start:end])
            for start in range(max(0, at - _JOINED + 1), at + 1)
            for end in range(at + 1, min(len(words), start + _JOINED) + 1)
        }
        yield frozenset(found | {_mark(word)})


def _mark(word: str) -> str:
    """Return what a word and its shortened forms have in common."""
    return f"{word[:2]}…{word[-1]}" if len(word) > 2 else word


def _shortened(short: str, long: str) -> bool:
    """Tell whether a word is the other with inner syllables left out."""
    if not 3 <= len(short) < len(long) or short[:2] != long[:2] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(syllable in rest for syllable in short)


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
        pieces=frozenset(_joins(words)) | frozenset(map(_mark, words)),
        chunks=tuple(_chunks(words)),
        numbers=frozenset(_NUMBER.findall(" ".join(words))),
        year=leading_year(name),
        articles=union(*((r.article,) for r in reports)),
        leads=leads,
        regions=regions,
        around=union(regions, *(r.above for r in reports)),
        keys={
            "same-lead": frozenset((lead,) for lead in leads),
            "same-amount": frozenset(priced for r in reports for priced in _priced(r)),
            "same-place-and-time": frozenset(when),
            "same-programme": frozenset((program,) for program in programs),
            "same-regions": frozenset((r.regions,) for r in reports if r.regions),
        },
    )
