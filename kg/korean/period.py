"""Spans of time in Korean text: ``2023년부터 2025년까지``, ``’21~’23``, ``올해부터 3년간``.

Year (or month) precision is kept. Relative words (올해, 내년, 다음달) need the article's date;
without it they stay unknown. ``2027년까지 5년간`` begins in 2023: both ends count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Day

__all__ = ["Span", "scan"]


@dataclass(frozen=True, slots=True)
class Span:
    """A period with its place in the text.

    ``years`` is a stated duration, if any; ``weak`` marks an end that only the word for what then
    begins or is done tells (2026년 준공).
    """

    start: int
    end: int
    first: Day | None
    last: Day | None
    years: int | None = None
    weak: bool = False


_MARK = r"[’‘'`′]"
_YEAR = rf"(?:(?:오는|지난|향후)\s?)?(?:(?:19|20)\d\d|{_MARK}\d\d)\.?"
_MONTH = (
    r"(?:\s?(?P<{0}m>1[0-2]|0?[1-9])\s?(?:월|\.)(?:\s?(?:말|초|중순)|\s?\d{{1,2}}\s?(?:일|\.))?)"
)
_RELATIVE = (
    r"(?:지난해|작년|올해|올|금년|내년|후년|내후년|다음\s?달|내달|이번\s?달|이달|오는|지난"
    r"|같은\s?해|이듬해|그\s?다음\s?해)"
)


_PART = r"\s?(?:연말|연초|말|초|중순|상반기|하반기|중(?=[\s,]))"
"""A part of a year: only the year is kept."""


def _point(tag: str) -> str:
    month = _MONTH.replace("{0}", tag).replace("{{", "{").replace("}}", "}")
    later = month.replace(f"<{tag}m>", f"<{tag}n>")  # a group's name may stand only once
    return (
        rf"(?:(?P<{tag}y>{_YEAR})\s?(?:년도?)?(?:{month}|{_PART})?"
        rf"|(?P<{tag}r>{_RELATIVE})(?:{_PART})?{later}?)"
    )


_DURATION = r"(?P<{0}>\d{{1,2}})\s?(?:개?년|년)\s?(?:\d{{1,2}}개월\s?)?(?:간|동안|에 걸쳐|(?=\)))"
_PATTERN = re.compile(
    rf"{_point('a')}\)?\s?(?:부터|[~∼～–\-]|에서)\s?{_point('b')}\s?(?:\([^)]{{0,8}}\)\s?)?"
    r"(?:년(?:도)?)?(?:\)?\s?까지)?"
    rf"(?:\s?\(?(?:향후\s?)?{_DURATION.format('da')})?"
    rf"|{_point('c')}\s?(?:년(?:도)?)?\)?\s?부터(?:\s?(?:향후|앞으로|총|모두))?(?:\s?{_DURATION.format('db')})?"
    rf"|{_point('d')}\s?(?:년(?:도)?)?\)?\s?까지(?:\s?(?:향후|앞으로|총|모두))?(?:\s?{_DURATION.format('dc')})?"
)
_BEGIN = re.compile(  # how a period can begin: cheap, so that the grammar runs on few places
    r"[12’‘'`′오지향작올금내후다이같](?:(?<=올)|(?=[\d는난후년달음번은]))"
)
_DOTTED = re.compile(
    rf"(?<![\d.])(?P<a>(?:19|20)\d\d|{_MARK}?\d\d)\.\s?(?P<am>1[0-2]|0?[1-9])\.?\s?[~∼～–\-]\s?"
    rf"(?P<b>20\d\d|{_MARK}?\d\d)\.\s?(?P<bm>1[0-2]|0?[1-9])(?![\d.])"
)
"""A span in dots without one behind it: ``2024. 4 ~ 2026. 12``, ``09. 3 ~14. 2``."""

_SHORT = re.compile(
    r"(?P<a>[0-4](?<![\d’‘'`′,.].)(?:(?<=2)0[0-4]\d|\d(?=년)))년?(?:도)?(?:부터|\s?[~∼～])\s?"
    r"(?P<b>[0-4]\d)년(?!간)(?:도)?(?:까지)?"
)
"""A span to a year of two digits: ``24년부터 26년까지``, ``2024∼26년``."""

_LAST_CENTURY = re.compile(r"(?P<a>9(?<![\d’‘'`′,.~∼-].)\d)년(?:도)?(?:\s?\d{1,2}월)?부터")
"""A beginning in the nineties, as papers of that time write it: ``99년 7월부터``."""

_DONE = re.compile(
    rf"(?P<date>{_point('e')}\s?년?)(?:에|쯤|께)?\s?(?:최종\s|사업을\s|공사를\s)?"
    r"(?:(?P<done>완공|준공|완료|마무리|개소|개관|개원|완성|문을\s?(?:연다|열)|마친다|마칠|끝낸다|끝낼)"
    r"|착공|착수|첫\s?삽|(?:설계|공사|사업)(?:에\s(?:들어가|나선|나서)|[를을]\s시작))(?!된(?!다)|한(?!다)|됐|했|돼\s)"
)
"""A year in which something is done (2026년 준공) or begun (올해 착공)."""

_FIRST = re.compile(rf"(?:1차\s?년도|1년차|첫\s?해|원년)인\s(?P<date>{_point('e')})")
"""The year that a text calls the project's first: ``1차년도인 올해``, ``사업 첫해인 2024년``."""

