"""Turn Korean public-funding news into an RDF knowledge graph, with evidence for every fact.

::

    import kg

    news = kg.build("article.txt")
    news.graph                      # rdflib.Graph
    news.facts                      # what each article says, with the span that says it
    news.report                     # does the money add up?
    news.save("out")                # graph.ttl, graph.html, facts/

    kg.query(news, "SELECT ?project { ?project a fund:Project }")
    kg.to_networkx(news)            # networkx.MultiDiGraph
    kg.to_pyvis(news)               # pyvis.network.Network

Importing this package loads none of the libraries behind it; each name loads what it needs.
"""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False  # typing itself takes longer to load than everything here

__version__ = "0.1.0"

__all__ = ["Build", "KgError", "__version__", "build", "query", "to_networkx", "to_pyvis"]

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.given import query, to_networkx, to_pyvis
    from kg.pipeline import Build, build

_HOMES = {
    "Build": "kg.pipeline",
    "KgError": "kg.errors",
    "build": "kg.pipeline",
    "to_networkx": "kg.given",
    "to_pyvis": "kg.given",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *_HOMES, "query"]


class _Package(type(sys)):  # type: ignore[misc] # the type of modules, without loading types
    """The package; its ``query`` is the function, also when the subpackage of that name is loaded.

    The import system binds a subpackage to its parent once it is loaded. Here that changes
    nothing, so that ``kg.query(...)`` works whatever was imported before.
    """

    @property
    def query(self) -> object:
        """Return the function."""
        return import_module("kg.given").query

    @query.setter
    def query(self, subpackage: object) -> None:
        """Leave the name to the function."""


sys.modules[__name__].__class__ = _Package
