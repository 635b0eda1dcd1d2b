"""What the names of one article stand for: regions, bodies, programmes, calls and projects.

:func:`resolve` is pure and looks at one article alone, so it runs anywhere. What joins articles
(which projects are one) is :mod:`kg.link`.

- **Regions** have one id under all their names and in all years. Homonyms are told apart by what
  stands around them or stay open with a flag (:mod:`kg.resolve.places`).
- **Bodies** too. A body that goes on under a new name is one entity (산업자원부, 지식경제부,
  산업통상자원부 and 산업통상부); one that was split or put together of several is its own
  (교육과학기술부). A part with a name of its own (분원, 산학협력단) is an entity with its parent
  (:mod:`kg.resolve.bodies`).
- **Programmes** have one id under all spellings and years; a programme of a year is a call.
- **Projects** are this article's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from kg import curation as rules
from kg.curation import Curation
from kg.gazetteer import Gazetteer, load
from kg.model import Article, Entity, EntityKind, Evidence, Facts, Resolution, Resolved
from kg.names import local_name
from kg.resolve.bodies import Actor, bodies, region_name
from kg.resolve.places import Place, places
from kg.spelling import clean, digest, program_id, program_label, project_id, tight

__all__ = ["article_key", "resolve"]

_TITLE = 80
"""Letters of a title that an article's key keeps at most."""
_WORDS = 6
"""Words of the text that stand for a missing title."""
_LOCAL = frozenset({"local", "province", "city", "county"})

Names: TypeAlias = dict[tuple[EntityKind, str], Resolution]
Entities: TypeAlias = dict[tuple[EntityKind, str], Entity]


def resolve(
    facts: Facts, gazetteer: Gazetteer | None = None, curation: Curation | None = None
) -> Resolved:
    """Resolve the names of one article.

    Args:
        facts: as extracted, or as a person corrected them.
        gazetteer: the known names; the packaged ones by default.
        curation: what a person said of names and facts; nothing by default.

    Returns:
        the facts without rejected ones and with a flag for each doubt about a name, the article's
        key, and what each name stands for.

    >>> from kg.model import Evidence, Mention, Project
    >>> here = Evidence(0, 3, "강원도")
    >>> project = Project("플랫폼 구축", here, regions=(Mention("강원도", here),))
    >>> resolved = resolve(Facts(Article("강원도", published="2022-05-04"), projects=(project,)))
    >>> resolved.names["region", "강원도"].entity.id
    '강원특별자치도'
    """
    gazetteer = gazetteer or load()
    curation = curation or Curation()
    key = article_key(facts.article)
    if curation.rejects:
        facts = rules.apply(curation, facts, key)
    actors = _actors(facts, gazetteer)
    here = [*_places(facts), *(Place(a.region, a.evidence) for a in actors if a.region)]
    regions, doubts = places(here, facts.article, gazetteer, curation)
    found, parents, likes = bodies(actors, facts.article, regions, gazetteer, curation)
    names: Names = {}
    for place in here:
        names["region", place.name] = regions[place.name]
    for name, resolution in found.items():
        names["institution", name] = resolution
    names.update(_programs(facts, curation))
    names.update(_projects(facts, curation))
    new = tuple(flag for flag in (*doubts, *likes) if flag not in facts.flags)
    return Resolved(
        replace(facts, flags=facts.flags + new) if new else facts,
        key,
        names,
        _entities(names, parents, gazetteer),
    )


def article_key(article: Article) -> str:
    """Return what tells an article apart: day, newspaper and title, never where it was read.

    A long title is cut at a word and gets a digest of the whole; an article without a title has its
    first words and a digest of its text.

    >>> article_key(Article("", "대구시, 국비 확보", "여성신문", None, "2022-05-04"))
    '2022-05-04_여성신문_대구시_국비_확보'
    >>> article_key(Article("한국전자통신연구원은 4일 밝혔다."))
    '한국전자통신연구원은_4일_밝혔다_d3bbdf'
    """
    head = [clean(part) for part in (article.published, article.publisher) if part]
    title = clean(article.title or "")
    if not title:
        words = clean(article.text[:400]).split(" ")[:_WORDS]
        title = f"{_cut(' '.join(words))} {digest(clean(article.text))}"
    elif len(title) > _TITLE:
        title = f"{_cut(title)} {digest(title)}"
    return local_name("_".join([*head, title]))


def _cut(text: str) -> str:
    """Cut a text to the length of a key, at a word where there is one."""
    if len(text) <= _TITLE:
        return text
    short = text[: _TITLE + 1]
    return short.rpartition(" ")[0] or short[:_TITLE]


