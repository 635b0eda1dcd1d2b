"""The same input gives the same bytes: in every environment, order, encoding and runner."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from tests.conftest import contents

SECOND = "부산시는 ‘해양로봇 실증사업’에 선정돼 국비 30억원을 확보했다. 한국해양대학교가 주관한다."

ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Seoul"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "7", "LC_ALL": "ko_KR.UTF-8", "LANG": "ko_KR.UTF-8", "TZ": "Pacific/Apia"},
]


@pytest.fixture
def news(article: Path, tmp_path: Path) -> Path:
    """A folder with two articles, as relative names so that every run gives the same command."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "first.txt").write_bytes(article.read_bytes())
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


def test_environment_does_not_matter(news: Path, tmp_path: Path) -> None:
    results = []
    for number, settings in enumerate(ENVIRONMENTS):
        out = tmp_path / f"out{number}"
        subprocess.run(
            [sys.executable, "-m", "kg", "build", news.name, "-o", out, "--lang", "ko"],
            cwd=news.parent, env={"PATH": os.environ["PATH"], **settings}, check=True,
            capture_output=True,
        )  # fmt: skip
        results.append(contents(out))
    assert len(results[0]) == 4
    for other in results[1:]:
        assert other == results[0]


def test_order_of_articles_does_not_matter(news: Path, tmp_path: Path) -> None:
    first, second = news / "first.txt", news / "second.txt"
    assert kg.build(first, second).files() == kg.build(second, first).files()
    kg.build(second).save(tmp_path / "out")
    assert kg.build(first, into=tmp_path / "out").files() == kg.build(news).files()


def test_number_of_processes_does_not_matter(news: Path) -> None:
    assert kg.build(news, jobs=2).files() == kg.build(news).files()


def test_article_told_twice_counts_once(article: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(article.read_bytes())
    assert kg.build(article, copy).turtle == kg.build(article).turtle


NOT_IN_CP949 = {0xA0: " ", ord("•"): "·"}
"""What CP949 lacks of the article, and what people write in its place."""

TWINS: dict[str, Callable[[str], bytes]] = {
    "cp949": lambda text: text.translate(NOT_IN_CP949).encode("cp949"),
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "nfd": lambda text: unicodedata.normalize("NFD", text).encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("name", TWINS)
def test_encoding_does_not_matter(article: Path, tmp_path: Path, name: str) -> None:
    twin = tmp_path / article.name
    twin.write_bytes(TWINS[name](article.read_text(encoding="utf-8")))
    assert kg.build(twin).turtle == kg.build(article).turtle


def test_file_name_does_not_matter_to_the_graph(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "다른 이름.txt"
    other.write_bytes(article.read_bytes())
    assert kg.build(other).turtle == kg.build(article).turtle


def test_saving_twice_writes_the_same(article: Path, tmp_path: Path) -> None:
    kg.build(article).save(tmp_path / "out")
    before = contents(tmp_path / "out")
    kg.build(article).save(tmp_path / "out")
    assert contents(tmp_path / "out") == before
