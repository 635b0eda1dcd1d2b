"""What a user hands over as a graph: a build, a folder, a file, an article, a store, rdflib.

Everything that asks, draws or counts a graph takes any of these.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeAlias

from kg.graph import as_store
from kg.names import PREFIXES
from kg.pipeline import Build, build, reopen
from kg.sources import ARTICLES

if TYPE_CHECKING:
    import networkx  # type: ignore[import-untyped]
    import pyoxigraph
    import pyvis.network  # type: ignore[import-untyped]
    import rdflib

    from kg.query import Answer, Opened

__all__ = ["Given", "made_of", "open_graph", "open_page", "query", "to_networkx", "to_pyvis"]

Given: TypeAlias = "Build | rdflib.Graph | pyoxigraph.Store | str | Path"


def made_of(source: str | Path) -> Build | None:
    """Return the graph of an output folder, an article or facts; ``None`` for a graph file.

    Raises:
        ReadError: there is nothing to read.
    """
    if Path(source).is_dir():
        return reopen(source) if Path(source, "facts").is_dir() else None
    ending = PurePath(source).suffix.lower()
    return build(source) if ending in ARTICLES or ending == ".json" else None


def open_graph(given: Given) -> Opened:
    """Return a graph as a store that can be asked, with its prefixes.

    A folder that ``kg build`` wrote stands for its ``graph.ttl``.

    Raises:
        KgError: it cannot be read.
    """
    from kg.query import Opened
    from kg.query import open_graph as open_file

    if isinstance(given, str | Path):
        built = None if Path(given).is_dir() else made_of(given)
        return Opened(built.store, PREFIXES) if built else open_file(given)
    return Opened(given.store if isinstance(given, Build) else as_store(given), PREFIXES)


def open_page(source: str | Path, *, language: str = "ko") -> str:
    """Return the web page of an output folder, an article, facts or a graph file.

    Args:
        source: what to draw; only a graph file has no texts of articles to show.
        language: ``"ko"`` or ``"en"``, the language the page opens in.

    Raises:
        KgError: it cannot be read.
    """
    built = made_of(source)
    if built is not None:
        return built.page(language)
    from kg.export import turtle
    from kg.view import page

    store = open_graph(source).store
    return page(store, turtle=turtle(store), language=language)


def query(given: Given, text: str) -> Answer:
    """Ask a graph in SPARQL 1.1; the prefixes of the vocabulary need no declaration.

    Args:
        given: a build, a graph, or where one stands.
        text: a SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: the query is not valid, or reaches outside the graph.
    """
    from kg.query import run

    opened = open_graph(given)
    return run(opened.store, text, prefixes=opened.prefixes)


def to_networkx(given: Given) -> networkx.MultiDiGraph:
    """Return a graph as a network of named things and their relations.

    Args:
        given: a build, a graph, or where one stands.
    """
    from kg.network import to_networkx

    return to_networkx(open_graph(given).store)


def to_pyvis(given: Given) -> pyvis.network.Network:
    """Return a graph as a pyvis network: directed, laid out, safe to write as a page.

    Args:
        given: a build, a graph, or where one stands.
    """
    from kg.view import to_pyvis

    return to_pyvis(open_graph(given).store)
