"""Write Korean articles from known facts, in the phrasings that newspapers use.

A :class:`Story` holds the facts, a :class:`Style` says how they are worded (``tests/phrases.py``
holds the wordings), :func:`write` makes the text, and :func:`gold` says what a careful reader takes
from it. The names are made up of parts, so that no list of known names can hold them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.phrases import (
    AMOUNTS,
    EOK,
    LISTS,
    LONE,
    MONEY,
    NOISE,
    OPENINGS,
    PERIODS,
    ROLES,
    SHORT_MINISTRY,
    WISHES,
    Word,
    joined,
    josa,
)

__all__ = [
    "CHAINS",
    "Place",
    "Story",
    "Style",
    "Work",
    "gold",
    "gold_alone",
    "write",
    "write_alone",
]


@dataclass(frozen=True)
class Place:
    """A region under its full name in news, and short, as in a ratio."""

    name: str
    short: str


@dataclass(frozen=True)
class Work:
    """A project; ``percent`` is what the story's own region bears where a partner has the rest."""

    name: str
    national: int
    local: int
    private: int
    lead: str
    participants: tuple[str, ...]
    partner: Place | None = None
    percent: int = 100

    @property
    def total(self) -> int:
        return self.national + self.local + self.private

    def parts(self, *levels: str) -> list[tuple[str, int]]:
        """Return label and won of the levels that are not nothing."""
        rows = [("국비", "national"), ("지방비", "local"), ("민자", "private")]
        found = [(label, int(getattr(self, level))) for label, level in rows if level in levels]
        return [(label, won) for label, won in found if won]


