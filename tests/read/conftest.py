"""Makers of the files that people have: PDF, HWPX, HTML pages; and the articles in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
HWPML = "http://www.hancom.co.kr/hwpml/2011"

MakePdf = Callable[..., bytes]
MakeHwpx = Callable[..., bytes]

ARTICLE = "\n".join([
    "나래시, ‘드론 실증 거점 구축사업’ 선정…국비 70억 확보",
    "나래시는 국토교통부의 ‘2024년 드론 실증 거점 구축사업’ 공모에 최종 선정됐다고 7일 밝혔다. "
    "이번 사업은 지역의 드론 기업이 시제품을 만들고 시험하고 인증까지 받도록 돕는다.",
    "총사업비는 120억원으로 국비 70억원, 시비 50억원이 투입된다. "
    "나래드론연구원이 주관하고 한들대학교와 ㈜새별이 참여한다.",
    "사업 기간은 2024년부터 2026년까지 3년간이며, 시험장 한 곳과 인증 장비 열두 종을 갖춘다. "
    "시장은 “지역 기업이 세계로 나아갈 발판이 될 것”이라고 말했다.",
])  # fmt: skip


@pytest.fixture
def article() -> str:
    """An article as it has to come out of every kind of file."""
    return ARTICLE


@pytest.fixture
def fixtures() -> Path:
    """The folder with saved pages."""
    return HERE


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """A function that sets paragraphs, and rows of a table, as a PDF.

    Its Korean font is one of those that every PDF reader has, so no font file is needed.
    """
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table  # type: ignore[import-untyped]

    font = "HYSMyeongJo-Medium"
    pdfmetrics.registerFont(UnicodeCIDFont(font))

    def make(
        text: str,
        *,
        inside: bool = False,
        stretched: bool = False,
        table: list[list[str]] | None = None,
        password: str | None = None,
        foot: str = "",
        above: tuple[str, ...] = (),
    ) -> bytes:
        body = ParagraphStyle(
            "body", fontName=font, fontSize=10, leading=16,
            wordWrap="CJK" if inside else None, alignment=4 if stretched else 0,
        )  # fmt: skip
        title = ParagraphStyle("title", parent=body, fontSize=16, leading=22, alignment=0)
        first, *rest = text.split("\n")
        story: list[Flowable] = [Paragraph(escape(line), body) for line in above]
        story += [Spacer(1, 12), Paragraph(escape(first), title), Spacer(1, 12)]
        for paragraph in rest:
            story += [Paragraph(escape(paragraph), body), Spacer(1, 10)]
        if table:
            story.append(Table(table, style=[("FONT", (0, 0), (-1, -1), font, 10)]))
        out = io.BytesIO()

        def draw_foot(canvas: object, document: object) -> None:
            canvas.setFont(font, 9)  # type: ignore[attr-defined]
            number = document.page  # type: ignore[attr-defined]
            canvas.drawString(280, 30, f"- {number} -")  # type: ignore[attr-defined]
            canvas.drawString(80, 800, foot)  # type: ignore[attr-defined]

        SimpleDocTemplate(out, encrypt=password, pageCompression=1).build(
            story, onFirstPage=draw_foot, onLaterPages=draw_foot
        )
        return out.getvalue()

    return make


def paragraph(text: str) -> str:
    return f"<hp:p><hp:run><hp:t>{escape(text)}</hp:t></hp:run></hp:p>"


def section(*blocks: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<hs:sec xmlns:hs="{HWPML}/section" '
        f'xmlns:hp="{HWPML}/paragraph">{"".join(blocks)}</hs:sec>'
    ).encode()


def hwpx_table(rows: list[list[str]]) -> str:
    cells = "".join(
        "<hp:tr>"
        + "".join(f"<hp:tc><hp:subList>{paragraph(c)}</hp:subList></hp:tc>" for c in row)
        + "</hp:tr>"
        for row in rows
    )
    return f"<hp:p><hp:run><hp:tbl>{cells}</hp:tbl><hp:t/></hp:run></hp:p>"


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def make_hwpx() -> MakeHwpx:
    """A function that writes paragraphs, and rows of a table, as an HWPX document."""

    def make(text: str, *, table: list[list[str]] | None = None, before: str = "") -> bytes:
        blocks = [paragraph(line) for line in text.split("\n")]
        if table:
            blocks.append(hwpx_table(table))
        return archive({"Contents/section0.xml": section(*blocks, before=before)})

    return make


@pytest.fixture
def make_archive() -> Callable[[dict[str, bytes]], bytes]:
    """A function that packs members as an HWPX archive."""
    return archive


@pytest.fixture
def make_section() -> Callable[..., bytes]:
    """A function that writes the XML of one section from paragraphs' texts."""
    return lambda *texts: section(*map(paragraph, texts))
