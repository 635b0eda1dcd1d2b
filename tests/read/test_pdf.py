"""PDFs give back the paragraphs that were set, with words whole and rows in rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import ReadError
from kg.read import read_bytes
from kg.read.pdf import read_pdf
from kg.read.wrap import breaks_a_word, join, vocabulary

MakePdf = Callable[..., bytes]


@pytest.mark.parametrize("stretched", [False, True])
@pytest.mark.parametrize("inside", [False, True])
def test_paragraphs_come_back(
    make_pdf: MakePdf, article: str, inside: bool, stretched: bool
) -> None:
    read = read_bytes(make_pdf(article, inside=inside, stretched=stretched), source="a.pdf")
    assert read.text.replace("\n\n", "\n") == article
    assert read.title == article.split("\n")[0]


def test_rows_of_a_table(make_pdf: MakePdf, article: str) -> None:
    table = [["연번", "과제명", "국비"], ["1", "드론 실증 거점", "40억원"]]
    text = read_pdf(make_pdf(article, table=table), "a.pdf")[0]
    assert text.split("\n")[-2:] == ["연번 | 과제명 | 국비", "1 | 드론 실증 거점 | 40억원"]


def test_sentence_goes_on_over_the_page_and_its_margins(make_pdf: MakePdf) -> None:
    places = [a + b for a in "가나다라마바사아자차" for b in "남북동서중상하내외신"]
    sentences = [
        f"{place}연구원이 주관하고 {place}대학교가 함께 참여하는 사업이다." for place in places
    ]
    text = f"나래시, 국비 70억 확보\n{' '.join(sentences)}"
    data = make_pdf(text, foot="나래시 보도자료")
    read = read_pdf(data, "a.pdf")[0]
    assert "보도자료" not in read
    assert "- 1 -" not in read
    assert " ".join(read.split()) == " ".join(text.split())


def test_headline_is_what_is_set_largest(make_pdf: MakePdf, article: str) -> None:
    above = ("정치 경제 사회", "한들시가 국비 300억원을 확보했다.", "입력 2024.03.07 09:12")
    read = read_bytes(make_pdf(article, above=above), source="a.pdf")
    assert read.text.replace("\n\n", "\n") == article
    assert read.title == article.split("\n")[0]
    assert read.published == "2024-03-07"


def test_locked_pdf_says_so(make_pdf: MakePdf, article: str) -> None:
    locked = make_pdf(article, password="secret")  # noqa: S106 - of a file made here
    with pytest.raises(ReadError, match="locked with a password"):
        read_bytes(locked, source="a.pdf")


def test_scan_says_what_to_do() -> None:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    canvas = Canvas("unused.pdf")
    canvas.rect(100, 100, 200, 200, fill=1)
    with pytest.raises(ReadError, match=r"holds no text.*OCR"):
        read_bytes(canvas.getpdfdata(), source="a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"no PDF at all", b"%PDF-1.4\n" + b"obj<<" * 9000])
def test_broken_pdf_is_named(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.pdf: the PDF is broken"):
        read_bytes(data, source="a.pdf")


@pytest.mark.parametrize("tenth", range(9))
def test_cut_pdf_is_named(make_pdf: MakePdf, article: str, tenth: int) -> None:
    data = make_pdf(article)
    with pytest.raises(ReadError, match=r"^a\.pdf: the "):
        read_bytes(data[: len(data) * tenth // 10], source="a.pdf")


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    import zlib

    packed = zlib.compress(bytes(210_000_000), 1)
    data = b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"endstream"
    with pytest.raises(ReadError, match="unpacks to more than"):
        read_pdf(data, "a.pdf")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("최종 선정됐다.", "이는 최다", "최종 선정됐다. 이는 최다"),
        ("국비 50억", "원과 시비", "국비 50억원과 시비"),
        ("2023년부터 20", "25년까지", "2023년부터 2025년까지"),
        ("총", "180억원", "총 180억원"),
        ("구축사업’", "으로 국비", "구축사업’으로 국비"),
        ("구축사업’", "국비 50억원", "구축사업’ 국비 50억원"),
        ("연구원,", "대학교", "연구원, 대학교"),
        ("시·", "도 중", "시·도 중"),
        ("스마트 물류", "AMR(로봇)", "스마트 물류 AMR(로봇)"),
        ("기능과 역량", "을 기반으로", "기능과 역량을 기반으로"),
        ("사업을 수행한", "다. 전국", "사업을 수행한다. 전국"),
        ("한국생산기술연구원이", "주관하고", "한국생산기술연구원이 주관하고"),
        ("(총사업비 71억", "5천만원)", "(총사업비 71억 5천만원)"),
        ("끝에 칸이 있다 ", "다음 줄", "끝에 칸이 있다 다음 줄"),
    ],
)
def test_broken_lines_join(first: str, second: str, whole: str) -> None:
    assert join(first, second, frozenset()) == whole


def test_text_itself_tells_its_words() -> None:
    words = vocabulary(["이번 제조공정 고도화 사업은", "또한 대구기계부품연구원 등이 모여"])
    assert join("이 제조공정", "고도화 지원", words) == "이 제조공정 고도화 지원"
    assert join("여기서 대구기계부", "품연구원이", words) == "여기서 대구기계부품연구원이"
    assert breaks_a_word("여기서 대구기계부", "품연구원이", words)
    assert not breaks_a_word("이번 사업", "이 사업은", words)
