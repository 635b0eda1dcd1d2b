"""Names with marks around them: quotation marks, list marks; and where they stand again without."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from kg.extract import lexicon
from kg.extract.found import MARKS, Found, squeeze
from kg.extract.words import kind_of
from kg.korean.particles import split

__all__ = ["again", "items", "labelled", "quotations"]

_QUOTE = re.compile(
    r"(?<![0-9A-Za-z])[‘'`′’]([^‘’'`′\n“”\"△▲▷▶◇◆]{2,90}?)[’'‘`′](?![0-9](?!\d*[,.]?\d*\s?[억조]))"
    r"|[“\"]([^“”\"\n]{2,600}?)[”\"“]"
    r"|[「『]([^「」『』\n]{2,90})[」』]"
    r"|[<〈《]([^<>〈〉《》\n]{2,90})[>〉》]"
)
_OPENING = re.compile(r"[‘'`′’“\"「『<〈《]")
_UTTERANCE = re.compile(r"[다요까자]\.?$|[다요]\. |[다]며\s|겠다|습니다")
_NEWS = re.compile(
    r"(?:선정|뽑|공모|참여|통과)[^\n]{0,80}\d\s?억[^\n]{0,80}(?:확보|지원받|투입|따냈)[^\n]{0,12}다\.?$"
)
_TOLD = re.compile(
    r"라?고 (?:지난 )?(?:\d{1,2}일 )?(?:[^\s,.]{1,10} )?(?:\d{1,2}일 )?(?:밝혔|전했|알렸|발표)"
)
_HOST = re.compile(
    r"^(.*?)(?:\s*\([^()]*\d\s?억[^()]*\)|\s*\([^()]*(?:주관|컨소시엄)[^()]*\)"
    r"|(?:을|를) 위한 (?:업무\s?)?협약.*"
    r"|(?<=사업|과제|센터|단지) (?:사업단 )?(?:출범식|발대식|선포식|킥오프.*|착공식|준공식|개소식"
    r"|기공식|협약식|설명회|(?:착수|중간|최종) ?보고회)"
    r"|(?<=사업|과제|공모) (?:공모 ?)?(?:(?:대상(?:지|자)?|사업자) ?)?선정"
    r"(?: ?(?:간담회?|결과|발표회?))?)$"
)
_SAID = re.compile(r"이?(?:라며|라면서)[ ,]|이?라고 (?:말|밝|강조|덧붙|설명|전|했)")
_CALLED = re.compile(
    r"\s?(?:(?:이?라는 |(?:을|를) )(?:주제|테마|제목|이름|사업명|과제명|사업|과제|프로젝트)"
    r"|(?:사업|과제|프로젝트)(?:이|가|은|는|을|를|도|에|으로|로|과|와|의)\s)"
)
"""What follows a title that ends like a sentence: ‘새로운 결을 잇다’를 주제로."""
_ENTRY_OF = re.compile(
    r"(?P<place>[가-힣]{2,5})(?:의|,)?(?: [가-힣0-9]{1,6}[동읍면리](?:의)?)? [‘'`“\"]$"
)
_ENTRY_ENDS = re.compile(
    r" ?(?:와|과|,|·| 및| ?등)(?= [^\n]{0,60}"
    r"(?:[‘'`“\"][^\n]{0,60}(?:곳|건|개)|(?:\d|세|네) ?(?:곳|건|개)))"
)
"""What stands around a title in a list of places: «동구 ‘꽃담을 피우다’와 북구 ‘…’ 등 3곳»."""
_BODY = re.compile(
    r"[가-힣A-Za-z]{2,16}(?:대학교?|연구원|진흥원|테크노파크|병원|재단|공사|공단|협회)"
    r"(?: ?\([^()\n]{2,30}\))?[’'”\"](?:을|를) (?:[^\n,.]{0,10} )?(?:선정|뽑|낙점)"
)
"""A body in quotation marks that somebody chose, which is no title."""
_LONGEST_NAME = 70
"""Characters in double quotation marks above which they hold an utterance."""

_ITEM = re.compile(rf"[{MARKS}]\s*([^{MARKS}\n]{{2,160}})")
_ITEM_CUT = re.compile(
    r"\s*(?:\((?=[^()]*\d[^()]*억|[^()]*(?:국비|총|사업비|도비|시비|〃)[^()]*\d"
    r"|[가-힣·‧ㆍ․,\- ]{4,30} ?(?:협력|공동|연계)\))|[:：]\s"
    r"|(?:이며|이고)\s|,\s(?=\d{1,2}(?:개|건))|,?\s등(?=\s|이|을|으로|에|도|의|$)|,\s*$|(?:이다|입니다)?[.](?=\s|$)"
    r"|(?:이다|을|를|이|은|는|로|으로|에|과|와)?(?=\s\d[\d,.천백]*\s?(?:억|조|만|백만)))"
)
_LIST_HEAD = re.compile(
    r"(?:선정|뽑|확정|확보|채택)[^\n.△▲▷○◇]{0,14}(?:사업|과제|프로젝트)"
    r"(?:은|는|으로는|로는|을 보면)"
)
_LIST_TAIL = re.compile(
    r"[^\n.]{4,300}?(?:,| 등) ?(?:총 |모두 )?\d{1,2}(?:개|건)(?:의)? ?(?:사업|과제|프로젝트)"
    r"(?:가|이) (?:최종 )?(?:선정|뽑|확정|채택)"
)
"""What follows an entry of a list that was won: «▲A ▲B, 2건의 과제가 선정돼»."""
_FIELD = re.compile(r"^(?:[^\s]+\s){0,4}?(?:분야|부문)(?:의|에서는|에서|는|인)?\s+")
_INSIDE = re.compile(r" [내안]에? |[와과] ")
"""What no name of one body has: «복합청사 내 가족센터와 작은도서관»."""
_SUMS_UP = re.compile(r"\d{1,3} ?(?:개|건)(?:의)? ?(?:사업|과제)?$")
_COUNTED_BEHIND = re.compile(r"[^()]{0,16}\(\d{1,3}(?:개|건)(?: ?사업)?\)")
"""What tells that an entry sums up several: «△클린테크 10개 사업(1919억)», «△건축과 475억(3건)»."""
_MONEY_NEXT = re.compile(
    r"\s?\(?(?:국비|총|총사업비|사업비|약|국고)?\s?\d[\d,.천백]*\s?(?:억|조|여\s?억|만|백만)"
)


_PLACES = re.compile(r"((?:[가-힣]{2,7}[·,ㆍ‧․] ?)*[가-힣]{2,7})의 ")
_PLACES_BEHIND = re.compile(
    r"(?<=[^\s(])\s?\(([가-힣]{2,8}(?: ?[,·ㆍ‧․/] ?[가-힣]{2,8})*)(?: 등)?\)?$"
)
_PLACE_GAP = re.compile(r" ?[,·ㆍ‧․/] ?")


def _all_places(names: str) -> bool:
    known = lexicon.load().gazetteer.regions_by_name
    rows = _PLACE_GAP.split(names)
    return rows[0] in known and all(r in known or r[-1] in "시군구" for r in rows)


def _places_before(name: str) -> int:
    """Return the length of the places that an entry is of: «함안·창원의 낙동강변 상생협력 …»."""
    m = _PLACES.match(name)
    return m.end() if m and _all_places(m[1]) else 0


def _without_places(name: str) -> str:
    """Cut off the places in brackets behind a name: «청정바다 해양보전(남해군, 사천시)»."""
    m = _PLACES_BEHIND.search(name)
    return name[: m.start()] if m and _all_places(m[1]) else name


def quotations(text: str) -> Iterator[Found]:
    """Yield what stands in quotation marks: names, and utterances as ``speech``."""
    at = 0
    spoken = False
    for opening in _OPENING.finditer(text):
        m = _QUOTE.match(text, opening.start()) if opening.start() >= at else None
        if m is None:
            continue
        at = m.end()
        group = m.lastindex or 0
        inner = m[group]
        start = m.start(group)
        if group == 2 and not spoken and _NEWS.search(inner) and _TOLD.match(text, m.end()):
            at = m.start() + 1  # the news itself is told in somebody's words: read on in them
            continue
        told = group == 2 and _SAID.match(text, m.end())
        if group == 2 and (told or len(inner) > _LONGEST_NAME or _UTTERANCE.search(inner)):
            spoken = True
            yield Found("speech", m.start(), m.end(), inner)
            continue
        if group == 1 and (inner[0].isdigit() and inner[:2].isdigit() and not inner[2:3].isalnum()):
            continue
        if _UTTERANCE.search(inner) and not (
            inner.endswith("사업") or _CALLED.match(text, m.end()) or _is_entry(text, m)
        ):
            yield Found("speech", m.start(), m.end(), inner)
            continue
        if _BODY.match(text, start):
            continue
        host = _HOST.match(inner)
        name = (host[1] if host else inner).strip()
        if name:
            start += inner.index(name)
            yield Found("name", start, start + len(name), name, quoted=True)


def _is_entry(text: str, m: re.Match[str]) -> bool:
    """Tell whether a quotation is what one place of a list has won, though it ends like speech."""
    before = _ENTRY_OF.search(text, max(0, m.start() - 16), m.start() + 1)
    known = lexicon.load().gazetteer.regions_by_name
    return (
        before is not None
        and before["place"] in known
        and _ENTRY_ENDS.match(text, m.end()) is not None
    )


_LABELLED = re.compile(
    r"^[^\w\n]{0,4}(?:(?:사 ?업|과 ?제|연구 ?과제|프로젝트) ?명|(?:선정 ?)?(?:과제|사업)) ?[:：] ?"
    r"(?P<name>[^\n:：]{5,80}?)[ .]*$",
    re.MULTILINE,
)
_SHEET = re.compile(
    r"^[-–○ㅇ◦▪•◇□◆]\s?(?P<name>[^\n:：]{5,80}?)[ .]*\n"
    r"(?=[^\w\n]{0,4}(?:사 ?업 ?기 ?간|기 ?간|총 ?사 ?업 ?비|사 ?업 ?비|연 ?구 ?비"
    r"|주관 ?기관|수행 ?기관) ?[:：])",
    re.MULTILINE,
)


def labelled(text: str) -> Iterator[Found]:
    r"""Yield the names of notices: behind «사업명 :», or on the line above «사업비 :».

    >>> notice = "○ 사업명 : 로봇 부품 실증\n- 광기술 플랫폼 구축\n· 사 업 비 : 50억원"
    >>> [f.text for f in labelled(notice)]
    ['로봇 부품 실증', '광기술 플랫폼 구축']
    """
    if ":" not in text and "：" not in text:
        return
    rows = sorted(
        (*_LABELLED.finditer(text), *_SHEET.finditer(text)), key=lambda m: m.start("name")
    )
    for m in rows:
        name = m["name"]
        if not _UTTERANCE.search(name) and not _MONEY_NEXT.match(name):
            yield Found("item", m.start("name"), m.start("name") + len(name), name)


def again(text: str, named: list[Found]) -> list[Found]:
    """Find the titles of quotations and lists where they stand again without marks."""
    titles = {f.text for f in named if f.kind != "speech" and len(squeeze(f.text)) >= 7}
    heads = lexicon.load().weak_heads + lexicon.load().strong_heads
    rows = [
        Found("name", start, end, text[start:end])
        for title in titles
        for start, end in _loosely(title, text)
        if title.endswith(heads) or not _LONGER.match(text, end)
    ]
    sites = {f.text for f in named if f.quoted and _SITE_NAME.fullmatch(f.text)} - titles
    for site in sites:
        for m in re.finditer(rf"(?<=[\s]){re.escape(site)}(?=(?:은|는|에는|에) )", text):
            rows.append(Found("name", m.start(), m.end(), site))
    return sorted(rows, key=lambda f: (f.start, -f.end))


_LONGER = re.compile(
    r" (?:(?!등 |및 |중 )[가-힣A-Za-z·]{2,8}(?<![은는이가을를의에]) ){1,3}"
    r"[가-힣]{0,6}(?:사업|프로젝트)"
)
"""What follows words in quotation marks where they stand again as the first of a longer name."""
_SITE_NAME = re.compile(r"(?:[가-힣]{1,6}·)*[가-힣]{1,6}(?:항|포구|마을|지구|권역|[동리])")
"""A title that is the name of a place, which is told again as the topic of a sentence."""
_GOES_ON = re.compile(r"(?: ?(?:구축|조성|개발|육성|지원))? ?(?:공모 ?)?사업")
"""What may stand behind a title said again: ‘빅데이터 플랫폼’, then 빅데이터 플랫폼 구축 사업."""

Word: TypeAlias = tuple[str, bool]
"""A word of a title, and whether an object particle may stand behind it."""


def _loosely(title: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a title stands with or without its spaces and object particles.

    Most titles stand nowhere again: their words are looked for one by one, which is far quicker
    than to compile a regular expression for every title.
    """
    words = [
        (s, True) if p in ("을", "를") else (s + p, False) for s, p in map(split, title.split())
    ]
    if not all(word in text for word, _ in words):
        return
    start = text.find(words[0][0])
    while start >= 0:
        end = _end(text, start, words)
        if end is not None:
            yield start, end
        start = text.find(words[0][0], end or start + 1)