_DEED = re.compile(
    "완공|준공|완료|마무리|개소|개관|개원|완성|문을|착공|착수|첫|마[친칠]|끝낸|끝낼|시작|들어가|나[서선]"
)
"""One of these stands in every such text."""

_DOTS = re.compile(r"\d\.?\s?[~∼～–\-]\s?[\d’‘'`′]")
"""What every span in dots holds: cheap to look for, and mostly not there."""

_LONGEST = 30
"""Years above which two numbers are no span of a project."""

_AFTER_BEGIN = {"같은해": 0, "오는": 0, "이듬해": 1, "그다음해": 1}
"""Years from the beginning to an end that is told by it: ``2024년 9월부터 이듬해 8월까지``."""

_MONTHS = re.compile(r"\d\s?년\s?\d{1,2}개월")
_FROM_NOW = re.compile(r"향후|앞으로")
_HINT = re.compile(
    r"부터|까지|[완준착]공|완료|마무리|개[소관원]|완성|문을|착수|\d\s?(?:[년월일]|\.)?\s?[~∼～–\-]"
)


def scan(text: str, today: tuple[int, int] | None = None) -> list[Span]:
    """Return the periods of a text.

    Args:
        text: NFC text.
        today: year and month of the article, or ``None`` where unknown (month 0: only the year).

    >>> [(s.first, s.last) for s in scan("2023년부터 2025년까지 3년간, 2021~2023년")]
    [(2023, 2025), (2021, 2023)]
    >>> [(s.first, s.last) for s in scan("올해부터 3년간", (2019, 2))]
    [(2019, 2021)]
    >>> [(s.first, s.last) for s in scan("2027년까지 5년간")]
    [(2023, 2027)]
    >>> [(s.first, s.last) for s in scan("2024. 4 ~ 2026. 12, 24년부터 26년까지")]
    [('2024-04', '2026-12'), (2024, 2026)]
    """
    if not _HINT.search(text):
        return []
    kept: list[Span] = []
    begins = [m.start() for m in _BEGIN.finditer(text)]
    rows = (*_spans(text, begins, today), *_plain(text), *_deeds(text, begins, today))
    for span in sorted(rows, key=lambda s: (s.weak, s.start, -s.end)):
        if not span.weak and kept and span.start < kept[-1].end:
            continue
        if not span.weak or all(span.end <= k.start or span.start >= k.end for k in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def _plain(text: str) -> Iterator[Span]:
    """Yield the spans that need no grammar: between months in dots, between years of two digits."""
    for pattern in (_DOTTED, _SHORT) if _DOTS.search(text) else (_SHORT,):
        for m in pattern.finditer(text):
            start, end = (_whole(m[tag]) for tag in "ab")
            if not 0 <= end - start <= _LONGEST:
                continue
            dotted = pattern is _DOTTED
            first = _with_month(start, m["am"] if dotted else None)
            last = _with_month(end, m["bm"] if dotted else None)
            yield Span(m.start(), m.end(), first, last)

    for m in _LAST_CENTURY.finditer(text):
        yield Span(m.start(), m.end(), 1900 + int(m["a"]), None)


def _deeds(text: str, begins: Iterable[int], today: tuple[int, int] | None) -> Iterator[Span]:
    """Yield the years in which something is begun or done: weak spans."""
    at = 0
    for begin in begins if _DEED.search(text) else ():
        m = _DONE.match(text, begin) if begin >= at else None
        day = _day(m, "e", today) if m else None
        if m is None or day is None or (m.start() and text[m.start() - 1].isdigit()):
            continue
        at = m.end()
        done = m["done"] is not None
        yield Span(
            m.start(), m.end("date"), None if done else day, day if done else None, weak=True
        )
    for m in _FIRST.finditer(text):
        day = _day(m, "e", today)
        if day is not None:
            yield Span(m.start("date"), m.end("date"), day, None)


def _whole(digits: str) -> int:
    """Return a year of four digits: 24 and ’24 are 2024."""
    year = int(re.sub(r"\D", "", digits))
    return year if year > 99 else 2000 + year


def _spans(text: str, begins: Iterable[int], today: tuple[int, int] | None) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for begin in begins:
        m = _PATTERN.match(text, begin) if begin >= at else None
        if m is None:
            continue
        at = m.end()
        if m.start() and text[m.start() - 1].isdigit():
            continue
        span = _read(m, today)
        if span is not None:
            spans.append(span)
    return spans


def _read(m: re.Match[str], today: tuple[int, int] | None) -> Span | None:
    first = _day(m, "a", today) or _day(m, "c", today)
    anchor = _year(first)
    last = _day(m, "b", today) or _day(m, "d", today)
    later = _AFTER_BEGIN.get(re.sub(r"\s", "", m["br"] or ""))
    if anchor and later is not None:
        last = _with_month(anchor + later, m["bn"])
    duration = m["da"] or m["db"] or m["dc"]
    years = int(duration) if duration else None
    more = 0 if _MONTHS.search(m[0]) else 1  # «4년 6개월간» reaches into one more year
    if years and not 1 <= years <= _LONGEST:
        years = None
    if years and first and not last and m["db"]:
        last = (_year(first) or 0) + years - 1
    if years and last and not first and (m["dc"] or m["da"]):
        first = (_year(last) or 0) - years + more if _counts_back(m[0], last, more) else None
    if first is None and last is None:
        return None
    start, end = _year(first), _year(last)
    if start and end and not 0 <= end - start <= _LONGEST:
        return None
    return Span(m.start(), m.end(), first, last, years)


def _counts_back(said: str, last: Day, more: int) -> bool:
    """Tell whether a duration before an end says when it began.

    It does not in ``2025년 6월까지 6년간``, which is six years or seven budgets, nor where it
    counts from today (향후).
    """
    whole = _year(last) == last or str(last).endswith("-12")
    return (whole or not more) and not _FROM_NOW.search(said)


def _year(day: Day | None) -> int | None:
    return None if day is None else int(str(day)[:4])


def _with_month(year: int, month: str | None) -> Day:
    return f"{year}-{int(month):02}" if month else year


def _day(m: re.Match[str], tag: str, today: tuple[int, int] | None) -> Day | None:
    written, word = m[f"{tag}y"], m[f"{tag}r"]
    if written:
        return _with_month(_whole(written), m[f"{tag}m"])
    if not word or not today:
        return None
    return _relative(re.sub(r"\s", "", word), m[f"{tag}n"], today)


_NEXT = ("내년", "후년", "내후년")
"""Words that a year taken from the name of a call does not tell: it is often itself the next."""


def _relative(word: str, month: str | None, today: tuple[int, int]) -> Day | None:
    year, now = today
    if word in ("다음달", "내달", "이번달", "이달"):
        if not now:
            return year
        ahead = now + (1 if word in ("다음달", "내달") else 0)
        return f"{year + (ahead > 12)}-{ahead if ahead < 13 else 1:02}"
    if word in ("오는", "지난") and not month:
        return None
    if not now and word in _NEXT:
        return None
    offset = {"지난해": -1, "작년": -1, "내년": 1, "후년": 2, "내후년": 2}.get(word, 0)
    return _with_month(year + offset, month)
