"""The same article gives the same facts out of every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import pytest

from kg import facts
from kg.extract import extract
from kg.read import read_bytes
from tests.conftest import ARTICLE as SEED

Make = Callable[..., bytes]


def said(data: bytes, name: str) -> str:
    """Return the facts of an article without where each of them stands."""

    def bare(node: object) -> object:
        if isinstance(node, dict):
            return {k: bare(v) for k, v in node.items() if k not in ("evidence", "message")
                    and not k.endswith("_evidence")}  # fmt: skip
        return [bare(item) for item in node] if isinstance(node, list) else node

    article = read_bytes(data, source=name)
    document = json.loads(facts.dumps(extract(article)))
    del document["article"]
    return json.dumps(bare(document), ensure_ascii=False, indent=1)


@pytest.fixture(scope="module")
def text() -> str:
    return read_bytes(SEED.read_bytes(), source="a.txt").text


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def as_page(text: str) -> bytes:
    title, *body = (escape(line) for line in lines(text))
    paragraphs = "".join(f"<p>{line}</p>" for line in body)
    return (
        f"<html><head><title>{title} - 나래일보</title></head><body>"
        "<nav><a href='/1'>정치</a></nav><div><a href='/2'>한들시 90억 확보</a></div>"
        f"<h1>{title}</h1><div class='article-body'>{paragraphs}</div>"
        "<div><h4>많이 본 뉴스</h4><p>새별군이 국비 44억원을 확보했다.</p></div>"
        "</body></html>"
    ).encode()


def test_page(text: str) -> None:
    assert said(as_page(text), "a.html") == said(text.encode(), "a.txt")


def test_markdown(text: str) -> None:
    title, *body = lines(text)
    assert said("\n\n".join([f"# {title}", *body]).encode(), "a.md") == said(text.encode(), "a.txt")


def test_hwpx(text: str, make_hwpx: Make) -> None:
    assert said(make_hwpx("\n".join(lines(text))), "a.hwpx") == said(text.encode(), "a.txt")


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("stretched", [False, True])
def test_pdf(text: str, make_pdf: Make, inside: bool, stretched: bool) -> None:
    data = make_pdf("\n".join(lines(text)), inside=inside, stretched=stretched)
    assert said(data, "a.pdf") == said(text.encode(), "a.txt")


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig"])
def test_encodings_of_the_saved_page(text: str, encoding: str) -> None:
    raw = SEED.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert said(raw.encode(encoding, "replace"), "a.txt") == said(text.encode(), "a.txt")
