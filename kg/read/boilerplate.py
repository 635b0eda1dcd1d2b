"""The patterns of page furniture, loaded from ``data/patterns/boilerplate.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.resources import resource

__all__ = ["KINDS", "NAME", "Boilerplate", "Pattern", "load", "patterns"]

NAME = "[가-힣]{2,4}"
"""A person's name: two to four syllables."""

KINDS = ("drop", "caption", "end", "crawl", "published", "publisher")
"""What a pattern can say of a line; the file explains each."""

_DATELINE = (
    r"(?:date \d{{4}}-\d{{2}}(?:-\d{{2}})? )?"
    r"(?:[\[(【<](?P<inside>[^\[\]()【】<>]{{2,30}}(?:\([^()]{{1,10}}\)[^\[\]()【】<>]{{0,20}})?)"
    r"[\])】>] ?)?"
    r"(?P<who>(?:[가-힣]{{2,8}}=)?{name} ?(?:{job}) ?= ?)?=? {{0,4}}"
)
_SIGNATURE = (
    r"(?<=[.”\"])[ ]{{0,4}}(?:[가-힣]{{2,8}} ?[=/] ?)?(?P<name>{name}) ?(?:{job})[ .]{{0,3}}$"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of the file, with the examples that prove it."""

    name: str
    kind: str
    explanation: str
    regex: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """All patterns, compiled: one expression a kind, matched from the start of a line.

    Args:
        drop: furniture of the page.
        caption: captions and credits of pictures.
        end: what ends an article.
        sentence: furniture and ends that are finished sentences.
        crawl: the day and weather of the visit.
        published: labels of the day of publication, one by one (group ``date``).
        publisher: names of the outlet in the text that is dropped (group ``publisher``).
        furniture: words of menus and buttons.
        menu: words that are furniture only in a line of three words or more.
        outlet: a word that is the name of an outlet.
        chrome: words in the class or id of an HTML element without an article.
        body: whole classes and ids of an HTML element with one.
        jobs: words for people who write articles.
        writes: what every byline holds: such a word or an e-mail address.
        job: such a word, with or without a name before it in the same word (group 1).
        named: a name (group 1) and such a word.
        dateline: a byline at the front of a paragraph (groups ``inside``, ``who``).
        signature: a byline at the end of a paragraph (group ``name``).
    """

    drop: re.Pattern[str]
    caption: re.Pattern[str]
    end: re.Pattern[str]
    sentence: re.Pattern[str]
    crawl: re.Pattern[str]
    published: tuple[re.Pattern[str], ...]
    publisher: tuple[re.Pattern[str], ...]
    furniture: frozenset[str]
    menu: frozenset[str]
    outlet: re.Pattern[str]
    chrome: frozenset[str]
    body: frozenset[str]
    jobs: frozenset[str]
    writes: re.Pattern[str]
    job: re.Pattern[str]
    named: re.Pattern[str]
    dateline: re.Pattern[str]
    signature: re.Pattern[str]


def patterns(path: Path) -> tuple[Pattern, ...]:
    """Return the patterns of a file, in its order.

    Args:
        path: a TOML file in the form of ``data/patterns/boilerplate.toml``.

    Raises:
        DataError: the file is no TOML, or a pattern lacks a key, has an unknown kind or a
            regular expression that does not compile.

    >>> patterns(resource("data", "patterns", "boilerplate.toml"))[0].kind
    'drop'
    """
    found = _patterns(_document(path), path)
    for pattern in found:
        try:
            re.compile(pattern.regex)
        except re.error as error:
            raise _wrong(error, f"{path}, {pattern.name}") from error
    return found


@cache
def load() -> Boilerplate:
    """Return the packaged patterns, compiled once.

    Raises:
        DataError: the file is wrong.

    >>> bool(load().end.match("많이 본 뉴스"))
    True
    """
    path = resource("data", "patterns", "boilerplate.toml")
    document = _document(path)
    found = _patterns(document, path)
    words = _words(document, path)
    job = "|".join(sorted(words["job"], key=len, reverse=True))

    def one(kind: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p.regex})" for p in found if p.kind == kind))

    def each(kind: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p.regex) for p in found if p.kind == kind)

    return Boilerplate(
        drop=one("drop"),
        caption=one("caption"),
        end=one("end"),
        sentence=re.compile("|".join(f"(?:{p.regex})" for p in found if p.sentence)),
        crawl=one("crawl"),
        published=each("published"),
        publisher=each("publisher"),
        furniture=frozenset(words["furniture"]),
        menu=frozenset(words["furniture"] + words["menu"]),
        outlet=re.compile(_outlet(words)),
        chrome=frozenset(words["chrome"]),
        body=frozenset(words["body"]),
        jobs=frozenset(words["job"]),
        writes=re.compile(f"{job}|@"),
        job=re.compile(rf"({NAME})?(?:{job})"),
        named=re.compile(rf"({NAME}) ?(?:{job})"),
        dateline=re.compile(_DATELINE.format(name=NAME, job=job)),
        signature=re.compile(_SIGNATURE.format(name=NAME, job=job)),
    )


def _outlet(words: dict[str, list[str]]) -> str:
    """Return the expression for the name of an outlet."""
    no, names, endings = ("|".join(words[k]) for k in ("no-outlet", "outlet-name", "outlet"))
    return rf"(?!(?:{no})$)(?:[가-힣A-Za-z0-9]{{2,12}}(?:{endings})|{names})"


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"the patterns cannot be read ({error})", place=str(path), way_out="correct the file"
        ) from error


def _wrong(error: Exception, place: str) -> DataError:
    return DataError(f"the pattern is wrong ({error!r})", place=place, way_out="correct it")


def _patterns(document: dict[str, Any], path: Path) -> tuple[Pattern, ...]:
    return tuple(_pattern(row, path) for row in document.get("pattern", ()))


def _pattern(row: dict[str, Any], path: Path) -> Pattern:
    name = str(row.get("name", "without a name"))
    try:
        pattern = Pattern(
            name=row["name"],
            kind=row["kind"],
            explanation=row["explanation"],
            regex=row["regex"],
            must=tuple(row["must"]),
            must_not=tuple(row["must_not"]),
            sentence=row.get("sentence", False),
        )
    except KeyError as error:
        raise _wrong(error, f"{path}, {name}") from error
    if pattern.kind not in KINDS:
        raise DataError(
            f"{pattern.kind!r} is no kind of pattern",
            place=f"{path}, {name}",
            way_out=f"use one of {', '.join(KINDS)}",
        )
    return pattern


def _words(document: dict[str, Any], path: Path) -> dict[str, list[str]]:
    kinds = (
        "furniture", "menu", "outlet", "outlet-name", "no-outlet", "job", "chrome", "body",
    )  # fmt: skip
    lists: dict[str, list[str]] = {kind: [] for kind in kinds}
    for row in document.get("words", ()):
        try:
            lists[row["kind"]] += row["words"].split()
        except KeyError as error:
            raise DataError(
                f"the list of words is wrong ({error!r})", place=str(path), way_out="correct it"
            ) from error
    return lists
