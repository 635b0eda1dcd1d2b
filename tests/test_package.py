"""The wheel works by itself: installed in an empty folder, away from the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network from a copy that holds what git would hand out."""
    folder = tmp_path_factory.mktemp("wheel")
    program = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", program, str(folder)], cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))


def test_wheel_holds_data_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for part in ("ontology", "data/gazetteers", "data/patterns"):
        for path in (ROOT / part).rglob("*"):
            if path.is_file():
                assert f"kg/_packaged/{path.relative_to(ROOT)}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "kg/py.typed" in names
    assert not any("/articles/" in name or "tests/" in name for name in names)


def test_wheel_builds_a_graph_in_an_empty_folder(
    wheel: Path, article: Path, built: Path, tmp_path: Path
) -> None:
    """The dependencies come from this environment; kg itself only from the wheel."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    place = next((home / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    here = Path(sys.prefix) / place.relative_to(home)
    (place / "dependencies.pth").write_text(f"{here}\n", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / article.name).write_bytes(article.read_bytes())
    program = str(home / "bin" / "python")

    def run(*arguments: str) -> str:
        command = [program, "-P", "-m", "kg", *arguments]
        return subprocess.run(command, cwd=empty, capture_output=True, text=True, check=True).stdout

    where = [program, "-P", "-c", "import kg; print(kg.__file__)"]
    assert str(place) in subprocess.run(where, capture_output=True, text=True, check=True).stdout
    run("build", article.name)
    for name in ("graph.ttl", "graph.html"):
        assert (empty / "out" / name).read_bytes() == (built / name).read_bytes()
    assert "21500000000" in run("query", "--question", "national-money-per-region")
    assert "✓" in run("check")
    run("export", "-o", "news.csv")
    run("why", "out", "80억")
    run("score", "out/facts", "out/facts")


def test_every_library_that_is_imported_is_named_as_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = chain.from_iterable(project["optional-dependencies"].values())
    named = {re.split(r"[^\w.-]", d)[0].lower() for d in (*project["dependencies"], *extras)}
    named |= {"ipython", "pyparsing"}  # come with pyvis and rdflib, which hand out their types
    homes = packages_distributions()
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                top = name.split(".")[0]
                if top != "kg" and top not in sys.stdlib_module_names:
                    found = {d.lower() for d in homes.get(top, ())}
                    assert found & named, f"{path.name} imports {top}"


def test_version_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{kg.__version__}]" in changelog


def test_settings_name_what_exists() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for path in included:
        assert (ROOT / path).exists()
    module, function = settings["project"]["scripts"]["kg"].split(":")
    assert callable(getattr(__import__(module, fromlist=[function]), function))


def test_nothing_of_this_machine_is_in_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    parent = f"{ROOT.parent}/"
    for name in filter(None, listed.split("\0")):
        data = (ROOT / name).read_bytes()
        assert parent.encode() not in data, name
        assert not name.endswith((".whl", ".lock"))
