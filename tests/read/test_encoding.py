"""Bytes are read exactly or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from kg.errors import ReadError
from kg.read import read_bytes
from kg.read.encoding import decode
from tests.conftest import ARTICLE as SEED

TWINS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda t: t.encode("utf-8"),
    "utf-8 with a mark": lambda t: t.encode("utf-8-sig"),
    "cp949": lambda t: t.replace("\u00a0", " ").encode("cp949", "replace"),
    "utf-16 with a mark": lambda t: t.encode("utf-16"),
    "utf-16 big-endian with a mark": lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
    "utf-32 with a mark": lambda t: t.encode("utf-32"),
    "NFD": lambda t: unicodedata.normalize("NFD", t).encode("utf-8"),
    "CRLF": lambda t: t.replace("\n", "\r\n").encode("utf-8"),
    "CR": lambda t: t.replace("\n", "\r").encode("utf-8"),
}


@pytest.mark.parametrize("name", TWINS)
def test_twins_give_one_text(name: str) -> None:
    text = SEED.read_text(encoding="utf-8")
    plain = read_bytes(text.encode(), source="a.txt")
    twin = read_bytes(TWINS[name](text), source="a.txt")
    assert twin.text == plain.text
    assert (twin.title, twin.published, twin.author) == (
        plain.title, plain.published, plain.author,
    )  # fmt: skip


def test_euc_kr_page_is_read_whether_it_says_so_or_not(article: str) -> None:
    for head in ("<meta charset=euc-kr>", "<meta charset=utf-8>", ""):
        title, *rest = article.split("\n")
        body = "".join(f"<p>{line}</p>" for line in rest)
        page = f"<html><head>{head}</head><body><h1>{title}</h1><article>{body}</article></body>"
        read = read_bytes(page.encode("cp949"), source="a.html")
        assert read.text.replace("\n\n", "\n") == article


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"PK\x03\x04\x14\x00\x00\x00", r"ZIP archive.*\.hwpx"),
        (b"%PDF-1.7\n%\xe2\xe3", r"a PDF.*\.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (bytes(range(256)) * 20, "binary data"),
        ("대구시가 국비 80억원을 땄다.".encode("utf-16-le"), "byte order mark|neither"),
        ("대구시가 국비 80억원을 땄다. 힝꽥".encode("johab"), "neither UTF-8"),
        ("café crème brûlée à la carte".encode("latin-1"), "neither UTF-8"),
        ("대구시가 국비 80억원을 땄다.".encode()[:-2] + b"\xea\xb0", "neither UTF-8"),
        (b"\xef\xbb\xbf\xb4\xeb\xb1\xb8", "its mark says UTF-8"),
        (b"\xff\xfe\x00\xd8\x41\x00", "its mark says UTF-16"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read_bytes(data, source="news/a.txt")
    assert str(caught.value).startswith("news/a.txt: ")
    assert caught.value.way_out


@pytest.mark.parametrize(
    "data",
    [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\u00a0\u200b".encode()],
)
def test_empty_file_is_named(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.txt: the file is empty; "):
        read_bytes(data, source="a.txt")


def test_page_without_an_article_is_named() -> None:
    with pytest.raises(ReadError, match=r"^a\.txt: no article is left"):
        read_bytes("로그인 회원가입\n맑음서울 18.7℃\n댓글 0\n".encode(), source="a.txt")


def test_lost_characters_are_never_kept() -> None:
    with pytest.raises(ReadError, match=r"1 characters were lost .* after '대구시가 국비 '"):
        read_bytes("대구시가 국비 \ufffd0억원을 땄다.".encode(), source="a.txt")


def test_lost_characters_outside_the_article_do_no_harm() -> None:
    text = "대구시가 국비 80억원을 땄다.\n저작권자 \ufffd 나래일보 무단전재 및 재배포 금지\n"
    assert read_bytes(text.encode(), source="a.txt").text == "대구시가 국비 80억원을 땄다."


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(ReadError, match=r"larger than 1,000 bytes; give the article alone"):
        read_bytes(b"a" * 1001, source="a.txt", max_bytes=1000)


def test_a_no_break_space_that_cp949_cannot_hold_is_a_space_again() -> None:
    text = "과제가 선정됐다.\xa0이는 국비\xa0215억원을 확보했다.\xa0\n무엇인가?\n"
    lossy = text.encode("cp949", errors="replace")
    assert b"?" in lossy
    spaced = text.replace("\xa0", " ")
    assert decode(lossy, "a.txt").split() == spaced.split()
