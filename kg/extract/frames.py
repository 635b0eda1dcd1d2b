"""Which titles are programmes, which projects, and what belongs to what: the frames of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import combinations, pairwise

from kg.extract import tables
from kg.extract.calls import calls, centres, ministry, named, tells, won_calls
from kg.extract.found import Found, squeeze
from kg.extract.own import own_names
from kg.extract.patterns import Match, find
from kg.extract.scene import Scene
from kg.extract.titles import Agency, Titles, is_event, is_long_enough, is_titled
from kg.extract.variants import group

__all__ = ["HANDED_IN", "OWN_AWARD", "collect"]

HANDED_IN = "name-handed-in"
"""The rule that tells what was handed in; it was won only where nothing else was."""

OWN_AWARD = "own-award"
"""The rule by which a programme is a project of its own, beside others."""


def collect(scene: Scene) -> Titles:
    """Group the names of a text into titles and read off the frames what they are."""
    matches = {
        kind: list(find(scene, kind))
        for kind in ("programme", "programmes", "project", "project-weak", "anchor", "agency")
    }
    own = tuple(own_names(scene, matches["programme"]))
    siblings = _siblings(scene, matches["programme"] + matches["project"])
    siblings.update((call.start, f.start) for f, call in own)
    told, perhaps = (
        {f.start for kind in kinds for m in matches[kind] for f in m.every(scene, "project")}
        for kinds in (("programme", "project"), ("project-weak",))
    )
    told |= {f.start for m in matches["programme"] for f in won_calls(scene, m)}
    same = {squeeze(f.text) for f in scene.found if f.start in told and f.quoted}
    bodies = {f.start for m in matches["programme"] for f in centres(scene, m)}
    names = [
        f for f in scene.found
        if f.start in bodies
        or (
            f.kind in ("name", "item")
            and (
                is_titled(scene, f)
                or ((f.start in told or _again(scene, f, same)) and is_long_enough(scene, f))
                or (f.start in perhaps and is_long_enough(scene, f) and not is_event(f))
            )
        )
    ]  # fmt: skip
    of = group(names, siblings)
    mentions: dict[int, tuple[Found, ...]] = {}
    for f in names:
        mentions[of[f.start]] = (*mentions.get(of[f.start], ()), f)
    return _frames(scene, Titles(of, mentions, told=told), matches, own)


def _again(scene: Scene, found: Found, same: Set[str]) -> bool:
    """Tell whether the body of the text speaks once more of what a frame calls a title."""
    return squeeze(found.text) in same and not scene.sentence_of(found.start).heading


def _siblings(scene: Scene, matches: list[Match]) -> set[tuple[int, int]]:
    """Titles that stand in one list are different titles, however alike."""
    pairs: set[tuple[int, int]] = set()
    for match in matches:
        row = match.every(scene, "project")
        pairs.update((a.start, b.start) for a, b in combinations(row, 2))
    for match in matches:
        called = [programme for programme, _ in calls(scene, match)]
        pairs.update((a.start, b.start) for a, b in combinations(called, 2))
        for programme in called:
            pairs.update((programme.start, f.start) for f in match.every(scene, "project"))
    items = [f for f in scene.found if f.kind == "item"]
    pairs.update((a.start, b.start) for a, b in pairwise(items))
    names = [row.name.start for row in tables.rows(scene.text)]
    pairs.update(combinations(names, 2))
    return pairs


def _frames(
    scene: Scene,
    titles: Titles,
    matches: Mapping[str, list[Match]],
    own: Iterable[tuple[Found, Found]],
) -> Titles:
    """Say which titles are programmes and projects, and what belongs to what."""
    read = _with_own(_programmes(scene, titles, matches), own)
    projects = dict(read.projects)
    for m in _as_told(scene, titles, read, matches, projects):
        for project in named(scene, titles, m):
            projects.setdefault(project, m.pattern.name)
    for row in tables.rows(scene.text):
        if row.name.start in titles.of:
            projects.setdefault(titles.of[row.name.start], "table-row")
    weak = {
        project: m.pattern.name
        for m in matches["project-weak"]
        if not (m.pattern.value == "alone" and read.programmes)
        for project in named(scene, titles, m)
        if project not in projects
        and project not in read.programmes
        and (m.pattern.value != "beside" or _stands_beside(scene, read, project))
        and (m.pattern.value != "topic" or _says_enough(read, project))
    }
    if projects:
        projects |= _counted_too(scene, titles, projects, weak)
        projects = _without_calls(scene, titles, projects)
    else:
        weak = _leading(scene, titles, weak)
    return replace(read, projects=projects or weak, weak=weak)


def _leading(scene: Scene, titles: Titles, weak: Mapping[int, str]) -> dict[int, str]:
    """Return the weak titles, without those told once in passing where a heading names another."""
    headed = {
        n for n in weak if any(scene.sentence_of(f.start).heading for f in titles.mentions[n])
    }
    if not any(len(titles.mentions[n]) > 2 for n in headed):
        return dict(weak)
    return {n: r for n, r in weak.items() if n in headed or len(titles.mentions[n]) > 1}


def _with_own(titles: Titles, own: Iterable[tuple[Found, Found]]) -> Titles:
    """Make projects of the names that are a call's with words of their own before it."""
    pairs = [(titles.number(f), titles.number(call)) for f, call in own]
    calls_of = {
        n: call for n, call in pairs
        if n is not None and call is not None and n != call
        and call in titles.programmes and n not in titles.agencies
    }  # fmt: skip
    return replace(
        titles,
        programmes={n: rule for n, rule in titles.programmes.items() if n not in calls_of},
        projects={**dict.fromkeys(calls_of, "own-name"), **titles.projects},
        within={**calls_of, **titles.within},
    )


