"""``kg check``: the shape of a graph, and whether its money adds up."""

from __future__ import annotations

import json

import click

from kg.cli.edge import write
from kg.cli.options import WithExamples, colour, language, spoken

__all__ = ["command"]


@click.command(
    "check",
    cls=WithExamples,
    examples="""
    kg check out
    kg check out/graph.ttl --lang ko
    kg check article.txt --format json
    """,
)
@click.argument("graph", default="out", metavar="[GRAPH]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="Sentences, or JSON.")  # fmt: skip
@click.option("--shapes", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
              help="SHACL shapes in Turtle, instead of those that come with kg.")  # fmt: skip
@language
def command(graph: str, form: str, shapes: str | None, language: str | None) -> int:
    """Check a graph: SHACL shapes, and whether the money adds up.

    GRAPH is a folder that kg build wrote, a graph file, an article or facts; out by default.

    The exit code is 1 when something fails. A warning or a note is no failure.
    """
    from pathlib import Path

    from kg.given import open_graph
    from kg.validate import check

    report = check(open_graph(graph).store, shapes=Path(shapes) if shapes else None)
    if form == "json":
        write(json.dumps(report.json(), ensure_ascii=False, indent=1) + "\n")
    else:
        write(report.text(spoken(language), colour=colour()))
    return report.exit_code
