"""What ``kg build`` tells on the terminal: what articles say, whether it adds up, the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.cli.options import colour
from kg.model import Amount, Facts, Project
from kg.pipeline import Build
from kg.query.write import width
from kg.report import Finding, Report
from kg.validate import check
from kg.wording import money

__all__ = ["summary"]

MANY = 3
"""Articles up to which each one's projects are shown; more are only counted."""

LONGEST = 44
"""Cells of a name; longer ones are cut."""

_WORDS = {
    "ko": {
        "project": "과제", "lead": "주관", "national": "국비", "total": "총사업비",
        "counts": "기사 {:,}건, 사업 {:,}개, 과제 {:,}개, 금액 {:,}개",
        "triples": "트리플 {:,}개", "skipped": "읽지 못한 기사 {:,}건",
        "nothing": "지원 과제를 찾지 못했습니다. 쓰지 않은 금액은 kg extract --unused로 봅니다.",
    },
    "en": {
        "project": "project", "lead": "lead", "national": "national", "total": "total cost",
        "counts": "articles: {:,}, programmes: {:,}, projects: {:,}, amounts: {:,}",
        "triples": "{:,} triples", "skipped": "articles that could not be read: {:,}",
        "nothing": "No funded project was found; kg extract --unused lists amounts not used.",
    },
}  # fmt: skip


def summary(built: Build, paths: Iterable[Path], language: str) -> str:
    """Return what a build gave, for the terminal.

    Args:
        built: the graph and what it was made of.
        paths: the files that hold it.
        language: ``"ko"`` or ``"en"``.
    """
    words = _WORDS[language]
    facts = tuple(built.articles.values())
    lines: list[str] = []
    if len(facts) <= MANY:
        for one in facts:
            lines += [*_article(one, language), ""]
    else:
        lines += [_counts(facts, language), ""]
    lines += _findings(check(built.store, shacl=False), language)
    if built.skipped:
        lines += [words["skipped"].format(len(built.skipped))]
    lines.append("")
    for path in paths:
        if len(facts) <= MANY or path.suffix != ".json":
            told = words["triples"].format(len(built.triples)) if path.suffix == ".ttl" else ""
            lines.append(f"{path}  {told}".rstrip())
    return "\n".join(lines) + "\n"


def _article(facts: Facts, language: str) -> Iterator[str]:
    article = facts.article
    head = article.title or article.source
    known = ", ".join(filter(None, (article.publisher, article.published)))
    yield f"{head} ({known})" if known else head
    words = _WORDS[language]
    if not facts.projects and not facts.totals:
        yield words["nothing"]
    if facts.projects:
        header = [words[key] for key in ("project", "lead", "national", "total")]
        rows = [_row(project, language) for project in facts.projects]
        yield ""
        yield from _table([header, *rows])


def _row(project: Project, language: str) -> list[str]:
    leads = ", ".join(m.name for m in project.leads)
    return [
        _cut(project.name), _cut(leads),
        _amounts(project.funding, "national", language),
        _amounts(project.funding, "total", language),
    ]  # fmt: skip


def _amounts(amounts: Sequence[Amount], source: str, language: str) -> str:
    return " / ".join(
        money(a.amount_krw, language) + ("?" if a.alternative_krw is not None else "")
        for a in amounts
        if a.source == source
    )


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with aligned columns; the last two, amounts, stand to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for i, (cell, size) in enumerate(zip(row, widths, strict=True)):
            space = " " * (size - width(cell))
            cells.append(space + cell if i >= len(row) - 2 else cell + space)
        yield "  ".join(cells).rstrip()


def _cut(text: str) -> str:
    if width(text) <= LONGEST:
        return text
    while width(text) > LONGEST - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _counts(facts: Sequence[Facts], language: str) -> str:
    return _WORDS[language]["counts"].format(
        len(facts),
        len({p.name for f in facts for p in f.programs}),
        sum(len(f.projects) for f in facts),
        sum(len(p.funding) for f in facts for p in f.projects) + sum(len(f.totals) for f in facts),
    )


def _findings(report: Report, language: str) -> list[str]:
    """Return what a reader wants to know at once: failures, doubts, and headlines that hold."""
    told = [f for f in report.findings if f.severity in ("failure", "warning")]
    told += [f for f in report.findings if f.severity == "ok" and f.code.startswith("headline")]
    shown = Report(tuple(_short(f) for f in told[: 2 * MANY]))
    return shown.text(language, colour=colour()).splitlines()[:-1]


def _short(finding: Finding) -> Finding:
    """Leave out the sentences and what stands in brackets; kg check shows all of it."""
    ko, en = (re.sub(r" \([^()]*‘.*\)\.$", "", text) for text in (finding.ko, finding.en))
    return replace(finding, ko=ko, en=en, evidence=())
