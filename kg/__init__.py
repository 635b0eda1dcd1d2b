"""Turn Korean public-funding news into an RDF knowledge graph."""

__version__ = "0.1.0"
