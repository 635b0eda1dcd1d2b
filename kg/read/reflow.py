"""Plain text that was cut into lines of one width, as e-mail and PDF converters do, made whole."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.read.layout import PlacedLine, text_of

__all__ = ["reflow"]

_WIDEST = 100
"""Characters of a line above which a text has one paragraph a line."""

_FEWEST, _MOST = 6, 5_000
"""Lines below which no width can be told, and above which a text is no article."""

_FULL = 0.8
_SHARE = 0.4
"""Part of the width that a full line fills, and share of full lines in a text that was cut."""

_PITCH = 1.6
"""Distance of two lines, in font sizes; of no consequence but for blank lines."""

_STANZA = re.compile(
    r"(?<![^\n])(?:[^\n.!?•|]{4,50}[^\n.!?•|다요\s]\n){1,8}[^\n.]{2,50}니다\.(?=\n|\Z)"
)
"""Short lines that end nowhere, and the one that ends their sentence: a script that is read out."""

_STANZAS = 2
"""Such sentences that a script has at least."""

_ENDS = ("다.", "다.”", "다.’", '다."', "?", "!", ":", ";")


def reflow(text: str) -> str:
    r"""Return the text with its lines joined to paragraphs, where something cut them.

    It was cut into lines of one width, or into the breaths of a newsreader.

    >>> text = "가나다라 마바사아 자차카타 파하\n" * 5 + "가나다라 마바사아 하였다."
    >>> reflow(text).count("\n")
    0
    >>> reflow("새 연구센터가\n오늘 문을 엽니다.\n\n국비 45억원을 들여\n기술을 찾게 됩니다.")
    '새 연구센터가 오늘 문을 엽니다.\n\n국비 45억원을 들여 기술을 찾게 됩니다.'
    >>> reflow("제목\n\n가나다라 마바사아 하였다.\n자차카타 하였다.")
    '제목\n\n가나다라 마바사아 하였다.\n자차카타 하였다.'
    """
    if len(list(_STANZA.finditer(text))) >= _STANZAS:
        return _STANZA.sub(lambda m: m[0].replace("\n", " "), text)
    lines = text.split("\n")
    if not _FEWEST <= len(lines) <= _MOST or len(max(lines, key=len)) > _WIDEST:
        return text
    widths = [_width(line.strip()) for line in lines]
    if not _is_cut(lines, widths):
        return text
    placed = [
        PlacedLine(
            text=line.strip(),
            left=0.0,
            right=width,
            bottom=-_PITCH * number,
            size=1.0,
            head=_width(line.split(None, 1)[0]),
            row=" | " in line,
            page=0,
        )
        for number, (line, width) in enumerate(zip(lines, widths, strict=True))
        if width
    ]
    return text_of(placed)[0]


def _is_cut(lines: list[str], widths: list[float]) -> bool:
    """Tell whether many lines are full and go on in the next."""
    widest = max(widths)
    full = sum(
        width >= _FULL * widest and after > 0 and not line.rstrip().endswith(_ENDS)
        for line, (width, after) in zip(lines, pairwise(widths), strict=False)
    )
    return full >= _SHARE * sum(width > 0 for width in widths) and full >= _FEWEST - 2


def _width(text: str) -> float:
    """Return the width of a text in font sizes: Hangul takes one, Latin half of one."""
    return sum(1.0 if character > "\u1100" else 0.5 for character in text)
