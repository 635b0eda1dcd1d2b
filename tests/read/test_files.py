"""Files of every kind are read, and every failure is one sentence with a way out."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import facts
from kg.errors import FactsError, KgError, ReadError
from kg.model import Article, Facts
from kg.read import read_bytes, read_file

TEXT = "나래시가 국비 80억원을 확보했다."


def test_article_knows_where_it_is_from(tmp_path: Path) -> None:
    path = tmp_path / "기사 1.txt"
    path.write_text(TEXT, encoding="utf-8")
    article = read_file(path)
    assert isinstance(article, Article)
    assert article.source == str(path)
    assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_facts_are_read_as_facts(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(facts.dumps(Facts(Article(text=TEXT))), encoding="utf-8")
    assert read_file(path) == Facts(Article(text=TEXT))
    path.write_text('{"article": 3}', encoding="utf-8")
    with pytest.raises(FactsError):
        read_file(path)
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ReadError, match="PNG"):
        read_file(path)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("cp949"), TEXT),
        (facts.dumps(Facts(Article(text=TEXT))).encode(), TEXT),
        (f"<!doctype html><p>{TEXT}</p>".encode(), TEXT),
    ],
    ids=["text", "CP949", "facts", "HTML"],
)
def test_standard_input(data: bytes, expected: str) -> None:
    program = (
        "from kg.read import read_file; x = read_file('-'); "
        "print(getattr(x, 'article', x).text, getattr(x, 'article', x).source)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], input=data, capture_output=True, check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert run.stdout.decode().split() == [*expected.split(), *(["-"] if data[:1] != b"{" else [])]


def test_without_a_name_the_bytes_tell(
    make_pdf: Callable[..., bytes], make_hwpx: Callable[..., bytes], article: str
) -> None:
    for data in (make_pdf(article), make_hwpx(article), article.encode("cp949")):
        assert read_bytes(data, source="-").text.replace("\n\n", "\n") == article


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no\.txt: there is no such file; check the name"):
        read_file(tmp_path / "no.txt")


def test_folder_with_the_name_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(ReadError, match=r"a\.txt: this is a folder"):
        read_file(tmp_path / "a.txt")


def test_what_is_no_plain_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for name in ("pipe.txt", "zero.txt", "loop.txt"):
        with pytest.raises(ReadError, match=name):
            read_file(tmp_path / name)


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "-rf.txt", "..txt", "a\u202eb.txt", "a" * 200 + ".txt"]
)
def test_odd_names_are_read_and_shown_on_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    article = read_file(path)
    assert isinstance(article, Article)
    assert article.source == str(path)
    path.write_bytes(b"")
    with pytest.raises(ReadError, match="the file is empty") as caught:
        read_file(path)
    assert str(caught.value).isprintable()


def test_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_text(TEXT, encoding="utf-8")
    article = read_file(path)
    assert isinstance(article, Article)
    assert article.source.encode("utf-8").endswith(b"\\udcff.txt")


@pytest.mark.parametrize("name", ["\0.txt", "a" * 5000 + ".txt"])
def test_impossible_names(name: str) -> None:
    with pytest.raises(ReadError, match=r"cannot be read|no such file"):
        read_file(name)


def test_limit_holds_for_files_and_facts(tmp_path: Path) -> None:
    for name in ("a.txt", "a.json", "a.pdf", "a.hwpx"):
        (tmp_path / name).write_bytes(b"{" * 2000)
        with pytest.raises(ReadError, match="larger than 1,000 bytes"):
            read_file(tmp_path / name, max_bytes=1000)


def test_address_needs_to_be_asked_for() -> None:
    with pytest.raises(ReadError, match="only when that is asked for"):
        read_file("https://example.com/a.html")


def test_old_hwp_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"\.hwp format .*; save it as \.hwpx"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", source="a.hwp")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.pdf", "a.hwpx", "a.json"])
@pytest.mark.parametrize("seed", range(3))
def test_noise_is_refused_in_one_sentence(tmp_path: Path, name: str, seed: int) -> None:
    noise = hashlib.shake_256(bytes([seed])).digest(4000)
    (tmp_path / name).write_bytes(noise)
    with pytest.raises(KgError) as caught:
        read_file(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert caught.value.way_out
