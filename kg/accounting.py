"""Add up the money of a graph and say in words what holds and what does not.

The rules: parts never exceed their whole and make it where all of them are stated; the percentages
of one split make 100; what is stated per region makes the whole; nothing ends before it starts;
a headline is the sum of its projects (:mod:`kg.headline`). A doubtful amount is compared with the
figures around it, and where articles disagree the finding says which amount stands.

Amounts are compared within one article: what two articles say of one project may differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from kg.headline import prove
from kg.ledger import Doubt, Entry, Headline, Ledger, Share
from kg.report import Finding, Severity
from kg.wording import LEVELS, last_place, money

__all__ = ["audit"]

LOCAL = ("province", "city", "county")
PERCENT_SLACK = Fraction(1, 10)
"""How far the percentages of one split may be from 100: thirds are rounded (33.3 × 3)."""

Group = tuple[str, str]
"""A project and an article."""


def audit(ledger: Ledger) -> tuple[Finding, ...]:
    """Return the findings on all amounts, shares, periods and doubts of a graph."""
    groups = _by_article(ledger.entries)
    return (
        *prove(ledger),
        *_splits(ledger, groups),
        *_regional(ledger, groups),
        *_shares(ledger),
        *_terms(ledger),
        *_suspicious(ledger, groups),
        *_conflicts(ledger),
        *_doubts(ledger),
    )


def _by_article(entries: Iterable[Entry]) -> dict[Group, list[Entry]]:
    groups: dict[Group, list[Entry]] = defaultdict(list)
    for e in entries:
        for article in e.articles or {""}:
            groups[e.project, article].append(e)
    return dict(sorted(groups.items()))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Drop repeated findings: two articles that agree make one."""
    yield from dict.fromkeys(findings)


# ── parts and whole ──────────────────────────────────────────────────────────────────────────


def _of_level(entries: Sequence[Entry], level: str) -> int:
    """Return the money of one level: its whole where one is stated, else its regional parts."""
    wholes = [e.won for e in entries if e.level == level and e.region is None]
    return max(wholes) if wholes else sum(e.won for e in entries if e.level == level)


def _parts(entries: Sequence[Entry]) -> tuple[dict[str, int], int]:
    """Return the parts that add up to a whole, by level, and their sum.

    Local money and the province's, city's and county's are one part; mixed and open money may
    overlap with the rest, so it counts only where nothing else is stated.
    """
    local = max(_of_level(entries, "local"), sum(_of_level(entries, level) for level in LOCAL))
    parts = {
        "national": _of_level(entries, "national"), "local": local,
        "private": _of_level(entries, "private"),
    }  # fmt: skip
    parts = {level: won for level, won in parts.items() if won}
    if not parts:
        parts = {level: _of_level(entries, level) for level in ("mixed", "other")}
        parts = {level: won for level, won in parts.items() if won}
        return parts, max(parts.values(), default=0)
    return parts, sum(parts.values())


def _sum_words(parts: Mapping[str, int], language: str) -> str:
    i = 0 if language == "ko" else 1
    return " + ".join(f"{LEVELS[level][i]} {money(won, language)}" for level, won in parts.items())


def _splits(ledger: Ledger, groups: Mapping[Group, Sequence[Entry]]) -> Iterator[Finding]:
    held: set[str] = set()
    found: list[Finding] = []
    for (project, _), entries in groups.items():
        totals = [e for e in entries if e.level == "total" and e.region is None]
        parts, made = _parts(entries)
        if not totals or not parts:
            continue
        total = max(totals, key=lambda e: (e.won, e.iri))
        finding = _split(ledger, project, total, entries, parts, made)
        if finding is None:
            held.add(project)
        else:
            found.append(finding)
    yield from _once(found)
    if held:
        yield Finding(
            "ok", "parts-within-total",
            f"과제 {len(held)}개에서 재원별 금액이 총사업비를 넘지 않습니다.",
            f"In {len(held)} projects the parts stay within the total cost.",
            tuple(sorted(held)),
        )  # fmt: skip


