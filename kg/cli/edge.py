"""The edge to the shell: exit codes, one-sentence errors, closed pipes, Ctrl-C.

Only this module knows exit codes: 0 done, 1 a check found something or a part was skipped, 2 used
wrongly or unreadable input; 130 after Ctrl-C and 141 when the reader of a pipe went away, as
shells count them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from kg.errors import ExportError, KgError

__all__ = ["INTERRUPTED", "PIPE_CLOSED", "complain", "guarded", "write"]

INTERRUPTED = 130
PIPE_CLOSED = 141


class _ReaderGoneError(Exception):
    """The reader of standard output went away; click would make 1 of a BrokenPipeError."""


def guarded(command: Callable[[], int]) -> int:
    """Run a command and return its exit code; whatever goes wrong becomes one sentence.

    Args:
        command: what to run; it returns an exit code.

    Set ``KG_DEBUG=1`` to see the traceback of an error nobody foresaw.
    """
    _speak_utf8()
    try:
        code = command()
        _flush()
    except KgError as e:
        complain(str(e))
        code = 2
    except KeyboardInterrupt:
        complain("interrupted")
        code = INTERRUPTED
    except (BrokenPipeError, _ReaderGoneError):
        code = PIPE_CLOSED
    except Exception as e:
        if os.environ.get("KG_DEBUG"):
            raise
        complain(f"{_sentence(e)}; KG_DEBUG=1 shows where")
        code = 2
    _drop_what_nobody_reads()
    return code


def write(text: str) -> None:
    """Write text to standard output, exactly as it is.

    Raises:
        ExportError: standard output is closed or full.
    """
    if sys.stdout is None:  # as after kg ... >&-
        raise ExportError("standard output is closed", way_out="write to a file with -o")
    try:
        sys.stdout.write(text)
    except BrokenPipeError as e:
        raise _ReaderGoneError from e
    except OSError as e:
        raise ExportError(e.strerror or str(e), place="standard output") from e


def complain(sentence: str) -> None:
    """Write one sentence to standard error, as far as there is one."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"{_red('kg:')} {sentence}\n")
    except OSError:
        return


def _red(text: str) -> str:
    if sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        return f"\x1b[31m{text}\x1b[0m"
    return text


def _speak_utf8() -> None:
    """Write UTF-8 and plain line feeds whatever the locale: output is data that others read."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    """Bring standard output to its reader while a full disk can still be told."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        raise ExportError(e.strerror or str(e), place="standard output") from e


def _sentence(error: Exception) -> str:
    what = " ".join(str(error).split())
    return f"{type(error).__name__}: {what}" if what else type(error).__name__


def _drop_what_nobody_reads() -> None:
    """Keep the interpreter from complaining about a closed pipe or a full disk as it leaves."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
