"""``kg extract``: what articles say, as facts."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.edge import complain, write
from kg.cli.options import WithExamples, jobs, language, online, progress, spoken

__all__ = ["command"]

TOGETHER = 64
"""Files written together: many reach the disk in the time of one, and memory stays flat."""


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
@online
@jobs
@language
def command(
    articles: tuple[str, ...],
    output: str | None,
    unused: bool,
    online: bool,
    jobs: int,
    language: str | None,
) -> int:
    """Show what an article says, as facts in JSON.

    Each fact has its span in the cleaned text. The file can be corrected by hand and given to
    kg build in place of the article. Several articles need -o.
    """
    from kg.facts import dumps
    from kg.output import write_all
    from kg.pipeline import Skipped, stream_facts
    from kg.runner import runner_for
    from kg.sources import expand
    from kg.unused import unused as listed

    sources = list(expand(articles))
    if len(sources) > 1 and not output and not unused:
        raise click.UsageError("Several articles make several files: add -o DIR")
    skipped = 0
    texts: dict[Path, str] = {}
    every = stream_facts(sources, runner=runner_for(jobs), watch=progress, online=online)
    for name, found in every:
        if isinstance(found, Skipped):
            complain(f"skipped: {found.why}" if len(sources) > 1 else found.why)
            skipped += 1
        elif unused:
            write(listed(found, spoken(language)))
        elif output:
            texts[Path(output) / f"{name}.json"] = dumps(found)
        else:
            write(dumps(found))
        if len(texts) == TOGETHER:
            write_all(texts)
            texts.clear()
    write_all(texts)
    return 2 if skipped == len(sources) else int(skipped > 0)