def _split(
    ledger: Ledger, project: str, total: Entry, entries: Sequence[Entry],
    parts: Mapping[str, int], made: int,
) -> Finding | None:  # fmt: skip
    """Compare the parts of one project with its total cost; ``None`` when all is well."""
    focus = (project, total.iri, *sorted(e.iri for e in entries if e.level != "total"))
    words = {
        language: {
            "name": ledger.name(project, language), "parts": _sum_words(parts, language),
            "made": money(made, language), "total": money(total.won, language),
            "gap": money(abs(total.won - made), language),
        }
        for language in ("ko", "en")
    }  # fmt: skip
    loose = any(e.approx for e in entries)
    full = len(parts) == 3
    if abs(made - total.won) < last_place(total.won):  # equal as far as the total is given
        return None
    if made > total.won:
        fits = total.alternative is not None and made <= total.alternative
        return Finding(
            "warning" if loose or fits else "failure", "parts-exceed-total",
            "‘{name}’: 재원별 금액({parts})의 합 {made}이 총사업비 {total}보다 {gap} 많습니다."
            .format(**words["ko"]),
            "‘{name}’: the parts ({parts}) make {made}, {gap} more than the total cost of {total}."
            .format(**words["en"]), focus,
        )  # fmt: skip
    if full and not loose:
        return Finding(
            "warning", "split-differs",
            "‘{name}’: 국비·지방비·민자({parts})의 합 {made}이 총사업비 {total}보다 {gap} 적습니다."
            .format(**words["ko"]),
            "‘{name}’: national, local and private money ({parts}) make {made}, {gap} less than "
            "the total cost of {total}.".format(**words["en"]), focus,
        )  # fmt: skip
    return None


# ── regions ──────────────────────────────────────────────────────────────────────────────────


def _regional(ledger: Ledger, groups: Mapping[Group, Sequence[Entry]]) -> Iterator[Finding]:
    found: list[Finding] = []
    for (project, _), entries in groups.items():
        for level in LEVELS:
            parts = [e for e in entries if e.level == level and e.region is not None]
            wholes = [e for e in entries if e.level == level and e.region is None]
            if parts and wholes:
                found.append(_region_sum(ledger, project, level, parts, wholes))
    yield from _once(found)


def _region_sum(
    ledger: Ledger, project: str, level: str, parts: Sequence[Entry], wholes: Sequence[Entry]
) -> Finding:
    whole = max(e.won for e in wholes)
    made = sum(e.won for e in parts)
    work = ledger.works.get(project)
    named = {e.region for e in parts}
    all_named = bool(work and work.regions and work.regions <= named)
    loose = any(e.approx for e in (*parts, *wholes))
    focus = (project, *sorted(e.iri for e in (*wholes, *parts)))
    said = {
        language: " + ".join(
            f"{ledger.name(e.region, language)} {money(e.won, language)}"
            for e in sorted(parts, key=lambda e: (-e.won, e.iri))
        )
        for language in ("ko", "en")
    }
    ko = f"‘{ledger.name(project)}’ {LEVELS[level][0]} {money(whole)}: 지역별 금액은 {said['ko']}"
    en = (
        f"‘{ledger.name(project, 'en')}’, {LEVELS[level][1]} of {money(whole, 'en')}: "
        f"by region {said['en']}"
    )
    if made == whole:
        return Finding(
            "ok", "regional-parts", f"{ko}, 합이 같습니다.", f"{en}, which make it.", focus
        )
    if made > whole:
        ko, en = f"{ko}, 합이 더 많습니다.", f"{en}, which is more."
        return Finding("warning" if loose else "failure", "regional-parts-exceed", ko, en, focus)
    gap = whole - made
    return Finding(
        "warning" if all_named and not loose else "note", "regional-parts-open",
        f"{ko}, {money(gap)}이 남습니다.", f"{en}; {money(gap, 'en')} is left.", focus,
    )  # fmt: skip


