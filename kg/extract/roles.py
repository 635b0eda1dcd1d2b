"""Who leads and who takes part: role frames, the lists they bind, and the project they hang on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract import tables
from kg.extract.anchor import Anchor
from kg.extract.found import Found, squeeze
from kg.extract.members import BODIES, members
from kg.extract.patterns import Match, find
from kg.extract.places import mention, region_in
from kg.extract.scene import Scene
from kg.model import Evidence, Mention, OtherRole

__all__ = ["Roles", "read"]

_OTHERS = ("administrator", "coordinator", "leadGovernment", "partnerGovernment")


@dataclass
class Roles:
    """The roles of one project, in the order of the text."""

    leads: list[Mention] = field(default_factory=list)
    participants: list[Mention] = field(default_factory=list)
    others: list[OtherRole] = field(default_factory=list)
    partners: list[Mention] = field(default_factory=list)
    """Regions that a frame for bodies bound: they belong to the project as regions."""


def read(scene: Scene, anchor: Anchor) -> Mapping[int, Roles]:
    """Return the roles of each title."""
    rows: dict[int, Roles] = {}
    for match in find(scene, "role"):
        _take(scene, anchor, match, rows)
    _tabled(scene, anchor, rows)
    strong = {n for n, r in rows.items() if r.leads}
    for match in find(scene, "role-weak"):
        title = _title(scene, anchor, match)
        if title is not None and title not in strong:
            _take(scene, anchor, match, rows)
    _held(scene, anchor, rows)
    return {n: _settled(r) for n, r in rows.items()}


def _held(scene: Scene, anchor: Anchor, rows: dict[int, Roles]) -> None:
    """Let the body that was chosen for all of them lead what nobody else is told to lead."""
    chosen = (m for m in find(scene, "role-weak") if m.pattern.name == "lead-is-chosen")
    holders = [
        m for m in (*find(scene, "holder"), *chosen)
        if (f := m.one(scene, "lead"))
        and not _OFFICE.search(f.text)
        and not _is_elsewhere(scene, m)
    ]  # fmt: skip
    for match in holders[:1]:
        for n in anchor.projects:
            roles = rows.setdefault(n, Roles())
            if not roles.leads and not (roles.participants and match.pattern.kind == "holder"):
                found = members(scene, match.bound["lead"], "lead")
                roles.leads += [mention(scene, f, match.pattern.name) for f in found]


def _tabled(scene: Scene, anchor: Anchor, rows: dict[int, Roles]) -> None:
    """Take the bodies that a table names in the columns of its rows."""
    for row in tables.rows(scene.text):
        title = anchor.titles.of.get(row.name.start)
        if title is None or title not in anchor.projects:
            continue
        roles = rows.setdefault(title, Roles())
        for cells, names in ((row.leads, roles.leads), (row.participants, roles.participants)):
            for c in cells:
                name = scene.text[c.start : c.end]
                names.append(Mention(name, Evidence(c.start, c.end, name), "table-row"))


_ELSEWHERE = re.compile(
    r"(?:공모|공모전|행사|박람회|전시회|협약|협약식|간담회|개소식|착공식|기공식|준공식|출범식|발대식|보고회"
    r"|회의|설명회|토론회|심사|평가|입찰)"
    r"(?:에|에는|에서|에서는) (?:(?!선정|뽑)[^\n]){0,50}$"
    r"|(?:평가|심사|자문)위원(?:으로는|으로|에는) $"
)
"""What takes part in a contest or an event takes no part in the project."""
_WON = re.compile(r"(?:선정|채택)(?:됐|돼|되)|뽑(?:혔|혀|힌)")
_NOT_THEIRS = re.compile(r"(?:조사|용역|설계|심사|평가|감리|시공|공사)(?:은|는) $")
_WITH_STATE = re.compile(r"[\U000FC800-\U000FEFFF](?:과|와) $")
"""Who does a study, or hosts a call with a ministry, takes no part."""
_EVENT = re.compile(
    r"(?:축제|행사|대회|박람회|전시회|포럼|세미나|콘퍼런스|설명회|간담회|토론회|워크숍|공모전|공모"
    r"|공모사업)(?:은|는) [^\n.]{0,40}$"
    r"|주최(?:하고|하며|하는|,) [^\n.]{0,20}$"
)
"""Who leads what stands here leads an event or the call itself."""
_HOSTED = re.compile(r"주관(?:하|해|했|한)")
_BACK_THEN = re.compile(r"^(?:이에 )?앞서 [^\n]*바 있다")


def _is_elsewhere(scene: Scene, match: Match) -> bool:
    """Tell whether a frame speaks of an event, a contest, a study or of what has been before."""
    sentence = scene.sentence_of(scene.at(match.start))
    if _BACK_THEN.match(scene.line(sentence)):
        return True
    before = scene.masked[max(sentence.masked_start, match.start - 60) : match.start]
    if match.masked("participant"):
        contest = _ELSEWHERE.search(before)
        won = _WON.search(scene.masked, match.end, sentence.masked_end)
        alone = "," not in match.masked("participant")
        theirs = _NOT_THEIRS.search(before) or (alone and _WITH_STATE.search(before))
        return (contest is not None and won is None) or bool(theirs)
    hosted = _HOSTED.search(scene.masked, match.start, match.end + 4)
    return hosted is not None and _EVENT.search(before) is not None


def _title(scene: Scene, anchor: Anchor, match: Match) -> int | None:
    if _is_elsewhere(scene, match):
        return None
    named = scene.mention(scene.masked[match.end - 1]) is not None  # what follows is its particle
    forward = not named and _ADNOMINAL.match(scene.masked, match.end, match.end + 4) is not None
    return anchor.title(match, forward=forward)


_ADNOMINAL = re.compile(r" ?(?:한|하는|할|는|은|을)\s")


def _take(scene: Scene, anchor: Anchor, match: Match, rows: dict[int, Roles]) -> None:
    title = _title(scene, anchor, match)
    titles: tuple[int, ...] = () if title is None else (title,)
    if _ALL.match(scene.line(scene.sentence_of(scene.at(match.start)))):
        titles = tuple(sorted(anchor.projects))
    for title in titles:
        _bind(scene, match, rows.setdefault(title, Roles()))


_ALL = re.compile(r"(?:(?:이들 )?(?:두|세|네|\d개)|이들|양) ?(?:사업|과제)(?:은|는|에는|을|를) ")
"""A sentence that begins so tells of all projects: «두 사업은 모두 X가 주관한다»."""


def _bind(scene: Scene, match: Match, roles: Roles) -> None:
    """Write what a frame binds into the roles of a project."""
    for what, binding in match.bound.items():
        kind = what.rstrip("23456789")
        for found in _joining(match, tuple(members(scene, binding, kind))):
            if kind == "lead" and found.kind in BODIES and not _OFFICE.search(found.text):
                roles.leads.append(mention(scene, found, match.pattern.name))
            elif kind == "participant" and found.kind in BODIES:
                roles.participants.append(mention(scene, found, match.pattern.name))
            elif kind == "participant" and found.kind in ("region", "place"):
                roles.partners.append(mention(scene, found, match.pattern.name))
            elif kind in _OTHERS:
                evidence = Evidence(found.start, found.end, found.text)
                roles.others.append(OtherRole(found.text, kind, evidence, match.pattern.name))


def _joining(match: Match, found: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the names of a list without the agency that only signs for the ministry."""
    signed = match.pattern.name == "participants-together" and any(f.kind == "org" for f in found)
    return (f for f in found if not (signed and f.kind == "agency"))


