"""The Python interface: what ``kg.build`` gives, and what can be done with it."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import networkx  # type: ignore[import-untyped]
import pyoxigraph
import pytest
import rdflib
from pyvis.network import Network  # type: ignore[import-untyped]

import kg
from kg.errors import ReadError
from kg.given import Given
from kg.model import Facts
from kg.names import FUND

SELECT = "SELECT ?p { ?p a fund:Project }"


@pytest.fixture(scope="module")
def news(article: Path) -> kg.Build:
    return kg.build(article)


def test_build_has_graph_facts_and_report(news: kg.Build) -> None:
    assert isinstance(news.graph, rdflib.Graph)
    assert len(news.graph) == len(news.triples)
    projects = set(news.graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{FUND}Project")))
    assert len(projects) == 4
    assert isinstance(news.facts, Facts)
    assert len(news.facts.projects) == 4
    assert news.report.conforms
    assert any("215억 원 = 80억 원 + 50억 원" in f.ko for f in news.report.findings)


def test_graph_knows_the_prefixes(news: kg.Build) -> None:
    rows = news.graph.query(f"{SELECT}")
    assert len(list(rows)) == 4


def test_facts_of_several_articles_are_a_tuple(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("부산시가 ‘로봇 사업’에 선정돼 국비 3억원을 확보했다.", encoding="utf-8")
    both = kg.build(article, other)
    assert isinstance(both.facts, tuple)
    assert set(both.articles) == {article.stem, "other"}


def test_every_kind_of_graph_can_be_asked_and_drawn(news: kg.Build, built: Path) -> None:
    graph = built / "graph.ttl"
    given: list[Given] = [news, news.graph, news.store, built, graph, str(graph)]
    for one in given:
        assert len(kg.query(one, SELECT).rows) == 4
        assert isinstance(kg.to_networkx(one), networkx.MultiDiGraph)
        assert isinstance(kg.to_pyvis(one), Network)


def test_query_is_a_function_whatever_was_imported() -> None:
    program = "import kg.query.write, kg; assert callable(kg.query); print(kg.query.__name__)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "query\n"


def test_notebooks_show_the_page(news: kg.Build) -> None:
    assert news._repr_html_().startswith("<iframe srcdoc=")


def test_save_writes_what_the_command_writes(news: kg.Build, built: Path, tmp_path: Path) -> None:
    paths = news.save(tmp_path)
    assert sorted(p.relative_to(tmp_path) for p in paths) == sorted(
        p.relative_to(built) for p in built.rglob("*") if p.is_file()
    )
    for path in paths:
        assert path.read_bytes() == (built / path.relative_to(tmp_path)).read_bytes()


def test_build_is_frozen(news: kg.Build) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        news.base = "https://example.org/"  # type: ignore[misc]


def test_other_base(article: Path) -> None:
    other = kg.build(article, base="https://example.org/id/")
    assert not [t for t in other.triples if "https://w3id.org/kr-funding/id/" in "".join(t)]
    query = "SELECT ?p { ?p a fund:Project FILTER(STRSTARTS(STR(?p), 'https://example.org/id/')) }"
    assert len(kg.query(other, query).rows) == 4


def test_bad_input_is_skipped_and_told(article: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    some = kg.build(article, empty)
    assert [s.source for s in some.skipped] == [str(empty)]
    assert "empty" in some.skipped[0].why
    with pytest.raises(ReadError, match="empty"):
        kg.build(empty)


def test_nothing_to_build_is_said() -> None:
    with pytest.raises(ReadError, match="nothing to build"):
        kg.build()


def test_turtle_is_the_graph(news: kg.Build) -> None:
    store = pyoxigraph.Store()
    store.load(news.turtle.encode(), pyoxigraph.RdfFormat.TURTLE)
    assert {str(q.triple) for q in store} == {str(q.triple) for q in news.store}
