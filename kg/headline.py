"""Prove that a headline is the sum of its projects.

What a region secured is each project's money of that level: the part stated for the region where
the text gives one, else the whole times the region's cost share, else the whole. (The rule is read
off the articles: a city's 215억 is 80 + 50 + 100 × 50% + 100 × 35%.) A proof is first sought in
the projects of each article that states the headline, then in all projects of its programme. Where
a project or its money is not in the graph, the finding says what is missing; nothing has failed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import comb

from kg.ledger import Entry, Headline, Ledger, Share, Work
from kg.report import SEVERITIES, Finding, Severity
from kg.wording import LEVELS, last_place, money

__all__ = ["prove"]

MOST_NAMES = 3
"""How many projects without an amount are named."""

MOST_PROJECTS = 100
"""A programme with more projects than this is more than one headline's."""

MOST_CHOICES = 5000
"""How many choices of projects are tried where the headline counts fewer than the graph holds."""


@dataclass(frozen=True, slots=True)
class Addend:
    """What one project brings to a headline: ``won`` of the whole, of which ``percent``."""

    project: str
    won: int
    percent: Fraction | None
    approx: bool
    alternative: int | None
    facts: tuple[str, ...]
    at: int

    @property
    def value(self) -> Fraction:
        """The region's part in won."""
        return self.won * (Fraction(1) if self.percent is None else self.percent / 100)

    def text(self, language: str) -> str:
        """Return the part as it stands in the sum."""
        whole = money(self.won, language)
        return whole if self.percent is None else f"{whole} × {_percent(self.percent)}"


@dataclass(frozen=True, slots=True)
class Proof:
    """How far the parts make the headline."""

    severity: Severity
    code: str
    level: str
    addends: tuple[Addend, ...]
    bare: tuple[str, ...] = ()

    @property
    def sum(self) -> Fraction:
        """The parts added up, in won."""
        return sum((a.value for a in self.addends), Fraction(0))


class _Index:
    """The rows of a ledger by project, by article and by programme; built once, then only read."""

    def __init__(self, ledger: Ledger):
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        self.shares: dict[str, list[Share]] = defaultdict(list)
        self.told: dict[str, set[str]] = defaultdict(set)
        self.under: dict[str, set[str]] = defaultdict(set)
        for w in ledger.works.values():
            for article in w.articles:
                self.told[article].add(w.iri)
            for program in w.programs:
                self.under[program].add(w.iri)
        for e in ledger.entries:
            self.entries[e.project].append(e)
            for article in e.articles:
                self.told[article].add(e.project)
        for s in ledger.shares:
            self.shares[s.project].append(s)


def prove(ledger: Ledger) -> Iterator[Finding]:
    """Yield one finding for each headline of the graph."""
    index = _Index(ledger)
    for headline in ledger.headlines:
        proofs = [p for level in _levels(headline) for p in _proofs(ledger, index, headline, level)]
        yield _told(ledger, headline, min(proofs, key=_rank))


def _rank(proof: Proof) -> tuple[int, int, int]:
    """Order proofs: the one that adds up first, then the one with most parts."""
    gravest_last = len(SEVERITIES) - SEVERITIES.index(proof.severity)
    return (0 if proof.code in _PROVED else 1, -len(proof.addends), gravest_last)


_PROVED = ("headline-adds-up", "headline-rounded")


def _levels(headline: Headline) -> tuple[str, ...]:
    if headline.level in (None, "mixed", "other"):
        return ("national", "total", "mixed", "other")
    return (headline.level or "national",)


def _proofs(ledger: Ledger, index: _Index, headline: Headline, level: str) -> Iterator[Proof]:
    """Yield the proof from each article alone, then from the programme where that one holds."""
    proved = False
    for article in sorted(headline.articles):
        works = _chosen(ledger, headline, index.told[article])
        proof = _proof(ledger, index, headline, level, works, article)
        proved |= proof.code in _PROVED
        yield proof
    if proved:
        return
    wider = {iri for program in headline.programs for iri in index.under[program]}
    if not headline.articles:
        wider = wider or set(ledger.works)
    if len(wider) > MOST_PROJECTS:
        wider = set()
    whole = _proof(ledger, index, headline, level, _chosen(ledger, headline, wider), None)
    if whole.code in _PROVED or not headline.articles:
        yield whole


def _chosen(ledger: Ledger, headline: Headline, projects: Iterable[str]) -> list[Work]:
    """Return the projects that a headline can mean: of its region and of its programme."""
    region = headline.region
    here = [
        w
        for w in (ledger.works[iri] for iri in sorted(projects) if iri in ledger.works)
        if region is None or not w.regions or any(ledger.inside(r, region) for r in w.regions)
    ]
    of_program = [w for w in here if w.programs & headline.programs]
    return of_program or here


