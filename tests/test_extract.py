"""What extraction makes of short texts: one behaviour a test, to be read as its description."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.facts import dumps
from kg.model import Amount, Article, Facts, Mention, OtherRole, Project, Share

EOK = 10**8
WON = "대구시가 산업통상자원부의 ‘모터 혁신기술 육성사업’ 공모에 최종 선정됐다. "
"""A sentence of an award; what follows it speaks of the project that it names."""


def read(text: str, published: str | None = None) -> Facts:
    facts = extract(Article(text=text, published=published))
    _every_span_holds(facts)
    return facts


def _every_span_holds(facts: Facts) -> None:
    spans = [p.evidence for p in facts.projects] + [p.evidence for p in facts.programs]
    spans += [t.evidence for t in facts.totals]
    for p in facts.projects:
        rows: tuple[Mention | OtherRole | Amount | Share, ...] = (
            *p.regions, *p.leads, *p.participants, *p.others, *p.funding, *p.shares
        )  # fmt: skip
        spans += [row.evidence for row in rows]
    for span in (*spans, *(f.evidence for f in facts.flags), *(u.evidence for u in facts.unused)):
        assert facts.article.text[span.start : span.end] == span.quote


def project(text: str, published: str | None = None) -> Project:
    """The only project of a text."""
    (found,) = read(text, published).projects
    return found


def money(found: Project) -> dict[str, float]:
    """The funding of a project by level, in 억 won."""
    return {a.source: a.amount_krw / EOK for a in found.funding}


def unused(facts: Facts) -> dict[str, str]:
    return {u.evidence.quote: u.reason for u in facts.unused}


# ── programme and project ────────────────────────────────────────────────────────────────────


def test_one_name_is_programme_and_project_where_the_text_has_no_other() -> None:
    facts = read(WON + "국비 100억원을 지원받는다.")
    (programme,), (only,) = facts.programs, facts.projects
    assert (programme.name, programme.agency) == ("모터 혁신기술 육성사업", "산업통상자원부")
    assert (only.name, only.program) == ("모터 혁신기술 육성사업", "모터 혁신기술 육성사업")
    assert only.rule == "programme-is-project"


def test_a_project_is_chosen_in_a_programme() -> None:
    facts = read(
        "산업통상자원부가 주관하는 ‘지역 거점 육성사업’ 공모에 대구시의 ‘혁신 플랫폼 구축사업’이 "
        "선정됐다. 국비 80억원이 투입된다."
    )
    assert [p.name for p in facts.programs] == ["지역 거점 육성사업"]
    assert [(p.name, p.program) for p in facts.projects] == [
        ("혁신 플랫폼 구축사업", "지역 거점 육성사업")
    ]
    assert money(facts.projects[0]) == {"national": 80}


def test_the_year_of_a_call_is_kept_apart_from_its_name() -> None:
    (programme,) = read(
        "부산시는 해양수산부가 주관하는 ‘2023년 해양 신산업 육성사업’ 공모에 선정돼 국비 60억원을 "
        "지원받는다."
    ).programs
    assert (programme.name, programme.year, programme.agency) == (
        "해양 신산업 육성사업", 2023, "해양수산부",
    )  # fmt: skip


def test_a_name_without_quotation_marks_is_found_by_its_end() -> None:
    found = project(
        "대구시는 산업통상자원부의 특장차 수소파워팩 기술지원 기반구축 사업에 최종 선정돼 국비 "
        "80억원을 확보했다."
    )
    assert found.name == "특장차 수소파워팩 기술지원 기반구축 사업"


# ── what a sentence speaks of ────────────────────────────────────────────────────────────────


def test_sentences_behind_a_name_speak_of_it() -> None:
    found = project(
        WON + "이 사업에는 2023년부터 2025년까지 국비 100억원을 포함해 총 180억원이 투입된다. "
        "대구기계부품연구원이 주관하고 한국자동차연구원과 경북대가 참여한다."
    )
    assert money(found) == {"national": 100, "total": 180}
    assert [m.name for m in found.leads] == ["대구기계부품연구원"]
    assert [m.name for m in found.participants] == ["한국자동차연구원", "경북대"]
    assert (found.period.start, found.period.end) == (2023, 2025)


PARAGRAPHS = (
    "경북도는 과학기술정보통신부 주관 ‘지역 혁신 공모사업’에 2개 과제가 선정돼 국비 70억원을 "
    "확보했다고 4일 밝혔다.\n"
    "첫 번째는 ‘수소 부품 시험평가센터 구축사업’이다. 국비 40억원을 포함해 총 90억원이 투입되며 "
    "경북테크노파크가 주관한다.\n"
    "두 번째는 ‘로봇 실증 플랫폼 구축사업’이다. 국비 30억원이 지원되며 한국로봇융합연구원이 "
    "주관하고 포항공대가 참여한다."
)


def test_calls_won_together_are_projects_of_their_own() -> None:
    facts = read(
        "울산대가 과기정통부가 주관하는 ‘미래선도 인재양성 지원사업’과 ‘시장연계 창업탐색사업’"
        " 공모에 잇따라 선정됐다. 미래선도 인재양성 지원사업은 국비 114억원을 지원받는다."
        " 시장연계 창업탐색사업에는 국비 60억원이 투입된다."
    )
    assert {p.name: money(p) for p in facts.projects} == {
        "미래선도 인재양성 지원사업": {"national": 114},
        "시장연계 창업탐색사업": {"national": 60},
    }
    assert {p.agency for p in facts.programs} == {"과기정통부"}


def test_what_a_city_does_besides_its_award_takes_no_place_of_it() -> None:
    text = WON + "국비 100억원을 받는다. 시는 수소트랙터를 실증하는 수소차 실증사업도 벌인다."
    assert [p.name for p in read(text).projects] == ["모터 혁신기술 육성사업"]
    listed = "‘로봇 부품 실증사업’이 최종 선정됐다. 수소차 부품 실증사업도 추진한다."
    assert [p.name for p in read(listed).projects] == ["로봇 부품 실증사업", "수소차 부품 실증사업"]


def test_the_call_in_the_heading_is_the_one_the_text_is_about() -> None:
    facts = read(
        "울산시, 국토부 ‘수소도시 조성사업’ 공모 선정\n\n"
        "울산시가 국토교통부의 수소시범도시 조성사업을 마친 데 이어 국토교통부 주관 ‘수소도시"
        " 조성사업’ 공모에도 선정됐다. 국비 147억원을 투입한다."
    )
    assert [p.name for p in facts.projects] == ["수소도시 조성사업"]


@pytest.mark.parametrize(
    "text",
    [
        "이번 사업은 국비 70억원이 투입되는 큰 프로젝트다.",
        "구체적 사업은 ▲협의회 구축 ▲기업 지원이다.",
        "부처가 연 공모사업에서 좋은 결과를 냈다.",
    ],
)
def test_what_any_project_can_be_called_is_no_name(text: str) -> None:
    assert [p.name for p in read(WON + text).projects] == ["모터 혁신기술 육성사업"]


def test_what_was_handed_in_has_won_where_nothing_else_is_said_to_have() -> None:
    call = "증평군이 충북도의 ‘지역균형발전 공모사업’에 최종 선정됐다. "
    handed_in = "군은 이번 공모사업에 ‘느림보마을 한옥 휴양시설 조성 사업’을 냈다. "
    assert [p.name for p in read(call + handed_in + "국비 5억원을 들인다.").projects] == [
        "느림보마을 한옥 휴양시설 조성 사업"
    ]
    another = "‘김득신 기념공간 조성사업’이 선정됐다. " + handed_in
    assert [p.name for p in read(another).projects] == ["김득신 기념공간 조성사업"]


def test_a_list_of_what_was_won_needs_no_marks() -> None:
    text = (
        "포항시가 내년도 국비를 확보했다. 신규사업은 이차전지 특화단지 지하관로 인프라 구축 71억원,"
        " 오천 항사댐 건설 84억원, 의료용 리튬이온 센터 건립 60억원 등이다."
    )
    assert [p.name for p in read(text).projects] == [
        "이차전지 특화단지 지하관로 인프라 구축",
        "오천 항사댐 건설",
        "의료용 리튬이온 센터 건립",
    ]
    parts = (
        WON + "사업비는 시험장비 신규 구축 20억원, 전문인력 양성 5억원, 지역기업 지원 3억원이다."
    )
    assert [p.name for p in read(parts).projects] == ["모터 혁신기술 육성사업"]


def test_formal_endings_tell_the_same_as_plain_ones() -> None:
    formal = read(
        "강릉시가 해양헬스케어 시범사업을 벌입니다. 강릉과학산업진흥원이 사업을 주관합니다."
        " 국비 31억원을 투입하고, 센터는 내년에 들어섭니다."
    )
    plain = read(
        "강릉시가 해양헬스케어 시범사업을 벌인다. 강릉과학산업진흥원이 사업을 주관한다."
        " 국비 31억원을 투입하고, 센터는 내년에 들어선다."
    )
    for facts in (formal, plain):
        (only,) = facts.projects
        assert only.name == "해양헬스케어 시범사업"
        assert [m.name for m in only.leads] == ["강릉과학산업진흥원"]
        assert money(only) == {"national": 31}


def test_places_paid_for_one_by_one_are_projects() -> None:
    facts = read(
        "인천시가 해양수산부의 ‘어촌뉴딜300 사업’ 공모에서 2곳이 선정돼 국비 171억원을 투입한다.\n"
        "중구 덕교항은 129억원(국비 90억원, 지방비 39억원)을 들여 선착장을 높인다.\n"
        "강화 외포항은 115억원(국비 81억원, 지방비 34억원)으로 어구창고를 짓는다."
    )
    assert {p.name: money(p) for p in facts.projects} == {
        "덕교항": {"total": 129, "national": 90, "local": 39},
        "외포항": {"total": 115, "national": 81, "local": 34},
    }
    assert [(t.source, t.amount_krw // EOK) for t in facts.totals] == [("national", 171)]
    alone = WON + "중구 덕교항에는 100억원(국비 60억원, 시비 40억원)을 들여 시험장을 짓는다."
    assert [p.name for p in read(alone).projects] == ["모터 혁신기술 육성사업"]


def test_a_title_is_a_project_whose_money_the_next_sentence_tells() -> None:
    text = (
        "군산시가 ‘스마트산단 제조혁신 기반 구축 사업’으로 지역 제조업에 힘을 보탠다."
        " 총사업비 212억원(국비 137억원, 시비 75억원)을 투입해 지원센터를 세운다."
        " 더불어 ‘모빌리티 산업 고도화 플랫폼 구축사업’도 추진된다. 국비 89억원을 투입한다."
    )
    assert {p.name: money(p) for p in read(text).projects} == {
        "스마트산단 제조혁신 기반 구축 사업": {"total": 212, "national": 137, "city": 75},
        "모빌리티 산업 고도화 플랫폼 구축사업": {"national": 89},
    }


def test_the_ministry_is_the_agency_not_the_body_beside_it() -> None:
    call = "{}이 지원하는 ‘산학융합지구 조성사업’에 부산시가 선정됐다."
    (programme,) = read(call.format("산업통상자원부와 한국산업기술진흥원")).programs
    assert programme.agency == "산업통상자원부"
    (programme,) = read(call.format("한국산업기술진흥원")).programs
    assert programme.agency == "한국산업기술진흥원"


def test_a_list_without_marks_counts_where_it_has_as_many_entries_as_the_text_says() -> None:
    three = "전자약 실용화 기반구축, 항공 부품 생산 시스템 구축, 배터리 산업 생태계 활성화"
    told = (
        "경남도가 산업부의 ‘스마트 특성화 기반구축사업’에서 {}개 사업이 선정됐다. {}개 사업은 {}다."
    )
    assert [p.name for p in read(told.format(3, 3, three)).projects] == three.split(", ")
    assert [p.name for p in read(told.format(4, 4, three)).projects] == [
        "스마트 특성화 기반구축사업"
    ]


def test_a_ceremony_is_named_after_its_project() -> None:
    facts = read(
        "부산대는 ‘해양플랜트 초고압 시험인증 사업 출범식’을 연다. 부산대는 지식경제부 연계협력사업"
        " 공모에 선정돼 총사업비 174억원을 지원받는다."
    )
    assert [p.name for p in facts.projects] == ["해양플랜트 초고압 시험인증 사업"]


def test_what_somebody_says_is_no_name_however_it_ends() -> None:
    said = "시장은 “이 공모사업은 지방비 없이 국비만 들여 벌이는 자연환경 보전사업”이라며 반겼다."
    assert [p.name for p in read(WON + said).projects] == ["모터 혁신기술 육성사업"]


def test_the_parts_of_a_rate_are_rates() -> None:
    found = project(WON + "매년 44억원씩(국비 25억원, 대구시 3억원) 총 377억원이 투입된다.")
    assert money(found) == {"total": 377}


def test_what_is_secured_project_by_project_is_no_headline_beside_their_sum() -> None:
    facts = read(
        "울산시, 산업 R&D 공모서 국비 41억원 확보\n\n"
        "울산시는 정부의 연구개발 분야에 응모해 국비 41억원을 확보했다."
        " 과기정통부의 ‘대학 ICT 연구센터 사업’에 선정돼 국비 29억원을 확보했다."
        " 소재 연구도 산업부 공모에 선정돼 국비 12억원을 확보했다."
    )
    assert [t.amount_krw // EOK for t in facts.totals] == [41]


def test_money_of_several_projects_is_not_that_of_the_one_named() -> None:
    facts = read(
        "대구시는 ‘치매 조영제 개발사업’ 등 첨단의료 분야 5개 사업에 뽑혀 국비 408억원을 확보했다."
        " 치매 조영제 개발사업(경북대, 40억원)은 알츠하이머를 일찍 찾아낸다."
    )
    assert [money(p) for p in facts.projects] == [{"national": 40}]
    assert [t.amount_krw // EOK for t in facts.totals] == [408]


def test_who_receives_the_money_of_one_project_has_no_headline_beside_it() -> None:
    facts = read(WON + "이에 따라 시는 4년간 국비 100억원을 지원받는다.")
    assert (money(facts.projects[0]), facts.totals) == ({"national": 100}, ())


def test_money_of_a_project_without_a_name_is_no_headline() -> None:
    facts = read(
        "울산시가 산업통상자원부 공모에 선정됐다."
        " 3년간 국비 27억원, 시비 5억원 등 32억원이 투입된다."
    )
    assert (facts.projects, facts.totals) == ((), ())


def test_money_of_several_levels_in_one_sum_is_told_behind_it_too() -> None:
    facts = read("진도군은 올해 10건의 공모사업에 뽑혀 150억원의 국비와 도비를 확보했다.")
    assert [(t.source, t.amount_krw // EOK, t.count) for t in facts.totals] == [("mixed", 150, 10)]


def test_a_headline_is_of_the_region_that_the_sentence_speaks_of() -> None:
    facts = read(
        "강원도가 지역개발 공모에 횡성군의 ‘온천 거점 조성사업’과 삼척시의 ‘정원 마을 조성사업’이"
        " 선정돼 국비 90억원을 확보했다."
    )
    assert [(t.region, t.amount_krw // EOK) for t in facts.totals] == [("강원도", 90)]


def test_each_counted_sum_of_a_row_is_of_the_region_before_its_entries() -> None:
    facts = read(
        "강원도는 접경지역 공모에서 40건이 선정됐다. 춘천시 호수마을 조성사업 등 12건 85억원,"
        " 철원군 두루미마을 조성사업 등 14건 222억원, 화천군 북한강 공원 조성 등 14건 115억원이다."
    )
    sums = [(t.region, t.amount_krw // EOK) for t in facts.totals]
    assert sums == [("춘천시", 85), ("철원군", 222), ("화천군", 115)]


def test_money_of_several_places_is_not_that_of_the_last() -> None:
    facts = read(
        "소규모 재생사업 공모에서 광주 두 곳이 선정됐다. 광주에서는 동구 ‘꽃담을 피우다’와"
        " 북구 ‘다시 뛰는 골목 만들기’ 등 2곳에 3억원의 국비가 지원된다."
    )
    assert {p.name: money(p) for p in facts.projects} == {
        "꽃담을 피우다": {},
        "다시 뛰는 골목 만들기": {},
    }
    assert [(t.region, t.amount_krw // EOK, t.count) for t in facts.totals] == [("광주", 3, 2)]


def test_an_entry_that_sums_up_others_keeps_the_money_of_the_one_before_it_apart() -> None:
    facts = read(
        "여주시는 올해 24개 공모사업에 뽑혔다. 새내기 창조오디션 사업 40억원, 체육시설 등 17억원,"
        " 나루 명소화사업 12억원, 주차환경 개선사업 5억원을 확보했다."
    )
    assert money(facts.projects[0]) == {"total": 40}


def test_entries_that_sum_up_several_projects_are_none() -> None:
    facts = read(
        "진천군이 올해 공모에서 국도비 900억원을 확보했다. 확보된 주요 사업은"
        " △행복 마을 조성사업 323억원 △태양광 연구센터 구축사업 124억원이다."
        " 부서별 실적은 △미래전략실 166억원(3건)"
        " △농업기술센터 12억원(2건), 분야별로는 △친환경 10개 사업(190억원)이다."
    )
    assert [p.name for p in facts.projects] == [
        "행복 마을 조성사업",
        "태양광 연구센터 구축사업",
    ]


def test_a_row_of_awards_begins_with_the_call_that_is_won_first() -> None:
    facts = read(
        "진도군은 올해 정부 공모에 선정됐다. 군은 해양수산부의 갯바위항 거점개발사업에 선정돼"
        " 100억원을 확보한 것을 비롯 오름마을 특화개발사업 20억원, 공공체육 모임터 6억원 등을"
        " 지원받는다. 도시민 유치 지원사업비 4억원도 얻어 냈다."
    )
    assert {p.name: sum(money(p).values()) for p in facts.projects} == {
        "갯바위항 거점개발사업": 100,
        "오름마을 특화개발사업": 20,
        "도시민 유치 지원사업": 4,
    }


def test_calls_told_one_after_another_keep_their_own_money() -> None:
    facts = read(
        "부안군은 올해 여러 공모에 선정됐다. 농촌진흥청이 공모한 6차산업화 본보기 사업에도 선정돼"
        " 총 10억원의 사업비를 지원받게 됐다. 또 산림청이 시행하는 꽃동산 조성·관리사업 공모에도"
        " 선정돼 1억원을 확보했으며 농식품부 실습 농장 조성 지원사업에도 선정돼 11억원이 투입된다."
    )
    assert {p.name: sum(money(p).values()) for p in facts.projects} == {
        "6차산업화 본보기 사업": 10,
        "꽃동산 조성·관리사업": 1,
        "실습 농장 조성 지원사업": 11,
    }


def test_calls_won_together_share_what_is_told_for_each_in_turn() -> None:
    facts = read(
        "증평군은 올해 공모 4건에 선정됐다. 농식품부의 마을 활력 지원사업과 재능나눔 활동지원"
        " 사업으로 각각 49억 원(군비 포함 총 70억원), 3억원을 확보했다. 균형위의 고샅길 개조사업과"
        " 들마루 시범사업에도 뽑혀 각각 20억 원(총 27억원), 13억 원(총 20억원)을 손에 넣었다."
    )
    assert [(p.name, money(p)) for p in facts.projects] == [
        ("마을 활력 지원사업", {"national": 49, "total": 70}),
        ("재능나눔 활동지원 사업", {"national": 3}),
        ("고샅길 개조사업", {"national": 20, "total": 27}),
        ("들마루 시범사업", {"national": 13, "total": 20}),
    ]
    assert facts.totals == ()


def test_a_call_told_with_its_parts_is_a_project_beside_the_next() -> None:
    facts = read(
        "의성군은 올해 공모에 24건이 선정돼 국비 110억원을 확보했다. 군은 농식품부 주관 농촌활력"
        " 더하기사업에 최종 선정 돼 4년간 총 70억원(국비 49억, 지방비 21억)을 지원받는다."
        " 또 국토교통부 지역맞춤 지원 공모사업에 ‘청년 창업 허브센터 조성사업’이 선정되기도 했다."
        " 총사업비 35억원(국비 20억원, 지방비 15억원)이 투입된다. 더불어 고품질쌀 유통활성화 사업에"
        " 28억원(국비 14억원, 지방비 14억원), 밭작물 공동경영 지원 사업에 10억원(국비 5억원, 지방비"
        " 5억원)을 확보했다."
    )
    assert {p.name: money(p) for p in facts.projects} == {
        "농촌활력 더하기사업": {"total": 70, "national": 49, "local": 21},
        "청년 창업 허브센터 조성사업": {"total": 35, "national": 20, "local": 15},
        "고품질쌀 유통활성화 사업": {"total": 28, "national": 14, "local": 14},
        "밭작물 공동경영 지원 사업": {"total": 10, "national": 5, "local": 5},
    }
    assert [t.amount_krw // EOK for t in facts.totals] == [110]


def test_what_is_secured_in_all_is_the_whole_where_its_levels_follow() -> None:
    facts = read(
        "함평군은 올해 공모에서 총 22건의 사업에 선정되며 1538억원을 확보했다."
        " 세부적으로 국비 749억원, 도비 102억원이다. 아울러 △기초거점 조성사업 74억원"
        " △쌀 유통 활성화사업 163억원 △청년문화센터 건립 114억원 등 다양한 분야에서 공모사업이"
        " 고르게 선정됐다."
    )
    assert [(t.source, t.amount_krw // EOK) for t in facts.totals] == [
        ("total", 1538), ("national", 749), ("province", 102),
    ]  # fmt: skip
    assert [p.name for p in facts.projects] == [
        "기초거점 조성사업",
        "쌀 유통 활성화사업",
        "청년문화센터 건립",
    ]


def test_money_behind_two_projects_told_together_is_not_that_of_the_last() -> None:
    facts = read(
        "홍성군은 공모 87건에 선정됐다. 생활 체육관 복합화 사업과 구도심 개발 사업이 선정됐다."
        " 이 가운데 국·도비 46억 원을 확보했다."
    )
    assert [money(p) for p in facts.projects] == [{}, {}]


def test_an_amount_that_is_the_sum_of_all_projects_is_a_headline_wherever_it_stands() -> None:
    facts = read(
        "고성군은 삼산면 ‘새포항’과 동해면 ‘갯부천·큰천항’이 2022년 어촌활력사업에 최종"
        " 선정됐다. 장어로 이름난 새포항은 총사업비 84억 원을 들여 센터를 세운다. 갯부천·큰천항은"
        " 총사업비 82억 원을 들여 쉼터를 꾸민다. 이번 선정으로 3년간 총사업비 166억 원 중"
        " 국·도비 131억 원을 지원받는다."
    )
    assert {p.name: money(p) for p in facts.projects} == {
        "새포항": {"total": 84},
        "갯부천·큰천항": {"total": 82},
    }
    assert {t.source: t.amount_krw // EOK for t in facts.totals} == {"total": 166, "mixed": 131}


def test_money_of_the_places_that_a_call_names_is_not_that_of_the_call() -> None:
    facts = read("강원도 취약마을 개조사업에 모두 8개 지구가 뽑혀 국비 123억 원을 지원받게 됐다.")
    assert [money(p) for p in facts.projects] == [{}]
    assert [t.amount_krw // EOK for t in facts.totals] == [123]


def test_money_of_counted_projects_in_a_heading_is_not_that_of_their_call() -> None:
    facts = read(
        "공주시 2017년 농산어촌개발사업, 국비 60억 확보\n\n"
        "공주시는 농식품부의 ‘2017년 농산어촌개발사업’ 공모에서 6개 사업이 모두 뽑혀 국비 60억원을"
        " 확보했다."
    )
    assert [money(p) for p in facts.projects] == [{}]
    assert [(t.amount_krw // EOK, t.count) for t in facts.totals] == [(60, 6)]


def test_places_with_an_amount_each_are_projects() -> None:
    facts = read(
        "강원도 취약마을 개조사업에 8개 지구가 뽑혔다. 지원 규모는 강릉 주문읍 솔숲마을에 45억 원,"
        " 동해 묵호동 언덕마을에 32억 원, 인제 상남면 하늘3리 19억 원 등이다."
    )
    assert {p.name: money(p) for p in facts.projects} == {
        "주문읍 솔숲마을": {"total": 45},
        "묵호동 언덕마을": {"total": 32},
        "상남면 하늘3리": {"total": 19},
    }


def test_a_list_has_as_many_entries_as_the_sentence_before_it_counts() -> None:
    facts = read(
        "정선군은 농촌개발 공모에 선정된 4개 프로젝트에 75억원을 투자한다. 프로젝트는 임곡면"
        " 중심지 활성화사업, 정선읍 새터리 이야기형 생태관광, 용꿈마을 만들기 사업 등이다. 이 중"
        " 59억의 사업비가 투입되는 임곡면 중심지 활성화사업은 광장을 짓는다."
        " 이야기형 생태관광은 10억원을 들인다."
    )
    assert {p.name: money(p) for p in facts.projects} == {
        "임곡면 중심지 활성화사업": {"total": 59},
        "정선읍 새터리 이야기형 생태관광": {"total": 10},
        "용꿈마을 만들기 사업": {},
    }
    assert [t.amount_krw // EOK for t in facts.totals] == [75]


def test_money_of_one_of_several_places_is_not_that_of_their_call() -> None:
    facts = read(
        "의성군은 농식품부 ‘농산어촌 가꾸기사업’ 공모에서 4개 지구가 선정돼 사업비"
        " 82억원을 확보했다. 단북면과 가음면은 5년간 사업비 76억원을 들여 쉼터를 짓는다."
    )
    assert [money(p) for p in facts.projects] == [{}]
    assert [t.amount_krw // EOK for t in facts.totals] == [82]


def test_a_count_of_the_whole_country_is_not_that_of_the_awards() -> None:
    found = project(
        WON + "이번 공모는 전국에서 28개 사업이 응모해 19개 사업이 선정됐으며,"
        " 내년부터 5년간 국비 100억원이 들어간다."
    )
    assert money(found) == {"national": 100}


def test_money_of_other_work_is_not_that_of_the_award() -> None:
    text = (
        WON + "국비 100억원을 받는다. 또한 시비 346억원을 투입해 ‘로봇 지원센터’를 조성하고 있다."
    )
    assert money(project(text)) == {"national": 100}


def test_firms_in_quotation_marks_are_no_projects() -> None:
    text = WON + "대상 기업에는 대구의 ‘한빛소재’와 구미의 ‘가람로직스’가 선정됐다."
    assert project(text).name == "모터 혁신기술 육성사업"


def test_a_line_with_a_whole_sentence_is_no_heading() -> None:
    facts = read(
        "세종시 바이오 소재 거점 예고\n"
        "세종시의 ‘바이오 소재 실증사업’이 산업통상자원부 공모에 선정됐다. 사진은 세종시청 전경\n\n"
        "이에 따라 시는 국비 100억원을 투입한다. 앞서 시는 지난 3월 이 공모에 신청했다."
    )
    assert [(p.name, money(p)) for p in facts.projects] == [
        ("바이오 소재 실증사업", {"national": 100})
    ]


def test_what_was_applied_for_before_does_not_undo_the_award_of_a_heading() -> None:
    facts = read(
        "세종시 ‘바이오 소재 실증사업’ 산업부 공모 선정\n\n"
        "세종시는 국비 100억원으로 바이오 소재 실증사업을 벌인다. 앞서 시는 이 공모에 신청했다."
    )
    assert [p.name for p in facts.projects] == ["바이오 소재 실증사업"]


def test_each_entry_lies_in_the_place_that_it_begins_with() -> None:
    facts = read(
        "전남도는 중기부의 ‘연고산업육성사업’ 공모에서 ▲화순 바이오산업 ▲해남 조선산업,"
        " 2건의 과제가 선정됐다고 밝혔다."
    )
    assert {p.name: [m.name for m in p.regions] for p in facts.projects} == {
        "화순 바이오산업": ["화순"],
        "해남 조선산업": ["해남"],
    }


def test_each_paragraph_tells_of_its_own_project() -> None:
    hydrogen, robots = read(PARAGRAPHS).projects
    assert hydrogen.name == "수소 부품 시험평가센터 구축사업"
    assert money(hydrogen) == {"national": 40, "total": 90}
    assert [m.name for m in hydrogen.leads] == ["경북테크노파크"]
    assert hydrogen.participants == ()
    assert robots.name == "로봇 실증 플랫폼 구축사업"
    assert money(robots) == {"national": 30}
    assert [m.name for m in robots.leads] == ["한국로봇융합연구원"]
    assert [m.name for m in robots.participants] == ["포항공대"]


def test_an_amount_over_several_projects_is_a_headline_and_no_funding() -> None:
    (total,) = read(PARAGRAPHS).totals
    assert (total.region, total.source, total.amount_krw) == ("경북도", "national", 70 * EOK)
    assert (total.count, total.program) == (2, "지역 혁신 공모사업")


def test_a_new_subject_keeps_its_money() -> None:
    facts = read(
        "경북도는 산업통상자원부의 ‘바이오 육성사업’에 선정됐다. 국비 70억원이 들어간다.\n"
        "한편, 도는 지난해 ‘수소 육성사업’으로 국비 30억원을 받았다."
    )
    assert [(p.name, money(p)) for p in facts.projects] == [("바이오 육성사업", {"national": 70})]
    assert unused(facts) == {"30억원": "last-year"}


# ── lists and tables ─────────────────────────────────────────────────────────────────────────


def test_entries_of_a_list_are_projects_and_their_brackets_hold_their_money() -> None:
    facts = read(
        "전남도는 산업통상자원부 공모에서 3개 사업이 선정돼 국비 60억원을 확보했다. 선정된 사업은 "
        "△드론 실증 플랫폼 구축(30억원) △로봇 부품 기반 구축(20억원) △섬 관광 인프라 "
        "조성(10억원)이다."
    )
    assert [(p.name, money(p)) for p in facts.projects] == [
        ("드론 실증 플랫폼 구축", {"national": 30}),
        ("로봇 부품 기반 구축", {"national": 20}),
        ("섬 관광 인프라 조성", {"national": 10}),
    ]
    assert [(t.amount_krw // EOK, t.count) for t in facts.totals] == [(60, 3)]


def test_the_sum_behind_a_list_belongs_to_the_group() -> None:
    facts = read(
        "전남도는 △드론 실증 플랫폼 구축(30억원) △로봇 부품 기반 구축(20억원) 등 15개 사업에 국비 "
        "351억원을 확보했다."
    )
    assert [money(p) for p in facts.projects] == [{"national": 30}, {"national": 20}]
    assert [(t.amount_krw // EOK, t.count) for t in facts.totals] == [(351, 15)]


def test_a_list_of_contents_is_no_list_of_projects() -> None:
    found = project(
        WON + "국비 100억원이 투입된다. 이 사업은 △장비 구축 △기업 지원 △인력 양성 등으로 이뤄진다."
    )
    assert found.name == "모터 혁신기술 육성사업"


def test_a_table_names_projects_and_their_bodies() -> None:
    facts = read(
        "인천시는 산업통상자원부의 ‘로봇 실증 공모’에 2개 과제가 선정됐다.\n"
        "연번 | 과제명 | 주관기관 | 참여기관\n"
        "1 | 드론 플랫폼 개발 | 인천테크노파크 | ㈜가나, 인하대\n"
        "2 | 로봇 부품 실증 | ㈜다라 | 인천대\n"
    )
    assert [
        (p.name, [m.name for m in p.leads], [m.name for m in p.participants])
        for p in facts.projects
    ] == [
        ("드론 플랫폼 개발", ["인천테크노파크"], ["㈜가나", "인하대"]),
        ("로봇 부품 실증", ["㈜다라"], ["인천대"]),
    ]
    assert {p.program for p in facts.projects} == {"로봇 실증 공모"}


# ── money ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("국비 80억원을 포함, 총 180억원의 사업비가 투입된다.", {"national": 80, "total": 180}),
        ("국비 96억 원 등 216억 원이 투입된다.", {"national": 96, "total": 216}),
        ("국비 50억원(총 사업비 71억5천만원)이 들어간다.", {"national": 50, "total": 71.5}),
        ("총 155억 원(국비 93억 원, 지방비 39억 원, 민자 23억 원)을 들인다.",
         {"total": 155, "national": 93, "local": 39, "private": 23}),
        ("총사업비 70억원(국비 40, 도비 10, 시비 20)을 들인다.",
         {"total": 70, "national": 40, "province": 10, "city": 20}),
        ("국비 608억원과 지방비 308억원, 민자 384억원 등 모두 1288억원을 들인다.",
         {"national": 608, "local": 308, "private": 384, "total": 1288}),
        ("국비 70억원, 군비 20억원, 자부담 10억원이 든다.",
         {"national": 70, "county": 20, "private": 10}),
        ("국·도비 70억 원이 들어간다.", {"mixed": 70}),
    ],
)  # fmt: skip
def test_parts_and_wholes(said: str, amounts: dict[str, float]) -> None:
    assert money(project(WON + said)) == amounts


def test_parts_named_by_region_stand_beside_the_whole() -> None:
    found = project(
        WON + "지방비 29억 5000만원(울산시 25억원, 부산시 4억 5000만원)과 국비 60억원이 투입된다."
    )
    assert [(a.source, a.amount_krw / EOK, a.payer_region) for a in found.funding] == [
        ("local", 29.5, None),
        ("city", 25, "울산시"),
        ("city", 4.5, "부산시"),
        ("national", 60, None),
    ]


def test_regions_that_pay_one_sum_each() -> None:
    found = project(WON + "전북도와 완주군이 각각 45억원씩 내고 국비 90억원이 투입된다.")
    assert {(a.source, a.amount_krw / EOK, a.payer_region) for a in found.funding} == {
        ("national", 90, None),
        ("province", 45, "전북도"),
        ("county", 45, "완주군"),
    }


def test_the_exact_amount_of_the_body_beats_the_round_one_of_the_title() -> None:
    facts = read(
        "모터 혁신기술 육성사업 선정…국비 71억 확보\n" + WON + "국비 71억5천만원을 지원받는다."
    )
    assert [money(p) for p in facts.projects] == [{"national": 71.5}]
    assert unused(facts) == {"71억": "said-elsewhere"}


def test_a_lost_unit_is_flagged_and_not_repaired() -> None:
    facts = read(WON + "국비 50억원을 포함해 71억5천원의 사업비가 투입된다.")
    (whole,) = (a for a in facts.projects[0].funding if a.source == "total")
    assert (whole.amount_krw, whole.alternative_krw) == (7_100_005_000, 7_150_000_000)
    (flag,) = facts.flags
    assert (flag.kind, flag.evidence.quote) == ("suspicious-amount", "71억5천원")
    assert "7,150,000,000" in flag.message
    assert "7,150,000,000" in flag.message_ko


def test_rounded_amounts_are_marked() -> None:
    (amount,) = project(WON + "국비 100여억원이 투입된다.").funding
    assert (amount.amount_krw, amount.approx, amount.as_stated) == (100 * EOK, True, "100여억원")


# ── money that is not granted ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "amount", "reason"),
    [
        ("업체당 8천만원을 지원한다.", "8천만원", "per-recipient"),
        ("5개 시군에 20억원씩 나눠 준다.", "20억원", "per-recipient"),
        ("최대 7천만원을 지원한다.", "7천만원", "ceiling"),
        ("매년 5억원을 쓴다.", "5억원", "per-year"),
        ("생산유발 160억 원을 내다본다.", "160억 원", "effect"),
        ("5천억 원의 경제적 파급효과가 기대된다.", "5천억 원", "effect-after"),
        ("지난해 확보한 국비 50억원보다 많다.", "50억원", "last-year"),
        ("전국 70여개 과제에 국비 6,000억원이 투입된다.", "6,000억원", "programme-wide"),
        ("내년에는 국비 300억원을 건의할 계획이다.", "300억원", "only-asked-for"),
        ("1600~1700억원이 든다는 추산도 있다.", "1700억원", "range"),
    ],
)
def test_money_that_is_no_grant_stays_out_with_its_reason(
    said: str, amount: str, reason: str
) -> None:
    facts = read(WON + "국비 100억원을 지원받는다. " + said)
    assert [money(p) for p in facts.projects] == [{"national": 100}]
    assert unused(facts) == {amount: reason}


@pytest.mark.parametrize(
    "text",
    [
        "대구시는 ‘모터 혁신기술 육성사업’에 내년 국비 100억원을 요청할 계획이다. "
        "총사업비는 180억원이다.",
        "대구시가 ‘모터 혁신기술 육성사업’ 공모에 도전한다. 선정되면 국비 100억원을 지원받는다.",
        "대구시의 ‘모터 혁신기술 육성사업’이 공모에서 탈락했다. 국비 100억원이 걸린 사업이다.",
        "정부안에 ‘모터 혁신기술 육성사업’ 국비 100억원이 담겼다.",
        "‘모터 혁신기술 육성사업’이 예비타당성 조사 대상에 올랐다. 총사업비는 3000억원이다.",
    ],
)
def test_an_article_that_only_asks_yields_nothing(text: str) -> None:
    facts = read(text)
    assert (facts.programs, facts.projects, facts.totals) == ((), (), ())
    assert set(unused(facts).values()) == {"only-asked-for"}


def test_an_article_about_something_else_yields_nothing() -> None:
    facts = read("대구시는 4일 시민 300명과 함께 신천에서 나무 1만 그루를 심었다.")
    assert (facts.programs, facts.projects, facts.totals, facts.unused) == ((), (), (), ())


# ── bodies ───────────────────────────────────────────────────────────────────────────────────


def test_a_ministry_that_hosts_the_call_leads_nothing() -> None:
    found = project(
        "대구시는 산업통상자원부가 주관하는 ‘모터 혁신기술 육성사업’ 공모에 선정돼 국비 80억원을 "
        "확보했다."
    )
    assert (found.leads, found.participants) == ((), ())


def test_who_administers_neither_leads_nor_takes_part() -> None:
    found = project(
        WON + "전담기관인 한국산업기술진흥원(KIAT)이 협약을 맺었다. 한국생산기술연구원(주관기관)과 "
        "한국화학연구원, ㈜한빛 등 5개 기관이 참여한다."
    )
    assert [m.name for m in found.leads] == ["한국생산기술연구원"]
    assert [m.name for m in found.participants] == ["한국화학연구원", "㈜한빛"]
    assert [(o.name, o.role) for o in found.others] == [("한국산업기술진흥원", "administrator")]


def test_regions_that_run_a_project_have_roles_of_their_own() -> None:
    found = project(
        "대구시 주관으로 경상북도와 협력하여 추진할 ‘혁신 플랫폼 구축사업’이 산업통상자원부의 "
        "‘지역 거점 육성사업’ 공모에 선정됐다. 국비 80억원이 투입된다."
    )
    assert [(o.name, o.role) for o in found.others] == [
        ("대구시", "leadGovernment"),
        ("경상북도", "partnerGovernment"),
    ]
    assert [m.name for m in found.regions] == ["대구시", "경상북도"]


def test_terms_of_a_call_name_no_participants() -> None:
    found = project(
        WON + "국비 100억원을 지원받는다. 기업은 대학과 컨소시엄을 구성해 신청할 수 있다."
    )
    assert found.participants == ()


# ── regions and shares ───────────────────────────────────────────────────────────────────────


def test_a_ratio_follows_the_order_of_the_names_before_it() -> None:
    found = project(WON + "160억원의 사업비(강원·대구 배분비 65:35)가 투입된다.")
    assert [(s.region, s.percent, s.of) for s in found.shares] == [
        ("강원", 65, "cost"),
        ("대구", 35, "cost"),
    ]


def test_amounts_by_region_make_shares_too() -> None:
    found = project(WON + "국비 100억원(대구 60억원·경북 40억원)을 지원받는다.")
    assert [(s.region, s.percent, s.of) for s in found.shares] == [
        ("대구", 60, "national"),
        ("경북", 40, "national"),
    ]
    assert [(a.amount_krw // EOK, a.payer_region) for a in found.funding] == [
        (100, None), (60, "대구"), (40, "경북"),
    ]  # fmt: skip


def test_a_ratio_of_levels_is_no_share_of_regions() -> None:
    found = project(WON + "국비 100억원을 지원받으며 국비와 지방비 비율은 6:4다.")
    assert found.shares == ()


def test_a_university_is_no_region() -> None:
    found = project(WON + "경북대와 협력해 국비 100억원으로 추진한다.")
    assert [m.name for m in found.regions] == ["대구시"]


# ── time ─────────────────────────────────────────────────────────────────────────────────────

SOON = "부산시는 해양수산부의 ‘해양 신산업 육성사업’에 선정돼 올해부터 3년간 국비 60억원을 받는다."


def test_relative_years_count_from_the_article() -> None:
    found = project(SOON, "2023-02-01")
    assert (found.period.start, found.period.end) == (2023, 2025)


def test_relative_years_stay_open_without_its_date() -> None:
    found = project(SOON)
    assert (found.period.start, found.period.end) == (None, None)


def test_without_a_date_the_year_of_the_only_call_counts() -> None:
    found = project(SOON.replace("‘해양", "‘2023년 해양"))
    assert (found.period.start, found.period.end) == (2023, 2025)


# ── the same every time, whatever comes in ───────────────────────────────────────────────────


def test_the_same_text_gives_the_same_facts() -> None:
    assert dumps(read(PARAGRAPHS)) == dumps(read(PARAGRAPHS))


def test_amounts_follow_the_text() -> None:
    """Nothing about a text is known before it is read: other numbers and names, other facts."""
    text = (
        PARAGRAPHS.replace("40억", "41억").replace("로봇 실증", "풍력 실증").replace("경북", "강원")
    )
    hydrogen, wind = read(text).projects
    assert money(hydrogen) == {"national": 41, "total": 90}
    assert wind.name == "풍력 실증 플랫폼 구축사업"
    assert [m.name for m in hydrogen.leads] == ["강원테크노파크"]


HOSTILE = {
    "nothing": "",
    "spaces": " \n\t" * 50_000,
    "control characters": "".join(map(chr, range(32))) * 500,
    "characters that stand for mentions": "\U000f0000\U000f2800\U0010ffff" * 1000,
    "opening brackets": "(" * 100_000,
    "closing brackets": ")" * 100_000,
    "pairs of brackets": "()" * 50_000,
    "quotation marks": "‘" * 50_000,
    "a quotation that never closes": "“" + "대구시가 ‘모터 사업’에 선정됐다. " * 500,
    "list marks": "△" * 50_000,
    "a very long word": "가" * 100_000,
    "a very long line": "대구시가 국비 80억원을 확보했다 " * 2000,
    "amounts that touch": "80억원" * 5000,
    "amounts in a row": "국비 80억원, " * 3000,
    "bars": "|" * 100_000,
    "cells": " | " * 20_000,
    "emoji": "\U0001f600" * 20_000,
    "unpaired halves of characters": "\ud800\udfff국비 80억원" * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_end_without_a_fault_and_without_money(text: str) -> None:
    facts = read(text)
    assert [a for p in facts.projects for a in p.funding] == []


@pytest.mark.parametrize("name", ["control characters", "quotation marks", "list marks", "bars"])
def test_facts_are_found_behind_hostile_text(name: str) -> None:
    found = read(HOSTILE[name][:2000] + "\n" + WON + "국비 100억원을 지원받는다.").projects
    assert [money(p) for p in found] == [{"national": 100}]


def test_what_a_heading_and_the_lead_wish_for_is_no_fact() -> None:
    told = "대구시는 ‘모터 육성사업’이 최종 확정됐다고 알렸다. 국비 100억원이 들어간다.\n"
    wish = "대구시, 기업과 함께 ‘모터 육성사업’ 공모 대응\n\n대구시는 과제를 따내겠다고 말했다.\n"
    assert [p.name for p in read(told).projects] == ["모터 육성사업"]
    assert read(wish + told).projects == ()


def test_a_centre_that_the_money_of_a_call_builds_is_the_project() -> None:
    call = "대구시가 산업통상자원부 주관 ‘스마트특성화 기반구축사업’ 공모에 선정됐다.\n"
    built = project(call + "국비 78억원을 들여 첨단 반도체융합부품 기술지원센터를 건립한다.")
    assert built.name == "첨단 반도체융합부품 기술지원센터"
    assert money(built) == {"national": 78}


def test_a_programme_behind_the_project_it_is_won_with_takes_no_money() -> None:
    text = (
        "대구시는 국가 공모사업 2건에 선정됐다.\n"
        "수소 분야에서 선정된 사업은 ‘수소부품 지원센터 구축사업’이다. "
        "지난 4월 산업혁신기반구축사업 신규과제로 선정돼 국비 70억원이 투입된다.\n"
        "로봇 분야에서 선정된 사업은 ‘로봇부품 시험센터 구축사업’이다. "
        "지난 5월 로봇혁신기반조성사업 신규과제로 선정돼 국비 30억원이 투입된다.\n"
    )
    assert {p.name: p.funding[0].amount_krw for p in read(text).projects} == {
        "수소부품 지원센터 구축사업": 70 * EOK, "로봇부품 시험센터 구축사업": 30 * EOK,
    }  # fmt: skip
