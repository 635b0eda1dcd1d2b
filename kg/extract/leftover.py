"""Doubts about what was taken, and what was seen and not taken, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.places import evidence
from kg.extract.reading import Reading
from kg.model import Amount, Evidence, Flag, Project, Total, Unused

__all__ = ["flags", "unused"]

_ROLE_WORD = re.compile(r"주관|참여|수행|전담|총괄|컨소시엄|주축|중심으로")


def flags(projects: tuple[Project, ...], totals: tuple[Total, ...]) -> Iterator[Flag]:
    """Yield a flag for every amount whose literal reading is suspicious."""
    amounts: list[Amount | Total] = [a for p in projects for a in p.funding]
    for a in (*amounts, *totals):
        if a.alternative_krw is not None:
            yield Flag(
                "suspicious-amount",
                f"{a.as_stated} reads {a.amount_krw:,} won; 만 seems to be missing: "
                f"{a.alternative_krw:,} won?",
                a.evidence,
                f"‘{a.as_stated}’은 글자대로 {a.amount_krw:,}원입니다. ‘만’이 빠진 "
                f"{a.alternative_krw:,}원으로 보입니다.",
            )


def unused(
    r: Reading, projects: tuple[Project, ...], totals: tuple[Total, ...]
) -> Iterator[Unused]:
    """Yield the amounts and role words that made no fact, in the order of the text."""
    yield from sorted(
        (*_amounts(r, projects, totals), *_roles(r, projects)), key=lambda u: u.evidence.start
    )


def _amounts(
    r: Reading, projects: tuple[Project, ...], totals: tuple[Total, ...]
) -> Iterator[Unused]:
    used = {a.evidence.start for p in projects for a in p.funding}
    used |= {t.evidence.start for t in totals}
    claimed = {c.money.start for c in r.claims}
    for f in r.scene.found:
        if f.kind == "money" and f.start not in used:
            level = r.levels.get(f.start)
            left = "said-elsewhere" if f.start in claimed else "no-project"
            reason = (level.refused if level else "") or left
            yield Unused("amount", reason, evidence(r.scene, f))


def _roles(r: Reading, projects: tuple[Project, ...]) -> Iterator[Unused]:
    """Yield role words of sentences that gave no role: a ministry's call, a wish, no body named."""
    spans = [m.evidence for p in projects for m in (*p.leads, *p.participants)]
    spans += [o.evidence for p in projects for o in p.others]
    told = {r.scene.sentence_of(e.start).index for e in spans}
    for m in _ROLE_WORD.finditer(r.article.text):
        sentence = r.scene.sentence_of(m.start())
        if sentence.index in told:
            continue
        kinds = {f.kind for f in r.scene.by_sentence[sentence.index]}
        if r.stance.blocks(sentence.index):
            reason = r.stance.blocks(sentence.index) or ""
        elif "org" in kinds:
            reason = "no-project" if not projects else "no-rule"
        else:
            reason = "host-of-the-call" if kinds & {"gov", "agency"} else "no-body-named"
        yield Unused("role", reason, Evidence(m.start(), m.end(), m[0]))
