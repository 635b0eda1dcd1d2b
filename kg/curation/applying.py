"""Take rejected facts out, and find the corrections that correct nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeAlias, TypeVar

from kg.curation.rules import Curation, FactKind, Naming, Reject, loose
from kg.model import (
    Amount,
    Evidence,
    Facts,
    Flag,
    Mention,
    OtherRole,
    Program,
    Project,
    Resolved,
    Share,
    Total,
)

__all__ = ["apply", "idle"]


def apply(curation: Curation, facts: Facts, key: str) -> Facts:
    """Return the facts without those that a person rejected, each with a flag that says so.

    Args:
        curation: the corrections.
        facts: of one article.
        key: the article's key (:func:`kg.resolve.article_key`).
    """
    title = loose(facts.article.title or "")
    rules = [
        r
        for r in curation.rejects
        if (r.article is None or loose(r.article) == loose(key))
        and (r.title is None or loose(r.title) == title)
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
    # a doubt about a rejected fact is settled
    settled = {flag.evidence for flag in sieve.flags}
    doubts = tuple(flag for flag in facts.flags if flag.evidence not in settled)
    return replace(
        facts, programs=programs, projects=projects, totals=totals,
        flags=(*doubts, *sieve.flags),
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
    return loose(wanted) == loose(found)


def _flag(rule: Reject, evidence: Evidence) -> Flag:
    reason = f"{rule.day}에 사람이 이 사실({_what(rule)})을 뺐습니다: {rule.reason}"
    return Flag("rejected", _message(rule), evidence, reason)


def _message(rule: Reject) -> str:
    return f"a person rejected this {rule.fact} ({_what(rule)}) on {rule.day}: {rule.reason}"


def _what(rule: Reject) -> str:
    """Say what a rule addresses, as the file gives it."""
    figure = rule.as_stated or (f"{rule.amount:,}" if rule.amount is not None else None)
    return ", ".join(filter(None, (rule.project, rule.name, figure)))


# ── corrections that correct nothing ─────────────────────────────────────────────────────────


def idle(curation: Curation, articles: Iterable[Resolved]) -> tuple[Naming | Reject, ...]:
    """Return the entries that no article has use for: perhaps a slip in a name or a figure.

    Args:
        curation: the corrections.
        articles: all articles, resolved with these corrections.
    """
    names: set[tuple[str, str]] = set()
    said: set[str] = set()
    for one in articles:
        names |= {(kind, loose(name)) for kind, name in one.names}
        names |= {(kind, loose(id_)) for kind, id_ in one.entities}
        said |= {flag.message for flag in one.facts.flags if flag.kind == "rejected"}
    unused: list[Naming | Reject] = [
        r for r in curation.namings if (r.kind, loose(r.name)) not in names
    ]
    unused += [r for r in curation.rejects if _message(r) not in said]
    return tuple(unused)
