"""Short ways to say what articles report, for tests of what comes after extraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.link import Corpus, LinkedProject, link
from kg.model import (
    Amount,
    Article,
    Day,
    Evidence,
    Facts,
    Flag,
    Mention,
    OtherRole,
    Period,
    Program,
    Project,
    Share,
    Source,
    Total,
)
from kg.resolve import resolve

EOK = 100_000_000


@dataclass
class Paper:
    """An article that grows by a sentence with every fact it reports."""

    title: str = "제목"
    published: str | None = "2022-05-04"
    publisher: str | None = "신문"
    text: str = ""
    programs: list[Program] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def say(self, quote: str) -> Evidence:
        """Add a sentence with a quote and return the quote's place."""
        start = len(self.text) + len("기사는 ")
        self.text += f"기사는 {quote} 하고 썼다.\n"
        return Evidence(start, start + len(quote), quote)

    def program(
        self, name: str, agency: str | None = None, year: int | None = None,
        period: tuple[Day | None, Day | None] = (None, None),
    ) -> None:  # fmt: skip
        self.programs.append(
            Program(
                name, self.say(name), agency, self.say(agency) if agency else None, year,
                self.say(str(year)) if year else None, Period(*period),
            )
        )  # fmt: skip

    def money(
        self, source: Source, won: int, stated: str = "", *, approx: bool = False,
        region: str | None = None, payer: str | None = None, likely: int | None = None,
    ) -> Amount:  # fmt: skip
        stated = stated or f"{won:,}원"
        return Amount(source, won, stated, self.say(stated), approx, region, payer, likely)

    def project(
        self,
        name: str,
        *money: Amount,
        program: str | None = None,
        regions: Sequence[str] = (),
        leads: Sequence[str] = (),
        participants: Sequence[str] = (),
        others: Sequence[tuple[str, str]] = (),
        shares: Sequence[tuple[str, float] | tuple[str, float, str]] = (),
        period: tuple[Day | None, Day | None] = (None, None),
    ) -> None:
        self.projects.append(
            Project(
                name, self.say(name), program,
                tuple(Mention(one, self.say(one)) for one in regions),
                tuple(Mention(one, self.say(one)) for one in leads),
                tuple(Mention(one, self.say(one)) for one in participants),
                tuple(OtherRole(one, role, self.say(one)) for one, role in others),
                money,
                tuple(
                    Share(one, percent, self.say(f"{one} {percent}"), *of)
                    for one, percent, *of in shares
                ),
                Period(*period),
            )
        )  # fmt: skip

    def total(
        self, region: str | None, won: int, source: Source = "national", *,
        program: str | None = None, count: int | None = None, approx: bool = False,
    ) -> None:  # fmt: skip
        stated = f"{won:,}원"
        self.totals.append(
            Total(region, source, won, stated, self.say(stated), approx, count=count,
                  program=program)
        )  # fmt: skip

    def flag(self, kind: str, evidence: Evidence) -> None:
        self.flags.append(Flag(kind, "doubtful", evidence, "의심스러움"))

    @property
    def facts(self) -> Facts:
        article = Article(self.text, self.title, self.publisher, None, self.published)
        return Facts(
            article, tuple(self.programs), tuple(self.projects), tuple(self.totals),
            tuple(self.flags),
        )  # fmt: skip


def linked(papers: Iterable[Paper], *, apart: Iterable[frozenset[str]] = ()) -> Corpus:
    """Resolve and link what papers report."""
    return link([resolve(paper.facts) for paper in papers], apart=apart)


def one_project(corpus: Corpus) -> LinkedProject:
    """Return the only project of a corpus."""
    (project,) = corpus.projects
    return project


# ── four papers on one event and its sequel, as they reported it ─────────────────────────────

PROGRAM = "스마트특성화 기반구축사업"
BATTERY = "전기모빌리티융합 사용 후 배터리 시험평가센터 구축사업"
PARTS = "미래자동차 전기구동부품 제조공정 고도화 지원 기반구축 사업"
AMR = "스마트 이송·물류 AMR(자율주행로봇) 산업육성 초광역 협력 플랫폼 구축사업"
NANO = "국내 부존자원활용 나노소재·부품산업 가치사슬 혁신 플랫폼 구축사업"
SHORT = {
    BATTERY: "사용 후 배터리 시험평가센터 구축사업",
    PARTS: "미래차 전기구동부품 고도화 사업",
    AMR: "이송·물류 AMR(자율주행로봇) 플랫폼 구축사업",
}
LATER_AMR = "스마트 이송·물류 자율주행로봇(AMR) 플랫폼 구축사업"