def _without_calls(scene: Scene, titles: Titles, projects: Mapping[int, str]) -> dict[int, str]:
    """Drop calls won together of which a sentence names the project: «P는 … 시가 낸 ‘X’이 선정»."""
    told = [
        {n for f in found if (n := titles.number(f)) is not None and n in projects}
        for found in scene.by_sentence
    ]
    own = {n for n, rule in projects.items() if rule != OWN_AWARD}
    others = {n for here in told if here & own for n in here - own}
    return {n: rule for n, rule in projects.items() if n not in others}


def _as_told(
    scene: Scene,
    titles: Titles,
    read: Titles,
    matches: Mapping[str, list[Match]],
    known: Mapping[int, str],
) -> Iterator[Match]:
    """Yield the frames that name projects, at last those that lean on what is known by then.

    Args:
        scene: the text.
        titles: its titles.
        read: the same with the programmes read.
        matches: the frames of names by kind.
        known: the projects told so far, which grow while this goes on.
    """
    described = [m for m in matches["project"] if _describes(scene, m)]
    more = [m for m in matches["project"] if m.pattern.value in ("more", "also")]
    yield from (m for m in matches["project"] if m not in described and m not in more)
    yield from matches["anchor"]
    for m in more:
        if all(n in read.programmes for n in named(scene, titles, m)):
            continue
        if known or not read.programmes or (m.pattern.value == "also" and _is_marked(scene, m)):
            yield m
    for m in described:
        if not any(titles.mentions[n][0].start < m.bound["project"].start for n in known):
            yield m


_AWARDED = re.compile(
    r"(?<![\d.])([2-9])(?:개|건)(?:의|가|이)? ?(?:신규 )?(?:사업|과제|분야|프로젝트)?"
)


def _counted_too(
    scene: Scene, titles: Titles, projects: Mapping[int, str], weak: Mapping[int, str]
) -> dict[int, str]:
    """Return the topics in quotation marks that make up the number of projects that were won.

    «2개 사업이 선정됐다 … 선정된 사업은 ‘X’으로 … ‘Y’은 섬유를 키운다»: Y is the second of two.
    """
    first = min(titles.mentions[n][0].start for n in projects)
    lines = (scene.line(s) for s in scene.sentences if s.start <= first)
    counts = [int(m[1]) for line in lines if "선정" in line for m in _AWARDED.finditer(line)]
    quoted = [n for n in weak if any(f.quoted for f in titles.mentions[n])]
    room = max(counts, default=0) - len(projects)
    return {n: weak[n] for n in quoted} if 0 < len(quoted) <= room else {}


def _stands_beside(scene: Scene, titles: Titles, project: int) -> bool:
    """Tell whether a title counts beside a programme: by marks, place, money, or said again."""
    mentions = titles.mentions[project]
    if not titles.programmes or len(mentions) > 1 or any(f.quoted for f in mentions):
        return True
    here = scene.sentence_of(mentions[0].start)
    if _LISTED.search(scene.text, here.start, mentions[0].start):
        return False
    if any(titles.of.get(f.start) in titles.programmes for f in scene.by_sentence[here.index]):
        return True
    return _PAID.search(scene.line(here)) is not None


def _says_enough(titles: Titles, project: int) -> bool:
    """Tell whether a topic can be a project beside a programme: by marks, or by three words."""
    mentions = titles.mentions[project]
    return not titles.programmes or any(f.quoted or len(f.text.split()) > 2 for f in mentions)


