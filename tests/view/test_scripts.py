"""The scripts themselves: nothing in them could turn data into code (tsc checks their types)."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from kg.view.inline import bundle

PAGE = Path(str(resources.files("kg.view").joinpath("page")))
SCRIPTS = sorted(PAGE.glob("*.js"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_no_script_turns_data_into_code(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
        "fetch(",
        "XMLHttpRequest",
        "http://",
        "import(",
    ):
        lines = [
            x for x in code.splitlines() if word in x and not x.strip().startswith(("*", "/*"))
        ]
        allowed = [x for x in lines if "@type" in x or "@param" in x or "www.w3.org" in x]
        assert lines == allowed, f"{path.name} uses {word}"


def test_every_module_is_in_the_page() -> None:
    whole = bundle()
    for path in SCRIPTS:
        assert f"const ${path.stem} = " in whole


def test_modules_are_small() -> None:
    for path in SCRIPTS:
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines < 400, f"{path.name} has {lines} lines"


def test_every_word_stands_in_both_languages() -> None:
    code = (PAGE / "words.js").read_text(encoding="utf-8")
    table = code.split("const WORDS = {", 1)[1].split("\n};", 1)[0]
    known = set(re.findall(r"^  (\w+): \[", table, re.MULTILINE))
    used = set()
    for path in SCRIPTS:
        used |= set(re.findall(r'\bt\("(\w+)"', path.read_text(encoding="utf-8")))
    assert used <= known
    pairs = re.findall(r'^  \w+: \[\s*"([^"]*)",\s*"([^"]*)",?\s*\],$', table, re.MULTILINE)
    assert len(pairs) == len(known)
    for ko, en in pairs:
        assert ko
        assert en
        assert sorted(re.findall(r"\{\w+\}", ko)) == sorted(re.findall(r"\{\w+\}", en))
