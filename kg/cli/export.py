"""``kg export``: a graph in another format."""

from __future__ import annotations

import click

from kg.cli.edge import write
from kg.cli.options import WithExamples

__all__ = ["command"]

FORMATS = ("turtle", "ntriples", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv")


@click.command(
    "export",
    cls=WithExamples,
    examples="""
    kg export out -o news.graphml
    kg export out --format jsonld > news.jsonld
    kg export out -o tables/news.csv
    """,
)
@click.argument("graph", default="out", metavar="[GRAPH]")
@click.option("--format", "-f", "form", type=click.Choice(FORMATS),
              help="The format; by default what FILE ends in.")  # fmt: skip
@click.option("--output", "-o", metavar="FILE",
              help="Where to write; standard output by default.")  # fmt: skip
def command(graph: str, form: str | None, output: str | None) -> int:
    """Write a graph in another format.

    GRAPH is a folder that kg build wrote, a graph file, an article or facts; out by default. The
    format csv makes tables: FILE news.csv becomes news-projects.csv, news-funding.csv and so on;
    cells that a spreadsheet would take for formulas are guarded.
    """
    from kg.export import export, format_for
    from kg.given import open_graph
    from kg.output import write_all

    if output is None and form in (None, "csv"):
        raise click.UsageError("Name a --format, or a file with -o; csv makes several files")
    form = form or format_for(output or "")
    texts = export(open_graph(graph).store, form, output or "graph")
    if output is None:
        for text in texts.values():
            write(text)
        return 0
    write_all(texts)
    for path in texts:
        write(f"{path}\n")
    return 0
