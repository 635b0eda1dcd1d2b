"""Tables of projects, row by row: ``연번 | 과제명 | 주관기관 | 참여기관``.

Reading keeps a table's row on one line with `` | `` between its cells. A header cell says what its
column holds; a column of bodies without a role (기관명, 수행기관) names the lead first, and what
stands behind a slash takes part, as tables of the field have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Cell", "Row", "rows"]

_NAME = re.compile(r"^(?:과제|사업|프로젝트)(?:명|\s?이름)?$|^(?:세부)?(?:과제|사업)명$")
_LEAD = re.compile(r"^(?:주관|총괄)(?:\s?(?:연구)?(?:기관|대학|기업)(?:명)?)?$")
_PART = re.compile(r"^(?:참여|공동|협력)(?:\s?(?:연구)?(?:기관|대학|기업)(?:명)?)?$")
_BOTH = re.compile(r"^(?:수행|주관\s?[·/]\s?참여)?\s?기관(?:명)?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A name in a cell: offsets into the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One project of a table."""

    name: Cell
    leads: tuple[Cell, ...]
    participants: tuple[Cell, ...]


def rows(text: str) -> tuple[Row, ...]:
    r"""Return the rows of every table whose header names a column of projects.

    >>> text = "연번 | 과제명 | 기관명\n1 | 드론 플랫폼 개발 | ㈜가나/인천테크노파크, ㈜다라"
    >>> row, = rows(text)
    >>> [text[c.start : c.end] for c in (row.name, *row.leads, *row.participants)]
    ['드론 플랫폼 개발', '㈜가나', '인천테크노파크', '㈜다라']
    """
    if " | " not in text:
        return ()
    found: list[Row] = []
    header: list[str] | None = None
    for m in re.finditer(r"[^\n]+", text):
        cells = list(_cells(m))
        if len(cells) < 2:
            header = None if m[0].strip() else header
        elif any(_NAME.match(t) for t, _ in cells):
            header = [t for t, _ in cells]
        elif header is not None and len(cells) == len(header):
            row = _row(header, cells)
            if row is not None:
                found.append(row)
    return tuple(found)


def _cells(line: re.Match[str]) -> Iterator[tuple[str, int]]:
    at = line.start()
    for part in line[0].split("|"):
        cell = part.strip()
        yield cell, at + (part.index(cell) if cell else 0)
        at += len(part) + 1


def _row(header: list[str], cells: list[tuple[str, int]]) -> Row | None:
    name: Cell | None = None
    leads: list[Cell] = []
    participants: list[Cell] = []
    for title, (cell, start) in zip(header, cells, strict=True):
        if _NAME.match(title) and len(cell) > 3:
            name = Cell(start, start + len(cell))
        elif _LEAD.match(title):
            leads += _bodies(cell, start)
        elif _PART.match(title):
            participants += _bodies(cell, start)
        elif _BOTH.match(title):
            first, slash, rest = cell.partition("/")
            leads += _bodies(first, start)
            if slash:
                participants += _bodies(rest, start + len(first) + 1)
    return None if name is None else Row(name, tuple(leads), tuple(participants))


def _bodies(cell: str, start: int) -> list[Cell]:
    found: list[Cell] = []
    at = start
    for part in re.split(r"[,/]", cell):
        body = re.sub(r"\s등$", "", part.strip())
        if len(body) > 1:
            begin = at + part.index(body)
            found.append(Cell(begin, begin + len(body)))
        at += len(part) + 1
    return found