def _proof(
    ledger: Ledger, index: _Index, headline: Headline, level: str, works: Sequence[Work],
    article: str | None,
) -> Proof:  # fmt: skip
    """Add up one article's amounts, or (``None``) those that nothing supersedes."""
    addends: list[Addend] = []
    bare: list[str] = []
    for w in works:
        entries = [
            e
            for e in index.entries[w.iri]
            if e.level == level and (article in e.articles if article else not e.newer)
        ]
        shares = [s for s in index.shares[w.iri] if not article or article in s.articles]
        addend = _addend(ledger, headline.region, w.iri, entries, shares)
        if addend is None:
            bare.append(w.iri)
        else:
            addends.append(addend)
    addends.sort(key=lambda a: (a.at, a.project))
    proof = Proof("note", "headline-incomplete", level, tuple(addends), tuple(bare))
    return _judged(headline, proof)


def _addend(
    ledger: Ledger, region: str | None, project: str, own: Sequence[Entry], split: Sequence[Share]
) -> Addend | None:
    """Return what a project brings to a region, or ``None`` where no amount is stated."""
    if region is not None:
        parts = [e for e in own if e.region is not None and ledger.inside(e.region, region)]
        if parts:
            return _made(project, sum(e.won for e in parts), None, parts)
    wholes = [e for e in own if e.region is None]
    if not wholes:
        return None
    whole = max(wholes, key=lambda e: (e.won, e.iri))
    borne = [s for s in split if region is not None and ledger.inside(s.region, region)]
    if not borne:
        return _made(project, whole.won, None, [whole])
    made = _made(project, whole.won, sum((s.percent for s in borne), Fraction(0)), [whole])
    return replace(made, facts=(*made.facts, *(s.iri for s in borne)))


def _made(project: str, won: int, percent: Fraction | None, entries: Sequence[Entry]) -> Addend:
    alternative = entries[0].alternative if len(entries) == 1 else None
    approx = any(e.approx for e in entries)
    facts = tuple(e.iri for e in entries)
    return Addend(project, won, percent, approx, alternative, facts, min(e.at for e in entries))


# ── judging ──────────────────────────────────────────────────────────────────────────────────


def _rounded(headline: Headline, total: Fraction, approx: bool) -> bool:
    slack = last_place(headline.won) * (10 if headline.approx or approx else 1)
    return abs(total - headline.won) < slack


def _judged(headline: Headline, proof: Proof) -> Proof:
    """Return the proof with its severity and code."""
    if not proof.addends:
        return replace(proof, code="headline-without-parts")
    if proof.sum == headline.won:
        return replace(proof, severity="ok", code="headline-adds-up")
    if headline.count is not None and headline.count < len(proof.addends):
        return _subset(headline, proof)
    if _rounded(headline, proof.sum, any(a.approx for a in proof.addends)):
        return replace(proof, code="headline-rounded")
    fitting = _with_alternative(headline, proof)
    if fitting is not None:
        return fitting
    if headline.count == len(proof.addends):
        loose = headline.approx or headline.level != proof.level
        loose = loose or any(a.approx for a in proof.addends)
        return replace(proof, severity="warning" if loose else "failure", code="headline-differs")
    if proof.sum > headline.won:
        return replace(proof, severity="warning", code="headline-exceeded")
    return proof


def _subset(headline: Headline, proof: Proof) -> Proof:
    """Look for as many projects as the headline counts that make it."""
    count = headline.count or 0
    if comb(len(proof.addends), count) <= MOST_CHOICES:
        for chosen in combinations(proof.addends, count):
            if sum((a.value for a in chosen), Fraction(0)) == headline.won:
                return replace(proof, severity="ok", code="headline-adds-up", addends=chosen)
    return replace(proof, code="headline-open")


def _with_alternative(headline: Headline, proof: Proof) -> Proof | None:
    """Look for one doubtful amount whose other reading makes the headline."""
    for i, a in enumerate(proof.addends):
        if a.alternative is not None:
            other = replace(a, won=a.alternative)
            addends = (*proof.addends[:i], other, *proof.addends[i + 1 :])
            fitting = replace(proof, addends=addends)
            if fitting.sum == headline.won:
                return replace(fitting, severity="warning", code="headline-fits-alternative")
    return None


# ── telling ──────────────────────────────────────────────────────────────────────────────────


def _percent(value: Fraction) -> str:
    """Write a percentage to at most two places.

    >>> _percent(Fraction(35)), _percent(Fraction("33.333"))
    ('35%', '33.33%')
    """
    return f"{float(value):.2f}".rstrip("0").rstrip(".") + "%"


