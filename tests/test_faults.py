"""What goes wrong around the program: full disks, closed pipes, signals, folders in the way.

Whatever happens, an earlier output stays as it was or the new one is there whole, the user reads
one sentence, and nothing is left lying about.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import contents, one_sentence

KG = [sys.executable, "-m", "kg"]
LIMIT = 20_000
"""Bytes that a file may have on the small disk: more than the facts, less than the page."""


@pytest.fixture
def out(article: Path, tmp_path: Path) -> Path:
    """An output folder with an earlier graph in it."""
    old = tmp_path / f"{article.stem}.txt"
    old.write_text(
        "부산시는 ‘해양로봇 실증사업’에 선정돼 국비 30억원을 확보했다.", encoding="utf-8"
    )
    subprocess.run([*KG, "build", old, "-o", tmp_path / "out"], check=True, capture_output=True)
    return tmp_path / "out"


# ── the disk ─────────────────────────────────────────────────────────────────────────────────


def test_full_disk_leaves_the_earlier_output(article: Path, out: Path) -> None:
    before = contents(out)
    ran = subprocess.run(
        [*KG, "build", article, "-o", out], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
    )  # fmt: skip
    assert ran.returncode == 2
    assert one_sentence(ran.stderr), ran.stderr
    assert contents(out) == before


def test_full_disk_at_the_first_build_leaves_nothing(article: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [*KG, "build", article, "-o", tmp_path / "out"], capture_output=True, text=True,
        check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
    )  # fmt: skip
    assert ran.returncode == 2
    assert one_sentence(ran.stderr)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_may_not_be_written(article: Path, tmp_path: Path) -> None:
    """Root may write everywhere, so the program gives up being root first."""
    locked = tmp_path / "locked"
    locked.mkdir()
    program = f"""
import os, sys
from kg.cli.app import run
from kg.cli.edge import guarded
build = lambda folder: guarded(lambda: run(["build", {str(article)!r}, "-o", folder]))
build({str(tmp_path / "fine")!r})  # everything is loaded
os.chmod({str(locked)!r}, 0o555)
if os.geteuid() == 0:
    os.seteuid(65534)
sys.exit(build({str(locked)!r}))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert one_sentence(ran.stderr), ran.stderr
    assert "locked" in ran.stderr
    assert list(locked.iterdir()) == []


def test_file_where_the_folder_should_be(article: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    ran = subprocess.run(
        [*KG, "build", article, "-o", tmp_path / "out"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert one_sentence(ran.stderr)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_folder_where_a_file_should_be(article: Path, out: Path) -> None:
    (out / "graph.html").unlink()
    (out / "graph.html").mkdir()
    before = contents(out)
    ran = subprocess.run(
        [*KG, "build", article, "-o", out], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert one_sentence(ran.stderr)
    assert contents(out) == before


# ── several at once ──────────────────────────────────────────────────────────────────────────


def test_builds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    for number in range(4):
        text = f"부산시는 ‘해양로봇 실증사업 {number}’에 선정돼 국비 3{number}억원을 확보했다."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    running = [
        subprocess.Popen([*KG, "build", f"{n}.txt", "-o", "out", "--update"],
                         cwd=tmp_path, stdout=subprocess.DEVNULL)
        for n in range(4)
    ]  # fmt: skip
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]
    together = [*KG, "build", *(f"{n}.txt" for n in range(4)), "-o", "whole"]
    subprocess.run(together, cwd=tmp_path, check=True, capture_output=True)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


# ── standard output ──────────────────────────────────────────────────────────────────────────


def test_reader_of_the_pipe_goes_away(article: Path) -> None:
    process = subprocess.Popen(
        [*KG, "extract", article], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert err == b""
    assert process.returncode == 141


@pytest.mark.parametrize("command", [["--version"], ["--help"], ["query", "--list"]])
def test_full_standard_output(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*KG, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 2
    assert one_sentence(ran.stderr), ran.stderr


@pytest.mark.parametrize("command", ["--version", "query --list"])
def test_closed_standard_output(command: str) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m kg {command} >&-"],
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert one_sentence(ran.stderr), ran.stderr


def test_closed_standard_error_is_no_reason_to_fail(article: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", 'exec "$0" -m kg build "$@" 2>&-', sys.executable,
         article, tmp_path / "missing.txt", "-o", tmp_path],
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert (tmp_path / "graph.ttl").exists()


# ── signals ──────────────────────────────────────────────────────────────────────────────────


def _interruptible() -> None:
    """Undo what a shell does to the programs it starts in the background: it hides Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_ends_quietly(article: Path, tmp_path: Path, jobs: str) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "first.txt").write_bytes(article.read_bytes())
    for number in range(1000):
        (news / f"{number}.txt").hardlink_to(news / "first.txt")
    process = subprocess.Popen(
        [*KG, "extract", news, "-o", tmp_path / "facts", "--jobs", jobs],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=_interruptible,
    )  # fmt: skip
    while not list((tmp_path / "facts").glob("*.json")) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of its processes
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip() == "kg: interrupted"
    assert not [p for p in (tmp_path / "facts").iterdir() if p.suffix != ".json"]


CRASHES = """
import os, signal, sys
from kg.pipeline import build

built = build(sys.argv[1])
built.files()  # everything is loaded and made
steps = ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir")
moment = 0
while True:
    moment += 1
    child = os.fork()
    if child == 0:
        done = 0
        def crash(event, arguments):
            global done
            if event in steps:
                done += 1
                if done == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(crash)
        built.save(sys.argv[2])
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(moment, status, flush=True)
    sys.stdin.readline()  # until the test has looked
    if status == 0:
        break
"""


def test_kill_at_every_step_of_writing_leaves_whole_files(
    article: Path, out: Path, tmp_path: Path
) -> None:
    """Before each step that touches the disk the program is killed, then the folder looked at."""
    old = contents(out)
    subprocess.run([*KG, "build", article, "-o", tmp_path / "new"], check=True, capture_output=True)
    new = contents(tmp_path / "new")
    moments = 0
    with subprocess.Popen(
        [sys.executable, "-c", CRASHES, article, out],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for line in process.stdout:
            moments += 1
            found = contents(out)
            for name in new:
                assert found.get(name) in (old[name], new[name]), f"{name}: {line}"
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0
    assert moments > 10
    assert contents(out) == new
