"""Explain a fact: the sentence that says it, the rule that took it, what its names stand for.

A fact is asked for by its IRI, by a name in it, or by an amount as people write it (``80억``).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.graph import sentences
from kg.korean.money import scan
from kg.model import (
    Amount,
    EntityKind,
    Evidence,
    Facts,
    Mention,
    OtherRole,
    Project,
    Resolution,
    Resolved,
    Total,
)
from kg.names import PREFIXES, local_name
from kg.reasons import Words, meaning
from kg.wording import LEVELS, money

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Explanation", "explain", "on_one_line", "sentence_around"]

ROLES: dict[str, Words] = {
    "lead": ("주관", "lead"), "participant": ("참여", "participant"),
    "administrator": ("전담", "administrator"), "coordinator": ("총괄", "coordinator"),
    "leadGovernment": ("주관 지자체", "lead government"),
    "partnerGovernment": ("협력 지자체", "partner government"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one fact is there.

    Args:
        kind: what kind of fact it is (``"funding"``, ``"lead"`` …).
        fact: the fact in words, Korean and English.
        article: title of the article, or its source where it has none.
        published: day of publication, or ``None``.
        before: the sentence up to the span.
        span: the words that say the fact.
        after: the rest of the sentence.
        start: offset of the span in the text, in code points.
        rule: name of the rule, empty for a fact that a person wrote.
        rule_text: what the rule does.
        names: what each name of the fact stands for, and why.
        doubts: what is doubtful about it, Korean and English.
    """

    kind: str
    fact: Words
    article: str
    published: str | None
    before: str
    span: str
    after: str
    start: int
    rule: str
    rule_text: Words
    names: tuple[Resolution, ...] = ()
    doubts: tuple[Words, ...] = ()

    def text(self, language: str = "ko", colour: bool = False) -> str:
        """Return the explanation for a reader.

        Args:
            language: ``"ko"`` or ``"en"``.
            colour: whether to mark the span with ANSI colours in place of brackets.
        """
        i = 0 if language == "ko" else 1
        words = _LABELS[language]
        day = f" ({self.published})" if self.published else ""
        marked = f"\x1b[1;33m{self.span}\x1b[0m" if colour else f"【{self.span}】"
        rule = f"{self.rule}: {self.rule_text[i]}" if self.rule_text[i] else self.rule
        lines = [
            self.fact[i],
            f"  {words['article']}: {self.article}{day}",
            f"  {words['sentence']}: {on_one_line(self.before + marked + self.after)}",
            f"  {words['rule']}: {rule or words['by-hand']}",
        ]
        for r in self.names:
            label = (r.entity.label_en if i else None) or r.entity.label_ko
            why = r.why if i else r.why_ko or r.why
            lines.append(f"  {words['name']}: {r.name} → {label} ({r.entity.type}): {why}")
        lines += [f"  {words['doubt']}: {doubt[i]}" for doubt in self.doubts]
        return "\n".join(lines) + "\n"


_LABELS = {
    "ko": {
        "article": "기사", "sentence": "문장", "rule": "규칙", "name": "이름", "doubt": "주의",
        "by-hand": "없음 (사람이 적은 사실)",
    },
    "en": {
        "article": "article", "sentence": "sentence", "rule": "rule", "name": "name",
        "doubt": "doubt", "by-hand": "none (a person wrote this fact)",
    },
}  # fmt: skip


def on_one_line(text: str) -> str:
    r"""Return a text with each run of white space as one blank.

    >>> on_one_line("국비\n  80억원")
    '국비 80억원'
    """
    return " ".join(text.split())


# ── the facts of one article, one by one ─────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Fact:
    kind: str
    words: Words
    evidence: Evidence
    rule: str = ""
    names: tuple[tuple[EntityKind, str], ...] = ()
    amounts: tuple[int, ...] = ()


def _facts(facts: Facts) -> Iterator[_Fact]:
    for p in facts.programs:
        name: tuple[EntityKind, str] = ("program", p.name)
        called = (f"사업 ‘{p.name}’", f"programme ‘{p.name}’")
        yield _Fact("program", called, p.evidence, p.rule, (name,))
        if p.agency and p.agency_evidence:
            yield _Fact(
                "agency", (f"{called[0]}의 부처 {p.agency}", f"agency {p.agency} of {called[1]}"),
                p.agency_evidence, p.rule, (("institution", p.agency), name),
            )  # fmt: skip
        if p.year and p.year_evidence:
            words = (f"{called[0]}의 {p.year}년 공모", f"call of {p.year} of {called[1]}")
            call: tuple[EntityKind, str] = ("call", f"{p.name}|{p.year}")
            yield _Fact("call", words, p.year_evidence, p.rule, (call,))
        yield from _period("사업", "programme", p.name, p.period.evidence, name)
    for project in facts.projects:
        yield from _project(project)
    for t in facts.totals:
        yield _total(t)


