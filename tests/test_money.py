"""Amounts of won: every way to write one is read back, and what only looks like one is not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.korean.money import EOK, Money, bare, scan, write

MAN = 10**4
JO = 10**12
ONES = "영일이삼사오육칠팔구"


def only(text: str) -> Money:
    """The one amount of a text."""
    (money,) = scan(text)
    return money


# ── numbers below ten thousand, as they stand before 억 and 만 ───────────────────────────────


def digits(n: int) -> str:
    """1812, 300."""
    return str(n)


def commas(n: int) -> str:
    """1,812."""
    return f"{n:,}"


def native(n: int) -> str:
    """1천812, 5천82, 3백, 2백50: 천 or 백 takes the place of the comma."""
    thousands, rest = divmod(n, 1000)
    if thousands:
        return f"{thousands}천{rest or ''}"
    hundreds, rest = divmod(n, 100)
    return f"{hundreds}백{rest or ''}" if hundreds else str(n)


def factors(n: int) -> str:
    """1천8백, 3천5백20: each digit with its factor."""
    thousands, rest = divmod(n, 1000)
    hundreds, rest = divmod(rest, 100)
    return "".join(f"{k}{name}" for k, name in ((thousands, "천"), (hundreds, "백")) if k) + (
        str(rest) if rest else ""
    )


def without_one(n: int) -> str:
    """천850: no 일 before 천."""
    thousands, rest = divmod(n, 1000)
    return f"천{rest or ''}" if thousands == 1 else native(n)


def hangul(n: int) -> str:
    """천팔백오십, 이천삼백."""
    places = ((1000, "천"), (100, "백"), (10, "십"), (1, ""))
    text = ""
    for size, name in places:
        k, n = divmod(n, size)
        if k:
            text += ("" if k == 1 and name else ONES[k]) + name
    return text


SMALL: tuple[Callable[[int], str], ...] = (digits, commas, native, factors, without_one)
small = st.integers(1, 9999)
writers = st.sampled_from(SMALL)
ends = st.sampled_from(["원", " 원", "여원", "여 원", ""])
befores = st.sampled_from(["", "국비 ", "총 ", "사업비는 ", "(국비 ", "국비("])
afters = st.sampled_from(["", "을 들인다", "의 사업비", "(국비 포함)", ", 시비", " 등", ")"])


@given(befores, small, writers, ends, afters)
def test_a_whole_number_of_eok(
    before: str, n: int, number: Callable[[int], str], end: str, after: str
) -> None:
    said = f"{number(n)}억{end}"
    money = only(f"{before}{said}{after}")
    assert money == Money(len(before), len(before) + len(said), n * EOK, "여" in end)


@given(befores, small, small, writers, st.sampled_from(["", " "]), ends, afters)
def test_eok_and_man(
    before: str, n: int, k: int, number: Callable[[int], str], gap: str, end: str, after: str
) -> None:
    said = f"{number(n)}억{gap}{number(k)}만{end}"
    money = only(f"{before}{said}{after}")
    assert (money.value, money.trouble) == (n * EOK + k * MAN, "")
    assert (money.start, money.end) == (len(before), len(before) + len(said))


@given(
    st.integers(10, 9999),
    st.sampled_from(["원", " 원", "여원"]),
    st.sampled_from(["", "국비 ", "(", "총 "]),
)
def test_hangul_numerals(n: int, end: str, before: str) -> None:
    assert only(f"{before}{hangul(n)}억{end}").value == n * EOK
    assert only(f"{before}{hangul(n % 9 + 1)}억 원").value == (n % 9 + 1) * EOK


@given(small, st.integers(0, 9999), writers, st.sampled_from(["", " "]), ends)
def test_jo_and_eok(n: int, k: int, number: Callable[[int], str], gap: str, end: str) -> None:
    eok = f"{gap}{number(k)}억" if k else ""
    assert only(f"국비 {number(n)}조{eok}{end}").value == n * JO + k * EOK


@given(st.integers(1, 99_999), ends)
def test_decimals_of_eok(hundredths: int, end: str) -> None:
    said = f"{hundredths // 100}.{hundredths % 100:02}"
    assert only(f"사업비 {said}억{end}").value == hundredths * 10**6
    assert only(f"사업비 {said.rstrip('0').rstrip('.')}억{end}").value == hundredths * 10**6


@given(small, writers, st.sampled_from(["원", " 원", "여원"]))
def test_only_man(n: int, number: Callable[[int], str], end: str) -> None:
    assert only(f"시비 {number(n)}만{end}").value == n * MAN


@given(st.integers(1, 999_999), st.sampled_from(["원", " 원"]))
def test_millions_as_offices_write_them(millions: int, end: str) -> None:
    assert only(f"총 {millions:,}백만{end}").value == millions * 10**6


@given(st.integers(1, 10**13))
def test_digits_alone_are_won_where_won_stands_behind_them(won: int) -> None:
    assert only(f"보조금 {won:,}원을 받는다").value == won
    assert scan(f"보조금 {won:,}을 받는다") == []


@given(st.integers(1, 9999), st.sampled_from([1, 10, 100, 500]))
def test_what_is_written_for_readers_is_read_back(n: int, size: int) -> None:
    for won in (n * size * MAN, n * EOK, n * JO + size * EOK, n * EOK + size * MAN):
        said = write(won)
        assert only(said) == Money(0, len(said), won)


@given(st.integers(1, 10**16))
def test_writing_keeps_the_value_whatever_it_is(won: int) -> None:
    money = only(write(won))
    assert money.value == won


@given(st.text("0123456789조억만천백십원여약,. ~∼()대제국비최이삼\n", max_size=40))
def test_any_run_of_its_characters_is_read_without_fault(text: str) -> None:
    found = scan(text)
    assert all(m.value > 0 and 0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("1천812억원", 181_200_000_000),
        ("5천82억 원", 508_200_000_000),
        ("1조222억원", 1_022_200_000_000),
        ("4조9천581억원", 4_958_100_000_000),
        ("2조 7800억원", 2_780_000_000_000),
        ("71억5천만원", 7_150_000_000),
        ("447억5천만원", 44_750_000_000),
        ("10억 1천700만 원", 1_017_000_000),
        ("21억7천300만 원", 2_173_000_000),
        ("112억 5000만원", 11_250_000_000),
        ("33억5,000만원", 3_350_000_000),
        ("37.2억", 3_720_000_000),
        ("36.75억원", 3_675_000_000),
        ("68,842백만원", 68_842_000_000),
        ("3백억 원", 30_000_000_000),
        ("천 850억원", 185_000_000_000),
        ("2백50억원", 25_000_000_000),
        ("5천만원", 50_000_000),
    ],
)
def test_forms_met_in_newspapers(text: str, won: int) -> None:
    assert only(f"국비 {text}을 받는다").value == won
    assert only(text).value == won


@pytest.mark.parametrize(
    "text",
    [
        "160여억 원", "42억여원", "300억여 원", "2400억 여원", "약 809억원", "100억 정도",
        "180억원 가량", "50억원 내외", "1000억원 안팎", "1500억원 이상", "3000억원이 넘는",
    ],
)  # fmt: skip
def test_rounding_is_marked(text: str) -> None:
    assert only(f"총 {text} 사업비").approx


@pytest.mark.parametrize("text", ["80억원 규모", "80억원대의 연구동", "총 80억원", "80억원 상당"])
def test_scale_is_no_trouble(text: str) -> None:
    assert only(text).value == 80 * EOK
    assert only(text).trouble == ""


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("최대 1000억원", "ceiling"),
        ("140억원 한도", "ceiling"),
        ("30억원 미만", "ceiling"),
        ("30억원 이내", "ceiling"),
        ("수출액 2억2천만달러", "foreign"),
        ("수출 2.3억불", "foreign"),
        ("5천만∼1억원", "range"),
        ("1600~1700억원", "range"),
        ("70억∼80억원", "range"),
        ("3~4000만원", "range"),
        ("5억3000억원", "malformed"),
        ("18억84000만원", "malformed"),
    ],
)
def test_what_is_no_plain_amount_says_so(text: str, trouble: str) -> None:
    found = scan(text)
    assert found
    assert {m.trouble for m in found} == {trouble}


def test_two_amounts_that_touch_are_both_malformed() -> None:
    assert [(m.value, m.trouble) for m in scan("총 5억3000억원")] == [
        (5 * EOK, "malformed"),
        (3000 * EOK, "malformed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "5300평 부지에", "4.9㎢ 면적", "1만1천200㎡", "일자리 5천명", "300만명이 찾는다",
        "제15조에 따라", "보조금법 제3조 제2항", "수십억 원", "수백억원", "3천여 가구", "10만t급",
        "조 편성을 마쳤다", "만나서 원만히 끝냈다", "2022년 5월 4일", "원주시 100대 기업",
        "4대강 16개 보", "20만여 명", "1만5천대를 만든다", "50억㎾h", "1만 개 기업",
    ],
)  # fmt: skip
def test_what_only_looks_like_money(text: str) -> None:
    assert scan(text) == []


def test_a_list_of_numbers_is_not_one_number() -> None:
    """«1,2,3억»: grouping commas stand before three digits."""
    assert [m.value for m in scan("각각 1,2,3억원")] in ([], [3 * EOK])
    assert [m.value for m in scan("국비 10억, 20억, 30억원")] == [10 * EOK, 20 * EOK, 30 * EOK]
    assert [m.value for m in scan("국비 8억시비 4억")] == [8 * EOK, 4 * EOK]
    assert [m.value for m in scan("설비 구축사업(’24, 10억 원)")] == [10 * EOK]
    assert scan("업체마다 3, 4억원이 든다") == []


def test_digits_may_touch_the_word_before_them() -> None:
    assert [m.value for m in scan("국비80억원, 지방비1,306억")] == [80 * EOK, 1306 * EOK]


def test_a_lost_man_is_read_literally_with_the_likely_value_beside_it() -> None:
    money = only("71억5천원의 사업비")
    assert (money.value, money.alternative, money.trouble) == (7_100_005_000, 7_150_000_000, "")
    assert only("71억5천만원").alternative is None


def test_thousands_of_digits_take_no_time_and_raise_nothing() -> None:
    for text in (
        "9" * 5000,
        "9" * 5000 + "억원",
        "1," * 5000,
        "천" * 5000,
        "억" * 5000,
        "1억" * 5000,
    ):
        scan(text)
    assert [m.value for m in scan("1억원 " * 500)] == [EOK] * 500


@given(st.integers(1, 9999), st.integers(0, 99))
def test_a_bare_number_borrows_eok(n: int, hundredths: int) -> None:
    assert bare(f"{n:,}.{hundredths:02}") == n * EOK + hundredths * 10**6


def test_a_bare_number_finer_than_one_won_is_none() -> None:
    assert bare("0.000000001") is None
