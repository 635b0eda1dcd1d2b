"""Who leads and who takes part: role frames, the lists they bind, and the project they hang on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract import lexicon, tables
from kg.extract.anchor import Anchor
from kg.extract.found import Found, squeeze
from kg.extract.patterns import Binding, Match, find
from kg.extract.places import mention, narrowest, region_in
from kg.extract.scene import Scene
from kg.korean.particles import split
from kg.model import Evidence, Mention, OtherRole

__all__ = ["Roles", "members", "read"]

_BODIES = ("org", "agency")
_OTHERS = ("administrator", "coordinator", "leadGovernment", "partnerGovernment")
_SPLIT = re.compile(
    r"\s?[,·ㆍ‧․/、]\s?|\s?[△▲▷▶▪■●○∙•]\s?|(?<=[\U000F0000-\U0010FFFF])[–-]|(?<=[^\s])(?:와|과)\s|\s(?:및|그리고)\s"
)
_CASES = ("을", "를", "은", "는", "에", "에서", "으로", "의")
_BRACKETS = re.compile(r"\([^()\n]*\)?")
_NOTE = re.compile(r"\s?\([^()\n]*\)?$")
_COMMON = re.compile(
    r"(?:(?:주관|참여|협력|공동|공동연구|수행|지원|대표|실증|수요|공급|혁신|유관|관련|전문|출연|핵심)"
    r"(?:연구)?(?:기관|기업|대학|업체|사)?|재단|진흥원|연구원|연구소|센터|공단|공사|협회|조합|대학교"
    r"|사업단|컨소시엄|본부|기술원|위원회|연구센터|지원센터|민간|국가|업계|학계|업체들|본사|자회사|계열사|해당|이들|이번|(?:지방)?자치단체|공공기관|벤처|스타트업|소상공인|[가-힣]{2,8}(?:학과|학부|연구팀)|(?:중소|중견|대|벤처)기업|협동조합|함께|직접|각각|기관|기업|업체|대학|병원|산학연|연구기관|지역|관계자|전문가|기업들|분야|사업|과제|기술|산업|지원|구축|개발|양성|컨설팅|홍보|시장|위원|교수|학생|주민|단체|부처|정부|지자체|시군|도내|지방비|국비|민자|장비|소재|부품|제품|인력|교육|협력|연계|참여|수행|운영|조성|마케팅|기반|연구|생산|설계|공정|정보|센터장|원장|총장|등|이|그|및|또|각|총|약|최종)"
)
_BROKEN = re.compile(r"(?:다|고|며|해|는|은|을|를|에|의|로|서|한|된|할|던|게|지|면|도|만)$")
_VERBAL = re.compile(
    r"(?:하고|되고|하며|되며|이며|하여|되어|했고|됐고|맡고|맡아|받아|위해|통해|따라|에서|까지|부터|이라|한다|했다|된다|이다|있다)$"
)
_COPULA = re.compile(r"(?:이다|이며|이고|입니다|(?<=...)다)$")
_COUNTED = re.compile(r"\s?등\s?(?:총 |모두 )?\d")
_NUMBERED = re.compile(r"\d+여?(?:곳|개|명|건|사|팀|종|년|월|일|억|만|$)")
_FIRM = re.compile(
    r"㈜|\(주\)|.(?:전자|중공업|화학|제약|테크|텍|솔루션|솔루션즈|이노베이션|모비스|네트웍스|로보틱스"
    r"|클라우드|텔레콤|머티리얼즈|케미칼|물산|엔지니어링|이엔지|코리아|소프트|시스템즈|바이오팜|파마"
    r"|메디칼|제강|제철|정밀|기전|기공|항공|로지스틱스|모빌리티|[가-힣]앤[가-힣])$"
)
"""What only the names of firms have: a list without any known body counts when one of it has it."""
_LETTERS = re.compile(r"[A-Z]{2}")
_ROLE_BEHIND = re.compile(
    r"(?:이|가|을|를|은|는)? ?(?:참여|협력|공동(?:연구)?(?:개발)?|수요|공급|실증|위탁(?:연구)?)"
    r" ?(?:기관|기업|업체|사)(?:으로|로)"
)
_ROLE_BEFORE = re.compile(
    r"(?:(?:참여|공동(?:연구)?(?:개발)?|수요|공급|실증|협력) ?(?:기관|기업|사)|(?:기업|업체))인 $"
    r"|\d개 ?(?:기업|기관|업체|사)\($"
)
"""A list that is called so is one of bodies, whoever they are: 이노뎁, 유니콤넷이 참여사로."""


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
    holders = [
        m for m in find(scene, "holder") if m.one(scene, "lead") and not _is_elsewhere(scene, m)
    ]
    for match in holders[:1]:
        for n in anchor.projects:
            roles = rows.setdefault(n, Roles())
            if not roles.leads and not roles.participants:
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
_NOT_THEIRS = re.compile(
    r"(?:조사|용역|설계|심사|평가|감리|시공|공사)(?:은|는) $|[\U000FC800-\U000FEFFF](?:과|와) $"
)
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
        return (contest is not None and won is None) or _NOT_THEIRS.search(before) is not None
    hosted = _HOSTED.search(scene.masked, match.start, match.end + 4)
    return hosted is not None and _EVENT.search(before) is not None


def _title(scene: Scene, anchor: Anchor, match: Match) -> int | None:
    if _is_elsewhere(scene, match):
        return None
    named = scene.mention(scene.masked[match.end - 1]) is not None  # what follows is its particle
    forward = not named and _ADNOMINAL.match(scene.masked, match.end, match.end + 3) is not None
    return anchor.title(match, forward=forward)


_ADNOMINAL = re.compile(r"(?:한|하는|할|는)\s")


def _take(scene: Scene, anchor: Anchor, match: Match, rows: dict[int, Roles]) -> None:
    title = _title(scene, anchor, match)
    if title is None:
        return
    roles = rows.setdefault(title, Roles())
    for what, binding in match.bound.items():
        kind = what.rstrip("23456789")
        for found in _joining(match, tuple(members(scene, binding, kind))):
            if kind == "lead" and found.kind in _BODIES and not _OFFICE.search(found.text):
                roles.leads.append(mention(scene, found, match.pattern.name))
            elif kind == "participant" and found.kind in _BODIES:
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


def members(scene: Scene, binding: Binding, kind: str) -> Iterator[Found]:
    """Yield the names of a list: known mentions, and free words that stand among them.

    Args:
        scene: the text.
        binding: what a placeholder bound there.
        kind: the name of the placeholder; only those of a ``participant`` and, where no body is
            known there, of a ``lead`` take free words.
    """
    known = scene.mentions(_BRACKETS.sub("", binding.masked))
    if kind != "participant":
        yield from known or (_listed(scene, binding) if kind == "lead" else ())
        return
    if _counts(scene, binding, known):
        yield from _listed(scene, binding)


def _counts(scene: Scene, binding: Binding, known: list[Found]) -> bool:
    """Tell whether a list is one of bodies: it holds one, is counted as such, or has a firm."""
    if any(f.kind in _BODIES for f in known):
        return True
    end = binding.masked_start + len(binding.masked)
    if _COUNTED.match(scene.masked, end) or _ROLE_BEHIND.match(scene.masked, end):
        return True
    if _ROLE_BEFORE.search(scene.masked, max(0, binding.masked_start - 12), binding.masked_start):
        return True
    *first, last = _SPLIT.split(binding.masked)
    pieces = (*first, split(last)[0])
    return not known and (
        any(map(_FIRM.search, pieces)) or (len(pieces) > 1 and any(map(_LETTERS.search, pieces)))
    )


_RUNS_ON = re.compile(
    r" (?!등|참여|함께|공동|컨소시엄|총|모두|주관|외|및|간|측|이하|연합|협력|협업|협약|주도|중심"
    r"|주축)[가-힣]"
)
"""A bare word that goes on like this is no name, but says of what kind something is."""


def _listed(scene: Scene, binding: Binding) -> Iterator[Found]:
    """Yield the entries of a list of bodies."""
    end = binding.masked_start + len(binding.masked)
    told = scene.masked[end : end + 1] in tuple("이가은는을를")  # its particle stands behind it
    for piece, offset in _pieces(binding.masked):
        inside = tuple(scene.mentions(_BRACKETS.sub("", piece)))
        if inside:
            whole = _whole(scene, piece, inside)
            yield from (whole,) if whole else narrowest(scene, inside)
            continue
        last = offset + len(piece) == len(binding.masked)
        name = _free(piece, last=last and not told)
        if name is None or (last and name == piece and _RUNS_ON.match(scene.masked, end)):
            continue
        start = scene.at(binding.masked_start + offset + piece.index(name))
        if scene.text[start : start + len(name)] == name:
            yield Found("org", start, start + len(name), name)


def _whole(scene: Scene, piece: str, inside: tuple[Found, ...]) -> Found | None:
    """Return the body of several words that an entry is: «김해산업진흥 의생명융합재단»."""
    f = inside[-1]
    if len(inside) == 1 and f.kind in ("region", "place"):
        return _local(scene, piece, f)
    if len(inside) == 2 and scene.text[inside[0].end : f.start] == " ":
        return _of_two(scene, *inside)
    if len(inside) > 1 or f.kind != "org":
        return None
    before = _WORD_BEFORE.match(piece)
    behind = _WORD_BEHIND.search(piece)
    start, end = f.start, f.end
    if before and _is_part(before[1]) and _incomplete(f.text):
        start -= len(before[0])
    if behind and not _PERSON.match(behind[1]) and f.text.startswith(("㈜", "(주)")):
        end += len(behind[0])
    if (start, end) == (f.start, f.end):
        return None
    return Found("org", start, end, scene.text[start:end])


def _local(scene: Scene, piece: str, region: Found) -> Found | None:
    """Return what is named after its place in a list of bodies: 울릉도 심층수."""
    behind = _WORD_BEHIND.search(piece)
    if behind is None or _PEOPLE.search(behind[1]) or not _is_part(behind[1]):
        return None
    end = region.end + len(behind[0])
    return Found("org", region.start, end, scene.text[region.start : end])


_PEOPLE = re.compile(
    r"(?:공무원|주민|시민|도민|군민|구민|농가|농민|어민|상인|학생|청년|의원|시장|군수|도지사|지사|공직자|지역|일대"
    r"|일원|권|관계자|직원|단체|기업|업체|대학|기관)"
)


def _of_two(scene: Scene, a: Found, b: Found) -> Found | None:
    """Return a body with the region or house before it: 전북도 경제통상진흥원, ㈜한화 협의회."""
    if a.kind not in ("region", "org") or b.kind != "org":
        return None
    if a.kind == "region" and not _incomplete(b.text):
        return b
    return Found("org", a.start, b.end, scene.text[a.start : b.end])


_WORD_BEFORE = re.compile(r"([가-힣]{2,10}) (?=[^가-힣])")
_WORD_BEHIND = re.compile(r" ([가-힣]{2,8})$")
_PERSON = re.compile(
    r"(?:대표|관계자|회장|사장|이사|임직원|직원|공장|본사|연구소|컨소시엄|그룹|등)"
)
_COMPLETE = re.compile(r"^(?:한국|국립|대한|㈜|\(|<)|(?:대|대학교?|병원|테크노파크|TP)$")


_UNIT = re.compile(r"(?:본부|지사|지부|분원|분소)$")


def _incomplete(name: str) -> bool:
    """Tell whether the name of a body may lack its first word: no place and no 한국 opens it."""
    g = lexicon.load().gazetteer
    if _UNIT.search(name):
        return True
    return not (_COMPLETE.search(name) or name in g.institutions_by_name or region_in(name))


def _is_part(word: str) -> bool:
    """Tell whether a word can be the first of a body's name: a noun, but no common one."""
    known = lexicon.load().gazetteer.regions_by_name
    return not (split(word)[1] or _COMMON.fullmatch(word) or _VERBAL.search(word) or word in known)


