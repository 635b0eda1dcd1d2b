"""Write Korean articles from known facts, in the phrasings that newspapers use.

A :class:`Story` holds the facts, a :class:`Style` says how they are worded (``tests/phrases.py``
holds the wordings), :func:`write` makes the text, and :func:`gold` says what a careful reader takes
from it. The names are made up of parts, so that no list of known names can hold them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.phrases import (
    AMOUNTS,
    EOK,
    LISTS,
    MONEY,
    NOISE,
    OPENINGS,
    PERIODS,
    ROLES,
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
    "amounts",
    "gold",
    "stories",
    "told",
    "write",
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


def _roles(w: Work, style: Style) -> str:
    return ROLES[style.roles].format(
        **{"and": Word(joined(w.participants, "과/와"))},
        lead=Word(w.lead), who=Word(joined(w.participants)),
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
        region=Word(story.region.name), ministry=Word(story.ministry), span=span,
        P=_quoted(f"{story.start}년 {story.programme}", style), n=len(story.works),
        sum=Word(say(story.headline)),
    )  # fmt: skip


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
        "funding": [
            {"source": level, "amount_krw": getattr(w, level)}
            for level in levels(frame)
            if getattr(w, level)
        ],
        "shares": shares,
        "period": [story.start, story.end],
    }


# ── stories at random ────────────────────────────────────────────────────────────────────────

PLACES = tuple(
    Place(name, short)
    for name, short in (
        ("대구시", "대구"), ("부산시", "부산"), ("울산시", "울산"), ("대전시", "대전"),
        ("인천시", "인천"), ("경상북도", "경북"), ("경상남도", "경남"), ("강원도", "강원"),
        ("충청북도", "충북"), ("충청남도", "충남"), ("전라남도", "전남"),
    )
)  # fmt: skip
MINISTRIES = (
    "산업통상자원부", "과학기술정보통신부", "중소벤처기업부", "보건복지부", "해양수산부",
    "국토교통부", "환경부",
)  # fmt: skip
FIELDS = (
    "수소연료전지", "지능형 로봇", "첨단 세라믹", "바이오 의료기기", "친환경 선박", "그린수소",
    "이차전지 소재", "탄소섬유", "반도체 패키징", "스마트 농기계", "디지털 헬스케어", "항공 부품",
)  # fmt: skip
OBJECTS = (
    "시험평가센터 구축사업", "실증 플랫폼 구축사업", "상용화 지원사업", "제조혁신 기반구축사업",
    "소재부품 기술개발사업", "테스트베드 조성사업",
)  # fmt: skip
SCHEMES = (
    "지역거점 육성사업", "산업혁신 기반구축사업", "지역특화산업 육성사업", "스마트산업 고도화사업",
)  # fmt: skip
STEMS = (
    "미래기계",
    "신소재",
    "해양바이오",
    "전자부품",
    "섬유기계",
    "나노융합",
    "로봇자동화",
    "의료기기",
)
HEADS = ("한국", "경북", "부산", "전남", "충북", "대전", "강원")
TAILS = ("연구원", "진흥원", "기술원", "협회", "연구센터")
UNITS = ("테크노파크", "대학교 산학협력단")

bodies = st.one_of(
    st.builds("{}{}{}".format, *map(st.sampled_from, (HEADS, STEMS, TAILS))),
    st.builds(
        "{}{}".format, *map(st.sampled_from, (HEADS[1:], ("테크노파크", "대학교 산학협력단")))
    ),
)


def amounts(least: int = 10, most: int = 900, step: int = EOK) -> st.SearchStrategy[int]:
    """Whole multiples of ``step`` between ``least`` and ``most`` 억, in won."""
    return st.integers(least * EOK // step, most * EOK // step).map(lambda n: n * step)


@st.composite
def stories(
    draw: st.DrawFn, *, most: int = 4, step: int = EOK, partners: bool = True, private: bool = True
) -> Story:
    """Draw a story of one to ``most`` projects.

    Args:
        draw: given by hypothesis.
        most: how many projects at most.
        step: amounts are multiples of this, in won.
        partners: whether a project may be shared with another region.
        private: whether a project may have private money.
    """
    region = draw(st.sampled_from(PLACES))
    fields = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=most, unique=True))
    works = []
    for field in fields:
        who = draw(st.lists(bodies, min_size=2, max_size=4, unique=True))
        partner = None
        percent = 100
        if partners and draw(st.booleans()):
            partner = draw(st.sampled_from([p for p in PLACES if p != region]))
            percent = draw(st.sampled_from((50, 60, 70, 65, 35)))
        unit = step * 20 if partner else step  # a share of it is still a whole amount
        works.append(
            Work(
                f"{field} {draw(st.sampled_from(OBJECTS))}",
                draw(amounts(20, 400, unit)), draw(amounts(5, 200, step)),
                draw(st.one_of(st.just(0), amounts(5, 60, step))) if private else 0,
                who[0], tuple(who[1:]), partner, percent,
            )
        )  # fmt: skip
    return Story(
        region, draw(st.sampled_from(MINISTRIES)), draw(st.sampled_from(SCHEMES)),
        draw(st.integers(2019, 2026)), draw(st.integers(2, 5)), tuple(works),
    )  # fmt: skip


plain = st.builds(
    Style,
    opening=st.sampled_from(sorted(OPENINGS)), period=st.sampled_from(sorted(PERIODS)),
    chain=st.sampled_from(sorted(CHAINS)), money=st.sampled_from(sorted(MONEY)),
    roles=st.sampled_from(sorted(ROLES)),
    amount=st.sampled_from(["plain", "spaced", "thousands"]),
    quotes=st.sampled_from(["‘’", "''", "“”", '""', "「」"]), noise=st.sampled_from(sorted(NOISE)),
)  # fmt: skip
lists = st.builds(
    Style,
    opening=st.sampled_from(sorted(OPENINGS)), chain=st.sampled_from(sorted(LISTS)),
    amount=st.sampled_from(["plain", "spaced"]), noise=st.sampled_from(sorted(NOISE)),
)  # fmt: skip
told = st.one_of(st.tuples(stories(), plain), st.tuples(stories(partners=False), lists))
"""Any story in any wording; in a list nothing stands but names and amounts."""
