"""Places that a programme pays for one by one: harbours, villages, districts with their money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import lexicon
from kg.extract.found import Found

__all__ = ["paid", "sites"]

_SITE = re.compile(
    r"(?:^|\n|(?<=[.] ))(?:[^\n.\0]{0,24}선정된 )?(?:[가-힣]{2,4}(?:시|군|구)?의? )?"
    r"(?P<name>(?:[가-힣]{1,10}·)*[가-힣]{1,10}(?:항|포구|지구|권역|마을|시장|섬|골목|거리))"
    r"(?:은|는|에는|엔) (?=[^\n.]{0,90}?\0 ?\((?:총 |국비|국고|도비))"
)


def sites(text: str) -> Iterator[Found]:
    r"""Yield places that are told with money of their own, where there are at least two.

    One alone is where a project lies; of several with an amount and its parts each is a project.

    Args:
        text: the text, with amounts and other names blanked out (``\0``).
    """
    if "\0(" not in text and "\0 (" not in text:
        return
    rows = list(_SITE.finditer(text))
    for m in rows if len(rows) > 1 else ():
        yield Found("name", m.start("name"), m.end("name"), m["name"])


_PLACE = r"(?:[가-힣0-9]{1,6}[읍면동리] )?[가-힣0-9]{1,8}(?:마을|지구|권역|항|포구|[읍면동리])"
_PAID = re.compile(
    r"(?:^|(?<=[\s(]))(?:(?P<region>[가-힣]{2,4}) )??"
    rf"(?:(?P<name>{_PLACE})(?:에는|에|은|는|엔)?"
    r"|(?P<host>[가-힣]{2,4}) ?\((?P<inside>[^()\n\0\d]{3,30})\)(?:에는|에)?) ?\0+(?=,|\s?등)"
)
_CHUNK = re.compile(r"[^.]+")
_FEWEST = 3
"""Places with an amount each that make a list of what was won."""


def paid(text: str) -> Iterator[Found]:
    r"""Yield the places of a list that each have their own amount: «강릉 소돌마을에 45억원, …».

    >>> told = "강릉 소돌마을에 \0\0, 동해 안묵호마을에 \0\0, 인제(하남 정수장) \0\0 등이다."
    >>> [f.text for f in paid(told)]
    ['소돌마을', '안묵호마을', '하남 정수장']

    Args:
        text: the text, with amounts and other names blanked out (``\0``).
    """
    known = lexicon.load().gazetteer.regions_by_name
    for chunk in _CHUNK.finditer(text) if "\0," in text else ():
        if chunk[0].count("\0,") < _FEWEST - 1:
            continue
        rows = list(_PAID.finditer(text, *chunk.span()))
        placed = sum((m["region"] or m["host"]) in known for m in rows)
        if len(rows) < _FEWEST or placed < 2:
            continue
        for m in rows:
            what = "name" if m["name"] else "inside"
            yield Found("name", m.start(what), m.end(what), m[what])
