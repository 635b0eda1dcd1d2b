"""Write an answer: as a table for people, or in the formats of the standard for programs.

CSV, TSV and JSON follow https://www.w3.org/TR/sparql11-results-csv-tsv/ and
https://www.w3.org/TR/sparql11-results-json/ to the letter, so a cell that begins with ``=`` stands
as it is; for a spreadsheet use ``kg export``, which guards such cells.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from kg.errors import QueryError
from kg.names import PREFIXES
from kg.query.answer import Answer

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["FORMATS", "shorten", "width", "write"]


def write(answer: Answer, form: str = "table", *, most: int | None = None) -> str:
    r"""Return an answer as text in one of :data:`FORMATS`.

    Args:
        answer: what a query gave.
        form: ``table``, ``csv``, ``tsv``, ``json``, ``turtle`` or ``ntriples``.
        most: the columns of the screen that a table has to fit in; long cells are cut.

    Raises:
        QueryError: the format does not exist, or does not suit what the query gave.

    >>> write(Answer("truth", truth=True), "json")
    '{"head": {}, "boolean": true}\n'
    """
    if form not in FORMATS:
        raise QueryError(f"there is no format {form!r}", way_out=f"use {', '.join(FORMATS)}")
    if form == "table":
        return table(answer, most)
    kinds, writer = _WRITERS[form]
    if answer.kind not in kinds:
        other = "turtle or ntriples" if answer.kind == "triples" else "table, csv, tsv or json"
        raise QueryError(f"this answer cannot be written as {form}", way_out=f"use {other}")
    return writer(answer)


# ── a table for people ───────────────────────────────────────────────────────────────────────


def table(answer: Answer, most: int | None = None) -> str:
    """Return rows with their columns aligned on the screen, where Hangul takes two cells.

    Args:
        answer: what a query gave; triples are written as Turtle.
        most: how wide a line may be, in cells; ``None`` for as wide as needed.
    """
    if answer.kind == "triples":
        return turtle(answer)
    if answer.kind == "truth":
        return "yes\n" if answer.truth else "no\n"
    cells = [[_shown(value, answer.prefixes) for value in row] for row in answer.rows]
    grid = [list(answer.variables), *cells]
    widths = _fit([max(map(width, column)) for column in zip(*grid, strict=True)], most)
    right = [_is_number_column(column) for column in zip(*answer.rows, strict=True)]
    right += [False] * (len(widths) - len(right))
    lines = [_line(row, widths, right) for row in grid]
    lines.insert(1, "  ".join("─" * w for w in widths))
    count = len(answer.rows)
    lines.append(f"({count} row{'' if count == 1 else 's'})")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _line(row: Iterable[str], widths: Iterable[int], right: Iterable[bool]) -> str:
    return "  ".join(_pad(*cell) for cell in zip(row, widths, right, strict=True))


def width(text: str) -> int:
    """Return how many cells a text takes on a screen.

    >>> width("80억원")
    6
    """
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def _printable(text: str) -> str:
    """Replace what would move the cursor, start an escape sequence or turn the text around."""
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(r"[\r\n\t]+", " ", text)
    return "".join("�" if category(c) in _UNSAFE else c for c in text)


def _shown(value: object, prefixes: Mapping[str, str]) -> str:
    from pyoxigraph import Literal, NamedNode

    if value is None:
        return ""
    if isinstance(value, NamedNode):
        return _printable(shorten(value.value, prefixes))
    if isinstance(value, Literal):
        return _printable(value.value)
    return _printable(str(value))


_LOCAL = re.compile(r"[\w\-.]+")


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI with its prefix where one fits, else in angle brackets.

    >>> shorten("https://w3id.org/kr-funding/id/region/대구광역시")
    'region:대구광역시'
    """
    fitting = ((len(ns), p, iri[len(ns) :]) for p, ns in prefixes.items() if iri.startswith(ns))
    for _, prefix, local in sorted(fitting, reverse=True):
        if _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def _is_number_column(values: Sequence[object]) -> bool:
    """Tell whether a column holds numbers and nothing else."""
    from pyoxigraph import Literal

    kinds = {v.datatype.value.rsplit("#", 1)[-1] for v in values if isinstance(v, Literal)}
    plain = all(v is None or isinstance(v, Literal) for v in values)
    return plain and bool(kinds) and kinds <= {"integer", "decimal", "double", "float"}


