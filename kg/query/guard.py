"""Refuse, before anything is parsed, what a query must not do and what would end the process.

pyoxigraph has no switch for SERVICE and answers it with a request over the network; deep nesting
and very long chains overflow its stack, which no ``except`` can catch. So the text is cut into
tokens here and looked at first.

pyoxigraph takes keywords wherever they fit, without a space around them: ``trueSERVICE<iri>`` and,
with an empty prefix declared, ``SERVICE:name`` ask a server. Hence a word or a prefix is refused as
soon as it contains the keyword.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.errors import QueryError

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_PARTS",
    "Token",
    "guard",
    "is_ordered",
    "line_of",
    "tokens",
]

MAX_LENGTH = 1_000_000
"""The longest query, in characters."""

MAX_DEPTH = 64
"""How deep brackets may nest. On a stack of 8 MB pyoxigraph 0.5.13 breaks from 800 on."""

MAX_PARTS = 2000
"""How many keywords, operators and brackets a query may have; 6,000 of one kind break the same."""


class Token(NamedTuple):
    """A piece of a query: its kind, its text, and where it begins (in characters)."""

    kind: str
    text: str
    start: int


# The order matters: what hides text from the reader of a query (comments, IRIs, strings) first.
# A prefix has at most 80 characters, or "a.a.a.a" would be looked through from each of its dots.
# A full stop and an apostrophe are left out of names and IRIs on purpose (see _check_apostrophes).
_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_][\w.\-·]{0,80}|_)?:
      (?:[\w\-·:] | %[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<mark><<|>>|\|\||&&|[\s\S])
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
_TERMS = frozenset(("iri", "string", "variable", "language", "name", "number"))
_OPENING, _CLOSING = frozenset(("(", "[", "{", "<<")), frozenset((")", "]", "}", ">>"))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query; spaces and comments are left out.

    >>> [t.text for t in tokens("ASK { ?s a fund:City } # 도시")]
    ['ASK', '{', '?s', 'a', 'fund:City', '}']
    """
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind not in ("space", "comment"):
            yield Token(kind, found.group(), found.start())


def guard(text: str, *, place: str = "the query") -> None:
    """Refuse a query that reaches outside the graph, changes it, or would overflow the stack.

    Args:
        text: the query.
        place: what to call it in an error.

    Raises:
        QueryError: the query has SERVICE, FROM or an update in it, or is too long or too deep.

    >>> guard("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.QueryError: the query, line 1: SERVICE would ask another server; leave SERVICE out
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"it has more than {MAX_LENGTH:,} characters", place=place, way_out="shorten it"
        )
    found = list(tokens(text))
    _check_apostrophes(text, found, place)
    _check_words(text, found, place)
    _check_size(text, found, place)


def is_ordered(text: str) -> bool:
    """Tell whether the outermost SELECT of a query sorts its rows.

    >>> is_ordered("SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }")
    False
    """
    depth = 0
    for token in tokens(text):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.kind == "word" and token.text.upper() == "ORDER":
            return True
    return False


def line_of(text: str, start: int) -> int:
    """Return the line (from 1) of a position."""
    return text.count("\n", 0, start) + 1


def _check_apostrophes(text: str, found: Iterable[Token], place: str) -> None:
    """Refuse what reads as an IRI or as "less than" and a string: it could hide a keyword."""
    for token in found:
        if token.kind == "iri" and "'" in token.text:
            raise QueryError(
                f"{token.text} can be read as an IRI or as a comparison",
                place=f"{place}, line {line_of(text, token.start)}",
                way_out="write the apostrophe as %27, or a space after <",
            )


def _check_words(text: str, found: list[Token], place: str) -> None:
    for token in found:
        reason = _forbidden(token)
        if reason:
            keyword, why = reason
            raise QueryError(
                f"{keyword} {why}",
                place=f"{place}, line {line_of(text, token.start)}",
                way_out=f"leave {keyword} out",
            )
    first = _first_keyword(found)
    if first.upper() in _UPDATES:
        raise QueryError(
            f"{first.upper()} would change the graph, and a query only reads",
            place=place, way_out="ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        )  # fmt: skip


def _forbidden(token: Token) -> tuple[str, str] | None:
    if token.kind == "word":
        word = token.text
    elif token.kind == "name":
        word = token.text.partition(":")[0]
    else:
        return None
    word = word.upper()
    if "SERVICE" in word:
        return "SERVICE", "would ask another server"
    if "FROM" in word:
        return "FROM", "would read another graph than the one that is asked"
    return None


def _first_keyword(found: list[Token]) -> str:
    """Return the first word after the declarations of BASE and PREFIX."""
    for token in found:
        if token.kind == "word" and token.text.upper() not in ("BASE", "PREFIX"):
            return token.text
    return ""


def _check_size(text: str, found: list[Token], place: str) -> None:
    depth = parts = 0
    for token in found:
        if token.kind in _TERMS or token.text == ",":
            continue
        parts += 1
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > MAX_DEPTH:
            raise QueryError(
                f"brackets nest deeper than {MAX_DEPTH}",
                place=f"{place}, line {line_of(text, token.start)}", way_out="nest less",
            )  # fmt: skip
    if parts > MAX_PARTS:
        raise QueryError(
            f"it has {parts:,} keywords, operators and brackets, more than {MAX_PARTS:,}",
            place=place, way_out="ask in several queries, or list values with VALUES or IN",
        )  # fmt: skip
