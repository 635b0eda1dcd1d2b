"""The names in a list of bodies: what is known for one, and free words that stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import lexicon
from kg.extract.forms import SPELT
from kg.extract.found import Found
from kg.extract.patterns import Binding
from kg.extract.places import region_in
from kg.extract.regions import narrowest
from kg.extract.scene import Scene
from kg.korean.particles import split

__all__ = ["BODIES", "members"]

BODIES = ("org", "agency")
"""Kinds of mention that can lead or take part."""

_SPLIT = re.compile(
    r"\s?[,·ㆍ‧․/、]\s?|\s?[△▲▷▶▪■●○∙•]\s?|(?<=[\U000F0000-\U0010FFFF])[–-]|(?<=[^\s])(?:와|과)\s|\s(?:및|그리고)\s"
)
_CASES = ("을", "를", "은", "는", "에", "에서", "으로", "의")
_BRACKETS = re.compile(r"\([^()\n]*\)?")
_NOTE = re.compile(r"\s?\([^()\n]*\)?$")
_COMMON = re.compile(
    r"(?:(?:주관|참여|협력|공동|공동연구|수행|지원|대표|실증|수요|공급|혁신|유관|관련|전문|출연|핵심)"
    r"(?:연구)?(?:(?:기관|기업|대학|업체|사)(?:으?로)?)?|재단|진흥원|연구원|연구소|센터|공단|공사|협회|조합|대학교"
    r"|사업단|컨소시엄|본부|기술원|위원회|연구센터|지원센터|민간|국가|업계|학계|업체들|본사|자회사|계열사|해당|이들|이번|[가-힣]{0,4}자치단체|교수진|연구진|(?:의과|공과|자연과학|인문|사회과학|약학|치과|농과)대학|공공기관|벤처|스타트업|소상공인|[가-힣]{2,8}(?:학과|학부|연구팀)|(?:중소|중견|대|벤처)기업|협동조합|함께|비롯|직접|각각|기관|기업|업체|대학|병원|산학연|연구기관|지역|관계자|전문가|기업들|기업체|업체|상급종합병원|종합병원|분야|사업|과제|기술|산업|지원|구축|개발|양성|컨설팅|홍보|시장|위원|교수|학생|주민|단체|부처|정부|지자체|시군|도내|지방비|국비|민자|장비|소재|부품|제품|인력|교육|협력|연계|참여|수행|운영|조성|마케팅|기반|연구|생산|설계|공정|정보|센터장|원장|총장|등|이|그|및|또|각|총|약|최종)"
)
_BROKEN = re.compile(r"(?:다|고|며|해|는|은|을|를|에|의|로|서|한|된|할|던|게|지|면|도|만)$")
_VERBAL = re.compile(
    r"(?:하고|되고|하며|되며|이며|하여|되어|했고|됐고|으며|맡고|맡아|받아|위해|통해|따라|에서|까지|부터|이라|한다|했다|된다|이다|있다)$"
)
_COPULA = re.compile(r"(?:이다|이며|이고|(?<=...)다)$")
_COUNTED = re.compile(r"\s?등\s?(?:총 |모두 )?\d")
_NUMBERED = re.compile(r"\d+여?(?:곳|개|명|건|사|팀|종|년|월|일|억|만|$)")
_FIRM = re.compile(
    r"㈜|\(주\)|.(?:전자|중공업|화학|제약|테크|텍|솔루션|솔루션즈|이노베이션|모비스|네트웍스|로보틱스|그린파워|아이티|일렉|일렉트릭|산전|이앤씨|에어로"
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
    r"|(?:참여|수요|공급|실증) ?(?:기관|기업|사)(?:은|는|으로는|로는| ?:) $"
    r"|\d개 ?(?:기업|기관|업체|사)\($"
)
"""A list that is called so is one of bodies, whoever they are: 이노뎁, 유니콤넷이 참여사로."""


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
    if any(f.kind in BODIES for f in known):
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
            stop = start + len(name)
            spelt = SPELT.search(scene.text, max(0, start - 18), start)
            start = spelt.start() if spelt else start
            yield Found("org", start, stop, scene.text[start:stop])


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
    name = _NOTE.sub("", piece).strip().removeprefix("기업체 ")
    name = _COPULA.sub("", name.rstrip(".")) if last else name
    stem, particle = split(name)
    acts = particle == "이" and len(stem) > 3  # A, B가 수요기업으로, C가 공급기업으로
    if acts or (last and particle in ("이", "가", "과", "와", "도")):
        name = stem
    elif particle in _CASES or len(particle) > 1:
        return None
    common = (
        len(name) < 2 or _NUMBERED.match(name) or _COMMON.fullmatch(name) or _VERBAL.search(name)
    )
    return None if common or (len(name) < 4 and _BROKEN.search(name)) else name


_ROW = re.compile(r"[\U000F0000-\U0010FFFF](?: [\U000F0000-\U0010FFFF]){2,}(?: [^ ]+)*")
"""A list of words without any comma: three bodies side by side and what follows them."""


def _pieces(masked: str) -> Iterator[tuple[str, int]]:
    at = 0
    if _ROW.fullmatch(masked):
        for word in masked.split(" "):
            yield word, at
            at += len(word) + 1
        return
    depth = 0
    cuts = list(_SPLIT.finditer(masked))
    for cut in cuts:
        depth = masked[: cut.start()].count("(") - masked[: cut.start()].count(")")
        if depth > 0:
            continue
        yield masked[at : cut.start()], at
        at = cut.end()
    yield masked[at:], at
