"""Ask a graph in SPARQL 1.1: SELECT, ASK, CONSTRUCT and DESCRIBE.

::

    opened = open_graph("graph.ttl")
    answer = run(opened.store, "SELECT ?p { ?p a fund:Project }", prefixes=opened.prefixes)
    write(answer, "csv")

A query sees the graph and nothing else: no network, no file (:mod:`kg.query.guard`). The
competency questions of the ontology come as :func:`questions`.
"""

from __future__ import annotations

from kg.query.answer import Answer, run
from kg.query.files import Opened, open_graph
from kg.query.questions import Question, question, questions
from kg.query.write import FORMATS, write

__all__ = [
    "FORMATS",
    "Answer",
    "Opened",
    "Question",
    "open_graph",
    "question",
    "questions",
    "run",
    "write",
]
