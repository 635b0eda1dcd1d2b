"""The money of a reading as facts: amounts of projects, shares by amount, headline totals."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from kg.extract import places
from kg.extract.counts import count_in
from kg.extract.found import Found
from kg.extract.funding import HEADLINE, Claim
from kg.extract.places import evidence
from kg.extract.reading import Reading
from kg.extract.regions import is_region, narrowest
from kg.korean.money import Money
from kg.model import Amount, Evidence, Mention, Period, Share, Source, Total

__all__ = ["amounts", "shares", "totals"]

_NEAR = 0.04
"""How far, of the exact amount, a rounded form of it may be off (63억 for 63억2000만)."""

_SMALL = 10 * 10**8
"""Won up to which a difference below 1억 is no matter of rounding."""

_HEADLINES = ("national", "total", "local", "mixed", "province", "city")


def amounts(r: Reading, n: int) -> tuple[Amount, ...]:
    """Return the money of a project: for each level and payer the amount that says most."""
    chosen: dict[tuple[Source, str | None], Claim] = {}
    for c in sorted(_claims(r, n), key=lambda c: (c.level.source != "total", *_rank(r, c))):
        source = c.level.source or _unlabelled(r, c)
        whole = chosen.get(("total", None))
        if source is not None and c.money.start not in r.each and not _of_less(r, c, whole):
            chosen.setdefault((source, _region(c) or c.level.payer), c)
    rows = [
        _amount(r, c, source, _region(c), None if c.level.region else payer)
        for (source, payer), c in sorted(chosen.items(), key=lambda x: x[1].money.start)
        if not (c.heading and any(k.won != c.won and s == source for (s, _), k in chosen.items()))
    ]
    for c in _claims(r, n):
        for g in r.each.get(c.money.start, ()):
            rows.append(_amount(r, c, g.source, g.region.text if g.region else None, g.payer))
    return tuple(rows)


def shares(r: Reading, n: int) -> tuple[Share, ...]:
    """Return the split of a project: as stated, or from the amounts that each region gets."""
    stated = r.places.shares.get(n, ())
    parts = [c for c in _claims(r, n) if c.level.region and c.level.source == "national"]
    whole = sum(c.won for c in parts)
    if stated or len(parts) < 2 or not whole:
        return stated
    return tuple(
        Share(
            cast(Found, c.level.region).text, round(c.won * 100 / whole, 4),
            evidence(r.scene, c.money), "national", c.level.rule,
        )
        for c in parts
    )  # fmt: skip


def totals(r: Reading, program: str | None) -> Iterator[Total]:
    """Yield the headlines of a text that tells of a grant: one row for each level and amount."""
    rows = [c for c in r.claims if c.title == HEADLINE and c.money.start not in r.each]
    if r.stance.verdict != "granted":
        rows = [c for c in rows if r.scene.sentence_of(c.money.start).index in r.stance.awards]
    winner = next(iter(r.places.winners), None)
    rows = rows if winner or r.projects else []  # a ministry's budget is nobody's award
    if not r.projects:  # the money of one project whose name could not be read is no headline
        rows = [c for c in rows if _speaks_of_several(r, c)]
    rows = [_as_whole(c, rows) for c in rows]
    most, counted = _most_counted(r), _counted(rows)
    seen: set[tuple[Source, int]] = set()
    for c in sorted(rows, key=lambda c: (c.heading, c.money.start)):
        source = _headline_source(r, c)
        if source not in _HEADLINES and not (source and _is_part(r, c)):
            continue
        if source is None or (source, c.won) in seen or _says_again(c, source, rows):
            continue
        if c.heading and _rounds(r, c.won):
            continue
        if c.count is not None and c.count > most:  # a longer list than what was won
            continue
        if _within_another(r, c, source, counted):
            continue
        seen.add((source, c.won))
        money = cast(Money, c.money.value)
        region = _receiver(r, c, rows) or winner
        yield Total(
            region=region.name if region else None,
            region_evidence=region.evidence if region else None,
            source=source, amount_krw=c.won, as_stated=c.money.text,
            evidence=evidence(r.scene, c.money), approx=money.approx,
            period=r.periods.get(None, Period()), count=c.count or _count_near(r, c),
            program=program, alternative_krw=money.alternative, rule=c.level.rule or "group-money",
        )  # fmt: skip


# ── one project ──────────────────────────────────────────────────────────────────────────────


def _claims(r: Reading, n: int) -> list[Claim]:
    """Return the amounts of a project, but not what is counted as that of several."""
    of_all = {
        (k.level.source, k.won) for k in r.claims if k.title == HEADLINE and (k.count or 0) > 1
    }
    return [
        c for c in r.claims
        if c.title == n
        and ((c.direct and not c.heading) or (c.level.source, c.won) not in of_all)
    ]  # fmt: skip


def _region(c: Claim) -> str | None:
    return c.level.region.text if c.level.region else None


def _rank(r: Reading, c: Claim) -> tuple[int, ...]:
    """Body before heading, labelled before weak, exact, behind the name, with its parts first."""
    parts = sum(
        k.level.explicit and k.level.source not in (None, "total") for k in r.groups[c.group]
    )
    told = c.level.explicit and c.level.source is not None
    smaller = c.level.source == "total" and any(
        k.level.source == "total" and k.won > c.won for k in r.groups[c.group]
    )
    return (
        c.heading, not told, smaller or _is_outdone(r, c), _is_rounded(r, c), not c.direct,
        cast(Money, c.money.value).approx, c.money.start < r.name(c.title).start,
        -min(max(parts, 2 * c.received), 3), c.money.start,
    )  # fmt: skip


def _is_outdone(r: Reading, c: Claim) -> bool:
    """Tell whether a whole without parts is less than another one that its parts make up."""
    if c.level.source != "total" or _adds_up(r, c):
        return False
    return any(
        k.won > c.won and k.level.source == "total" and not k.heading and _adds_up(r, k)
        for k in _claims(r, c.title)
    )


def _adds_up(r: Reading, c: Claim) -> bool:
    row = (k for k in r.groups[c.group] if k.level.explicit and k.level.source != "total")
    parts = [k.won for k in row if k.level.source]
    return len(parts) > 1 and sum(parts) == c.won


def _of_less(r: Reading, c: Claim, whole: Claim | None) -> bool:
    """Tell whether a part stands beside a whole that is less than that of the project.

    It is the money of one year, of one part of the work, or of another work.
    """
    if whole is None or c.level.source == "total":
        return False
    beside = [k.won for k in r.groups[c.group] if k.level.source == "total" and k.level.explicit]
    return bool(beside) and max(beside) < whole.won * (1 - _NEAR)


_EOK = 10**8


def _is_rounded(r: Reading, c: Claim) -> bool:
    """Tell whether the same amount is told elsewhere more exactly: 95억원 for 95억 2000만원."""
    return c.won % _EOK == 0 and any(
        0 < abs(k.won - c.won) < _EOK and k.won % _EOK and k.level.source == c.level.source
        for k in _claims(r, c.title)
        if c.level.source and c.won > _SMALL
    )


def _unlabelled(r: Reading, c: Claim) -> Source | None:
    """Tell the level of an amount without any word for it (a bracket in a list).

    Beside national money it is the whole; in a list whose amounts fit into a national headline it
    is national money too.
    """
    if c.count is None and not c.direct:
        return None
    whole = [k.won for k in _claims(r, c.title) if k.level.source == "total" and not k.heading]
    if whole and max(whole) > c.won:  # 408억원, and elsewhere: 총 436억원
        return "national"
    beside = (k for k in r.groups[c.group] if k.title == c.title and k is not c)
    if any(k.level.source == "national" for k in beside):
        return "total"
    national = [k.won for k in r.claims if k.title == HEADLINE and k.level.source == "national"]
    listed = {
        k.title: k.won for k in r.claims
        if k.level.source is None and k.title != HEADLINE and k.direct
    }  # fmt: skip
    fits = national and sum(listed.values()) <= max(national) * (1 + _NEAR)
    return "national" if fits else "total"


def _amount(r: Reading, c: Claim, source: Source, region: str | None, payer: str | None) -> Amount:
    money = cast(Money, c.money.value)
    return Amount(
        source=source, amount_krw=money.value, as_stated=c.money.text,
        evidence=evidence(r.scene, c.money), approx=money.approx, payer_region=region,
        payer=payer, alternative_krw=money.alternative, rule=c.level.rule or "unlabelled",
    )  # fmt: skip


# ── headlines ────────────────────────────────────────────────────────────────────────────────


def _as_whole(c: Claim, rows: Sequence[Claim]) -> Claim:
    """Read a sum as the whole where the next one says how it splits into levels.

    «22건에 선정되며 1538억원을 확보했다. 세부적으로 국비 749억원, 도비 102억원이다.»
    """
    split = [k for k in rows if k.group == c.group + 1 and k.level.explicit and k.won < c.won]
    weak = c.level.source == "national" and not c.level.explicit
    if weak and c.count and len({k.level.source for k in split}) > 1:
        return replace(c, level=replace(c.level, source="total", explicit=True))
    return c


_THESE = re.compile(r"(?:이들|두|세|네|다섯|\d) ?(?:개 )?(?:사업|과제|프로젝트)")


def _speaks_of_several(r: Reading, c: Claim) -> bool:
    """Tell whether a sentence says that several were won, or speaks of them (이들 사업)."""
    here = r.scene.sentence_of(c.money.start)
    if c.count is not None and "granted" in r.stance.sentences[here.index]:
        return True
    return c.count is None and _THESE.search(r.scene.line(here)) is not None


_ACTS = re.compile(r"(?:은|는|이|가|에서는|에는|에서|에 ?따르면)(?= )")
"""What follows the region of which a sentence tells what it secured."""
_OPENS = re.compile(r"[\s,·]*(?P<place>[가-힣]{2,7}) (?!주관|공모|소관|[가-힣]{2,3}[시군구])")


def _receiver(r: Reading, c: Claim, rows: Sequence[Claim]) -> Mention | None:
    """Return the region that the sentence itself says secured an amount, if it names one.

    «강원도가 … 선정되며 국비 1000억원을»; and in a row of counted sums the one before the entries
    of each: «춘천시 A, B 등 12건 85억, 철원군 C 등 14건 222억».
    """
    here = r.scene.sentence_of(c.money.start)
    counted = [k.money for k in rows if k.count and here.start <= k.money.start < here.end]
    start = max((f.end for f in counted if f.end <= c.money.start), default=here.start)
    opens = _OPENS.match(r.scene.text, start) if c.count and len(counted) > 1 else None
    if opens and is_region(opens["place"]):
        at, end = opens.span("place")
        return Mention(opens["place"], Evidence(at, end, opens["place"]), "region-of-sum")
    regions = [
        f for f in r.scene.by_sentence[here.index]
        if f.kind in ("region", "place") and start <= f.start < c.money.start
    ]  # fmt: skip
    first = next(iter(narrowest(r.scene, tuple(regions[:2]))), None)
    if first is not None and _ACTS.match(r.scene.text, first.end):
        return places.mention(r.scene, first, "region-acts")
    return None


def _headline_source(r: Reading, c: Claim) -> Source | None:
    """Return the level of a headline; without a word for it only a counted sum has one."""
    source = c.level.source if c.level.explicit else None
    if source is not None and not (source == "total" and _says_only_size(r, c)):
        return source
    if c.count is None:
        return None
    if not c.level.explicit and c.level.source == "national":  # 37건 852억원을 따냈다
        return "national"
    if any(k.level.source == "total" and k is not c for k in r.groups[c.group]):
        return "national"  # 227억원(총 사업비 326억원)
    around = r.article.text[max(0, c.money.start - 160) : c.money.end + 30]
    return "national" if "국비" in around else "total"


def _is_part(r: Reading, c: Claim) -> bool:
    """Tell whether an amount is a part of a headline: its level stands beside another one's."""
    return any(k.level.source in _HEADLINES and k is not c for k in r.groups[c.group])


