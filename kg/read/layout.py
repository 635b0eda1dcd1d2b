"""Lines placed on pages to paragraphs and table rows; the largest of them is the headline."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.read.headline import LIST_MARKS
from kg.read.page import Known
from kg.read.wrap import breaks_a_word, join, vocabulary

__all__ = ["PlacedLine", "text_of"]

_PAGE_NUMBER = re.compile(r"[-–— ]*\d{1,4}(?: ?[/|] ?\d{1,4})?[-–— ]*$")
_DIGITS = re.compile(r"\d+")
_SENTENCE = "다."
_SENTENCE_END = re.compile(r"[다요음함임됨]\.[”’\"')\]]*$|[.!?]$")

_ITEM = re.compile(r"[-·•*]\s|\d{1,2}[.)]\s|《|【")
_LETTERED = re.compile(r"[가-하]\.\s")

_WORD_ROOM = 0.6
"""Room left in a line, in font sizes beyond its next word, from which it ended on purpose."""

_WIDE = 1.8
"""Room at the end of a line, in font sizes, that a line broken inside a word never leaves."""

_JUSTIFIED = 0.3
"""Room below which lines are stretched to the edge, so that room tells nothing."""

_SPACE, _LEVEL = 0.15, 0.4
"""Width of a space, and how far two pieces of one line may stand apart in height, in font sizes."""

_LARGE = 1.15
"""How much larger than the running text a headline is set."""

_MOST_ABOVE = 2
"""Sentences above the headline from which it is a heading inside the article."""

_LETTERHEAD = re.compile(r"보 ?도 ?(?:참 ?고 ?|설 ?명 ?|해 ?명 ?)?자 ?료|PRESS|뉴스 ?레터")
_SHORTEST_HEADLINE = 8


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on a page; lengths in points, ``head`` is the width of its first word."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    head: float
    row: bool
    page: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph or table row: its text, the size and page it begins with, what is above it."""

    text: str
    size: float
    page: int
    gap: bool


def text_of(lines: list[PlacedLine]) -> tuple[str, Known]:
    """Return the text of placed lines, one paragraph or table row a line, and its headline.

    Args:
        lines: the lines of all pages, in the order of reading.

    >>> body = [PlacedLine("시가 국비 80억원을 땄다.", 50, 200, 700 - 20 * i, 10, 9, False, 0)
    ...         for i in range(2)]
    >>> title = PlacedLine("나래시, 국비 80억 확보", 50, 250, 760, 20, 60, False, 0)
    >>> text_of([title, *body])[1].title
    '나래시, 국비 80억 확보'
    """
    paragraphs = _paragraphs(_merged(_without_margins(lines)))
    title, at = _headline(paragraphs)
    kept = [p for i, p in enumerate(paragraphs) if i >= at or _SENTENCE not in p.text]
    text = "".join(("\n\n" if p.gap else "\n") + p.text for p in kept).strip("\n")
    return text, Known(title=title)


