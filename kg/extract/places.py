"""Who won, which regions a project belongs to, and how they split its cost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from kg.extract import lexicon
from kg.extract.anchor import Anchor
from kg.extract.found import Found
from kg.extract.owners import owners
from kg.extract.patterns import Match, find
from kg.extract.regions import lies_in, narrowest, same_region
from kg.extract.scene import Scene
from kg.extract.stance import Stance
from kg.model import Evidence, Mention, Share

__all__ = [
    "Places",
    "evidence",
    "found_by_chance",
    "home_of",
    "mention",
    "read",
    "seat",
]


@dataclass(frozen=True)
class Places:
    """Regions by title, shares by title, titles whose regions stand alone, and the winners."""

    winners: tuple[Mention, ...]
    regions: Mapping[int, tuple[Mention, ...]]
    alone: frozenset[int]
    shares: Mapping[int, tuple[Share, ...]]


def evidence(scene: Scene, found: Found) -> Evidence:
    """Return the span of a mention as evidence."""
    return Evidence(found.start, found.end, scene.text[found.start : found.end])


def mention(scene: Scene, found: Found, rule: str) -> Mention:
    """Return a mention as a named fact."""
    return Mention(found.text, evidence(scene, found), rule)


def read(scene: Scene, stance: Stance, anchor: Anchor) -> Places:
    """Read everything about regions."""
    winners = _winners(scene, stance)
    regions, alone = _told(scene, anchor, winners)
    for n, own in owners(scene, anchor.titles, anchor.projects).items():
        alone.setdefault(n, [mention(scene, f, "owner") for f in own])
    shares: dict[int, list[Share]] = {}
    for m in find(scene, "share"):
        title = anchor.title(m, forward=False)
        if title is None or title in shares:
            continue
        row = tuple(_split(scene, m.all(scene, "regions"), m.masked("ratio"), m.pattern.name))
        if row:
            shares[title] = list(row)
            regions.setdefault(title, []).extend(Mention(s.region, s.evidence, s.rule) for s in row)
    for title, hosts in alone.items():  # who hosts a project, and who carries it out with them
        if any(m.rule == "region-hosts-it" for m in hosts):
            hosts += [m for m in regions.get(title, ()) if m.rule == "regions-cooperate"]
    return Places(
        winners,
        {k: tuple(v) for k, v in (regions | alone).items()},
        frozenset(alone),
        {k: tuple(v) for k, v in shares.items()},
    )


def _told(
    scene: Scene, anchor: Anchor, winners: tuple[Mention, ...]
) -> tuple[dict[int, list[Mention]], dict[int, list[Mention]]]:
    """Return the regions of each title that join the winners, and those that stand alone."""
    regions: dict[int, list[Mention]] = {}
    alone: dict[int, list[Mention]] = {}
    for m in find(scene, "region"):
        title = anchor.title(m, forward=m.pattern.value == "only")
        if title is None:
            continue
        rows = alone if m.pattern.value == "only" else regions
        for f in _named(scene, m):
            if m.pattern.value == "inside" and not any(lies_in(f.text, w.name) for w in winners):
                continue  # one of the others that won elsewhere
            rows.setdefault(title, []).append(mention(scene, f, m.pattern.name))
    return regions, alone


def _split(scene: Scene, regions: tuple[Found, ...], ratio: str, rule: str) -> Iterator[Share]:
    parts = [Fraction(n) if "." in n else int(n) for n in _NUMBER.findall(ratio)]
    whole = sum(parts)
    if len(parts) != len(regions) or not whole:
        return
    for region, part in zip(regions, parts, strict=True):
        percent = float(part * 100 / whole)
        yield Share(region.text, round(percent, 4), evidence(scene, region), "cost", rule)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _winners(scene: Scene, stance: Stance) -> tuple[Mention, ...]:
    """Return the regions that were chosen: the subject of the first sentence of a grant."""
    rows = [(m, scene.sentence_of(m.bound["region"].start)) for m in find(scene, "winner")]
    body = [(m, s) for m, s in rows if not s.heading]
    granted = [
        m for m, s in body
        if "granted" in stance.sentences[s.index] or m.pattern.name == "region-picked"
    ]  # fmt: skip
    granted.sort(key=lambda m: (scene.sentence_of(m.bound["region"].start).index, m.pattern.name))
    subjects = [
        [mention(scene, f, m.pattern.name) for f in _named(scene, m)]
        for m in (*granted, *(m for m, _ in body))
    ]
    if subjects and (granted or not _only_sites(scene, (m for m, _ in body))):
        joint = [
            row for m, row in zip(granted, subjects, strict=False)
            if len(row) > 1 and scene.masked[m.end - 1] in "은는"
        ]  # fmt: skip
        return tuple(_jointly(subjects[0], joint))
    named = [f for f in scene.found if f.kind == "region"]
    holder = _of_a_body(scene)
    if named and scene.sentence_of(named[0].start).heading:
        row = _in_a_row(scene, named)
        return tuple(mention(scene, f, "region-of-headline") for f in row)
    if named and holder is None:
        return (mention(scene, narrowest(scene, tuple(named[:2]))[0], "first-region"),)
    if holder:
        return (holder,)
    return tuple(mention(scene, f, "first-region") for f in named[:1])


def _in_a_row(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the first regions that stand in one list: «부산·울산·경남권 …»."""
    yield found[0]
    for before, f in pairwise(found):
        if scene.text[before.end : f.start] not in _DOTS:
            return
        yield f


