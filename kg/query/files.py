"""Open a file with a graph, whatever its format, as a store that can be asked.

The file is untrusted: RDF/XML with a DOCTYPE (entities can grow without bound) and JSON that nests
too deep are refused before they are parsed, and pyoxigraph fetches no JSON-LD context.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.names import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["SUFFIXES", "Opened", "open_graph"]

SUFFIXES: Mapping[str, str] = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
}
"""What a file name ends in -> the format, by pyoxigraph's name."""

MAX_NESTING = 500
"""How deep JSON or quoted triples may nest; pyoxigraph 0.5.13 breaks from 2,000 on."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph that is ready to be asked.

    Args:
        store: all triples of the file, in the default graph; named graphs stand there as well.
        prefixes: the vocabulary's prefixes, and over them those that the file declares.
    """

    store: Store
    prefixes: Mapping[str, str]


def open_graph(path: str | Path) -> Opened:
    """Read a graph file; a folder stands for the ``graph.ttl`` in it.

    Args:
        path: a file that ends in one of :data:`SUFFIXES`, or an output folder of ``kg build``.

    Raises:
        QueryError: there is no such file, its format is not known, or it cannot be read.

    >>> from kg.resources import resource
    >>> len(open_graph(resource("ontology", "fund.ttl")).store) > 100
    True
    """
    path = _file(Path(path))
    data = _bytes(path)
    name = SUFFIXES[path.suffix.lower()]
    _check_bytes(data, name, str(path))
    return _load(data, name, str(path))


def _file(path: Path) -> Path:
    if path.is_dir():
        path = path / "graph.ttl"
    if not path.exists():
        raise QueryError(
            "there is no such graph", place=str(path), way_out="build it first with kg build"
        )
    if path.suffix.lower() not in SUFFIXES:
        raise QueryError(
            f"no graph format has the ending {path.suffix or 'of this name'!r}",
            place=str(path), way_out=f"name a file that ends in {', '.join(SUFFIXES)}",
        )  # fmt: skip
    if not path.is_file():
        raise QueryError("this is no plain file", place=str(path), way_out="name a graph file")
    return path


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as e:
        raise QueryError(e.strerror or str(e), place=str(path)) from e
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        raise QueryError(
            "this is not UTF-8", place=f"{path}, line {line}", way_out="save the graph as UTF-8"
        ) from e
    return data


_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_QUOTED = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|<<|>>', re.DOTALL
)
_OPENING, _CLOSING = (b"[", b"{", b"<<"), (b"]", b"}", b">>")


def _check_bytes(data: bytes, name: str, place: str) -> None:
    if name == "RDF_XML":
        found = _DOCTYPE.search(data)
        if found:
            line = data.count(b"\n", 0, found.start()) + 1
            raise QueryError(
                "a DOCTYPE is not read: its entities can grow without bound",
                place=f"{place}, line {line}", way_out="take the DOCTYPE out",
            )  # fmt: skip
        return
    if name == "JSON_LD":
        _check_nesting(data, _JSON, place)
    elif data.count(b"<<") > MAX_NESTING:
        _check_nesting(data, _QUOTED, place)


def _check_nesting(data: bytes, pattern: re.Pattern[bytes], place: str) -> None:
    depth = 0
    for found in pattern.finditer(data):
        depth += (found[0] in _OPENING) - (found[0] in _CLOSING)
        if depth > MAX_NESTING:
            line = data.count(b"\n", 0, found.start()) + 1
            raise QueryError(
                f"brackets nest deeper than {MAX_NESTING}",
                place=f"{place}, line {line}", way_out="this is no graph that kg wrote",
            )  # fmt: skip


def _load(data: bytes, name: str, place: str) -> Opened:
    from pyoxigraph import Quad, RdfFormat, Store, parse

    store = Store()
    parser = parse(data, format=getattr(RdfFormat, name))
    try:
        store.extend(parser)
    except (SyntaxError, ValueError, OSError) as e:
        raise _unreadable(e, name, place) from e
    # Asking the union of all graphs counts a triple once for each graph it is in, so that sums
    # come out too high; here every triple is in the default graph, once.
    store.extend([Quad(q.subject, q.predicate, q.object) for q in store if _is_named(q.graph_name)])
    return Opened(store, {**PREFIXES, **parser.prefixes})


def _is_named(graph: object) -> bool:
    from pyoxigraph import DefaultGraph

    return not isinstance(graph, DefaultGraph)


def _unreadable(error: Exception, name: str, place: str) -> QueryError:
    """Say where a file cannot be read, in the words of the parser without its repetitions."""
    what = getattr(error, "msg", None) or str(error)
    if "LoadDocumentCallback" in what:
        return QueryError(
            "it takes its @context from another place, and nothing is fetched",
            place=place, way_out="write the context into the file",
        )  # fmt: skip
    line = getattr(error, "lineno", None)
    what = re.sub(r"^Parser error (?:at|between) .*?: ", "", what)
    kind = name.replace("_", "-").replace("RDF-XML", "RDF/XML").replace("TURTLE", "Turtle")
    return QueryError(
        f"this is not valid {kind}: {what}",
        place=f"{place}, line {line}" if line else place, way_out="correct it",
    )  # fmt: skip
