"""Facts as JSON and back: the format that people read, correct and feed in again.

Unknown keys are ignored on reading, so gold files with notes load as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kg.errors import FactsError
from kg.model import (
    SOURCES,
    Amount,
    Article,
    Day,
    Evidence,
    Facts,
    Flag,
    Mention,
    OtherRole,
    Period,
    Program,
    Project,
    Share,
    Source,
    Total,
)

__all__ = ["dumps", "loads"]

T = TypeVar("T")
Json = Mapping[str, Any]


def dumps(facts: Facts) -> str:
    """Return the facts as indented JSON with a final line break, the same bytes every time.

    >>> text = dumps(Facts(Article(text="대구시", title="대구시")))
    >>> loads(text).article.title
    '대구시'
    """
    return json.dumps(_facts(facts), ensure_ascii=False, indent=1) + "\n"


def loads(text: str, *, place: str = "facts") -> Facts:
    """Read facts from JSON.

    Args:
        text: the JSON text.
        place: what to call the input in an error.

    Raises:
        FactsError: the text is no JSON object, or a key holds what the format does not allow.
    """
    try:
        doc = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as e:
        where = f"{place}, line {e.lineno}" if isinstance(e, json.JSONDecodeError) else place
        raise FactsError("this is not valid JSON", place=where, way_out="correct it") from e
    return _Reader(place).facts(doc)


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def _span(e: Evidence | None) -> dict[str, Any] | None:
    return None if e is None else {"start": e.start, "end": e.end, "quote": e.quote}


def _days(p: Period) -> list[Day | None]:
    return [p.start, p.end]


def _lean(row: dict[str, Any]) -> dict[str, Any]:
    """Drop the optional keys that hold nothing; the format's own keys always stand."""
    optional = {
        "agency_evidence", "year_evidence", "period_evidence", "region_evidence", "payer", "rule",
        "program_evidence", "url",
    }  # fmt: skip
    return {k: v for k, v in row.items() if k not in optional or v not in (None, "")}


def _mention(m: Mention) -> dict[str, Any]:
    return _lean({"name": m.name, "evidence": _span(m.evidence), "rule": m.rule})


def _amount(a: Amount) -> dict[str, Any]:
    return _lean({
        "source": a.source, "amount_krw": a.amount_krw, "as_stated": a.as_stated,
        "approx": a.approx, "payer_region": a.payer_region, "payer": a.payer,
        "alternative_krw": a.alternative_krw, "evidence": _span(a.evidence), "rule": a.rule,
    })  # fmt: skip


def _program(p: Program) -> dict[str, Any]:
    return _lean({
        "name": p.name, "agency": p.agency, "agency_evidence": _span(p.agency_evidence),
        "year": p.year, "year_evidence": _span(p.year_evidence),
        "period": _days(p.period), "period_evidence": _span(p.period.evidence),
        "evidence": _span(p.evidence), "rule": p.rule,
    })  # fmt: skip


def _project(p: Project) -> dict[str, Any]:
    return _lean({
        "name": p.name, "program": p.program,
        "regions": [_mention(m) for m in p.regions],
        "leads": [_mention(m) for m in p.leads],
        "participants": [_mention(m) for m in p.participants],
        "others": [
            _lean({"name": o.name, "role": o.role, "evidence": _span(o.evidence), "rule": o.rule})
            for o in p.others
        ],
        "funding": [_amount(a) for a in p.funding],
        "shares": [
            _lean({"region": s.region, "percent": _number(s.percent), "of": s.of,
                   "evidence": _span(s.evidence), "rule": s.rule})
            for s in p.shares
        ],
        "period": _days(p.period), "period_evidence": _span(p.period.evidence),
        "evidence": _span(p.evidence), "rule": p.rule,
    })  # fmt: skip


def _total(t: Total) -> dict[str, Any]:
    return _lean({
        "region": t.region, "region_evidence": _span(t.region_evidence),
        "source": t.source, "amount_krw": t.amount_krw, "as_stated": t.as_stated,
        "approx": t.approx, "alternative_krw": t.alternative_krw,
        "period": _days(t.period), "period_evidence": _span(t.period.evidence),
        "count": t.count, "program": t.program, "evidence": _span(t.evidence), "rule": t.rule,
    })  # fmt: skip


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _facts(f: Facts) -> dict[str, Any]:
    a = f.article
    return {
        "article": _lean({
            "title": a.title, "publisher": a.publisher, "author": a.author,
            "published": a.published, "source": a.source, "url": a.url,
            "sha256": a.sha256, "text": a.text,
        }),
        "programs": [_program(p) for p in f.programs],
        "projects": [_project(p) for p in f.projects],
        "totals": [_total(t) for t in f.totals],
        "flags": [
            {"kind": x.kind, "message": x.message, "message_ko": x.message_ko,
             "evidence": _span(x.evidence)}
            for x in f.flags
        ],
    }  # fmt: skip


