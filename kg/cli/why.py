"""``kg why``: where a fact comes from."""

from __future__ import annotations

import click

from kg.cli.edge import write
from kg.cli.options import WithExamples, colour, language, spoken

__all__ = ["command"]


@click.command(
    "why",
    cls=WithExamples,
    examples="""
    kg why out 80억
    kg why out 대구기계부품연구원 --lang ko
    kg why article.txt region:대구광역시
    """,
)
@click.argument("graph", metavar="GRAPH")
@click.argument("fact", metavar="FACT")
@language
def command(graph: str, fact: str, language: str | None) -> int:
    """Explain where a fact comes from.

    That is the sentence with the words marked, the rule, and what each name stands for.

    GRAPH is a folder that kg build wrote, an article or facts. FACT is an amount (80억), a name or
    part of one, or an IRI (project:…). The exit code is 1 when nothing says it.
    """
    from kg.errors import ReadError
    from kg.given import made_of
    from kg.why import explain

    built = made_of(graph)
    if built is None:
        raise ReadError("a graph alone cannot tell which rule found a fact", place=graph,
                        way_out="give the folder that kg build wrote, or the article")  # fmt: skip
    found = explain(built.resolved, fact, built.store)
    write("\n".join(one.text(spoken(language), colour=colour()) for one in found))
    if not found:
        from kg.cli.edge import complain

        complain(f"{graph}: nothing in it says {fact!r}; kg extract shows all facts")
    return 0 if found else 1
