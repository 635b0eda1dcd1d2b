"""Which commands there are, and how one is found, loaded and run."""

from __future__ import annotations

from importlib import import_module

import click

from kg import __version__
from kg.cli.edge import complain
from kg.cli.options import WithExamples

__all__ = ["COMMANDS", "app", "run"]

COMMANDS = {
    "build": "Build the knowledge graph of one or more articles.",
    "remove": "Take articles out of a built graph, and all that only they said.",
    "extract": "Show what an article says, as facts in JSON.",
    "query": "Ask a graph in SPARQL 1.1, or a question that comes with kg.",
    "check": "Check a graph: SHACL shapes, and whether the money adds up.",
    "export": "Write a graph in another format.",
    "view": "Draw a graph as one self-contained web page that works offline.",
    "why": "Explain where a fact comes from.",
    "score": "Compare facts with gold facts: precision, recall and F1.",
}
"""Each command and what it does in one line; the module of its name in this package holds it."""


class _Commands(WithExamples, click.Group):
    """A group that loads the module of a command only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"kg.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - tells the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="kg COMMAND --help shows options and more examples.",
    examples="""
    kg build article.txt -o out
    kg query out --list
    kg check out
    """,
)
@click.version_option(__version__, message="kg %(version)s")
def app() -> None:
    """Turn Korean public-funding news into a knowledge graph.

    Each fact in it carries the sentence that says it.
    """


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code; errors of use are one sentence.

    Args:
        arguments: what stands after ``kg``; those of the process by default.

    Raises:
        KgError: as the commands raise it.
    """
    try:
        code = app.main(arguments, prog_name="kg", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as e:
        click.echo(e.format_message(), err=True)
        return 2
    except click.UsageError as e:
        complain(_usage(e))
        return 2
    except click.ClickException as e:
        complain(e.format_message())
        return 2
    except click.Abort as e:
        raise KeyboardInterrupt from e
    return code if isinstance(code, int) else 0


def _usage(error: click.UsageError) -> str:
    """Return what is wrong with the command line, and which help tells more, in one sentence."""
    problem = " ".join(error.format_message().split()).rstrip(".")
    path = error.ctx.command_path if error.ctx else "kg"
    return f"{problem}; {path} --help shows how"