def _fit(widths: list[int], most: int | None) -> list[int]:
    """Make the widest columns narrower until a line fits, none narrower than eight cells."""
    if most is None:
        return widths
    room = most - 2 * (len(widths) - 1)
    widths = [min(w, most) for w in widths]
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _pad(text: str, size: int, right: bool) -> str:
    if width(text) > size:
        text = _cut(text, size)
    gap = " " * (size - width(text))
    return gap + text if right else text + gap


def _cut(text: str, size: int) -> str:
    used, kept = 1, []
    for character in text:
        used += _cells(character)
        if used > size:
            break
        kept.append(character)
    return "".join(kept) + "…"


# ── the formats of the standard ──────────────────────────────────────────────────────────────


def _csv(answer: Answer) -> str:
    if answer.kind == "truth":
        return f"{str(answer.truth).lower()}\n"
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(answer.variables)
    rows.writerows([_bare(value) for value in row] for row in answer.rows)
    return out.getvalue()


def _bare(value: object) -> str:
    if value is None:
        return ""
    from pyoxigraph import Literal, NamedNode

    return value.value if isinstance(value, NamedNode | Literal) else str(value)


def _tsv(answer: Answer) -> str:
    if answer.kind == "truth":
        return f"{str(answer.truth).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join("" if v is None else _term(v) for v in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines)


def _term(value: object) -> str:
    return str(value).replace("\t", "\\t")


def _json(answer: Answer) -> str:
    if answer.kind == "truth":
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    bindings = [
        {n: _json_term(v) for n, v in zip(answer.variables, row, strict=True) if v is not None}
        for row in answer.rows
    ]
    doc = {"head": {"vars": answer.variables}, "results": {"bindings": bindings}}
    return json.dumps(doc, ensure_ascii=False, indent=1) + "\n"


def _json_term(value: object) -> dict[str, object]:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    if isinstance(value, NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, Triple):
        parts = {n: _json_term(getattr(value, n)) for n in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    assert isinstance(value, Literal)  # noqa: S101 - nothing else is a term
    found: dict[str, object] = {"type": "literal", "value": value.value}
    if value.language:
        found["xml:lang"] = value.language
    elif not value.datatype.value.endswith("#string"):
        found["datatype"] = value.datatype.value
    return found


def turtle(answer: Answer) -> str:
    """Return triples as Turtle with the prefixes that they use."""
    from pyoxigraph import RdfFormat, serialize

    used = _used(answer.triples, answer.prefixes)
    data = serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=used) or b""
    lines = data.decode().splitlines(keepends=True)
    head = sorted(line for line in lines[: len(used)])  # pyoxigraph declares them in no order
    return "".join((*head, *("\n" if head else ""), *lines[len(used) :]))


def _used(triples: Iterable[pyoxigraph.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    text = "\n".join(map(str, triples))
    return {p: ns for p, ns in sorted(prefixes.items()) if f"<{ns}" in text}


def _ntriples(answer: Answer) -> str:
    return "".join(f"{triple} .\n" for triple in answer.triples)


_ROWS = ("rows", "truth")
_WRITERS: Mapping[str, tuple[tuple[str, ...], Callable[[Answer], str]]] = {
    "csv": (_ROWS, _csv),
    "tsv": (_ROWS, _tsv),
    "json": (_ROWS, _json),
    "turtle": (("triples",), turtle),
    "ntriples": (("triples",), _ntriples),
}
FORMATS = ("table", *_WRITERS)
"""What :func:`write` can write."""