def _says_only_size(r: Reading, c: Claim) -> bool:
    """Tell whether nothing at the amount says «whole cost»: 1200억원 규모 예산."""
    around = r.article.text[max(0, c.money.start - 12) : c.money.end + 14]
    alone = all(k is c for k in r.groups[c.group])
    again = any(k.won == c.won and k.heading != c.heading and k.title == c.title for k in r.claims)
    return c.level.rule == "total-after" and "사업비" not in around and alone and not again


def _says_again(c: Claim, source: Source | None, rows: list[Claim]) -> bool:
    """Tell whether an amount of a heading, or a rounded one, only repeats an exact one."""
    others = [k for k in rows if k is not c and abs(c.won - k.won) <= _NEAR * k.won]
    if c.heading and any(not k.heading for k in others):
        return True
    return cast(Money, c.money.value).approx and any(k.level.source == source for k in others)


def _rounds(r: Reading, won: int) -> bool:
    """Tell whether a sum of a heading only rounds one of the body: 82억, there 82억1,400만원."""
    whole = won % 10**8 == 0
    return whole and any(
        0 < abs(exact - won) <= _NEAR * won and exact % 10**8
        for f in r.scene.found
        if f.kind == "money" and not r.scene.sentence_of(f.start).heading
        for exact in [cast(Money, f.value).value]
    )


