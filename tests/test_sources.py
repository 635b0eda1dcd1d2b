"""Files, folders and globs become the same list of inputs every time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.sources import expand, output_names


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("기사", encoding="utf-8")


def test_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.html", "deep/c.md", "notes.doc", ".hidden.txt", ".git/d.txt")
    found = [str(Path(p).relative_to(tmp_path)) for p in expand([tmp_path])]
    assert found == ["a.html", "b.txt", "deep/c.md"]


def test_facts_beside_articles_are_left_alone(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "a.json")
    assert [Path(p).name for p in expand([tmp_path])] == ["a.txt"]


def test_folder_of_facts_gives_facts(tmp_path: Path) -> None:
    make(tmp_path, "b.json", "a.json")
    assert [Path(p).name for p in expand([tmp_path])] == ["a.json", "b.json"]


def test_link_that_goes_round_ends(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [Path(p).name for p in expand([tmp_path])] == ["a.txt"]


def test_folder_is_never_left_and_pipes_are_never_opened(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt", "out/b.txt")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "c.txt").symlink_to("a.txt")
    (tmp_path / "in" / "d.txt").symlink_to("d.txt")
    (tmp_path / "in" / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert [Path(p).name for p in expand([tmp_path / "in"])] == ["a.txt", "c.txt"]


def test_pattern_in_quotes_is_opened(tmp_path: Path) -> None:
    make(tmp_path, "2024-b.txt", "2024-a.txt", "2023.txt")
    assert [Path(p).name for p in expand([f"{tmp_path}/2024-*.txt"])] == [
        "2024-a.txt",
        "2024-b.txt",
    ]


def test_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    make(tmp_path, "a[1].txt", "a1.txt")
    assert [Path(p).name for p in expand([tmp_path / "a[1].txt"])] == ["a[1].txt"]


@pytest.mark.parametrize("source", ["", "*.txt"])
def test_nothing_to_read_is_said(tmp_path: Path, source: str) -> None:
    with pytest.raises(ReadError, match=r"no article|nothing matches"):
        list(expand([tmp_path / source]))


def test_names_do_not_depend_on_order() -> None:
    sources = ["x/a.txt", "y/a.txt", "y/a.html", "b.txt", "-"]
    names = output_names(sources)
    assert output_names(reversed(sources)) == names
    assert names == {
        "x/a.txt": "x_a", "y/a.txt": "y_a_txt", "y/a.html": "y_a_html", "b.txt": "b", "-": "stdin",
    }  # fmt: skip


def test_names_are_fit_for_every_file_system() -> None:
    long = "가" * 300 + ".txt"
    names = output_names([long, "a\nb.txt", "../..txt", "x/..", "c d.txt"])
    assert all(name and len(name.encode()) <= 180 for name in names.values())
    assert not any(set("/\n\0. ") & set(name) for name in names.values())
    assert len(set(names.values())) == len(names)


def test_source_given_twice_is_one() -> None:
    assert output_names(["a.txt", "a.txt"]) == {"a.txt": "a"}
