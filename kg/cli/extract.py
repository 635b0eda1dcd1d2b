"""``kg extract``: what articles say, as facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.edge import complain, write
from kg.cli.options import WithExamples, jobs, progress

if TYPE_CHECKING:
    from kg.model import Facts

__all__ = ["command"]


@click.command(
    "extract",
    cls=WithExamples,
    examples="""
    kg extract article.txt
    kg extract article.txt --unused
    kg extract news/ -o facts --jobs 4
    """,
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--output", "-o", metavar="DIR", help="Write DIR/NAME.json for each article.")
@click.option("--unused", is_flag=True,
              help="List amounts and role words that were seen and not used, and why.")  # fmt: skip
@jobs
def command(articles: tuple[str, ...], output: str | None, unused: bool, jobs: int) -> int:
    """Show what an article says, as facts in JSON.

    Each fact has its span in the cleaned text. The file can be corrected by hand and given to
    kg build in place of the article. Several articles need -o.
    """
    from kg.facts import dumps
    from kg.output import write_text
    from kg.pipeline import Skipped, stream_facts
    from kg.runner import runner_for
    from kg.sources import expand

    sources = list(expand(articles))
    if len(sources) > 1 and not output and not unused:
        raise click.UsageError("Several articles make several files: add -o DIR")
    skipped = 0
    for name, found in stream_facts(sources, runner=runner_for(jobs), watch=progress):
        if isinstance(found, Skipped):
            complain(f"skipped: {found.why}" if len(sources) > 1 else found.why)
            skipped += 1
        elif unused:
            write(_unused(name, found))
        elif output:
            write_text(Path(output) / f"{name}.json", dumps(found))
        else:
            write(dumps(found))
    return 2 if skipped == len(sources) else int(skipped > 0)


def _unused(name: str, facts: Facts) -> str:
    """Return a line for each amount or role word that no fact came from: place, words, reason."""
    return "".join(
        f"{name}:{one.evidence.start}\t{one.kind}\t{one.evidence.quote}\t{one.reason}\n"
        for one in facts.unused
    )