_MESSAGES: dict[str, tuple[str, str]] = {
    "headline-adds-up": (
        "{who} {level} {won}: 과제 {n}개의 {level} 합계와 같습니다. {sum}",
        "{who}, {level} of {won}: the sum over {n} projects. {sum}",
    ),
    "headline-rounded": (
        "{who} {level} {won}: 과제 {n}개의 {level} 합계 {made}에서 어림한 값입니다. {sum}",
        "{who}, {level} of {won}: rounded from {made} over {n} projects. {sum}",
    ),
    "headline-fits-alternative": (
        "{who} {level} {won}: 의심스러운 금액을 다르게 읽으면 합계와 같습니다. {sum}",
        "{who}, {level} of {won}: the sum when a doubtful amount is read the other way. {sum}",
    ),
    "headline-differs": (
        "{who} {level} {won}: 과제 {n}개의 {level} 합계는 {made}으로 {gap} 다릅니다. {sum}",
        "{who}, {level} of {won}: the {n} projects make {made}, which is {gap} off. {sum}",
    ),
    "headline-exceeded": (
        "{who} {level} {won}: 알려진 과제만으로 {made}이어서 {gap} 넘습니다. "
        "나누는 비율이 기사에 없을 수 있습니다. {sum}",
        "{who}, {level} of {won}: the known projects alone make {made}, {gap} more. "
        "A split between regions may be unstated. {sum}",
    ),
    "headline-open": (
        "{who} {level} {won}: {count}개 과제라 하나 그래프에는 {n}개가 있어 어느 것인지 "
        "알 수 없습니다.",
        "{who}, {level} of {won}: told of {count} projects where the graph holds {n}; which ones "
        "is open.",
    ),
    "headline-incomplete": (
        "{who} {level} {won}: {level} 금액이 있는 과제는 {known}이고 합계는 {made}입니다. {gap}은 "
        "그래프에 없습니다{missing}. {sum}",
        "{who}, {level} of {won}: {known} with {level} make {made}; {gap} is not in the "
        "graph{missing}. {sum}",
    ),
    "headline-without-parts": (
        "{who} {level} {won}: 과제별 {level} 금액이 그래프에 없어 확인할 수 없습니다.",
        "{who}, {level} of {won}: no project states its part, so it cannot be proved.",
    ),
}  # fmt: skip


def _told(ledger: Ledger, headline: Headline, proof: Proof) -> Finding:
    ko, en = (
        _MESSAGES[proof.code][i].format(**_words(ledger, headline, proof, language))
        for i, language in enumerate(("ko", "en"))
    )
    facts = [fact for a in proof.addends for fact in a.facts]
    return Finding(proof.severity, proof.code, ko, en, (headline.iri, *dict.fromkeys(facts)))


def _words(ledger: Ledger, headline: Headline, proof: Proof, language: str) -> dict[str, str]:
    korean = language == "ko"
    level = LEVELS[proof.level][0 if korean else 1]
    return {
        "who": ledger.name(headline.region, language) or ("전체" if korean else "overall"),
        "level": level,
        "won": money(headline.won, language),
        "n": str(len(proof.addends)),
        "count": str(headline.count),
        "made": _money(proof.sum, language),
        "gap": _money(abs(headline.won - proof.sum), language),
        "sum": _equation(ledger, headline, proof, language),
        "known": _known(headline, proof, korean),
        "missing": _missing(ledger, proof, language),
    }


def _money(value: Fraction, language: str) -> str:
    return money(round(value), language)


def _known(headline: Headline, proof: Proof, korean: bool) -> str:
    n = len(proof.addends)
    if headline.count is None:
        return f"{n}개(기사에 과제 수 없음)" if korean else f"{n} projects (their number is unsaid)"
    return f"{headline.count}개 가운데 {n}개" if korean else f"{n} of {headline.count} projects"


def _missing(ledger: Ledger, proof: Proof, language: str) -> str:
    if not proof.bare:
        return ""
    names = ", ".join(f"‘{ledger.name(iri, language)}’" for iri in proof.bare[:MOST_NAMES])
    more = len(proof.bare) - MOST_NAMES
    if language == "ko":
        return f" (금액 없는 과제: {names}{f' 외 {more}개' if more > 0 else ''})"
    return f" (no amount for {names}{f' and {more} more' if more > 0 else ''})"


def _equation(ledger: Ledger, headline: Headline, proof: Proof, language: str) -> str:
    """Return the sum, and on a line each what its terms are."""
    sign = "=" if proof.sum == headline.won else "≠"
    if proof.code == "headline-rounded":
        sign = "≈"
    terms = " + ".join(a.text(language) for a in proof.addends)
    names = "".join(
        f"\n{a.text(language)}: {ledger.name(a.project, language)}" for a in proof.addends
    )
    return f"{money(headline.won, language)} {sign} {terms}{names}"