# ── the names of an article ──────────────────────────────────────────────────────────────────


def _places(facts: Facts) -> Iterator[Place]:
    for i, project in enumerate(facts.projects):
        for m in project.regions:
            yield Place(m.name, m.evidence, i)
        for a in project.funding:
            if a.payer_region:
                yield Place(a.payer_region, a.evidence, i)
        for s in project.shares:
            yield Place(s.region, s.evidence, i)
    for t in facts.totals:
        if t.region:
            yield Place(t.region, t.region_evidence or t.evidence)


def _actors(facts: Facts, gazetteer: Gazetteer) -> list[Actor]:
    """Collect who acts; a region that pays a local part acts too."""
    named: list[tuple[str, Evidence]] = []
    paying: list[tuple[str, Evidence]] = []
    for program in facts.programs:
        if program.agency:
            named.append((program.agency, program.agency_evidence or program.evidence))
    for project in facts.projects:
        named += [(m.name, m.evidence) for m in (*project.leads, *project.participants)]
        named += [(o.name, o.evidence) for o in project.others]
        named += [(a.payer, a.evidence) for a in project.funding if a.payer]
        paying += [
            (a.payer_region, a.evidence)
            for a in project.funding
            if a.payer_region and a.source in _LOCAL
        ]
    regions = {name: region_name(name, gazetteer) for name, _ in named}
    return [Actor(name, where, regions[name]) for name, where in named] + [
        Actor(name, where, name) for name, where in paying
    ]


def _programs(facts: Facts, curation: Curation) -> Names:
    written = {p.name: None for p in facts.programs}
    written |= {p.program: None for p in facts.projects if p.program}
    written |= {t.program: None for t in facts.totals if t.program}
    found = _schemes("program", "Program", written, program_id, program_label, curation)
    for p in facts.programs:
        if p.year is None:
            continue
        program = found["program", p.name].entity
        label = f"{p.year}년 {program.label_ko}"
        call = Entity("call", f"{program.id} {p.year}", "Call", label, parent=program.id)
        found["call", f"{p.name}|{p.year}"] = Resolution(
            f"{p.name}|{p.year}", call, "year", f"the programme's call of {p.year}",
            f"이 사업의 {p.year}년 공모입니다",
        )  # fmt: skip
    return found


def _projects(facts: Facts, curation: Curation) -> Names:
    written = {p.name: None for p in facts.projects}
    return _schemes("project", "Project", written, project_id, clean, curation)


def _schemes(
    kind: EntityKind,
    type_: str,
    written: Iterable[str],
    make_id: Callable[[str], str],
    make_label: Callable[[str], str],
    curation: Curation,
) -> Names:
    """Resolve names that only the article knows; spellings of one name are one entity."""
    said = {name: curation.target(kind, name) for name in written}
    ids: dict[str, str] = {}
    meant: dict[str, str] = {}
    labels: dict[str, list[str]] = {}
    for name, rule in said.items():
        target = rule.entity if rule else name
        id_ = make_id(target)
        meant[name] = id_ = ids.setdefault(tight(id_), id_)
        labels.setdefault(id_, []).append(make_label(target))
        if rule is not None:
            labels[id_].append(make_label(rule.name))
    found: Names = {}
    for name, rule in said.items():
        label, *others = dict.fromkeys(labels[meant[name]])
        entity = Entity(kind, meant[name], type_, label, aliases=tuple(others))
        if rule is not None:
            why = ("curation", f"a person said so on {rule.day}: {rule.reason}",
                   f"{rule.day}에 사람이 정했습니다: {rule.reason}")  # fmt: skip
        else:
            why = ("as-written", "the name as the article writes it", "기사에 적힌 이름입니다")
        found[kind, name] = Resolution(name, entity, *why)
    return found


# ── entities ─────────────────────────────────────────────────────────────────────────────────


def _entities(names: Names, parents: Mapping[str, Entity], gazetteer: Gazetteer) -> Entities:
    """Collect what the names stand for, with the regions and bodies above it."""
    found: Entities = {}
    for resolution in names.values():
        entity = resolution.entity
        found[entity.kind, entity.id] = entity
    for id_, entity in parents.items():
        found.setdefault(("institution", id_), entity)
    for entity in tuple(found.values()):
        region = entity.governs or (entity.parent if entity.kind == "region" else None)
        while region is not None and ("region", region) not in found:
            above = gazetteer.regions.get(region)
            if above is None:
                break
            found["region", region] = above
            region = above.parent
    return found