def _end(text: str, at: int, words: Sequence[Word]) -> int | None:
    """Return where the words end if they begin here, with what goes on behind them."""
    if not words:
        goes_on = _GOES_ON.match(text, at)
        return goes_on.end() if goes_on else at
    (word, case), *rest = words
    if not text.startswith(word, at):
        return None
    at += len(word)
    gaps = (" ", "") if rest else ("",)
    for particle in ("을", "를", "") if case else ("",):
        for gap in gaps:
            if text.startswith(particle + gap, at):
                end = _end(text, at + len(particle + gap), rest)
                if end is not None:
                    return end
    return None


def items(text: str, open_text: str) -> Iterator[Found]:
    """Yield the entries of marked lists that read like names of work."""
    words = lexicon.load()
    heads = list(_LIST_HEAD.finditer(text))
    ends = [head.end() for head in heads]
    for m in _ITEM.finditer(text):
        entry = m[1]
        head = bisect_right(ends, m.start()) - 1  # the last one before the entry
        listed = head >= 0 and "\n" not in text[heads[head].start() : m.start()]
        listed = listed or _LIST_TAIL.match(text, m.start()) is not None
        cut = _ITEM_CUT.search(entry)
        name = entry[: cut.start()] if cut else entry
        field = _FIELD.match(name)
        start = m.start(1) + (field.end() if field else 0)
        name = name[field.end() :] if field else name
        before = _places_before(name)
        start, name = start + before, _without_places(name[before:].rstrip(" ,.;"))
        stem = split(name.split(" ")[-1])[0] if name else ""
        name = name[: len(name) - (len(name.split(" ")[-1]) - len(stem))] if stem else name
        priced = bool(cut and _MONEY_NEXT.match(entry[cut.start() :]))
        if cut and priced and (_SUMS_UP.search(name) or _COUNTED_BEHIND.match(entry, cut.start())):
            continue
        if len(squeeze(name)) < 3 or not (priced or listed or name.endswith(words.weak_heads)):
            continue
        alone = not _INSIDE.search(name)
        if not priced and alone and kind_of(name) == ("org", len(name)):  # △경기테크노파크
            continue
        blanked = open_text[start : start + len(name)]
        if "\0" in blanked:  # a quotation or a date inside: that claims its own span
            continue
        yield Found("item", start, start + len(name), name)