@dataclass(frozen=True)
class Story:
    """What happened: a region won projects in a ministry's call."""

    region: Place
    ministry: str
    programme: str
    start: int
    years: int
    works: tuple[Work, ...]

    @property
    def end(self) -> int:
        return self.start + self.years - 1

    @property
    def headline(self) -> int:
        """The region's part of the national money, in won."""
        return sum(w.national * w.percent // 100 for w in self.works)


@dataclass(frozen=True)
class Style:
    """How a story is worded; each name is a key of the table of that kind."""

    opening: str = "possessive"
    period: str = "from-to"
    chain: str = "paragraphs"
    money: str = "including"
    roles: str = "hosts"
    amount: str = "plain"
    quotes: str = "‘’"
    noise: str = "none"
    ministry: str = "full"
    bodies: str = "plain"


# ── writing ──────────────────────────────────────────────────────────────────────────────────

ALL = ("national", "local", "private")


def _quoted(name: str, style: Style) -> Word:
    return Word(f"{style.quotes[:1]}{name}{style.quotes[1:]}")


def _ratio(story: Story, w: Work) -> str:
    if w.partner is None:
        return ""
    mine, other = w.percent, 100 - w.percent
    if mine % 10 == 0:
        mine, other = mine // 10, other // 10
    return f"{story.region.short}·{w.partner.short} 배분비 {mine}:{other}"


def _money(story: Story, w: Work, style: Style, frame: str, i: str = "") -> str:
    """Return a frame of money filled in, with the ratio where the project has one."""
    say = AMOUNTS[style.amount]
    ratio = _ratio(story, w)
    behind = f"({ratio})" if ratio else ""
    parts = [f"{label} {say(won)}" for label, won in w.parts(*ALL)]
    text = frame.format(
        i=i, name=w.name, N=Word(say(w.national)), T=Word(say(w.total)), R=behind,
        TR=Word(say(w.total) + behind), parts=", ".join(parts), slashes="/".join(parts),
        dots="·".join(parts), others=Word(", ".join(parts[1:])),
        bare=", ".join(f"{label} {won // EOK}" for label, won in w.parts(*ALL)),
    )  # fmt: skip
    if ratio and "R}" not in frame and "{TR" not in frame:
        text += f" 사업비는 {ratio}로 나눠 낸다."
    return text


def _ministry(story: Story, style: Style) -> Word:
    short = SHORT_MINISTRY.get(story.ministry, story.ministry)
    return Word(short if style.ministry == "short" else story.ministry)


def _body_name(name: str, style: Style) -> str:
    """Return a body as the style writes it: with an acronym, with its legal form, or plain."""
    if style.bodies == "acronym" and not name.endswith("산학협력단"):
        return f"{name}(K{len(name)}TI)"
    if style.bodies == "legal" and name.endswith(("테크노파크", "진흥원")):
        return f"(재){name}"
    return name


def _roles(w: Work, style: Style) -> str:
    marked = style.roles in ("host-in-brackets", "marked-both")  # brackets of its own
    lead = w.lead if marked else _body_name(w.lead, style)
    who = [n if style.roles == "marked-both" else _body_name(n, style) for n in w.participants]
    return ROLES[style.roles].format(
        **{"and": Word(joined(who, "과/와"))},
        lead=Word(lead), who=Word(joined(who)), k=len(who) + 3,
    )  # fmt: skip


def _with(story: Story, w: Work) -> str:
    if w.partner is None:
        return ""
    return f"{josa(story.region.name, '과/와')} {josa(w.partner.name, '이/가')} 협력해 추진할 "


def _body(story: Story, w: Work, style: Style) -> str:
    return f"{_money(story, w, style, MONEY[style.money])} {_roles(w, style)}"


def _paragraphs(story: Story, style: Style) -> list[str]:
    return [
        f"{_with(story, w)}{_quoted(w.name, style):은/는} {_body(story, w, style)}"
        for w in story.works
    ]


def _ordinals(story: Story, style: Style) -> list[str]:
    return [
        f"{which}는 {_with(story, w)}{_quoted(w.name, style):이다/다}. {_body(story, w, style)}"
        for which, w in zip(ORDINALS, story.works, strict=False)
    ]


def _linked(story: Story, style: Style) -> list[str]:
    return [
        f"{link} {_with(story, w)}{_quoted(w.name, style)}에는 {_body(story, w, style)}"
        for link, w in zip(LINKS, story.works, strict=False)
    ]


def _picked(story: Story, style: Style) -> list[str]:
    named = joined([_quoted(w.name, style) for w in story.works])
    first = f"이번에 선정된 과제는 {josa(named, '이다/다')}."
    return (
        [first, *_paragraphs(story, style)] if len(story.works) > 1 else _paragraphs(story, style)
    )


CHAINS: Mapping[str, Callable[[Story, Style], list[str]]] = {
    "paragraphs": _paragraphs,
    "ordinals": _ordinals,
    "linked": _linked,
    "one-paragraph": lambda story, style: [" ".join(_linked(story, style))],
    "one-paragraph-plain": lambda story, style: [" ".join(_paragraphs(story, style))],
    "named-first": _picked,
}
"""Name of a way to string projects together -> the paragraphs."""

ORDINALS = ("첫 번째", "두 번째", "세 번째", "네 번째", "다섯 번째")
LINKS = ("우선", "또", "이와 함께", "이밖에", "특히")
CIRCLED = "①②③④⑤"


def _listed(story: Story, style: Style) -> list[str]:
    """Return the projects as one list in a sentence, or an item a line."""
    frame = LISTS[style.chain]
    items = [_money(story, w, style, frame, i) for w, i in zip(story.works, CIRCLED, strict=False)]
    if frame[0] == "○":
        return ["선정된 과제는 다음과 같다.\n" + "\n".join(items)]
    return [f"선정된 과제는 {' '.join(items)} 등이다."]


def _opening(story: Story, style: Style) -> str:
    say = AMOUNTS[style.amount]
    span = PERIODS[style.period].format(start=story.start, end=story.end, years=story.years)
    return OPENINGS[style.opening].format(
        region=Word(story.region.name), ministry=_ministry(story, style), span=span,
        P=_quoted(f"{story.start}년 {story.programme}", style), n=len(story.works),
        sum=Word(say(story.headline)),
    )  # fmt: skip


def _alone(story: Story, style: Style, frame: str) -> str:
    """Return a frame of one project filled in."""
    w, say = story.works[0], AMOUNTS[style.amount]
    span = PERIODS[style.period].format(start=story.start, end=story.end, years=story.years)
    return frame.format(
        region=Word(story.region.name), ministry=_ministry(story, style), name=w.name, span=span,
        X=_quoted(w.name, style), N=Word(say(w.national)), T=Word(say(w.total)),
        parts=", ".join(f"{label} {say(won)}" for label, won in w.parts(*ALL)),
    )  # fmt: skip


def write_alone(story: Story, style: Style) -> str:
    """Return an article on the first project alone; its opening is a key of LONE or WISHES."""
    frame = {**LONE, **WISHES}[style.opening]
    title = (
        f"{story.region.name}, {story.works[0].name} {'선정' if style.opening in LONE else '추진'}"
    )
    tail = f"{story.region.name} 관계자는 “지역 산업의 경쟁력을 높이는 데 힘쓰겠다”고 말했다."
    roles = [_roles(story.works[0], style)] if style.opening in LONE else []
    paragraphs = [_alone(story, style, frame), *roles, NOISE[style.noise], tail]
    return "\n\n".join([title, *filter(None, paragraphs)]) + "\n"


def write(story: Story, style: Style) -> str:
    """Return the article: its title, its first paragraph, its projects, and what nobody needs."""
    title = f"{story.region.name}, {story.programme} {len(story.works)}개 과제 선정"
    tail = f"{story.region.name} 관계자는 “지역 산업의 경쟁력을 높이는 데 힘쓰겠다”고 말했다."
    chain = _listed if style.chain in LISTS else CHAINS[style.chain]
    paragraphs = [_opening(story, style), *chain(story, style), NOISE[style.noise], tail]
    return "\n\n".join([title, *filter(None, paragraphs)]) + "\n"


# ── what a careful reader takes from it ──────────────────────────────────────────────────────


def levels(frame: str) -> tuple[str, ...]:
    """Return the levels of money that a frame states.

    >>> levels("총사업비 {T}(국비 {N} 포함)")
    ('national', 'total')
    """
    stated = {"national"} if "{N" in frame else set()
    if any(f"{{{name}" in frame for name in ("parts", "slashes", "dots", "bare")):
        stated |= set(ALL)
    if "{others" in frame:
        stated |= {"local", "private"}
    if "{T" in frame:
        stated.add("total")
    return tuple(level for level in (*ALL, "total") if level in stated)


def gold(story: Story, style: Style) -> dict[str, Any]:
    """Return the facts of the article as a gold document."""
    total: dict[str, Any] = {
        "region": story.region.name, "source": "national", "amount_krw": story.headline,
        "optional": len(story.works) == 1,  # then it is that project's money, said once more
    }  # fmt: skip
    return {
        "programs": [{"name": story.programme, "agency": story.ministry, "year": story.start}],
        "projects": [_gold(story, w, style) for w in story.works],
        "totals": [total],
    }


def gold_alone(story: Story, style: Style) -> dict[str, Any]:
    """Return the facts of an article on one project, whose programme has the same name."""
    w = story.works[0]
    frame = LONE[style.opening]
    return {
        "programs": [{"name": w.name, "agency": story.ministry}],
        "projects": [_gold(story, w, style) | {"funding": _funding(w, frame)}],
        "totals": [
            {
                "region": story.region.name, "source": "national", "amount_krw": w.national,
                "optional": True,
            }
        ],
    }  # fmt: skip


def _funding(w: Work, frame: str) -> list[dict[str, Any]]:
    return [
        {"source": level, "amount_krw": getattr(w, level)}
        for level in levels(frame)
        if getattr(w, level)
    ]


def _gold(story: Story, w: Work, style: Style) -> dict[str, Any]:
    listed = style.chain in LISTS
    frame = LISTS[style.chain] if listed else MONEY[style.money]
    shares = []
    if w.partner is not None:
        shares = [
            {"region": story.region.short, "percent": w.percent},
            {"region": w.partner.short, "percent": 100 - w.percent},
        ]
    return {
        "name": w.name,
        "regions": [p.name for p in (story.region, w.partner) if p is not None],
        "leads": [] if listed else [w.lead],
        "participants": [] if listed else list(w.participants),
        "funding": _funding(w, frame),
        "shares": shares,
        "period": [story.start, story.end],
    }
