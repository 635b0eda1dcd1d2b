"""Places that a programme pays for one by one: harbours, villages, districts with their money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.found import Found

__all__ = ["sites"]

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
