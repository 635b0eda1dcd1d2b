"""Write Korean articles from known facts, in the phrasings that newspapers use.

A :class:`Story` holds the facts. A :class:`Style` says how they are worded: which frame carries the
money, which the roles, how projects are strung together, which quotation marks stand around names.
:func:`write` makes the text, :func:`gold` what a careful reader takes from it. The names are made
up of parts, so that no list of known names can hold them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

EOK = 10**8
MAN = 10**4


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
    chain: str = "paragraphs"
    money: str = "including"
    roles: str = "hosts"
    amount: str = "plain"
    quotes: str = "‘’"


# ── small things ─────────────────────────────────────────────────────────────────────────────


def josa(word: str, pair: str) -> str:
    """Return a word with the particle that fits its last letter: ``josa("연구원", "이/가")``.

    Digits and Latin letters count as if they ended in a vowel.
    """
    closed, open_ = pair.split("/")
    last = word.rstrip("’'\"”」)")[-1]
    code = ord(last) - 0xAC00
    ends_closed = 0 <= code < 11172 and code % 28 > 0
    if closed == "으로" and ends_closed and code % 28 == 8:  # 서울로, not 서울으로
        ends_closed = False
    return word + (closed if ends_closed else open_)


def joined(names: Sequence[str], last: str = ", ") -> str:
    """Return names as a list; ``last`` stands before the final one (``, `` or ``과/와 ``)."""
    *head, tail = names
    if not head:
        return tail
    if last.strip() == ",":
        return ", ".join(names)
    return f"{josa(', '.join(head), last.strip())} {tail}"


# ── amounts ──────────────────────────────────────────────────────────────────────────────────


def _plain(won: int) -> str:
    eok, rest = divmod(won, EOK)
    man = f"{rest // MAN}만" if rest else ""
    return f"{eok}억{man}원"


def _spaced(won: int) -> str:
    eok, rest = divmod(won, EOK)
    man = f" {rest // MAN:,}만" if rest else ""
    return f"{eok:,}억{man} 원"


def _thousands(won: int) -> str:
    """Return 천 as people count it: 1천812억원, 71억5천만원."""
    eok, rest = divmod(won, EOK)
    high, low = divmod(eok, 1000)
    text = f"{high}천{low or ''}억" if high else f"{low}억"
    thousand, left = divmod(rest // MAN, 1000)
    if thousand:
        text += f"{thousand}천{left or ''}만"
    elif left:
        text += f"{left}만"
    return f"{text}원"


def _decimal(won: int) -> str:
    eok, rest = divmod(won, EOK)
    tail = f".{rest // (EOK // 100):02}".rstrip("0") if rest else ""
    return f"{eok}{tail}억 원"


def _trillion(won: int) -> str:
    jo, rest = divmod(won, 10**12)
    return f"{jo}조 {_spaced(rest)}" if jo and rest else f"{jo}조원" if jo else _plain(won)


def _bare(won: int) -> str:
    return _plain(won).removesuffix("원")


AMOUNTS: Mapping[str, Callable[[int], str]] = {
    "plain": _plain, "spaced": _spaced, "thousands": _thousands, "decimal": _decimal,
    "trillion": _trillion, "bare": _bare,
}  # fmt: skip

# ── the money of a project ───────────────────────────────────────────────────────────────────

Say = Callable[[int], str]


def _split(w: Work, say: Say) -> str:
    parts = [("국비", w.national), ("지방비", w.local), ("민자", w.private)]
    return ", ".join(f"{label} {say(won)}" for label, won in parts if won)


def _unitless(w: Work, _: Say) -> str:
    parts = [("국비", w.national), ("지방비", w.local), ("민자", w.private)]
    return ", ".join(f"{label} {won // EOK}" for label, won in parts if won)


def _others(w: Work, say: Say) -> str:
    parts = [("지방비", w.local), ("민자", w.private)]
    return ", ".join(f"{label} {say(won)}" for label, won in parts if won)


MONEY: Mapping[str, Callable[[Work, Say, str], str]] = {
    "including": lambda w, say, split: (
        f"{josa('국비 ' + say(w.national), '을/를')} 포함, 총 {say(w.total)}의 사업비{split}가 "
        "투입될 예정이다."
    ),
    "including-whole": lambda w, say, split: (
        f"{josa('국비 ' + say(w.national), '을/를')} 포함해 총사업비 {say(w.total)}{split}이 "
        "투입된다."
    ),
    "and-more": lambda w, say, split: (
        f"국비 {say(w.national)} 등 총 {say(w.total)}의 사업비{split}가 들어간다."
    ),
    "whole-of-which": lambda w, say, split: (
        f"총사업비 {say(w.total)}{split} 가운데 {josa('국비 ' + say(w.national), '이/가')} "
        "지원된다."
    ),
    "whole-in-brackets": lambda w, say, split: (
        f"{josa('국비 ' + say(w.national) + '(총사업비 ' + say(w.total) + ')', '을/를')} "
        f"투입한다{'. 사업비' + split + '를 나눈다' if split else ''}."
    ),
    "parts-in-brackets": lambda w, say, split: (
        f"총사업비 {say(w.total)}({_split(w, say)})을 들여 추진한다"
        f"{'. 사업비' + split + '를 나눈다' if split else ''}."
    ),
    "parts-without-unit": lambda w, say, split: (
        f"총사업비 {say(w.total)}({_unitless(w, say)})이 투입된다"
        f"{'. 사업비' + split + '를 나눈다' if split else ''}."
    ),
    "parts-then-whole": lambda w, say, split: (
        f"{josa('국비 ' + say(w.national), '과/와')} {_others(w, say)} 등 모두 "
        f"{say(w.total)}의 사업비{split}가 투입된다."
    ),
    "national-only": lambda w, say, split: (
        f"{josa('국비 ' + say(w.national), '을/를')} 지원받는다"
        f"{'. 사업비' + split + '를 나눈다' if split else ''}."
    ),
}
"""Name of a frame -> the sentence's end that carries the money; ``split`` is a ratio or empty."""

