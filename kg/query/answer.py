"""Evaluate a query over a store."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg.errors import QueryError
from kg.names import PREFIXES
from kg.query.guard import guard, is_ordered, line_of, tokens

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Answer", "Row", "Term", "Value", "run"]

Term: TypeAlias = (
    "pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple"
)
Row: TypeAlias = "tuple[Term | None, ...]"
"""The values of one solution in the order of the variables; ``None`` where one is unbound."""


Value: TypeAlias = "str | int | float | Decimal | bool | None"
"""A value in Python: numbers as numbers, everything else as text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows (SELECT), a truth (ASK) or triples (CONSTRUCT, DESCRIBE).

    Args:
        kind: which of the three.
        variables: the names of the columns, in the order of the query.
        rows: in the order of the query where it has one, else sorted.
        truth: the answer of an ASK.
        triples: sorted, each one once.
        prefixes: what :func:`kg.query.write` shortens IRIs with.
    """

    kind: Literal["rows", "truth", "triples"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool = False
    triples: tuple[pyoxigraph.Triple, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)

    def __str__(self) -> str:
        """Return the answer as a table, or as Turtle."""
        from kg.query.write import write

        return write(self).rstrip("\n")

    def records(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries of plain Python values, as pandas takes them.

        >>> from pyoxigraph import Literal, NamedNode
        >>> Answer("rows", ("r", "won"), ((NamedNode("urn:a"), Literal(5)),)).records()
        [{'r': 'urn:a', 'won': 5}]
        """
        return [dict(zip(self.variables, map(_plain, row), strict=True)) for row in self.rows]


_READERS: Mapping[str, Callable[[str], Value]] = {
    "integer": int,
    "decimal": Decimal,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
}


def run(
    store: pyoxigraph.Store,
    text: str,
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    place: str = "the query",
) -> Answer:
    """Evaluate a SPARQL 1.1 query over the default graph of a store.

    Args:
        store: the graph.
        text: a SELECT, ASK, CONSTRUCT or DESCRIBE.
        prefixes: what the query may use without declaring it; what it declares itself wins.
        place: what to call the query in an error, such as the name of its file.

    Raises:
        QueryError: the query is not valid, reaches outside the graph, changes it, or is too deep.

    >>> from kg.graph import to_store
    >>> store = to_store([("<urn:a>", "<urn:b>", '"다"@ko')])
    >>> run(store, "SELECT ?o { ?s ?p ?o }").rows
    ((<Literal value=다 language=ko>,),)
    """
    guard(text, place=place)
    try:
        result = store.query(text, prefixes=dict(prefixes))
        return _answer(result, text, prefixes)
    except SyntaxError as e:
        raise _wrong(text, str(e), prefixes, place) from e
    except (OSError, ValueError, RuntimeError) as e:
        raise QueryError(f"it cannot be evaluated: {e}", place=place) from e


def _plain(term: Term | None) -> Value:
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return str(term)
    read = _READERS.get(term.datatype.value.removeprefix(PREFIXES["xsd"]), str)
    try:
        return read(term.value)
    except (ValueError, ArithmeticError):  # a literal that its datatype does not allow
        return term.value


def _answer(result: object, text: str, prefixes: Mapping[str, str]) -> Answer:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    if isinstance(result, QueryBoolean):
        return Answer("truth", truth=bool(result), prefixes=prefixes)
    if isinstance(result, QuerySolutions):
        names = tuple(v.value for v in result.variables)
        rows = [tuple(solution[name] for name in names) for solution in result]
        if not is_ordered(text):
            rows.sort(key=str)
        return Answer("rows", names, tuple(rows), prefixes=prefixes)
    assert isinstance(result, QueryTriples)  # noqa: S101 - tells the type checker
    return Answer("triples", triples=tuple(sorted(set(result), key=str)), prefixes=prefixes)


_UNGROUPED = "The SELECT contains a variable that is unbound"


def _wrong(text: str, message: str, prefixes: Mapping[str, str], place: str) -> QueryError:
    """Say what is wrong with a query; pyoxigraph lists all that its grammar would take instead."""
    unknown = _unknown_prefix(text, prefixes)
    if unknown:
        return QueryError(
            f"the prefix {unknown[0]}: is not known", place=f"{place}, line {unknown[1]}",
            way_out=f"declare it with PREFIX {unknown[0]}: <...>",
        )  # fmt: skip
    if _UNGROUPED in message:
        return QueryError(
            "the SELECT names a variable that is neither grouped nor bound",
            place=place, way_out="add it to GROUP BY, or wrap it, as in (SAMPLE(?x) AS ?y)",
        )  # fmt: skip
    at = _position(text)
    if at is None:
        found = re.match(r"error at (\d+):", message)
        where = f"{place}, line {found[1]}" if found else place
        return QueryError("this is not valid SPARQL", place=where, way_out="correct it")
    near = _rest_of_line(text, at)
    problem = f"it stops making sense at “{near}”" if near else "it ends too early"
    where = f"{place}, line {line_of(text, at)}"
    return QueryError(f"this is not valid SPARQL: {problem}", place=where, way_out="correct it")


def _position(text: str) -> int | None:
    """Return where a query stops making sense, or ``None`` where that cannot be told.

    pyoxigraph tells how far its parser looked ahead, which is mostly the end of the text; rdflib
    tells where it got stuck. It only reads here, and evaluates nothing.
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(text)
    except ParseBaseException as e:
        return int(e.loc)
    except Exception:  # rdflib raises what its parse actions raise: there is no common class
        return None
    return None


def _unknown_prefix(text: str, prefixes: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the first prefix that nothing declares, and its line."""
    declared = {*prefixes, "_"}
    after_keyword = False
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if after_keyword:
                declared.add(prefix)
            elif prefix not in declared:
                return prefix, line_of(text, token.start)
        after_keyword = token.kind == "word" and token.text.upper() == "PREFIX"
    return None


def _rest_of_line(text: str, at: int) -> str:
    """Return what stands from a position to the end of its line, at most 30 characters."""
    rest = text[at:].partition("\n")[0].strip()
    return rest if len(rest) <= 30 else f"{rest[:30]}…"
