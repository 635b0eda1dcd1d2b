"""Files written whole or not at all.

What is written first goes to a file beside the target, down to the disk, and takes the target's
place in one step. Whoever reads sees the old file or the new one; when anything fails, the old one
is untouched and nothing is left lying about.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from kg.errors import ExportError

__all__ = ["write_all", "write_bytes", "write_text"]

_SUFFIX = ".kg-tmp"
_MACHINE = blake2b(platform.node().encode(), digest_size=4).hexdigest()
"""A folder may be shared: a process is known by its number on its own machine only."""
_STALE = re.compile(rf"\..+\.(\d+)-{_MACHINE}-[0-9a-f]{{8}}\{_SUFFIX}")


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text as UTF-8 with its line ends as they are, whole or not at all.

    Args:
        path: the target; its folder has to exist.
        text: what the file is to hold.

    Raises:
        ExportError: the file cannot be written; an earlier file of that name is untouched.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_text(Path(folder, "a.txt"), "대구")
    ...     Path(folder, "a.txt").read_text(encoding="utf-8")
    '대구'
    """
    write_bytes(path, _encoded(text, path))


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write bytes, whole or not at all.

    A target that is no file (a terminal, a pipe, ``/dev/null``) is written to directly.

    Args:
        path: the target; its folder has to exist.
        data: what the file is to hold.

    Raises:
        ExportError: the file cannot be written; an earlier file of that name is untouched.
    """
    with _told(path):
        target = _target(path)
        if _is_stream(target):
            target.write_bytes(data)
            return
        if _holds(target, data):
            return
        _sweep(target.parent)
        staged = _stage(target, data)
        try:
            _sync(_Staged(target, target, staged))
            staged.replace(target)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise
        _settle(target.parent)


def write_all(
    texts: Mapping[Path, str], *, remove: Iterable[Path] = (), folders: bool = True
) -> None:
    """Write several texts, all of them or none, and then take other files away.

    A file that holds its text already is left as it is. All are on the disk under other names
    before the first one takes its place; when one of them cannot, those before it are put back. A
    process killed between two of these steps leaves whole files, some old and some new; the same
    call again brings all of them up to date.

    Args:
        texts: path -> what the file is to hold.
        remove: files to take away when all are written; a missing one is no error.
        folders: whether to make folders that are missing.

    Raises:
        ExportError: something cannot be written; what was there is untouched.
    """
    data = {path: _encoded(text, path) for path, text in texts.items()}
    with contextlib.ExitStack() as undo:
        staged, parents = _stage_all(data, folders, undo)
        with _locked(parents):
            spare = _put(staged, undo)
            undo.pop_all()
            for path in remove:
                with _told(path):
                    path.unlink(missing_ok=True)
    for old in spare:
        old.unlink(missing_ok=True)
    for folder in sorted(parents):
        _settle(folder)


class _Staged(NamedTuple):
    """A file on its way: the path as given, the file itself, the new file beside it."""

    path: Path
    target: Path
    temporary: Path


def _stage_all(
    data: Mapping[Path, bytes], folders: bool, undo: contextlib.ExitStack
) -> tuple[list[_Staged], set[Path]]:
    """Write what is new beside its place; return it, and the folders of all."""
    staged: list[_Staged] = []
    parents: set[Path] = set()
    for path, content in data.items():
        with _told(path):
            if folders:
                _make_folders(path.parent, undo)
            target = _target(path)
            if target.parent not in parents:
                parents.add(target.parent)
                _sweep(target.parent)
            if not _holds(target, content):
                temporary = _stage(target, content)
                undo.callback(temporary.unlink, missing_ok=True)
                staged.append(_Staged(path, target, temporary))
    _sync_all(staged)
    return staged, parents


def _sync_all(staged: Sequence[_Staged]) -> None:
    """Bring new files down to the disk, many at once: it takes as long for twenty as for one."""
    if len(staged) <= 1:
        for one in staged:
            _sync(one)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(32, len(staged))) as pool:
        for done in [pool.submit(_sync, one) for one in staged]:
            done.result()


def _sync(staged: _Staged) -> None:
    with _told(staged.path):
        handle = os.open(staged.temporary, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put(staged: Sequence[_Staged], undo: contextlib.ExitStack) -> list[Path]:
    """Put the new files in their places, close upon each other; return where the old ones are."""
    kept: dict[Path, Path] = {}
    for path, target, _ in staged:
        with _told(path):
            if target.exists():
                kept[target] = _keep(target, undo)
    for path, target, temporary in staged:
        with _told(path):
            temporary.replace(target)
        if target in kept:
            undo.callback(kept[target].replace, target)
        else:
            undo.callback(target.unlink, missing_ok=True)
    return list(kept.values())


def _keep(target: Path, undo: contextlib.ExitStack) -> Path:
    """Give the old file a second name, under which it can be put back."""
    old = _beside(target)
    undo.callback(old.unlink, missing_ok=True)
    try:
        old.hardlink_to(target)
    except OSError:  # a file system without hard links
        old.write_bytes(target.read_bytes())
    return old


@contextlib.contextmanager
def _locked(folders: Iterable[Path]) -> Iterator[None]:
    """Let one process at a time put files in their places, where the system has such locks.

    Whoever finds the lock taken goes on without it: each file is still put in place whole.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with contextlib.ExitStack() as handles:
        for folder in sorted(folders):
            with contextlib.suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                handles.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _encoded(text: str, path: str | os.PathLike[str]) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise ExportError(
            f"the text holds a broken character at position {e.start}",
            place=os.fspath(path),
            way_out="correct it in the article or its facts",
        ) from e


