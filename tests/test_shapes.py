"""Each SHACL shape has one example that passes and one that fails, for every one of its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg import Build
from kg.resources import resource

EXAMPLES = Path(__file__).parent / "shapes"
SHAPES = Graph().parse(resource("ontology", "shapes.ttl"))
SPACE = "https://w3id.org/kr-funding/ontology/shapes#"
NAMES = sorted(str(s).removeprefix(SPACE) for s in SHAPES.subjects(RDF.type, SH.NodeShape))


@pytest.fixture(scope="module")
def classes() -> Graph:
    """The class tree, which targets need."""
    vocabulary = Graph().parse(resource("ontology", "fund.ttl"))
    tree = Graph()
    for triple in vocabulary.triples((None, RDFS.subClassOf, None)):
        tree.add(triple)
    return tree


def described(subject: Node) -> Iterator[tuple[Node, Node, Node]]:
    """Yield the triples of a shape and of the blank nodes below it."""
    for triple in SHAPES.triples((subject, None, None)):
        yield triple
        if isinstance(triple[2], BNode):
            yield from described(triple[2])


def shape(name: str) -> Graph:
    """Return one shape alone, with the prefixes that its queries use."""
    found = Graph()
    for subject in (URIRef(SPACE + name), URIRef(SPACE.rstrip("#"))):
        for triple in described(subject):
            found.add(triple)
    return found


def messages(data: Graph, shapes: Graph, classes: Graph) -> set[Literal]:
    """Return what the shapes say of the data, in both languages."""
    from pyshacl import validate

    _, results, _ = validate(data + classes, shacl_graph=shapes, advanced=False)
    assert isinstance(results, Graph)
    return {
        message
        for result in results.subjects(RDF.type, SH.ValidationResult)
        for message in results.objects(result, SH.resultMessage)
        if isinstance(message, Literal)
    }


def template(message: str) -> str:
    """Return a pattern for a message with its values filled in."""
    parts = re.split(r"\{\?\w+\}", message)
    return ".+".join(map(re.escape, parts))


def test_each_shape_has_both_examples() -> None:
    found = sorted(p.name for p in EXAMPLES.glob("*.ttl"))
    assert found == sorted(f"{name}.{kind}.ttl" for name in NAMES for kind in ("pass", "fail"))


@pytest.mark.parametrize("name", NAMES)
def test_the_passing_example_passes(name: str, classes: Graph) -> None:
    data = Graph().parse(EXAMPLES / f"{name}.pass.ttl")
    assert messages(data, shape(name), classes) == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_failing_example_meets_every_reason(name: str, classes: Graph) -> None:
    data = Graph().parse(EXAMPLES / f"{name}.fail.ttl")
    said = {str(m) for m in messages(data, shape(name), classes)}
    wanted = {template(str(m)) for m in shape(name).objects(None, SH.message)}
    assert wanted
    missing = [w for w in wanted if not any(re.fullmatch(w, m, re.DOTALL) for m in said)]
    assert not missing
    assert all(any(re.fullmatch(w, m, re.DOTALL) for w in wanted) for m in said)


def test_every_reason_is_told_in_both_languages() -> None:
    for constraint in set(SHAPES.subjects(SH.message)):
        said = [m for m in SHAPES.objects(constraint, SH.message) if isinstance(m, Literal)]
        assert sorted(str(m.language) for m in said) == ["en", "ko"]


def test_every_constraint_has_a_reason() -> None:
    """A property or query without a message would be told in the words of the validator."""
    constraints = {*SHAPES.objects(None, SH.property), *SHAPES.objects(None, SH.sparql)}
    assert all((c, SH.message, None) in SHAPES for c in constraints)


def test_the_shapes_are_shapes(classes: Graph) -> None:
    """SHACL's own shapes for shapes accept the file."""
    from pyshacl import validate

    conforms, _, text = validate(Graph() + classes, shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def test_the_built_graph_has_the_shape(first_build: Build, classes: Graph) -> None:
    assert messages(first_build.graph, SHAPES, classes) == set()
