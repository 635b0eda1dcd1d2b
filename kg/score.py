"""Compare extracted facts with gold facts, article by article.

A fact is a tuple such as ``("funding", 0, "national", 8000000000)``: its kind, the gold project it
belongs to, its arguments. It counts as found when the program's facts hold an equal tuple after
names are made equal (spaces, quotes, legal forms, short names of ministries and provinces). Beside
precision, recall and F1 there are two figures that no kind may hide: amounts that the gold file
does not hold at all, and the share of facts whose span reads as it says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import FactsError, ReadError
from kg.sheet import Fact, Json, Sheet, Wording, fill, money_rows, pairs, rows

__all__ = [
    "KINDS",
    "Count",
    "Miss",
    "Score",
    "read_documents",
    "score_article",
    "score_folders",
]

KINDS = (
    "program", "agency", "project", "region", "lead", "participant", "funding", "share", "period",
    "total",
)  # fmt: skip
"""The kinds of fact, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts were found, were too many, and were missed."""

    found: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of predicted facts that are right; 1 where nothing was predicted."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of gold facts that were found; 1 where there is none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> round(Count(found=8, extra=2, missed=0).f1, 3)
        0.889
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: Count) -> Count:
        """Add up, as for one set of facts that is the union of two."""
        return Count(self.found + other.found, self.extra + other.extra, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Miss:
    """One fact that was missed (``extra`` false) or that gold does not hold (``extra`` true)."""

    article: str
    kind: str
    extra: bool
    fact: Fact
    ko: str
    en: str

    def text(self, language: str = "ko") -> str:
        """Return the sentence for a reader, in ``"ko"`` or ``"en"``."""
        if language == "ko":
            return f"[{self.article}] {'정답에 없는데 나옴' if self.extra else '놓침'}: {self.ko}"
        return f"[{self.article}] {'not in the gold facts' if self.extra else 'missed'}: {self.en}"


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one article, or of several added up.

    Args:
        counts: one count a kind, in the order of :data:`KINDS`.
        unsupported: predicted amounts that the gold file does not hold at all.
        spans_held: predicted facts whose span reads as its quote says.
        spans_seen: predicted facts that need a span.
        misses: every fact missed or too many.
        absent: names of the articles for which there was no prediction.
    """

    counts: tuple[Count, ...] = (Count(),) * len(KINDS)
    unsupported: int = 0
    spans_held: int = 0
    spans_seen: int = 0
    misses: tuple[Miss, ...] = ()
    absent: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        """Add the figures of further articles."""
        return Score(
            tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)),
            self.unsupported + other.unsupported,
            self.spans_held + other.spans_held,
            self.spans_seen + other.spans_seen,
            self.misses + other.misses,
            self.absent + other.absent,
        )

    @property
    def all(self) -> Count:
        """The count over all kinds."""
        return sum(self.counts, Count())

    @property
    def spans(self) -> float:
        """The share of predicted facts whose span holds; 0 where there is no fact."""
        return self.spans_held / self.spans_seen if self.spans_seen else 0.0

    def kinds(self) -> dict[str, Count]:
        """Return the counts by kind, the sum under ``"all"`` last."""
        return {**dict(zip(KINDS, self.counts, strict=True)), "all": self.all}

    def text(self, language: str = "ko", *, misses: bool = False) -> str:
        """Return the table of figures, and with ``misses`` each miss in words.

        >>> Score().text("en").splitlines()[0].split()
        ['kind', 'P', 'R', 'F1', 'found', 'extra', 'missed']
        """
        lines = [f"{'kind':12} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'extra':>6} {'missed':>6}"]
        for kind, c in self.kinds().items():
            lines.append(
                f"{kind:12} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f} "
                f"{c.found:6} {c.extra:6} {c.missed:6}"
            )
        words = _FOOT[language]
        lines.append(words[0].format(self.unsupported, self.spans, self.spans_seen))
        if self.absent:
            lines.append(f"{words[1]}: {' '.join(self.absent)}")
        if misses:
            lines += [m.text(language) for m in self.misses]
        return "\n".join(lines) + "\n"

    def json(self) -> dict[str, Any]:
        """Return the figures as a JSON object, rounded to four places."""
        return {
            "kinds": {
                kind: {
                    "precision": round(c.precision, 4), "recall": round(c.recall, 4),
                    "f1": round(c.f1, 4), "found": c.found, "too_many": c.extra,
                    "missed": c.missed,
                }
                for kind, c in self.kinds().items()
            },
            "unsupported": self.unsupported,
            "spans": round(self.spans, 4),
            "no_prediction": list(self.absent),
        }  # fmt: skip


_FOOT = {
    "ko": ("근거 없는 금액: {}   원문과 맞는 근거: {:.3f} ({}개 가운데)", "예측이 없는 기사"),
    "en": ("unsupported amounts: {}   evidence spans that hold: {:.3f} of {}", "no prediction for"),
}