def _counted(rows: Sequence[Claim]) -> Mapping[int, int]:
    """Return counted sums of national money, in won, each with the group where it first stands."""
    found: dict[int, int] = {}
    for k in rows:
        if k.count and k.level.source == "national":
            found[k.won] = min(k.group, found.get(k.won, k.group))
    return found


def _within_another(
    r: Reading, c: Claim, source: Source | None, counted: Mapping[int, int]
) -> bool:
    """Tell whether an amount is a part of another one of its level: beside it, or counted before.

    ``국비 3억원과 2억원 등 모두 5억원``; or national money of one project, told behind that of all.
    """
    if any(k.level.source == source and k.won > c.won for k in r.groups[c.group]):
        return True
    alone = c.count is None and source == "national"
    if alone and not c.heading and _several_secured(r, c):
        return True
    return alone and any(won > c.won and group < c.group for won, group in counted.items())


def _several_secured(r: Reading, c: Claim) -> bool:
    """Tell whether two sums of national money are secured one by one, so none is that of all.

    «국비 29억원을 지원받아 … 또 X 개발사업에서도 국비 12억원을 확보했다» under a heading with more.
    """
    heads = {k.won for k in r.claims if k.heading}
    alone = {
        k.won for k in r.claims
        if k.title == HEADLINE and k.count is None and not k.heading
        and k.level.source == "national" and k.won not in heads
    }  # fmt: skip
    return len(alone) > 1 and c.won in alone and max(heads, default=0) > max(alone)


def _most_counted(r: Reading) -> int:
    """Return how many projects the first sentence of the award counts; no limit without one."""
    for s, slugs in zip(r.scene.sentences, r.stance.sentences, strict=True):
        count = count_in(r.scene.line(s))
        if count and "granted" in slugs and not s.heading:
            return count
    return sys.maxsize


def _count_near(r: Reading, c: Claim) -> int | None:
    """Return the number of projects that the same paragraph or the headline counts."""
    here = r.scene.sentence_of(c.money.start)
    for s in reversed(r.scene.sentences[: here.index + 1]):
        if s.heading or s.paragraph == here.paragraph:
            count = count_in(r.scene.line(s))
            if count:
                return count
    return None