def _headline(paragraphs: list[_Paragraph]) -> tuple[str | None, int]:
    """Return the headline, the paragraph set largest on the first page, and where it stands.

    None where nothing is set clearly larger than the rest, or where an article goes before it.
    """
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[round(paragraph.size)] += len(paragraph.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    able = [
        i
        for i, p in enumerate(paragraphs)
        if p.page == paragraphs[0].page
        and p.size >= _LARGE * usual
        and len(p.text) >= _SHORTEST_HEADLINE
        and not _LETTERHEAD.search(p.text)
        and _SENTENCE not in p.text
    ]
    if not able:
        return None, 0
    at = max(able, key=lambda i: (round(paragraphs[i].size), -i))
    above = sum(_SENTENCE in p.text for p in paragraphs[:at])
    return (paragraphs[at].text, at) if above <= _MOST_ABOVE else (None, 0)


def _merged(lines: list[PlacedLine]) -> list[PlacedLine]:
    """Put pieces of one line together again, which a change of font had parted."""
    merged: list[PlacedLine] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last is None or not _on_one_line(last, line):
            merged.append(line)
            continue
        space = " " if line.left - last.right > _SPACE * line.size else ""
        merged[-1] = replace(last, text=f"{last.text}{space}{line.text}", right=line.right)
    return merged


def _on_one_line(a: PlacedLine, b: PlacedLine) -> bool:
    level = a.page == b.page and abs(a.bottom - b.bottom) < _LEVEL * a.size
    return level and -_LEVEL * a.size < b.left - a.right < a.size and abs(a.size - b.size) < a.size


def _without_margins(lines: list[PlacedLine]) -> list[PlacedLine]:
    """Drop page numbers, and the heads and feet that several pages share."""
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        pages.setdefault(line.page, []).append(i)
    edges = sorted({i for page in pages.values() for i in (*page[:2], *page[-2:])})
    said = Counter(_mark(lines[i]) for i in edges)
    drop = {i for i in edges if _PAGE_NUMBER.match(lines[i].text) or said[_mark(lines[i])] > 1}
    return [line for i, line in enumerate(lines) if i not in drop]


def _mark(line: PlacedLine) -> tuple[str, int]:
    """Return what a head or foot has in common on all pages: its words and its height."""
    return _DIGITS.sub("0", line.text.strip()), round(line.bottom)


# ── lines to paragraphs ──────────────────────────────────────────────────────────────────────


def _paragraphs(lines: list[PlacedLine]) -> list[_Paragraph]:
    """Return the lines with those joined that the width of the page broke."""
    if not lines:
        return []
    edge = _right_edge(lines)
    pitch = _pitch(lines)
    pairs = list(pairwise(lines))
    broken = [_is_broken(a, b, edge, pitch) for a, b in pairs]
    words = vocabulary([line.text for line in lines])
    inside = _breaks_words([p for p, yes in zip(pairs, broken, strict=True) if yes], edge, words)
    found = [_begun(lines[0], gap=False)]
    parts = [lines[0].text]
    for (above, line), goes_on in zip(pairs, broken, strict=True):
        if goes_on:
            parts += _parted(parts.pop(), line.text, words if inside else None)
            continue
        found[-1] = replace(found[-1], text="".join(parts).strip())
        found.append(_begun(line, gap=_gap(above, line, pitch)))
        parts = [line.text]
    found[-1] = replace(found[-1], text="".join(parts).strip())
    return found


def _parted(first: str, second: str, words: frozenset[str] | None) -> tuple[str, str]:
    """Return two lines with what belongs between them at the end of the first."""
    after = second.lstrip()
    if words is None:
        return f"{first.rstrip()} ", after
    whole = join(first, second, words)
    return whole[: len(whole) - len(after)], after


def _begun(line: PlacedLine, *, gap: bool) -> _Paragraph:
    return _Paragraph(line.text, line.size, line.page, gap)


def _right_edge(lines: list[PlacedLine]) -> float:
    """Return where full lines end: the rightmost place that two lines of running text reach."""
    usual = Counter(round(line.size) for line in lines if not line.row).most_common(1)
    body = [line for line in lines if not line.row and round(line.size) == usual[0][0]]
    rights = sorted((line.right for line in body), reverse=True)
    near = (a for a, b in pairwise(rights) if a - b < body[0].size)
    return next(near, rights[0] if rights else 0.0)


def _breaks_words(
    pairs: list[tuple[PlacedLine, PlacedLine]], edge: float, words: frozenset[str]
) -> bool:
    """Tell whether lines break inside words.

    They do where some word stands over two lines, or where there never is room for one more
    syllable; lines that are stretched to the edge tell nothing by their room.
    """
    pairs = [pair for pair in pairs if not _SENTENCE_END.search(pair[0].text.rstrip())]
    rooms = [max(edge - above.right, 0) / above.size for above, _ in pairs]
    wide = sum(room > _WIDE for room in rooms)
    torn = sum(breaks_a_word(above.text, line.text, words) for above, line in pairs)
    if torn:
        return 2 * torn >= wide
    return not wide and max(rooms, default=0) >= _JUSTIFIED


def _pitch(lines: list[PlacedLine]) -> float:
    """Return the usual distance of two lines, in font sizes."""
    steps = Counter(
        round((a.bottom - b.bottom) / a.size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and a.bottom > b.bottom and abs(a.size - b.size) < 1
    )
    return min((s for s, n in steps.items() if n >= max(steps.values()) / 3), default=1.5)


def _gap(above: PlacedLine, line: PlacedLine, pitch: float) -> bool:
    step = (above.bottom - line.bottom) / above.size
    return above.page == line.page and not 0 <= step <= 1.25 * pitch + 0.15


def _is_broken(above: PlacedLine, line: PlacedLine, edge: float, pitch: float) -> bool:
    """Tell whether a line goes on in the next: it had no room for the next one's first word."""
    if above.row or line.row or abs(above.size - line.size) > 0.12 * above.size:
        return False
    text = line.text.lstrip()
    ended = bool(_SENTENCE_END.search(above.text.rstrip()))
    if text[:1] in LIST_MARKS or _ITEM.match(text) or _gap(above, line, pitch):
        return False
    if ended and _LETTERED.match(text):
        return False
    if above.page != line.page:
        return not ended
    room = edge - above.right
    return room < line.head + _WORD_ROOM * above.size