def _held(node: Any, text: str) -> list[bool]:
    """Look at every span below ``node``: does it read as its quote says?"""
    if isinstance(node, list):
        return [held for v in node if not isinstance(v, str) for held in _held(v, text)]
    if not isinstance(node, Mapping):
        return []
    evidence = node.get("evidence")
    spans = [evidence] if isinstance(evidence, Mapping) else evidence or []
    seen = [bool(e.get("quote")) and text[e["start"] : e["end"]] == e["quote"] for e in spans]
    if evidence is None and ("amount_krw" in node or ("name" in node and "text" not in node)):
        seen.append(False)
    return seen + [held for v in node.values() for held in _held(v, text)]


# ── the score ────────────────────────────────────────────────────────────────────────────────


def _undated(facts: Mapping[Fact, Wording], gold: Sheet) -> dict[Fact, Wording]:
    """Drop the periods of projects for which gold has none: they are not judged."""
    dated = {f[1] for f in (*gold.must, *gold.may) if f[0] == "period"}
    return {
        f: said
        for f, said in facts.items()
        if f[0] != "period" or f[1] in dated or isinstance(f[1], str)
    }


def score_article(gold: Json, pred: Json, name: str = "article") -> Score:
    """Compare the facts of one article with its gold facts.

    Args:
        gold: a gold document; its keys ``optional``, ``optional_names``, ``optional_fields``,
            ``source_open`` and ``also_stated`` leave open what may be told either way.
        pred: a facts document, as :func:`kg.facts.dumps` writes it.
        name: what to call the article in the misses.

    >>> row = {"source": "national", "amount_krw": 8 * 10**9}
    >>> gold = {"projects": [{"name": "배터리 센터 구축", "funding": [row]}]}
    >>> score_article(gold, {"projects": [{"name": "배터리센터 구축사업"}]}).misses[0].ko
    '과제 ‘배터리 센터 구축’의 국비 80억 원'
    """
    projects = rows(gold, "projects")
    match = pairs(projects, rows(pred, "projects"))
    open_amounts = frozenset(f["amount_krw"] for f in money_rows(gold) if f.get("source_open"))
    want = fill(gold, lambda i: i, open_amounts)
    got = fill(pred, lambda j: match.get(j, f"extra {j}"), open_amounts).must
    if projects and match:
        got = _undated(got, want)
    missed = {f: said for f, said in want.must.items() if f not in got}
    extra = {f: said for f, said in got.items() if f not in want.must and f not in want.may}
    counts = tuple(
        Count(
            sum(1 for f in got if f[0] == kind and f in want.must),
            sum(1 for f in extra if f[0] == kind),
            sum(1 for f in missed if f[0] == kind),
        )
        for kind in KINDS
    )
    allowed = {f["amount_krw"] for f in money_rows(gold)}
    allowed |= {int(n) for n in rows(gold, "also_stated")}
    article = pred.get("article") or {}
    held = _held(
        [pred.get(k) for k in ("programs", "projects", "totals")], article.get("text") or ""
    )
    return Score(
        counts,
        len({f["amount_krw"] for f in money_rows(pred)} - allowed),
        sum(held),
        len(held),
        _misses(name, missed, extra=False) + _misses(name, extra, extra=True),
    )


def _misses(name: str, facts: Mapping[Fact, Wording], *, extra: bool) -> tuple[Miss, ...]:
    ordered = sorted(facts.items(), key=lambda row: (KINDS.index(row[0][0]), str(row[0])))
    return tuple(Miss(name, f[0], extra, f, ko, en) for f, (ko, en) in ordered)


def read_documents(path: Path) -> dict[str, Json]:
    """Read one JSON file, or every ``*.json`` of a folder, as name -> document.

    Raises:
        ReadError: there is no such file or folder, or no JSON file in it.
        FactsError: a file is no JSON object.
    """
    if not path.exists():
        raise ReadError(
            "there is no such file or folder", place=str(path), way_out="check its path"
        )
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise ReadError("no .json file stands here", place=str(path), way_out="name another folder")
    return {file.stem: _document(file) for file in files}


def _document(file: Path) -> Json:
    try:
        doc = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as e:
        raise FactsError("this is not valid JSON", place=str(file), way_out="correct it") from e
    if not isinstance(doc, dict):
        raise FactsError("this is no JSON object", place=str(file), way_out="correct it")
    return doc


def score_folders(gold: Path, pred: Path) -> Score:
    """Compare every gold file with the facts file of the same name.

    Args:
        gold: a folder of gold files ``NAME.json``, or one gold file.
        pred: the folder that ``kg extract`` or ``kg build`` filled, or one facts file.

    Raises:
        ReadError: there is no such file or folder.
        FactsError: a file is no JSON, or lacks what every fact needs.
    """
    wanted = read_documents(gold)
    given = read_documents(pred)
    if not gold.is_dir() and not pred.is_dir():
        given = dict(zip(wanted, given.values(), strict=True))
    score = Score()
    for name, doc in wanted.items():
        try:
            score += score_article(doc, given.get(name, {}), name)
        except (KeyError, TypeError, AttributeError, ValueError) as e:
            raise FactsError(
                f"a row of the gold file or of its prediction lacks what it needs ({e})",
                place=name, way_out="compare both with the facts format",
            ) from e  # fmt: skip
        if name not in given:
            score += Score(absent=(name,))
    return score