def _shares(ledger: Ledger) -> Iterator[Finding]:
    splits: dict[tuple[str, str, str], list[Share]] = defaultdict(list)
    for s in ledger.shares:
        for article in s.articles or {""}:
            splits[s.project, s.basis, article].append(s)
    held: set[str] = set()
    found: list[Finding] = []
    for (project, _, _), shares in sorted(splits.items()):
        total = sum((s.percent for s in shares), Fraction(0))
        if abs(total - 100) <= PERCENT_SLACK:
            held.add(project)
        else:
            found.append(_share_sum(ledger, project, shares, total))
    yield from _once(found)
    if held:
        yield Finding(
            "ok", "shares-make-100", f"과제 {len(held)}개의 배분비 합이 100%입니다.",
            f"The shares of {len(held)} projects make 100%.", tuple(sorted(held)),
        )  # fmt: skip


def _share_sum(ledger: Ledger, project: str, shares: Sequence[Share], total: Fraction) -> Finding:
    alone = len(shares) == 1 and total < 100
    focus = (project, *sorted(s.iri for s in shares))
    said = {
        language: " + ".join(
            f"{ledger.name(s.region, language)} {float(s.percent):g}%" for s in shares
        )
        for language in ("ko", "en")
    }
    return Finding(
        "note" if alone else "failure", "shares-open" if alone else "shares-not-100",
        f"‘{ledger.name(project)}’: 배분비 {said['ko']}의 합은 {float(total):g}%입니다.",
        f"‘{ledger.name(project, 'en')}’: the shares {said['en']} make {float(total):g}%.", focus,
    )  # fmt: skip


# ── time ─────────────────────────────────────────────────────────────────────────────────────


def _terms(ledger: Ledger) -> Iterator[Finding]:
    for term in ledger.terms:
        if term.end < term.start:
            yield Finding(
                "failure", "period-reversed",
                f"‘{ledger.name(term.iri)}’: 끝나는 해({term.end})가 시작하는 해({term.start})보다 "
                "앞섭니다.",
                f"‘{ledger.name(term.iri, 'en')}’ ends in {term.end}, before it starts in "
                f"{term.start}.", (term.iri,),
            )  # fmt: skip
    held = tuple(t.iri for t in ledger.terms if t.end >= t.start)
    if held:
        yield Finding(
            "ok", "periods", f"기간 {len(held)}개가 시작보다 앞서 끝나지 않습니다.",
            f"None of {len(held)} periods ends before it starts.",
        )  # fmt: skip


# ── doubts ───────────────────────────────────────────────────────────────────────────────────


def _suspicious(ledger: Ledger, groups: Mapping[Group, Sequence[Entry]]) -> Iterator[Finding]:
    twins: dict[Group, list[Entry]] = defaultdict(list)
    for e in ledger.entries:
        twins[e.project, e.level].append(e)
    for e in ledger.entries:
        if e.alternative is None:
            continue
        others = [t for t in twins[e.project, e.level] if t.iri != e.iri and t.region == e.region]
        keys = ((e.project, article) for article in sorted(e.articles or {""}))
        sums = [_parts(groups[key]) for key in keys]
        fits = _reading(e, {t.won for t in others}, sums)
        ko = f"‘{ledger.name(e.project)}’ {LEVELS[e.level][0]}"
        en = f"‘{ledger.name(e.project, 'en')}’, {LEVELS[e.level][1]}"
        yield _doubtful(e, e.alternative, ko, en, fits)
    for h in ledger.headlines:
        if h.alternative is not None:
            ko, en = ledger.name(h.region), ledger.name(h.region, "en")
            yield _doubtful(h, h.alternative, f"{ko} 확보액", f"Headline of {en}", "open")


def _reading(entry: Entry, others: set[int], sums: Sequence[tuple[Mapping[str, int], int]]) -> str:
    """Say which reading of an amount the other figures bear out."""
    made = {s for parts, s in sums if len(parts) > 1} if entry.level == "total" else set()
    literal, likely = entry.won in others | made, entry.alternative in others | made
    if literal == likely:
        return "open"
    return "literal" if literal else "likely"


