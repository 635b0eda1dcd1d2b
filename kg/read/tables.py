"""Tables in plain text, row by row: ``a | b | c``."""

from __future__ import annotations

import re

__all__ = ["rows"]

_FIRST = re.compile(r"1[.)]?")
_FEWEST_BARS = 3
_CELL_LINES = 2
"""Lines that the first cell of a table may have."""


def rows(lines: list[str]) -> list[str]:
    """Return the lines with each table row on one line, its cells parted by `` | ``.

    Pages saved as text hold tables in two shapes: a row a line with empty cells at its end
    (``a | b | ||``), or each cell on lines of its own with ``|`` alone between two cells. In the
    second shape nothing ends a row; the number of columns is the number of cells before the
    cell ``1`` of the first row's running number, and without one the cells stay one a line.

    >>> rows(["연번", "|", "과제", "|", "1", "|", "항만", "|"])
    ['연번 | 과제', '1 | 항만']
    >>> rows(["a | b | ||"])
    ['a | b']
    """
    bars = [i for i, line in enumerate(lines) if line.strip() == "|"]
    lines = [line.rstrip(" |") if "|" in line and line.strip() != "|" else line for line in lines]
    if len(bars) < _FEWEST_BARS:
        return lines
    start = _first_cell(lines, bars[0])
    cells = _cells(lines[start : bars[-1] + 1])
    width = next((i for i, cell in enumerate(cells) if _FIRST.fullmatch(cell)), 0)
    if width > 1:
        cells = [" | ".join(cells[i : i + width]) for i in range(0, len(cells), width)]
    return [*lines[:start], *cells, *lines[bars[-1] + 1 :]]


def _first_cell(lines: list[str], bar: int) -> int:
    start = bar
    while bar - start < _CELL_LINES and start and _is_cell(lines[start - 1]):
        start -= 1
    return start


def _is_cell(line: str) -> bool:
    return bool(line.strip()) and "다." not in line


def _cells(lines: list[str]) -> list[str]:
    cells: list[str] = []
    cell: list[str] = []
    for line in lines:
        if line.strip() == "|":
            cells.append(" ".join(cell))
            cell = []
        elif line.strip():
            cell.append(line.strip())
    return cells
