"""Find everything in a text that a fact can be made of: the mention layer.

Order matters, because the first claim on a span holds: spans of time (their apostrophes look like
quotation marks), quotations, amounts, list items, names without quotation marks, then single words
(bodies, ministries, regions). What is found never overlaps.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Literal, TypeAlias

from kg.extract import lexicon, tables
from kg.korean import money, period
from kg.korean.money import Money
from kg.korean.particles import PARTICLE, split
from kg.korean.period import Span

__all__ = ["Found", "Kind", "mentions", "says_nothing", "squeeze"]

Kind: TypeAlias = Literal[
    "name", "item", "money", "org", "agency", "gov", "region", "place", "self", "period", "speech"
]
"""What a mention can be.

``name`` a title in quotation marks or a noun run that ends like one; ``item`` an entry of a marked
list; ``org`` a body; ``agency`` a known body that hands out a ministry's money (KIAT); ``gov`` a ministry; ``region`` a region by a safe name;
``place`` a short name that may also be a common word (고성, 음성); ``self`` 시는, 도가 (the region
already named); ``speech`` a quoted utterance.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: offsets into the text, and what was read there."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Money | Span | None = None
    quoted: bool = False


_QUOTE = re.compile(
    r"(?<![0-9A-Za-z])[‘'`′’]([^‘’'`′\n“”\"]{2,90}?)[’'‘`′](?![0-9])"
    r"|[“\"]([^“”\"\n]{2,600}?)[”\"“]"
    r"|[「『]([^「」『』\n]{2,90})[」』]"
    r"|[<〈《]([^<>〈〉《》\n]{2,90})[>〉》]"
)
_OPENING_MARK = re.compile(r"[‘'`′’“\"「『<〈《]")
_UTTERANCE = re.compile(r"[다요까자]\.?$|[다요]\. |[다]며\s|겠다|습니다")
_MARK = "△▲▷▶▸▹◇◆○●□■▴◈ㅇ∙•◦①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿▪➀➁➂➃⚫⚪◎☆★"
_ITEM = re.compile(rf"[{_MARK}]\s*([^{_MARK}\n]{{2,160}})")
_ITEM_CUT = re.compile(
    rf"\s*(?:\((?=[^()]*\d[^()]*억|[^()]*(?:국비|총|사업비|도비|시비|〃)[^()]*\d)|[:：]\s"
    rf"|,?\s등(?=\s|이|을|으로|에|도|의|$)|,\s*$|(?:이다|입니다)?[.](?=\s|$)|(?:이다|을|를|이|은|는|로|으로|에|과|와)?(?=\s\d[\d,.천백]*\s?(?:억|조|만|백만)))"
)
_LIST_HEAD = re.compile(
    r"(?:선정|뽑|확정|확보|채택)[^\n.△▲▷○◇]{0,14}(?:사업|과제|프로젝트)(?:은|는|으로는|로는|을 보면)"
)
_FIELD = re.compile(r"^(?:[^\s]+\s){0,4}?(?:분야|부문)(?:의|에서는|에서|는|인)?\s+")
_WORD = re.compile(
    r"[가-힣A-Za-z0-9·ㆍ‧․&/+\-–㈜]+(?:\([^()\s\0]{1,18}\)(?=[가-힣A-Za-z\s]))?[가-힣A-Za-z0-9·ㆍ‧&/+\-]*"
)
_TOKEN = re.compile(
    r"(?P<form>㈜|\((?:주|재|사|유|합)\)\s?|<(?:재|사|주)>\s?|(?:재|사)단법인\s)?(?P<word>[가-힣A-Za-z0-9&]+)(?P<tail>㈜|\((?:주|재|사|유)\))?"
)
_YEAR = re.compile(r"^(?:(?:19|20)\d\d)년도?(?:의)?$")
_COUNTED = re.compile(r"^\d+여?(?:개|건|곳|명|종|대|년)|[·,]\d+여?(?:개|건|곳)")
_FOR = re.compile(r"^(?:위한|통한|활용한|이용한|기반한)$")
_NAMED_NEXT = re.compile(
    r"\s?\(?(?:국비|총|총사업비|사업비|약|국고)?\s?(?:\0|\d[\d,.천백]*\s?(?:억|조|여\s?억))|\s?\((?:이하|가칭)"
)
_MADE = re.compile(
    r"(?:을|를) (?:만들어|개발해|구축해|개발하고|구축하고|조성해|세워)[^\n.]{0,60}사업(?:이다|으로)"
)
_MONEY_NEXT = re.compile(
    r"\s?\(?(?:국비|총|총사업비|사업비|약|국고)?\s?\d[\d,.천백]*\s?(?:억|조|여\s?억|만|백만)"
)
_ADNOMINAL = re.compile(
    r"(?:한|된|할|될|하는|되는|하던|있는|없는|같은|이는|지는|려는|받는|받은|낸|온|쓸|갈|올|인|나선|열린|맡은|세운|이끄는|얻은)$"
)
_VERBAL = re.compile(
    r"(?:고자|하고|하여|해|하며|하면|돼|되어|되고|됐다|했다|한다|된다|이다|있다|까지|부터|보다|에서|에게|대로|처럼|만큼|지만|는데|으며|하기|하게|려고|면서|라며|이며|이고)$"
)
_ACRONYM_TAIL = re.compile(
    r"\s?\((?:[A-Z][A-Za-z&\-‧· ]{1,18}|이하\s?[^)]{1,14}|(?:원장|센터장|회장|총장|단장|소장|대표|사업책임자|책임자|시장|도지사|군수|구청장|청장|이사장|사장|본부장|연구책임자|책임교수|연구단장)[^)]{0,24})\)"
)


