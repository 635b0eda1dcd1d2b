"""Which inputs a user means: files, folders, globs; and what each is called in the output."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path, PurePath

from kg.errors import ReadError
from kg.names import local_name

__all__ = ["ARTICLES", "expand", "output_names"]

ARTICLES = frozenset({".txt", ".html", ".htm", ".xhtml", ".md", ".pdf", ".hwpx"})
"""Endings of what is taken out of a folder; a file that is named itself may have any ending."""

_LONGEST = 160
"""Bytes of an output's name; file systems allow 255, and an ending and a mark come on top."""


def expand(sources: Iterable[str | Path]) -> Iterator[str]:
    """Yield the inputs that are meant, folders and globs opened, in a stable order.

    Out of a folder come its articles, and those of the folders in it; where there are none, its
    facts (``.json``). Hidden files, links to folders, links to what lies outside of the folder and
    what is no plain file (pipes, devices) are left out.

    Args:
        sources: paths, globs such as ``"news/*.txt"``, or ``-`` for standard input.

    Raises:
        ReadError: a folder holds no article, or a glob matches nothing.

    >>> list(expand(["a.txt", "-"]))
    ['a.txt', '-']
    """
    for source in map(str, sources):
        if source == "-" or "://" in source:
            yield source
        elif Path(source).is_dir():
            yield from _in_folder(source)
        elif has_magic(source) and not Path(source).exists():
            yield from _matching(source)
        else:
            yield source


def output_names(sources: Iterable[str]) -> dict[str, str]:
    """Return what each input is called in the output: its file name without the ending.

    Where two inputs would share a name, their endings or folders are added; the result does not
    depend on the order.

    >>> output_names(["news/a.txt", "b.html"])
    {'news/a.txt': 'a', 'b.html': 'b'}
    >>> output_names(["2024/a.txt", "2025/a.txt"])
    {'2024/a.txt': '2024_a', '2025/a.txt': '2025_a'}
    """
    given = list(dict.fromkeys(sources))
    names = {s: _short(PurePath(s).stem) for s in given}
    for longer in (_with_folder, _with_ending, _with_digest):
        counts = Counter(names.values())
        names = {s: name if counts[name] == 1 else longer(s) for s, name in names.items()}
    return names


def _in_folder(folder: str) -> Iterator[str]:
    articles: list[str] = []
    facts: list[str] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in files:
            ending = PurePath(name).suffix.lower()
            path = os.path.join(parent, name)  # noqa: PTH118 - keeps "./" as given
            if name.startswith(".") or not _is_file_inside(path, folder):
                continue
            if ending in ARTICLES:
                articles.append(path)
            elif ending == ".json":
                facts.append(path)
    if not articles and not facts:
        raise ReadError(
            "there is no article in this folder", place=folder,
            way_out=f"put files with one of the endings {' '.join(sorted(ARTICLES))} there",
        )  # fmt: skip
    yield from sorted(articles or facts)


def _is_file_inside(path: str, folder: str) -> bool:
    real = Path(os.path.realpath(path))  # of a link that goes round: the link, which is no file
    try:
        return real.is_file() and real.is_relative_to(os.path.realpath(folder))
    except OSError:  # it may not be looked at
        return False


def _matching(pattern: str) -> Iterator[str]:
    found = sorted(glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute one
    if not found:
        raise ReadError("nothing matches this pattern", place=pattern, way_out="check the name")
    for path in found:
        if Path(path).is_dir():
            yield from _in_folder(path)
        else:
            yield path


def _short(name: str) -> str:
    cut = local_name(name).encode()[:_LONGEST].decode(errors="ignore")
    return "stdin" if name == "-" else cut


def _with_folder(source: str) -> str:
    path = PurePath(source)
    return _short(f"{path.parent.name}_{path.stem}" if path.parent.name else path.stem)


def _with_ending(source: str) -> str:
    path = PurePath(source)
    return _short("_".join(filter(None, (path.parent.name, path.stem, path.suffix[1:]))))


def _with_digest(source: str) -> str:
    digest = sha256(source.encode(errors="surrogateescape")).hexdigest()[:8]
    return f"{_with_ending(source)}-{digest}"
