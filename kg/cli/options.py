"""What the commands share: examples in the help, the language, colours, the progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import click

__all__ = ["WithExamples", "colour", "jobs", "language", "online", "progress", "spoken"]

T = TypeVar("T")

LONG = 20
"""Inputs from which on a progress bar is worth its line."""


class WithExamples(click.Command):
    """A command whose help ends with examples, each line as it would be typed."""

    def __init__(self, *args: Any, examples: str = "", **settings: Any):
        super().__init__(*args, **settings)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples.strip().splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line.strip()}\n")


language = click.option(
    "--lang", "language", type=click.Choice(["ko", "en"]), envvar="KG_LANG",
    help="Language of what is shown: ko or en; that of the locale by default.",
)  # fmt: skip

jobs = click.option(
    "--jobs", "-j", type=click.IntRange(1), default=1, metavar="N",
    help="Read and extract in N processes at once.",
)  # fmt: skip


online = click.option(
    "--online", is_flag=True,
    help="Fetch articles that are given by their http(s) address; nothing else uses the network.",
)  # fmt: skip


def spoken(language: str | None) -> str:
    """Return the language to show things in: the one asked for, else the locale's.

    >>> spoken("ko")
    'ko'
    """
    if language:
        return language
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ko" if next(filter(None, names), "").startswith("ko") else "en"


def colour() -> bool:
    """Tell whether standard output takes colours: a terminal, and NO_COLOR is not set."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def progress(items: Iterable[T]) -> Iterator[T]:
    """Yield the items, with a progress bar on a terminal when there are many."""
    rows = list(items)
    if len(rows) < LONG or sys.stderr is None or not sys.stderr.isatty():
        yield from rows
        return
    with click.progressbar(rows, file=sys.stderr, show_pos=True) as bar:
        yield from bar