STATES: Mapping[str, tuple[str, ...]] = {
    "including": ("national", "total"), "including-whole": ("national", "total"),
    "and-more": ("national", "total"), "whole-of-which": ("national", "total"),
    "whole-in-brackets": ("national", "total"),
    "parts-in-brackets": ("national", "local", "private", "total"),
    "parts-without-unit": ("national", "local", "private", "total"),
    "parts-then-whole": ("national", "local", "private", "total"),
    "national-only": ("national",),
}  # fmt: skip
"""Name of a frame -> the levels that it states."""

# ── roles ────────────────────────────────────────────────────────────────────────────────────

ROLES: Mapping[str, Callable[[Work], str]] = {
    "hosts": lambda w: (
        f"{josa(w.lead, '이/가')} 주관하고 {josa(joined(w.participants), '이/가')} 공동으로 사업을 "
        "수행한다."
    ),
    "hosts-with": lambda w: (
        f"{w.lead} 주관으로 {josa(joined(w.participants, '과/와'), '이/가')} 참여한다."
    ),
    "as-host": lambda w: (
        f"{josa(w.lead, '을/를')} 주관기관으로 {joined(w.participants)} 등이 참여한다."
    ),
    "host-named": lambda w: (
        f"주관기관인 {josa(w.lead, '과/와')} {josa(joined(w.participants), '이/가')} 참여한다."
    ),
    "host-in-brackets": lambda w: (
        f"{w.lead}(주관기관)과 {josa(joined(w.participants), '이/가')} 참여한다."
    ),
    "host-is": lambda w: (
        f"주관기관은 {josa(w.lead, '이며/며')} {josa(joined(w.participants), '이/가')} "
        "참여기관으로 함께한다."
    ),
    "together": lambda w: (
        f"{josa(w.lead, '이/가')} 주관해 {josa(joined(w.participants, '과/와'), '과/와')} 함께 "
        "추진한다."
    ),
}
"""Name of a frame -> the sentence that names lead and participants."""

# ── projects in a row ────────────────────────────────────────────────────────────────────────

ORDINALS = ("첫 번째", "두 번째", "세 번째", "네 번째", "다섯 번째")
LINKS = ("우선", "또", "이와 함께", "이밖에", "특히")


def _quoted(name: str, style: Style) -> str:
    return f"{style.quotes[0]}{name}{style.quotes[1]}" if style.quotes else name


