"""Accounting over small graphs whose sums are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from pyoxigraph import RdfFormat, Store

from kg.accounting import audit
from kg.ledger import quotes, read
from kg.names import PREFIXES
from kg.report import Finding

CLASS = {
    "national": "NationalFunding", "local": "LocalFunding", "province": "ProvincialFunding",
    "city": "MunicipalFunding", "private": "PrivateFunding", "mixed": "MixedFunding",
    "total": "TotalCost",
}  # fmt: skip
PROGRAM = "program:기반구축 a fund:Program ; rdfs:label '기반구축사업'@ko ."


@dataclass
class Turtle:
    """A graph that is written fact by fact; amounts are in 억 (10⁸ won)."""

    lines: list[str] = field(default_factory=lambda: [PROGRAM])
    number: int = 0

    def amount(
        self, node: str, eok: float, article: str = "a1", *, approx: bool = False, more: str = ""
    ) -> None:
        self.lines.append(
            f"{node} fund:amount {round(eok * 10**8)} ; fund:asStated '{eok}억' ; "
            f"fund:approximate {str(approx).lower()} ; fund:statedIn article:{article} {more} ."
        )

    def project(
        self, name: str, regions: str = "대구", article: str = "a1", *, approx: bool = False,
        shares: Mapping[str, float] | None = None, **levels: float,
    ) -> None:  # fmt: skip
        node = f"project:{name}"
        self.lines.append(
            f"{node} a fund:Project ; rdfs:label '{name}'@ko ; fund:statedIn article:{article} ; "
            "fund:underProgram program:기반구축 ."
        )
        for region in regions.split():
            self.lines.append(f"{node} fund:inRegion region:{region} .")
        for level, eok in levels.items():
            self.money(name, level, eok, article, approx=approx)
        for region, percent in (shares or {}).items():
            self.lines.append(
                f"{node} fund:costShare share:{name}-{region}-{article} . "
                f"share:{name}-{region}-{article} a fund:CostShare ; fund:percent {percent} ; "
                f"fund:shareRegion region:{region} ; fund:statedIn article:{article} ."
            )

    def money(
        self, name: str, level: str, eok: float, article: str = "a1", *, region: str = "",
        approx: bool = False, more: str = "",
    ) -> str:  # fmt: skip
        self.number += 1
        node = f"funding:{name}-{level}-{self.number}"
        link = "totalCost" if level == "total" else "hasFunding"
        self.lines.append(f"project:{name} fund:{link} {node} . {node} a fund:{CLASS[level]} .")
        if region:
            more += f" ; fund:forRegion region:{region}"
        self.amount(node, eok, article, approx=approx, more=more)
        return node

    def headline(
        self, eok: float, count: int | None = None, *, region: str = "대구", article: str = "a1",
        level: str | None = "national", approx: bool = False,
    ) -> str:  # fmt: skip
        self.number += 1
        node = f"funding:headline-{self.number}"
        self.lines.append(f"{node} a fund:Headline ; fund:underProgram program:기반구축 .")
        if region:
            self.lines.append(f"{node} fund:headlineFor region:{region} .")
        if level:
            self.lines.append(f"{node} fund:level level:{level} .")
        if count:
            self.lines.append(f"{node} fund:projectCount {count} .")
        self.amount(node, eok, article, approx=approx)
        return node

    def store(self) -> Store:
        prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
        store = Store()
        store.load((prefixes + "\n".join(self.lines)).encode(), RdfFormat.TURTLE)
        return store

    def findings(self) -> tuple[Finding, ...]:
        return audit(read(self.store()))

    def codes(self) -> dict[str, str]:
        """Code -> severity, without what merely holds."""
        quiet = ("parts-within-total", "shares-make-100", "periods")
        return {f.code: f.severity for f in self.findings() if f.code not in quiet}

    def one(self, code: str) -> Finding:
        found = [f for f in self.findings() if f.code == code]
        assert len(found) == 1, [(f.code, f.en) for f in self.findings()]
        return found[0]


def four_projects(headline: float = 215, count: int | None = 4) -> Turtle:
    t = Turtle()
    t.project("배터리", national=80, total=180)
    t.project("구동부품", national=50, total=71.5)
    t.project("로봇", "대구 경북", national=100, total=160, shares={"대구": 50, "경북": 50})
    t.project("나노", "대구 강원", national=100, total=143, shares={"강원": 65, "대구": 35})
    t.headline(headline, count)
    return t


def test_a_headline_is_the_sum_after_cost_shares() -> None:
    t = four_projects()
    finding = t.one("headline-adds-up")
    assert finding.severity == "ok"
    assert "215억 원 = 50억 원 + 100억 원 × 35% + 100억 원 × 50% + 80억 원" in finding.ko
    assert "KRW 21.5 billion = KRW 5 billion + KRW 10 billion × 35%" in finding.en
    assert "\n100억 원 × 50%: 로봇" in finding.ko
    assert t.codes() == {"headline-adds-up": "ok"}


def test_a_headline_that_is_off_with_all_projects_known_fails() -> None:
    finding = four_projects(225).one("headline-differs")
    assert finding.severity == "failure"
    assert "215억 원으로 10억 원 다릅니다" in finding.ko


@pytest.mark.parametrize(
    ("changed", "percent"), [("대구", 40.0), ("경북", 50.0)], ids=["share", "whole"]
)
def test_another_share_changes_the_sum(changed: str, percent: float) -> None:
    t = Turtle()
    t.project("로봇", "대구 경북", national=100, shares={changed: percent})
    t.headline(40, 1)
    expected = "ok" if changed == "대구" else "failure"
    assert next(iter(t.codes().values())) == expected


def test_a_project_that_is_not_in_the_graph_is_no_failure() -> None:
    t = Turtle()
    for name, eok in (("배터리", 80), ("구동부품", 50)):
        t.project(name, national=eok)
    t.headline(215, 4)
    finding = t.one("headline-incomplete")
    assert finding.severity == "note"
    assert "4개 가운데 2개" in finding.ko
    assert "합계는 130억 원입니다. 85억 원은 그래프에 없습니다" in finding.ko
    assert "2 of 4 projects" in finding.en


def test_a_project_without_an_amount_is_named() -> None:
    t = Turtle()
    t.project("배터리", national=80)
    t.project("로봇", total=160)
    t.headline(180, 2)
    finding = t.one("headline-incomplete")
    assert "금액 없는 과제: ‘로봇’" in finding.ko


def test_a_headline_without_a_count_proves_nothing_when_it_is_more() -> None:
    t = Turtle()
    t.project("배터리", national=80)
    t.headline(100)
    assert t.codes() == {"headline-incomplete": "note"}


def test_known_projects_that_exceed_the_headline_are_a_warning() -> None:
    t = Turtle()
    t.project("로봇", "대구 경북", national=100)
    t.headline(50)
    assert t.codes() == {"headline-exceeded": "warning"}


def test_projects_of_other_regions_and_programmes_do_not_count() -> None:
    t = four_projects()
    t.project("수소", "부산", national=70)
    t.lines.append(
        "project:관광 a fund:Project ; fund:inRegion region:대구 ; fund:statedIn article:a1 ; "
        "fund:underProgram program:관광 ."
    )
    t.money("관광", "national", 33)
    assert t.codes() == {"headline-adds-up": "ok"}


def test_a_city_counts_for_its_province() -> None:
    t = Turtle()
    t.project("로봇", "구미", national=60)
    t.project("배터리", "포항", national=40)
    t.lines.append("region:구미 fund:within region:경북 . region:포항 fund:within region:경북 .")
    t.headline(100, 2, region="경북")
    assert t.codes() == {"headline-adds-up": "ok"}


def test_the_part_stated_for_the_region_goes_before_the_share() -> None:
    t = Turtle()
    t.project("로봇", "대구 경북", national=100)
    whole = f"funding:로봇-national-{t.number}"
    for region, eok in (("대구", 60), ("경북", 40)):
        t.lines.append(
            f"funding:part-{region} a fund:FundingPart ; fund:partOf {whole} ; "
            f"fund:level level:national ; fund:forRegion region:{region} ."
        )
        t.amount(f"funding:part-{region}", eok)
    t.headline(60, 1)
    assert t.codes() == {"headline-adds-up": "ok", "regional-parts": "ok"}


def test_rounded_headlines_are_told_as_rounded() -> None:
    t = Turtle()
    t.project("배터리", national=80.4)
    t.project("로봇", national=20)
    t.headline(100, 2)
    assert t.codes() == {"headline-rounded": "note"}


def test_approximate_parts_never_fail() -> None:
    t = Turtle()
    t.project("배터리", national=80, approx=True)
    t.headline(100, 1)
    assert t.codes() == {"headline-differs": "warning"}


def test_fewer_projects_than_the_graph_holds_are_looked_for() -> None:
    t = Turtle()
    for name, eok in (("가", 10), ("나", 20), ("다", 44)):
        t.project(name, national=eok)
    t.headline(54, 2)
    assert "과제 2개" in t.one("headline-adds-up").ko
    t.headline(50, 2)
    assert t.codes()["headline-open"] == "note"


def test_a_headline_of_total_cost_adds_up_totals() -> None:
    t = Turtle()
    t.project("가", national=10, total=30)
    t.project("나", national=20, total=50)
    t.headline(80, 2, level="total")
    assert "총사업비 합계와 같습니다" in t.one("headline-adds-up").ko


def test_a_headline_of_an_open_level_tries_them_all_and_never_fails() -> None:
    t = Turtle()
    t.project("가", national=10, total=30)
    t.headline(30, 1, level=None)
    t.headline(25, 1, level="other")
    assert t.codes() == {"headline-adds-up": "ok", "headline-differs": "warning"}


def test_each_article_is_added_up_by_itself() -> None:
    t = Turtle()
    t.project("로봇", article="a1", national=100)
    t.project("로봇", article="a2", national=96)
    t.project("나노", article="a2", national=20)
    t.headline(116, 2, article="a2")
    assert t.codes() == {"headline-adds-up": "ok"}


def test_a_project_told_elsewhere_completes_the_proof() -> None:
    t = Turtle()
    t.project("배터리", article="a1", national=80)
    t.project("로봇", article="a2", national=20)
    t.headline(100, 2, article="a1")
    assert t.codes() == {"headline-adds-up": "ok"}


def test_the_other_reading_of_a_doubtful_amount_is_tried() -> None:
    t = Turtle()
    t.project("가", national=10)
    t.money("나", "national", 0.4, more="; fund:alternativeAmount 4000000000")
    t.lines.append(
        "project:나 a fund:Project ; fund:inRegion region:대구 ; fund:statedIn article:a1 ; "
        "fund:underProgram program:기반구축 ."
    )
    t.headline(50, 2)
    assert t.codes()["headline-fits-alternative"] == "warning"


# ── parts and whole ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({"national": 60, "local": 30, "private": 10, "total": 100}, {}),
        ({"national": 60, "local": 30, "total": 100}, {}),
        ({"national": 60, "total": 100}, {}),
        ({"national": 110, "total": 100}, {"parts-exceed-total": "failure"}),
        ({"national": 60, "local": 30, "private": 11, "total": 100},
         {"parts-exceed-total": "failure"}),
        ({"national": 60, "local": 30, "private": 5, "total": 100}, {"split-differs": "warning"}),
        ({"national": 45.83, "local": 76.5, "private": 0.48, "total": 122.8}, {}),
        ({"national": 45.83, "local": 76.5, "private": 0.60, "total": 122.8},
         {"parts-exceed-total": "failure"}),
        ({"national": 60, "local": 40, "province": 20, "city": 20, "total": 100}, {}),
        ({"national": 60, "province": 20, "city": 21, "total": 100},
         {"parts-exceed-total": "failure"}),
        ({"mixed": 70, "national": 60, "local": 40, "total": 100}, {}),
        ({"mixed": 170, "total": 100}, {"parts-exceed-total": "failure"}),
        ({"national": 60}, {}),
        ({"total": 100}, {}),
    ],
)  # fmt: skip
def test_parts_and_total(levels: dict[str, float], expected: dict[str, str]) -> None:
    t = Turtle()
    t.project("가")
    for level, eok in levels.items():
        t.money("가", level, eok)
    assert t.codes() == expected


def test_the_message_says_which_parts_are_too_much() -> None:
    t = Turtle()
    t.project("가", national=80, local=30, total=100)
    finding = t.one("parts-exceed-total")
    assert (
        finding.ko == "‘가’: 재원별 금액(국비 80억 원 + 지방비 30억 원)의 합 110억 원이 총사업비 "
        "100억 원보다 10억 원 많습니다."
    )
    assert "make KRW 11 billion, KRW 1 billion more than" in finding.en


def test_approximate_parts_that_exceed_are_a_warning() -> None:
    t = Turtle()
    t.project("가", approx=True, national=110, total=100)
    assert t.codes() == {"parts-exceed-total": "warning"}


def test_parts_and_total_of_different_articles_are_not_compared() -> None:
    t = Turtle()
    t.project("로봇", article="a1", national=100, total=160)
    t.project("로봇", article="a2", total=96)
    assert t.codes() == {}


def test_regional_parts_make_their_whole_or_say_what_is_left() -> None:
    for parts, expected in (
        ({"울산": 25, "부산": 4.5}, {"regional-parts": "ok"}),
        ({"울산": 25, "부산": 5}, {"regional-parts-exceed": "failure"}),
        ({"울산": 25, "부산": 4}, {"regional-parts-open": "warning"}),
        ({"울산": 25}, {"regional-parts-open": "note"}),
    ):
        t = Turtle()
        t.project("가", "울산 부산", local=29.5)
        for region, eok in parts.items():
            t.money("가", "local", eok, region=region)
        assert t.codes() == expected, parts


def test_a_part_of_the_total_is_no_second_total() -> None:
    t = Turtle()
    t.project("가", "대구 경북", national=100, total=100)
    for region in ("대구", "경북"):
        t.money("가", "national", 50, region=region)
    assert t.codes() == {"regional-parts": "ok"}


# ── shares and time ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"대구": 50, "경북": 50}, {}),
        ({"대구": 33.3, "경북": 33.3, "강원": 33.3}, {}),
        ({"대구": 60, "경북": 50}, {"shares-not-100": "failure"}),
        ({"대구": 40, "경북": 50}, {"shares-not-100": "failure"}),
        ({"대구": 35}, {"shares-open": "note"}),
        ({"대구": 135}, {"shares-not-100": "failure"}),
    ],
)
def test_shares_make_a_hundred(shares: dict[str, float], expected: dict[str, str]) -> None:
    t = Turtle()
    t.project("가", "대구 경북", shares=shares)
    assert t.codes() == expected


def test_shares_of_two_articles_are_not_added() -> None:
    t = Turtle()
    t.project("가", article="a1", shares={"대구": 50, "경북": 50})
    t.project("가", article="a2", shares={"대구": 40, "경북": 60})
    assert t.codes() == {}


def test_nothing_ends_before_it_starts() -> None:
    t = Turtle()
    t.lines.append(
        "project:가 fund:startYear '2025'^^xsd:gYear ; fund:endYear '2023'^^xsd:gYear . "
        "project:나 fund:startYear '2023'^^xsd:gYear ; fund:endYear '2023'^^xsd:gYear ."
    )
    finding = t.one("period-reversed")
    assert finding.severity == "failure"
    assert "2023" in finding.ko
    assert finding.focus == (PREFIXES["project"] + "가",)
    assert t.one("periods").ko.startswith("기간 1개")


# ── doubts ───────────────────────────────────────────────────────────────────────────────────


def doubtful(t: Turtle) -> str:
    return t.money("가", "total", 71.00005, more="; fund:alternativeAmount 7150000000")


def test_a_doubtful_amount_shows_both_readings() -> None:
    t = Turtle()
    t.project("가", national=50)
    doubtful(t)
    finding = t.one("suspicious-amount")
    assert finding.severity == "warning"
    assert "글자 그대로 71억 5,000원이지만 71억 5,000만 원일 수 있습니다" in finding.ko
    assert "가릴 수 없습니다" in finding.ko
    assert t.codes() == {"suspicious-amount": "warning"}


def test_another_article_bears_out_one_reading() -> None:
    t = Turtle()
    t.project("가", national=50)
    doubtful(t)
    t.money("가", "total", 71.5, "a2")
    assert "뒤의 금액과 맞습니다" in t.one("suspicious-amount").ko


def test_the_parts_bear_out_one_reading() -> None:
    t = Turtle()
    t.project("가", national=50, local=21.5)
    doubtful(t)
    assert "뒤의 금액과 맞습니다" in t.one("suspicious-amount").ko
    assert t.codes()["parts-exceed-total"] == "warning"


def test_a_conflict_says_which_amount_stands_and_who_says_so() -> None:
    t = Turtle()
    t.project("로봇")
    new = t.money("로봇", "total", 146, "a2")
    t.money("로봇", "total", 160, "a1", more=f"; fund:supersededBy {new}")
    t.lines.append(
        "article:a1 schema:headline '선정'@ko ; schema:datePublished '2022-05-04'^^xsd:date . "
        "article:a2 schema:headline '착수'@ko ; schema:datePublished '2023-05-25'^^xsd:date ."
    )
    finding = t.one("conflict")
    assert finding.severity == "warning"
    assert (
        "160억 원 (2022-05-04, “선정”) 대신 146억 원 (2023-05-25, “착수”)이 앞섭니다" in finding.ko
    )


def test_open_notes_of_the_graph_are_listed_once() -> None:
    t = Turtle()
    for n, kind in enumerate(("open-name", "same-project")):
        t.lines.append(
            f"quality:{n} a dqv:QualityAnnotation ; fund:doubtKind '{kind}' ; "
            "oa:hasTarget region:중구 , region:동구 ; "
            f"oa:bodyValue '무엇인지 모름 {n}'@ko , 'left open {n}'@en ."
        )
    assert t.codes() == {"open-name": "warning", "same-project": "note"}
    assert t.one("open-name").en == "left open 0"


def test_a_name_that_was_left_open_is_told_once() -> None:
    t = Turtle()
    for n, (kind, text) in enumerate(
        [
            ("open-name", "‘광주’ 정하지 못함"),
            ("ambiguous-region", "광주: 광주광역시, 경기도 광주시"),
        ]
    ):
        t.lines.append(
            f"quality:{n} a dqv:QualityAnnotation ; fund:doubtKind '{kind}' ; "
            f"oa:hasTarget region:광주 ; oa:bodyValue '{text}'@ko ."
        )
    assert t.codes() == {"ambiguous-region": "warning"}


def test_a_sentence_is_put_together_from_its_selectors() -> None:
    t = Turtle()
    t.project("가", national=80)
    t.lines.append(
        f"funding:가-national-{t.number} fund:evidence evidence:e . "
        "evidence:e oa:hasSource article:a1 ; oa:hasSelector evidence:e.q , evidence:e.p . "
        "evidence:e.q oa:exact '80억원' ; oa:prefix '국비 ' ; oa:suffix '을 받는다.' . "
        "evidence:e.p oa:start 3 ; oa:end 7 ."
    )
    (quote,) = quotes(t.store(), f"{PREFIXES['funding']}가-national-{t.number}")
    assert (quote.sentence, quote.exact) == ("국비 80억원을 받는다.", "80억원")


def test_a_graph_without_money_has_nothing_to_tell() -> None:
    assert Turtle().findings() == ()
