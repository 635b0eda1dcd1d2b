"""What tests share: the browser, runs of the command, the first article."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from kg import Build

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "data" / "articles" / "daegu-2022-05-04.txt"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips", action="store_true", help="fail when a test was skipped, as CI does"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.section("NOT EVERYTHING WAS TESTED", sep="!", bold=True, yellow=True)
        terminalreporter.line(f"{skipped} tests were skipped; the reasons stand above (SKIPPED).")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if session.config.getoption("--no-skips") and skipped and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path in it."""
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def one_sentence(err: str) -> bool:
    """Tell whether standard error holds one sentence of kg's and nothing else."""
    return err.startswith("kg: ") and err.count("\n") == 1 and "Traceback" not in err


@pytest.fixture(scope="session")
def article() -> Path:
    """The first article, as it was saved from its page."""
    return ARTICLE


@pytest.fixture(scope="session")
def first_build(article: Path) -> Build:
    """The first article, built once for all tests that only look at it."""
    from kg import build

    return build(article)


@pytest.fixture(scope="session")
def run_kg() -> Run:
    """Run ``kg`` as users do: a process of its own; further keywords go to subprocess.run."""

    def run(*arguments: str | os.PathLike[str], **options: object) -> object:
        settings: dict[str, object] = {
            "capture_output": True, "encoding": "utf-8", "timeout": 120, "check": False,
            "env": {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"},
        }  # fmt: skip
        command = [sys.executable, "-m", "kg", *(os.fspath(a) for a in arguments)]
        return subprocess.run(command, **(settings | options))  # type: ignore[call-overload]

    return run  # type: ignore[return-value]


@pytest.fixture(scope="session")
def built(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that ``kg build`` wrote from the first article; not to be changed."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "kg", "build", str(article), "-o", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium: the system's, or the one that Playwright has downloaded."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    installed = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        program = installed or playwright.chromium.executable_path
        if not Path(program).exists():
            pytest.skip("no Chromium here: scripts/test installs one")
        chromium = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                  "--disable-background-networking", "--disable-component-update",
                  "--disable-sync"],
        )  # fmt: skip
        yield chromium
        chromium.close()
