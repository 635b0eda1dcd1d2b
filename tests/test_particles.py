"""Particles behind names: split off, or left where they belong to the word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.korean.particles import PARTICLE, split

BODIES = (
    "연구원",
    "테크노파크",
    "정보통신부",
    "진흥재단",
    "대학교",
    "협회",
    "사업단",
    "병원",
    "센터",
)
PAIRS = ("은/는", "이/가", "을/를", "과/와", "으로/로")
ALIKE = ("의", "에", "에서", "에게", "도", "부터", "까지", "에서는", "에는", "까지도")


def closed(word: str) -> bool:
    return (ord(word[-1]) - 0xAC00) % 28 > 0


def fitting(word: str) -> list[str]:
    """The particles that can follow a word, in the form that fits its last letter."""
    return [p.split("/")[0 if closed(word) else 1] for p in PAIRS] + list(ALIKE)


@pytest.mark.parametrize(("word", "particle"), [(w, p) for w in BODIES for p in fitting(w)])
def test_a_particle_comes_off_the_name_of_a_body(word: str, particle: str) -> None:
    assert split(word + particle) == (word, particle)


@pytest.mark.parametrize("word", BODIES)
def test_a_name_without_particle_stays_whole(word: str) -> None:
    assert split(word) == (word, "")


@pytest.mark.parametrize(
    "noun",
    [
        "평가", "국가", "전문가", "추가", "부가", "단가", "효과", "성과", "결과", "제도", "고도",
        "철도", "지도", "수도", "정도", "도로", "진로", "원자로", "제로", "종이", "높이", "회의",
        "협의", "논의", "강의", "마을", "가을", "메타", "디스플레이", "플레이", "게이트웨이",
        "기술평가", "연구성과", "고부가", "지하철도", "자율주행도로",
    ],
)  # fmt: skip
def test_nouns_that_end_like_a_particle_stay_whole(noun: str) -> None:
    assert split(noun) == (noun, "")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("평가를", ("평가", "를")),
        ("평가는", ("평가", "는")),
        ("디스플레이의", ("디스플레이", "의")),
        ("회의에서", ("회의", "에서")),
        ("국가가", ("국가", "가")),
        ("도로는", ("도로", "는")),
        ("성과와", ("성과", "와")),
        ("성과의", ("성과", "의")),
        ("효과는", ("효과", "는")),
        ("위원회의", ("위원회", "의")),
        ("학회의", ("학회", "의")),
        ("협회로", ("협회", "로")),
        ("협의회의", ("협의회", "의")),
    ],
)
def test_a_particle_comes_off_such_nouns_too(word: str, parts: tuple[str, str]) -> None:
    assert split(word) == parts


@given(st.text("가나다라연구원사업은는이가을를의에서로도과와까지A1", min_size=1, max_size=10))
def test_splitting_loses_nothing(word: str) -> None:
    stem, particle = split(word)
    assert stem + particle == word
    assert stem
    assert not particle or re.fullmatch(PARTICLE, particle)


@pytest.mark.parametrize(
    "particle",
    ["은", "는", "이", "가", "을", "를", "의", "에", "에서", "에서는", "으로", "으로서", "과의",
     "와는", "까지", "부터", "이라는", "라는", "이며", "이고", "등", "측", "만", "다"],
)  # fmt: skip
def test_the_expression_for_particles_takes_them(particle: str) -> None:
    assert re.fullmatch(PARTICLE, particle)


@pytest.mark.parametrize("word", ["시", "원", "기관", "사업", "했다", "된"])
def test_the_expression_for_particles_takes_nothing_else(word: str) -> None:
    assert re.fullmatch(PARTICLE, word) is None