def _period(
    ko: str, en: str, name: str, evidence: Evidence | None, who: tuple[EntityKind, str]
) -> Iterator[_Fact]:
    if evidence is not None:
        words = (f"{ko} ‘{name}’의 기간", f"period of {en} ‘{name}’")
        yield _Fact("period", words, evidence, names=(who,))


def _project(p: Project) -> Iterator[_Fact]:
    name: tuple[EntityKind, str] = ("project", p.name)
    ko, en = f"과제 ‘{p.name}’", f"project ‘{p.name}’"
    yield _Fact("project", (ko, en), p.evidence, p.rule, (name,))
    for r in p.regions:
        words = (f"{ko}의 지역 {r.name}", f"region {r.name} of {en}")
        yield _Fact("region", words, r.evidence, r.rule, (("region", r.name), name))
    bodies: list[tuple[Mention | OtherRole, str]] = [(m, "lead") for m in p.leads]
    bodies += [(m, "participant") for m in p.participants]
    bodies += [(o, o.role) for o in p.others]
    for m, role in bodies:
        role_ko, role_en = ROLES.get(role, (role, role))
        words = (f"{ko}의 {role_ko} {m.name}", f"{role_en} {m.name} of {en}")
        yield _Fact(role, words, m.evidence, m.rule, (("institution", m.name), name))
    for a in p.funding:
        yield _amount(a, ko, en, name)
    for s in p.shares:
        words = (f"{ko}의 {s.region} 배분비 {s.percent:g}%", f"{s.percent:g}% of {en}: {s.region}")
        yield _Fact("share", words, s.evidence, s.rule, (("region", s.region), name))
    yield from _period("과제", "project", p.name, p.period.evidence, name)


def _amount(a: Amount, ko: str, en: str, name: tuple[EntityKind, str]) -> _Fact:
    level = LEVELS[a.source]
    where = f" ({a.payer_region})" if a.payer_region else ""
    names: list[tuple[EntityKind, str]] = [name]
    if a.payer_region:
        names.append(("region", a.payer_region))
    if a.payer:
        names.append(("institution", a.payer))
    return _Fact(
        "funding",
        (
            f"{ko}의 {level[0]} {money(a.amount_krw)}{where}",
            f"{level[1]} of {money(a.amount_krw, 'en')}{where} for {en}",
        ),
        a.evidence, a.rule, tuple(names), _readings(a),
    )  # fmt: skip


def _total(t: Total) -> _Fact:
    level = LEVELS[t.source]
    names: list[tuple[EntityKind, str]] = []
    if t.region:
        names.append(("region", t.region))
    if t.program:
        names.append(("program", t.program))
    return _Fact(
        "total",
        (
            f"{t.region or '전체'}의 {level[0]} 총액 {money(t.amount_krw)}",
            f"headline of {level[1]}, {money(t.amount_krw, 'en')}, for {t.region or 'all'}",
        ),
        t.evidence, t.rule, tuple(names), _readings(t),
    )  # fmt: skip


def _readings(a: Amount | Total) -> tuple[int, ...]:
    return (a.amount_krw,) if a.alternative_krw is None else (a.amount_krw, a.alternative_krw)


# ── finding what is asked for ────────────────────────────────────────────────────────────────


def explain(
    resolved: Iterable[Resolved], query: str, store: Store | None = None
) -> tuple[Explanation, ...]:
    """Explain the facts that a query asks for.

    Args:
        resolved: the articles to look in, each with what its names stand for.
        query: an IRI (``https://…``, ``<https://…>`` or ``project:…``), a name or part of one
            (spaces do not matter), or an amount as people write it (``80억``).
        store: the graph, which an IRI is looked up in.

    Returns:
        One explanation for each fact and place, in the order of the articles and their texts.

    Raises:
        QueryError: the query is empty, or it is an IRI and no graph was given.
    """
    query = unicodedata.normalize("NFC", query).strip()
    if not query:
        raise QueryError("nothing was asked for", way_out="give a name, an amount or an IRI")
    articles = sorted(resolved, key=lambda r: r.key)
    iri = _iri(query)
    if iri is not None:
        return tuple(_by_iri(articles, iri, store))
    wanted = {m.value for m in scan(query)} if _is_amount(query) else set()
    return tuple(
        _explanation(r, fact)
        for r in articles
        for fact in _sorted(_facts(r.facts))
        if (wanted & set(fact.amounts) if wanted else _named(r, fact, _tight(query)))
    )


def _sorted(facts: Iterable[_Fact]) -> list[_Fact]:
    return sorted(facts, key=lambda f: (f.evidence.start, f.evidence.end, f.kind, f.words))


