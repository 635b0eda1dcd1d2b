"""Spans of time: every way to write one is read, relative words only with the article's date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.korean.period import Span, scan
from kg.model import Day

TODAY = (2022, 5)

years = st.integers(2000, 2040)
lengths = st.integers(0, 12)
tildes = st.sampled_from(["~", "∼", "～", "–", "-", " ~ ", " ∼ "])
befores = st.sampled_from(["", "사업은 ", "오는 ", "(", "시는 "])
afters = st.sampled_from(["", " 추진한다", ")", " 총 180억원을 들인다", "의 사업", "에 걸쳐"])


def only(text: str, today: tuple[int, int] | None = None) -> Span:
    """The one period of a text."""
    (span,) = scan(text, today)
    return span


def ends(text: str, today: tuple[int, int] | None = None) -> tuple[Day | None, Day | None]:
    span = only(text, today)
    return span.first, span.last


@given(befores, years, lengths, afters)
def test_from_year_to_year(before: str, year: int, more: int, after: str) -> None:
    said = f"{year}년부터 {year + more}년까지"
    span = only(f"{before}{said}{after}")
    assert (span.first, span.last) == (year, year + more)
    assert said in f"{before}{said}{after}"[span.start : span.end]


@given(befores, years, lengths, tildes, afters)
def test_from_year_to_year_with_a_tilde(
    before: str, year: int, more: int, tilde: str, after: str
) -> None:
    for said in (f"{year}{tilde}{year + more}년", f"{year}년{tilde}{year + more}년"):
        assert ends(f"{before}{said}{after}") == (year, year + more)


@given(st.integers(10, 39), lengths, tildes, st.sampled_from("’‘'"))
def test_years_of_two_digits_behind_a_mark(year: int, more: int, tilde: str, mark: str) -> None:
    said = f"{mark}{year}{tilde}{mark}{year + more}"
    assert ends(f"사업기간 {said}") == (2000 + year, 2000 + year + more)


@given(years, st.integers(1, 12), st.integers(0, 12))
def test_a_duration_counts_both_ends(year: int, n: int, more: int) -> None:
    assert only(f"{year}년부터 {n}년간 추진한다") == Span(0, len(f"{year}년부터 {n}년간"), year,
                                                 year + n - 1, n)  # fmt: skip
    assert ends(f"{year}년까지 {n}년간 추진한다") == (year - n + 1, year)
    assert ends(f"{year}년부터 {year + more}년까지 {more + 1}년간") == (year, year + more)
    assert ends(f"{year}년 ~ {year + more}년({more + 1}년)") == (year, year + more)


@given(years, st.integers(1, 12), st.integers(1, 5), st.integers(1, 12))
def test_months_are_kept(year: int, month: int, more: int, until: int) -> None:
    first, last = f"{year}-{month:02}", f"{year + more}-{until:02}"
    assert ends(f"{year}년 {month}월부터 {year + more}년 {until}월까지") == (first, last)
    assert ends(f"오는 {year}년 {until}월까지") == (None, f"{year}-{until:02}")


@given(st.integers(2000, 2040), st.integers(1, 12), st.integers(1, 9))
def test_relative_words_count_from_the_date_of_the_article(year: int, now: int, n: int) -> None:
    today = (year, now)
    assert ends(f"올해부터 {n}년간", today) == (year, year + n - 1)
    assert ends(f"내년부터 {n}년간", today) == (year + 1, year + n)
    assert ends("지난해부터 내년까지", today) == (year - 1, year + 1)
    assert ends(f"올해 8월부터 {year + n}년까지", today) == (f"{year}-08", year + n)
    following = f"{year + 1}-01" if now == 12 else f"{year}-{now + 1:02}"
    assert ends(f"다음달부터 {year + n}년 12월까지", today) == (following, f"{year + n}-12")


def test_relative_words_stay_unknown_without_a_date() -> None:
    assert scan("올해부터 3년간") == []
    assert ends("내년부터 2025년까지") == (None, 2025)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023년부터 2025년까지 3년간", 2023, 2025),
        ("2021~2023년", 2021, 2023),
        ("2022~2024년까지 3년간", 2022, 2024),
        ("2018∼2020년", 2018, 2020),
        ("’21~‘22", 2021, 2022),
        ("2019년 ~ 2023년(5년)", 2019, 2023),
        ("2020년부터 5년간", 2020, 2024),
        ("2027년까지 5년간", 2023, 2027),
        ("오는 2028년까지 5년간", 2024, 2028),
        ("오는 2022년 12월까지", None, "2022-12"),
        ("올해 8월부터 2026년까지 5년간", "2022-08", 2026),
        ("내년부터 3년간", 2023, 2025),
        ("다음달부터 2026년 12월까지 4년간", "2022-06", "2026-12"),
        ("2022.4.~2024.12.", "2022-04", "2024-12"),
        ("올 10월~내년 12월", "2022-10", "2023-12"),
    ],
)
def test_forms_met_in_newspapers(text: str, first: Day | None, last: Day | None) -> None:
    assert ends(f"사업은 {text} 추진한다.", TODAY) == (first, last)


def test_stages_are_periods_of_their_own() -> None:
    found = scan("1단계(2018∼2020년)에 이어 2단계(2021∼2022년)를 벌인다")
    assert [(s.first, s.last) for s in found] == [(2018, 2020), (2021, 2022)]


def test_half_years_reach_into_one_more() -> None:
    assert ends("2027년까지 4년 6개월간") == (2023, 2027)


@pytest.mark.parametrize(
    "text",
    [
        "2022년 5월 4일 밝혔다",
        "2023년 스마트특성화 기반구축사업",
        "5년간 100억원을 받는다",
        "18개월간 진행한다",
        "2030년부터 2021년까지",
        "1900~2022년의 기록",
        "3~5개 과제를 뽑는다",
        "1600~1700억원",
        "10~20년 뒤",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert scan(text) == []


@given(st.text("0123456789년월부터까지간~∼’'올해내다음달지난오는.() -", max_size=40))
def test_any_run_of_its_characters_is_read_without_fault(text: str) -> None:
    for span in scan(text, TODAY):
        assert 0 <= span.start < span.end <= len(text)
        assert span.first is not None or span.last is not None
        for day in (span.first, span.last):
            assert day is None or 1900 <= int(str(day)[:4]) <= 2100


def test_thousands_of_years_raise_nothing() -> None:
    for text in ("2022~" * 3000, "2022년부터 " * 3000, "올해 " * 5000 + "까지", "’" * 5000 + "~"):
        scan(text, TODAY)
