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

from importlib import import_module

TYPE_CHECKING = False  # typing itself takes longer to load than everything here

__version__ = "0.1.0"

__all__ = ["Build", "KgError", "__version__", "build", "query", "to_networkx", "to_pyvis"]

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.pipeline import Build, build, query, to_networkx, to_pyvis

_HOMES = {"KgError": "kg.errors"}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES.get(name, "kg.pipeline")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