def mentions(text: str, today: tuple[int, int] | None) -> list[Found]:
    """Return every mention of the text in order, none overlapping another.

    Args:
        text: the article's text.
        today: year and month of the article for relative dates, or ``None``.
    """
    claims = _Claims(text)
    spans = period.scan(text, today)
    claims.take(Found("period", s.start, s.end, text[s.start : s.end], s) for s in spans)
    listed = [row.name for row in tables.rows(text)]
    claims.take(Found("item", c.start, c.end, text[c.start : c.end]) for c in listed)
    quoted = list(_quotations(text))
    claims.take(quoted)
    amounts = money.scan(claims.open)
    amounts = sorted([*amounts, *_borrowed(claims.open, amounts)], key=lambda m: m.start)
    claims.take(Found("money", m.start, m.end, text[m.start : m.end], m) for m in amounts)
    items = list(_items(text, claims.open))
    claims.take(items)
    claims.take(_again(claims.open, [*quoted, *items]))
    claims.take(_runs(claims.open))
    claims.take(_words(claims.open))
    return sorted(claims.taken, key=lambda f: f.start)


class _Claims:
    """The spans taken so far, and the text with them blanked out."""

    def __init__(self, text: str):
        self.open = text
        self.taken: list[Found] = []

    def take(self, stage: Iterable[Found]) -> None:
        """Claim what one stage found, in the order of the text, where nothing stands yet."""
        pieces: list[str] = []
        at = 0
        for found in stage:
            if found.start < at or "\0" in self.open[found.start : found.end]:
                continue
            self.taken.append(found)
            pieces += (self.open[at : found.start], "\0" * (found.end - found.start))
            at = found.end
        if pieces:
            self.open = "".join((*pieces, self.open[at:]))


def squeeze(name: str) -> str:
    """Return what stays of a name when spaces, quotation marks and dots are gone.

    >>> squeeze("시군구 연고 산업 육성사업") == squeeze("시군구연고산업육성사업")
    True
    """
    return _SQUEEZED.sub("", name).casefold()


_SQUEEZED = re.compile(r"[\s'\"‘’“”`′「」『』<>〈〉《》·‧ㆍ․・.,\-–~～∼]")


