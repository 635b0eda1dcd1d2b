"""``kg build``: articles to graph.ttl, graph.html and facts files, with a summary."""

from __future__ import annotations

import click

from kg.cli.edge import complain, write
from kg.cli.options import WithExamples, jobs, language, online, progress, spoken

__all__ = ["command"]


@click.command(
    "build",
    cls=WithExamples,
    examples="""
    kg build article.txt
    kg build news/ -o out --jobs 4
    kg build 'news/2024-*.html' more.txt -o out --update
    kg build out/facts/article.json -o corrected
    """,
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--output", "-o", default="out", metavar="DIR", show_default=True,
              help="Folder for graph.ttl, graph.html and facts/.")  # fmt: skip
@click.option("--update", is_flag=True,
              help="Keep what DIR holds; articles of the same name are replaced.")  # fmt: skip
@click.option("--curation", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
              help="Corrections by hand: same as, aliases, rejected facts …")  # fmt: skip
@click.option("--base", metavar="IRI", help="What the IRIs of resources begin with.")
@online
@jobs
@language
def command(
    articles: tuple[str, ...],
    output: str,
    update: bool,
    curation: str | None,
    base: str | None,
    online: bool,
    jobs: int,
    language: str | None,
) -> int:
    """Build the knowledge graph of one or more articles.

    ARTICLE is a file (.txt, .html, .md, .pdf, .hwpx, or facts as .json), a folder, a pattern in
    quotes, or - for standard input. DIR then holds graph.ttl, graph.html and facts/NAME.json for
    each article, and nothing of an earlier build unless --update is given.

    An article that cannot be read is named and skipped; the exit code is then 1, or 2 when none
    could be read.
    """
    from kg.cli.summary import summary
    from kg.lock import alone_in
    from kg.pipeline import build

    with alone_in(output):
        built = build(
            *articles, into=output if update else None, base=base, curation=curation, jobs=jobs,
            watch=progress, online=online,
        )  # fmt: skip
        for one in built.skipped:
            complain(f"skipped: {one.why}")
        paths = built.save(output)
    write(summary(built, paths, spoken(language)))
    return 1 if built.skipped else 0
