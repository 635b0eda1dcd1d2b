"""The facts of one document as tuples that can be compared, with names made equal.

A gold file may write 산업부, 경북 or (재)대구테크노파크 where the program writes 산업통상자원부,
경상북도 or 대구테크노파크: both are right. ``data/scoring.toml`` lists what is equal.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any, TypeAlias

from kg.resources import resource
from kg.wording import LEVELS, money

__all__ = ["Fact", "Json", "Sheet", "Wording", "fill", "likeness", "money_rows", "pairs", "rows"]

Json: TypeAlias = Mapping[str, Any]
Fact: TypeAlias = tuple[Any, ...]
Wording: TypeAlias = tuple[str, str]
"""What a fact says, in Korean and in English."""

ALIKE = 0.72
"""Likeness from which a predicted project may stand for a gold project."""


# ── names made equal ─────────────────────────────────────────────────────────────────────────

_LEGAL_FORM = re.compile(r"\((?:재|주|사|유|財|株)\)|<재>|㈜|㈔|㈶")
_ASIDE = re.compile(r"\((?:이하|가칭)[^)]*\)")
_ACRONYM = re.compile(r"\([a-z0-9&·\- ]+\)$")
_MARKS = re.compile(r"[\s'\"‘’“”`′「」『』<>〈〉《》·‧ㆍ・.,\-–~～∼]")
_YEAR = re.compile(r"^['’‘]?\d{2,4}년(?:도)?\s*")
_CALL = re.compile(r"(?:공모사업|공모과제|공모|사업)+$")
_WORK = re.compile(r"(?:사업|과제)+$")
_CITY = re.compile(r"(?:특례시|시|군)$")


@cache
def _equal_names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    with resource("data", "scoring.toml").open("rb") as f:
        data = tomllib.load(f)
    return data["agencies"], data["provinces"]


def _nfc(text: str | None) -> str:
    return unicodedata.normalize("NFC", text or "")


def _squeeze(text: str | None) -> str:
    """Return the text without spaces, quotes, dots and legal forms, in lower case.

    >>> _squeeze("(재)대구테크노파크(DTP)") == _squeeze("대구 테크노파크")
    True
    """
    bare = _ASIDE.sub("", _LEGAL_FORM.sub("", _nfc(text).casefold()))
    return _MARKS.sub("", _ACRONYM.sub("", bare.strip()))


def _program(name: str | None) -> str:
    return _CALL.sub("", _squeeze(_YEAR.sub("", _nfc(name).strip())))


def _project(name: str | None) -> str:
    return _WORK.sub("", _squeeze(name))


def _agency(name: str | None) -> str:
    return _squeeze(_equal_names()[0].get((name or "").strip(), name or ""))


def _region(name: str | None) -> str:
    """Return the short name of a region.

    >>> _region("경상북도 구미시"), _region("강원특별자치도"), _region("대구"), _region(None)
    ('구미', '강원', '대구', '')
    """
    provinces = _equal_names()[1]
    name = (name or "").strip()
    last = (name.split() or [""])[-1]
    short = provinces.get(name) or provinces.get(last)
    if short is not None:
        return short
    return _CITY.sub("", last) if len(last) > 2 else last


def _source(name: str) -> str:
    return "other" if name == "mixed" else name


def _years(period: Any) -> tuple[str | None, str | None] | None:
    if isinstance(period, Mapping):
        period = [period.get("start"), period.get("end")]
    if not isinstance(period, list) or not any(period):
        return None
    start, end = [*period, None][:2]
    return (str(start)[:4] if start else None, str(end)[:4] if end else None)


# ── which project is which ───────────────────────────────────────────────────────────────────


def likeness(a: str, b: str) -> float:
    """Return how alike two squeezed names are, from 0 to 1.

    >>> likeness("배터리시험평가센터구축", "배터리시험평가센터"), likeness("", "배터리")
    (0.9, 0.0)
    """
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if min(len(a), len(b)) >= 5 and (a in b or b in a):
        return 0.9
    return SequenceMatcher(None, a, b).ratio()


def pairs(gold: Sequence[Json], pred: Sequence[Json]) -> dict[int, int]:
    """Return index of predicted project -> index of the gold project it stands for, best first."""
    ranked = sorted(
        (
            (-likeness(_project(g["name"]), _project(p["name"])), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(pred)
        )
    )
    taken: set[int] = set()
    found: dict[int, int] = {}
    for distance, i, j in ranked:
        if -distance < ALIKE:
            break
        if i not in taken and j not in found:
            taken.add(i)
            found[j] = i
    return found


# ── facts of one document ────────────────────────────────────────────────────────────────────


def rows(doc: Json, key: str) -> list[Any]:
    """Return the rows under a key; none where the key is missing or null."""
    return list(doc.get(key) or [])


def _names(items: Iterable[Any]) -> list[str]:
    return [i if isinstance(i, str) else i["name"] for i in items]


def _money(row: Json) -> Wording:
    ko, en = LEVELS.get(row["source"], (row["source"],) * 2)
    won = row["amount_krw"]
    return f"{ko} {money(won)}", f"{en} of {money(won, 'en')}"


class Sheet:
    """The facts of one document while they are collected: those that count, those that may."""

    def __init__(self, open_amounts: frozenset[int]):
        self.must: dict[Fact, Wording] = {}
        self.may: set[Fact] = set()
        self.open_amounts = open_amounts

    def add(self, optional: Any, fact: Fact, ko: str, en: str) -> None:
        """Take a fact; an optional one is right either way and counts for nothing."""
        if optional:
            self.may.add(fact)
        else:
            self.must.setdefault(fact, (ko, en))

    def level(self, row: Json) -> str:
        """Return the level of an amount, ``"any"`` where the text leaves it open."""
        return "any" if row["amount_krw"] in self.open_amounts else _source(row["source"])

    def program(self, p: Json) -> None:
        """Take a programme and its agency."""
        soft, open_ = p.get("optional"), p.get("optional_fields") or ()
        key, name = _program(p["name"]), p["name"]
        self.add(soft, ("program", key), f"사업 ‘{name}’", f"programme ‘{name}’")
        if p.get("agency"):
            self.add(
                soft or "agency" in open_, ("agency", key, _agency(p["agency"])),
                f"사업 ‘{name}’의 부처 {p['agency']}", f"agency {p['agency']} of ‘{name}’",
            )  # fmt: skip

    def project(self, p: Json, key: int | str) -> None:
        """Take a project and all that belongs to it."""
        soft, name = p.get("optional"), p["name"]
        self.add(soft, ("project", key), f"과제 ‘{name}’", f"project ‘{name}’")
        self.bodies(p, key)
        for f in rows(p, "funding"):
            ko, en = _money(f)
            self.add(
                soft or f.get("optional"), ("funding", key, self.level(f), f["amount_krw"]),
                f"과제 ‘{name}’의 {ko}", f"{en} for ‘{name}’",
            )  # fmt: skip
        for s in rows(p, "shares"):
            self.add(
                soft or s.get("optional"),
                ("share", key, _region(s["region"]), float(s["percent"])),
                f"과제 ‘{name}’의 {s['region']} 배분비 {s['percent']}%",
                f"share of {s['percent']}% of {s['region']} in ‘{name}’",
            )
        years = _years(p.get("period"))
        if years:
            said = "~".join(y or "" for y in years)
            self.add(
                soft or "period" in (p.get("optional_fields") or ()), ("period", key, years),
                f"과제 ‘{name}’의 기간 {said}", f"period {said} of ‘{name}’",
            )  # fmt: skip

    def bodies(self, p: Json, key: int | str) -> None:
        """Take the regions, leads and participants of a project."""
        for kind, field, normal, ko, en in _BODIES:
            for n in _names(rows(p, field)):
                self.add(
                    p.get("optional"), (kind, key, normal(n)),
                    f"과제 ‘{p['name']}’의 {ko} {n}", f"{en} {n} of ‘{p['name']}’",
                )  # fmt: skip
            for n in (p.get("optional_names") or {}).get(field) or []:
                self.must.pop((kind, key, normal(n)), None)
                self.may.add((kind, key, normal(n)))
        for n in _names(rows(p, "others")):  # an administrator or coordinator: either way is right
            self.may |= {("lead", key, _squeeze(n)), ("participant", key, _squeeze(n))}

    def total(self, t: Json) -> None:
        """Take a headline amount."""
        ko, en = _money(t)
        where = t.get("region") or "?"
        self.add(
            t.get("optional"),
            ("total", _region(t.get("region")), self.level(t), t["amount_krw"]),
            f"{where}의 총액 {ko}", f"headline of {where}: {en}",
        )  # fmt: skip


_BODIES: tuple[tuple[str, str, Callable[[str | None], str], str, str], ...] = (
    ("region", "regions", _region, "지역", "region"),
    ("lead", "leads", _squeeze, "주관", "lead"),
    ("participant", "participants", _squeeze, "참여", "participant"),
)


def fill(doc: Json, key: Callable[[int], int | str], open_amounts: frozenset[int]) -> Sheet:
    """Return the facts of a document, each project under the key that ``key`` gives its index.

    Args:
        doc: a facts document, gold or predicted.
        key: index of a project -> what to call it in the tuples.
        open_amounts: amounts in won whose level the text leaves open.
    """
    sheet = Sheet(open_amounts)
    for p in rows(doc, "programs"):
        sheet.program(p)
    for j, p in enumerate(rows(doc, "projects")):
        sheet.project(p, key(j))
    for t in rows(doc, "totals"):
        sheet.total(t)
    return sheet


def money_rows(doc: Json) -> list[Json]:
    """Return every row of a document that states an amount."""
    return [f for p in rows(doc, "projects") for f in rows(p, "funding")] + rows(doc, "totals")
