"""Stories and wordings at random, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.awards import (
    CALLERS,
    CALLS,
    ENDINGS,
    INSERTS,
    ORDERS,
    REMARKS,
    WINS,
    Award,
)
from tests.awards import PLACES as CHOSEN_AS
from tests.phrases import EOK, LISTS, MONEY, NOISE, OPENINGS, PERIODS, ROLES
from tests.writer import CHAINS, Place, Story, Style, Work

__all__ = ["amounts", "awards", "stories", "told"]

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
    ministry=st.sampled_from(["full", "short"]),
    bodies=st.sampled_from(["plain", "acronym", "legal"]),
)  # fmt: skip
lists = st.builds(
    Style,
    opening=st.sampled_from(sorted(OPENINGS)), chain=st.sampled_from(sorted(LISTS)),
    amount=st.sampled_from(["plain", "spaced"]), noise=st.sampled_from(sorted(NOISE)),
)  # fmt: skip
told = st.one_of(st.tuples(stories(), plain), st.tuples(stories(partners=False), lists))
"""Any story in any wording; in a list nothing stands but names and amounts."""

awards = st.builds(
    Award,
    order=st.sampled_from(sorted(ORDERS)), caller=st.sampled_from(sorted(CALLERS)),
    call=st.sampled_from(sorted({**CALLS, **CHOSEN_AS})), win=st.sampled_from(sorted(WINS)),
    ending=st.sampled_from(sorted(ENDINGS)),
    quotes=st.sampled_from(["‘’", "''", "“”", '""', "「」", "『』"]),
    year=st.sampled_from(["", "{start}년 ", "{start}년도 "]), remark=st.sampled_from(REMARKS),
    first=st.sampled_from(INSERTS), then=st.sampled_from(INSERTS),
)  # fmt: skip
"""Any wording of an award of one project."""
