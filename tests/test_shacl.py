"""Shapes: what is found at once with pyoxigraph is what pyshacl finds node by node."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDFS, SH

from kg.errors import DataError
from kg.resources import resource
from kg.shapes import violations
from tests.test_validate import GOOD, HEAD, store

SHAPES = resource("ontology", "shapes.ttl")
EXAMPLES = Path(__file__).parent / "shapes"

FAULTS = {
    "right": ("", ""),
    "parts": ("fund:amount 18000000000", "fund:amount 7900000000"),
    "headline": ("funding:h fund:amount 8000000000", "funding:h fund:amount 9000000000"),
    "period": ("fund:endYear '2025'", "fund:endYear '2022'"),
    "evidence": ("oa:end 12", "oa:end 13"),
    "circle": ("funding:n a fund:NationalFunding ;",
               "funding:n a fund:NationalFunding ; fund:supersededBy funding:n ;"),
    "shares": ("funding:n a fund:NationalFunding ;",
               "project:배터리 fund:costShare share:s , share:t . "
               "share:s a fund:CostShare ; fund:percent 60 ; fund:statedIn article:a1 ; "
               "fund:shareRegion region:대구광역시 ; fund:evidence evidence:e1 . "
               "share:t a fund:CostShare ; fund:percent 50 ; fund:statedIn article:a1 ; "
               "fund:shareRegion region:대구광역시 ; fund:evidence evidence:e1 . "
               "funding:n a fund:NationalFunding ;"),
    "label": ("rdfs:label '배터리 센터'@ko ;", ""),
}  # fmt: skip


@cache
def parsed(path: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(path, format="turtle")
    return graph


def by_pyshacl(turtle: str) -> set[tuple[str, str, str]]:
    """Shape, focus and severity of what pyshacl finds by itself."""
    data = rdflib.Graph()
    data.parse(data=turtle, format="turtle")
    for triple in parsed(resource("ontology", "fund.ttl")).triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    _, results, _ = pyshacl.validate(data, shacl_graph=parsed(SHAPES), inplace=True)
    assert isinstance(results, rdflib.Graph)
    found = set()
    for result in results.subjects(SH.resultSeverity):
        shape = results.value(result, SH.sourceShape)
        found.add((
            "" if isinstance(shape, rdflib.BNode) else str(shape).rsplit("#", 1)[-1],
            str(results.value(result, SH.focusNode)),
            str(results.value(result, SH.resultSeverity)).rsplit("#", 1)[-1],
        ))  # fmt: skip
    return found


def by_kg(turtle: str) -> set[tuple[str, str, str]]:
    words = {"failure": "Violation", "warning": "Warning", "note": "Info"}
    return {(v.shape, v.focus, words[v.severity]) for v in violations(store(turtle), SHAPES)}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ttl")), ids=lambda p: p.stem)
def test_the_examples_of_each_shape_give_what_pyshacl_finds(path: Path) -> None:
    turtle = path.read_text(encoding="utf-8")
    assert by_kg(turtle) == by_pyshacl(turtle)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_nothing_more_and_nothing_less_than_pyshacl_finds(fault: str) -> None:
    old, new = FAULTS[fault]
    assert old in GOOD
    turtle = GOOD.replace(old, new)
    found = by_kg(turtle)
    assert found == by_pyshacl(turtle)
    assert bool(found) == (fault != "right")


def test_every_sparql_constraint_of_the_packaged_shapes_is_run_at_once() -> None:
    shapes = parsed(SHAPES)
    with_target = {s for p in (SH.targetClass, SH.targetSubjectsOf) for s in shapes.subjects(p)}
    assert set(shapes.subjects(SH.sparql)) <= with_target


def test_messages_are_filled_in_both_languages() -> None:
    old, new = FAULTS["period"]
    (found,) = violations(store(GOOD.replace(old, new)), SHAPES)
    assert (found.shape, found.sparql) == ("Period", True)
    assert "2023" in found.ko
    assert "2022" in found.en
    assert "{" not in found.ko + found.en


def test_the_graph_is_not_changed() -> None:
    graph = store()
    size = len(graph)
    violations(graph, SHAPES)
    assert len(graph) == size


@pytest.mark.parametrize("select", ["SELECT $this WHERE {", "ASK { ?s ?p ?o }"])
def test_a_wrong_constraint_is_named(tmp_path: Path, select: str) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        HEAD + "@prefix sh: <http://www.w3.org/ns/shacl#> . fund:S a sh:NodeShape ; "
        f'sh:targetClass fund:Project ; sh:sparql [ sh:select "{select}" ] .',
        encoding="utf-8",
    )
    with pytest.raises(DataError, match=r"own\.ttl: a SPARQL constraint"):
        violations(store(), path)
