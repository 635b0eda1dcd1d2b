"""Which names are one title, and which titles are programmes, which projects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, pairwise

from kg.extract import lexicon, tables
from kg.extract.found import Found, squeeze
from kg.extract.patterns import Match, find
from kg.extract.runs import says_nothing
from kg.extract.scene import Scene

__all__ = ["Agency", "Titles", "collect", "core"]

_YEAR = re.compile(r"^[’'‘]?(?:(?:19|20)\d\d|\d\d)년(?:도)?\s*|^(?:19|20)\d\d\s+")
_TAIL = re.compile(
    r"(?:공모사업|공모과제|공모|사업|과제|프로젝트|을위한업무협약\(?mou\)?|업무협약\(?mou\)?)+$"
)
_CALL_TAIL = re.compile(r"(?:공모사업|공모|사업)+$")
_GAP = re.compile(r"[\s·ㆍ‧・()]+")
_ACRONYM = re.compile(r"\([A-Za-z][A-Za-z0-9&\-. ]{1,9}\)")
_NOTE = re.compile(r"\([^()]*\)")
_EMPTY_WORDS = re.compile(
    r"^(?:구축|조성|육성|지원|개발|사업|과제|기반|플랫폼|센터|공모|사업화|고도화)+$"
)
_NOT_A_TITLE = re.compile(
    r"^\s?(?:’|')?\s?(?:분야|부문|이라는 비전|비전|등급|유형|산업의|정책협의회|협의체|포럼)"
)
_TITLE_BEHIND = re.compile(
    r"^[’'”\"`]?\s?(?:\((?:총 |국비 |약 )?\d[\d,.천백]*\s?억)"
    r"|^[’'”\"]?\s?(?:(?:조성|구축|개발|육성|지원|건립|설립|실증)\s?)?"
    r"(?:사업|과제|프로젝트|공모|시범사업|\([가-힣A-Z]{2,10}\)?\s?사업)"
)


def core(name: str) -> str:
    """Return what two spellings of one title share.

    >>> core("2023년 스마트 특성화 기반구축 사업") == core("스마트특성화 기반구축사업")
    True
    """
    return _spelling(name).core


@dataclass(frozen=True, slots=True)
class Agency:
    """The ministry that a text names for a programme."""

    found: Found
    rule: str


@dataclass(frozen=True)
class Titles:
    """The titles of a text: each mention belongs to a title, each title is a number.

    Args:
        of: start offset of a mention -> number of its title.
        mentions: number -> its mentions in order.
        programmes: number -> the rule that says it is a programme.
        projects: number -> the rule that says it is a project.
        weak: the same by rules that count only where no other project is told of.
        agencies: programme -> agency.
        within: project -> programme.
        siblings: pairs of titles told apart by the text itself (one list).
    """

    of: Mapping[int, int]
    mentions: Mapping[int, tuple[Found, ...]]
    programmes: Mapping[int, str] = field(default_factory=dict)
    projects: Mapping[int, str] = field(default_factory=dict)
    weak: Mapping[int, str] = field(default_factory=dict)
    agencies: Mapping[int, Agency] = field(default_factory=dict)
    within: Mapping[int, int] = field(default_factory=dict)

    def number(self, found: Found | None) -> int | None:
        """Return the title that a mention belongs to."""
        return None if found is None else self.of.get(found.start)


def collect(scene: Scene) -> Titles:
    """Group the names of a text into titles and read off the frames what they are."""
    matches = {
        kind: list(find(scene, kind))
        for kind in ("programme", "project", "project-weak", "anchor", "agency")
    }
    siblings = _siblings(scene, matches["programme"] + matches["project"])
    told, perhaps = (
        {f.start for kind in kinds for m in matches[kind] for f in m.all(scene, "project")}
        for kinds in (("programme", "project"), ("project-weak",))
    )
    names = [
        f for f in scene.found
        if f.kind in ("name", "item")
        and (
            _titled(scene, f)
            or (f.start in told and _long_enough(scene, f))
            or (f.start in perhaps and _long_enough(scene, f) and not _EVENT.search(f.text))
        )
    ]  # fmt: skip
    of = _group(names, siblings)
    mentions: dict[int, tuple[Found, ...]] = {}
    for f in names:
        mentions[of[f.start]] = (*mentions.get(of[f.start], ()), f)
    return _frames(scene, Titles(of, mentions), matches)


def _titled(scene: Scene, found: Found) -> bool:
    """Tell whether a name can be a title at all (a slogan or a field is none)."""
    behind = scene.text[found.end : found.end + 14]
    if _aside(scene, found):
        return False
    if found.kind == "name" and not found.quoted and _in_passing(scene, found):
        return False
    if found.kind == "item" or not found.quoted:
        return not says_nothing(squeeze(found.text))
    words = lexicon.load()
    bare = _NOTE.sub("", found.text).strip()
    return bool(
        bare.endswith(words.weak_heads)
        or _TITLE_BEHIND.match(behind)
        or re.search(r"업무협약|\(MOU\)|시스템|기술|사업\(", found.text)
    )


_FIELD = 12
"""Letters from which a quoted name is a title, although the text calls it a field (분야)."""


def _long_enough(scene: Scene, found: Found) -> bool:
    """Tell whether a quoted name that a frame calls a title can be one."""
    return found.quoted and (not _aside(scene, found) or len(squeeze(found.text)) >= _FIELD)


_EVENT = re.compile(
    r"(?:협의회|협의체|위원회|추진단|포럼|협약|대회|축제|회의|세미나|설명회|박람회|행사|비전|전략|계획)$"
)
"""What a quoted name ends with that is no project, whatever is carried out."""


_COUNTED = re.compile(r"\d여?\s?(?:개|건|곳)의?\s$|여러\s$")
_AND_SO_ON = re.compile(r"^\s?등(?:에|을|의|이|과|으로)?\s")


def _in_passing(scene: Scene, found: Found) -> bool:
    """Tell whether unmarked words count projects (9개 신성장 사업) or list contents (사업 등)."""
    before = scene.text[max(0, found.start - 8) : found.start]
    behind = scene.text[found.end : found.end + 5]
    return bool(_COUNTED.search(before) or (before.endswith(", ") and _AND_SO_ON.match(behind)))


def _aside(scene: Scene, found: Found) -> bool:
    """Tell whether what follows says that the words are a field, a type or a slogan."""
    behind = scene.text[found.end : found.end + 14].lstrip("’'”\"")
    return _NOT_A_TITLE.match(behind) is not None or found.text.endswith(("분야", "부문", "유형"))


def _siblings(scene: Scene, matches: list[Match]) -> set[tuple[int, int]]:
    """Titles that stand in one list are different titles, however alike."""
    pairs: set[tuple[int, int]] = set()
    for match in matches:
        row = match.all(scene, "project")
        pairs.update((a.start, b.start) for a, b in combinations(row, 2))
    for match in matches:
        programme = match.one(scene, "programme")
        if programme is not None:
            pairs.update((programme.start, f.start) for f in match.all(scene, "project"))
    items = [f for f in scene.found if f.kind == "item"]
    pairs.update((a.start, b.start) for a, b in pairwise(items))
    names = [row.name.start for row in tables.rows(scene.text)]
    pairs.update(combinations(names, 2))
    return pairs


def _group(names: list[Found], siblings: set[tuple[int, int]]) -> dict[int, int]:
    """Number the titles: mentions that are one title get one number."""
    spelled = {f.start: squeeze(f.text) for f in names}  # what is told of one mention holds of all
    apart: dict[str, set[str]] = {}
    for a, b in siblings:
        if a in spelled and b in spelled and spelled[a] != spelled[b]:
            apart.setdefault(spelled[b], set()).add(spelled[a])
            apart.setdefault(spelled[a], set()).add(spelled[b])
    of: dict[int, int] = {}
    groups: list[list[Found]] = []
    for f in names:
        near = groups[:_COMPARED]
        others = apart.get(spelled[f.start], set())
        home = next(
            (
                i for i, group in enumerate(near)
                if _same(f, group) and not any(spelled[g.start] in others for g in group)
            ),
            None,
        )  # fmt: skip
        if home is None:
            home = len(groups)
            groups.append([])
        if len(groups[home]) < _COMPARED:
            groups[home].append(f)
        of[f.start] = home
    return of


_COMPARED = 200
"""Titles that a further one is compared with: no article has as many, and time stays linear."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A title as it is compared: what only its spelling adds is gone."""

    core: str
    full: str
    squeezed: str
    words: tuple[str, ...]
    """Its telling words, squeezed; empty where they are too few or too short to tell anything."""
    places: frozenset[str]
    """Its words that end like the name of a place."""


