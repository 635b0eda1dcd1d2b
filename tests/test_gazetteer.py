"""The known names: well formed, sourced, and found under every form that papers use."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer import load, read
from kg.resources import resource
from kg.spelling import body_key

FOLDER = resource("data", "gazetteers")
GAZETTEER = load()
TABLES = ("regions", "ministries", "institutions", "groups", "suffixes")
DAY = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")


def rows(table: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def pairs(names: dict[str, str]) -> list[tuple[str, str]]:
    """Return (name, id) for each of the names, given apart by spaces."""
    return [(name, id_) for id_, forms in names.items() for name in forms.split()]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_sources_that_are_described(table: str) -> None:
    known = {row["key"] for row in rows("sources")}
    for row in rows(table):
        cited = row["source"].split()
        assert cited, row
        assert set(cited) <= known, row


def test_every_described_source_is_cited_and_says_what_may_be_done_with_it() -> None:
    cited = {key for table in TABLES for row in rows(table) for key in row["source"].split()}
    for row in rows("sources"):
        assert row["key"] in cited
        assert row["title"]
        assert row["rights"]


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_files_are_plain_and_have_unix_line_ends(table: str) -> None:
    raw = (FOLDER / f"{table}.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not raw.startswith(b"\xef\xbb\xbf")


def test_the_17_provinces_have_their_iso_codes_and_the_districts_theirs() -> None:
    codes: dict[str, set[str]] = {}
    for region in GAZETTEER.regions.values():
        for scheme, code in region.identifiers:
            assert code not in codes.setdefault(scheme, set()), f"{scheme} {code} stands twice"
            codes[scheme].add(code)
    assert set(codes) == {"iso3166-2", "bjd", "geonames"}
    assert len(codes["iso3166-2"]) == 17
    assert all(re.fullmatch(r"KR-\d\d", code) for code in codes["iso3166-2"])
    assert all(re.fullmatch(r"\d{10}", code) for code in codes["bjd"])


def test_all_cities_counties_and_districts_of_2022_are_there() -> None:
    """226 of them by law, and two cities of Jeju, that are none by law but by name."""
    provinces = {r.id for r in GAZETTEER.regions.values() if not r.parent}
    gone_or_new = {r["id"] for r in rows("regions") if r["valid_to"] or r["valid_from"] > "2023"}
    local = [
        r
        for r in GAZETTEER.regions.values()
        if r.parent in provinces and r.id not in gone_or_new
    ]  # fmt: skip
    split_in_incheon = 3
    assert len(local) + split_in_incheon == 226 + 2


def test_points_lie_in_korea_and_near_the_region_above() -> None:
    for region in GAZETTEER.regions.values():
        if region.point is None:
            continue
        lat, lon = region.point
        assert 33 < lat < 39, region
        assert 124 < lon < 132, region
        above = GAZETTEER.regions.get(region.parent or "")
        if above is not None and above.point is not None:
            assert abs(above.point[0] - lat) < 1, region


@pytest.mark.parametrize("table", ["regions", "ministries", "institutions"])
def test_days_are_days(table: str) -> None:
    for row in rows(table):
        for column in ("valid_from", "valid_to"):
            assert DAY.fullmatch(row[column]), row
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"], row
    for names in GAZETTEER.dated.values():
        for name in names:
            assert DAY.fullmatch(name.since), name
            assert DAY.fullmatch(name.until), name
            assert not name.until or name.since < name.until, name


REGIONS = {
    "대구광역시": "대구광역시 대구시 대구",
    "경상북도": "경북도 경북",
    "강원특별자치도": "강원도 강원자치도 강원",
    "전북특별자치도": "전라북도 전북자치도 전북도",
    "세종특별자치시": "세종시",
    "제주특별자치도": "제주도 제주",
    "창원시": "창원특례시 창원",
    "포항시": "포항",
    "철원군": "철원군",
    "여주시": "여주군",
    "미추홀구": "미추홀구",
    "청주시 흥덕구": "흥덕구",
}


@pytest.mark.parametrize(("name", "region"), pairs(REGIONS))
def test_a_region_is_found_under_all_its_names(name: str, region: str) -> None:
    assert [r.id for r in GAZETTEER.regions_by_name[name]] == [region]


@pytest.mark.parametrize(
    ("name", "regions"),
    [
        ("고성군", {"강원특별자치도 고성군", "경상남도 고성군"}),
        ("고성", {"강원특별자치도 고성군", "경상남도 고성군"}),
        ("광주", {"광주광역시", "경기도 광주시"}),
        ("광주시", {"광주광역시", "경기도 광주시"}),
        ("강서구", {"서울특별시 강서구", "부산광역시 강서구"}),
    ],
)
def test_homonyms_have_all_their_regions(name: str, regions: set[str]) -> None:
    assert {r.id for r in GAZETTEER.regions_by_name[name]} == regions


def test_districts_of_many_cities_are_homonyms() -> None:
    assert len(GAZETTEER.regions_by_name["중구"]) == 6
    assert len(GAZETTEER.regions_by_name["동구"]) == 6
    in_cities = {r.parent for r in GAZETTEER.regions_by_name["북구"]}
    assert {"대구광역시", "포항시"} <= in_cities


def test_short_names_that_are_words_are_marked() -> None:
    assert {"예산", "양산", "부여", "경기"} <= GAZETTEER.words
    assert not GAZETTEER.words & {"대구", "경북", "포항", "예산군"}
    assert set(GAZETTEER.regions_by_name) >= GAZETTEER.words


def test_holders_go_up_and_back_in_time() -> None:
    assert list(GAZETTEER.holders("창원시 의창구")) == ["창원시", "경상남도"]
    assert list(GAZETTEER.holders("군위군")) == ["대구광역시", "경상북도"]
    assert list(GAZETTEER.holders("서울특별시")) == []
    assert list(GAZETTEER.holders("없는 곳")) == []


MINISTRIES = {
    "산업통상자원부": "산업통상자원부 산업부 산자부 산업자원부 지식경제부 지경부 산업통상부",
    "과학기술정보통신부": "과기정통부 미래창조과학부",
    "교육과학기술부": "교과부",
    "중소벤처기업부": "중기부 중소기업청",
    "국토교통부": "국토부",
    "행정안전부": "행자부",
    "국가균형발전위원회": "균형위 지역발전위원회",
    "한국산업기술진흥원": "KIAT",
    "한국산업기술기획평가원": "한국산업기술평가관리원",
}


@pytest.mark.parametrize(("name", "body"), pairs(MINISTRIES))
def test_a_ministry_is_found_under_short_and_other_names(name: str, body: str) -> None:
    assert GAZETTEER.ministries_by_name[name].id == body
    assert GAZETTEER.institutions_by_name[name].id == body


INSTITUTIONS = {
    "한국생산기술연구원": "생기원 KITECH",
    "한국전자통신연구원": "ETRI",
    "한국해양과학기술원": "KIOST 해양과기원",
    "한국전자기술연구원": "KETI 전자부품연구원",
    "한국자동차연구원": "자동차부품연구원",
    "대구경북과학기술원": "DGIST",
    "울산과학기술원": "유니스트",
    "포항공과대학교": "포스텍",
    "대구테크노파크": "대구TP",
    "계명대학교": "계명대",
    "부경대학교": "국립부경대",
    "김해의생명산업진흥원": "김해산업진흥의생명융합재단",
}


@pytest.mark.parametrize(("name", "body"), pairs(INSTITUTIONS))
def test_an_institution_is_found_under_short_and_former_names(name: str, body: str) -> None:
    assert GAZETTEER.institutions_by_name[name].id == body


def test_no_body_has_a_name_that_is_a_region() -> None:
    assert not set(GAZETTEER.institutions_by_name) & set(GAZETTEER.regions_by_name)


def test_names_of_bodies_are_keys_that_mentions_have() -> None:
    for name in GAZETTEER.institutions_by_name:
        assert body_key(name) == name


def test_groups_have_the_regions_that_they_are_said_to_have() -> None:
    assert {r.id for r in GAZETTEER.groups["TK"]} == {"대구광역시", "경상북도"}
    assert {r.id for r in GAZETTEER.groups["동남권"]} == {r.id for r in GAZETTEER.groups["부울경"]}
    assert len(GAZETTEER.groups["충청권"]) == 4


def test_suffixes_are_told_by_the_longest() -> None:
    for name, type_ in [
        ("한국전자기술연구원", "ResearchInstitute"), ("경북대학교", "University"),
        ("대구경북과학기술원", "University"), ("우석대학교산학협력단", "University"),
        ("한국로봇산업협회", "Association"), ("대구테크노파크", "Agency"), ("해동병원", "Hospital"),
    ]:  # fmt: skip
        suffix = GAZETTEER.suffix(name)
        assert suffix is not None
        assert suffix.type == type_
    sizes = [len(s.suffix) for s in GAZETTEER.suffixes]
    assert sizes == sorted(sizes, reverse=True)


def broken(folder: Path, table: str, old: str, new: str) -> Path:
    """Copy the gazetteer with one change."""
    shutil.copytree(FOLDER, folder / "g")
    path = folder / "g" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return folder / "g"


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("regions", "id,type", "id,kind", "the columns are not"),
        ("regions", "37.566,126.9784", "north,126.9784", "no numbers"),
        ("regions", "\n부산광역시,", "\n서울특별시,", "stands twice"),
        ("regions", ",서울특별시,,bjd", ",한양,,bjd", "no row for the parent"),
        ("regions", "강원도@/2023-06-11", "강원도@2023-06-11", "lacks the dates"),
        ("regions", "강원도@/2023-06-11", "강원도", "not of the form"),
        ("ministries", "과기부", "산업부", "two bodies have the name"),
        ("groups", "부산광역시|대구광역시", "부산광역시|달구벌", "no region"),
        ("suffixes", "연구원,ResearchInstitute,ending,sure", "연구원,ResearchInstitute,ending,yes",
         "unknown safety"),
        ("suffixes", "연구원,ResearchInstitute,ending", "연구원,ResearchInstitute,tail",
         "unknown kind"),
        ("suffixes", "연구원,", "아주길고도긴연구원,", "1 to 8 letters"),
        ("institutions", "\n한국생산기술연구원,", "\n한국생산기술연구원,,", "too many or too few"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_with_its_place(
    tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(DataError, match=said) as error:
        read(broken(tmp_path, table, old, new))
    assert f"{table}.csv" in str(error.value) or "institutions.csv" in str(error.value)


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read(tmp_path)
    folder = broken(tmp_path, "groups", "수도권", "수도권")
    (folder / "groups.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="UTF-8"):
        read(folder)