_HOST = re.compile(r"^(.*?)(?:\s*\([^()]*\d\s?억[^()]*\)|(?:을|를) 위한 (?:업무\s?)?협약.*)$")


def _quotations(text: str) -> Iterator[Found]:
    at = 0
    for opening in _OPENING_MARK.finditer(text):
        m = _QUOTE.match(text, opening.start()) if opening.start() >= at else None
        if m is None:
            continue
        at = m.end()
        group = m.lastindex or 0
        inner = m[group]
        start = m.start(group)
        if group == 2 and (len(inner) > 70 or _UTTERANCE.search(inner)):
            yield Found("speech", m.start(), m.end(), inner)
            continue
        if group == 1 and (inner[0].isdigit() and inner[:2].isdigit() and not inner[2:3].isalnum()):
            continue
        if _UTTERANCE.search(inner) and not inner.endswith("사업"):
            yield Found("speech", m.start(), m.end(), inner)
            continue
        host = _HOST.match(inner)
        name = (host[1] if host else inner).strip()
        if name:
            start += inner.index(name)
            yield Found("name", start, start + len(name), name, quoted=True)


def _again(text: str, named: list[Found]) -> list[Found]:
    """Find the titles of quotations and lists where they stand again without marks."""
    titles = {f.text for f in named if f.kind != "speech" and len(squeeze(f.text)) >= 7}
    rows = [
        Found("name", m.start(), m.end(), m[0]) for title in titles for m in _loosely(title, text)
    ]
    return sorted(rows, key=lambda f: (f.start, -f.end))


def _loosely(title: str, text: str) -> Iterator[re.Match[str]]:
    """Yield where a title stands with or without its spaces and object particles."""
    words = [
        (s, True) if p in ("을", "를") else (s + p, False) for s, p in map(split, title.split())
    ]
    if all(word in text for word, _ in words):  # else there is no need to compile a pattern
        pattern = " ?".join(re.escape(w) + ("(?:을|를)?" if case else "") for w, case in words)
        yield from re.finditer(f"{pattern}(?: ?사업)?", text)


_BRACKET = re.compile(r"\(([^()\n]{3,120})\)")
_PIECE = re.compile(
    r"(?:^|[,·/+\s])\s*(?P<label>[가-힣·]{1,9}?)\s?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?=\s*(?:[,·/+)]|$|\s[가-힣]))"
)
_BORROWING_LABEL = re.compile(
    r"(?:국비|국고|국|도비|시비|군비|구비|지방비|민자|민간|민|도|시|군|자부담|기타|자체|지자체|대학|기업|[가-힣]{2,4}(?:시|도|군|구)비?|[가-힣]{2}비?)$"
)


def _borrowed(text: str, amounts: list[Money]) -> Iterator[Money]:
    """Yield bare numbers of a bracket that borrow 억 from the amount before it."""
    ends = {a.end: a for a in amounts}
    starts = sorted(a.start for a in amounts)
    for m in _BRACKET.finditer(text):
        before = len(text[: m.start()].rstrip())
        if before not in ends or not (
            text[before - 1] == "억" or text[before - 2 : before] in ("억원", " 원")
        ):
            continue
        inside = m[1]
        for p in _PIECE.finditer(inside):
            start, end = m.start(1) + p.start("n"), m.start(1) + p.end("n")
            at = bisect_right(starts, start)
            if at < len(starts) and starts[at] < end or not _BORROWING_LABEL.search(p["label"]):
                continue
            value = money.bare(p["n"])
            if value and p["label"] not in ("약", "년", "제"):
                yield Money(start, end, value)


