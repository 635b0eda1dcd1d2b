"""``kg view``: a graph as one web page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.edge import write
from kg.cli.options import WithExamples, language

__all__ = ["command"]


@click.command(
    "view",
    cls=WithExamples,
    examples="""
    kg view out -o news.html --lang en
    kg view graph.ttl --open
    """,
)
@click.argument("graph", default="out", metavar="[GRAPH]")
@click.option("--output", "-o", default="graph.html", metavar="FILE", show_default=True,
              help="Where to write the page.")  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open the page in the web browser.")
@language
def command(graph: str, output: str, show: bool, language: str | None) -> int:
    """Draw a graph as one self-contained web page that works offline.

    GRAPH is a folder that kg build wrote, a graph file, an article or facts; out by default. The
    texts of the articles are in the page when GRAPH holds facts.
    """
    from kg.given import open_page
    from kg.output import write_text

    path = Path(output)
    write_text(path, open_page(graph, language=language or "ko"))
    if show:
        click.launch(path.resolve().as_uri())
    write(f"{path}\n")
    return 0
