"""Why a fact is there: found by amount, by name and by IRI, told with its sentence."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.errors import QueryError
from kg.extract import extract
from kg.extract.patterns import load
from kg.graph import to_store, triples
from kg.link import link
from kg.model import (
    Amount,
    Article,
    Evidence,
    Facts,
    Flag,
    Mention,
    OtherRole,
    Period,
    Program,
    Project,
    Resolved,
    Share,
    Total,
    Unused,
)
from kg.read import read_file
from kg.reasons import meaning
from kg.resolve import resolve
from kg.unused import unused
from kg.why import Explanation, explain
from tests.floors import pairs

TEXT = """대구시, 국비 215억 확보
대구시가 산업통상자원부의 ‘2023년 스마트특성화 기반구축사업’ 공모에 선정됐다.
2023년부터 2025년까지 추진한다.
‘나노 플랫폼 구축사업’에는 국비 100억원 등 총 71억5천원(강원·대구 배분비 65:35)이 투입된다.
대구기계부품연구원이 주관하고 다이텍연구원이 참여하며 한국산업기술진흥원이 전담한다.
지난해에는 44억원이었다.
"""


def at(quote: str, nth: int = 0) -> Evidence:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Evidence(start, start + len(quote), quote)


RULE = next(iter(load().values()))[0]
PROGRAM = "스마트특성화 기반구축사업"
PROJECT = "나노 플랫폼 구축사업"
FACTS = Facts(
    Article(TEXT, title="대구시, 국비 215억 확보", published="2022-05-04", source="a.txt"),
    programs=(
        Program(PROGRAM, at(PROGRAM), "산업통상자원부", at("산업통상자원부"), 2023, at("2023년"),
                Period(2023, 2025, at("2023년부터 2025년까지"))),
    ),
    projects=(
        Project(
            PROJECT, at(PROJECT), PROGRAM, rule="quoted-before-money",
            regions=(Mention("대구시", at("대구시", 1)), Mention("강원", at("강원"))),
            leads=(Mention("대구기계부품연구원", at("대구기계부품연구원")),),
            participants=(Mention("다이텍연구원", at("다이텍연구원")),),
            others=(OtherRole("한국산업기술진흥원", "administrator", at("한국산업기술진흥원")),),
            funding=(
                Amount("national", 10_000_000_000, "100억원", at("100억원"), rule=RULE.name),
                Amount("total", 7_100_005_000, "71억5천원", at("71억5천원"),
                       alternative_krw=7_150_000_000),
            ),
            shares=(Share("강원", 65.0, at("65")), Share("대구", 35.0, at("35"))),
            period=Period(2023, 2025, at("2023년부터 2025년까지")),
        ),
    ),
    totals=(Total("대구시", "national", 21_500_000_000, "215억", at("215억")),),
    flags=(Flag("suspicious-amount", "Is 만 missing?", at("71억5천원"), "만이 빠졌나?"),),
    unused=(
        Unused("amount", RULE.name, at("44억원")), Unused("role", "no-body", at("전담")),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def resolved() -> Resolved:
    return resolve(FACTS)


@pytest.fixture(scope="module")
def store(resolved: Resolved) -> Store:
    return to_store(triples(link([resolved])))


def kinds(found: tuple[Explanation, ...]) -> list[str]:
    return [e.kind for e in found]


@pytest.mark.parametrize(
    ("query", "span"),
    [("100억", "100억원"), ("100억원", "100억원"), ("215억 원", "215억"),
     ("71억 5천원", "71억5천원"), ("71억5천만원", "71억5천원")],
)  # fmt: skip
def test_an_amount_is_found_as_people_write_it(resolved: Resolved, query: str, span: str) -> None:
    (found,) = explain([resolved], query)
    assert found.span == span


def test_the_sentence_stands_around_the_span(resolved: Resolved) -> None:
    (found,) = explain([resolved], "100억")
    assert found.before == "‘나노 플랫폼 구축사업’에는 국비 "
    assert found.after == " 등 총 71억5천원(강원·대구 배분비 65:35)이 투입된다."
    assert TEXT[found.start :].startswith("100억원")


def test_an_explanation_reads_in_korean_and_in_english(resolved: Resolved) -> None:
    (found,) = explain([resolved], "100억")
    lines = found.text("ko").splitlines()
    assert lines[0] == "과제 ‘나노 플랫폼 구축사업’의 국비 100억 원"
    assert lines[1] == "  기사: 대구시, 국비 215억 확보 (2022-05-04)"
    assert lines[2].startswith("  문장: ‘나노 플랫폼 구축사업’에는 국비 【100억원】 등 총")
    assert lines[3].startswith(f"  규칙: {RULE.name}: {RULE.explain}")
    assert len(lines) == 4
    english = found.text("en").splitlines()
    assert english[0] == "national money of KRW 10 billion for project ‘나노 플랫폼 구축사업’"
    assert english[2].startswith("  sentence: ")
    assert "\x1b[1;33m100억원\x1b[0m" in found.text("ko", colour=True)


def test_a_fact_without_a_rule_was_written_by_a_person(resolved: Resolved) -> None:
    (found,) = explain([resolved], "215억")
    assert "규칙: 없음 (사람이 적은 사실)" in found.text("ko")


def test_doubts_stand_with_the_fact(resolved: Resolved) -> None:
    (found,) = explain([resolved], "71억5천원")
    assert found.doubts == (("만이 빠졌나?", "Is 만 missing?"),)
    assert "주의: 만이 빠졌나?" in found.text("ko")


def test_the_resolution_of_each_name_gives_its_reason(resolved: Resolved) -> None:
    regions = [e for e in explain([resolved], "대구시") if e.kind == "region"]
    name = regions[0].names[0]
    assert (name.name, name.entity.id) == ("대구시", "대구광역시")
    assert (name.why_ko or name.why) in regions[0].text("ko")
    assert name.why in regions[0].text("en")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("다이텍", ["participant"]),
        ("대구기계부품 연구원", ["lead"]),
        ("대구광역시", ["total", "region", "share"]),
        ("산업통상자원부", ["agency"]),
        ("한국산업기술진흥원", ["administrator"]),
        ("스마트특성화", ["call", "program", "period"]),
        ("아무데도 없는 이름", []),
    ],
)
def test_names_are_found_in_part_and_under_their_full_name(
    resolved: Resolved, query: str, expected: list[str]
) -> None:
    assert kinds(explain([resolved], query)) == expected


def test_the_whole_name_of_a_project_asks_for_all_of_it(resolved: Resolved) -> None:
    assert sorted(kinds(explain([resolved], PROJECT))) == sorted(
        ["project", "region", "region", "lead", "participant", "administrator", "funding",
         "funding", "share", "share", "period"]
    )  # fmt: skip


def test_an_iri_of_the_graph_leads_to_its_facts(resolved: Resolved, store: Store) -> None:
    query = "SELECT ?f WHERE { ?f a <https://w3id.org/kr-funding/ontology#NationalFunding> }"
    answers = store.query(query)
    assert isinstance(answers, QuerySolutions)
    (iri,) = [row["f"].value for row in answers]
    for form in (
        iri,
        f"<{iri}>",
        iri.replace("https://w3id.org/kr-funding/id/funding/", "funding:"),
    ):
        (found,) = explain([resolved], form, store)
        assert (found.kind, found.span) == ("funding", "100억원")


def test_an_iri_of_a_region_leads_to_all_that_names_it(resolved: Resolved, store: Store) -> None:
    found = explain([resolved], "region:강원특별자치도", store)
    assert {"region", "share"} <= set(kinds(found))


def test_an_unknown_iri_leads_nowhere_and_a_broken_one_is_told(
    resolved: Resolved, store: Store
) -> None:
    assert explain([resolved], "project:없음", store) == ()
    with pytest.raises(QueryError, match="no IRI"):
        explain([resolved], "https://example.org/ 빈칸", store)
    with pytest.raises(QueryError, match="in a graph"):
        explain([resolved], "project:없음")
    with pytest.raises(QueryError, match="nothing was asked"):
        explain([resolved], "  ")


def test_articles_are_told_apart(resolved: Resolved) -> None:
    found = explain([resolved, resolved], "215억")
    assert len(found) == 2
    assert found[0].article == "대구시, 국비 215억 확보"


def test_what_was_not_used_is_told_with_its_sentence_and_reason() -> None:
    korean, english = unused(FACTS), unused(FACTS, "en")
    assert korean.splitlines()[0].startswith(f"역할 ‘전담’ ({TEXT.index('전담')}): no-body")
    assert korean.splitlines()[2].startswith("금액 ‘44억원’")
    assert korean.splitlines()[3] == "    지난해에는 【44억원】이었다."
    assert english.splitlines()[2].startswith("amount ‘44억원’")
    assert RULE.explain in english.splitlines()[2]


def test_every_rule_and_every_reason_of_the_gold_articles_is_explained() -> None:
    names: set[str] = set()
    for _, article in pairs():
        read = read_file(article)
        assert isinstance(read, Article)
        facts = extract(read)
        names |= {one.reason for one in facts.unused}
        for p in facts.projects:
            names |= {p.rule, *(m.rule for m in (*p.regions, *p.leads, *p.participants))}
            names |= {o.rule for o in p.others} | {s.rule for s in p.shares}
            names |= {a.rule for a in p.funding}
        names |= {p.rule for p in facts.programs} | {t.rule for t in facts.totals}
    assert {name for name in names if not all(meaning(name))} == set()