def _items(text: str, open_text: str) -> Iterator[Found]:
    """Yield the entries of marked lists that read like names of work."""
    words = lexicon.load()
    heads = list(_LIST_HEAD.finditer(text))
    ends = [head.end() for head in heads]
    for m in _ITEM.finditer(text):
        entry = m[1]
        head = bisect_right(ends, m.start()) - 1  # the last one before the entry
        listed = head >= 0 and "\n" not in text[heads[head].start() : m.start()]
        cut = _ITEM_CUT.search(entry)
        name = entry[: cut.start()] if cut else entry
        field = _FIELD.match(name)
        start = m.start(1) + (field.end() if field else 0)
        name = name[field.end() :] if field else name
        name = name.rstrip(" ,.;")
        stem = split(name.split(" ")[-1])[0] if name else ""
        name = name[: len(name) - (len(name.split(" ")[-1]) - len(stem))] if stem else name
        priced = bool(cut and _MONEY_NEXT.match(entry[cut.start() :]))
        if len(squeeze(name)) < 3 or not (priced or listed or name.endswith(words.weak_heads)):
            continue
        blanked = open_text[start : start + len(name)]
        if "\0" in blanked:  # a quotation or a date inside: that claims its own span
            continue
        yield Found("item", start, start + len(name), name)


@lru_cache(maxsize=65536)
def _head(word: str) -> tuple[int, int]:
    """Return how surely a word ends a name (2 strong, 1 weak, 0 not) and the length of its stem."""
    words = lexicon.load()
    stem, _ = split(word)
    if stem == word:
        bare = _PARTICLE_END.sub("", word)
        stem = bare if bare.endswith(words.strong_heads) else word
    if stem.endswith(words.strong_heads):
        return 2, len(stem)
    return (1, len(stem)) if stem.endswith(words.weak_heads) else (0, len(stem))


_PARTICLE_END = re.compile(rf"{PARTICLE}$")


@lru_cache(maxsize=65536)
def _carries_on(word: str) -> bool:
    """Tell whether a word can stand inside a name without quotation marks."""
    words = lexicon.load()
    if word in words.stop or _VERBAL.search(word) or _COUNTED.search(word):
        return False
    if _FOR.match(word):
        return True
    _, particle = split(word)
    return not particle and not (_ADNOMINAL.search(word) and word not in ("무인", "1인"))


_CALL_YEAR = re.compile(r"^(?:19|20)\d\d년도?\s?")


def _runs(text: str) -> Iterator[Found]:
    """Yield noun runs without quotation marks that end like a name: 특장차 … 기반구축 사업."""
    words = [(*m.span(), m[0]) for m in _WORD.finditer(text)]
    taken = -1
    for i, (start, end, word) in enumerate(words):
        sure, length = _head(word)
        if not sure and _PRICED.match(text, end) and _can_be_priced(word):
            sure, length = 1, len(word)
        if not sure or start <= taken or not _free(text, start) or _COUNTED.search(word):
            continue
        made = sure == 1 and _MADE.match(text, start + length) is not None
        if sure == 1 and not made and not _NAMED_NEXT.match(text, start + length):
            continue
        first = _left_edge(text, words, i, taken)
        if made and (i - first < 3 or not _OPENING.search(text[: words[first][0]][-3:])):
            continue
        name_start, name_end = words[first][0], start + length
        name = text[name_start:name_end]
        key = squeeze(_CALL_YEAR.sub("", name))
        if len(key) < 5 or says_nothing(key) or (sure == 1 and _begins_with_body(name)):
            continue
        taken = end
        yield Found("name", name_start, name_end, name)


@lru_cache(maxsize=65536)
def _is_state(word: str) -> bool:
    """Tell whether a word is a ministry without a particle: it stands before a name, not in it."""
    return _word_kind(word) == ("gov", len(word))


_PRICED = re.compile(r"\s?\((?:총 |약 )?\0")
_LABEL = re.compile(
    r"(?:비|고|자|금|예산|규모|부담|총액|기금|출연|매칭|현금|현물|대응자금|지자체|민간|국비|기타|억|원|등)$"
)


