"""``kg query``: SPARQL over a graph, typed, from a file, or one that comes with kg."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.edge import write
from kg.cli.options import WithExamples, language, spoken

__all__ = ["command"]

FORMATS = ("table", "csv", "tsv", "json", "turtle", "ntriples")


@click.command(
    "query",
    cls=WithExamples,
    examples="""
    kg query --list
    kg query out --question national-money-per-region
    kg query out 'SELECT ?name { ?p a fund:Project ; rdfs:label ?name }'
    kg query out question.rq --format csv
    echo 'ASK { ?x fund:amount 21500000000 }' | kg query out
    """,
)
@click.argument("graph", default="out", metavar="[GRAPH]")
@click.argument("query", required=False, metavar="[QUERY]")
@click.option("--question", "-q", metavar="NAME", help="Ask the question of this name or number.")
@click.option("--list", "listing", is_flag=True, help="List the questions that come with kg.")
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), default="table",
              show_default=True, help="How to write the answer.")  # fmt: skip
@language
def command(
    graph: str,
    query: str | None,
    question: str | None,
    listing: bool,
    form: str,
    language: str | None,
) -> int:
    """Ask a graph in SPARQL 1.1, or a question that comes with kg.

    GRAPH is a folder that kg build wrote, a graph file (.ttl .nt .nq .trig .jsonld .rdf), an
    article or facts; out by default. QUERY is SPARQL, a .rq file, or - for standard input, which
    is also read when QUERY is left out. The prefixes of the vocabulary need no declaration.
    """
    if listing:
        write(_questions(spoken(language)))
        return 0
    from kg.given import open_graph
    from kg.query import run
    from kg.query import write as shown

    if query is None and "{" in graph and not Path(graph).exists():
        graph, query = "out", graph
    title, text, place = _asked(query, question, spoken(language))
    opened = open_graph(graph)
    answer = run(opened.store, text, prefixes=opened.prefixes, place=place)
    if form == "table" and title:
        write(f"{title}\n\n")
    write(shown(answer, form, most=_screen()))
    return 0


def _asked(query: str | None, question: str | None, language: str) -> tuple[str, str, str]:
    """Return the question in words, the query, and what to call it in an error."""
    if question is not None:
        if query is not None:
            raise click.UsageError("Give either QUERY or --question")
        from kg.query import question as known

        found = known(question)
        return (found.ko if language == "ko" else found.en), found.text, found.path.name
    if query is None and sys.stdin is not None and sys.stdin.isatty():
        raise click.UsageError("A query is missing: give QUERY, --question NAME or --list")
    if query in (None, "-"):
        return "", _decoded(sys.stdin.buffer.read(), "standard input"), "standard input"
    if query.endswith((".rq", ".sparql")):
        return "", _decoded(_bytes(Path(query)), query), query
    return "", query, "the query"


def _bytes(path: Path) -> bytes:
    from kg.errors import QueryError

    try:
        return path.read_bytes()
    except OSError as e:
        raise QueryError(
            f"the query cannot be read ({e.strerror})", place=str(path), way_out="check its name"
        ) from e


def _decoded(data: bytes, place: str) -> str:
    from kg.errors import QueryError

    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise QueryError("the query is not UTF-8", place=place, way_out="save it as UTF-8") from e


def _screen() -> int | None:
    """Return the width of the terminal; without one a table may be as wide as it wants."""
    if sys.stdout is not None and sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return None


def _questions(language: str) -> str:
    from kg.query import questions

    found = questions()
    longest = max(len(q.name) for q in found)
    return "".join(f"{q.name:{longest}}  {q.ko if language == 'ko' else q.en}\n" for q in found)