_BATTERY_LEAD = "한국전지산업협회 대구분원"
_PARTS_LEAD = "한국생산기술연구원"
_AMR_LEAD = "대구기계부품연구원"
_AMR_PARTNERS = ("한국전자통신연구원", "한국로봇융합연구원", "구미전자정보기술원")


def first() -> Paper:
    """May 2022, with a slip in one amount."""
    p = Paper("대구시, 3년간 국비 215억 확보", "2022-05-04", "여성신문")
    years = (2023, 2025)
    p.program(PROGRAM, "산업통상자원부", 2023, years)
    p.project(
        BATTERY, p.money("national", 80 * EOK, "80억원"), p.money("total", 180 * EOK, "180억원"),
        program=PROGRAM, regions=["대구시"], leads=[_BATTERY_LEAD],
        participants=["대구기계부품연구원", "대구경북과학기술원"], period=years,
    )  # fmt: skip
    slip = p.money("total", 7_100_005_000, "71억5천원", likely=7_150_000_000)
    p.project(
        PARTS, p.money("national", 50 * EOK, "50억원"), slip,
        program=PROGRAM, regions=["대구시"], leads=[_PARTS_LEAD],
        participants=["한국자동차연구원", "지능형자동차부품진흥원"], period=years,
    )  # fmt: skip
    p.flag("suspicious-amount", slip.evidence)
    p.project(
        AMR, p.money("national", 100 * EOK, "100억원"), p.money("total", 160 * EOK, "160억원"),
        program=PROGRAM, regions=["대구시", "경상북도"], leads=[_AMR_LEAD],
        participants=_AMR_PARTNERS,
        others=[("대구시", "leadGovernment"), ("경상북도", "partnerGovernment")],
        shares=[("대구", 50), ("경북", 50)], period=years,
    )  # fmt: skip
    p.project(
        NANO, p.money("national", 100 * EOK, "100억원"), p.money("total", 143 * EOK, "143억원"),
        program=PROGRAM, regions=["대구시", "강원도"], leads=["철원 플라즈마산업기술연구원"],
        participants=["나노실용화센터", "다이텍연구원"],
        shares=[("강원", 65), ("대구", 35)], period=years,
    )  # fmt: skip
    p.total("대구시", 215 * EOK, program=PROGRAM, count=4)
    return p


def second() -> Paper:
    """The same day in another paper: short names, the amount without the slip, parts in won."""
    p = Paper("산업부 스마트특성화 공모서 4개 과제 최다 선정", "2022-05-04", "매일신문")
    p.program(PROGRAM, "산업통상자원부", 2023)
    p.project(
        SHORT[BATTERY], p.money("national", 80 * EOK, "80억원"),
        p.money("total", 180 * EOK, "180억원"),
        program=PROGRAM, regions=["대구시"], leads=[_BATTERY_LEAD],
    )  # fmt: skip
    p.project(
        SHORT[PARTS], p.money("national", 50 * EOK, "50억원"),
        p.money("total", 7_150_000_000, "71억5천만원"),
        program=PROGRAM, regions=["대구시"], leads=[_PARTS_LEAD],
    )  # fmt: skip
    p.project(
        SHORT[AMR], p.money("national", 100 * EOK, "100억원"),
        p.money("national", 50 * EOK, "50억원", region="대구"),
        p.money("national", 50 * EOK, "50억원", region="경북"),
        p.money("total", 160 * EOK, "160억원"),
        program=PROGRAM, regions=["대구", "경북"], leads=[_AMR_LEAD], participants=_AMR_PARTNERS,
        shares=[("대구", 50, "national"), ("경북", 50, "national")],
    )  # fmt: skip
    p.total("대구시", 215 * EOK, program=PROGRAM)
    return p


def year_later() -> Paper:
    """May 2023: the robots' project starts with less."""
    p = Paper("자율주행로봇 플랫폼 구축사업 최종 선정", "2023-05-25", "뉴데일리")
    p.project(
        f"2023년도 {LATER_AMR}",
        p.money("national", 96 * EOK, "96억 원"), p.money("total", 146 * EOK, "146억 원"),
        regions=["대구", "경북"], leads=[_AMR_LEAD], participants=_AMR_PARTNERS,
        shares=[("대구", 50), ("경북", 50)], period=(2023, 2025),
    )  # fmt: skip
    return p


def at_the_end() -> Paper:
    """December 2025: what it has cost."""
    p = Paper("자율주행로봇 산업 핵심 거점 부상", "2025-12-13", "뉴데일리")
    p.project(
        LATER_AMR,
        p.money("total", 12_290_000_000, "122억 9천만 원"),
        p.money("total", 122 * EOK, "122억", approx=True),
        regions=["대구", "경북"], period=(2023, 2025),
    )  # fmt: skip
    return p


def story() -> list[Paper]:
    """All four."""
    return [first(), second(), year_later(), at_the_end()]