# ── one file ─────────────────────────────────────────────────────────────────────────────────


def _target(path: str | os.PathLike[str]) -> Path:
    """Return the file itself where the path is a link to it."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return target


def _holds(target: Path, data: bytes) -> bool:
    """Tell whether a file holds these bytes already."""
    return target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data


def _is_stream(target: Path) -> bool:
    return target.exists() and not target.is_file()


def _beside(target: Path) -> Path:
    """Return a new hidden name in the folder of the target; it tells which process made it."""
    stem = os.fsencode(target.name)[:150].decode("utf-8", "ignore")
    return target.with_name(f".{stem}.{os.getpid()}-{_MACHINE}-{secrets.token_hex(4)}{_SUFFIX}")


def _stage(target: Path, data: bytes) -> Path:
    """Write the bytes beside the target, with the rights of the target."""
    temporary = _beside(target)
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sweep(folder: Path) -> None:
    """Take away what a killed process left behind."""
    for path in folder.iterdir():
        found = _STALE.fullmatch(path.name)
        if found and not _runs(int(found[1])):
            with contextlib.suppress(OSError):
                path.unlink()


def _runs(process: int) -> bool:
    if os.name != "posix":  # there, asking for a process would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def _settle(folder: Path) -> None:
    """Bring a folder's new entries to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_folders(folder: Path, undo: contextlib.ExitStack) -> None:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        undo.callback(_remove_empty, one)


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


# ── what went wrong ──────────────────────────────────────────────────────────────────────────

_REASONS: Mapping[int, tuple[str, str]] = {
    errno.ENOENT: ("its folder does not exist", "make the folder or name another one"),
    errno.ENOTDIR: ("a part of its path is a file and no folder", "name another place"),
    errno.EISDIR: ("this is a folder", "name a file in it"),
    errno.EACCES: ("this may not be written", "name another place or change its rights"),
    errno.EPERM: ("this may not be written", "name another place or change its rights"),
    errno.EROFS: ("the disk is read-only", "name another place"),
    errno.ENOSPC: ("the disk is full", "make room or name another place"),
    errno.EDQUOT: ("the disk quota is used up", "make room or name another place"),
    errno.EFBIG: ("the file would be larger than is allowed", "name another place"),
    errno.ENAMETOOLONG: ("the name is too long", "give a shorter one"),
    errno.EIO: ("the disk reports an error", "name another place"),
    errno.ELOOP: ("its links go in a circle", "name another place"),
}


@contextlib.contextmanager
def _told(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what the system reports into a sentence for users."""
    try:
        yield
    except (OSError, ValueError) as e:
        number = e.errno if isinstance(e, OSError) else None
        told = _REASONS.get(number or 0)
        problem, way_out = told or (f"this cannot be written ({e})", "name another place")
        raise ExportError(problem, place=os.fspath(path), way_out=way_out) from e
