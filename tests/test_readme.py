"""The READMEs show what the commands print, name every command, and agree with each other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
READMES = ["README.md", "README.ko.md"]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_outputs_are_what_the_commands_print() -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "scripts" / "readme", "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, f"scripts/readme brings it up to date\n{ran.stdout}{ran.stderr}"


@pytest.mark.parametrize("name", READMES)
def test_no_command_of_the_readme_fails(name: str) -> None:
    assert not re.search(r"^kg: ", text_of(name), re.MULTILINE)


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown(name: str, command: str) -> None:
    assert re.search(rf"\bkg {command}\b", text_of(name))


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "data/README.md"])
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(name)):
        assert (ROOT / name).parent.joinpath(target).exists(), target


def test_both_languages_show_the_same_commands() -> None:
    shown = [re.findall(r"^(?:\$ |kg )(.*?)(?: +#.*)?$", text_of(n), re.MULTILINE) for n in READMES]
    assert shown[0] == shown[1]


def test_first_screen_has_one_sentence_one_command_and_a_picture() -> None:
    head = text_of("README.md").split("\n## ")[0]
    assert head.count("```sh\n") == 1
    assert "scripts/setup && .venv/bin/kg build data/articles/daegu-2022-05-04.txt" in head
    assert "![" in head


def test_python_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = re.findall(r"```python\n(.*?)```", text_of("README.md"), re.DOTALL)
    assert len(code) == 1
    names: dict[str, object] = {}
    exec(code[0], names)  # noqa: S102 - the README's own example
    assert "news" in names


def test_pattern_of_the_guide_works() -> None:
    """CONTRIBUTING tells how to teach a phrase; what it shows has to find what it says."""
    from kg.extract.patterns import parse

    block = re.search(r"```toml\n(.*?)```", text_of("CONTRIBUTING.md"), re.DOTALL)
    assert block is not None
    assert [p.name for p in parse(block[1], "CONTRIBUTING.md")] == ["lead-entrusted"]
