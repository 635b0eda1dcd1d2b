"""One program at a time that reads an output folder and writes it anew: the second one waits."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

__all__ = ["alone_in"]


@contextlib.contextmanager
def alone_in(folder: str | Path) -> Iterator[None]:
    """Keep other runs of kg by the same user from changing a folder meanwhile.

    What only reads the folder needs no lock: files are replaced in one step. The lock is a file in
    the system's folder for temporary files; the system frees it when the program ends, however.
    Where there are no locks, nothing is kept.

    Args:
        folder: the output folder; it may be missing.

    >>> with alone_in("out"):
    ...     pass
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError, ImportError):
            _take(_place(folder), held)
        yield


def _place(folder: str | Path) -> Path:
    name = sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"kg-{os.getuid()}-{name}.lock")


def _take(path: Path, held: contextlib.ExitStack) -> None:
    """Wait for the lock; whoever held it before may have taken its file away."""
    import fcntl

    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                held.callback(os.close, handle)
                held.callback(path.unlink, missing_ok=True)
                return
        os.close(handle)