@lru_cache(maxsize=1024)
def _spelling(name: str) -> _Spelling:
    bare = _YEAR.sub("", name.strip())
    full = squeeze(_NOTE.sub("", bare)) or squeeze(bare)
    words = [w for w in _GAP.split(_YEAR.sub("", name)) if w and not _EMPTY_WORDS.match(w)]
    telling = len(words) >= 2 and sum(map(len, words)) >= 8
    return _Spelling(
        core=_TAIL.sub("", full),
        full=_CALL_TAIL.sub("", full),
        squeezed=squeeze(name),
        words=tuple(squeeze(w) for w in words) if telling else (),
        places=frozenset(w for w in name.split() if _PLACE_WORD.match(w)),
    )


def _same(name: Found, group: list[Found]) -> bool:
    a = _spelling(name.text)
    spellings = [_spelling(other.text) for other in group]
    if a.places and any(_other_place(a, b) for b in spellings):
        return False
    for other, b in zip(group, spellings, strict=True):
        if a.core == b.core:
            return True
        if name.kind == "item" and other.kind == "item":
            continue
        if (
            not name.quoted
            and other.quoted
            and _SHORT_FORM.match(name.text)
            and (len(a.core) >= 3 and b.core.startswith(a.core))
        ):
            return True
        short, long = (a.full, b.full) if len(a.full) <= len(b.full) else (b.full, a.full)
        if len(short) >= 6 and short in long and len(short) / len(long) > 0.4:
            return True
        if _words_within(a, b) or _words_within(b, a):
            return True
    return False