def _iri(query: str) -> str | None:
    """Return the full IRI that a query writes, or ``None`` where it writes none."""
    bare = query.strip("<>")
    if "://" in bare:
        return bare
    prefix, colon, rest = bare.partition(":")
    if colon and prefix in PREFIXES and rest and not rest[0].isspace():
        return PREFIXES[prefix] + rest
    return None


def _is_amount(query: str) -> bool:
    """Tell whether a query is an amount and nothing else.

    >>> _is_amount("80억"), _is_amount("71억 5천원"), _is_amount("100억 클럽 사업")
    (True, True, False)
    """
    found = scan(query)
    return len(found) == 1 and query[: found[0].start].strip() + query[found[0].end :].strip() == ""


def _tight(text: str) -> str:
    return "".join(text.split()).casefold()


def _named(resolved: Resolved, fact: _Fact, wanted: str) -> bool:
    """Tell whether a fact's first name, or what it stands for, holds the words.

    The whole name of a project asks for everything that belongs to it.
    """
    if any(kind == "project" and _tight(name) == wanted for kind, name in fact.names):
        return True
    for kind, name in fact.names[:1]:
        found = resolved.names.get((kind, name))
        known = (found.entity.id, found.entity.label_ko, *found.entity.aliases) if found else ()
        if any(wanted in _tight(n) for n in (name, *known)):
            return True
    return wanted in _tight(fact.evidence.quote)


_SPAN = "?e oa:hasSource ?article ; oa:hasSelector ?s . ?s oa:start ?start ; oa:end ?end ."
_SELECT = "SELECT DISTINCT ?node ?article ?start ?end WHERE"
_PLACES = (
    f"{_SELECT} {{ ?node fund:evidence ?e . {_SPAN} }}",
    f"{_SELECT} {{ ?holder ?link ?node ; fund:evidence ?e . {_SPAN} }}",
)
"""The spans that say a node; where it has none of its own (a region), those of its links."""


def _by_iri(articles: Sequence[Resolved], iri: str, store: Store | None) -> Iterator[Explanation]:
    if store is None:
        raise QueryError("an IRI can only be looked up in a graph", place=iri,
                         way_out="name a built graph, or ask for a name or an amount")  # fmt: skip
    places = _places(store, iri)
    for r in articles:
        spans = {(s, e) for key, s, e in places if _is_key(key, r.key)}
        for fact in _sorted(_facts(r.facts)):
            if (fact.evidence.start, fact.evidence.end) in spans:
                yield _explanation(r, fact)


def _places(store: Store, iri: str) -> set[tuple[str, int, int]]:
    """Return the spans that say a node, or that say what it is linked to."""
    from pyoxigraph import NamedNode, QuerySolutions, Variable

    try:
        node = NamedNode(iri)
    except ValueError as e:
        raise QueryError("this is no IRI", place=iri, way_out="correct it") from e
    places: set[tuple[str, int, int]] = set()
    for query in _PLACES:
        found = store.query(query, prefixes=PREFIXES, substitutions={Variable("node"): node})
        if isinstance(found, QuerySolutions) and not places:
            places = {
                (r["article"].value.rsplit("/", 1)[-1], int(r["start"].value), int(r["end"].value))
                for r in found
            }
    return places


def _is_key(local: str, key: str) -> bool:
    """Tell whether a local name is an article's: its key, or its key and a digest."""
    own = local_name(key)
    return local == own or local.startswith(f"{own}-")


# ── explaining ───────────────────────────────────────────────────────────────────────────────


def _explanation(resolved: Resolved, fact: _Fact) -> Explanation:
    article, at = resolved.facts.article, fact.evidence
    left, right = sentence_around(article.text, at)
    names = [
        resolved.names[n]
        for n in fact.names
        if n in resolved.names and (fact.kind == n[0] or n[0] != "project")
    ]
    doubts = tuple(
        (f.message_ko or f.message, f.message or f.message_ko)
        for f in resolved.facts.flags
        if f.evidence.start < at.end and at.start < f.evidence.end
    )
    return Explanation(
        fact.kind, fact.words, article.title or article.source, article.published,
        article.text[left : at.start].lstrip(), at.quote, article.text[at.end : right].rstrip(),
        at.start, fact.rule, meaning(fact.rule), tuple(names), doubts,
    )  # fmt: skip


def sentence_around(text: str, at: Evidence) -> tuple[int, int]:
    """Return where the sentence of a span starts and ends, as offsets in code points.

    Args:
        text: the text of the article.
        at: the span; where it runs over several sentences, all of them count.

    >>> sentence_around("비가 왔다. 해가 떴다. 밤이다.", Evidence(8, 9, "가"))
    (6, 13)
    """
    ends = sentences(text)
    first, last = bisect_right(ends, at.start), bisect_right(ends, max(at.start, at.end - 1))
    left = ends[first - 1] if first else 0
    return left, ends[last] if last < len(ends) else len(text)
