"""Write a graph in the formats that people and programs read, the same bytes every time.

Every format holds the whole graph, but for the tables and the networks, which hold what such a form
can. The order of lines does not depend on the order of articles, the language of the system, its
clock or the seed of its hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import ExportError
from kg.export.jsonld import jsonld
from kg.export.rdf import ntriples, rdfxml, trig, turtle
from kg.export.tables import tables

if TYPE_CHECKING:
    import pyoxigraph

__all__ = [
    "FORMATS",
    "Format",
    "export",
    "format_for",
    "jsonld",
    "ntriples",
    "rdfxml",
    "tables",
    "trig",
    "turtle",
]


class Format(NamedTuple):
    """A format to export to.

    Args:
        suffix: what its files end in.
        title: what it is, in a few words.
        files: makes the texts: an ending of the file's stem ("" or ``-projects``) -> text.
    """

    suffix: str
    title: str
    files: Callable[[pyoxigraph.Store], Mapping[str, str]]


def _one(write: Callable[[pyoxigraph.Store], str]) -> Callable[..., Mapping[str, str]]:
    return lambda store: {"": write(store)}


def _graphml(store: pyoxigraph.Store) -> str:
    from kg.network import graphml, to_networkx

    return graphml(to_networkx(store))


def _gexf(store: pyoxigraph.Store) -> str:
    from kg.network import gexf, to_networkx

    return gexf(to_networkx(store))


def _csv(store: pyoxigraph.Store) -> Mapping[str, str]:
    return {f"-{name}": text for name, text in tables(store).items()}


FORMATS: Mapping[str, Format] = {
    "turtle": Format(".ttl", "RDF in Turtle, for people", _one(turtle)),
    "ntriples": Format(".nt", "RDF, one triple a line", _one(ntriples)),
    "trig": Format(".trig", "RDF with a named graph for each article", _one(trig)),
    "jsonld": Format(".jsonld", "RDF in JSON", _one(jsonld)),
    "rdfxml": Format(".rdf", "RDF in XML", _one(rdfxml)),
    "graphml": Format(".graphml", "the network, for yEd, igraph, Cytoscape", _one(_graphml)),
    "gexf": Format(".gexf", "the network, for Gephi", _one(_gexf)),
    "csv": Format(".csv", "tables of projects, funding and participations", _csv),
}
"""The formats by name."""


def format_for(path: str | Path) -> str:
    """Return the name of the format that a file name stands for.

    Raises:
        ExportError: no format has that ending.

    >>> format_for("graph.graphml")
    'graphml'
    """
    suffix = Path(path).suffix.lower()
    for name, form in FORMATS.items():
        if form.suffix == suffix:
            return name
    raise ExportError(
        f"no format has the ending {suffix!r}",
        place=str(path),
        way_out=f"name a file that ends in {', '.join(f.suffix for f in FORMATS.values())}",
    )


def export(store: pyoxigraph.Store, form: str, path: str | Path) -> dict[Path, str]:
    """Return what to write where for a format; ``kg.output.write_all`` writes it.

    Args:
        store: the graph.
        form: one of :data:`FORMATS`.
        path: the file; tables go beside it, as ``NAME-projects.csv`` and so on.

    Raises:
        ExportError: there is no such format.

    >>> from kg.graph import to_store
    >>> list(export(to_store([]), "csv", "out/graph.csv"))[0].name
    'graph-projects.csv'
    """
    if form not in FORMATS:
        raise ExportError(f"there is no format {form!r}", way_out=f"use {', '.join(FORMATS)}")
    path = Path(path)
    return {
        path.with_name(f"{path.stem}{ending}{path.suffix}"): text
        for ending, text in FORMATS[form].files(store).items()
    }
