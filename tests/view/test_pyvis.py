"""The network that Python gets, and the page that it writes of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.names import BASE
from kg.view import to_pyvis


def test_network_is_still_directed_and_opaque(first: Any) -> None:
    net = to_pyvis(first.store)
    assert net.directed
    assert net.options["physics"]["enabled"] is False
    assert {n["id"] for n in net.nodes} == {f"n{i}" for i in range(len(net.nodes))}
    assert len({(n["x"], n["y"]) for n in net.nodes}) == len(net.nodes)
    labels = {n["label"].replace("\n", " ") for n in net.nodes}
    assert "산업통상자원부" in labels
    assert "국비 80억 원" in {e["label"] for e in net.edges}


def test_parallel_edges_stay(made: Any) -> None:
    ministry = made.node("institution/m", "Ministry", "부")
    project = made.node("project/x", "Project", "과제")
    made.money(project, "NationalFunding", 1, "", "1원", paidBy=ministry)
    made.money(project, "MixedFunding", 2, "", "2원", paidBy=ministry)
    assert len(to_pyvis(made.store).edges) == 2


def test_own_page_draws_alone(made: Any, visit: Any) -> None:
    bad = "<img src=x onerror=\"document.body.dataset.owned='1'\"><a href=x>"
    ministry = made.node("institution/m", "Ministry", bad)
    project = made.node("project/x", "Project", bad)
    made.money(project, "NationalFunding", 80 * 10**8, "", "80억원", paidBy=ministry)
    net = to_pyvis(made.store)
    net.heading = bad
    html = net.generate_html().replace('id="mynetwork"', 'id="mynetwork" data-own=1')
    opened = visit(html + '<div id="view"><p></p></div>')
    opened.tab.wait_for_selector("#mynetwork canvas")
    assert opened.tab.evaluate("document.body.dataset.owned") is None
    assert opened.outside == []
    assert opened.errors == []
    assert opened.tab.evaluate("document.compatMode") == "CSS1Compat"


def test_it_is_written_in_any_locale_and_alone(tmp_path: Path, first: Any) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text(first.turtle(), encoding="utf-8")
    code = (
        "import locale, pyoxigraph, kg.view as v\n"
        "assert locale.getpreferredencoding(False).upper() not in ('UTF-8', 'UTF8')\n"
        "s = pyoxigraph.Store()\n"
        "s.load(open('graph.ttl', 'rb').read(), pyoxigraph.RdfFormat.TURTLE)\n"
        "v.to_pyvis(s).write_html('net.html')\n"
    )
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True)
    assert "\\uc0b0\\uc5c5" in (tmp_path / "net.html").read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.ttl", "net.html"]


def test_base_does_not_matter(made: Any) -> None:
    made.node("project/x", "Project", "과제")
    assert BASE in made.turtle()
    assert to_pyvis(made.store).num_nodes() == 1


def test_an_edge_to_nowhere_is_refused(made: Any) -> None:
    made.node("project/x", "Project", "과제")
    net = to_pyvis(made.store)
    with pytest.raises(ValueError, match="no node 'n9'"):
        net.add_edge("n0", "n9")
    net.add_node("n0", "again")
    assert net.num_nodes() == 1
    assert net.get_node("n0")["label"] == "과제"