_READINGS = {
    "literal": ("다른 금액은 앞의 금액과 맞습니다.", "The other figures bear out the literal one."),
    "likely": ("다른 금액은 뒤의 금액과 맞습니다.", "The other figures bear out the latter."),
    "open": ("다른 금액만으로는 가릴 수 없습니다.", "The other figures do not tell which."),
}  # fmt: skip


def _doubtful(fact: Entry | Headline, likely: int, ko: str, en: str, reading: str) -> Finding:
    hint = _READINGS[reading]
    return Finding(
        "warning", "suspicious-amount",
        f"{ko} ‘{fact.said}’: 글자 그대로 {money(fact.won)}이지만 {money(likely)}일 수 있습니다. "
        f"{hint[0]}",
        f"{en}, ‘{fact.said}’: literally {money(fact.won, 'en')}, maybe {money(likely, 'en')}. "
        f"{hint[1]}", (fact.iri,),
    )  # fmt: skip


def _said(ledger: Ledger, fact: Entry | Headline, language: str) -> str:
    """Return an amount with the day and title of the newest article that states it."""
    amount = money(fact.won, language)
    if not fact.articles:
        return amount
    article = max(fact.articles, key=lambda a: (ledger.dates.get(a, ""), a))
    day = ledger.dates.get(article)
    return f"{amount} ({f'{day}, ' if day else ''}“{ledger.name(article, language)}”)"


def _facts(ledger: Ledger) -> list[Entry | Headline]:
    return [*ledger.entries, *ledger.headlines]


def _conflicts(ledger: Ledger) -> Iterator[Finding]:
    facts = {f.iri: f for f in _facts(ledger)}
    for fact in facts.values():
        for newer in fact.newer:
            if newer in facts:
                yield _conflict(ledger, fact, facts[newer])


def _conflict(ledger: Ledger, old: Entry | Headline, new: Entry | Headline) -> Finding:
    ko, en = (
        f"‘{ledger.name(old.project, language)}’"
        if isinstance(old, Entry)
        else ledger.name(old.region, language)
        for language in ("ko", "en")
    )
    level = LEVELS.get(old.level or "other", LEVELS["other"])
    return Finding(
        "warning", "conflict",
        f"{ko} {level[0]}: 기사마다 다릅니다. {_said(ledger, old, 'ko')} 대신 "
        f"{_said(ledger, new, 'ko')}이 앞섭니다.",
        f"{en}, {level[1]}: articles differ. {_said(ledger, new, 'en')} supersedes "
        f"{_said(ledger, old, 'en')}.", (old.iri, new.iri),
    )  # fmt: skip


_TOLD = ("superseded-", "suspicious-amount")
"""Kinds of notes that the findings above tell with more words."""

_NOTES = ("same-project", "possibly-same-project")
"""Kinds of notes that ask for no more than a look."""


def _doubts(ledger: Ledger) -> Iterator[Finding]:
    """Yield the notes of the graph that no finding above has told already."""
    told = {f.iri for f in _facts(ledger) if f.alternative or f.newer}
    rows: dict[tuple[str, str, str], list[Doubt]] = defaultdict(list)
    for doubt in ledger.doubts:
        known = doubt.kind.startswith(_TOLD) and told & set(doubt.targets)
        if not known and not _twice(ledger, doubt):
            rows[doubt.kind, doubt.ko, doubt.en].append(doubt)
    for (kind, ko, en), doubts in sorted(rows.items()):
        severity: Severity = "note" if kind in _NOTES else "warning"
        focus = dict.fromkeys(iri for d in doubts for iri in (d.iri, *d.targets))
        yield Finding(severity, kind, ko, en, tuple(focus))


def _twice(ledger: Ledger, doubt: Doubt) -> bool:
    """Tell whether a name that was left open has a note beside it that says what it could be."""
    if doubt.kind != "open-name":
        return False
    names = {ledger.name(target) for target in doubt.targets}
    return any(
        other.kind.startswith("ambiguous") and any(name in other.ko for name in names)
        for other in ledger.doubts
    )
