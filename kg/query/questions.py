"""The competency questions: what the graph has to be able to answer, as queries with a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError, QueryError
from kg.resources import resource

__all__ = ["Question", "question", "questions"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SPARQL.

    Args:
        name: what it is called, such as ``05-national-money-per-region``.
        ko: the question in Korean.
        en: the question in English.
        text: the query.
        path: where it stands.
    """

    name: str
    ko: str
    en: str
    text: str
    path: Path

    @property
    def expected(self) -> Path | None:
        """The file with the answer on the first article: CSV for rows and truths, else Turtle."""
        found = (self.path.with_suffix(suffix) for suffix in (".csv", ".ttl"))
        return next((path for path in found if path.exists()), None)


@cache
def questions() -> tuple[Question, ...]:
    """Return all questions in the order of their numbers.

    Raises:
        DataError: a file does not begin with the question in both languages.

    >>> questions()[0].name
    '01-projects-and-money-of-a-region'
    """
    return tuple(map(_question, sorted(resource("ontology", "questions").glob("*.rq"))))


def question(name: str) -> Question:
    """Return the question of a name; its number or any unambiguous part of the name will do.

    Raises:
        QueryError: no question or more than one fits.

    >>> question("1").name
    '01-projects-and-money-of-a-region'
    """
    exact = [q for q in questions() if name in (q.name, q.name[3:])]
    number = [q for q in questions() if name.isdecimal() and int(q.name[:2]) == int(name)]
    found = exact or number or [q for q in questions() if name and name in q.name]
    if len(found) == 1:
        return found[0]
    problem = f"no question is called {name!r}" if not found else f"{name!r} fits several questions"
    names = ", ".join(q.name for q in found)
    raise QueryError(problem, way_out=f"name one of {names}" if names else "--list shows all")


_HEADER = re.compile(r"\A# question \(ko\): (?P<ko>.+)\n# question \(en\): (?P<en>.+)\n")


def _question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    header = _HEADER.match(text)
    if header is None:
        raise DataError(
            "the question has to stand in the first two lines, in Korean and in English",
            place=str(path), way_out='write "# question (ko): …" and "# question (en): …"',
        )  # fmt: skip
    return Question(path.stem, header["ko"].strip(), header["en"].strip(), text, path)
