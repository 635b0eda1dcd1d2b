"""Files to articles: the format by its name, the text by its bytes."""

from __future__ import annotations

import hashlib
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path, PurePath

from kg.errors import ReadError
from kg.facts import loads
from kg.model import Article, Facts
from kg.read.characters import clean, refuse_lost
from kg.read.encoding import decode
from kg.read.page import Known, read_page

__all__ = ["MAX_BYTES", "read_bytes", "read_file"]

MAX_BYTES = 20_000_000
"""Default limit of an input, in bytes; a long article has some 20,000."""

_HTML = frozenset({".html", ".htm", ".xhtml"})
_BEGINS_LIKE_HTML = re.compile(r"\s{0,200}<(?:!doctype html|html[\s>])", re.IGNORECASE)
_LONGEST_LINE = 60
"""Mean characters of a line above which no text was cut into lines."""

_WAY_OUT = "give the article as .txt, .html, .pdf or .hwpx"


def read_bytes(data: bytes, *, source: str, name: str = "", max_bytes: int = MAX_BYTES) -> Article:
    """Return the article that the bytes of a file hold.

    Args:
        data: the bytes.
        source: where they were read from, as the user gave it; kept in the article.
        name: the name whose ending tells the format; ``source`` by default. Without an ending
            the first bytes tell; HTML is known by its beginning under any name.
        max_bytes: refuse more than this, in bytes.

    Raises:
        ReadError: there is no text, too much of it, or it cannot be read exactly.

    >>> article = read_bytes("대구시가 국비 80억원을 땄다.".encode(), source="a.txt")
    >>> article.text, article.title
    ('대구시가 국비 80억원을 땄다.', None)
    """
    place = shown(source)
    if len(data) > max_bytes:
        raise too_large(place, max_bytes)
    if not data.strip():
        raise _empty(place)
    suffix = PurePath(name or source).suffix.lower() or _suffix(data)
    text, known = _text(data, suffix, place)
    text = clean(text)
    if not text.strip():
        raise _empty(place)
    page = read_page(text, known)
    if not page.text:
        raise ReadError(
            "no article is left once menus, captions and the like are gone",
            place=place,
            way_out="save the page with the article's own text",
        )
    refuse_lost(page.text, place)
    return Article(
        text=page.text,
        title=page.title,
        publisher=page.publisher,
        author=page.author,
        published=page.published,
        source=source.encode("utf-8", "backslashreplace").decode("utf-8"),
        sha256=hashlib.sha256(data).hexdigest(),
        url=page.url,
    )


def read_file(
    path: str | Path, *, max_bytes: int = MAX_BYTES, online: bool = False
) -> Article | Facts:
    """Return what an input holds: an article, or facts when its name ends with ``.json``.

    Args:
        path: the file; ``-`` reads standard input; an ``http(s)`` address, if ``online``.
        max_bytes: refuse more than this, in bytes.
        online: whether addresses may be fetched; nothing else ever uses the network.

    Raises:
        ReadError: the input is missing, no plain file, or holds nothing that can be read.
        kg.errors.FactsError: the facts break the format.
    """
    source = str(path)
    if source == "-":
        return _read(sys.stdin.buffer.read(max_bytes + 1), "-", max_bytes)
    if source.lower().startswith(("http://", "https://")):
        return _read_address(source, max_bytes, online)
    return _read(_load(Path(path), max_bytes), source, max_bytes)


def shown(source: str) -> str:
    r"""Return a name that is safe on one line of a terminal.

    >>> shown("a\nb.txt")
    'a b.txt'
    """
    return "".join(c if c.isprintable() else " " for c in source)


def too_large(place: str, limit: int) -> ReadError:
    """Return the error for an input above the limit."""
    return ReadError(
        f"the file is larger than {limit:,} bytes",
        place=place,
        way_out="give the article alone (in Python, max_bytes raises the limit)",
    )


def _suffix(data: bytes) -> str:
    """Return the ending that the first bytes of a file without one stand for."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    return ".hwpx" if data.startswith(b"PK") and b"hwp+zip" in data[:100] else ""


def _empty(place: str) -> ReadError:
    return ReadError("the file is empty", place=place, way_out="save the article again")


def _read(data: bytes, source: str, max_bytes: int) -> Article | Facts:
    is_json = source.lower().endswith(".json") or (source == "-" and data[:1] == b"{")
    if not is_json:
        return read_bytes(data, source=source, max_bytes=max_bytes)
    if len(data) > max_bytes:
        raise too_large(shown(source), max_bytes)
    return loads(decode(data, shown(source)), place=shown(source))


def _read_address(url: str, max_bytes: int, online: bool) -> Article:
    if not online:
        raise ReadError(
            "addresses are fetched only when that is asked for",
            place=shown(url),
            way_out="add --online (in Python: online=True), or save the page and give the file",
        )
    from kg.read.web import fetch

    answer = fetch(url, max_bytes=max_bytes)
    article = read_bytes(answer.data, source=url, name=answer.name, max_bytes=max_bytes)
    return article if article.url else replace(article, url=answer.url)


def _load(path: Path, max_bytes: int) -> bytes:
    place = shown(str(path))
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "no plain file"
            raise ReadError(f"this is {kind}", place=place, way_out=_WAY_OUT)
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise ReadError("there is no such file", place=place, way_out="check the name") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise ReadError(
            f"the file cannot be read ({reason})", place=place, way_out="check its permissions"
        ) from error


def _text(data: bytes, suffix: str, place: str) -> tuple[str, Known | None]:
    """Return the text of a file and what the file says of itself."""
    if suffix == ".pdf":
        from kg.read.pdf import read_pdf

        return read_pdf(data, place)
    if suffix == ".hwpx":
        from kg.read.hwpx import read_hwpx

        return read_hwpx(data, place), None
    if suffix == ".hwp":
        raise ReadError(
            "the old .hwp format cannot be read",
            place=place,
            way_out="save it as .hwpx in Hangul, or print it to a PDF",
        )
    text = decode(data, place)
    if suffix in _HTML or _BEGINS_LIKE_HTML.match(text):
        from kg.read.html import read_html

        return read_html(clean(text), place)
    if suffix == ".md":
        from kg.read.markdown import read_markdown

        return read_markdown(clean(text))
    return _plain(text), None


def _plain(text: str) -> str:
    """Return plain text, its lines joined to paragraphs where something cut them."""
    text = clean(text)
    if len(text) > _LONGEST_LINE * (text.count("\n") + 1):
        return text  # lines too long to have been cut
    from kg.read.reflow import reflow

    return reflow(text)
