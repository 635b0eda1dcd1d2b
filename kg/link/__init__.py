"""Take the articles together: what is one thing, who says it, and which amount stands.

Agreeing reports become one statement with several places that say it; differing ones stay side by
side. Which project names are one project is the rule of :mod:`kg.same`, which amount stands that of
:mod:`kg.link.money`. The result does not depend on the order of the articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.link.corpus import (
    Call,
    Corpus,
    Days,
    Doubt,
    Headline,
    LinkedProgram,
    LinkedProject,
    Links,
    Money,
    Part,
    Said,
    Saids,
    Split,
)
from kg.link.doubts import differences, flags, open_names, same_names
from kg.link.entities import digest, local_names
from kg.link.gather import Gathering, identified, linked_project
from kg.link.headlines import headline, headlines, rounded
from kg.link.money import Purse
from kg.model import Resolved
from kg.names import local_name
from kg.same import group

__all__ = [
    "Call", "Corpus", "Days", "Doubt", "Headline", "LinkedProgram", "LinkedProject", "Links",
    "Money", "Part", "Said", "Saids", "Split", "link",
]  # fmt: skip


def link(resolved: Iterable[Resolved], *, apart: Iterable[frozenset[str]] = ()) -> Corpus:
    """Take the resolved facts of all articles together.

    Args:
        resolved: one for an article, in any order; the same article twice counts once.
        apart: pairs of project names that a person has said are not one project.

    >>> from kg.model import Article, Facts
    >>> link([Resolved(Facts(Article("본문")), "기사", {}, {})]).articles["기사"].text
    '본문'
    """
    gathering = Gathering(_keyed(resolved))
    programs, calls = gathering.programs()
    rows, reports = gathering.rows()
    groups = group(reports, apart)
    drafts = identified(gathering.drafts(rows, groups))
    totals = headlines(gathering)
    agencies = {program.id: [id_ for id_, _ in program.agencies] for program in programs}
    payers = {id_: gathering.payers(draft, agencies) for id_, draft in drafts.items()}
    ids = {("project", id_): id_ for id_ in drafts}
    local = local_names(ids | {at: at[1] for at in gathering.entities})
    dates = {key: article.published or "" for key, article in gathering.articles.items()}
    projects: list[LinkedProject] = []
    doubts: list[Doubt] = []
    for id_ in sorted(drafts):
        purse = Purse(drafts[id_].sums, local["project", id_], local, dates)
        projects.append(linked_project(id_, drafts[id_], purse.rows(payers[id_])))
        doubts += purse.doubts()
    found = [headline(gathering, *total, local) for total in totals]
    found = list(rounded(sorted(found, key=lambda one: one.local)))
    doubts += flags(gathering.resolved, projects, found)
    doubts += differences(projects, gathering.entities, dates, local)
    doubts += same_names(groups, projects, local)
    doubts += open_names(gathering.entities, local)
    return Corpus(
        gathering.articles, gathering.entities, local, programs, calls, tuple(projects),
        tuple(found), tuple(sorted(doubts, key=lambda doubt: doubt.local)),
        groups.merged, groups.proposed,
    )  # fmt: skip


def _keyed(resolved: Iterable[Resolved]) -> list[tuple[str, Resolved]]:
    """Give each article a key of its own; articles of one key and different text get a digest."""
    by_key: dict[str, list[Resolved]] = defaultdict(list)
    for one in resolved:
        by_key[local_name(one.key)].append(one)
    found = []
    for key, ones in by_key.items():
        clash = len({one.facts.article.text for one in ones}) > 1
        for one in ones:
            text = one.facts.article.text
            found.append((f"{key}-{digest(text)}" if clash else key, one))
    return sorted(found, key=_place)


def _place(keyed: tuple[str, Resolved]) -> tuple[str, str, str]:
    key, one = keyed
    return key, one.facts.article.sha256, one.facts.article.source
