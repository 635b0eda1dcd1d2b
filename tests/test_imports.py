"""Imports go one way, and ``import kg`` stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kg"

STREET = (
    "errors", "names", "resources", "model", "facts", "korean", "gazetteer", "spelling",
    "curation", "read", "extract", "resolve", "same", "link", "output", "graph", "network",
    "report", "wording", "ledger", "headline", "accounting", "shapes", "validate", "query",
    "export", "view", "reasons", "why", "unused", "sheet", "score", "sources", "lock", "runner",
    "pipeline", "given", "cli", "__main__",
)  # fmt: skip
"""A module may import those before it; a package counts as one."""

HEAVY = {
    "rdflib", "pyshacl", "pyvis", "networkx", "pyoxigraph", "trafilatura", "IPython", "click",
    "lxml", "pypdfium2", "json", "dataclasses",
}  # fmt: skip
"""What ``import kg`` and ``kg --version`` have no use for."""


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def home(path: Path) -> str:
    """Return the module of the street that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the street that a file imports, inside of functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it goes"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "kg" and parts[1] != "__version__":
                yield parts[1]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    here = home(path)
    assert here in STREET, f"{path.name} has no place in the street"
    for there in imported(path):
        assert there == here or STREET.index(there) < STREET.index(here), f"{here} imports {there}"


def test_street_has_no_house_that_is_gone() -> None:
    assert set(STREET) == {home(path) for path in modules()}


@pytest.mark.parametrize(
    "command",
    [["-c", "import kg; kg.__version__"], ["-m", "kg", "--version"]],
    ids=["import kg", "kg --version"],
)
def test_start_is_light(command: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *command], capture_output=True, text=True, check=True
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in run.stderr.splitlines()}
    assert not loaded & HEAVY


def test_exported_names_exist_and_are_sorted() -> None:
    import kg

    assert list(kg.__all__) == sorted(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018 - the access is what is tested
