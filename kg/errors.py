"""Every error that a user can meet, in one tree.

::

    KgError                 one sentence for the user: what, where, and the way out
    ├── ReadError           an input that cannot be read as an article or as facts
    ├── FactsError          a facts file that breaks the format
    ├── DataError           packaged or user-made data (patterns, names, curation) that is wrong
    ├── QueryError          a SPARQL query or graph file that cannot be evaluated
    ├── ExportError         an output that cannot be written
    └── MissingExtraError   an optional package that the asked-for work needs

The command line prints ``str(error)`` and exits with 2; a traceback never reaches a user.
"""

from __future__ import annotations

__all__ = [
    "DataError",
    "ExportError",
    "FactsError",
    "KgError",
    "MissingExtraError",
    "QueryError",
    "ReadError",
]


class KgError(Exception):
    """Say in one sentence what went wrong, where, and what the user can do.

    Args:
        problem: what is wrong, without a full stop.
        place: the file, and where known the line or key, that the problem stands in.
        way_out: what the user can do about it, as a short clause.

    >>> str(ReadError("the file is empty", place="a.txt", way_out="save the article again"))
    'a.txt: the file is empty; save the article again'
    >>> str(KgError("nothing to build"))
    'nothing to build'
    """

    def __init__(self, problem: str, *, place: str | None = None, way_out: str | None = None):
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.way_out = way_out

    def __str__(self) -> str:
        """Return the sentence, on one line."""
        sentence = f"{self.place}: {self.problem}" if self.place else self.problem
        if self.way_out:
            sentence = f"{sentence}; {self.way_out}"
        return " ".join(sentence.split())


class ReadError(KgError):
    """An input cannot be read as an article or as facts."""


class FactsError(KgError):
    """A facts file breaks the format."""


class DataError(KgError):
    """Packaged or user-made data (patterns, gazetteers, curation) is wrong."""


class QueryError(KgError):
    """A SPARQL query or a graph file cannot be evaluated."""


class ExportError(KgError):
    """An output cannot be written."""


class MissingExtraError(KgError):
    """An optional package is missing that the asked-for work needs."""
