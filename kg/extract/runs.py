"""Names without marks: runs of nouns that end like a title (특장차 … 기반구축 사업)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import add

from kg.extract import lexicon
from kg.extract.found import MARKS, Found, squeeze
from kg.extract.said import YEAR, fits, told
from kg.extract.words import kind_of
from kg.korean.particles import PARTICLE, split

__all__ = ["runs", "says_nothing"]

_WORD = re.compile(
    r"[가-힣A-Za-z0-9·ㆍ‧․&/+\-–∼㈜]+(?:(?<=[가-힣])~(?=[가-힣])[가-힣A-Za-z0-9·&/+\-]+)*"
    r"(?:\([^()\n\0]{1,24}\)(?= (?:[가-힣]{2} )?(?:사업|과제|프로젝트)))?"
    r"(?:\((?:[^()\s\0]{1,18}|[A-Za-z ]{3,24})\)(?=[가-힣A-Za-z\s]))?"
    r"[가-힣A-Za-z0-9·ㆍ‧&/+\-]*"
)
_COUNTED = re.compile(
    r"^\d+차(?!산업)|^\d+여?(?:개|건|곳|명|종|대|년|월|일)|[·,]\d+여?(?:개|건|곳)"
)
_FOR = re.compile(r"^(?:위한|통한|활용한|이용한|기반한)$")
_ADNOMINAL = re.compile(
    r"(?:한|된|할|될|하는|되는|하던|있는|없는|같은|이는|지는|려는|받는|받은|낸|온|쓸|갈|올|인|나선|열린"
    r"|맡은|살린|걸린|달린|풀린|세운|이끄는|얻은|힘든|어려운|새로운|뛰어난|남은|많은|작은|높은|낮은"
    r"|^따른|^대한|^관한|^[둔긴먼든쓴짠딴뜬찬단])$"
)
_NOUN_END = re.compile(
    r"(?:(?:디자|라|체|와|메|개|법|장|노|상|주|성|무|1|외국|장애|농업|어업|예술|경영|전문)인"
    r"|(?:이|고|저|상|항|체|수)온|[코탄]올|(?:제|권|북|남|무|최소|최대)한|(?:역|분)할"
    r"|(?:도|관|선|회|항|통|경|진|수|철|활주|원자)로)$"
)
"""Nouns that end like a verb (디자인, 리튬이온) or like a word with a particle (지하관로)."""
_VERBAL = re.compile(
    r"(?:고자|하고|하여|(?<![전동남서재방이피공근])(?<!풍수)해|하며|하면|돼|되어|되고|됐다|했다|한다|된다|이다|있다|며|까지|부터|보다|에서|에게"
    r"|(?:잡|맺|맡|받|짓|우|들|루|리|추|으|펴|돕|이|히)고|받아|나서|들여|뽑혀|밝혀|꾸려|모아|묶어|맺어|맞춰|갖춰|나눠|이뤄|쌓여|모여|꾸며|담아|삼아|찾아|세워|만들어|내세워|앞세워|살려|키워|늘려|높여|거쳐|펼쳐"
    r"|대로|처럼|만큼|지만|는데|으며|하기|하게|려고|면서|라며|이며|이고|[따이]르면|되면)$"
)


@lru_cache(maxsize=8192)
def _head(word: str) -> tuple[int, int]:
    """Return how surely a word ends a name (2 strong, 1 weak, 0 not) and the length of its stem."""
    words = lexicon.load()
    ends = words.head_ends  # of one letter, or of two
    if ends.isdisjoint(map(add, word, word[1:])) and ends.isdisjoint(word):
        return 0, len(word)
    stem, _ = split(word)
    stem = _STUCK.sub("", _SITE.sub("", stem))
    if stem == word:
        bare = _PARTICLE_END.sub("", word)
        stem = bare if bare.endswith(words.strong_heads) else word
    if _ACRONYM.sub("", stem).endswith(words.strong_heads):
        return 2, len(stem)
    return (1, len(stem)) if stem.endswith(words.weak_heads) else (0, len(stem))


_ACRONYM = re.compile(
    r"\((?:비?[A-Za-z&]{2,12}|[가-힣·]{1,8}(?:형|분야|부문)|[A-Za-z가-힣]{2,10}사업)\)$"
)
_SITE = re.compile(r"(?<=..사업)지$")
"""The place of a project: 도시재생사업지로 선정."""
_STUCK = re.compile(r"(?<=[가-힣]{2}사업)비$")
"""The money of a project, told in one word with its name: 도시민 유치 지원사업비 4억원."""
_PARTICLE_END = re.compile(rf"{PARTICLE}$")


_DASHES = frozenset("-–&+/·")


@lru_cache(maxsize=8192)
def _carries_on(word: str) -> bool:
    """Tell whether a word can stand inside a name without quotation marks."""
    words = lexicon.load()
    if word in words.stop or _VERBAL.search(word) or _COUNTED.search(word) or word in _DASHES:
        return False
    if _FOR.match(word) or _NOUN_END.search(word):
        return True
    _, particle = split(word)
    return not particle and not _ADNOMINAL.search(word)


_CALL_YEAR = re.compile(r"^(?:19|20)\d\d년도?\s?")


def runs(text: str) -> Iterator[Found]:
    """Yield noun runs without quotation marks that end like a name: 특장차 … 기반구축 사업."""
    words = _words(text)
    priced_from = _priced(text)
    taken = -1
    for i, (start, end, word) in enumerate(words):
        sure, length = _head(word)
        priced = end in priced_from
        if not sure:
            if not priced or not _can_be_priced(word):
                continue
            sure, length = 1, len(word)
        unpaid = (
            word[length:].startswith("비")
            and text[start + length + 1 : start + length + 3] != " \0"
        )
        if start <= taken or unpaid or not _begins(text, start, word):
            continue
        if sure == 2 and length == len(word) and _goes_on(text, end, words[i + 1 : i + 2]):
            continue
        how = told(text, word[:length], start + length) if sure == 1 else ""
        if sure == 1 and not (how or priced):
            continue
        first = _left_edge(text, words, i, taken, listed=priced)
        if not fits(text, words[first : i + 1], how):
            continue
        name_start, name_end = words[first][0], start + length
        name = text[name_start:name_end]
        key = squeeze(_CALL_YEAR.sub("", name))
        if len(key) < (4 if priced else 5) or says_nothing(key):
            continue
        body = sure == 1 and _begins_with_body(name)
        if body and not (priced and (_is_built(name) or _is_listed(text, name_start, name))):
            continue
        taken = end
        yield Found("name", name_start, name_end, name)


def _goes_on(text: str, end: int, behind: list[tuple[int, int, str]]) -> bool:
    """Tell whether a name goes on behind a word for a project: 향토산업육성사업 협업프로젝트."""
    for start, _, word in behind:
        sure, length = _head(word)
        key = squeeze(word[:length])
        if text[end:start] != " " or sure < 2 or len(key) < 5 or key.startswith("공모"):
            return False
        return not says_nothing(key)
    return False


def _begins(text: str, start: int, word: str) -> bool:
    """Tell whether a word stands on its own and counts nothing."""
    return _free(text, start) and not _COUNTED.search(word)


def _words(text: str) -> list[tuple[int, int, str]]:
    """Return the words that a name can be made of: start, end, word."""
    found = []
    at = 0
    for word in _WORD.findall(text):
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at, word))
    return found


@lru_cache(maxsize=8192)
def _names_region(word: str) -> bool:
    """Tell whether a word is a region: what follows it is «the region of», not a name."""
    known = kind_of(word)
    return known is not None and known[0] in ("region", "place", "self")


@lru_cache(maxsize=8192)
def _is_state(word: str) -> bool:
    """Tell whether a word is an office without a particle: it stands before a name, not in it."""
    known = kind_of(word)
    return known == ("gov", len(word)) or word.endswith(_OFFICES)


_OFFICES = ("환경청", "관리청", "수산청", "교육청", "노동청", "기업청", "진흥청")
"""What the offices of ministries in a region are called by: 금강유역환경청."""


def _priced(text: str) -> frozenset[int]:
    """Return where words end that an amount follows: in brackets, or in a list of what was won."""
    found = [m.start() for m in _PRICE.finditer(text)]
    spaced = (at - 1 for at in found if text[at - 1 : at].isspace())
    return frozenset((*found, *spaced, *_listed(text)))


def _listed(text: str) -> Iterator[int]:
    """Yield where the names of a list end that has no marks: «A 71억원, B 18억원, C 60억원»."""
    at = 0
    for line in text.split("\n"):
        if line.count(" \0") > 2:
            for row in _ROW.finditer(line):
                if _is_of_awards(row):
                    yield from (at + m.start() for m in _SUM.finditer(line, *row.span("row")))
        at += len(line) + 1


_ROW = re.compile(
    r"(?P<row>[^,\n\0]{3,50} \0+(?:원)?(?:, ?[^,\n\0]{3,50} \0+(?:원)?){2,})(?P<tail>[^\n.]{0,24})"
)
_SUM = re.compile(r" \0")


def _is_of_awards(row: re.Match[str]) -> bool:
    """Tell whether a list «A 71억원, B 18억원, C 60억원» is of projects, not of parts of one."""
    return bool(_WON_TAIL.search(row["tail"]) or _OF_PROJECTS.search(row["row"]))


_WON_TAIL = re.compile(r"확보|반영|선정|손에 넣|따냈|따내|유치|뽑")
_OF_PROJECTS = re.compile(r"^[^,\0]{0,24}(?:사업|과제|예산|공모)(?:은|는|으로는|로는|으로)\s")
"""What a list of projects with their amounts begins with, or ends with."""

_PRICE = re.compile(
    r"\((?:[가-힣·]{2,12}, ?|[가-힣A-Za-z·㈜ ]{2,36}(?: 등)?, ?)?"
    r"(?:총 |약 |(?:총 ?)?사업비 |(?:국|도|시|군|구|지방)?[·ㆍ‧]?(?:국|도|시|군|구|지방)비 )?\0"
)
_LABEL = re.compile(
    r"(?:비|고|자|금|예산|규모|부담|총액|기금|출연|매칭|현금|현물|대응자금|지자체|민간|국비|기타|억|원"
    r"|등)$"
)


@lru_cache(maxsize=8192)
def _can_be_priced(word: str) -> bool:
    """Tell whether a word before an amount in brackets can end a title: 노지스마트농업(167억원)."""
    if len(word) < 2 or _LABEL.search(word) or not _carries_on(word):
        return False
    known = kind_of(word)
    g = lexicon.load().gazetteer
    if known is None or known[0] == "place":  # 경쟁력 강화
        return True
    return known[0] == "org" and word not in g.institutions_by_name


_BUILT = re.compile(r"(?:구축|건립|설립|조성|신축|유치|개소|개원)$")


def _is_built(name: str) -> bool:
    """Tell whether a name is that of a body, unknown as yet, and of its being built."""
    body, _, work = name.rpartition(" ")
    known = lexicon.load().gazetteer.institutions_by_name
    return " " not in body and body not in known and _BUILT.fullmatch(work) is not None


_AWARDS = re.compile(
    r"(?:공모 ?사업|(?:선정|확정)된 [^\n.]{0,12}(?:사업|과제))(?:은|으로는|에는) [^\n.]*$"
)
"""What a list of what was won begins with."""


def _is_listed(text: str, start: int, name: str) -> bool:
    """Tell whether a house that no list of bodies knows is told with its sum among what was won."""
    words = lexicon.load()
    house = name.endswith(words.weak_heads) and name not in words.gazetteer.institutions_by_name
    return house and _AWARDS.search(text[max(0, start - 300) : start]) is not None


def _begins_with_body(name: str) -> bool:
    known = kind_of(name.split(" ")[0])
    return known is not None and known[0] in ("org", "agency", "gov")


_GENERIC = re.compile(
    r"(?:(?:[동서남북]{1,2}권|순수|구축|조성|육성|건립|국책|국비|국고|대형|초대형|세부|지역|특화|연계|관련|대규모|각종|계속|계속수행|수행|실증|연구|연구개발|r&d|융합|신규|지원|기반구축|기반조성|성장동력|신성장"
    r"|핵심|주요|다양한|국가|정부|중점|전략|선도|시범|공동|추진|후속|공모|기술개발|중장기|미래|대표|국정|\d세부|제?\d단계|제?\d차|(?!특별)[가-힣]{1,4}별|[가-힣]{2,4}분야|[가-힣]{2,5}형|상반기|하반기|중앙|중앙부처|부처|글로벌|생활기반|전국단위|전국|예비타당성|예비타당성조사|예타|조사면제|면제|대상|지정|특성화|내역|자유|추가|신규과제){0,3}"
    r"(?:\(r&d\))?(?:사업|과제|프로젝트|공모)){1,2}"
)
"""Words that any project can be called by, in front of the word for a project."""
_SOME = re.compile(r"위한(?:비?r&d|신규|공모|국책|국가|정부|핵심|중점)(?:사업|과제)$")
"""What ends words that only say what a project is for: K의료기기 육성을 위한 신규사업."""
_REMARK = re.compile(r"\((?:공모|신규|국비|시범|계속|비?r&d|\d단계|\d차|총괄주관)\)")
_AREA = re.compile(r"^(?:지역|권|도내|의)")


@lru_cache(maxsize=8192)
def says_nothing(key: str) -> bool:
    """Tell whether a squeezed name is no title: 사업, 국비사업, 인천지역 사업."""
    words = lexicon.load()
    key = _REMARK.sub("", key)
    if key in words.telling:
        return False
    if key in words.generic or _GENERIC.fullmatch(key) or _SOME.search(key):
        return True
    for length in (2, 3, 4, 5):
        region = key[:length] in words.gazetteer.regions_by_name
        rest = _AREA.sub("", key[length:]) if region else ""
        if region and (rest in words.generic or _GENERIC.fullmatch(rest)):
            return True
    return False


_OPENERS = frozenset("([{‘“'\"「『<〈《,;:…·=ㆍ】]|/ \n\t-–")


def _free(text: str, start: int) -> bool:
    """Tell whether a word begins on its own and is no particle behind a name or a bracket."""
    return start == 0 or text[start - 1] in _OPENERS or text[start - 1] in MARKS


def _joins(text: str, words: list[tuple[int, int, str]], j: int, *, listed: bool) -> bool:
    """Tell whether 및 stands within a name: 플랫폼 구축 및 고도화 사업.

    In a list with amounts it always does (핵심부품 및 융합제품 개발(90억원)), and where a sentence
    or an entry begins with the word before it (식품소재 및 반가공산업 육성사업).
    """
    start, end, word = words[j - 1]
    if text[end : words[j][0]] != " ":
        return False
    opens = _ENTRY.search(text[:start][-3:]) is not None and kind_of(word) is None
    return bool(_head(word)[0]) or ((listed or opens) and _carries_on(word))


_JOINT = frozenset(("연계", "공동"))
"""Words that stand within a name behind another noun of it: 광역경제권 연계 협력 사업."""
_ENTRY = re.compile(r"(?:^|\n|[,.”\"]\s?|의 )$")


def _left_edge(
    text: str, words: list[tuple[int, int, str]], i: int, taken: int, *, listed: bool
) -> int:
    """Walk left from the head word over words that can belong to the name.

    Args:
        text: the text.
        words: its words.
        i: the head word.
        taken: where the name before ends.
        listed: whether an amount in brackets follows: 및 then stands within the name.
    """
    first = i
    for j in range(i - 1, max(-1, i - 10), -1):
        start, end, word = words[j]
        gap = text[end : words[first][0]]
        if gap != " " or start <= taken or not _free(text, start):
            break
        if YEAR.match(word):
            return j
        if _FOR.match(word) or _FOR.match(words[first][2]):
            if _FOR.match(word) and not words[j - 1][2].endswith(("을", "를")):
                break
            first = j
            continue
        if word == "및" and _joins(text, words, j, listed=listed):
            first = j
            continue
        if word == "지역" and not _names_region(words[j - 1][2] if j else ""):
            if says_nothing(squeeze(text[start : words[i][1]])):
                first = j  # 신재생 에너지 지역 지원사업
                continue
            return j  # 지역 연고 산업 육성 사업
        trial = (
            j
            and _carries_on(words[j - 1][2])
            and (
                (word == "시범" and first == i)
                or (word in _JOINT and kind_of(words[j - 1][2]) is None)
            )
        )
        if not trial and (not _carries_on(word) or _is_state(word)):
            break  # within a name: 산촌거점권역 육성 시범 사업
        first = j
    return _trimmed(words, first, i)


def _trimmed(words: list[tuple[int, int, str]], first: int, head: int) -> int:
    """Leave out words that no name begins with: 위한, 및, «… 육성을 위한» of what stands before."""
    if first < head - 2 and _FOR.match(words[first + 1][2]) and _ACT.fullmatch(words[first][2]):
        first += 2
    while first < head and (_FOR.match(words[first][2]) or words[first][2] in ("및", "전")):
        first += 1
    return first


_ACT = re.compile(
    r"(?:육성|활성화|개발|조성|구축|지원|강화|확대|추진|양성|개선|창출|확보|실현|구현|제고|향상|확산)을?를?"
)
"""An act that is no name's first word without what it acts on."""