# ── reading ──────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """Turns parsed JSON into values; its only state is the name used in errors."""

    def __init__(self, place: str):
        self.place = place

    def bad(self, key: str, problem: str) -> FactsError:
        return FactsError(problem, place=f"{self.place}, {key}", way_out="correct that key")

    def get(self, row: Json, key: str, kind: type[T], path: str, default: T) -> T:
        value = row.get(key)
        if value is None:
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.bad(f"{path}.{key}", f"expected {kind.__name__}")
        return value

    def text(self, row: Json, key: str, path: str) -> str:
        value = self.get(row, key, str, path, "")
        if not value.strip():
            raise self.bad(f"{path}.{key}", "a text is missing")
        return value

    def maybe(self, row: Json, key: str, path: str) -> str | None:
        return self.get(row, key, str, path, "") or None

    def rows(self, row: Json, key: str, path: str, make: Callable[[Any, str], T]) -> tuple[T, ...]:
        items = self.get(row, key, list, path, [])
        return tuple(make(item, f"{path}.{key}[{i}]") for i, item in enumerate(items))

    def object(self, value: Any, path: str) -> Json:
        if not isinstance(value, dict):
            raise self.bad(path, "expected an object")
        return value

    def span(self, row: Json, key: str, path: str) -> Evidence | None:
        value = row.get(key)
        if value is None:
            return None
        e = self.object(value, f"{path}.{key}")
        return Evidence(
            self.get(e, "start", int, path, -1), self.get(e, "end", int, path, -1),
            self.get(e, "quote", str, path, ""),
        )  # fmt: skip

    def evidence(self, row: Json, path: str) -> Evidence:
        span = self.span(row, "evidence", path)
        if span is None:
            raise self.bad(path, "a fact without evidence is not a fact")
        return span

    def source(self, row: Json, path: str) -> Source:
        value = row.get("source")
        for name in SOURCES:
            if value == name:
                return name
        raise self.bad(f"{path}.source", f"expected one of {', '.join(SOURCES)}")

    def money(self, row: Json, key: str, path: str) -> int:
        value = row.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.bad(f"{path}.{key}", "expected whole won, zero or more")
        return value

    def alternative(self, row: Json, path: str) -> int | None:
        if row.get("alternative_krw") is None:
            return None
        return self.money(row, "alternative_krw", path)

    def period(self, row: Json, path: str) -> Period:
        days = row.get("period")
        if not isinstance(days, list):
            return Period()
        ends: list[Day | None] = [d if isinstance(d, (int, str)) else None for d in days[:2]]
        start, end = [*ends, None, None][:2]
        return Period(start, end, self.span(row, "period_evidence", path))

    def mention(self, value: Any, path: str) -> Mention:
        row = self.object(value, path)
        return Mention(
            self.text(row, "name", path),
            self.evidence(row, path),
            self.maybe(row, "rule", path) or "",
        )

    def other(self, value: Any, path: str) -> OtherRole:
        row = self.object(value, path)
        return OtherRole(
            self.text(row, "name", path), self.text(row, "role", path),
            self.evidence(row, path), self.maybe(row, "rule", path) or "",
        )  # fmt: skip

    def amount(self, value: Any, path: str) -> Amount:
        row = self.object(value, path)
        return Amount(
            source=self.source(row, path),
            amount_krw=self.money(row, "amount_krw", path),
            as_stated=self.maybe(row, "as_stated", path) or "",
            evidence=self.evidence(row, path),
            approx=self.get(row, "approx", bool, path, False),
            payer_region=self.maybe(row, "payer_region", path),
            payer=self.maybe(row, "payer", path),
            alternative_krw=self.alternative(row, path),
            rule=self.maybe(row, "rule", path) or "",
        )

    def share(self, value: Any, path: str) -> Share:
        row = self.object(value, path)
        percent = row.get("percent")
        if not isinstance(percent, (int, float)) or isinstance(percent, bool):
            raise self.bad(f"{path}.percent", "expected a number")
        return Share(
            self.text(row, "region", path), float(percent), self.evidence(row, path),
            self.maybe(row, "of", path) or "cost", self.maybe(row, "rule", path) or "",
        )  # fmt: skip

    def program(self, value: Any, path: str) -> Program:
        row = self.object(value, path)
        return Program(
            name=self.text(row, "name", path),
            evidence=self.evidence(row, path),
            agency=self.maybe(row, "agency", path),
            agency_evidence=self.span(row, "agency_evidence", path),
            year=self.get(row, "year", int, path, 0) or None,
            year_evidence=self.span(row, "year_evidence", path),
            period=self.period(row, path),
            rule=self.maybe(row, "rule", path) or "",
        )

    def project(self, value: Any, path: str) -> Project:
        row = self.object(value, path)
        return Project(
            name=self.text(row, "name", path),
            evidence=self.evidence(row, path),
            program=self.maybe(row, "program", path),
            regions=self.rows(row, "regions", path, self.mention),
            leads=self.rows(row, "leads", path, self.mention),
            participants=self.rows(row, "participants", path, self.mention),
            others=self.rows(row, "others", path, self.other),
            funding=self.rows(row, "funding", path, self.amount),
            shares=self.rows(row, "shares", path, self.share),
            period=self.period(row, path),
            rule=self.maybe(row, "rule", path) or "",
        )

    def total(self, value: Any, path: str) -> Total:
        row = self.object(value, path)
        return Total(
            region=self.maybe(row, "region", path),
            source=self.source(row, path),
            amount_krw=self.money(row, "amount_krw", path),
            as_stated=self.maybe(row, "as_stated", path) or "",
            evidence=self.evidence(row, path),
            approx=self.get(row, "approx", bool, path, False),
            period=self.period(row, path),
            count=self.get(row, "count", int, path, 0) or None,
            program=self.maybe(row, "program", path),
            region_evidence=self.span(row, "region_evidence", path),
            alternative_krw=self.alternative(row, path),
            rule=self.maybe(row, "rule", path) or "",
        )

    def flag(self, value: Any, path: str) -> Flag:
        row = self.object(value, path)
        return Flag(
            self.text(row, "kind", path), self.maybe(row, "message", path) or "",
            self.evidence(row, path), self.maybe(row, "message_ko", path) or "",
        )  # fmt: skip

    def article(self, value: Any) -> Article:
        row = self.object(value, "article")
        return Article(
            text=self.get(row, "text", str, "article", ""),
            title=self.maybe(row, "title", "article"),
            publisher=self.maybe(row, "publisher", "article"),
            author=self.maybe(row, "author", "article"),
            published=self.maybe(row, "published", "article"),
            source=self.maybe(row, "source", "article") or "",
            sha256=self.maybe(row, "sha256", "article") or "",
            url=self.maybe(row, "url", "article"),
        )

    def facts(self, doc: Any) -> Facts:
        row = self.object(doc, "the file")
        facts = Facts(
            self.article(row.get("article")),
            self.rows(row, "programs", "", self.program),
            self.rows(row, "projects", "", self.project),
            self.rows(row, "totals", "", self.total),
            self.rows(row, "flags", "", self.flag),
        )
        self.check_spans(facts)
        return facts

    def check_spans(self, facts: Facts) -> None:
        """Refuse a span that does not read as its quote: evidence that is off proves nothing."""
        text = facts.article.text
        for path, e in _spans(facts):
            if text[e.start : e.end] != e.quote or not e.quote:
                raise self.bad(path, f"the span {e.start}-{e.end} does not read {e.quote!r}")


def _spans(facts: Facts) -> list[tuple[str, Evidence]]:
    found: list[tuple[str, Evidence | None]] = []
    for i, p in enumerate(facts.programs):
        path = f"programs[{i}]"
        found += [(path, p.evidence), (path, p.agency_evidence), (path, p.year_evidence)]
        found.append((path, p.period.evidence))
    for i, j in enumerate(facts.projects):
        path = f"projects[{i}]"
        found += [(path, j.evidence), (path, j.period.evidence)]
        found += [(path, m.evidence) for m in (*j.regions, *j.leads, *j.participants)]
        found += [(path, o.evidence) for o in j.others]
        found += [(path, a.evidence) for a in j.funding]
        found += [(path, s.evidence) for s in j.shares]
    for i, t in enumerate(facts.totals):
        path = f"totals[{i}]"
        found += [(path, t.evidence), (path, t.region_evidence), (path, t.period.evidence)]
    found += [(f"flags[{i}]", x.evidence) for i, x in enumerate(facts.flags)]
    return [(path, e) for path, e in found if e is not None]
