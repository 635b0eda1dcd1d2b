"""The command line: one file a command, each a few lines that call the library.

``app`` knows which commands there are and loads only the one that was asked for; ``edge`` is the
border to the shell, ``options`` what commands share.
"""

from __future__ import annotations

import sys

from kg import __version__
from kg.cli.edge import guarded, write

__all__ = ["main"]


def main() -> None:
    """Run the ``kg`` command and leave the process with its exit code."""
    sys.exit(guarded(_command))


def _command() -> int:
    if sys.argv[1:] == ["--version"]:  # click alone takes longer to load than Python to start
        write(f"kg {__version__}\n")
        return 0
    from kg.cli.app import run

    return run()
