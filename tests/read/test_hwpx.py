"""HWPX documents are read in order, row by row; archives that are none are refused unopened."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable

import pytest

from kg.errors import ReadError
from kg.read import read_bytes
from kg.read.hwpx import read_hwpx

Archive = Callable[[dict[str, bytes]], bytes]


def test_paragraphs_and_tables(make_hwpx: Callable[..., bytes], article: str) -> None:
    table = [["과제", "국비"], ["실증 거점", "40억원"], ["인증 센터", "30억원"]]
    read = read_bytes(make_hwpx(article, table=table), source="a.hwpx")
    rows = [" | ".join(row) for row in table]
    assert read.text == "\n".join([article, *rows])
    assert read.title == article.split("\n")[0]


def test_sections_come_in_the_order_of_their_numbers(
    make_archive: Archive, make_section: Callable[..., bytes]
) -> None:
    numbers = [10, 2, 0, 1]
    data = make_archive({f"Contents/section{n}.xml": make_section(f"{n}번 장") for n in numbers})
    assert read_hwpx(data, "a.hwpx").split("\n") == ["0번 장", "1번 장", "2번 장", "10번 장"]


def test_heads_notes_and_comments_are_not_the_text(make_archive: Archive) -> None:
    xml = (
        '<s xmlns:hp="x"><hp:p><hp:run><hp:ctrl><hp:header><hp:subList><hp:p><hp:t>머리말</hp:t>'
        "</hp:p></hp:subList></hp:header></hp:ctrl><hp:t>국비<hp:tab/>80억<hp:nbSpace/>원"
        "<hp:lineBreak/>둘째 줄</hp:t></hp:run><hp:shapeComment>그림입니다</hp:shapeComment></hp:p>"
        "</s>"
    )
    data = make_archive({"Contents/section0.xml": xml.encode()})
    assert read_hwpx(data, "a.hwpx") == "국비 80억 원\n둘째 줄"


@pytest.mark.parametrize(
    ("doctype", "body"),
    [
        ('<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>', "&b;"),
        ('<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        ('<!DOCTYPE s SYSTEM "http://example.com/a.dtd">', ""),
    ],
    ids=["laughs", "file", "network"],
)
def test_dtd_is_refused(make_archive: Archive, doctype: str, body: str) -> None:
    xml = f'<?xml version="1.0"?>{doctype}<s><p><t>{body}</t></p></s>'
    for data in (xml.encode(), xml.encode("utf-16")):
        with pytest.raises(ReadError, match=r"section0\.xml: its XML holds a DTD"):
            read_hwpx(make_archive({"Contents/section0.xml": data}), "a.hwpx")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("Contents/section0.xml", b" " * 30_000_000)
    return out.getvalue()


def link() -> bytes:
    out = io.BytesIO()
    member = zipfile.ZipInfo("Contents/section0.xml")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(member, "/etc/passwd")
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("Contents/section0.xml", "<s/>")
        made.writestr("Contents/section0.xml", "<t/>")
    return out.getvalue()


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ReadError, match="packed more than 200 to 1"):
        read_hwpx(bomb(), "a.hwpx")


def test_link_is_refused() -> None:
    with pytest.raises(ReadError, match="is a link"):
        read_hwpx(link(), "a.hwpx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_member_twice_is_refused() -> None:
    with pytest.raises(ReadError, match="twice"):
        read_hwpx(twice(), "a.hwpx")


@pytest.mark.parametrize("name", ["../../etc/cron", "/etc/passwd", "a\\..\\b", "C:evil"])
def test_paths_out_of_the_archive_are_refused(make_archive: Archive, name: str) -> None:
    with pytest.raises(ReadError, match="leads out of the archive"):
        read_hwpx(make_archive({name: b"x"}), "a.hwpx")


def test_too_many_members_are_refused(make_archive: Archive) -> None:
    with pytest.raises(ReadError, match="holds 3,001 files"):
        read_hwpx(make_archive({f"m{i}": b"" for i in range(3000)}), "a.hwpx")


@pytest.mark.parametrize(
    ("xml", "said"),
    [(b"<a><b></a>", "XML is broken"), (b"", "XML is broken"), (b"\x89PNG", "XML is broken")],
)
def test_broken_xml_is_named(make_archive: Archive, xml: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_hwpx(make_archive({"Contents/section0.xml": xml}), "a.hwpx")


def test_other_archives_are_no_documents(make_archive: Archive) -> None:
    with pytest.raises(ReadError, match="no HWPX document"):
        read_hwpx(make_archive({"word/document.xml": b"<a/>"}), "a.hwpx")
    with pytest.raises(ReadError, match="no HWPX document"):
        read_hwpx(b"not an archive", "a.hwpx")


def test_cut_archive_is_refused(make_hwpx: Callable[..., bytes], article: str) -> None:
    data = make_hwpx(article)
    for end in (10, len(data) // 2, len(data) - 5):
        with pytest.raises(ReadError, match="no HWPX document"):
            read_hwpx(data[:end], "a.hwpx")


def test_deep_nesting_is_read_without_recursion(make_archive: Archive) -> None:
    xml = b"<s>" + b"<p>" * 50_000 + "<t>국비</t>".encode() + b"</p>" * 50_000 + b"</s>"
    assert read_hwpx(make_archive({"Contents/section0.xml": xml}), "a.hwpx") == "국비"
