"""Lists without marks: their entries are names where they are as many as the text counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract import lexicon
from kg.extract.found import MARKS, Found

__all__ = ["counted", "placed", "tails"]

_WORK = r"(?:사업|과제|프로젝트)"
_AHEAD = re.compile(
    rf"(?<![\d.,])(?P<count>[2-9]|1\d)개 ?(?:[가-힣]{{2,4}} )?{_WORK}(?:은|는|으로는) "
    rf"(?P<list>[^\n\0{MARKS}]{{12,400}}?)(?: 등)?(?:이다|이며|이고|다)(?=[.,\n]|$)"
)
_BEHIND = re.compile(
    rf"(?:선정|확정|뽑힌|채택)[^\n,\0.]{{0,16}}(?:{_WORK}|곳|지역|대상지)(?:은|는|으로는) "
    rf"(?P<list>[^\n\0{MARKS}]{{12,400}}?)(?: 등)?,? (?:총 |모두 )?"
    rf"(?P<count>[2-9]|1\d)(?:개 ?{_WORK}?|곳|건)(?:이다|이며|다|으로)"
)
_CHOSEN = rf"된? [^\n,\0.]{{0,12}}(?:{_WORK}|곳|지역|대상지)"
_AFTER = re.compile(
    rf"(?:선정{_CHOSEN}|확정{_CHOSEN}|뽑힌{_CHOSEN}|채택{_CHOSEN}|과제(?<=[.\n]과제)"
    r"|과제(?<=[.\n] 과제)|프로젝트(?<=[.\n]프로젝트)|프로젝트(?<=[.\n] 프로젝트))(?:은|는|으로는) "
    rf"(?P<list>[^\n\0{MARKS}.]{{12,400}}?)(?P<more> 등)?(?:이다|이며|다)(?=[.,\n]|$)"
)
_BEFORE = re.compile(rf"(?<![\d.,])(?P<count>[2-9]|1\d)(?:개 ?{_WORK}|건|곳)")
_NEAR = 500
"""Letters before a list in which its number of entries stands."""
_COMMA = re.compile(r", ?")
_JOINT = re.compile(r", ?| 및 |(?<=사업)[과와] ")
_PLACE = re.compile(r"(?P<place>[가-힣]{2,7}(?:시|군|구)?)(?:의)? ")
_SHORTEST = 6
"""Letters that an entry has at least: what is shorter counts things, not projects."""


def counted(text: str) -> Iterator[Found]:
    r"""Yield the entries of «4개 사업은 A, B, C, D이다» and «선정된 사업은 A, B 등 2개다».

    A list counts only if it has just as many entries as the text says; the place before an entry
    (천안시 월봉숲 복원사업) is not of its name.

    Args:
        text: the text, with amounts and other names blanked out (``\0``).

    >>> told = "3개 사업은 전자약 실용화 기반구축, 항공 부품 생산 구축, 로봇 산업 생태계 활성화다."
    >>> [f.text for f in counted(told)]
    ['전자약 실용화 기반구축', '항공 부품 생산 구축', '로봇 산업 생태계 활성화']
    >>> told = "3개 과제는 쌀겨 화장품 개발(한빛), 보리 약과 개발(달빛), 콩 음료 개발(별빛)이다."
    >>> [(f.kind, f.text) for f in counted(told)][:2]
    [('item', '쌀겨 화장품 개발'), ('org', '한빛')]
    """
    if "개" not in text and "곳" not in text:
        return
    lists = [
        (m.start("list"), entries)
        for m in (*_AHEAD.finditer(text), *_BEHIND.finditer(text))
        if len(entries := _COMMA.split(m["list"])) == int(m["count"])
    ]
    for m in _AFTER.finditer(text):
        before = [
            int(c["count"]) for c in _BEFORE.finditer(text, max(0, m.start() - _NEAR), m.start())
        ]
        entries = _JOINT.split(m["list"])
        missing = before[-1] - len(entries) if before and len(entries) > 1 else -1
        if missing == 0 or (m["more"] and 0 < missing < _UNTOLD):
            lists.append((m.start("list"), entries))
    for at, entries in sorted(lists):
        rows = list(_entries(text, at, entries))
        if all(len(row.text) >= _SHORTEST for row in rows):
            yield from _without_bodies(rows)


_WITH_BODY = re.compile(r"(?P<name>[^()]{4,}) ?\((?P<body>[가-힣A-Za-z&㈜ ]{2,16})\)")
"""An entry with the body that leads it: «쑥 화장품 원료 생산(한빛바이오)»."""


def _without_bodies(rows: list[Found]) -> Iterator[Found]:
    """Yield entries; where each has a body in brackets behind it, the name and the body apart."""
    parts = [_WITH_BODY.fullmatch(row.text) for row in rows]
    known = lexicon.load().gazetteer.regions_by_name
    if len(rows) < _BODIES or not all(m and m["body"] not in known for m in parts):
        yield from rows
        return
    for row, m in zip(rows, parts, strict=True):
        if m:
            start, end = row.start + m.start("body"), row.start + m.end("body")
            name = m["name"].rstrip()
            yield row._replace(end=row.start + len(name), text=name)
            yield Found("org", start, end, m["body"])


_BODIES = 3
"""Entries from which on brackets behind each of a list hold the bodies that lead them."""
_UNTOLD = 3
"""How many fewer entries a list that goes on (등) may tell, and one more."""


def _entries(text: str, at: int, entries: Iterable[str]) -> Iterator[Found]:
    """Yield the entries of a list that begins at an offset, each without the place before it."""
    for entry in entries:
        start = text.index(entry, at)
        at = start + len(entry)
        start += _place_before(entry)
        yield Found("item", start, at, text[start:at])


def _place_before(entry: str) -> int:
    """Return the length of the place that an entry begins with."""
    m = _PLACE.match(entry)
    return m.end() if m and m["place"] in lexicon.load().gazetteer.regions_by_name else 0


_TAIL = re.compile(r".*[동읍면리] (?P<tail>[^ ]+(?: [^ ]+)+)$")
_LONG = 8
"""Letters that an entry has at least where it is told again without the place before it."""


def tails(entries: Iterable[Found]) -> Iterator[Found]:
    """Yield entries as they are told again, without the place: «덕우리 이야기형 생태관광»."""
    for f in entries:
        m = _TAIL.match(f.text)
        if m and len(m["tail"]) > _LONG:
            yield f._replace(start=f.start + m.start("tail"), text=m["tail"])


_PLACED = re.compile(
    r"(?:선정|확정|뽑힌|뽑혔)[^\n]{0,60}?"
    r"(?P<list>[가-힣]{2,5}(?:시|군|구|도) ?\([^()\n\0]{5,50}\)"
    r"(?:, ?[가-힣]{2,5}(?:시|군|구|도) ?\([^()\n\0]{5,50}\))+)"
)
_IN_PLACE = re.compile(r"(?P<place>[가-힣]+) ?\((?P<name>[^()]+)\)")


def placed(text: str) -> Iterator[Found]:
    """Yield what stands in brackets behind the places of a list that were chosen.

    >>> told = "선정된 사업은 익산시(농촌활력센터 설치운영), 고창군(인삼 소득화사업) 등이다."
    >>> [f.text for f in placed(told)]
    ['농촌활력센터 설치운영', '인삼 소득화사업']
    """
    known = lexicon.load().gazetteer.regions_by_name
    for m in _PLACED.finditer(text) if "(" in text else ():
        rows = list(_IN_PLACE.finditer(text, *m.span("list")))
        if all(row["place"] in known for row in rows):
            yield from (
                Found("item", row.start("name"), row.end("name"), row["name"]) for row in rows
            )
