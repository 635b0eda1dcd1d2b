"""Lists without marks: their entries are names where they are as many as the text counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import lexicon
from kg.extract.found import MARKS, Found

__all__ = ["counted", "placed"]

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
_COMMA = re.compile(r", ?")
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
    """
    if "개" not in text and "곳" not in text:
        return
    for m in sorted((*_AHEAD.finditer(text), *_BEHIND.finditer(text)), key=lambda m: m.start()):
        entries = _COMMA.split(m["list"])
        if len(entries) != int(m["count"]):
            continue
        at = m.start("list")
        rows = []
        for entry in entries:
            start = text.index(entry, at)
            at = start + len(entry)
            start += _place_before(entry)
            rows.append(Found("item", start, at, text[start:at]))
        if all(len(row.text) >= _SHORTEST for row in rows):
            yield from rows


def _place_before(entry: str) -> int:
    """Return the length of the place that an entry begins with."""
    m = _PLACE.match(entry)
    return m.end() if m and m["place"] in lexicon.load().gazetteer.regions_by_name else 0


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