_OFFICE = re.compile(r"[가-힣](?:시|도|군|구|구역)청$")
"""The office of a region leads as little as the region."""


def _settled(roles: Roles) -> Roles:
    """Drop repeats, short forms of a name already there, and participants that lead."""
    others: list[OtherRole] = []
    for o in roles.others:
        if not any(x.name == o.name and x.role == o.role for x in others):
            others.append(o)
    aside = {squeeze(o.name) for o in others if o.role == "administrator"}
    leading, joining = _told(roles)
    leads = _distinct([m for m in leading if squeeze(m.name) not in aside], [])
    participants = _distinct([m for m in joining if squeeze(m.name) not in aside], leads)
    return Roles(leads, participants, others, roles.partners)


_GATHERS = frozenset(("lead-forms-consortium", "lead-with-partners"))
_WON_WITH = frozenset(("lead-selected-as-host", "lead-is-chosen"))
_HOST = re.compile(r"lead-(?:host|as-host|takes-hosting|in-brackets|labelled|heads)")


def _told(roles: Roles) -> tuple[list[Mention], list[Mention]]:
    """Return leads and participants: who gathers others around a host of theirs takes part."""
    hosts = [m for m in roles.leads if _HOST.match(m.rule)]
    gathered = [
        m.name
        for m in roles.participants
        if m.rule in _GATHERS or m.rule == "participants-together"
    ]
    if not any(_alias(h.name, name) for h in hosts for name in gathered):
        return roles.leads, roles.participants
    joins = [
        m for m in roles.leads
        if m.rule in _GATHERS | _WON_WITH and not any(_alias(m.name, h.name) for h in hosts)
    ]  # fmt: skip
    return [m for m in roles.leads if m not in joins], [*roles.participants, *joins]


def _distinct(rows: list[Mention], taken: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for m in rows:
        if any(_alias(m.name, k.name) for k in (*taken, *kept)):
            continue
        kept = [k for k in kept if not (len(k.name) < len(m.name) and _alias(k.name, m.name))]
        kept.append(m)
    return kept


def _alias(a: str, b: str) -> bool:
    """Tell whether one name is the other or its short form: 교통대 of 한국교통대학교."""
    short, long = _bare(a), _bare(b)
    if short == long:
        return True
    if len(short) > len(long):
        short, long = long, short
    if long[len(short) :] in ("병원", "의료원", "한방병원"):
        return False
    if f"({short})" in long or (len(short) == 3 and _FULLER.fullmatch(long[len(short) :])):
        return long.startswith(short) or f"({short})" in long
    if short.endswith("tp") and long.endswith("테크노파크"):
        return long.startswith(short[:-2])
    if short.endswith("대") and long.endswith("대"):
        return long.endswith(short)
    return (
        len(short) >= 4
        and (long.startswith(short) or (long.endswith(short) and not region_in(short)))
        and len(short) / len(long) > 0.45
    )


_FULLER = re.compile(r"(?:연구|기술|진흥|시험|과학)원|연구소|병원|재단|공사|공단")
_LEGAL = re.compile(r"㈜|\((?:주|재|사|유)\)|(?:재|사)단법인\s?|<(?:재|주|사)>")


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    """Return what stays of a body's name without its legal form, as names are compared."""
    return squeeze(_LEGAL.sub("", name)).replace("대학교", "대")