_LISTED = re.compile("[▲△▷▶]")
"""A mark before words of a sentence: they belong to an entry of what the work consists of."""
_PAID = re.compile(r"국비|총 ?사업비")
"""Money of a call in the sentence of what it builds: «국비 78억원을 들여 … 지원센터를 건립한다»."""


def _is_marked(scene: Scene, match: Match) -> bool:
    """Tell whether a frame's project stands in quotation marks or in a list."""
    return all(f.quoted or f.kind == "item" for f in match.all(scene, "project"))


def _describes(scene: Scene, match: Match) -> bool:
    """Tell whether a frame may only describe a project told before it, without naming it."""
    found = match.all(scene, "project")
    return match.pattern.value == "first" and len(found) == 1 and not found[0].quoted


def _programmes(scene: Scene, titles: Titles, matches: Mapping[str, list[Match]]) -> Titles:
    """Read the frames of programmes: their agencies, and the projects that they name."""
    programmes: dict[int, str] = {}
    agencies: dict[int, Agency] = {}
    projects: dict[int, str] = {}
    within: dict[int, int] = {}
    aside = {f.start for m in matches["agency"] for f in m.all(scene, "agency")}
    told = [(m, *call) for m in matches["programme"] for call in calls(scene, m)]
    for m, called, agency in told:
        programme = titles.number(called)
        if programme is None or (agency is not None and agency.start in aside):
            continue
        if not tells(scene, titles, m, called):
            continue
        programmes.setdefault(programme, m.pattern.name)
        if agency is not None:
            agencies.setdefault(programme, Agency(ministry(scene, agency), m.pattern.name))
        for project in (*named(scene, titles, m), *_before(scene, titles, m)):
            if project != programme:
                projects.setdefault(project, m.pattern.name)
                within.setdefault(project, programme)
    for m in matches["programmes"]:
        _take_together(scene, titles, m, within, programmes, projects, agencies)
    won = {n for n in within if n not in agencies and n not in within.values()}
    won |= _pass_on(within, projects, agencies)
    programmes = {n: rule for n, rule in programmes.items() if n not in won}
    rowed = {titles.number(called) for m, called, _ in told if m.pattern.value == "row"}
    projects |= {n: OWN_AWARD for n in programmes if n in rowed and n not in within.values()}
    for m in matches["agency"]:  # the agency of a call already named
        agency = m.one(scene, "agency")
        before = [p for p in programmes if agency and titles.mentions[p][0].start < agency.start]
        if agency and before and not agencies:
            agencies[before[-1]] = Agency(agency, m.pattern.name)
    return replace(
        titles, programmes=programmes, projects=projects, agencies=agencies, within=within
    )


def _take_together(
    scene: Scene,
    titles: Titles,
    match: Match,
    within: Mapping[int, int],
    programmes: dict[int, str],
    projects: dict[int, str],
    agencies: dict[int, Agency],
) -> None:
    """Add the calls that one sentence says were won, each its own project if it has no other."""
    agency = match.one(scene, "agency")
    called = map(titles.number, match.all(scene, "programme"))
    won = dict.fromkeys(n for n in called if n is not None)
    if len(won) < 2 or won.keys() & within.keys():
        return
    for n in won:
        programmes.setdefault(n, match.pattern.name)
        if n not in within.values():
            projects.setdefault(n, OWN_AWARD)
        if agency is not None:
            agencies.setdefault(n, Agency(agency, match.pattern.name))


def _before(scene: Scene, titles: Titles, match: Match) -> list[int]:
    """Return the project that «이번 사업은 ‘P’ 공모에 선정돼» points to: the last named."""
    if match.pattern.value != "before":
        return []
    start = scene.at(match.start)
    rows = [
        n for f in scene.found if f.start < start and (n := titles.of.get(f.start)) is not None
    ]  # fmt: skip
    return rows[-1:]


def _pass_on(
    within: Mapping[int, int], projects: Mapping[int, str], agencies: dict[int, Agency]
) -> set[int]:
    """Return the projects of which the text says later of what call they are, told as calls before.

    «산업부 ‘X 지원센터’ 사업에 선정됐다 … 이 사업은 P이다»: the ministry is that of P.
    """
    told = {
        n for n in within
        if projects.get(n, "").startswith("project-is-of") and n not in within.values()
    }  # fmt: skip
    for n in told & agencies.keys():
        agencies.setdefault(within[n], agencies[n])
        del agencies[n]
    return told
