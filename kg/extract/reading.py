"""Everything that the stages read in one article, before facts are made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property

from kg.extract import awards, funding, levels, payers, periods, places, roles
from kg.extract.anchor import Anchor
from kg.extract.focus import focus
from kg.extract.found import Found
from kg.extract.frames import collect
from kg.extract.funding import HEADLINE, Claim
from kg.extract.levels import Level
from kg.extract.payers import Gift
from kg.extract.places import Places
from kg.extract.roles import Roles
from kg.extract.scan import mentions
from kg.extract.scene import Scene, stage
from kg.extract.stance import Stance, judge
from kg.extract.titles import Titles
from kg.model import Article, Period

__all__ = ["Reading", "read"]

_OTHER_TIMES = frozenset(
    ("later-stage", "effect", "effect-after", "last-year", "aimed-at", "private-investment",
     "already-running", "programme-wide", "programme-is-to-spend", "only-asked-for",
     "another-story")
)  # fmt: skip
"""Reasons for which an amount, and the period told with it, belong to something else."""

_NOTE = re.compile(r"\([^()]*\)$")
_CALL_YEAR = re.compile(r"[‘'“「<]\s?((?:19|20)\d\d)(?:년도?)?\s")


@dataclass(frozen=True)
class Reading:
    """One article as read.

    Args:
        article: the article.
        scene: its text with the mentions masked.
        stance: what its sentences do.
        titles: its titles: programmes, projects, and names that turned out to be neither.
        levels: the reading of each amount, by start offset.
        claims: the amounts that are facts, each with its title.
        projects: the titles that are projects.
        each: amounts that several pay each, by start offset.
        places: regions and shares.
        roles: who does what, by title.
        periods: when, by title; under ``None`` for the headline.
    """

    article: Article
    scene: Scene
    stance: Stance
    titles: Titles
    levels: Mapping[int, Level]
    claims: tuple[Claim, ...]
    projects: frozenset[int]
    each: Mapping[int, tuple[Gift, ...]]
    places: Places
    roles: Mapping[int, Roles]
    periods: Mapping[int | None, Period]

    @cached_property
    def groups(self) -> Mapping[int, tuple[Claim, ...]]:
        """The amounts that stand together, by the number of their group."""
        rows: dict[int, list[Claim]] = {}
        for c in self.claims:
            rows.setdefault(c.group, []).append(c)
        return {group: tuple(row) for group, row in rows.items()}

    def name(self, n: int) -> Found:
        """Return the fullest mention of a title in the body, else in a heading."""
        return self._names[n]

    @cached_property
    def _names(self) -> Mapping[int, Found]:
        told = {
            n: frozenset() if n in self.titles.programmes else self.titles.told
            for n in self.titles.mentions
        }
        return {n: _fullest(self.scene, f, told[n]) for n, f in self.titles.mentions.items()}

    def body_start(self, n: int) -> int:
        """Return where a title first stands in the body; the text's end if only in a heading."""
        rows = (f.start for f in self.titles.mentions[n])
        body = [start for start in rows if not self.scene.sentence_of(start).heading]
        return body[0] if body else len(self.article.text)

    def program_of(self, n: int) -> int | None:
        """Return the programme of a project: told with it, itself, or the last one before it."""
        if n in self.titles.within:
            return self.titles.within[n]
        if n in self.titles.programmes:
            return n
        here = self.titles.mentions[n][0].start
        real = [p for p in self.titles.programmes if p not in self.projects]
        before = [(self.body_start(p), p) for p in real if self.body_start(p) <= here]
        return max(before)[1] if before else (real[0] if len(real) == 1 else None)


def _fullest(scene: Scene, rows: tuple[Found, ...], told: Set[int]) -> Found:
    """Return the longest mention in quotation marks, or of which a frame told that it was won."""
    if len(rows) == 1:
        return rows[0]
    body = [f for f in rows if not scene.sentence_of(f.start).heading] or list(rows)
    quoted = [f for f in body if f.quoted or f.start in told] or body
    return max(quoted, key=lambda f: (len(_NOTE.sub("", f.text).replace(" ", "")), -f.start))


def read(article: Article) -> Reading:
    """Read an article: mentions, sentences, titles, money, roles, places, periods."""
    scene = stage(article.text, mentions(article.text, _today(article)))
    stance = judge(scene)
    read_levels = levels.classify(scene, stance)
    titles, claims = awards.priced(scene, stance, collect(scene), read_levels)
    projects = awards.chosen(scene, titles, stance, claims)
    in_focus = focus(scene, replace(titles, projects=dict.fromkeys(projects, "")))
    anchor = Anchor(scene, titles, projects, in_focus, funding.forward(scene, titles))
    heads = (scene.sentence_of(c.money.start).index for c in claims if c.title == HEADLINE)
    elsewhere = {s for s, level in read_levels.items() if level.refused in _OTHER_TIMES}
    return Reading(
        article, scene, stance, titles, read_levels, claims, projects, payers.each_gives(scene),
        places.read(scene, stance, anchor),
        roles.read(scene, anchor),
        periods.read(
            scene, stance, titles, projects, in_focus,
            heads if len(projects) > 1 else (), elsewhere,
            int(article.published[:4]) if article.published else None,
        ),
    )  # fmt: skip


def _today(article: Article) -> tuple[int, int] | None:
    """Return year and month of the article; without a date the year of the only call it names."""
    if article.published:
        return int(article.published[:4]), int(article.published[5:7])
    years = {int(y) for y in _CALL_YEAR.findall(article.text)}
    return (years.pop(), 0) if len(years) == 1 else None