_DOTS = ("·", "ㆍ", "‧", "-", "–", "와 ", "과 ")
"""What joins regions in a heading; behind a comma the sentence may begin."""


def _only_sites(scene: Scene, subjects: Iterable[Match]) -> bool:
    """Tell whether regions are only places (화성에는), and a heading begins with another."""
    first = next((f for f in scene.found if f.kind in ("region", "place")), None)
    return (
        first is not None and first.kind == "region" and scene.sentence_of(first.start).heading
        and all(scene.masked[m.end - 1] in "에서" for m in subjects)
    )  # fmt: skip


def _jointly(winners: list[Mention], others: list[list[Mention]]) -> Iterator[Mention]:
    """Yield the winners, and who won with them: «전북도와 완주군은» behind «완주군이»."""
    yield from winners
    for row in others:
        if any(same_region(m.name, w.name) for m in row for w in winners):
            yield from row
            return


def _named(scene: Scene, match: Match) -> tuple[Found, ...]:
    """Return the regions that a match names: no body in brackets, «원주시(도시정보센터)가»."""
    rows = (f for f in match.every(scene, "region") if f.kind in ("region", "place"))
    if match.pattern.name == "region-is-site":  # of a district its city is the region
        rows = (f for f in rows if not f.text.endswith("구"))
    return narrowest(scene, tuple(rows))


def found_by_chance(places: Places) -> bool:
    """Tell whether no sentence says that a region won: the regions are only the first named."""
    return all(m.rule in ("first-region", "region-of-body") for m in places.winners)


def _of_a_body(scene: Scene) -> Mention | None:
    """Take the region out of the name of the body that acts: 광주테크노파크 stands in 광주."""
    for f in scene.found:
        if f.kind in ("org", "agency"):
            region = home_of(f.text)
            if region:
                return Mention(
                    region, Evidence(f.start, f.start + len(region), region), "region-of-body"
                )
    return None


_ELSEWHERE = re.compile(r"(?:전남|경북|충남|경남|순천향)대(?:학교)?(?![가-힣]*TP)")
"""Universities named after the province around the city where they stand."""

_LEADING = re.compile(r"((?:[가-힣]{2,7})(?:[·,\-][가-힣]{2,7})*?)(?:지역|권)?\s")