@lru_cache(maxsize=65536)
def _can_be_priced(word: str) -> bool:
    """Tell whether a word before an amount in brackets can end a title: 노지스마트농업(167억원)."""
    if len(word) < 3 or _LABEL.search(word) or not _carries_on(word):
        return False
    known = _word_kind(word)
    g = lexicon.load().gazetteer
    return known is None or (known[0] == "org" and word not in g.institutions_by_name)


def _begins_with_body(name: str) -> bool:
    known = _word_kind(name.split(" ")[0])
    return known is not None and known[0] in ("org", "agency", "gov")


_AREA = re.compile(r"^(?:지역|권|도내)")


@lru_cache(maxsize=65536)
def says_nothing(key: str) -> bool:
    """Tell whether a squeezed name is no title: 사업, 국비사업, 인천지역 사업."""
    words = lexicon.load()
    if key in words.generic:
        return True
    for length in (2, 3, 4, 5):
        if key[:length] in words.gazetteer.regions_by_name:
            if _AREA.sub("", key[length:]) in words.generic:
                return True
    return False


_OPENING = re.compile(r"(?:^|\n|[.”\"]\s?)$")
_OPENERS = frozenset("([{‘“'\"「『<〈《,;:…·=ㆍ】]|/ \n\t-–")


def _free(text: str, start: int) -> bool:
    """Tell whether a word begins on its own and is no particle behind a name or a bracket."""
    return start == 0 or text[start - 1] in _OPENERS or text[start - 1] in _MARK


def _left_edge(text: str, words: list[tuple[int, int, str]], i: int, taken: int) -> int:
    """Walk left from the head word over words that can belong to the name."""
    first = i
    for j in range(i - 1, max(-1, i - 10), -1):
        start, end, word = words[j]
        gap = text[end : words[first][0]]
        if gap != " " or start <= taken or not _free(text, start):
            break
        if _YEAR.match(word):
            return j
        if _FOR.match(word) or _FOR.match(words[first][2]):
            if _FOR.match(word) and not words[j - 1][2].endswith(("을", "를")):
                break
            first = j
            continue
        if word == "및" and _head(words[j - 1][2])[0] and text[words[j - 1][1] : start] == " ":
            first = j  # 플랫폼 구축 및 고도화 사업
            continue
        if not _carries_on(word) or _is_state(word):
            break
        first = j
    while first < i and (_FOR.match(words[first][2]) or words[first][2] == "및"):
        first += 1
    return first


@lru_cache(maxsize=65536)
def _word_kind(word: str) -> tuple[Kind, int] | None:
    """Tell what a single word names, with the length of the name, or ``None``."""
    words = lexicon.load()
    if word[:2] in words.beginnings:
        for length in range(min(len(word), 14), 1, -1):
            known, kind = _known(word[:length], word[length:])
            if known:
                return None if kind is None else (kind, length)
    if not words.body_ends.isdisjoint(map(add, word, word[1:])):
        m = words.organisation.match(word)
        if m and len(m[1]) >= 4 and not _COMMON_BODY.match(m[1]):
            return "org", len(m[1])
    m = _UNIVERSITY.match(word) if "대" in word else None
    if m and not any(m[1].endswith(x) for x in words.not_universities):
        return "org", len(m[1])
    return ("self", 1) if word in _SELF else None


_UNIVERSITY = re.compile(rf"^([가-힣]{{2,6}}대)({PARTICLE})?$")
_ONE_PARTICLE = re.compile(rf"(?:{PARTICLE})?")
_SELF = frozenset(
    self + particle
    for self in "시도군구"
    for particle in ("는", "가", "의", "와", "에서", "에", "도")
) - {"도와", "시도", "군도", "도도"}


