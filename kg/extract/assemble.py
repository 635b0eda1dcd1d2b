"""Put the facts together: what a careful reader would write down of one article."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from kg.extract import funding, levels, periods, places, roles
from kg.extract.anchor import Anchor
from kg.extract.funding import HEADLINE, Claim
from kg.extract.places import evidence, same_region
from kg.extract.roles import Roles
from kg.extract.scan import Found, mentions
from kg.extract.scene import Scene, stage
from kg.extract.stance import Stance, judge
from kg.extract.titles import Titles, collect
from kg.korean.money import Money
from kg.model import (
    Amount,
    Article,
    Evidence,
    Facts,
    Flag,
    Mention,
    Period,
    Program,
    Project,
    Share,
    Source,
    Total,
    Unused,
)

__all__ = ["extract"]

_YEAR = re.compile(r"^[’'‘]?((?:19|20)\d\d)년(?:도)?의?\s*")


def extract(article: Article) -> Facts:
    """Return what the article says of programmes, projects, their partners and their money.

    Args:
        article: as read; its text is NFC and free of boilerplate.

    >>> text = "대구시가 산업통상자원부의 ‘모터 육성사업’ 공모에서 최종 선정돼 국비 100억원을 확보했다."
    >>> facts = extract(Article(text=text))
    >>> facts.projects[0].name, facts.projects[0].funding[0].amount_krw
    ('모터 육성사업', 10000000000)
    """
    scene = stage(article.text, mentions(article.text, _today(article)))
    stance = judge(scene)
    reading = _Reading(article, scene, stance)
    return reading.facts()


_OTHER_TIMES = frozenset(
    ("later-stage", "effect", "effect-after", "last-year", "aimed-at", "private-investment",
     "already-running", "programme-wide", "only-asked-for", "another-story")
)  # fmt: skip
"""Reasons for which an amount, and the period told with it, belong to something else."""
_CALL_YEAR = re.compile(r"[‘'“「<]\s?((?:19|20)\d\d)(?:년도?)?\s")


def _today(article: Article) -> tuple[int, int] | None:
    """Return year and month of the article; without a date the year of the only call it names."""
    if article.published:
        return int(article.published[:4]), int(article.published[5:7])
    years = {int(y) for y in _CALL_YEAR.findall(article.text)}
    return (years.pop(), 0) if len(years) == 1 else None


def with_priced(scene: Scene, titles: Titles, claims: Iterable[Claim]) -> Titles:
    """An amount right at a name that is no programme makes it a project."""
    priced = {
        c.title: "priced" for c in claims
        if c.direct and c.title not in titles.programmes and c.title != HEADLINE
    }  # fmt: skip
    projects = {**priced, **titles.projects}
    if not projects and not titles.programmes:
        projects = dict.fromkeys(_lone(titles), "only-name")
    elif not projects:
        projects = {_main(titles, scene): "programme-is-project"}
    own = {n: rule for n, rule in projects.items() if n not in titles.programmes}
    return replace(titles, projects=own or projects)


def _main(titles: Titles, scene: Scene) -> int:
    """Return the programme that the text is about: told in the body, with its ministry, first."""

    def rank(n: int) -> tuple[bool, bool, int]:
        body = [f for f in titles.mentions[n] if not scene.sentence_of(f.start).heading]
        return not body, n not in titles.agencies, (body or titles.mentions[n])[0].start

    return min(titles.programmes, key=rank)


def _lone(titles: Titles) -> list[int]:
    """Return the title of a text that names just one, or one above all, in quotation marks."""
    quoted = {n: len(m) for n, m in titles.mentions.items() if any(f.quoted for f in m)}
    often = sorted(quoted, key=lambda n: (-quoted[n], n))
    if len(often) == 1 or (len(often) > 1 and quoted[often[0]] > quoted[often[1]]):
        return often[:1]
    return []


class _Reading:
    """One pass over one article; every attribute is set once, in this order."""

    def __init__(self, article: Article, scene: Scene, stance: Stance):
        self.article = article
        self.scene = scene
        self.stance = stance
        titles = collect(scene)
        self.levels = levels.classify(scene, stance)
        self.titles = with_priced(scene, titles, funding.claims(scene, titles, self.levels))
        self.claims = list(funding.claims(scene, self.titles, self.levels))
        self.projects = self.chosen()
        self.in_focus = funding.focus(
            scene, replace(self.titles, projects=dict.fromkeys(self.projects, ""))
        )
        anchor = Anchor(
            scene, self.titles, self.projects, self.in_focus, funding.forward(scene, self.titles)
        )
        self.places = places.read(scene, stance, anchor)
        self.roles = roles.read(scene, stance, anchor)
        heads = (scene.sentence_of(c.money.start).index for c in self.claims if c.title == HEADLINE)
        self.periods = periods.read(
            scene,
            stance,
            self.titles,
            self.projects,
            self.in_focus,
            heads if len(self.projects) > 1 else (),
            {s for s, level in self.levels.items() if level.refused in _OTHER_TIMES},
        )

    def chosen(self) -> frozenset[int]:
        """Programmes are projects too where the text names no other project."""
        if self.stance.verdict == "asked":
            return frozenset()
        own = {n for n in self.titles.projects if n not in self.titles.programmes}
        told = {c.title for c in self.claims if c.level.explicit and c.level.source}
        unsure = own & (
            {*self.titles.weak} | {n for n in own if self.titles.projects[n] == "only-name"}
        )
        if unsure and (self.stance.verdict == "running" or unsure & told):
            own -= unsure - told
        both = {n for n in self.titles.projects if n in self.titles.programmes}
        if self.stance.verdict == "running":
            both &= told
        return frozenset(own or both)

    # ── facts ────────────────────────────────────────────────────────────────────────────────

    def facts(self) -> Facts:
        """Return the facts, the programmes and totals only where something was granted."""
        projects = tuple(self.project(n) for n in self.ordered())
        totals = tuple(self.totals())
        programs = tuple(self.programs()) if projects or totals else ()
        flags = tuple(self.flags(projects, totals))
        return Facts(
            self.article, programs, projects, totals, flags, tuple(self.unused(projects, totals))
        )

    def ordered(self) -> list[int]:
        return sorted(self.projects, key=lambda n: self.name(n).start)

    def name(self, n: int) -> Found:
        """The fullest mention of a title in the body, else in a heading."""
        rows = self.titles.mentions[n]
        body = [f for f in rows if not self.scene.sentence_of(f.start).heading] or list(rows)
        quoted = [f for f in body if f.quoted] or body
        return max(quoted, key=lambda f: (len(f.text.replace(" ", "")), -f.start))

    def program_of(self, n: int) -> int | None:
        if n in self.titles.within:
            return self.titles.within[n]
        if n in self.titles.programmes:
            return n
        here = self.titles.mentions[n][0].start
        real = [p for p in self.titles.programmes if p not in self.projects]
        before = [(self.body_start(p), p) for p in real if self.body_start(p) <= here]
        return max(before)[1] if before else (real[0] if len(real) == 1 else None)

    def body_start(self, n: int) -> int:
        """Where a title first stands in the body; at the end of the text if only in a heading."""
        rows = [
            f.start for f in self.titles.mentions[n] if not self.scene.sentence_of(f.start).heading
        ]
        return rows[0] if rows else len(self.article.text)

    def programs(self) -> Iterator[Program]:
        wanted = {p for n in self.projects if (p := self.program_of(n)) is not None}
        wanted |= {
            p
            for p in self.titles.programmes
            if p in self.titles.agencies and (p not in self.projects)
        }
        for p in sorted(wanted, key=lambda n: self.name(n).start):
            yield self.program(p)

    def program(self, p: int) -> Program:
        found = self.name(p)
        agency = self.titles.agencies.get(p)
        year = next((m for f in self.titles.mentions[p] if (m := _YEAR.match(f.text))), None)
        year_at = next((f for f in self.titles.mentions[p] if _YEAR.match(f.text)), None)
        name, start = found.text, found.start
        own = _YEAR.match(name)
        if own and len(name) - own.end() >= 4:
            name, start = name[own.end() :], start + own.end()
        year_evidence = None
        if year and year_at:
            year_evidence = Evidence(
                year_at.start + year.start(1), year_at.start + year.end(1), year[1]
            )
        return Program(
            name=name,
            evidence=Evidence(start, start + len(name), name),
            agency=agency.found.text if agency else None,
            agency_evidence=evidence(self.scene, agency.found) if agency else None,
            year=int(year[1]) if year else None,
            year_evidence=year_evidence,
            period=self.periods.get(None, Period()),
            rule=self.titles.programmes.get(p, ""),
        )

    def project(self, n: int) -> Project:
        found = self.name(n)
        p = self.program_of(n)
        who = self.roles.get(n, Roles())
        return Project(
            name=found.text,
            evidence=evidence(self.scene, found),
            program=self.program(p).name if p is not None else None,
            regions=self.regions(n, who),
            leads=tuple(who.leads),
            participants=tuple(who.participants),
            others=tuple(who.others),
            funding=self.funding(n),
            shares=self.shares(n),
            period=self.periods.get(n) or self.periods.get(None, Period()),
            rule=self.titles.projects.get(n) or self.titles.programmes.get(n, ""),
        )

    def regions(self, n: int, who: Roles) -> tuple[Mention, ...]:
        rows: list[Mention] = []
        if n not in self.places.alone:
            rows += self.places.winners
        rows += self.places.regions.get(n, ())
        rows += places.in_name(self.name(n))
        rows += [Mention(o.name, o.evidence, o.rule) for o in who.others if "Government" in o.role]
        if n not in self.places.alone:
            rows += who.partners
        for c in self.claims:
            if c.title == n and c.level.region:
                rows.append(
                    Mention(c.level.region.text, evidence(self.scene, c.level.region), "payer")
                )
        each = levels.each_payer(self.scene)
        for c in self.claims:
            if c.title == n and c.money.start in each:
                rows += [
                    Mention(r.text, evidence(self.scene, r), "payer") for r in each[c.money.start]
                ]
        kept: list[Mention] = []
        for m in rows:
            if not any(same_region(m.name, k.name) for k in kept):
                kept.append(m)
        return tuple(kept)

    # ── money ────────────────────────────────────────────────────────────────────────────────

    def funding(self, n: int) -> tuple[Amount, ...]:
        each = levels.each_payer(self.scene)
        rows: list[Amount] = []
        chosen: dict[tuple[Source, str | None], Claim] = {}
        for c in sorted((c for c in self.claims if c.title == n), key=self.rank):
            if c.money.start in each:
                continue
            source = c.level.source or self.unlabelled(c)
            if source is None:
                continue
            region = c.level.region.text if c.level.region else None
            chosen.setdefault((source, region or c.level.payer), c)
        for (source, payer), c in sorted(chosen.items(), key=lambda x: x[1].money.start):
            if c.heading and any(k.won != c.won and s == source for (s, _), k in chosen.items()):
                continue
            region = c.level.region.text if c.level.region else None
            rows.append(self.amount(c, source, region, None if region else payer))
        for c in self.claims:
            if c.title == n and c.money.start in each:
                for r in each[c.money.start]:
                    rows.append(self.amount(c, levels.own_level(r.text), r.text, None))
        return tuple(rows)

    def rank(self, c: Claim) -> tuple[int, ...]:
        """Body before heading, labelled before weak, exact, behind the name, with parts first."""
        parts = sum(
            k.group == c.group and k.level.explicit and k.level.source not in (None, "total")
            for k in self.claims
        )
        approx = cast(Money, c.money.value).approx
        return (
            c.heading,
            not c.level.explicit,
            not c.direct,
            approx,
            c.money.start < self.name(c.title).start,
            -min(parts, 3),
            c.money.start,
        )

    def unlabelled(self, c: Claim) -> Source | None:
        """Tell the level of an amount without any word for it (a bracket in a list)."""
        national = [k for k in self.claims if k.title == HEADLINE and k.level.source == "national"]
        if c.count is None and not c.direct:
            return None
        if any(
            k.group == c.group and k.level.source == "national" and k is not c for k in self.claims
        ):
            return "total"
        if national:
            listed = {
                k.title: k.won
                for k in self.claims
                if k.level.source is None and k.title != HEADLINE and k.direct
            }
            if sum(listed.values()) <= max(k.won for k in national) * 1.05:
                return "national"
        return "total"

    def amount(self, c: Claim, source: Source, region: str | None, payer: str | None) -> Amount:
        money = cast(Money, c.money.value)
        return Amount(
            source=source, amount_krw=money.value, as_stated=c.money.text,
            evidence=evidence(self.scene, c.money), approx=money.approx, payer_region=region,
            payer=payer, alternative_krw=money.alternative, rule=c.level.rule or "unlabelled",
        )  # fmt: skip

    def shares(self, n: int) -> tuple[Share, ...]:
        stated = self.places.shares.get(n, ())
        if stated:
            return stated
        parts = [
            c
            for c in self.claims
            if c.title == n and c.level.region and c.level.source == "national"
        ]
        whole = sum(c.won for c in parts)
        if len(parts) < 2 or not whole:
            return ()
        return tuple(
            Share(
                cast(Found, c.level.region).text,
                round(c.won * 100 / whole, 4),
                evidence(self.scene, c.money),
                "national",
                c.level.rule,
            )
            for c in parts
        )

    def totals(self) -> Iterator[Total]:
        """Yield the headlines: one row for each level and amount."""
        winner = next(iter(self.places.winners), None)
        seen: set[tuple[Source, int]] = set()
        rows = [c for c in self.claims if c.title == HEADLINE]
        if self.stance.verdict != "granted":
            return
        most = self.most_counted()
        for c in sorted(rows, key=lambda c: (c.heading, c.money.start)):
            if c.count is not None and c.count > most:  # a longer list than what was won
                continue
            source = c.level.source if c.level.explicit else None
            if source is None or (
                source == "total" and c.level.rule == "total-after" and self.plain(c)
            ):
                if not self.counted_total(c):
                    continue
                source = self.group_source(c)
            if source not in ("national", "total", "local", "mixed", "province", "city"):
                continue
            if (source, c.won) in seen or (
                c.heading and any(self.rounds(c, k) for k in rows if not k.heading)
            ):
                continue
            money = cast(Money, c.money.value)
            if money.approx and any(
                k is not c and k.level.source == source and self.rounds(c, k) for k in rows
            ):
                continue
            seen.add((source, c.won))
            yield Total(
                region=winner.name if winner else None,
                region_evidence=winner.evidence if winner else None,
                source=source, amount_krw=c.won, as_stated=c.money.text,
                evidence=evidence(self.scene, c.money), approx=money.approx,
                period=self.periods.get(None, Period()), count=c.count or self.count_near(c),
                program=self.only_program(), alternative_krw=money.alternative,
                rule=c.level.rule or "group-money",
            )  # fmt: skip

    def most_counted(self) -> int:
        """Return how many projects the first sentence of the award counts (no limit without one)."""
        for s, slugs in zip(self.scene.sentences, self.stance.sentences, strict=True):
            count = funding.count_in(self.scene.line(s))
            if count and "granted" in slugs and not s.heading:
                return count
        return sys.maxsize

    def count_near(self, c: Claim) -> int | None:
        """Return the number of projects that the same paragraph or the headline counts."""
        here = self.scene.sentence_of(c.money.start)
        for s in reversed(self.scene.sentences[: here.index + 1]):
            if s.heading or s.paragraph == here.paragraph:
                count = funding.count_in(self.scene.line(s))
                if count:
                    return count
        return None

    def plain(self, c: Claim) -> bool:
        """Tell whether nothing at the amount says «whole cost»: 1200억원 규모 예산."""
        around = self.article.text[max(0, c.money.start - 12) : c.money.end + 14]
        return "사업비" not in around and not any(
            k.group == c.group and k is not c for k in self.claims
        )

    def counted_total(self, c: Claim) -> bool:
        return c.count is not None

    def group_source(self, c: Claim) -> Source:
        if any(
            k.group == c.group and k.level.source == "total" and k is not c for k in self.claims
        ):
            return "national"
        text = self.article.text
        return (
            "national"
            if "국비" in text[max(0, c.money.start - 160) : c.money.end + 30]
            else "total"
        )

    def rounds(self, c: Claim, k: Claim) -> bool:
        """Tell whether one amount is a rounded form of another."""
        return abs(c.won - k.won) <= 0.04 * k.won

    def only_program(self) -> str | None:
        rows = [p for p in self.titles.programmes if p not in self.projects]
        return self.program(rows[0]).name if len(rows) == 1 else None

    # ── doubts, and what was left ────────────────────────────────────────────────────────────

    def flags(self, projects: Iterable[Project], totals: Iterable[Total]) -> Iterator[Flag]:
        rows: list[Amount | Total] = [a for p in projects for a in p.funding]
        for row in (*rows, *totals):
            if row.alternative_krw is not None:
                yield Flag(
                    "suspicious-amount",
                    f"{row.as_stated} reads {row.amount_krw:,} won; 만 seems to be missing: "
                    f"{row.alternative_krw:,} won?",
                    row.evidence,
                    f"‘{row.as_stated}’은 글자대로 {row.amount_krw:,}원입니다. ‘만’이 빠진 "
                    f"{row.alternative_krw:,}원으로 보입니다.",
                )

    def unused(self, projects: Iterable[Project], totals: Iterable[Total]) -> Iterator[Unused]:
        used = {a.evidence.start for p in projects for a in p.funding} | {
            t.evidence.start for t in totals
        }
        claimed = {c.money.start for c in self.claims}
        for f in self.scene.found:
            if f.kind != "money" or f.start in used:
                continue
            level = self.levels.get(f.start)
            if level and level.refused:
                reason = level.refused
            else:
                reason = "said-elsewhere" if f.start in claimed else "no-project"
            yield Unused("amount", reason, evidence(self.scene, f))
