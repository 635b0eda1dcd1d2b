"""``kg score``: facts against gold facts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.edge import write
from kg.cli.options import WithExamples, language, spoken

__all__ = ["command"]


@click.command(
    "score",
    cls=WithExamples,
    examples="""
    kg score gold/ out/facts
    kg score gold/a.json out/facts/a.json --misses --lang en
    """,
)
@click.argument("gold", metavar="GOLD")
@click.argument("predicted", metavar="PRED")
@click.option("--misses", is_flag=True, help="Tell each missed and each wrong fact in words.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="A table, or JSON.")  # fmt: skip
@language
def command(gold: str, predicted: str, misses: bool, form: str, language: str | None) -> int:
    """Compare facts with gold facts: precision, recall and F1.

    GOLD and PRED are two files of facts, or two folders with files of the same names.
    """
    from kg.score import score_folders

    score = score_folders(Path(gold), Path(predicted))
    if form == "json":
        write(json.dumps(score.json(), ensure_ascii=False, indent=1) + "\n")
    else:
        write(score.text(spoken(language), misses=misses))
    return 0
