"""Change the first article in one place, and the facts follow in that place and nowhere else.

Each case gives what is replaced in the text and what then differs in the facts; everything else has
to stay as it was. So nothing about the article can stand in the code or in the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest

from kg.extract import extract
from kg.model import Amount, Facts, Project
from kg.read import read_bytes
from kg.resources import resource

TEXT = resource("data", "articles", "daegu-2022-05-04.txt").read_text(encoding="utf-8")

BATTERY = "전기모빌리티융합 사용 후 배터리 시험평가센터 구축사업"
DRIVE = "미래자동차 전기구동부품 제조공정 고도화 지원 기반구축 사업"
ROBOT = "스마트 이송·물류 AMR(자율주행로봇) 산업육성 초광역 협력 플랫폼 구축사업"
NANO = "국내 부존자원활용 나노소재·부품산업 가치사슬 혁신 플랫폼 구축사업"

Tree = dict[str, Any]


def work(**facts: Any) -> Tree:
    return {"shares": {}, "alternative": None, "period": (2023, 2025), **facts}


BASE: Tree = {
    "programme": ("스마트특성화 기반구축사업", "산업통상자원부", 2023),
    "headline": ("대구시", "national", 21_500_000_000),
    "works": {
        BATTERY: work(
            regions=["대구시"], leads=["한국전지산업협회 대구분원"],
            participants=["대구경북과학기술원", "대구기계부품연구원"],
            national=[8_000_000_000], total=[18_000_000_000],
        ),
        DRIVE: work(
            regions=["대구시"], leads=["한국생산기술연구원"],
            participants=["지능형자동차부품진흥원", "한국자동차연구원"],
            national=[5_000_000_000], total=[7_100_005_000], alternative=7_150_000_000,
        ),
        ROBOT: work(
            regions=["경상북도", "대구시"], leads=["대구기계부품연구원"],
            participants=["구미전자정보기술원", "한국로봇융합연구원", "한국전자통신연구원"],
            national=[10_000_000_000], total=[16_000_000_000],
            shares={"대구": 50.0, "경북": 50.0},
        ),
        NANO: work(
            regions=["강원도", "대구시"], leads=["철원 플라즈마산업기술연구원"],
            participants=["나노실용화센터", "다이텍연구원"],
            national=[10_000_000_000], total=[14_300_000_000],
            shares={"강원": 65.0, "대구": 35.0},
        ),
    },
}  # fmt: skip


def tree(facts: Facts) -> Tree:
    """Return the facts without their spans, in a form that compares."""
    (programme,) = facts.programs
    return {
        "programme": (programme.name, programme.agency, programme.year),
        "headline": next(((t.region, t.source, t.amount_krw) for t in facts.totals), None),
        "works": {p.name: branch(p) for p in facts.projects},
    }


def branch(p: Project) -> Tree:
    def won(*levels: str) -> list[int]:
        return sorted(a.amount_krw for a in p.funding if a.source in levels)

    def doubtful(a: Amount) -> bool:
        return a.alternative_krw is not None

    return {
        "regions": sorted(m.name for m in p.regions),
        "leads": sorted(m.name for m in p.leads),
        "participants": sorted(m.name for m in p.participants),
        "national": won("national"), "total": won("total"),
        "alternative": next((a.alternative_krw for a in p.funding if doubtful(a)), None),
        "shares": {s.region: s.percent for s in p.shares},
        "period": (p.period.start, p.period.end),
    }  # fmt: skip


def told(text: str) -> Tree:
    article = read_bytes(text.encode(), source="article.txt")
    return tree(extract(article))


@dataclass(frozen=True)
class Mutation:
    """What is replaced in the text, and the change of the facts that follows."""

    name: str
    replaced: Mapping[str, str]
    follows: Callable[[Tree], object]

    def text(self) -> str:
        text = TEXT
        for old, new in self.replaced.items():
            assert old in text, f"{old!r} does not stand in the article"
            text = text.replace(old, new)
        return text

    def facts(self) -> Tree:
        facts = deepcopy(BASE)
        self.follows(facts)
        return facts


def paragraph(name: str) -> str:
    """The paragraph of a project."""
    return next(p for p in TEXT.split("\n") if name in p)


def sets(project: str, **values: Any) -> Callable[[Tree], object]:
    """Return a change of one project's facts."""
    return lambda facts: facts["works"][project].update(values)


def renames(old: str, new: str) -> Callable[[Tree], object]:
    return lambda facts: facts["works"].update({new: facts["works"].pop(old)})


def all_of(*changes: Callable[[Tree], object]) -> Callable[[Tree], object]:
    return lambda facts: [change(facts) for change in changes]


def moves(facts: Tree) -> None:
    """Put another city in the place of the city everywhere."""
    facts["headline"] = ("부산시", *facts["headline"][1:])
    for one in facts["works"].values():
        one["regions"] = sorted(r.replace("대구시", "부산시") for r in one["regions"])
        one["shares"] = {r.replace("대구", "부산"): p for r, p in one["shares"].items()}


FIFTH = (
    "다섯 번째는 ‘친환경 수소 선박 실증센터 구축사업’이다. 국비 32억원을 포함, 총 64억원의 "
    "사업비가 투입될 예정이며 한국조선해양기자재연구원 주관으로 울산테크노파크와 "
    "부산테크노파크가 공동으로 사업을 수행한다."
)
NO_SPLIT = "160억원의 사업비가 투입될 예정이다"

