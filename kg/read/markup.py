"""HTML to lines that remember where they stood: element, links, table row.

The parser is libxml2's, fed to a target, so no tree is built and no depth of nesting recurses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.errors import ReadError
from kg.read.cells import Line, Rows
from kg.read.characters import clean

__all__ = ["Element", "Markup", "parse"]

RAW = frozenset({
    "button", "iframe", "math", "noscript", "object", "option", "script", "select", "style", "svg",
    "template", "textarea",
})  # fmt: skip
"""Elements whose text is no text of the page."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "title", "ul",
})  # fmt: skip
_CHUNK = 65_536
_MAX_STEPS = 3_000_000_000
"""Depth times closing tags above which a page is refused: each may look at every open element."""


@dataclass(slots=True)
class Element:
    """An element in document order: its parent, and the index after its last descendant."""

    tag: str
    parent: int
    attributes: dict[str, str]
    end: int = 0


@dataclass(slots=True)
class Markup:
    """A page in document order."""

    elements: list[Element] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    depth: int = 0


def parse(html: str, place: str, apart: Callable[[Element], bool] = lambda _: False) -> Markup:
    """Return the elements and lines of a page.

    Args:
        html: the page, decoded.
        place: the file's name for errors.
        apart: which elements inside a line get a line of their own.

    Raises:
        ReadError: the elements nest so deep that reading them would take too long.

    >>> [line.text for line in parse("<p>국비<br>80억</p><table><tr><td>a<td>b", "x").lines]
    ['국비', '80억', 'a | b']
    """
    from lxml import etree  # type: ignore[import-untyped]

    target = _Target(place, html.count("</"), apart)
    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    data = html.encode("utf-8")
    try:
        for at in range(0, len(data), _CHUNK):  # an error in the target ends it between two chunks
            parser.feed(data[at : at + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        raise ReadError(
            f"this is no HTML ({error})", place=place, way_out="save the page again"
        ) from error
    return target.page


class _Target:
    """Receives what libxml2 sees, in order."""

    def __init__(self, place: str, closing: int, apart: Callable[[Element], bool]):
        self.page = Markup()
        self.place = place
        self.closing = closing
        self.apart = apart
        self.set_apart: set[int] = set()
        self.open: list[int] = []
        self.raw = 0
        self.links = 0
        self.rows = Rows(self.page.lines)
        self.words: list[str] = []
        self.linked = 0
        self.at = 0
        self.gap = False
        self.in_script = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        page = self.page
        page.elements.append(Element(tag, self.open[-1] if self.open else -1, dict(attributes)))
        self.open.append(len(page.elements) - 1)
        page.depth = max(page.depth, len(self.open))
        if len(self.open) * self.closing > _MAX_STEPS:
            raise ReadError(
                f"its elements nest {len(self.open):,} deep",
                place=self.place,
                way_out="save the article as text",
            )
        if tag in RAW:
            self.raw += 1
            self.in_script = attributes.get("type", "").lower() == "application/ld+json"
            if self.in_script:
                page.scripts.append("")
        else:
            self.links += tag == "a"
            self.begin_block(tag)

    def begin_block(self, tag: str) -> None:
        if tag == "br":
            self.gap = self.gap or not "".join(self.words).strip()
            self.flush()
        elif tag == "tr":
            self.flush()
            self.rows.open_row()
        elif tag in ("td", "th"):
            self.flush()
            self.rows.open_cell()
        elif tag in _BLOCKS:
            self.flush()
            self.gap = self.gap or tag == "p"
        elif self.apart(self.page.elements[-1]):
            self.flush()
            self.set_apart.add(self.open[-1])

    def end(self, tag: str) -> None:
        """Close an element."""
        at = self.open.pop()
        self.page.elements[at].end = len(self.page.elements)
        if tag in RAW:
            self.raw -= 1
            self.in_script = False
        elif tag == "tr":
            self.flush()
            self.rows.close_row()
        elif tag in _BLOCKS or tag in ("td", "th") or at in self.set_apart:
            self.flush()
            self.gap = self.gap or tag == "p"
        self.links -= tag == "a"

    def data(self, text: str) -> None:
        """Take a run of text."""
        if self.in_script:
            self.page.scripts[-1] += text
        if self.raw or not self.open:
            return
        if not any(not word.isspace() for word in self.words):
            self.at = self.open[-1]
        self.words.append(text)
        if self.links:
            self.linked += len(text.strip())

    def comment(self, text: str) -> None:
        """Ignore a comment."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Ignore a processing instruction."""

    def close(self) -> Markup:
        """Finish the page."""
        self.flush()
        self.rows.finish()
        return self.page

    def flush(self) -> None:
        """End the line."""
        text = " ".join(clean("".join(self.words)).split())
        self.words.clear()
        if not text:
            self.linked = 0
            return
        self.rows.add(Line(text, self.linked, self.at, self.gap))
        self.gap = False
        self.linked = 0
