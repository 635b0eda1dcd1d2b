"""Find everything in a text that a fact can be made of: the mention layer.

Order matters, because the first claim on a span holds: spans of time (their apostrophes look like
quotation marks), table cells, quotations, amounts, list items, names without quotation marks, then
single words (bodies, ministries, regions). What is found never overlaps.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kg.extract import tables
from kg.extract.alias import called
from kg.extract.counted import counted, placed, tails
from kg.extract.found import Found
from kg.extract.quoted import again, items, labelled, quotations
from kg.extract.runs import runs
from kg.extract.sites import paid, sites
from kg.extract.words import words
from kg.korean import money, period
from kg.korean.money import Money

__all__ = ["mentions"]


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
    claims.take(labelled(claims.open))
    quoted = list(quotations(text))
    claims.take(quoted)
    amounts = money.scan(claims.open)
    amounts = sorted([*amounts, *_borrowed(claims.open, amounts)], key=lambda m: m.start)
    claims.take(Found("money", m.start, m.end, text[m.start : m.end], m) for m in amounts)
    entries = list(items(text, claims.open))
    claims.take(entries)
    claims.take(again(claims.open, [*quoted, *entries]))
    rows = list(counted(claims.open))
    claims.take(rows)
    claims.take(again(claims.open, [*rows, *tails(rows)]) if rows else ())
    claims.take(placed(claims.open))
    claims.take(sites(claims.open))
    claims.take(paid(claims.open))
    claims.take(runs(claims.open))
    claims.take(called(claims.open, list(words(claims.open))))
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


_BRACKET = re.compile(r"\(([^()\n]{3,120})\)")
_PIECE = re.compile(
    r"(?:^|[,·/+\s])\s*(?P<label>[가-힣·]{1,9}?)\s?"
    r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?=\s*(?:[,·/+)]|$|\s[가-힣]))"
)
_BORROWING_LABEL = re.compile(
    r"(?:국비|국고|국|도비|시비|군비|구비|지방비|민자|민간|민|도|시|군|자부담|기타|자체|지자체|대학|기업"
    r"|[가-힣]{2,4}(?:시|도|군|구)비?|[가-힣]{2}비?)$"
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
            if (at < len(starts) and starts[at] < end) or not _BORROWING_LABEL.search(p["label"]):
                continue
            value = money.bare(p["n"])
            if value and p["label"] not in ("약", "년", "제"):
                yield Money(start, end, value)
