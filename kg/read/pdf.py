"""PDF to text: lines by their place on the page, broken lines joined again.

The reader is PDFium, which gives every character its box; what the boxes tell (a line that had
room for the next word was ended on purpose; a wide gap parts two cells) is used here.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.read.headline import LIST_MARKS
from kg.read.wrap import breaks_a_word, join, vocabulary

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage  # type: ignore[import-untyped]

__all__ = ["read_pdf"]

_MAX_CHARACTERS = 500_000
_MAX_UNPACKED = 200_000_000
"""Bytes that the streams of a PDF may unpack to; a magazine with pictures stays far below."""

_PAGE_NUMBER = re.compile(r"[-–— ]*\d{1,4}(?: ?[/|] ?\d{1,4})?[-–— ]*$")
_DIGITS = re.compile(r"\d+")
_STREAM = re.compile(rb"stream\r?\n")
_SENTENCE_END = re.compile(r"[다요음함임됨]\.[”’\"')\]]*$|[.!?]$")
_ITEM = re.compile(r"[-·•*]\s|\d{1,2}[.)]\s|《|【")
_LETTERED = re.compile(r"[가-하]\.\s")
_CELL_GAP = 1.0
"""Gap between two words, in font sizes, from which they stand in two cells of a table."""

_WORD_ROOM = 0.6
"""Room left in a line, in font sizes beyond its next word, from which it ended on purpose."""

_WIDE = 1.8
"""Room at the end of a line, in font sizes, that a line broken inside a word never leaves."""

_JUSTIFIED = 0.3
"""Room below which lines are stretched to the edge, so that room tells nothing."""

_EVEN = 1.3
"""Ratio of the widest to the narrowest gap of a line up to which it is stretched text, no row."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line on a page; lengths in points, ``head`` is the width of its first word."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    head: float
    row: bool
    page: int


def read_pdf(data: bytes, place: str) -> str:
    """Return the text of a PDF, one paragraph or table row a line.

    Args:
        data: the bytes of the file.
        place: the file's name for errors.

    Raises:
        ReadError: it is no PDF, is locked, holds no text (a scan), or too much of it.
    """
    _refuse_bomb(data, place)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        raise ReadError(
            "the PDF is locked with a password" if locked else f"the PDF is broken ({error})",
            place=place,
            way_out="save it again without a password" if locked else "print it to a new PDF",
        ) from error
    try:
        lines = list(_lines(document, place))
    finally:
        document.close()
    if not lines:
        raise ReadError(
            "the PDF holds no text, only pictures",
            place=place,
            way_out="recognise its text (OCR) first, or give the article as .txt or .html",
        )
    return "\n".join(_paragraphs(_without_margins(lines)))


def _refuse_bomb(data: bytes, place: str) -> None:
    """Refuse a PDF whose streams unpack to more than is sensible, before anything unpacks them."""
    total = 0
    for found in _STREAM.finditer(data):
        if data[found.end() : found.end() + 1] != b"\x78":
            continue
        unpack = zlib.decompressobj()
        try:
            packed = memoryview(data)[found.end() :]
            total += len(unpack.decompress(packed, _MAX_UNPACKED - total + 1))
        except zlib.error:
            continue
        if total > _MAX_UNPACKED:
            raise ReadError(
                f"the PDF unpacks to more than {_MAX_UNPACKED:,} bytes",
                place=place,
                way_out="give the pages with the article alone",
            )


# ── characters to lines ──────────────────────────────────────────────────────────────────────


def _lines(document: PdfDocument, place: str) -> Iterator[_Line]:
    count = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count += text.count_chars()
        if count > _MAX_CHARACTERS:
            raise ReadError(
                f"the PDF holds more than {_MAX_CHARACTERS:,} characters",
                place=place,
                way_out="give the pages with the article alone",
            )
        yield from _page_lines(text, number)
        text.close()
        page.close()


_GENERATED = (" ", 0.0, 0.0, 0.0, 0.0)
"""A space that is not in the file; PDFium puts one where there is room."""


def _page_lines(text: PdfTextPage, number: int) -> Iterator[_Line]:
    from pypdfium2 import raw

    characters: list[tuple[str, float, float, float, float]] = []
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        character = chr(code) if code else " "
        if character in "\r\n":
            yield from _line(characters, number)
            characters = []
            continue
        if code < 0x20 or raw.FPDFText_IsGenerated(text, i):
            characters.append(_GENERATED)
            continue
        left, bottom, right, top = text.get_charbox(i, loose=True)
        characters.append((character, left, right, bottom, top - bottom))
    yield from _line(characters, number)


