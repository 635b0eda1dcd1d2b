"""PDF to text: lines by their place on the page, broken lines joined again.

The reader is PDFium, which gives every character its box; what the boxes tell (a line that had
room for the next word was ended on purpose; a wide gap parts two cells) is used here.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.read.layout import PlacedLine, text_of
from kg.read.page import Known

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage  # type: ignore[import-untyped]

__all__ = ["read_pdf"]

_MAX_CHARACTERS = 500_000
_MAX_UNPACKED = 200_000_000
"""Bytes that the streams of a PDF may unpack to; a magazine with pictures stays far below."""

_STREAM = re.compile(rb"stream\r?\n")
_CELL_GAP = 1.0
"""Gap between two words, in font sizes, from which they stand in two cells of a table."""


_EVEN = 1.3
"""Ratio of the widest to the narrowest gap of a line up to which it is stretched text, no row."""


def read_pdf(data: bytes, place: str) -> tuple[str, Known]:
    """Return the text of a PDF, one paragraph or table row a line, and its headline.

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
    return text_of(lines)


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


def _lines(document: PdfDocument, place: str) -> Iterator[PlacedLine]:
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


def _page_lines(text: PdfTextPage, number: int) -> Iterator[PlacedLine]:
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
) -> Iterator[PlacedLine]:
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
    yield PlacedLine(
        re.sub(r" *\| *", " | ", re.sub(r" {2,}", " ", text)),
        solid[0][1], solid[-1][2], solid[0][3], size, head - solid[0][1], row, page,
    )  # fmt: skip
