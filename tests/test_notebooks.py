"""The notebooks run from the first cell to the last, and Korean letters are drawn."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))


def opened(path: Path) -> nbformat.NotebookNode:
    text = path.read_text(encoding="utf-8")
    notebook: nbformat.NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def test_there_are_notebooks_that_build_query_and_analyse() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["1-build", "2-query", "3-network"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_kept_without_outputs(path: Path) -> None:
    notebook = opened(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.fixture(scope="module")
def executed() -> dict[str, nbformat.NotebookNode]:
    found = {}
    for path in NOTEBOOKS:
        notebook = opened(path)
        settings = {"metadata": {"path": str(path.parent)}}
        NotebookClient(notebook, timeout=300, resources=settings).execute()
        found[path.stem] = notebook
    return found


def shown(notebook: nbformat.NotebookNode, kind: str) -> list[str]:
    """Return what the cells printed (``stdout``, ``image/png`` …), one after the other."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "stream" and output.name == kind:
                found.append(output.text)
            elif kind in output.get("data", {}):
                found.append(output.data[kind])
    return found


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_runs_without_a_warning(executed: dict[str, nbformat.NotebookNode], name: str) -> None:
    """Also matplotlib's warning of a glyph that the font lacks would stand there."""
    assert shown(executed[name], "stderr") == []


def test_build_shows_the_sum(executed: dict[str, nbformat.NotebookNode]) -> None:
    text = "".join(shown(executed["1-build"], "stdout"))
    assert "KRW 21.5 billion = KRW 8 billion + KRW 5 billion + KRW 10 billion × 50%" in text
    assert "7,100,005,000 or 7,150,000,000 won" in text


def test_query_shows_national_money_after_cost_shares(
    executed: dict[str, nbformat.NotebookNode],
) -> None:
    assert "21500000000" in "".join(shown(executed["2-query"], "stdout"))


def test_network_draws_and_names_the_bridges(executed: dict[str, nbformat.NotebookNode]) -> None:
    notebook = executed["3-network"]
    assert len([png for png in shown(notebook, "image/png") if len(png) > 10_000]) == 3
    text = "".join(shown(notebook, "stdout"))
    line = next(row for row in text.splitlines() if row.startswith("대구기계부품연구원"))
    assert "경상북도" in line
    assert "대구광역시" in line