def _free(piece: str, *, last: bool) -> str | None:
    """Return the unknown name that an entry of a list is, or ``None``."""
    name = _NOTE.sub("", piece).strip()
    name = _COPULA.sub("", name.rstrip(".")) if last else name
    stem, particle = split(name)
    if last and particle in ("이", "가", "과", "와", "도"):
        name = stem
    elif particle in _CASES:
        return None
    common = (
        len(name) < 2 or _NUMBERED.match(name) or _COMMON.fullmatch(name) or _VERBAL.search(name)
    )
    return None if common or (len(name) < 4 and _BROKEN.search(name)) else name


def _pieces(masked: str) -> Iterator[tuple[str, int]]:
    at = 0
    depth = 0
    cuts = list(_SPLIT.finditer(masked))
    for cut in cuts:
        depth = masked[: cut.start()].count("(") - masked[: cut.start()].count(")")
        if depth > 0:
            continue
        yield masked[at : cut.start()], at
        at = cut.end()
    yield masked[at:], at


def _settled(roles: Roles) -> Roles:
    """Drop repeats, short forms of a name already there, and participants that lead."""
    others: list[OtherRole] = []
    for o in roles.others:
        if not any(x.name == o.name and x.role == o.role for x in others):
            others.append(o)
    aside = {squeeze(o.name) for o in others if o.role == "administrator"}
    leads = _distinct([m for m in roles.leads if squeeze(m.name) not in aside], [])
    participants = _distinct([m for m in roles.participants if squeeze(m.name) not in aside], leads)
    return Roles(leads, participants, others, roles.partners)


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
    if f"({short})" in long or (len(short) == 3 and _FULLER.fullmatch(long[len(short) :])):
        return long.startswith(short) or f"({short})" in long
    if short.endswith("tp") and long.endswith("테크노파크"):
        return long.startswith(short[:-2])
    if short.endswith("대") and long.endswith("대"):
        return short[:-1] in long
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
