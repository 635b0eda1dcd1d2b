"""Corrections that a person makes, in a small file that is applied on every build.

The file is TOML. It says which names are one entity, which are not, which facts are wrong, and
which aliases an entity has; each entry gives a reason and a day. Facts are addressed by what they
say, never by their place, so the file holds when an article is read and extracted again::

    [[same-as]]                     # this name stands for that entity
    kind = "institution"            # region, institution, program or project
    name = "나노실용화센터"
    is = "나노융합실용화센터"         # the id of an entity, or a name of it
    reason = "the centre's own site uses both"
    date = 2026-11-22

    [[not-same-as]]                 # this name does not stand for that entity
    kind = "region"
    name = "광주"
    is-not = "경기도 광주시"
    reason = "the article is about the metropolitan city"
    date = 2026-11-22

    [[alias]]                       # the entity has this name too; articles that use it mean it
    kind = "institution"
    of = "대구테크노파크"
    alias = "대구티피"
    reason = "local papers write it so"
    date = 2026-11-22

    [[reject]]                      # the article does not say this, or is wrong
    article = "2022-05-04_신문_제목"  # key of the article; or: title = "…"
    fact = "funding"                # program, project, region, lead, participant, other,
    project = "플랫폼 구축사업"        #   funding, share or total
    amount = 7100005000             # or: as-stated = "71억5천원"
    reason = "the figure is a misprint"
    date = 2026-11-22

``fact = "region"``, ``"lead"``, ``"participant"``, ``"other"`` and ``"share"`` take ``project`` and
``name``; ``"project"`` takes ``project``, ``"program"`` takes ``name``, ``"funding"`` takes
``project`` and an amount, ``"total"`` takes an amount and, if wanted, ``name`` (the region).
``source`` narrows a ``funding`` or ``total`` to one level of government.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

from kg.errors import DataError
from kg.model import (
    Amount,
    EntityKind,
    Evidence,
    Facts,
    Flag,
    Mention,
    OtherRole,
    Program,
    Project,
    Share,
    Total,
)
from kg.spelling import clean, tight

__all__ = ["Curation", "Naming", "Reject", "apply", "load", "loads"]

FactKind: TypeAlias = Literal[
    "program", "project", "region", "lead", "participant", "other", "funding", "share", "total"
]
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


class Naming(NamedTuple):
    """What a person says of a name.

    Args:
        says: ``same-as`` (the name stands for the entity), ``not-same-as`` (it does not) or
            ``alias`` (the entity is also called so).
        kind: what the name is the name of.
        name: the name; spaces, quotes and the kind of middle dot make no difference.
        entity: the entity's id or one of its names.
        reason: why, in the person's words.
        day: when it was said.
    """

    says: Literal["same-as", "not-same-as", "alias"]
    kind: EntityKind
    name: str
    entity: str
    reason: str
    day: date


class Reject(NamedTuple):
    """A fact of an article (by key or title) that is not to be used."""

    fact: FactKind
    reason: str
    day: date
    article: str | None = None
    title: str | None = None
    project: str | None = None
    name: str | None = None
    amount: int | None = None
    as_stated: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Curation:
    """All corrections of a file, frozen; empty by default."""

    namings: tuple[Naming, ...] = ()
    rejects: tuple[Reject, ...] = ()

    @cached_property
    def _targets(self) -> dict[tuple[str, str], Naming]:
        return {(r.kind, _key(r.name)): r for r in self.namings if r.says != "not-same-as"}

    @cached_property
    def _apart(self) -> dict[tuple[str, frozenset[str]], Naming]:
        return {
            (r.kind, frozenset((_key(r.name), _key(r.entity)))): r
            for r in self.namings
            if r.says == "not-same-as"
        }

    def target(self, kind: EntityKind, name: str) -> Naming | None:
        """Return the entry that says what a name stands for, or ``None``.

        Spaces, quotes and the kind of middle dot make no difference.
        """
        return self._targets.get((kind, _key(name))) if self._targets else None

    def forbids(self, kind: EntityKind, a: str, b: str) -> Naming | None:
        """Return the entry that keeps two names or ids apart, in either order, or ``None``."""
        return self._apart.get((kind, frozenset((_key(a), _key(b))))) if self._apart else None


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
        other = seen.setdefault((r.kind, _key(r.name)), r.entity)
        if _key(other) != _key(r.entity):
            raise _wrong(place, f"{r.name!r} is said to be both {other!r} and {r.entity!r}")
        if curation.forbids(r.kind, r.name, r.entity):
            raise _wrong(place, f"{r.name!r} is said to be and not to be {r.entity!r}")


def _wrong(place: str, problem: str) -> DataError:
    return DataError(problem, place=place, way_out="correct the curation file")


def _key(name: str) -> str:
    return tight(clean(name))


# ── applying ─────────────────────────────────────────────────────────────────────────────────


def apply(curation: Curation, facts: Facts, key: str) -> Facts:
    """Return the facts without those that a person rejected, each with a flag that says so.

    Args:
        curation: the corrections.
        facts: of one article.
        key: the article's key (:func:`kg.resolve.article_key`).
    """
    title = _key(facts.article.title or "")
    rules = [
        r
        for r in curation.rejects
        if (r.article is None or _key(r.article) == _key(key))
        and (r.title is None or _key(r.title) == title)
    ]
    if not rules:
        return facts
    sieve = _Sieve(rules, [])
    programs = sieve.keep("program", facts.programs)
    kept = {p.name for p in programs}
    dropped = {p.name for p in facts.programs} - kept
    projects = tuple(_project(p, sieve, dropped) for p in sieve.keep("project", facts.projects))
    totals = tuple(
        replace(t, program=None) if t.program in dropped else t
        for t in sieve.keep("total", facts.totals)
    )
    return replace(
        facts, programs=programs, projects=projects, totals=totals,
        flags=(*facts.flags, *sieve.flags),
    )  # fmt: skip


def _project(p: Project, sieve: _Sieve, dropped: set[str]) -> Project:
    return replace(
        p,
        program=None if p.program in dropped else p.program,
        regions=sieve.keep("region", p.regions, p.name),
        leads=sieve.keep("lead", p.leads, p.name),
        participants=sieve.keep("participant", p.participants, p.name),
        others=sieve.keep("other", p.others, p.name),
        funding=sieve.keep("funding", p.funding, p.name),
        shares=sieve.keep("share", p.shares, p.name),
    )


_Fact: TypeAlias = Program | Project | Mention | OtherRole | Amount | Share | Total
F = TypeVar("F", Program, Project, Mention, OtherRole, Amount, Share, Total)


class _Sieve(NamedTuple):
    """The rules for one article, and the flags for what they took out."""

    rules: list[Reject]
    flags: list[Flag]

    def keep(
        self, kind: FactKind, facts: tuple[F, ...], project: str | None = None
    ) -> tuple[F, ...]:
        """Return the facts that no rule rejects."""
        return tuple(f for f in facts if not self.rejected(kind, f, project))

    def rejected(self, kind: FactKind, fact: _Fact, project: str | None) -> bool:
        """Tell whether a rule rejects a fact; the flag is kept."""
        for rule in self.rules:
            if rule.fact == kind and _matches(rule, fact, project):
                self.flags.append(_flag(rule, fact.evidence))
                return True
        return False


def _matches(rule: Reject, fact: _Fact, project: str | None) -> bool:
    if isinstance(fact, Project):
        return _same(rule.project, fact.name)
    if isinstance(fact, (Amount, Total)):
        region = fact.region if isinstance(fact, Total) else None
        return (
            _same(rule.project, project)
            and (rule.name is None or _same(rule.name, region))
            and rule.amount in (None, fact.amount_krw)
            and (rule.as_stated is None or _same(rule.as_stated, fact.as_stated))
            and rule.source in (None, fact.source)
        )
    name = fact.region if isinstance(fact, Share) else fact.name
    return _same(rule.project, project) and _same(rule.name, name)


def _same(wanted: str | None, found: str | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return _key(wanted) == _key(found)


def _flag(rule: Reject, evidence: Evidence) -> Flag:
    return Flag(
        "rejected",
        f"a person rejected this {rule.fact} on {rule.day}: {rule.reason}",
        evidence,
        f"{rule.day}에 사람이 이 사실을 뺐습니다: {rule.reason}",
    )