MUTATIONS = (
    Mutation("national money", {"국비 80억원": "국비 95억원"},
             sets(BATTERY, national=[95 * 10**8])),
    Mutation("total cost", {"총 180억원": "총 1천180억 원"}, sets(BATTERY, total=[118 * 10**9])),
    Mutation("decimals", {"총 143억원": "총 143.5억 원"}, sets(NANO, total=[14_350_000_000])),
    Mutation("ten millions", {"국비 50억원과": "국비 50억5000만원과"},
             sets(DRIVE, national=[5_050_000_000])),
    Mutation("a clear amount", {"71억5천원": "71억5천만원"},
             sets(DRIVE, total=[7_150_000_000], alternative=None)),
    Mutation("another doubtful amount", {"71억5천원": "83억2천원"},
             sets(DRIVE, total=[8_300_002_000], alternative=8_320_000_000)),
    Mutation("no total", {"국비 50억원과 71억5천원의 사업비가": "국비 50억원이"},
             sets(DRIVE, total=[], alternative=None)),
    Mutation("headline", {"215억": "1천225억"},
             lambda f: f.update(headline=("대구시", "national", 122_500_000_000))),
    Mutation("a lead", {"한국생산기술연구원": "한국세라믹기술원"},
             sets(DRIVE, leads=["한국세라믹기술원"])),
    Mutation("a lead nobody knows", {"한국생산기술연구원": "서해안갯벌로봇연구원"},
             sets(DRIVE, leads=["서해안갯벌로봇연구원"])),
    Mutation("a participant less", {"한국자동차연구원, 지능형자동차부품진흥원": "한국자동차연구원"},
             sets(DRIVE, participants=["한국자동차연구원"])),
    Mutation("a participant more", {"한국로봇융합연구원, ": "한국로봇융합연구원, 포항테크노파크, "},
             sets(ROBOT, participants=["구미전자정보기술원", "포항테크노파크", "한국로봇융합연구원",
                                       "한국전자통신연구원"])),
    Mutation("a project's name", {BATTERY: "수소 저장용기 안전성 실증센터 구축사업"},
             renames(BATTERY, "수소 저장용기 안전성 실증센터 구축사업")),
    Mutation("the programme", {"스마트특성화 기반구축사업": "지역혁신 거점육성사업"},
             lambda f: f.update(programme=("지역혁신 거점육성사업", "산업통상자원부", 2023))),
    Mutation("the ministry", {"산업통상자원부": "해양수산부"},
             lambda f: f.update(programme=("스마트특성화 기반구축사업", "해양수산부", 2023))),
    Mutation("the year of the call", {"‘2023년 스마트": "‘2024년 스마트"},
             lambda f: f.update(programme=("스마트특성화 기반구축사업", "산업통상자원부", 2024))),
    Mutation("the period", {"2023년부터 2025년까지 3년간": "2024년부터 2027년까지 4년간"},
             all_of(*(sets(name, period=(2024, 2027)) for name in (BATTERY, DRIVE, ROBOT, NANO)))),
    Mutation("another city", {"대구시": "부산시", "대구·경북 배분비": "부산·경북 배분비",
                              "강원·대구 배분비": "강원·부산 배분비"}, moves),
    Mutation("a ratio", {"배분비 5:5": "배분비 6:4"},
             sets(ROBOT, shares={"대구": 60.0, "경북": 40.0})),
    Mutation("the parties of a ratio", {"강원·대구 배분비 65:35": "대구·강원 배분비 65:35"},
             sets(NANO, shares={"대구": 65.0, "강원": 35.0})),
    Mutation("no ratio", {"160억원의 사업비(대구·경북 배분비 5:5)가 투입될 예정이다": NO_SPLIT},
             sets(ROBOT, shares={})),
    Mutation("a partner", {"강원도가": "전라남도가", "강원·대구": "전남·대구"},
             sets(NANO, regions=["대구시", "전라남도"], shares={"전남": 65.0, "대구": 35.0})),
    Mutation("a project dropped", {paragraph(DRIVE): "", "4개 과제": "3개 과제"},
             lambda f: f["works"].pop(DRIVE)),
    Mutation("a project more", {paragraph(NANO): f"{paragraph(NANO)}\n\n{FIFTH}",
                                "4개 과제": "5개 과제"},
             lambda f: f["works"].update({"친환경 수소 선박 실증센터 구축사업": work(
                 regions=["대구시"], leads=["한국조선해양기자재연구원"],
                 participants=["부산테크노파크", "울산테크노파크"],
                 national=[3_200_000_000], total=[6_400_000_000])})),
    Mutation("a project told twice", {paragraph(NANO): f"{paragraph(NANO)}\n\n{paragraph(NANO)}"},
             lambda f: f),
    Mutation("projects in another order",
             {paragraph(BATTERY): "@1", paragraph(NANO): "@2",
              "@1": paragraph(NANO).replace("네 번째", "첫 번째는"),
              "@2": paragraph(BATTERY).replace("선정된 4개 과제 중 첫 번째는", "네 번째는")},
             lambda f: f),
    Mutation("other quotation marks", {f"‘{DRIVE}’": f"“{DRIVE}”"}, lambda f: f),
    Mutation("another newspaper", {"여성신문": "서해일보", "권은주": "김하늘", "권영진": "박바다"},
             lambda f: f),
)  # fmt: skip


def test_the_article_itself() -> None:
    assert told(TEXT) == BASE


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_the_facts_follow_the_text(mutation: Mutation) -> None:
    text = mutation.text()
    assert text != TEXT
    assert told(text) == mutation.facts()