_PLACE_WORD = re.compile(r"^[가-힣0-9]+(?:[동읍면리군구항]|지구|시)$")


def _other_place(a: _Spelling, b: _Spelling) -> bool:
    """Tell whether two titles name different places: 온양2동 정비사업 is not 송악읍 정비사업.

    >>> _other_place(_spelling("온양2동 정비사업"), _spelling("송악읍 정비사업"))
    True
    """
    return bool(a.places and b.places) and a.places.isdisjoint(b.places)


_SHORT_FORM = re.compile(r"^[가-힣A-Za-z&]+ ?(?:사업|과제|프로젝트)$")
"""A title of one word: behind a longer one that begins so, it is its short form."""


def _words_within(short: _Spelling, long: _Spelling) -> bool:
    """Tell whether a shorter title leaves out words of the longer one and adds none."""
    return bool(short.words) and all(w in long.squeezed for w in short.words)


def _frames(scene: Scene, titles: Titles, matches: Mapping[str, list[Match]]) -> Titles:
    """Say which titles are programmes and projects, and what belongs to what."""
    read = _programmes(scene, titles, matches)
    projects = dict(read.projects)
    described = [m for m in matches["project"] if _describes(scene, m)]
    for m in (*matches["project"], *matches["anchor"]):
        for project in () if m in described else _named(scene, titles, m):
            projects.setdefault(project, m.pattern.name)
    for m in described:
        if not any(titles.mentions[n][0].start < m.bound["project"].start for n in projects):
            projects.update((n, m.pattern.name) for n in _named(scene, titles, m))
    for row in tables.rows(scene.text):
        if row.name.start in titles.of:
            projects.setdefault(titles.of[row.name.start], "table-row")
    weak = {
        project: m.pattern.name
        for m in matches["project-weak"]
        if not (m.pattern.value == "alone" and read.programmes)
        for project in _named(scene, titles, m)
        if project not in projects
        and project not in read.programmes
        and (m.pattern.value != "beside" or _stands_beside(scene, read, project))
    }
    if projects:
        projects |= _counted_too(scene, titles, projects, weak)
    return replace(read, projects=projects or weak, weak=weak)


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
    """Tell whether a title counts beside a programme: by its marks, its place, or said again."""
    mentions = titles.mentions[project]
    if not titles.programmes or len(mentions) > 1 or any(f.quoted for f in mentions):
        return True
    here = scene.sentence_of(mentions[0].start)
    return any(titles.of.get(f.start) in titles.programmes for f in scene.by_sentence[here.index])


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
    for m in matches["programme"]:
        programme, agency = titles.number(m.one(scene, "programme")), m.one(scene, "agency")
        if programme is None or (agency is not None and agency.start in aside):
            continue
        if m.pattern.value == "quoted" and not all(f.quoted for f in m.all(scene, "project")):
            continue
        programmes.setdefault(programme, m.pattern.name)
        if agency is not None:
            agencies.setdefault(programme, Agency(agency, m.pattern.name))
        for project in (*_named(scene, titles, m), *_before(scene, titles, m, programmes)):
            if project != programme:
                projects.setdefault(project, m.pattern.name)
                within.setdefault(project, programme)
    for n in within:  # what is won in another is no programme
        if n in programmes and n not in agencies and n not in within.values():
            del programmes[n]
    for m in matches["agency"]:  # the agency of a call already named
        agency = m.one(scene, "agency")
        before = [p for p in programmes if agency and titles.mentions[p][0].start < agency.start]
        if agency and before and not agencies:
            agencies[before[-1]] = Agency(agency, m.pattern.name)
    return replace(
        titles, programmes=programmes, projects=projects, agencies=agencies, within=within
    )


def _before(scene: Scene, titles: Titles, match: Match, programmes: Mapping[int, str]) -> list[int]:
    """Return the project that «이번 사업은 ‘P’ 공모에 선정돼» points to: the last named."""
    if match.pattern.value != "before":
        return []
    start = scene.at(match.start)
    rows = [
        n for f in scene.found if f.start < start and (n := titles.of.get(f.start)) is not None
    ]  # fmt: skip
    return rows[-1:] if rows and rows[-1] not in programmes else []


def _named(scene: Scene, titles: Titles, match: Match) -> list[int]:
    """Return the titles that a match calls projects."""
    found = (*match.all(scene, "project"), *match.all(scene, "project2"))
    return [n for f in found if (n := titles.number(f)) is not None]