def _ratio(story: Story, w: Work) -> str:
    if w.partner is None:
        return ""
    mine, other = w.percent, 100 - w.percent
    short = (mine // 10, other // 10) if mine % 10 == 0 else (mine, other)
    return f"({story.region.short}·{w.partner.short} 배분비 {short[0]}:{short[1]})"


def _with(story: Story, w: Work) -> str:
    if w.partner is None:
        return ""
    return f"{josa(story.region.name, '과/와')} {josa(w.partner.name, '이/가')} 협력해 추진할 "


def _body(story: Story, w: Work, style: Style) -> str:
    say = AMOUNTS[style.amount]
    return f"{MONEY[style.money](w, say, _ratio(story, w))} {ROLES[style.roles](w)}"


def _paragraphs(story: Story, style: Style) -> list[str]:
    return [
        f"{_with(story, w)}{josa(_quoted(w.name, style), '은/는')} {_body(story, w, style)}"
        for w in story.works
    ]


def _ordinals(story: Story, style: Style) -> list[str]:
    return [
        f"{which}는 {_with(story, w)}{josa(_quoted(w.name, style), '이다/다')}. "
        f"{_body(story, w, style)}"
        for which, w in zip(ORDINALS, story.works, strict=False)
    ]


def _linked(story: Story, style: Style) -> list[str]:
    return [
        f"{link} {_with(story, w)}{_quoted(w.name, style)}에는 {_body(story, w, style)}"
        for link, w in zip(LINKS, story.works, strict=False)
    ]


def _one_paragraph(story: Story, style: Style) -> list[str]:
    return [" ".join(_linked(story, style))]


CHAINS: Mapping[str, Callable[[Story, Style], list[str]]] = {
    "paragraphs": _paragraphs, "ordinals": _ordinals, "linked": _linked,
    "one-paragraph": _one_paragraph,
}  # fmt: skip

# ── the first paragraph ──────────────────────────────────────────────────────────────────────

_SPAN = "{start}년부터 {end}년까지 {years}년간"

OPENINGS: Mapping[str, str] = {
    "possessive": "{가} {ministry}의 {P} 공모에서 총 {n}개 과제가 최종 선정됐다. 이에 따라 "
    + _SPAN + " 국비 {sum}을 확보했다.",
    "host": "{는} {ministry} 주관 {P} 공모에 {n}개 과제가 선정돼 " + _SPAN
    + " 국비 {sum}을 확보했다고 4일 밝혔다.",
    "runs": "{가} {ministry_i} 추진하는 {P} 공모사업에 최종 선정돼 " + _SPAN
    + " 국비 {sum}을 지원받는다. 선정된 과제는 모두 {n}개다.",
    "short": "{는} {ministry} {P}에 {n}개 과제가 뽑혔다. {start}~{end}년 국비 {sum}을 받는다.",
}  # fmt: skip
"""Name of an opening -> its wording."""


def _opening(story: Story, style: Style) -> str:
    return OPENINGS[style.opening].format(
        **{"가": josa(story.region.name, "이/가"), "는": josa(story.region.name, "은/는")},
        ministry=story.ministry, ministry_i=josa(story.ministry, "이/가"),
        P=_quoted(f"{story.start}년 {story.programme}", style), n=len(story.works),
        start=story.start, end=story.end, years=story.years,
        sum=AMOUNTS[style.amount](story.headline),
    )  # fmt: skip


def write(story: Story, style: Style) -> str:
    """Return the article: its title, its first paragraph, its projects, and what nobody needs."""
    title = f"{story.region.name}, {story.programme} {len(story.works)}개 과제 선정"
    tail = f"{story.region.name} 관계자는 “지역 산업의 경쟁력을 높이는 데 힘쓰겠다”고 말했다."
    paragraphs = [_opening(story, style), *CHAINS[style.chain](story, style), tail]
    return "\n\n".join([title, *paragraphs]) + "\n"


def gold(story: Story, style: Style) -> dict[str, Any]:
    """Return what a careful reader takes from the article, as a gold document."""
    total: dict[str, Any] = {
        "region": story.region.name,
        "source": "national",
        "amount_krw": story.headline,
    }
    total["optional"] = len(story.works) == 1  # then it is that project's money, said once more
    return {
        "programs": [{"name": story.programme, "agency": story.ministry, "year": story.start}],
        "projects": [_gold(story, w, style) for w in story.works],
        "totals": [total],
    }


def _gold(story: Story, w: Work, style: Style) -> dict[str, Any]:
    shares = []
    if w.partner is not None:
        shares = [
            {"region": story.region.short, "percent": w.percent},
            {"region": w.partner.short, "percent": 100 - w.percent},
        ]
    return {
        "name": w.name,
        "regions": [p.name for p in (story.region, w.partner) if p is not None],
        "leads": [w.lead],
        "participants": list(w.participants),
        "funding": [
            {"source": level, "amount_krw": getattr(w, level)}
            for level in STATES[style.money]
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


styles = st.builds(
    Style,
    opening=st.sampled_from(sorted(OPENINGS)), chain=st.sampled_from(sorted(CHAINS)),
    money=st.sampled_from(sorted(MONEY)), roles=st.sampled_from(sorted(ROLES)),
    amount=st.sampled_from(["plain", "spaced", "thousands"]),
    quotes=st.sampled_from(["‘’", "''", "“”", '""', "「」"]),
)  # fmt: skip
