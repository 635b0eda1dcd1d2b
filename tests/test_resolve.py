"""What names stand for: one entity for its many names, homonyms by context or left open."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import load
from kg.model import (
    Amount,
    Article,
    Evidence,
    Facts,
    Mention,
    OtherRole,
    Program,
    Project,
    Resolution,
    Resolved,
    Share,
    Total,
)
from kg.names import local_name, mint
from kg.resolve import article_key, resolve
from kg.resolve.likeness import alike, known, near
from kg.resolve.places import candidates
from kg.spelling import body_key, body_label, program_id, program_label, project_id, tight

GAZETTEER = load()


def said(text: str, name: str) -> Evidence:
    start = max(0, text.find(name))
    return Evidence(start, start + len(name), name)


def facts(
    text: str,
    *,
    regions: tuple[str, ...] = (),
    leads: tuple[str, ...] = (),
    others: tuple[tuple[str, str], ...] = (),
    agency: str | None = None,
    program: str | None = None,
    year: int | None = None,
    published: str | None = "2022-05-04",
    publisher: str | None = None,
    project: str = "플랫폼 구축",
) -> Facts:
    """Return the facts of an article with one project."""
    at = said(text, "")
    programs = (Program(program, at, agency, None, year),) if program else ()
    one = Project(
        project,
        at,
        program,
        tuple(Mention(n, said(text, n)) for n in regions),
        tuple(Mention(n, said(text, n)) for n in leads),
        others=tuple(OtherRole(n, role, said(text, n)) for n, role in others),
    )
    article = Article(text, "제목", publisher, None, published)
    return Facts(article, programs, (one,))


def region(text: str, name: str, *more: str, **about: str | None) -> Resolution:
    resolved = resolve(facts(text, regions=(name, *more), **about))  # type: ignore[arg-type]
    return resolved.names["region", name]


def body(name: str, text: str = "", *more: str) -> Resolution:
    resolved = resolve(facts(text or name, leads=(name, *more)))
    return resolved.names["institution", name]


# ── regions ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "id_", "reason"),
    [
        ("대구광역시", "대구광역시", "full-name"),
        ("대구시", "대구광역시", "short-name"),
        ("강원도", "강원특별자치도", "former-name"),
        ("전라북도", "전북특별자치도", "former-name"),
        ("강원 고성군", "강원특별자치도 고성군", "parent-in-name"),
        ("경남 고성", "경상남도 고성군", "parent-in-name"),
        ("대구시 북구", "대구광역시 북구", "parent-in-name"),
        ("대구북구", "대구광역시 북구", "parent-in-name"),
        ("경상북도 포항시 북구", "포항시 북구", "parent-in-name"),
        ("경북 군위군", "군위군", "parent-in-name"),
        ("대구 군위군", "군위군", "parent-in-name"),
        ("경기 광주시", "경기도 광주시", "parent-in-name"),
        ("구미지역", "구미시", "short-name"),
    ],
)
def test_a_region_by_its_name(name: str, id_: str, reason: str) -> None:
    found = region(name, name)
    assert (found.entity.id, found.reason) == (id_, reason)
    assert found.name == name
    assert found.why
    assert found.why_ko


@pytest.mark.parametrize("published", ["2022-05-04", "2024-05-04", None])
def test_a_renamed_region_is_one_entity_in_all_years(published: str | None) -> None:
    old = region("강원도", "강원도", published=published).entity
    new = region("강원특별자치도", "강원특별자치도", published=published).entity
    assert old == new
    assert "강원도" in new.aliases


@pytest.mark.parametrize(
    ("text", "names", "about", "id_", "reason"),
    [
        ("경남 고성군에 들어선다", ("고성군",), {}, "경상남도 고성군", "context-before"),
        ("고성군과 통영시", ("고성군", "경상남도"), {}, "경상남도 고성군", "context-project"),
        ("중구에 짓는다. 대전시가 맡는다", ("중구",), {}, "대전광역시 중구", "context-text"),
        ("중구에 짓는다", ("중구", "달서구"), {}, "대구광역시 중구", "context-province"),
        ("광주와 전남", ("광주", "전남"), {}, "광주광역시", "context-group"),
        ("광주와 성남", ("광주", "성남시"), {}, "경기도 광주시", "context-province"),
        ("중구에 짓는다", ("중구",), {"publisher": "울산매일"}, "울산광역시 중구",
         "context-publisher"),
        ("광주·전남에서, 서울도", ("광주",), {}, "광주광역시", "context-joined"),
        ("광주에서. 목포는 전남에 있다", ("광주",), {}, "광주광역시", "context-text-group"),
        ("광주에서. 전남과 서울에서", ("광주",), {}, None, "open"),
        ("남구에 짓는다", ("남구", "인천"), {"published": "2024-01-01"}, None, "open"),
        ("남구에 짓는다", ("남구", "인천"), {"published": "2016-01-01"}, "미추홀구",
         "context-project"),
    ],
)  # fmt: skip
def test_a_homonym_by_what_stands_around_it(
    text: str, names: tuple[str, ...], about: dict[str, str], id_: str | None, reason: str
) -> None:
    found = region(text, *names, **about)
    assert found.reason == reason
    assert found.entity.open == (id_ is None)
    if id_ is not None:
        assert found.entity.id == id_


@pytest.mark.parametrize("name", ["중구", "동구", "광주", "고성", "고성군"])
def test_a_homonym_without_context_stays_open_with_a_flag(name: str) -> None:
    resolved = resolve(facts(f"{name}에 짓는다", regions=(name,)))
    found = resolved.names["region", name]
    assert found.entity.open
    assert found.entity.id == name
    assert found.entity.parent is None
    (flag,) = resolved.facts.flags
    assert flag.kind == "ambiguous-region"
    assert flag.evidence.quote == name
    assert name in flag.message_ko
    assert all(option.id in flag.message for option in candidates(name, GAZETTEER))


def test_context_that_fits_two_regions_decides_nothing() -> None:
    found = region("대구시와 대전시는 중구에 짓는다", "중구", "대구시", "대전시")
    assert found.entity.open


def test_another_project_does_not_outweigh_the_own() -> None:
    text = "중구와 울산, 그리고 대전"
    at = said(text, "")
    one = Project("갑", at, regions=(Mention("중구", at), Mention("울산", at)))
    two = Project("을", at, regions=(Mention("대전", at),))
    resolved = resolve(Facts(Article(text), projects=(one, two)))
    assert resolved.names["region", "중구"].entity.id == "울산광역시 중구"


def test_a_group_of_regions_is_no_region_of_the_list() -> None:
    found = region("부울경이 함께", "부울경")
    assert (found.reason, found.entity.type) == ("group", "Region")
    assert "부산광역시" in found.why


def test_an_unknown_region_stays_as_written() -> None:
    found = region("내포군에 짓는다", "내포군")
    assert (found.entity.id, found.entity.type, found.reason) == ("내포군", "County", "as-written")


def test_regions_of_shares_payers_and_totals_are_resolved_with_those_above() -> None:
    text = "포항시, 경북, 대구"
    at = said(text, "")
    project = Project(
        "갑", at,
        funding=(Amount("local", 1, "1원", at, payer_region="경북"),),
        shares=(Share("대구", 50, at),),
    )  # fmt: skip
    total = Total("포항시", "national", 1, "1원", at)
    resolved = resolve(Facts(Article(text), projects=(project,), totals=(total,)))
    assert {n for k, n in resolved.names if k == "region"} == {"경북", "대구", "포항시"}
    assert resolved.names["institution", "경북"].entity.governs == "경상북도"
    assert ("institution", "대구") not in resolved.names
    assert resolved.entities["region", "경상북도"].type == "Province"


# ── actors ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "id_", "type_", "reason"),
    [
        ("한국전자통신연구원", "한국전자통신연구원", "ResearchInstitute", "full-name"),
        ("ETRI", "한국전자통신연구원", "ResearchInstitute", "short-name"),
        ("(재)대구테크노파크", "대구테크노파크", "Agency", "full-name"),
        ("대구 테크노파크", "대구테크노파크", "Agency", "full-name"),
        ("한국해양과학기술원(KIOST)", "한국해양과학기술원", "ResearchInstitute", "full-name"),
        ("전자부품연구원", "한국전자기술연구원", "ResearchInstitute", "former-name"),
        ("지식경제부", "산업통상자원부", "Ministry", "former-name"),
        ("㈜에스엘", "에스엘", "Company", "as-written"),
        ("에스엘(주)", "에스엘", "Company", "as-written"),
        ("주식회사 에스엘", "에스엘", "Company", "as-written"),
        ("해동병원", "해동병원", "Hospital", "as-written"),
        ("한국식품발전협회", "한국식품발전협회", "Association", "as-written"),
        ("글로실", "글로실", "Institution", "as-written"),
    ],
)
def test_a_body_by_its_name(name: str, id_: str, type_: str, reason: str) -> None:
    found = body(name)
    assert (found.entity.id, found.entity.type, found.reason) == (id_, type_, reason)


def test_a_region_that_acts_is_its_government() -> None:
    resolved = resolve(
        facts("대구시가 주도하고 충남도청이 돕는다",
              others=(("대구시", "leadGovernment"), ("충남도청", "partnerGovernment")))
    )  # fmt: skip
    city = resolved.names["institution", "대구시"].entity
    assert (city.id, city.type, city.governs) == ("대구광역시", "LocalGovernment", "대구광역시")
    assert resolved.names["institution", "충남도청"].entity.governs == "충청남도"
    assert {("region", "대구광역시"), ("region", "충청남도")} <= set(resolved.entities)


def test_an_open_region_acts_as_an_open_government() -> None:
    resolved = resolve(facts("중구가 맡는다", leads=("중구",)))
    found = resolved.names["institution", "중구"].entity
    assert found.open
    assert found.governs == "중구"
    assert ("region", "중구") in resolved.entities


@pytest.mark.parametrize(
    ("name", "id_", "parent", "type_"),
    [
        ("한국전지산업협회 대구분원", "한국전지산업협회 대구분원", "한국전지산업협회",
         "Association"),
        ("한국전지산업협회대구분원", "한국전지산업협회 대구분원", "한국전지산업협회",
         "Association"),
        ("한국생산기술연구원 서남지역본부", "한국생산기술연구원 서남지역본부", "한국생산기술연구원",
         "ResearchInstitute"),
        ("생기원 서남지역본부", "한국생산기술연구원 서남지역본부", "한국생산기술연구원",
         "ResearchInstitute"),
        ("한국생산기술연구원서남지역본부", "한국생산기술연구원 서남지역본부", "한국생산기술연구원",
         "ResearchInstitute"),
        ("KIST 전북분원", "한국과학기술연구원 전북분원", "한국과학기술연구원", "ResearchInstitute"),
        ("우석대학교 산학협력단", "우석대학교 산학협력단", "우석대학교", "University"),
        ("우석대 산학협력단", "우석대학교 산학협력단", "우석대학교", "University"),
        ("우석대학교산학협력단", "우석대학교 산학협력단", "우석대학교", "University"),
        ("새벽대 산학협력단", "새벽대 산학협력단", "새벽대", "University"),
        ("인제대학교 부산백병원", "인제대학교 부산백병원", "인제대학교", "Hospital"),
        ("서울대병원", "서울대학교 병원", "서울대학교", "Hospital"),
        ("로봇연구센터", "로봇연구센터", None, "ResearchInstitute"),
    ],
)  # fmt: skip
def test_a_part_has_its_parent(name: str, id_: str, parent: str | None, type_: str) -> None:
    resolved = resolve(facts(name, leads=(name,)))
    entity = resolved.names["institution", name].entity
    if parent is None:
        assert entity.parent is None
        return
    assert (entity.id, entity.parent, entity.type) == (id_, parent, type_)
    assert ("institution", parent) in resolved.entities


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("새벽기술연구원(SVT)이 맡고 SVT는 말했다", "SVT", "새벽기술연구원"),
        ("(재)새벽산업진흥원(이하 진흥원)이 맡는다", "진흥원", "새벽산업진흥원"),
        ("새벽산업진흥원(이하 ‘새진원’)이 맡는다", "새진원", "새벽산업진흥원"),
        ("한국새벽과학연구원(새벽연)이 맡는다", "새벽연", "한국새벽과학연구원"),
    ],
)
def test_a_short_form_that_the_article_defines(text: str, short: str, full: str) -> None:
    resolved = resolve(facts(text, leads=(short,)))
    found = resolved.names["institution", short]
    assert (found.entity.id, found.reason) == (full, "defined-in-article")
    assert short in found.entity.aliases


def test_both_forms_in_one_article_are_one_entity() -> None:
    text = "새벽기술연구원(SVT)이 맡고, 분원은 SVT 대구분원이다"
    resolved = resolve(facts(text, leads=("새벽기술연구원", "SVT", "SVT 대구분원")))
    long, short, part = (
        resolved.names["institution", n].entity for n in ("새벽기술연구원", "SVT", "SVT 대구분원")
    )
    assert long == short
    assert "SVT" in long.aliases
    assert part.parent == long.id


def test_a_university_and_its_short_form_in_one_article_are_one() -> None:
    resolved = resolve(facts("새벽대학교, 새벽대", leads=("새벽대학교", "새벽대", "노을대")))
    long, short, other = (
        resolved.names["institution", n].entity for n in ("새벽대학교", "새벽대", "노을대")
    )
    assert long == short
    assert "새벽대" in long.aliases
    assert other.id == "노을대"


@pytest.mark.parametrize(
    "text",
    [
        "새벽기술연구원(원장 홍길동)이 맡는다",
        "새벽기술연구원(대구)이 맡는다",
        "대구과학기술원(대구)이 맡는다",
        "매출(SVT)은",
    ],
)
def test_a_bracket_that_is_no_short_form_defines_nothing(text: str) -> None:
    resolved = resolve(facts(text, leads=("새벽기술연구원", "원장", "SVT", "대구")))
    names = {n: r.entity.id for (k, n), r in resolved.names.items() if k == "institution"}
    assert names["SVT"] == "SVT"
    assert names["원장"] == "원장"
    assert names["대구"] == "대구광역시"


def test_a_likely_slip_is_proposed_and_never_merged() -> None:
    resolved = resolve(facts("한국전자통신연구윈이 맡는다", leads=("한국전자통신연구윈",)))
    assert resolved.names["institution", "한국전자통신연구윈"].entity.id == "한국전자통신연구윈"
    (flag,) = resolved.facts.flags
    assert flag.kind == "same-name?"
    assert "한국전자통신연구원" in flag.message


def test_a_slip_inside_one_article_is_proposed_once_for_each_name() -> None:
    names = ("새벽정보문화사업진흥원", "새벽정보문화산업진흥원")
    resolved = resolve(facts(" ".join(names), leads=names))
    assert [f.kind for f in resolved.facts.flags] == ["same-name?"] * 2
    assert len({resolved.names["institution", n].entity.id for n in names}) == 2


def test_resolving_again_adds_no_flag_twice() -> None:
    once = resolve(facts("중구에 짓는다", regions=("중구",)))
    assert resolve(once.facts).facts.flags == once.facts.flags


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("한국전자통신연구원", "한국전자통신연구윈", True),
        ("김해의생명산업진흥원", "김해생명산업진흥원", True),
        ("충남정보산업진흥원", "충북정보산업진흥원", False),
        ("한국연구원", "한국연구윈", False),
        ("한국전자통신연구원", "한국전자통신연구원", False),
    ],
)
def test_alike(a: str, b: str, expected: bool) -> None:
    assert alike(a, b) is alike(b, a) is expected


def test_a_very_long_name_is_compared_with_nothing() -> None:
    assert near("연" * 10_000, known(GAZETTEER)) == []


# ── programmes, projects ─────────────────────────────────────────────────────────────────────


def test_a_programme_has_one_id_in_all_years_and_a_call_for_each() -> None:
    first = resolve(
        facts("", program="2022년 스마트 특성화 기반구축 사업", year=2022, agency="산업부")
    )
    second = resolve(facts("", program="‘2023년도 스마트특성화 기반구축사업’", year=2023))
    ids = {e.id for r in (first, second) for (k, _), e in r.entities.items() if k == "program"}
    assert ids == {"스마트특성화 기반구축사업"}
    call = first.names["call", "2022년 스마트 특성화 기반구축 사업|2022"].entity
    assert call.parent == "스마트특성화 기반구축사업"
    assert call.label_ko == "2022년 스마트 특성화 기반구축 사업"
    assert mint("call", call.id).endswith("/call/스마트특성화_기반구축사업_2022")
    assert first.names["institution", "산업부"].entity.id == "산업통상자원부"


def test_spellings_of_a_project_in_one_article_are_one() -> None:
    at = said("", "")
    resolved = resolve(
        Facts(
            Article("가"),
            projects=(Project("이송·물류 플랫폼", at), Project("이송ㆍ물류플랫폼", at)),
        )
    )
    one, two = (
        resolved.names["project", n].entity for n in ("이송·물류 플랫폼", "이송ㆍ물류플랫폼")
    )
    assert one == two
    assert "이송ㆍ물류플랫폼" in one.aliases


# ── spelling ─────────────────────────────────────────────────────────────────────────────────


def test_unicode_forms_give_one_graph_of_names() -> None:
    text = "한국해양과학기술원(KIOST)과 ㈜에스엘이 강원 고성군에서 함께한다"
    given_ = facts(text, regions=("강원 고성군",), leads=("한국해양과학기술원", "㈜에스엘"),
                   program="2023년 바다 육성사업", year=2023)  # fmt: skip
    nfd = facts(
        unicodedata.normalize("NFD", text),
        regions=(unicodedata.normalize("NFD", "강원 고성군"),),
        leads=tuple(unicodedata.normalize("NFD", n) for n in ("한국해양과학기술원", "㈜에스엘")),
        program=unicodedata.normalize("NFD", "2023년 바다 육성사업"),
        year=2023,
        project=unicodedata.normalize("NFD", "플랫폼 구축"),
    )
    assert set(resolve(given_).entities) == set(resolve(nfd).entities)
    assert resolve(given_).key == resolve(nfd).key


@given(st.text(max_size=40))
def test_keys_do_not_depend_on_the_unicode_form(name: str) -> None:
    for key in (body_key, program_id, project_id, tight):
        assert key(unicodedata.normalize("NFD", name)) == key(unicodedata.normalize("NFC", name))


HOSTILE = st.text(
    st.sampled_from('가나다 ABz019./\\"<>%#?&·()‘’㈜\t\n`{}|^'), min_size=1, max_size=30
).filter(str.strip)  # fmt: skip


@given(HOSTILE, HOSTILE)
def test_any_name_resolves_and_different_names_stay_apart(a: str, b: str) -> None:
    resolved = resolve(facts(f"{a} {b}", leads=(a, b), regions=(a,), program=b, year=2023))
    one, two = (resolved.names["institution", n].entity for n in (a, b))
    assert one.id
    assert two.id
    if tight(body_label(a)) != tight(body_label(b)):
        assert one.id != two.id
    for (_, id_), entity in resolved.entities.items():
        assert local_name(id_)
        assert entity.label_ko


def test_names_of_10000_letters_stay_short_and_apart() -> None:
    names = ("가" * 10_000, "가" * 9_999 + "나")
    resolved = resolve(facts("", leads=names, project="다" * 10_000))
    ids = {resolved.names["institution", n].entity.id for n in names}
    assert len(ids) == 2
    assert all(len(id_) < 120 for id_ in ids)
    assert resolved.names["institution", names[0]].entity.label_ko == names[0]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("2023년 스마트특성화 기반구축사업", "스마트특성화 기반구축사업"),
        ("’23년 소재 개발사업", "소재 개발사업"),
        ("2023 자동차산업기술개발", "자동차산업기술개발"),
        ("시군구 지역연고산업 육성 공모사업", "시군구 지역연고산업 육성 사업"),
        ("5G 실증사업", "5G 실증사업"),
        ("2030부산엑스포 사업", "2030부산엑스포 사업"),
        ("2023년 공모", "2023년 공모"),
        ("공모사업", "공모사업"),
    ],
)
def test_a_programme_loses_its_year_and_call_but_never_its_name(name: str, label: str) -> None:
    assert program_label(name) == label


# ── articles ─────────────────────────────────────────────────────────────────────────────────


def test_an_article_key_is_made_of_content_alone() -> None:
    article = Article("본문", "대구시, 국비 확보", "여성신문", None, "2022-05-04", "a.txt", "00")
    moved = replace(article, source="b/c.html", sha256="ff", text="고친 본문")
    assert article_key(article) == article_key(moved) == "2022-05-04_여성신문_대구시_국비_확보"


def test_long_titles_are_cut_at_a_word_and_stay_apart() -> None:
    title = "대구시 " * 40
    one, two = (article_key(Article("", title + end)) for end in ("가", "나"))
    assert one != two
    assert one.startswith("대구시_대구시_")
    assert len(one) < 100


def test_articles_without_a_title_are_told_apart_by_their_text() -> None:
    keys = {article_key(Article(f"한국전자통신연구원은 4일 밝혔다. {n}")) for n in range(20)}
    assert len(keys) == 20
    assert article_key(Article("")) == article_key(Article("", ""))


def test_a_resolved_article_travels_between_processes() -> None:
    resolved = resolve(facts("중구와 대구시", regions=("중구", "대구시"), leads=("㈜에스엘",)))
    assert pickle.loads(pickle.dumps(resolved)) == resolved  # noqa: S301 - made a line above


def dump(resolved: Resolved) -> str:
    return repr((resolved.key, resolved.names, resolved.entities, resolved.facts.flags))


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    program = (
        "from tests.test_resolve import dump, facts, resolve;"
        "print(dump(resolve(facts('중구, 부울경, 새벽기술연구원(SVT)', regions=('중구', '부울경'),"
        " leads=('새벽기술연구원', 'SVT', '㈜에스엘', '한국전자통신연구윈')))))"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=env, text=True,
        encoding="utf-8",
    )  # fmt: skip
    expected = facts(
        "중구, 부울경, 새벽기술연구원(SVT)", regions=("중구", "부울경"),
        leads=("새벽기술연구원", "SVT", "㈜에스엘", "한국전자통신연구윈"),
    )  # fmt: skip
    assert run.stdout.strip() == dump(resolve(expected))
