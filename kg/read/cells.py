"""Lines of a document, and the rows of its tables: ``a | b | c``."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Line", "Rows", "text_of"]

_LONGEST_CELL = 150
_MOST_LINES = 3
"""Characters and lines above which a cell is page layout and no entry of a table; so is one of
two lines that tells something in a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as a browser shows it.

    Args:
        text: the words, spaces collapsed; the cells of a table's row parted by `` | ``.
        linked: how many of its characters are a link's.
        element: the element that it begins in, an index into ``Markup.elements``.
        gap: whether a paragraph ends before it.
        row: whether it is a row of a table.
    """

    text: str
    linked: int
    element: int
    gap: bool = False
    row: bool = False


@dataclass(slots=True)
class _Row:
    """A table row that is still open."""

    cells: list[list[Line]] = field(default_factory=list)
    layout: bool = False


class Rows:
    """Collects lines in order, those of a table's row into one.

    A row with another table in it, with one cell, or with a large one is page layout; its
    lines stay as they are.

    >>> lines: list[Line] = []
    >>> rows = Rows(lines)
    >>> rows.open_row()
    >>> for cell in ("과제", "국비"):
    ...     rows.open_cell()
    ...     rows.add(Line(cell, 0, 0))
    >>> rows.close_row()
    >>> lines[0].text
    '과제 | 국비'
    """

    def __init__(self, lines: list[Line]):
        self._lines = lines
        self._open: list[_Row] = []

    def open_row(self) -> None:
        """Begin a row; one that is open holds a table and is page layout."""
        for row in self._open[-1:]:
            row.layout = True
        self._open.append(_Row())

    def open_cell(self) -> None:
        """Begin a cell of the innermost row."""
        if self._open:
            self._open[-1].cells.append([])

    def add(self, line: Line) -> None:
        """Take a line, into the innermost open cell if there is one."""
        if self._open and self._open[-1].cells:
            self._open[-1].cells[-1].append(line)
        else:
            self._lines.append(line)

    def close_row(self) -> None:
        """End the innermost row."""
        if not self._open:
            return
        row = self._open.pop()
        cells = [" ".join(line.text for line in cell) for cell in row.cells]
        lines = [line for cell in row.cells for line in cell]
        if row.layout or len(cells) < 2 or any(map(_is_layout, row.cells)):
            for line in lines:
                self.add(line)
        elif lines:
            linked = sum(line.linked for line in lines)
            text = " | ".join(cells).rstrip(" |")
            self.add(Line(text, linked, lines[0].element, lines[0].gap, row=True))

    def finish(self) -> None:
        """End every row that is still open."""
        while self._open:
            self.close_row()


def _is_layout(cell: list[Line]) -> bool:
    text = " ".join(line.text for line in cell)
    told = len(cell) > 1 and "다." in text
    return told or len(text) > _LONGEST_CELL or len(cell) > _MOST_LINES


def text_of(lines: list[Line]) -> str:
    r"""Return the lines as text, a blank line where a paragraph ends.

    >>> text_of([Line("a", 0, 0), Line("b", 0, 0), Line("c", 0, 0, gap=True)])
    'a\nb\n\nc'
    """
    return "".join(("\n\n" if line.gap else "\n") + line.text for line in lines).strip("\n")
