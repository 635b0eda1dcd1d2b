"""HWPX (KS X 6101, what Korean offices publish) to text: sections in order, tables row by row.

The archive is judged by its directory before anything is unpacked; its XML may hold no DTD.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from xml.parsers import expat

from kg.errors import ReadError
from kg.read.cells import Line, Rows, text_of

__all__ = ["read_hwpx"]

_SECTION = re.compile(r"Contents/section(\d+)\.xml", re.IGNORECASE)
_MAX_MEMBERS = 2_000
_MAX_UNPACKED = 100_000_000
_MAX_RATIO = 200
_SMALL = 1_000_000
"""Bytes up to which a member may shrink by any ratio; blank pages do."""

_WAY_OUT = "save the document again in Hangul, or print it to a PDF"
_SPACES = frozenset({"tab", "nbSpace", "fwSpace"})
_ASIDE = frozenset({"header", "footer", "footNote", "endNote", "hiddenComment", "shapeComment"})
"""Elements whose text is not the document's own."""


def read_hwpx(data: bytes, place: str) -> str:
    """Return the text of an HWPX document, one paragraph or table row a line.

    Args:
        data: the bytes of the file.
        place: the file's name for errors.

    Raises:
        ReadError: it is no HWPX, is locked, unpacks to far more than a document, or its XML
            holds a DTD or is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, place)
            sections = sorted(
                (int(found[1]), member.filename)
                for member in members
                if (found := _SECTION.fullmatch(member.filename))
            )
            texts = [_section(archive.read(name), f"{place}, {name}") for _, name in sections]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ReadError(
            f"this is no HWPX document ({error})", place=place, way_out=_WAY_OUT
        ) from error
    if not texts:
        raise ReadError("this archive holds no HWPX document", place=place, way_out=_WAY_OUT)
    return "\n".join(texts)


def _refuse_bomb(members: list[zipfile.ZipInfo], place: str) -> None:
    if len(members) > _MAX_MEMBERS:
        raise _refusal(f"it holds {len(members):,} files", place)
    if sum(member.file_size for member in members) > _MAX_UNPACKED:
        raise _refusal(f"it unpacks to more than {_MAX_UNPACKED:,} bytes", place)
    names: set[str] = set()
    for member in members:
        name = member.filename
        if name in names:
            raise _refusal(f"it holds {name[:80]!r} twice", place)
        names.add(name)
        if member.file_size > max(_SMALL, _MAX_RATIO * member.compress_size):
            raise _refusal(f"{name[:80]!r} is packed more than {_MAX_RATIO} to 1", place)
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            raise _refusal(f"{name[:80]!r} leads out of the archive", place)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise _refusal(f"{name[:80]!r} is a link", place)
        if member.flag_bits & 1:
            raise ReadError("the document is locked with a password", place=place, way_out=_WAY_OUT)


def _refusal(problem: str, place: str) -> ReadError:
    return ReadError(f"the archive is not read: {problem}", place=place, way_out=_WAY_OUT)


def _section(xml: bytes, place: str) -> str:
    section = _Section()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = section.start
    parser.EndElementHandler = section.end
    parser.CharacterDataHandler = section.data

    def refuse(*_: object) -> None:
        raise ReadError(
            "its XML holds a DTD, which no document needs", place=place, way_out=_WAY_OUT
        )

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ReadError(f"its XML is broken ({error})", place=place, way_out=_WAY_OUT) from error
    section.rows.finish()
    return text_of(section.lines)


class _Section:
    """Receives the elements of one section; only their local names count."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.rows = Rows(self.lines)
        self.paragraphs: list[list[str]] = []
        self.aside = 0
        self.in_text = False
        self.blank = False

    def start(self, name: str, _: dict[str, str]) -> None:
        tag = name.rsplit(" ", 1)[-1]
        if tag in _ASIDE:
            self.aside += 1
        elif tag == "p":
            self.paragraphs.append([])
        elif tag == "t":
            self.in_text = True
        elif tag == "tbl":
            self.flush()
            for pieces in self.paragraphs[-1:]:
                pieces.append("")
        elif tag == "tr":
            self.rows.open_row()
        elif tag == "tc":
            self.rows.open_cell()
        elif tag == "lineBreak":
            self.flush()
        elif tag in _SPACES:
            self.data(" ")

    def end(self, name: str) -> None:
        tag = name.rsplit(" ", 1)[-1]
        if tag in _ASIDE:
            self.aside -= 1
        elif tag == "p":
            empty = not self.paragraphs[-1]
            self.flush()
            self.blank = self.blank or empty
            self.paragraphs.pop()
        elif tag == "t":
            self.in_text = False
        elif tag == "tr":
            self.rows.close_row()

    def data(self, text: str) -> None:
        if self.in_text and not self.aside and self.paragraphs:
            self.paragraphs[-1].append(text)

    def flush(self) -> None:
        """End a line of the innermost paragraph."""
        if not self.paragraphs:
            return
        text = " ".join("".join(self.paragraphs[-1]).split())
        self.paragraphs[-1].clear()
        if text:
            self.rows.add(Line(text, 0, 0, gap=self.blank))
            self.blank = False
