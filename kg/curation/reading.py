"""Read the curation file, strictly: an entry that is not understood is refused with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from kg.curation.rules import Curation, FactKind, Naming, Reject, loose
from kg.errors import DataError
from kg.model import EntityKind

__all__ = ["load", "loads"]

T = TypeVar("T")

_KINDS: tuple[EntityKind, ...] = ("region", "institution", "program", "project")
_NEEDS: Mapping[FactKind, tuple[str, ...]] = {
    "program": ("name",),
    "project": ("project",),
    "region": ("project", "name"),
    "lead": ("project", "name"),
    "participant": ("project", "name"),
    "other": ("project", "name"),
    "share": ("project", "name"),
    "funding": ("project",),
    "total": (),
}
_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "same-as": (("kind", "name", "is", "reason", "date"), ()),
    "not-same-as": (("kind", "name", "is-not", "reason", "date"), ()),
    "alias": (("kind", "of", "alias", "reason", "date"), ()),
    "reject": (
        ("fact", "reason", "date"),
        ("article", "title", "project", "name", "amount", "as-stated", "source"),
    ),
}
"""Table -> the keys it must have and the keys it may have."""


def load(path: Path) -> Curation:
    """Read a curation file.

    Raises:
        DataError: it cannot be read, or an entry is wrong; the error names the entry and the key.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as e:
        problem = f"the curation file cannot be read ({e.strerror})"
        raise DataError(problem, place=str(path)) from e
    except UnicodeDecodeError as e:
        raise DataError("the file is not UTF-8", place=str(path), way_out="save it as UTF-8") from e
    return loads(text, place=str(path))


def loads(text: str, *, place: str = "curation") -> Curation:
    """Read a curation file's text.

    Args:
        text: TOML as the module's description shows it.
        place: what to call the file in an error.

    Raises:
        DataError: the text is no TOML, or an entry is wrong; the error names the entry and the key.

    >>> rules = loads('''[[alias]]
    ... kind = "institution"
    ... of = "대구테크노파크"
    ... alias = "대구티피"
    ... reason = "local papers write it so"
    ... date = 2026-11-22
    ... ''')
    >>> rules.target("institution", "대구 티피").entity
    '대구테크노파크'
    """
    try:
        doc = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as e:
        raise DataError(f"this is not valid TOML ({e})", place=place, way_out="correct it") from e
    entries = [_entry(*item) for item in _entries(doc, place)]
    curation = Curation(
        tuple(e for e in entries if isinstance(e, Naming)),
        tuple(e for e in entries if isinstance(e, Reject)),
    )
    _check(curation, place)
    return curation


def _entries(doc: Mapping[str, Any], place: str) -> Iterable[tuple[str, Mapping[str, Any], str]]:
    for table, rows in doc.items():
        if table not in _TABLES:
            raise _wrong(f"{place}, {table}", f"expected one of {', '.join(_TABLES)}")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _wrong(f"{place}, {table}", f"write each entry below [[{table}]]")
        for i, row in enumerate(rows, 1):
            yield table, row, f"{place}, {table} {i}"


def _entry(table: str, row: Mapping[str, Any], at: str) -> Naming | Reject:
    must, may = _TABLES[table]
    for key in row:
        if key not in must + may:
            raise _wrong(f"{at}, {key}", f"unknown key; known are {', '.join(must + may)}")
    for key in must:
        if key not in row:
            raise _wrong(f"{at}, {key}", "the key is missing")
    reason, day = _text(row, "reason", at), row["date"]
    if type(day) is not date:
        raise _wrong(f"{at}, date", "expected a day such as 2026-11-22, without quotes")
    if table == "reject":
        return _reject(row, at, reason, day)
    kind = _one_of(row, "kind", _KINDS, at)
    if table == "alias":
        return Naming("alias", kind, _text(row, "alias", at), _text(row, "of", at), reason, day)
    name = _text(row, "name", at)
    if table == "same-as":
        return Naming("same-as", kind, name, _text(row, "is", at), reason, day)
    return Naming("not-same-as", kind, name, _text(row, "is-not", at), reason, day)


def _reject(row: Mapping[str, Any], at: str, reason: str, day: date) -> Reject:
    fact = _one_of(row, "fact", tuple(_NEEDS), at)
    texts = {k: _text(row, k, at) for k in ("article", "title", "project", "name", "as-stated",
                                            "source") if k in row}  # fmt: skip
    amount = row.get("amount")
    if amount is not None and (type(amount) is not int or amount < 0):
        raise _wrong(f"{at}, amount", "expected whole won, zero or more")
    if "article" not in texts and "title" not in texts:
        raise _wrong(f"{at}, article", "give the article's key, or its title")
    for key in _NEEDS[fact]:
        if key not in texts:
            raise _wrong(f"{at}, {key}", f"a {fact} needs this key")
    if fact in ("funding", "total") and amount is None and "as-stated" not in texts:
        raise _wrong(f"{at}, amount", "give the amount in won, or as-stated")
    return Reject(
        fact, reason, day, texts.get("article"), texts.get("title"), texts.get("project"),
        texts.get("name"), amount, texts.get("as-stated"), texts.get("source"),
    )  # fmt: skip


def _text(row: Mapping[str, Any], key: str, at: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise _wrong(f"{at}, {key}", "expected a text")
    return value


def _one_of(row: Mapping[str, Any], key: str, allowed: tuple[T, ...], at: str) -> T:
    for value in allowed:
        if row[key] == value:
            return value
    raise _wrong(f"{at}, {key}", f"expected one of {', '.join(map(str, allowed))}")


def _check(curation: Curation, place: str) -> None:
    """Refuse entries that contradict each other."""
    seen: dict[tuple[str, str], str] = {}
    for r in curation.namings:
        if r.says == "not-same-as":
            continue
        other = seen.setdefault((r.kind, loose(r.name)), r.entity)
        if loose(other) != loose(r.entity):
            raise _wrong(place, f"{r.name!r} is said to be both {other!r} and {r.entity!r}")
        if curation.forbids(r.kind, r.name, r.entity):
            raise _wrong(place, f"{r.name!r} is said to be and not to be {r.entity!r}")


def _wrong(place: str, problem: str) -> DataError:
    return DataError(problem, place=place, way_out="correct the curation file")