def _line(
    characters: Sequence[tuple[str, float, float, float, float]], page: int
) -> Iterator[_Line]:
    """Yield the line that the characters make, a bar where a wide gap parts two cells."""
    solid = [c for c in characters if c[2] > c[1] and not c[0].isspace()]
    if not solid:
        return
    while characters[-1] == _GENERATED:
        characters = characters[:-1]
    size = Counter(round(c[4], 1) for c in solid).most_common(1)[0][0] or 1.0
    gaps = [b[1] - a[2] for a, b in pairwise(solid)]
    wide = [gap for gap in gaps if gap > _CELL_GAP * size]
    stretched = len(wide) > 2 and max(wide) <= _EVEN * min(wide)
    row = bool(wide) and not stretched
    parts: list[str] = []
    end = head = 0.0
    for character, left, right, *_ in characters:
        if character.isspace() or right <= left:
            parts.append(" ")
            continue
        if row and end and left - end > _CELL_GAP * size:
            parts.append(" | ")
        parts.append(character)
        end = right
    text = "".join(parts)
    for character, _, right, *_ in characters:
        if character.isspace() and head:
            break
        head = right if right else head
    yield _Line(
        re.sub(r" *\| *", " | ", re.sub(r" {2,}", " ", text)),
        solid[0][1], solid[-1][2], solid[0][3], size, head - solid[0][1], row, page,
    )  # fmt: skip


def _without_margins(lines: list[_Line]) -> list[_Line]:
    """Drop page numbers, and the heads and feet that several pages share."""
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        pages.setdefault(line.page, []).append(i)
    edges = sorted({i for page in pages.values() for i in (*page[:2], *page[-2:])})
    said = Counter(_mark(lines[i]) for i in edges)
    drop = {i for i in edges if _PAGE_NUMBER.match(lines[i].text) or said[_mark(lines[i])] > 1}
    return [line for i, line in enumerate(lines) if i not in drop]


def _mark(line: _Line) -> tuple[str, int]:
    """Return what a head or foot has in common on all pages: its words and its height."""
    return _DIGITS.sub("0", line.text.strip()), round(line.bottom)


# ── lines to paragraphs ──────────────────────────────────────────────────────────────────────


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """Yield paragraphs and table rows; a blank one where the page leaves room."""
    edge = _right_edge(lines)
    pitch = _pitch(lines)
    pairs = list(pairwise(lines))
    broken = [_is_broken(a, b, edge, pitch) for a, b in pairs]
    words = vocabulary([line.text for line in lines])
    inside = _breaks_words([p for p, yes in zip(pairs, broken, strict=True) if yes], edge, words)
    current = lines[0].text if lines else ""
    for (above, line), goes_on in zip(pairs, broken, strict=True):
        if goes_on:
            text = line.text
            current = (
                join(current, text, words) if inside else f"{current.rstrip()} {text.lstrip()}"
            )
            continue
        yield current.strip()
        if _gap(above, line, pitch):
            yield ""
        current = line.text
    yield current.strip()


def _right_edge(lines: list[_Line]) -> float:
    """Return where full lines end: the rightmost place that two lines of running text reach."""
    usual = Counter(round(line.size) for line in lines if not line.row).most_common(1)
    body = [line for line in lines if not line.row and round(line.size) == usual[0][0]]
    rights = sorted((line.right for line in body), reverse=True)
    near = (a for a, b in pairwise(rights) if a - b < body[0].size)
    return next(near, rights[0] if rights else 0.0)


def _breaks_words(pairs: list[tuple[_Line, _Line]], edge: float, words: frozenset[str]) -> bool:
    """Tell whether lines break inside words.

    They do where some word stands over two lines, or where there never is room for one more
    syllable; lines that are stretched to the edge tell nothing by their room.
    """
    rooms = [max(edge - above.right, 0) / above.size for above, _ in pairs]
    wide = sum(room > _WIDE for room in rooms)
    torn = sum(breaks_a_word(above.text, line.text, words) for above, line in pairs)
    if torn:
        return 2 * torn >= wide
    return not wide and max(rooms, default=0) >= _JUSTIFIED


def _pitch(lines: list[_Line]) -> float:
    """Return the usual distance of two lines, in font sizes."""
    steps = Counter(
        round((a.bottom - b.bottom) / a.size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and a.bottom > b.bottom and abs(a.size - b.size) < 1
    )
    return min((s for s, n in steps.items() if n >= max(steps.values()) / 3), default=1.5)


def _gap(above: _Line, line: _Line, pitch: float) -> bool:
    step = (above.bottom - line.bottom) / above.size
    return above.page == line.page and not 0 <= step <= 1.25 * pitch + 0.15


def _is_broken(above: _Line, line: _Line, edge: float, pitch: float) -> bool:
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
