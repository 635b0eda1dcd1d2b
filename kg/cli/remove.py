"""``kg remove``: take articles out of an output folder."""

from __future__ import annotations

import click

from kg.cli.edge import write
from kg.cli.options import WithExamples, language, spoken

__all__ = ["command"]


@click.command(
    "remove",
    cls=WithExamples,
    examples="""
    kg remove article -o out
    """,
)
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--output", "-o", default="out", metavar="DIR", show_default=True,
              help="The folder that kg build wrote.")  # fmt: skip
@language
def command(names: tuple[str, ...], output: str, language: str | None) -> int:
    """Take articles out of a built graph, and all that only they said.

    NAME is what the article is called in DIR/facts, without .json.
    """
    from kg.cli.summary import summary
    from kg.lock import alone_in
    from kg.pipeline import without

    with alone_in(output):
        built = without(output, names)
        paths = built.save(output)
    write(summary(built, paths, spoken(language)))
    return 0
