"""Bytes to text: UTF-8, UTF-16 with a mark, CP949 (EUC-KR); anything else is refused by name.

No character is ever replaced by U+FFFD: what cannot be read exactly is not read at all.
"""

from __future__ import annotations

import re

from kg.errors import ReadError

__all__ = ["decode"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (as .hwpx, .docx and .xlsx are)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.hwp, .doc or .xls)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a SQLite database"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HANGUL = re.compile("[가-힣]+")
_OTHER_LETTERS = re.compile(r"[^\W\d_A-Za-z가-힣]+")
_WAY_OUT = "save it as UTF-8 text"
_BINARY_SHARE = 0.02
"""Share of control bytes above which a file is no text; Korean text holds none."""


def decode(data: bytes, place: str) -> str:
    """Return the text that the bytes stand for.

    A byte order mark decides; without one UTF-8 is tried, then CP949, the superset of EUC-KR
    that Korean Windows writes. CP949 takes nearly any bytes, so what comes out must look like
    Korean: most of its letters Hangul, and those of the 2,350 common syllables (KS X 1001).

    Args:
        data: the bytes of the file, not empty.
        place: the file's name for errors.

    Raises:
        ReadError: the bytes are a picture, an archive or another binary, or in an encoding
            that is none of these.

    >>> decode("국비 80억원".encode("cp949"), "a.txt")
    '국비 80억원'
    >>> decode("국비 80억원".encode("utf-16"), "a.txt")
    '국비 80억원'
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"this is {kind}, not a text", place=place, way_out=_way_out(kind))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _exactly(data, encoding, place)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_binary(data, place)
        return _cp949(data, place, error.start)
    if "\x00" in text:
        _refuse_binary(data, place)
    return text


def _way_out(kind: str) -> str:
    if kind.startswith("a PDF"):
        return "give it a name that ends with .pdf"
    if kind.startswith("a ZIP"):
        return "give it a name that ends with .hwpx if it is one"
    return "give the article as .txt, .html, .pdf or .hwpx"


def _exactly(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise ReadError(
            f"its mark says {name}, but byte {error.start} is no {name}",
            place=place,
            way_out=_WAY_OUT,
        ) from error


def _refuse_binary(data: bytes, place: str) -> None:
    head = data[:65536]
    if len(_CONTROL.findall(head)) > _BINARY_SHARE * len(head):
        hint = " (or UTF-16 without a byte order mark)" if head.count(0) > len(head) // 5 else ""
        raise ReadError(
            f"this is binary data, not a text{hint}",
            place=place,
            way_out="give the article as .txt, .html, .pdf or .hwpx",
        )


def _cp949(data: bytes, place: str, at: int) -> str:
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    if not _looks_korean(text):
        raise ReadError(
            f"the encoding is neither UTF-8 (byte {at} breaks it) nor CP949 nor marked UTF-16",
            place=place,
            way_out=_WAY_OUT,
        )
    return _LOST_SPACE.sub(" ", text)


_LOST_SPACE = re.compile(
    r"(?<=[가-힣.,’”)])\?(?=[가-힣0-9A-Za-z‘“(]|\s*$)(?<![까요가나니]\?)", re.MULTILINE
)
"""A ``?`` in place of a space: programs that save as CP949 write one for what it does not hold,
and a page's no-break space is such. Where a question could end, the mark stays."""


def _looks_korean(text: str) -> bool:
    hangul = "".join(_HANGUL.findall(text))
    others = sum(map(len, _OTHER_LETTERS.findall(text)))
    if not hangul or others > len(hangul):
        return False
    common = len(hangul.encode("euc_kr", errors="ignore")) // 2
    return common >= 0.95 * len(hangul)
