"""Files are written whole or not at all, whatever fails."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.output import _MACHINE, write_all, write_bytes, write_text


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a few lines in a process of their own."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_text_is_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "대구\r\n국비\n")
    assert (tmp_path / "a.txt").read_bytes() == "대구\r\n국비\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.write_text("x", encoding="utf-8")
    write_text(tmp_path / "new", "x")
    assert (tmp_path / "new").stat().st_mode == ordinary.stat().st_mode
    ordinary.chmod(0o640)
    write_text(ordinary, "y")
    assert stat.S_IMODE(ordinary.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_directly() -> None:
    write_text("/dev/null", "x")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing/a.ttl", "folder does not exist"),
        ("folder", "this is a folder"),
        ("file/a.ttl", "is a file and no folder"),
        ("가" * 200, "name is too long"),
        ("a\0b", "cannot be written"),
    ],
)
def test_a_place_that_cannot_hold_it_is_told_in_a_sentence(
    tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    before = names(tmp_path)
    with pytest.raises(ExportError, match=says) as told:
        write_bytes(tmp_path / name, b"x")
    assert "\n" not in str(told.value)
    assert names(tmp_path) == before


def test_a_broken_character_is_told_before_anything_is_touched(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match="broken character at position 2"):
        write_text(tmp_path / "a", "대구\ud800")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


WRITE_AS_NOBODY = """
    import os, sys
    from kg.errors import ExportError
    from kg.output import write_text
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        write_text(sys.argv[1], "new")
    except ExportError as e:
        print(e)
"""


def test_a_read_only_folder_is_told_and_its_file_stays() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.ttl").write_text("old", encoding="utf-8")
        folder.chmod(0o555)
        try:
            done = run(WRITE_AS_NOBODY, folder / "a.ttl")
        finally:
            folder.chmod(0o755)
        assert "may not be written" in done.stdout, done.stderr
        assert names(folder) == ["a.ttl"]
        assert (folder / "a.ttl").read_text(encoding="utf-8") == "old"


FILL = """
    import resource, sys
    from kg.errors import ExportError
    from kg.output import write_all, write_text
    from pathlib import Path
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    folder = Path(sys.argv[1])
    for write in (
        lambda: write_text(folder / "a", "new" * 1000),
        lambda: write_all({folder / "a": "new", folder / "b" / "c": "new" * 1000}),
    ):
        try:
            write()
        except ExportError as e:
            print(e)
"""


def test_when_the_disk_takes_no_more_the_old_files_stay(tmp_path: Path) -> None:
    """The kernel refuses the write in the middle, as a full disk does."""
    (tmp_path / "a").write_text("old", encoding="utf-8")
    done = run(FILL, tmp_path)
    assert done.stdout.count("larger than is allowed") == 2, done.stderr
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_all_files_are_written_and_others_taken_away(tmp_path: Path) -> None:
    (tmp_path / "stale").write_text("x", encoding="utf-8")
    (tmp_path / "a").write_text("old", encoding="utf-8")
    texts = {tmp_path / "a": "1", tmp_path / "new" / "deep" / "b": "2"}
    write_all(texts, remove=[tmp_path / "stale", tmp_path / "never was"])
    assert {path: path.read_text(encoding="utf-8") for path in texts} == texts
    assert names(tmp_path) == ["a", "b", "deep", "new"]


def test_when_one_of_several_fails_all_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "z").mkdir()
    texts = {tmp_path / "a": "new", tmp_path / "made" / "b": "new", tmp_path / "z": "new"}
    with pytest.raises(ExportError, match="this is a folder"):
        write_all(texts)
    assert names(tmp_path) == ["a", "z"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_files_already_replaced_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "c").write_text("old", encoding="utf-8")
    replace = Path.replace

    def fail_at_c(self: Path, target: Path) -> Path:
        if Path(target).name == "c" and self.read_bytes() == b"new":
            raise PermissionError(13, "taken away in the middle")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_at_c)
    with pytest.raises(ExportError, match="may not be written"):
        write_all(dict.fromkeys((tmp_path / "a", tmp_path / "b", tmp_path / "c"), "new"))
    assert names(tmp_path) == ["a", "c"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_an_unchanged_file_is_left_as_it_is(tmp_path: Path) -> None:
    write_all({tmp_path / "a": "same"})
    before = (tmp_path / "a").stat()
    write_all({tmp_path / "a": "same"})
    after = (tmp_path / "a").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


KILLED = """
    import sys
    from kg.output import write_text
    print("ready", flush=True)
    turn = 0
    while True:
        turn += 1
        write_text(sys.argv[1], "ab"[turn % 2] * 200_000)
"""


def test_a_killed_process_leaves_a_whole_file_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("a" * 200_000, encoding="utf-8")
    for wait in (0.01, 0.02, 0.03, 0.05, 0.08, 0.013, 0.021, 0.034):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(target)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        text = target.read_text(encoding="utf-8")
        assert len(text) == 200_000
        assert len(set(text)) == 1
    write_text(target, "done")
    assert names(tmp_path) == ["graph.ttl"]


def test_what_another_running_process_writes_is_not_swept_away(tmp_path: Path) -> None:
    here = _MACHINE
    running = f".graph.ttl.{os.getppid()}-{here}-0123abcd.kg-tmp"
    elsewhere = ".graph.ttl.999999999-ffffffff-0123abcd.kg-tmp"
    ended = f".graph.ttl.999999999-{here}-0123abcd.kg-tmp"
    for name in (running, elsewhere, ended):
        (tmp_path / name).write_text("in the making", encoding="utf-8")
    write_text(tmp_path / "graph.ttl", "x")
    assert names(tmp_path) == sorted([running, elsewhere, "graph.ttl"])


RACE = """
    import sys
    from pathlib import Path
    from kg.output import write_all
    folder = Path(sys.argv[1])
    for turn in range(150):
        write_all({folder / name: f"{sys.argv[2]} {turn}" for name in "abcdef"})
"""


def test_two_processes_leave_the_files_of_one_of_them(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(RACE), str(tmp_path)]
    both = [subprocess.Popen([*command, who]) for who in ("one", "two")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert len({(tmp_path / name).read_text(encoding="utf-8") for name in "abcdef"}) == 1
    assert names(tmp_path) == list("abcdef")