def _known(name: str, rest: str) -> tuple[bool, Kind | None]:
    """Tell whether a name with what stands behind it is in the gazetteer, and what it names."""
    words = lexicon.load()
    g = words.gazetteer
    if name in g.ministries_by_name and _ONE_PARTICLE.fullmatch(rest):
        return True, "gov" if _STATE.search(name) else "agency"
    if name in g.institutions_by_name and _ONE_PARTICLE.fullmatch(rest):
        return True, "org"
    if name in g.regions_by_name and words.region_tail.match(rest):
        return True, None if name in g.words else _region_kind(name)
    return False, None


_COMMON_BODY = re.compile(
    r"^(?:주관|중심|참여|총괄|거점|특성화|지역|전문|공공|국공립|연구|협력|대상|선정|관련|수행|해당|도내|관내|시내|국내|대형|종합|민간|광역|기초)"
    r"(?:연구)?(?:대학|대학교|병원|연구소|센터|재단|협회|위원회|교육청|지원단|연구원|은행|도서관|박물관|조합)$"
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


def _words(text: str) -> Iterator[Found]:
    """Yield bodies, ministries and regions among the words that nothing else claimed."""
    pending: Found | None = None
    for m in _TOKEN.finditer(text):
        found = _token(text, m)
        if found is None:
            continue
        if pending is not None:
            joined = _join(text, pending, found)
            if joined is not None:
                pending = joined
                continue
            if pending.text not in _BARE_UNITS:
                yield pending
        pending = found
    if pending is not None and pending.text not in _BARE_UNITS:
        yield pending


_BARE_UNITS = frozenset(("산학협력단", "분원", "지역본부", "연구본부", "산단", "부설연구소"))
"""Units that name a body only behind the one they belong to: 선문대 산학협력단."""


def _token(text: str, m: re.Match[str]) -> Found | None:
    form, word, tail = m.groups()
    if not form and not tail:
        return _bare(m.start(), word)
    if tail or (form and form.strip() in ("㈜", "(주)", "<주>", "(유)", "(합)")):
        stem = word if tail else (split(word)[0] if len(split(word)[0]) > 1 else word)
        end = m.end() if tail else m.start("word") + len(stem)
        return Found("org", m.start(), end, text[m.start() : end])
    known = _word_kind(word)
    if known is None or known[0] not in ("org", "agency"):  # (재)철원플라즈마 산업기술연구원
        return _long_foundation(text, m)
    end = m.start("word") + known[1]
    return Found(known[0], m.start(), end, text[m.start() : end])


def _bare(start: int, word: str) -> Found | None:
    """Return what a word without a legal form names."""
    known = _word_kind(word)
    if known is None:
        stem = split(word)[0]
        return Found("org", start, start + len(stem), stem) if stem in _BARE_UNITS else None
    kind, length = known
    return Found(kind, start, start + length, word[:length])


def _long_foundation(text: str, m: re.Match[str]) -> Found | None:
    """A legal form opens a name of several words: it ends at the first word that names a body."""
    at = m.end()
    for _ in range(3):
        following = _TOKEN.match(text, at + 1) if text[at : at + 1] == " " else None
        if following is None or following["form"]:
            return None
        known = _word_kind(following["word"])
        if known and known[0] in ("org", "agency"):
            end = following.start("word") + known[1]
            return Found("org", m.start(), end, text[m.start() : end])
        at = following.end()
    return None


_OWN_NAME = re.compile(r"한국|국립|[가-힣]{2}테크노파크")


def _join(text: str, a: Found, b: Found) -> Found | None:
    """Join a body and its unit, or a short place and the body named after it, into one name."""
    gap = text[a.end : b.start]
    if b.kind != "org" or gap != " ":
        return None
    unit = lexicon.load().unit.match(b.text) is not None
    if a.kind == "org" and (unit or b.text.endswith("단")) and not _OWN_NAME.match(b.text):
        return Found("org", a.start, b.end, text[a.start : b.end])
    if (
        a.kind == "place"
        and not b.text.startswith(("한국", "국립", "㈜", "("))
        and not b.text.startswith(a.text)
    ):
        return Found("org", a.start, b.end, text[a.start : b.end])
    return None