def in_name(title: Found) -> Iterator[Mention]:
    """Yield the regions that a title begins with: «광주·전남지역 에너지 클러스터 …»."""
    known = lexicon.load().gazetteer.regions_by_name
    head = _LEADING.match(title.text)
    parts = re.split(r"[·,\-]", head[1]) if head else []
    if not parts or not all(_safe(p, len(parts) > 1) for p in parts):
        return
    at = title.start
    for part in parts:
        at = title.start + title.text.index(part, at - title.start)
        if part in known:
            yield Mention(part, Evidence(at, at + len(part), part), "region-in-name")


_DISTRICT = re.compile(r"([가-힣]{2,4}) (?:[가-힣0-9]{1,6} )?[가-힣0-9]{2,8}(?:지구|권역|마을|항)$")


def seat(title: Found) -> Mention | None:
    """Return the city or county of a title that is itself a place there: «창원 완월지구»."""
    m = _DISTRICT.match(title.text)
    if m is None or m[1] not in lexicon.load().gazetteer.regions_by_name:
        return None
    return Mention(m[1], Evidence(title.start, title.start + len(m[1]), m[1]), "region-of-district")


def seat_in_list(title: Found, siblings: Iterable[Found]) -> Mention | None:
    """Return the city or county that an entry begins with, where others begin with their own.

    «▲화순 바이오산업 ▲해남 조선산업»: one alone may be a word that only looks like a place.
    """
    first = {f.start: _first_place(f) for f in siblings}
    place = first.get(title.start)
    if place is None or len({p for p in first.values() if p}) < 2:
        return None
    end = title.start + len(place)
    return Mention(place, Evidence(title.start, end, place), "region-in-name")


def _first_place(f: Found) -> str | None:
    word, blank, _ = f.text.partition(" ")
    known = lexicon.load().gazetteer.regions_by_name.get(word, ())
    return word if blank and known and all(e.parent for e in known) else None


def _safe(name: str, listed: bool) -> bool:
    """Tell whether a word is a region for sure: a full name, or a province among others."""
    entities = lexicon.load().gazetteer.regions_by_name.get(name, ())
    if len(name) > 2 and name[-1] in "시군도":
        return len(entities) == 1
    return listed and any(e.parent is None for e in entities)


_NO_GIVER = re.compile(
    r"\s?(?:장관|차관|관계자|출신|공무원|국장|과장)|(?:을|를) (?:찾|방문)|에 (?:건의|요청)"
)
_KEEPERS = ("기획재정부", "기재부", "기획예산처", "재정경제부", "재경부")
"""Ministries that keep the budget: others hand the money out."""


def only_ministry(scene: Scene) -> Found | None:
    """Return the one ministry that a text names: it hands out what no frame tells a giver of."""
    known = lexicon.load().gazetteer.ministries_by_name
    rows = [
        f for f in scene.found
        if f.kind == "gov" and f.text not in _KEEPERS and not _NO_GIVER.match(scene.text, f.end)
    ]  # fmt: skip
    ids = {known[f.text].id for f in rows if f.text in known}
    return rows[0] if len(ids) == 1 else None


_COMMON_HEADS = frozenset(("동해", "남해", "영양", "예산", "장수", "보은", "부여", "의성", "경기"))


@lru_cache(maxsize=1024)
def home_of(name: str) -> str | None:
    """Return the region that a body is named after, a city too where no other tells its place.

    >>> home_of("포항테크노파크"), home_of("경북대"), home_of("한국자동차연구원")
    ('포항', None, None)
    """
    if _ELSEWHERE.match(name):
        return None
    known = lexicon.load().gazetteer.regions_by_name
    city = next((name[:n] for n in (3, 2) if name[:n] in known), None)
    return region_in(name) or (None if city in _COMMON_HEADS else city)


@lru_cache(maxsize=1024)
def region_in(name: str) -> str | None:
    """Return the region that a name begins with, if it is a safe one.

    >>> region_in("광주테크노파크"), region_in("한국자동차연구원")
    ('광주', None)
    """
    known = lexicon.load().gazetteer.regions_by_name
    for length in (5, 4, 3, 2):
        head = name[:length]
        if any(e.parent is None for e in known.get(head, ())):
            return head
    return None
