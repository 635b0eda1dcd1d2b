"""The vocabulary: it parses, it is documented, it is what the code uses, and it holds together."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg import Build
from kg.extract import extract
from kg.model import SOURCES, Article
from kg.names import FUND, LEVEL, PREFIXES, ROLE
from kg.query import open_graph, questions
from kg.resources import resource

ONTOLOGY = resource("ontology")
FILES = sorted(ONTOLOGY.glob("*.ttl"))
UPSTREAM = Path(__file__).parent / "stubs" / "upstream.ttl"
VANN = rdflib.Namespace("http://purl.org/vocab/vann/")
OURS = "https://w3id.org/kr-funding/ontology"

# The public vocabulary: people outside depend on these names, so none of them is ever taken away.
CLASSES = frozenset(
    """
    Region City Province County District Institution Ministry LocalGovernment ResearchInstitute
    University Association Company Agency Hospital Program Call Project Participation StatedAmount
    Funding TotalCost Headline NationalFunding LocalFunding ProvincialFunding MunicipalFunding
    CountyFunding PrivateFunding MixedFunding CostShare Article
    """.split()  # noqa: SIM905 - one a line would fill three screens
)
PROPERTIES = frozenset(
    """
    operatedBy callOf year selectedIn underProgram inRegion leadInstitution participatingInstitution
    participation institution role hasFunding totalCost amount asStated approximate paidBy costShare
    alternativeAmount shareRegion percent basis headlineFor projectCount startYear endYear within
    governs evidence statedIn supersededBy
    """.split()  # noqa: SIM905
)
ROLES = frozenset(
    ("lead", "participant", "coordinator", "administrator", "leadGovernment", "partnerGovernment")
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def first_graph(first_build: Build) -> Graph:
    return first_build.graph


def defined(graph: Graph) -> list[URIRef]:
    """Return the terms that the ontology defines itself."""
    return sorted(
        {
            term
            for term, home in graph.subject_objects(RDFS.isDefinedBy)
            if str(home).startswith(OURS) and isinstance(term, URIRef)
        }
    )


def declared(graph: Graph, *kinds: URIRef) -> set[str]:
    return {str(s) for kind in kinds for s in graph.subjects(RDF.type, kind)}


# ── parsing ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_two_parsers_read_the_same(path: Path) -> None:
    quads = pyoxigraph.parse(path=path)
    triples = [pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in quads]
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert data
    assert isomorphic(Graph().parse(path), Graph().parse(data=data, format="nt"))


def test_the_files_are_the_four_that_the_readme_names() -> None:
    assert [p.name for p in FILES] == ["alignments.ttl", "concepts.ttl", "fund.ttl", "shapes.ttl"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_each_file_says_what_it_is(path: Path) -> None:
    graph = Graph().parse(path)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    version = graph.value(header, OWL.versionInfo)
    assert str(graph.value(header, OWL.versionIRI)) == f"{header}/{version}"
    assert {t.language for t in texts(graph, header, DCTERMS.title)} == {"ko", "en"}
    assert {t.language for t in texts(graph, header, DCTERMS.description)} == {"ko", "en"}
    assert graph.value(header, DCTERMS.license)
    assert graph.value(header, DCTERMS.created)
    assert (None, OWL.imports, None) not in graph


def test_the_vocabulary_names_its_prefix() -> None:
    graph = Graph().parse(ONTOLOGY / "fund.ttl")
    header = URIRef(OURS)
    assert str(graph.value(header, VANN.preferredNamespacePrefix)) == "fund"
    assert str(graph.value(header, VANN.preferredNamespaceUri)) == FUND == PREFIXES["fund"]


def texts(graph: Graph, subject: object, predicate: URIRef) -> list[Literal]:
    found = graph.objects(subject, predicate)  # type: ignore[arg-type]
    return [t for t in found if isinstance(t, Literal)]


# ── documentation ────────────────────────────────────────────────────────────────────────────


def test_the_public_terms_exist(ontology: Graph) -> None:
    classes = declared(ontology, OWL.Class)
    assert {FUND + name for name in CLASSES} <= classes
    properties = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert {FUND + name for name in PROPERTIES} <= properties
    assert {ROLE + name for name in ROLES} <= declared(ontology, SKOS.Concept)


def test_every_term_has_a_home(ontology: Graph) -> None:
    """Each subject in a namespace of ours says which ontology defines it."""
    subjects = {s for s in ontology.subjects() if isinstance(s, URIRef)}
    ours = {s for s in subjects if str(s).startswith((FUND, ROLE, LEVEL))}
    assert ours
    assert ours <= set(defined(ontology)) | {s for s in ours if is_shape(ontology, s)}


def is_shape(graph: Graph, term: URIRef) -> bool:
    return (term, RDF.type, rdflib.SH.NodeShape) in graph


def test_every_term_is_documented_in_both_languages(ontology: Graph) -> None:
    found = defined(ontology)
    assert len(found) > 80
    for term in found:
        for predicate in (RDFS.label, SKOS.definition):
            said = texts(ontology, term, predicate)
            assert sorted(str(t.language) for t in said) == ["en", "ko"], (term, predicate)
            assert all(t.strip() == str(t) and t for t in said), term
        korean = [str(t) for t in texts(ontology, term, RDFS.label) if t.language == "ko"]
        assert re.search("[가-힣]", korean[0]), term
        sources = list(ontology.objects(term, DCTERMS.source))
        assert sources, term
        assert all(isinstance(s, URIRef) for s in sources), term


def test_every_property_and_class_that_is_used_is_declared(ontology: Graph) -> None:
    """OWL 2 DL asks for it; without it tools guess what a property is."""
    known = {str(s) for s in ontology.subjects(RDF.type)}
    built_in = (str(RDF), str(RDFS), str(OWL), str(rdflib.SH))
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    for subject, predicate, value in ontology - shapes:
        assert str(predicate) in known or str(predicate).startswith(built_in), predicate
        if predicate == RDF.type:
            assert str(value) in known or str(value).startswith(built_in), (subject, value)


def test_no_property_is_of_two_kinds(ontology: Graph) -> None:
    kinds = [OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Class]
    found = [declared(ontology, kind) for kind in kinds]
    for number, some in enumerate(found):
        for others in found[:number]:
            assert some.isdisjoint(others)


def test_a_definition_is_more_than_the_label(ontology: Graph) -> None:
    for term in defined(ontology):
        labels = {str(t) for t in texts(ontology, term, RDFS.label)}
        assert labels.isdisjoint(str(t) for t in texts(ontology, term, SKOS.definition)), term


def test_terms_of_others_are_labelled_too(ontology: Graph) -> None:
    """What a graph shows has a name in Korean, whoever coined the term."""
    used = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.Class)
    for term in sorted(used):
        if not term.startswith(OURS) and "://" in term:
            languages = {t.language for t in texts(ontology, URIRef(term), RDFS.label)}
            assert languages == {"ko", "en"}, term


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_no_two_classes_or_properties_share_a_label(ontology: Graph, kind: URIRef) -> None:
    seen: dict[Literal, str] = {}
    for term in sorted(declared(ontology, kind)):
        for label in texts(ontology, URIRef(term), RDFS.label):
            assert seen.setdefault(label, term) == term, label


def test_properties_say_what_they_connect(ontology: Graph) -> None:
    classes = declared(ontology, OWL.Class)
    for term in defined(ontology):
        if (term, RDF.type, OWL.ObjectProperty) in ontology:
            reached = ontology.value(term, RDFS.range)
            assert str(reached) in classes, term
        elif (term, RDF.type, OWL.DatatypeProperty) in ontology:
            assert str(ontology.value(term, RDFS.range)).startswith(PREFIXES["xsd"]), term


# ── concepts ─────────────────────────────────────────────────────────────────────────────────


def concepts(graph: Graph, scheme: str) -> set[str]:
    """Return the local names of the concepts of a scheme."""
    found = graph.subjects(SKOS.inScheme, URIRef(scheme))
    return {str(s).removeprefix(scheme) for s in found}


def test_there_is_a_concept_for_each_source_and_role(ontology: Graph) -> None:
    assert concepts(ontology, LEVEL) == set(SOURCES)
    assert concepts(ontology, ROLE) == {*ROLES, "other"}


def test_a_level_names_the_class_of_its_amounts(ontology: Graph) -> None:
    for name in SOURCES:
        kind = ontology.value(URIRef(LEVEL + name), URIRef(FUND + "amountClass"))
        assert (kind, RDF.type, OWL.Class) in ontology, name
    total = ontology.value(URIRef(LEVEL + "total"), URIRef(FUND + "amountClass"))
    assert total == URIRef(FUND + "TotalCost")
    assert URIRef(FUND + "Funding") not in ontology.transitive_objects(total, RDFS.subClassOf)


def words(graph: Graph, concept: str) -> set[str]:
    labels = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    found = (t for label in labels for t in texts(graph, URIRef(concept), label))
    return {str(t) for t in found if t.language == "ko"}


def test_korean_words_point_to_one_level(ontology: Graph) -> None:
    """The extractor looks levels up by these words: a word for two levels would be a guess."""
    seen: dict[str, str] = {}
    for name in SOURCES:
        for word in words(ontology, LEVEL + name):
            assert seen.setdefault(word, name) == name, word
    expected = {"국비": "national", "국고": "national", "지방비": "local", "도비": "province",
                "시비": "city", "군비": "county", "구비": "county", "민자": "private",
                "자부담": "private", "총사업비": "total"}  # fmt: skip
    assert expected.items() <= seen.items()


def level_words() -> list[tuple[str, str]]:
    graph = Graph().parse(ONTOLOGY / "concepts.ttl")
    return [(word, name) for name in SOURCES for word in sorted(words(graph, LEVEL + name))]


@pytest.mark.parametrize(("word", "name"), level_words())
def test_the_extractor_reads_each_word_as_its_level(word: str, name: str) -> None:
    text = f"대구시는 산업부의 ‘지역혁신 기반구축사업’ 공모에 선정돼 {word} 50억 원을 확보했다."
    found = extract(Article(text=text))
    levels = [t.source for t in found.totals]
    levels += [a.source for project in found.projects for a in project.funding]
    assert set(levels) == {name}


def test_korean_words_point_to_one_role(ontology: Graph) -> None:
    seen: dict[str, str] = {}
    for name in ROLES:
        for word in words(ontology, ROLE + name):
            assert seen.setdefault(word, name) == name, word
    assert {"주관": "lead", "참여": "participant", "전담": "administrator"}.items() <= seen.items()


def test_concepts_are_read_with_pyoxigraph() -> None:
    """The run-time reader needs no rdflib for it."""
    store = open_graph(ONTOLOGY / "concepts.ttl").store
    asked = f'ASK {{ <{LEVEL}national> <{SKOS.altLabel}> "국고"@ko }}'
    assert bool(store.query(asked))


# ── what the code uses ───────────────────────────────────────────────────────────────────────

_USES = re.compile(r"\bfund:([A-Za-z]\w*)|\{FUND\}([A-Za-z]\w*)", re.ASCII)


def used_names(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        for found in _USES.finditer(path.read_text(encoding="utf-8")):
            yield next(filter(None, found.groups())), path


def test_every_term_that_the_code_names_exists(ontology: Graph) -> None:
    package = Path(__file__).resolve().parent.parent / "kg"
    files = [p for p in package.rglob("*") if p.suffix in (".py", ".js", ".html")]
    names = {name for name, _ in used_names(files)}
    assert len(names) > 20
    known = {str(t).removeprefix(FUND) for t in defined(ontology)}
    missing = [(n, p.name) for n, p in used_names(files) if n not in known]
    assert not missing


def test_every_term_that_queries_and_shapes_name_exists(ontology: Graph) -> None:
    known = {str(t).removeprefix(FUND) for t in defined(ontology)}
    files = [*(q.path for q in questions()), *FILES]
    assert [(n, p.name) for n, p in used_names(files) if n not in known] == []


def test_every_term_of_the_built_graph_exists(ontology: Graph, first_graph: Graph) -> None:
    """Predicates, classes, roles and levels, as they really come out."""
    ours = {str(t) for t in defined(ontology)}
    known = ours | {str(s) for s in ontology.subjects() if isinstance(s, URIRef)}
    rdf = str(RDF)
    for _, predicate, value in first_graph:
        assert str(predicate) in known or str(predicate).startswith((rdf, str(RDFS))), predicate
        if predicate == RDF.type or str(value).startswith(OURS):
            assert str(value) in known, value


def test_the_built_graph_keeps_domains_and_ranges(ontology: Graph, first_graph: Graph) -> None:
    def kinds(node: object) -> set[object]:
        types = first_graph.objects(node, RDF.type)  # type: ignore[arg-type]
        return {up for kind in types for up in ontology.transitive_objects(kind, RDFS.subClassOf)}

    for term in defined(ontology):
        domain, reach = ontology.value(term, RDFS.domain), ontology.value(term, RDFS.range)
        for subject, value in first_graph.subject_objects(term):
            if isinstance(domain, URIRef):
                assert domain in kinds(subject), (subject, term)
            if isinstance(value, Literal):
                assert fits(value.datatype or rdflib.XSD.string, reach), (term, value)
            elif str(reach).startswith(FUND) and not str(value).startswith(OURS):
                assert reach in kinds(value), (term, value)


def fits(given: URIRef, wanted: object) -> bool:
    """Tell whether a datatype is the wanted one; an integer is a decimal."""
    return given == wanted or (given, wanted) == (rdflib.XSD.integer, rdflib.XSD.decimal)


# ── alignments ───────────────────────────────────────────────────────────────────────────────

SAFE_PARENTS = {
    "https://schema.org/AdministrativeArea", "https://schema.org/City",
    "https://schema.org/NewsArticle", "https://schema.org/containedInPlace",
    "http://www.w3.org/ns/org#Organization", "http://purl.org/cerif/frapo/FundingProgramme",
    "http://purl.org/cerif/frapo/Funding", "http://www.w3.org/ns/prov#Location",
    "http://www.w3.org/ns/prov#Activity", "http://www.w3.org/ns/prov#Entity",
    "http://www.w3.org/ns/prov#Association", "http://www.w3.org/ns/prov#qualifiedAssociation",
    "http://www.w3.org/ns/prov#agent", "http://www.w3.org/ns/prov#hadRole",
    "http://www.w3.org/ns/prov#atLocation", "http://www.w3.org/ns/prov#wasAssociatedWith",
}  # fmt: skip


def test_alignments_only_inherit_from_light_parents(ontology: Graph) -> None:
    graph = Graph().parse(ONTOLOGY / "alignments.ttl")
    parents = {
        str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in graph.objects(None, p)
    }
    assert parents == SAFE_PARENTS
    aligned = {s for s, p in graph.subject_predicates() if p != RDF.type}
    ours = {s for s in aligned if str(s).startswith((FUND, ROLE))}
    assert ours <= set(defined(ontology))
    for forbidden in (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs, SKOS.exactMatch):
        assert (None, forbidden, None) not in graph


def test_the_stub_knows_every_parent() -> None:
    stub = Graph().parse(UPSTREAM)
    assert {str(s) for s in stub.subjects(RDF.type)} >= SAFE_PARENTS


# ── reasoning ────────────────────────────────────────────────────────────────────────────────


AGENTS = "http://www.daml.org/2002/03/agents/agent-ont#"  # where owlrl puts its errors


class ContradictionError(Exception):
    """A reasoner found no model."""


def contradictions(*graphs: Graph) -> list[str]:
    """Return the unsatisfiable classes, by HermiT, or by OWL RL rules where Java is missing.

    Raises:
        ContradictionError: the graphs together have no model.
    """
    whole = Graph().parse(UPSTREAM)
    for graph in graphs:
        whole += graph
    if shutil.which("java"):
        return _hermit(whole)
    return _owl_rl(whole)


def _hermit(graph: Graph) -> list[str]:
    import owlready2  # type: ignore[import-untyped]

    world = owlready2.World()
    data = graph.serialize(format="nt", encoding="utf-8")
    world.get_ontology("urn:all").load(fileobj=io.BytesIO(data))
    try:
        owlready2.sync_reasoner_hermit(world, ignore_unsupported_datatypes=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as e:
        raise ContradictionError from e
    found = (getattr(c, "iri", str(c)) for c in world.inconsistent_classes())
    return sorted(iri for iri in found if iri != str(OWL.Nothing))


def _owl_rl(graph: Graph) -> list[str]:
    """Give each class a member of its own: one that is impossible makes a contradiction."""
    peopled = Graph()
    peopled += graph
    kinds = sorted({str(k) for k in graph.subjects(RDF.type, OWL.Class) if isinstance(k, URIRef)})
    for number, kind in enumerate(kinds):
        peopled.add((URIRef(f"urn:member:{number}"), RDF.type, URIRef(kind)))
    if not _has_errors(peopled):
        return []
    if _has_errors(graph):
        raise ContradictionError
    return ["one of the classes"]


def _has_errors(graph: Graph) -> bool:
    import owlrl  # type: ignore[import-untyped]

    closed = Graph()
    closed += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return (None, RDF.type, URIRef(AGENTS + "ErrorMessage")) in closed


def test_no_class_is_impossible(ontology: Graph) -> None:
    assert contradictions(ontology) == []


def test_the_rules_that_stand_in_for_hermit_agree(ontology: Graph) -> None:
    whole = ontology + Graph().parse(UPSTREAM)
    assert _owl_rl(whole) == []
    broken = Graph().parse(data=HEAD + BROKEN["Project"], format="turtle")
    assert _owl_rl(whole + broken) != []


def test_the_built_graph_does_not_contradict_the_vocabulary(
    ontology: Graph, first_graph: Graph
) -> None:
    assert contradictions(ontology, without_statements(first_graph)) == []


def without_statements(graph: Graph) -> Graph:
    """Return a graph without reified statements, which OWL 2 DL has no place for."""
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    found = Graph()
    for triple in graph:
        if triple[0] not in statements:
            found.add(triple)
    return found


BROKEN = {
    "Project": "fund:Project rdfs:subClassOf prov:Entity .",
    "Program": "fund:Program rdfs:subClassOf fund:Institution .",
    "TotalCost": "fund:TotalCost rdfs:subClassOf fund:Funding .",
}
"""Axioms that would leave a class without members; the stub of PROV is needed for the first."""

INCONSISTENT = {
    "a place as participant": "<urn:p> fund:institution <urn:r> . <urn:r> a fund:City .",
    "a total cost that is funding": "<urn:p> fund:hasFunding <urn:m> ; fund:totalCost <urn:m> .",
    "derived from a project": "<urn:p> a fund:Project . <urn:x> prov:wasDerivedFrom <urn:p> .",
}
HEAD = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in ("fund", "rdfs", "prov", "owl"))


def test_the_reasoner_would_see_impossible_classes(ontology: Graph) -> None:
    broken = Graph().parse(data=HEAD + "\n".join(BROKEN.values()), format="turtle")
    found = contradictions(ontology, broken)
    assert {FUND + name for name in BROKEN} <= set(found) or found == ["one of the classes"]


@pytest.mark.parametrize("axiom", INCONSISTENT.values(), ids=INCONSISTENT)
def test_the_reasoner_would_see_a_contradiction(ontology: Graph, axiom: str) -> None:
    with pytest.raises(ContradictionError):
        contradictions(ontology, Graph().parse(data=HEAD + axiom, format="turtle"))
