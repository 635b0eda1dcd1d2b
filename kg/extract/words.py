"""What a single word names: a body, a ministry, a region; and bodies of several words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import NamedTuple

from kg.extract import lexicon
from kg.extract.forms import KINDS, SPELT, TOKEN, of_kind, without_ending
from kg.extract.found import MARKS, Found, Kind
from kg.korean.particles import PARTICLE, split

__all__ = ["kind_of", "words"]


def kind_of(word: str) -> tuple[Kind, int] | None:
    """Tell what a single word names, with the length of the name, or ``None``."""
    lex = lexicon.load()
    for length in lex.beginnings.get(word[:2], ()):
        known, kind = _known(word[:length], word[length:])
        if known and length <= len(word):
            return None if kind is None else (kind, length)
    if not lex.body_ends.isdisjoint(map(add, word, word[1:])):
        m = lex.organisation.match(word)
        if m and len(m[1]) >= 4 and not _COMMON_BODY.match(m[1]):
            return "org", len(m[1])
    m = _UNIVERSITY.match(word) if "대" in word else None
    if m and not any(m[1].endswith(x) for x in lex.not_universities):
        return "org", len(m[1])
    return ("self", 1) if word in _SELF else None


_UNIVERSITY = re.compile(rf"^([가-힣]{{2,6}}대)({PARTICLE})?$")
_ONE_PARTICLE = re.compile(rf"(?:{PARTICLE})?")
_SELF = frozenset(
    self + particle
    for self in "시도군구"
    for particle in (
        ("은", "의", "에서", "에", "도")
        if self == "군"
        else ("는", "가", "의", "와", "에서", "에", "도")
    )
) - {"도와", "시도", "군도", "도도"}


def _known(name: str, rest: str) -> tuple[bool, Kind | None]:
    """Tell whether a name with what stands behind it is in the gazetteer, and what it names."""
    lex = lexicon.load()
    g = lex.gazetteer
    if name in g.ministries_by_name and _ONE_PARTICLE.fullmatch(rest):
        return True, "gov" if _STATE.search(name) else "agency"
    if (name in g.institutions_by_name or name in lex.names) and _ONE_PARTICLE.fullmatch(rest):
        return True, "org"
    if name in g.regions_by_name and lex.region_tail.match(rest):
        return True, None if name in g.words else _region_kind(name)
    return False, None


_COMMON_BODY = re.compile(
    r"^(?:주관|중심|참여|총괄|상급종합|거점|특성화|지역|전문|공공|국공립|연구|협력|대상|선정|관련|수행|해당"
    r"|글로컬|국립|사립|선도|시범|도내|관내|시내|국내|대형|종합|민간|광역|기초|문화|장학|관광|복지|출연|공익|산하|의료|사회적"
    r"|유치|평가|심사|핵심|책임|수석|선임|전임|공동|대표|연합|협업|신진|소속|박사급)"
    r"?(?:연구)?(?:협동조합|영농조합법인|농업회사법인|콘서트하우스|오페라하우스|예술회관"
    r"|대학|대학교|병원|연구소|센터|재단|협회|위원회|교육청|지원단|연구원|은행|도서관|박물관|조합)$"
    r"|.*(?<!보증)기금$"  # a fund is money (국민체육진흥기금), unless it vouches (기술보증기금)
)
_STATE = re.compile(r"(?:부|처|청|위원회|균형위|방사청|위)$")


_SAFE = re.compile(r"(?:특별시|광역시|특별자치시|특별자치도|[가-힣]{2,}[시도군구])$")


def _region_kind(name: str) -> Kind:
    """A short name of a city or county may be a common word; every other name is safe."""
    entities = lexicon.load().gazetteer.regions_by_name[name]
    if _SAFE.search(name):
        return "region" if len(entities) == 1 or len(name) > 2 else "place"
    top = all(e.parent is None for e in entities if e.type in ("Province", "City"))
    return "region" if top and any(e.type in ("Province", "City") for e in entities) else "place"


def words(text: str) -> Iterator[Found]:
    """Yield bodies, ministries and regions among the words that nothing else claimed."""
    pending: list[Found] = []
    formed = any(kind in text for kind in KINDS) or _FORM.search(text)
    tokens = list(_formed(text) if formed else _plain(text))
    places = _homographs(text, tokens)
    for _, found, sure in tokens:
        if not sure and found.start not in places:
            continue
        found = _headed(text, found)
        if found.kind == "self" and text[: found.start].endswith(_OF_SEVERAL):
            continue
        joined = _join(text, _noted(text, pending), found) if pending else None
        if joined is not None:
            pending = [joined]
        elif _is_note(text, pending, found):
            pending.append(found)
        else:
            yield from (f for f in pending if f.text not in _BARE_UNITS)
            pending = [found]
    yield from (f for f in pending if f.text not in _BARE_UNITS)


def _headed(text: str, found: Found) -> Found:
    """Return a body with the beginning of its name that is spelt out: 에코(ECO)융합섬유연구원."""
    if found.kind != "org" or text[found.start - 1 : found.start] != ")":
        return found
    head = SPELT.search(text, max(0, found.start - 18), found.start)
    if head is None or kind_of(head[1]) is not None:
        return found
    return found._replace(start=head.start(), text=text[head.start() : found.end])


def _is_note(text: str, pending: Sequence[Found], found: Found) -> bool:
    """Tell whether a name is the short form in brackets behind the body just read: (KIST)."""
    return (
        len(pending) == 1
        and pending[0].kind == found.kind == "org"
        and text[pending[0].end : found.start] == "("
        and text[found.end : found.end + 1] == ")"
    )


def _noted(text: str, pending: Sequence[Found]) -> Found:
    """Return the body just read, with the short form in brackets behind it."""
    first = pending[0]
    if len(pending) == 1:
        return first
    end = pending[1].end + 1
    return first._replace(end=end, text=text[first.start : end])


_OF_SEVERAL = ("·", "ㆍ", "‧", "․", "개 ")
"""What stands before a word for any of several regions: 5개 시·군은, 3개 군은."""


class _Token(NamedTuple):
    """A word that names something, by its number in the text; a homograph only may name it."""

    number: int
    found: Found
    sure: bool


_WORD = re.compile(r"[가-힣A-Za-z0-9&]+")
_FORM = re.compile(r"[㈜(<재사](?:(?<=㈜)|[주재사유합][)>]|단법인\s)")


def _plain(text: str) -> Iterator[_Token]:
    """Yield what the words of a text without legal forms name, each by itself."""
    at = 0
    for number, word in enumerate(_WORD.findall(text)):
        start = text.index(word, at)
        at = start + len(word)
        known = _named(word)
        if known is not None:
            kind, length, sure = known
            yield _Token(number, Found(kind, start, start + length, word[:length]), sure)


def _formed(text: str) -> Iterator[_Token]:
    """Yield what the words of a text name; a legal form beside a word says that it is a body."""
    for number, m in enumerate(TOKEN.finditer(text)):
        found = _with_form(text, m) if m["form"] or m["tail"] else None
        if found is not None:
            yield _Token(number, found, sure=True)
        elif m["kind"] or m["behind"] or not (m["form"] or m["tail"]):
            known = _named(m["word"])
            if known is not None:
                kind, length, sure = known
                start = m.start("word")
                yield _Token(number, Found(kind, start, start + length, m["word"][:length]), sure)


@lru_cache(maxsize=8192)
def _named(word: str) -> tuple[Kind, int, bool] | None:
    """Tell what a word without a legal form names, with the name's length and whether it is sure.

    A bare unit (산학협력단) is a body here; a common word that may be a place (구미) is not sure.
    """
    known = kind_of(word)
    if known is not None:
        return *known, True
    stem = without_ending(word)
    if stem in _BARE_UNITS:
        return "org", len(stem), True
    lex = lexicon.load()
    if word[:2] in lex.gazetteer.words and lex.region_tail.match(word[2:]):
        return "place", 2, False
    return None


_LIST_GAP = re.compile(r" ?[·ㆍ‧․/\-–~∼] ?|(?:와|과) | 및 ")
_LIST_END = re.compile(r" ?[,·ㆍ‧․/()\-–~∼.]| 등|(?:의|와|과|은|는|이|가|에|에서)\s|\Z")


def _homographs(text: str, tokens: Sequence[_Token]) -> Set[int]:
    """Return where words stand (구미, 고성) that stand in a list of places: so they are places.

    >>> [f.text for f in words("고성·통영과 구미, 포항의 예산")]
    ['고성', '통영', '구미', '포항']
    """
    if all(token.sure for token in tokens):
        return frozenset()
    owners = {
        t.found.start for t in tokens
        if not t.sure and (_owns_entry(text, t.found) or _is_site(text, t.found))
    }  # fmt: skip
    sure = {token.found.start for token in tokens if token.sure} | owners
    pairs = [
        (a.found, b.found)
        for a, b in pairwise(tokens)
        if b.number == a.number + 1 and {a.found.kind, b.found.kind} <= _PLACES
    ]
    kept: set[int] = set(owners)
    for a, b in (*pairs, *reversed(pairs)):
        known = (a.start in sure, b.start in sure)
        if not all(known) and _listed(text, a, b, known):
            kept |= {a.start, b.start} - sure
            sure |= {a.start, b.start}
    return kept


_PLACES = frozenset(("region", "place"))


def _owns_entry(text: str, found: Found) -> bool:
    """Tell whether a word stands between a list mark and the entry that is its: «△영주의 X»."""
    before = text[: found.start].rstrip(" ")[-1:]
    return before in MARKS and before != "" and text[found.end : found.end + 3] == "의 \0"


_SITE = re.compile(
    r"(?:에|에는|엔|에서) (?:소재|위치|자리|들어[서설선]|조성|구축|건립|설립|설치|짓|지어|세[우워])"
    r"| (?:[가-힣]{1,6}(?:산단|산업단지|농공단지)|[가-힣]{1,3}[읍면](?=[ 에])"
    r"|[가-힣]{2,4}에 들어[서선설])"
)
_CASE = re.compile(r"(?:에|에서|의|와|과|엔|에는|에서는)(?: |$)|[·,]| 등 ")


def _is_site(text: str, found: Found) -> bool:
    """Tell whether something stands in a word (김제에 들어선다), or it is noted with a name.

    It is a place too where the text calls it a city or a county elsewhere: 구미시.
    """
    if found.text in _MONEY_WORDS:
        return False
    if text[found.start - 2 : found.start] == "\0(" and _NOTED.match(text, found.end):
        return True
    if _SITE.match(text, found.end):
        return True
    full = (f"{found.text}시", f"{found.text}군")
    return _CASE.match(text, found.end) is not None and any(name in text for name in full)


_MONEY_WORDS = frozenset(("예산", "양산", "고령", "경기", "구리"))
_NOTED = re.compile(r"\)|,? ?\0+\)")


def _listed(text: str, a: Found, b: Found, known: tuple[bool, bool]) -> bool:
    """Tell whether two places stand in one list, or the second lies in the first."""
    gap = text[a.end : b.start]
    if _LIST_GAP.fullmatch(gap):
        return any(known) or len(gap.strip()) == 1
    if "예산" in (a.text, b.text):
        return False  # no list, but a headline: 대구, 예산 100억원 확보
    if gap == " ":
        return _lies_in(b.text, a.text)
    short = a.text[-1] not in "시군도구" and b.text[-1] not in "시군도구"
    ends = known[1] or _LIST_END.match(text, b.end) is not None
    return gap.strip() == "," and short and any(known) and ends


def _lies_in(name: str, above: str) -> bool:
    known = lexicon.load().gazetteer.regions_by_name
    over = {e.id for e in known.get(above, ())}
    return any(e.parent in over for e in known.get(name, ()))


_BARE_UNITS = frozenset(
    (
        "산학협력단", "병원", "분원", "지역본부", "연구본부", "산단", "부설연구소",
        "테크노파크", "창조경제혁신센터",
    )
)  # fmt: skip
"""Units that name a body only behind the one they belong to: 선문대 산학협력단."""


_OF_PLACES = frozenset(("테크노파크", "창조경제혁신센터", "농업기술센터", "산림조합"))
"""Bodies that every place may have one of: 인천 테크노파크, 김제시 농업기술센터."""


def _with_form(text: str, m: re.Match[str]) -> Found | None:
    """Return the body that a word with a legal form before or behind it names."""
    form, word, tail = m["form"], m["word"], m["tail"]
    if m["kind"] or m["behind"]:
        return of_kind(text, m)
    if tail or (form and form.strip() in ("㈜", "(주)", "<주>", "(유)", "(합)")):
        stem = word if tail else without_ending(word, text[m.end() : m.end() + 1])
        end = m.end() if tail else m.start("word") + len(stem)
        return Found("org", m.start(), end, text[m.start() : end])
    known = kind_of(word)
    if known is None or known[0] not in ("org", "agency"):  # (재)철원플라즈마 산업기술연구원
        return _long_foundation(text, m)
    start = m.start() if form and form.startswith(("(", "<")) else m.start("word")
    end = m.start("word") + known[1]
    return Found(known[0], start, end, text[start:end])


def _long_foundation(text: str, m: re.Match[str]) -> Found | None:
    """A legal form opens a name of several words: it ends at the first word that names a body."""
    at = m.end()
    for _ in range(3):
        following = TOKEN.match(text, at + 1) if text[at : at + 1] == " " else None
        if following is None or following["form"]:
            return None
        known = kind_of(following["word"])
        if known and known[0] in ("org", "agency"):
            end = following.start("word") + known[1]
            return Found("org", m.start(), end, text[m.start() : end])
        at = following.end()
    return None


_FAR_UNIT = re.compile(
    r"(?:사업단|연구소|연구센터|지원센터|연구단|지원단|추진단|기획단|[가-힣]센터)$"
)
_FIELD = re.compile(r" ((?:[가-힣A-Za-z]{2,10}[·ㆍ‧]?){1,3}) ")


def _far_unit(text: str, a: Found, b: Found, gap: str) -> Found | None:
    """Join a body and its unit with the word for its field: 제주대 건강·뷰티산업 지원사업단."""
    field = _FIELD.fullmatch(gap)
    if a.kind != "org" or field is None or not _FAR_UNIT.search(b.text) or _OWN_NAME.match(b.text):
        return None
    word = field[1]
    lex = lexicon.load()
    if (
        split(word)[1]
        or word in lex.stop
        or kind_of(word) is not None
        or not _IS_HOUSE.search(a.text)
    ):
        return None
    return Found("org", a.start, b.end, text[a.start : b.end])


_IS_HOUSE = re.compile(r"(?:대|대학교|대학|병원|의료원|연구원|기술원|진흥원|테크노파크|TP|재단)$")
_OWN_NAME = re.compile(r"한국|국립|[가-힣]{2}테크노파크")


def _join(text: str, a: Found, b: Found) -> Found | None:
    """Join a body and its unit, or a short place and the body named after it, into one name."""
    gap = text[a.end : b.start]
    if b.kind != "org":
        return None
    if gap not in (" ", " 부설 ", " 산하 "):
        return _far_unit(text, a, b, gap)
    unit = lexicon.load().unit.match(b.text) is not None
    if a.kind == "org" and (unit or b.text.endswith("단")) and not _OWN_NAME.match(b.text):
        return Found("org", a.start, b.end, text[a.start : b.end])
    if gap == " " and a.kind in _PLACES and b.text in _OF_PLACES:
        return Found("org", a.start, b.end, text[a.start : b.end])
    if (
        a.kind == "place"
        and gap == " "
        and not b.text.startswith(("한국", "국립", "㈜", "("))
        and not b.text.startswith(a.text)
    ):
        return Found("org", a.start, b.end, text[a.start : b.end])
    return None
