"""Every format holds the whole graph, reads in every engine and is the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ExportError
from kg.export import FORMATS, export, format_for, jsonld, ntriples, rdfxml, tables, trig, turtle
from kg.graph import Triple, to_store, triples
from kg.link import link
from kg.model import Resolved
from kg.names import BASE, PREFIXES
from kg.output import write_all
from tests.reports import AMR, EOK, PARTS, Paper, first, linked, story

RDF = {
    "turtle": (turtle, pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "ntriples": (ntriples, pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
    "trig": (trig, pyoxigraph.RdfFormat.TRIG, "trig"),
    "jsonld": (jsonld, pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (rdfxml, pyoxigraph.RdfFormat.RDF_XML, "xml"),
}

RAPPER = shutil.which("rapper")
needs_rapper = pytest.mark.skipif(
    RAPPER is None, reason="rapper (Debian: raptor2-utils) is missing: A THIRD PARSER IS NOT TESTED"
)


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    return to_store(triples(linked(story())))


def read_by_pyoxigraph(text: str, form: pyoxigraph.RdfFormat) -> set[Triple]:
    found = pyoxigraph.parse(text.encode(), form)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in found}


def read_by_rdflib(text: str, form: str) -> set[Triple]:
    dataset = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():  # rdflib 7 warns of itself when it reads into a dataset
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=text, format=form)
        data = dataset.serialize(format="nquads")
    return read_by_pyoxigraph(data, pyoxigraph.RdfFormat.N_QUADS)


def held(store: pyoxigraph.Store) -> set[Triple]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in store}


# ── the whole graph, in every engine ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", RDF)
def test_two_engines_read_the_whole_graph(name: str, store: pyoxigraph.Store) -> None:
    write, oxigraph, rdf = RDF[name]
    text = write(store)
    assert read_by_pyoxigraph(text, oxigraph) == held(store)
    assert read_by_rdflib(text, rdf) == held(store)


@needs_rapper
@pytest.mark.parametrize(("name", "form"), [("turtle", "turtle"), ("ntriples", "ntriples"),
                                            ("rdfxml", "rdfxml"), ("trig", "trig")])  # fmt: skip
def test_rapper_reads_the_whole_graph(
    name: str, form: str, store: pyoxigraph.Store, tmp_path: Path
) -> None:
    path = tmp_path / f"graph{FORMATS[name].suffix}"
    path.write_text(RDF[name][0](store), encoding="utf-8", newline="")
    done = subprocess.run(
        [RAPPER or "", "-q", "-i", form, "-o", "ntriples", str(path)],
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stderr == b""
    assert read_by_pyoxigraph(done.stdout.decode(), pyoxigraph.RdfFormat.N_TRIPLES) == held(store)


@pytest.mark.parametrize("name", RDF)
def test_a_graph_read_from_a_file_gives_the_same_bytes(name: str, store: pyoxigraph.Store) -> None:
    write, oxigraph, _ = RDF[name]
    text = write(store)
    again = pyoxigraph.Store()
    again.bulk_load(text.encode(), oxigraph)
    assert write(again) == text


TEXT = st.text(min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
@pytest.mark.parametrize("name", RDF)
def test_any_text_survives_in_every_format(name: str, label: str, title: str) -> None:
    write, oxigraph, rdf = RDF[name]
    paper = Paper(title)
    paper.project(f"{label} 사업", paper.money("national", EOK, label), leads=[label])
    store = to_store(triples(linked([paper])))
    text = write(store)
    assert read_by_pyoxigraph(text, oxigraph) == held(store)
    assert read_by_rdflib(text, rdf) == held(store)


@pytest.mark.parametrize("name", RDF)
def test_literals_that_are_hard_to_write(name: str) -> None:
    write, oxigraph, rdf = RDF[name]
    hard = ["a\\rb", "a\\r\\nb\\tc", "  x  ", "\\\\u0041", "]]>", "&amp;<b>", "'''", '\\"\\"', ""]
    found = [("<urn:a>", f"<{PREFIXES['rdfs']}label>", f'"{one}"@ko') for one in hard]
    xsd = PREFIXES["xsd"]
    numbers = ["9007199254740993", "-5", "0", "123456789012345678901234567890"]
    amount = f"<{PREFIXES['fund']}amount>"
    found += [("<urn:a>", amount, f'"{n}"^^<{xsd}integer>') for n in numbers]
    found += [("<urn:b>", amount, "<urn:a>")]
    found += [("<urn:b>", f"<{PREFIXES['fund']}approximate>", f'"true"^^<{xsd}boolean>')]
    store = to_store(found)
    text = write(store)
    assert read_by_pyoxigraph(text, oxigraph) == held(store)
    assert read_by_rdflib(text, rdf) == held(store)


@pytest.mark.parametrize(
    ("predicate", "value", "says"),
    [
        ("http://x/1", "a", "the property http://x/1"),
        ("http://x/", "a", "the property http://x/"),
        ("http://x/y", "a\\u0001", r"the character U\+0001, which <urn:a> has"),
        ("http://x/y", "a\\uFFFE", r"the character U\+FFFE"),
    ],
)
def test_what_xml_cannot_have_is_refused_in_a_sentence(
    predicate: str, value: str, says: str
) -> None:
    store = to_store([("<urn:a>", f"<{predicate}>", f'"{value}"')])
    with pytest.raises(ExportError, match=says):
        rdfxml(store)
    for name in ("turtle", "ntriples", "trig", "jsonld"):
        write, oxigraph, _ = RDF[name]
        assert read_by_pyoxigraph(write(store), oxigraph) == held(store)


# ── Turtle ───────────────────────────────────────────────────────────────────────────────────


def test_turtle_is_prefixed_sorted_and_grouped(store: pyoxigraph.Store) -> None:
    text = turtle(store)
    head, *paragraphs = text.split("\n\n")
    prefixes = re.findall(r"^@prefix (\w+): <(\S+)> \.$", head, re.MULTILINE)
    assert len(prefixes) == len(head.splitlines())
    assert prefixes == sorted(prefixes)
    assert dict(prefixes) == {name: PREFIXES[name] for name, _ in prefixes}
    body = "\n\n".join(paragraphs)
    for name, namespace in prefixes:
        assert f"{name}:" in body
        assert f"<{namespace}" not in body
    subjects = [paragraph.split(" ", 1)[0] for paragraph in paragraphs]
    assert len(subjects) == len(set(subjects))
    assert "institution:대구기계부품연구원 a fund:" in body
    assert "region:대구광역시 a fund:City ," in body
    assert "    fund:amount 10000000000 ;" in body
    assert subjects[0].startswith("article:")
    assert subjects[-1].startswith("evidence:")


def test_turtle_has_only_the_prefixes_it_uses() -> None:
    text = turtle(to_store([("<urn:a>", f"<{PREFIXES['rdfs']}label>", '"fund: org:"')]))
    assert text == (
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '\n<urn:a> rdfs:label "fund: org:" .\n'
    )  # fmt: skip
    assert turtle(to_store([])) == ""


def test_a_name_that_ends_in_a_full_stop_is_written_in_full() -> None:
    store = to_store([(f"<{BASE}project/끝점.>", "<urn:b>", f"<{BASE}project/a.b>")])
    text = turtle(store)
    assert f"<{BASE}project/끝점.>" in text
    assert read_by_rdflib(text, "turtle") == held(store)


def test_a_base_of_its_own_has_the_same_prefixes() -> None:
    store = to_store(triples(linked([first()]), base="https://example.org/id/"))
    text = turtle(store)
    assert "@prefix project: <https://example.org/id/project/> ." in text
    assert "w3id.org/kr-funding/id" not in text
    assert json.loads(jsonld(store))["@context"]["@base"] == "https://example.org/id/"


def test_an_address_that_looks_like_a_prefixed_name_stays_an_address() -> None:
    fund = PREFIXES["fund"]
    store = to_store([
        ("<schema:x>", f"<{PREFIXES['schema']}name>", '"x"'),
        ("<fund:role>", f"<{fund}role>", "<role:lead>"),
        (f"<{BASE}project/a:b>", f"<{fund}유형>", f"<{fund}role>"),
        (f"<{BASE}x/../y>", f"<{fund}a-b>", f"<{BASE}article/%41?q>"),
    ])  # fmt: skip
    for write, oxigraph, rdf in RDF.values():
        text = write(store)
        assert read_by_pyoxigraph(text, oxigraph) == held(store)
        assert read_by_rdflib(text, rdf) == held(store)


def test_blank_nodes_from_elsewhere_have_stable_names() -> None:
    lines = [("_:x", "<urn:p>", '"1"'), ("_:y", "<urn:p>", '"2"'), ("_:y", "<urn:q>", "_:x")]
    other = [tuple(t.replace("_:x", "_:b7").replace("_:y", "_:a1") for t in row) for row in lines]
    for write, _, _ in RDF.values():
        assert write(to_store(lines)) == write(to_store(other[::-1]))  # type: ignore[arg-type]


# ── TriG, JSON-LD ────────────────────────────────────────────────────────────────────────────


def test_trig_has_a_graph_for_each_article_with_what_it_says(store: pyoxigraph.Store) -> None:
    dataset = pyoxigraph.Store()
    dataset.bulk_load(trig(store).encode(), pyoxigraph.RdfFormat.TRIG)
    graphs = {graph.value for graph in dataset.named_graphs()}
    articles = {row.value for (row,) in store.query(  # type: ignore[union-attr]
        "SELECT ?a WHERE { ?a a fund:Article }", prefixes=dict(PREFIXES)
    )}  # fmt: skip
    assert graphs == articles
    for quad in store:
        if quad.predicate.value == f"{PREFIXES['fund']}statedIn":
            homes = dataset.quads_for_pattern(quad.subject, None, None, quad.object)
            assert quad.object in {q.object for q in homes}
    default = dataset.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    assert not any("/evidence/" in str(quad.subject) for quad in default)


def test_jsonld_reads_well_and_asks_nothing_of_the_network(store: pyoxigraph.Store) -> None:
    doc = json.loads(jsonld(store))
    assert isinstance(doc["@context"], dict)
    assert all(isinstance(v, str | dict) for v in doc["@context"].values())
    nodes = {node["@id"]: node for node in doc["@graph"]}
    project = next(node for node in nodes.values() if node["@type"] == "Project" and
                   node["rdfs:label"]["@value"] == PARTS)  # fmt: skip
    amounts = sorted(nodes[iri]["amount"] for iri in project["totalCost"])
    assert amounts == [7_100_005_000, 7_150_000_000]
    assert nodes[project["inRegion"]]["@type"] == ["City", "Region"]
    assert nodes[project["hasFunding"]]["approximate"] is False


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_tables_have_a_row_for_each_project_amount_and_part(store: pyoxigraph.Store) -> None:
    found = {name: rows(text) for name, text in tables(store).items()}
    robots = next(row for row in found["projects"] if row["name"] == AMR)
    assert robots["regions"] == "경상북도; 대구광역시"
    assert robots["total_cost_won"] == "12290000000"
    assert robots["national_won"] == "9600000000"
    assert robots["start"] == "2023"
    assert "160억원" in robots["doubts"]
    amounts = [row for row in found["funding"] if row["project"] == robots["project"]]
    assert len(amounts) == 8
    assert {row["amount_won"] for row in amounts if row["part_of"]} == {"5000000000"}
    (headline,) = [row for row in found["funding"] if row["kind"] == "Headline"]
    assert (headline["amount_won"], headline["region"]) == ("21500000000", "대구광역시")
    leads = [row["institution_name"] for row in found["participations"] if row["role"] == "lead"]
    assert sorted(leads)[0] == "대구기계부품연구원"
    assert all(row["sentence"] for row in (*found["funding"], *found["participations"]))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_becomes_a_formula(start: str) -> None:
    name = f"{start}cmd|' /C calc'!A0"
    paper = Paper(name)
    paper.project(name, paper.money("national", EOK, name), leads=[name], regions=[name])
    corpus = link([_named_as_written(paper)])
    for text in tables(to_store(triples(corpus))).values():
        cells = [cell for row in rows(text) for cell in row.values()]
        assert any("calc" in cell for cell in cells)
        assert not any(re.match(r"[=+\-@\t\r＝＋－＠]", cell) for cell in cells)


def _named_as_written(paper: Paper) -> Resolved:
    return Resolved(paper.facts, "기사", {}, {})


def test_numbers_stay_numbers(store: pyoxigraph.Store) -> None:
    for row in rows(tables(store)["funding"]):
        assert row["amount_won"].isdecimal()
        assert row["alternative_won"] in ("", "7150000000")


# ── files ────────────────────────────────────────────────────────────────────────────────────


def test_formats_are_found_by_their_endings() -> None:
    assert {
        name: format_for(f"x/GRAPH{form.suffix.upper()}") for name, form in FORMATS.items()
    } == {name: name for name in FORMATS}
    with pytest.raises(ExportError, match=r"no format has the ending '\.doc'"):
        format_for("graph.doc")
    with pytest.raises(ExportError, match="there is no format 'doc'"):
        export(pyoxigraph.Store(), "doc", "a.doc")


def test_every_format_is_written_where_it_was_asked_for(
    store: pyoxigraph.Store, tmp_path: Path
) -> None:
    for name, form in FORMATS.items():
        write_all(export(store, name, tmp_path / f"graph{form.suffix}"))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["graph.ttl", "graph.nt", "graph.trig", "graph.jsonld", "graph.rdf", "graph.graphml",
         "graph.gexf", "graph-projects.csv", "graph-funding.csv", "graph-participations.csv"]
    )  # fmt: skip


CODE = """
import hashlib, sys
from kg.export import FORMATS
from kg.graph import to_store, triples
from tests.reports import linked, story
papers = story()
if sys.argv[1] == "1":
    papers.reverse()
store = to_store(triples(linked(papers)))
for name, form in FORMATS.items():
    for ending, text in form.files(store).items():
        print(name, ending, hashlib.sha256(text.encode()).hexdigest())
"""


def test_the_same_bytes_in_every_environment(store: pyoxigraph.Store) -> None:
    expected = [
        f"{name} {ending} {hashlib.sha256(text.encode()).hexdigest()}"
        for name, form in FORMATS.items()
        for ending, text in form.files(store).items()
    ]
    for number, (seed, locale, zone) in enumerate(
        (("0", "C", "UTC"), ("31", "C.UTF-8", "Asia/Seoul"), ("77", "POSIX", "Etc/GMT+12"))
    ):
        assert _printed(number, seed, locale, zone) == expected


def _printed(number: int, seed: str, locale: str, zone: str) -> Iterable[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(number % 2)], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PATH": ""},
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    return done.stdout.splitlines()
