"""Queries: what they give, how it is written, and what they are refused."""

from __future__ import annotations

import contextlib
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.errors import QueryError
from kg.names import PREFIXES
from kg.query import FORMATS, Answer, open_graph, run, write
from kg.query.guard import MAX_DEPTH, MAX_LENGTH, MAX_PARTS, guard, is_ordered, tokens
from kg.query.write import shorten, width

REGION = "https://w3id.org/kr-funding/id/region/"
DATA = f"""
@prefix fund: <https://w3id.org/kr-funding/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix region: <{REGION}> .
@prefix ex: <http://example.org/> .
region:대구광역시 a fund:City ; rdfs:label "대구광역시"@ko, "Daegu"@en ; ex:won 21500000000 .
region:경상북도 a fund:Province ; rdfs:label "경상북도"@ko ; ex:won 5000000000 .
region:부산광역시 a fund:City ; rdfs:label "부산광역시"@ko .
"""
SELECT = "SELECT ?r ?name ?won { ?r rdfs:label ?name . OPTIONAL { ?r ex:won ?won } } ORDER BY ?name"
EX = {**PREFIXES, "ex": "http://example.org/"}


@pytest.fixture
def store() -> Store:
    found = Store()
    found.load(DATA, RdfFormat.TURTLE)
    return found


def save(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(text: str, store: Store | None = None) -> str:
    with pytest.raises(QueryError) as caught:
        run(store or Store(), text, place="my.rq")
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


# ── what a query gives ───────────────────────────────────────────────────────────────────────


def test_select(store: Store) -> None:
    answer = run(store, SELECT, prefixes=EX)
    assert answer.kind == "rows"
    assert answer.variables == ("r", "name", "won")
    assert [row[1] for row in answer.rows] == [
        Literal("Daegu", language="en"), Literal("경상북도", language="ko"),
        Literal("대구광역시", language="ko"), Literal("부산광역시", language="ko"),
    ]  # fmt: skip
    assert answer.rows[3][2] is None


def test_ask(store: Store) -> None:
    assert run(store, "ASK { region:대구광역시 a fund:City }").truth is True
    assert run(store, "ASK { region:경상북도 a fund:City }").truth is False


def test_construct_gives_each_triple_once(store: Store) -> None:
    answer = run(store, "CONSTRUCT { ?c a fund:Region } WHERE { ?r a ?c ; rdfs:label ?l }")
    assert [str(t.subject) for t in answer.triples] == [
        f"<{PREFIXES['fund']}City>", f"<{PREFIXES['fund']}Province>"
    ]  # fmt: skip


def test_describe(store: Store) -> None:
    answer = run(store, "DESCRIBE region:경상북도")
    assert len(answer.triples) == 3


def test_prefixes_need_no_declaration_and_can_be_declared_anew(store: Store) -> None:
    assert len(run(store, "SELECT ?r { ?r a fund:City }").rows) == 2
    other = "PREFIX fund: <http://elsewhere.example/> SELECT ?r { ?r a fund:City }"
    assert run(store, other).rows == ()


def test_rows_without_an_order_are_sorted(store: Store) -> None:
    """The same graph gives the same bytes, whatever order its triples were loaded in."""
    quads = list(store)
    seen = set()
    for seed in range(5):
        random.Random(seed).shuffle(quads)  # noqa: S311 - no secret
        other = Store()
        other.extend(quads)
        text = "SELECT ?c (COUNT(*) AS ?n) { ?s ?p ?o ; a ?c } GROUP BY ?c"
        seen.add(write(run(other, text)) + write(run(other, "SELECT * { ?s ?p ?o }"), "csv"))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?s", True),
        ("select ?s { ?s ?p ?o } order by desc(?s)", True),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }", False),
        ("SELECT ?order { ?order ?p 'ORDER BY' } # ORDER BY", False),
    ],
)
def test_the_order_of_the_query_is_kept(text: str, ordered: bool) -> None:
    assert is_ordered(text) is ordered


def test_an_order_is_not_sorted_away(store: Store) -> None:
    text = "SELECT ?n { ?r rdfs:label ?n } ORDER BY DESC(STR(?n))"
    names = [row[0] for row in run(store, text).rows]
    assert names[0] == Literal("부산광역시", language="ko")
    assert names[-1] == Literal("Daegu", language="en")


# ── how it is written ────────────────────────────────────────────────────────────────────────


def test_a_table_is_aligned_on_the_screen(store: Store) -> None:
    assert write(run(store, SELECT, prefixes=EX)) == (
        "r                  name                won\n"
        "─────────────────  ──────────  ───────────\n"
        "region:대구광역시  Daegu       21500000000\n"
        "region:경상북도    경상북도     5000000000\n"
        "region:대구광역시  대구광역시  21500000000\n"
        "region:부산광역시  부산광역시\n"
        "(4 rows)\n"
    )


def test_a_table_fits_the_screen_where_it_can(store: Store) -> None:
    lines = write(run(store, SELECT, prefixes=EX), most=34).splitlines()
    assert all(width(line) <= 34 for line in lines)
    assert any("…" in line for line in lines)


def test_a_table_of_nothing() -> None:
    assert write(run(Store(), "SELECT ?a ?b { ?a ?p ?b }")) == "a  b\n─  ─\n(0 rows)\n"


def test_one_row_and_no_column() -> None:
    assert write(run(Store(), "SELECT * {}")).endswith("(1 row)\n")


def test_a_table_is_safe_on_a_terminal() -> None:
    """A name cannot start an escape sequence, turn the text around or begin a line of its own."""
    text = 'SELECT ("a\\u001b[2Jb\\u202Ec\\nd\\u0007" AS ?x) {}'
    table = write(run(Store(), text))
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert "a�[2Jb�c d�" in table


@pytest.mark.parametrize(
    ("text", "cells"), [("80억원", 6), ("ab", 2), ("é", 1), ("가́", 2), ("", 0)]
)
def test_hangul_takes_two_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_truths() -> None:
    answer = run(Store(), "ASK {}")
    assert [write(answer, f) for f in ("table", "csv", "tsv")] == ["yes\n", "true\n", "true\n"]
    assert write(answer, "json") == '{"head": {}, "boolean": true}\n'


ODD = """SELECT ?a ?b ?c ?d ?e ?f {
  BIND ("a,\\"b\\"\\nc\\td\\\\e" AS ?a) BIND ("한글"@ko AS ?b) BIND (1.5 AS ?c)
  BIND (<http://x/é> AS ?d) BIND ("=1+1" AS ?e)
}"""


@pytest.mark.parametrize(
    ("form", "format_"),
    [("json", pyoxigraph.QueryResultsFormat.JSON), ("tsv", pyoxigraph.QueryResultsFormat.TSV)],
)
@pytest.mark.parametrize("text", [ODD, SELECT])
def test_another_reader_gets_the_same_terms(
    store: Store, form: str, format_: pyoxigraph.QueryResultsFormat, text: str
) -> None:
    answer = run(store, text, prefixes=EX)
    read = pyoxigraph.parse_query_results(write(answer, form).encode(), format=format_)
    assert isinstance(read, pyoxigraph.QuerySolutions)
    assert tuple(v.value for v in read.variables) == answer.variables
    assert tuple(tuple(row[v] for v in answer.variables) for row in read) == answer.rows


def test_csv_is_what_the_standard_says(store: Store) -> None:
    """As pyoxigraph writes it: CRLF, quotes only where needed, nothing guarded."""
    for text in (ODD, SELECT):
        result = store.query(text, prefixes=EX)
        assert isinstance(result, pyoxigraph.QuerySolutions)
        wanted = result.serialize(format=pyoxigraph.QueryResultsFormat.CSV) or b""
        assert write(run(store, text, prefixes=EX), "csv") == wanted.decode()


@pytest.mark.parametrize(
    ("form", "format_"), [("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES)]
)
def test_triples_are_written_and_read_again(store: Store, form: str, format_: RdfFormat) -> None:
    answer = run(store, "CONSTRUCT WHERE { ?s ?p ?o }")
    text = write(answer, form)
    found = {q.triple for q in pyoxigraph.parse(text, format=format_)}
    assert found == set(answer.triples)
    if form == "turtle":
        assert write(answer, "table") == text
        assert "region:대구광역시" in text
        heads = [line for line in text.splitlines() if line.startswith("@prefix")]
        assert heads == sorted(heads)
        assert len(heads) == 5  # fund, rdf, rdfs, region and xsd: those that occur


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("ASK {}", "turtle"),
        ("SELECT * {}", "ntriples"),
        ("DESCRIBE <urn:x>", "csv"),
        ("ASK {}", "xls"),
    ],
)
def test_a_form_that_does_not_suit_is_refused(query: str, form: str) -> None:
    with pytest.raises(QueryError):
        write(run(Store(), query), form)


def test_every_form_is_written_for_something(store: Store) -> None:
    rows, triples = run(store, SELECT, prefixes=EX), run(store, "DESCRIBE region:경상북도")
    for form in FORMATS:
        texts = []
        for answer in (rows, triples):
            try:
                texts.append(write(answer, form))
            except QueryError:
                continue
        assert all("경상북도" in t for t in texts)
        assert texts


def test_iris_are_shortened_by_the_longest_prefix_that_fits() -> None:
    assert shorten(f"{REGION}대구") == "region:대구"
    assert shorten("http://nowhere.example/x") == "<http://nowhere.example/x>"
    assert shorten(f"{REGION}a/b") == f"<{REGION}a/b>"
    assert shorten("http://a/b", {"a": "http://a/", "": "http://a"}) == "a:b"


def test_an_answer_is_shown_as_a_table(store: Store) -> None:
    answer = run(store, "SELECT ?n { ?r rdfs:label ?n } LIMIT 0")
    assert str(answer) == "n\n─\n(0 rows)"
    assert str(run(store, "ASK {}")) == "yes"


def test_rows_as_python_values() -> None:
    text = """SELECT ?i ?d ?e ?b ?t ?k ?y ?u ?x {
      BIND (21500000000 AS ?i) BIND (1.5 AS ?d) BIND (2e0 AS ?e) BIND (true AS ?b) BIND ("가" AS ?t)
      BIND ("나"@ko AS ?k) BIND ("2023"^^xsd:gYear AS ?y) BIND (<urn:a> AS ?u) }"""
    (row,) = run(Store(), text).records()
    assert row == {"i": 21_500_000_000, "d": Decimal("1.5"), "e": 2.0, "b": True, "t": "가",
                   "k": "나", "y": "2023", "u": "urn:a", "x": None}  # fmt: skip
    assert type(row["i"]) is int
    assert type(row["b"]) is bool


def test_a_number_that_is_none_stays_text() -> None:
    store = Store()
    store.load(
        '<urn:a> <urn:b> "many"^^<http://www.w3.org/2001/XMLSchema#integer> .', RdfFormat.TURTLE
    )
    assert run(store, "SELECT ?o { ?s ?p ?o }").records() == [{"o": "many"}]


# ── errors ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("SELECT * {\n ?s ?p ?o\n", 3, "it ends too early"),
        ("SELECT * {\n ?s ?p ?o 가나다 }", 2, "it stops making sense at “가나다 }”"),
        ("SELECT * { ?s ?p ?o }}", 1, "it stops making sense at “}”"),
        ("SELECT ?x {\n ?x a fund:City\n ?x rdfs:label 1 }", 3, "at “?x rdfs:label 1 }”"),
        ("SELECT ?x {\n\n\n OPTINAL { ?x ?p ?o } }", 4, "at “OPTINAL { ?x ?p ?o } }”"),
        ("", 1, "it ends too early"),
        ("hello", 1, "it stops making sense at “hello”"),
        ('SELECT * { ?s ?p "open }', 1, "it stops making sense at"),
        ("SELECT * { <not an iri> ?p ?o }", 1, "it stops making sense at"),
        ("SELECT * { ?s ?p ?o } \x00", 1, "it stops making sense at"),
        ("SELECT *\n{ ?s foo:bar ?o }", 2, "the prefix foo: is not known; declare it with"),
    ],
)
def test_a_wrong_query_is_told_in_a_sentence_with_its_line(text: str, line: int, told: str) -> None:
    sentence = refused(text)
    assert sentence.startswith(f"my.rq, line {line}: ")
    assert told in sentence


def test_a_variable_outside_the_groups_is_told() -> None:
    assert "neither grouped nor bound" in refused("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }")


# ── files ────────────────────────────────────────────────────────────────────────────────────

WRITERS = {
    "g.ttl": RdfFormat.TURTLE, "g.nt": RdfFormat.N_TRIPLES, "g.nq": RdfFormat.N_QUADS,
    "g.trig": RdfFormat.TRIG, "g.jsonld": RdfFormat.JSON_LD, "g.rdf": RdfFormat.RDF_XML,
    "G.TTL": RdfFormat.TURTLE,
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_a_graph_is_read_in_every_format(tmp_path: Path, store: Store, name: str) -> None:
    triples = [q.triple for q in store]
    data = pyoxigraph.serialize(triples, format=WRITERS[name])
    opened = open_graph(save(tmp_path, name, data or b""))
    assert {q.triple for q in opened.store} == set(triples)


def test_a_folder_stands_for_its_graph(tmp_path: Path) -> None:
    save(tmp_path, "graph.ttl", DATA)
    assert len(open_graph(tmp_path).store) == 9


def test_prefixes_of_the_file_are_known(tmp_path: Path) -> None:
    opened = open_graph(save(tmp_path, "g.ttl", DATA))
    assert opened.prefixes["ex"] == "http://example.org/"
    assert len(run(opened.store, "SELECT ?r { ?r ex:won ?n }", prefixes=opened.prefixes).rows) == 2


def test_a_file_with_another_base_answers_to_the_same_prefixes(tmp_path: Path) -> None:
    """The file's own declaration of region: goes before the usual one."""
    text = DATA.replace(REGION, "https://my.example/region/")
    opened = open_graph(save(tmp_path, "g.ttl", text))
    answer = run(opened.store, "ASK { region:대구광역시 a fund:City }", prefixes=opened.prefixes)
    assert answer.truth


def test_a_triple_in_two_graphs_counts_once(tmp_path: Path) -> None:
    line = '<urn:a> <urn:won> "5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    path = save(tmp_path, "g.nq", f"{line} <urn:g> .\n{line} <urn:h> .\n{line} .\n")
    store = open_graph(path).store
    answer = run(store, "SELECT (SUM(?w) AS ?sum) (COUNT(*) AS ?n) { ?s <urn:won> ?w }")
    assert [str(v.value) for v in answer.rows[0] if isinstance(v, Literal)] == ["5", "1"]
    assert len(run(store, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }").rows) == 2


def test_a_byte_order_mark_is_no_part_of_the_graph(tmp_path: Path) -> None:
    assert len(open_graph(save(tmp_path, "g.ttl", b"\xef\xbb\xbf" + DATA.encode())).store) == 9


REMOTE = '"http://127.0.0.1:9/c"'
DEEP_FILE = "brackets nest deeper than 500"
BAD_FILES: dict[str, tuple[str, str | bytes | None, str]] = {
    "missing": ("nothing.ttl", None, "there is no such graph; build it first with kg build"),
    "unknown ending": ("g.xyz", "x", "no graph format has the ending '.xyz'"),
    "no ending": ("g", "x", "no graph format has the ending"),
    "CP949": ("g.ttl", "# a\n\n# 가".encode("cp949"), "g.ttl, line 3: this is not UTF-8"),
    "UTF-16": ("g.ttl", DATA.encode("utf-16"), "this is not UTF-8"),
    "Turtle": ("g.ttl", "<urn:a> <urn:b>\n\n 'x' ?", "line 3: this is not valid Turtle"),
    "prefix": ("g.ttl", "\nx:a <urn:b> 1 .", "line 2: this is not valid Turtle: The prefix x: "),
    "JSON": ("g.jsonld", '{"@id": ', "this is not valid JSON-LD"),
    "empty JSON": ("g.jsonld", "", "this is not valid JSON-LD"),
    "remote context": ("g.jsonld", f'{{"@context": {REMOTE}, "b": 1}}', "nothing is fetched"),
    "file context": ("g.jsonld", '{"@context": "file:///etc/passwd"}', "nothing is fetched"),
    "import": ("g.jsonld", f'{{"@context": {{"@import": {REMOTE}}}}}', "nothing is fetched"),
    "XML": ("g.rdf", "<rdf", "this is not valid RDF/XML"),
    "DOCTYPE": ("g.rdf", "\n<!DOCTYPE r [<!ENTITY a 'x'>]><r/>", "line 2: a DOCTYPE is not read"),
    "deep objects": ("g.jsonld", '{"urn:a":' * 5000 + "1" + "}" * 5000, DEEP_FILE),
    "deep arrays": ("g.jsonld", "[" * 200_000, DEEP_FILE),
    "deep triples": ("g.ttl", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 20_000, DEEP_FILE),
}


@pytest.mark.parametrize(("name", "text", "told"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_told_in_a_sentence(
    tmp_path: Path, name: str, text: str | bytes | None, told: str
) -> None:
    path = tmp_path / name if text is None else save(tmp_path, name, text)
    with pytest.raises(QueryError) as caught:
        open_graph(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)
    assert len(str(caught.value)) < len(str(path)) + 250


def test_a_folder_named_like_a_graph_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").mkdir()
    with pytest.raises(QueryError, match=r"g\.ttl/graph\.ttl: there is no such graph"):
        open_graph(tmp_path / "g.ttl")


def test_text_that_only_looks_deep_is_read(tmp_path: Path) -> None:
    """Brackets in a string nest nothing."""
    text = f'{{"@id": "urn:a", "urn:b": "{"{[" * 3000}\\""}}'
    assert len(open_graph(save(tmp_path, "g.jsonld", text)).store) == 1
    quoted = f'<urn:a> <urn:b> "{"<<" * 3000}" .'
    assert len(open_graph(save(tmp_path, "g.ttl", quoted)).store) == 1


# ── what a query must not do ─────────────────────────────────────────────────────────────────


class Canary:
    """A server on this machine that counts who calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.calls = 0
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    found = Canary()
    yield found
    found.socket.close()


def test_the_canary_hears_what_is_not_guarded(canary: Canary, store: Store) -> None:
    with pytest.raises(OSError, match=r".+"):
        store.query(f"ASK {{ SERVICE <http://127.0.0.1:{canary.port}/> {{ ?s ?p ?o }} }}")
    assert canary.calls == 1


HOSTILE = {
    "constant": "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <U> { ?s ?p ?o } }",
    "lower case": "select * { service <U> { ?s ?p ?o } }",
    "variable": "SELECT * { BIND (<U> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "name": "PREFIX x: <U> SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "no space": "SELECT * { SERVICE<U>{ ?s ?p ?o } }",
    "glued to a truth": "SELECT * { ?s ?p trueSERVICE<U> { ?a ?b ?c } }",
    "glued to a number": "SELECT * { ?s ?p 1SERVICE<U> { ?a ?b ?c } }",
    "glued to a name": "PREFIX x: <urn:x> SELECT * { ?s ?p x:a.SERVICE<U> { ?a ?b ?c } }",
    "as a prefix": "PREFIX : <U> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "as a prefix, glued": "PREFIX : <U> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
    "after a comment that ends in CR": "SELECT * { # quiet\rSERVICE <U> { ?s ?p ?o } }",
    "after a # in an IRI": "SELECT * { <urn:a#b> ?p ?o . SERVICE <U> { ?s ?p ?o } }",
    "after a string with quotes": 'SELECT * { ?s ?p "a\\"b" . SERVICE <U> { ?s ?p ?o } }',
    "after a long string": 'SELECT * { ?s ?p """a"b""" . SERVICE <U> { ?s ?p ?o } }',
    "after a comparison like an IRI": "ASK { ?s ?p ?o FILTER(?o<'>') SERVICE <U> { ?s ?p 'x' } }",
    "after an apostrophe in an IRI": "ASK { <urn:'> ?p 1 . SERVICE <U> {} . <urn:'> ?p 2 }",
    "in a subquery": "SELECT * { { SELECT * { SERVICE <U> { ?s ?p ?o } } } }",
    "in EXISTS": "ASK { FILTER EXISTS { SERVICE <U> { ?s ?p ?o } } }",
    "in CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <U> { ?s ?p ?o } }",
    "in DESCRIBE": "DESCRIBE ?s { SERVICE <U> { ?s ?p ?o } }",
    "FROM": "SELECT * FROM <U> { ?s ?p ?o }",
    "FROM a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <U> { GRAPH ?g { ?s ?p ?o } }",
    "FROM as a prefix": "PREFIX : <U> SELECT * FROM:x { ?s ?p ?o }",
    "FROM glued": "SELECT (1 AS ?x)FROM<U>{ ?s ?p ?o }",
    "LOAD": "LOAD <U>",
    "LOAD a file": "LOAD <file:///etc/passwd> INTO GRAPH <urn:g>",
    "INSERT": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE": "PREFIX x: <urn:> DELETE WHERE { ?s ?p ?o }",
    "WITH": "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR": "BASE <urn:> CLEAR ALL",
    "DROP": "DROP ALL",
    "two": "ASK {} ; INSERT DATA { <urn:a> <urn:b> <urn:c> }",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_query_reaches_nothing_outside(canary: Canary, store: Store, text: str) -> None:
    before = set(store)
    sentence = refused(text.replace("<U>", f"<http://127.0.0.1:{canary.port}/>"), store)
    assert sentence.startswith("my.rq")
    assert "passwd" not in sentence
    assert "root:" not in sentence
    assert set(store) == before


def test_the_refusal_is_one_clear_sentence() -> None:
    assert refused("SELECT *\n{ SERVICE <urn:x> {} }") == (
        "my.rq, line 2: SERVICE would ask another server; leave SERVICE out"
    )
    assert refused("SELECT * FROM <urn:x> {}") == (
        "my.rq, line 1: FROM would read another graph than the one that is asked; leave FROM out"
    )
    assert refused("insert data {}") == (
        "my.rq: INSERT would change the graph, and a query only reads; "
        "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
    )


HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://x/> { }" }',
    "SELECT * { ?s ?p 'FROM <http://x/>' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/>",
    "SELECT * { <http://x/SERVICE> ?p ?o }",
    "SELECT ?service ?from { ?service ?from ?o }",
    "PREFIX x: <http://x/> SELECT * { x:service x:from ?o }",
    "SELECT * { _:service ?p ?o }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s ?p '''it's \"fine\"''' , \"it's\" }",
    "SELECT ('INSERT' AS ?x) { }",
    "PREFIX insert: <http://x/> SELECT * { ?s insert:x ?o }",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_words_in_strings_comments_and_names_are_no_keywords(text: str) -> None:
    guard(text)
    assert isinstance(run(Store(), text), Answer)


PIECES = (
    "SELECT * {", "ASK {", "}", "{", "?s ?p ?o", "SERVICE", "service", "SILENT", "<U>", "'", '"',
    "'''", '"""', "#", "\n", "\r", "\\", "<", ">", "true", "1", "1e", ":", "x:", "x:a", ".", ";",
    "@en", "FILTER(?o", ")", "PREFIX : <U>", "FROM", "OPTIONAL", "_:", "?", "$", "\\u0053ERVICE",
    "·", "%41", "UNION", " ", "\t", "BIND(1 AS ?x)", "<<", "{|",
)  # fmt: skip


MATCHING = Store()
"""A graph in which the pieces find something, so that what comes after them is evaluated."""
MATCHING.load('<urn:a> <urn:p> true, 1, 1.0e0, "x", "x"@en .', RdfFormat.TURTLE)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " "]))
def test_whatever_is_not_refused_calls_nobody(canary: Canary, pieces: list[str], glue: str) -> None:
    text = glue.join(["ASK { ", *pieces, "SERVICE <U> { } }"])
    with contextlib.suppress(QueryError):
        run(MATCHING, text.replace("<U>", f"<http://127.0.0.1:{canary.port}/>"))
    assert canary.calls <= 1  # by the test of the canary itself


@given(st.text(alphabet=st.sampled_from("SELECT*{}()<>'\"#?:. \n\\abc가1@_-·"), max_size=60))
def test_tokens_leave_nothing_out(text: str) -> None:
    """What is between two tokens is space or a comment."""
    at = 0
    for token in tokens(text):
        between = text[at : token.start]
        assert all(c in " \t\r\n" for c in between) or "#" in between
        assert text[token.start :].startswith(token.text)
        at = token.start + len(token.text)


# ── what would end the process ───────────────────────────────────────────────────────────────


def nested(opening: str, inside: str, closing: str, depth: int) -> str:
    return opening * depth + inside + closing * depth


DEEP = {
    "groups": nested("{", "?s ?p ?o", "}", 5000),
    "optionals": nested("OPTIONAL{ ?s ?p ?o ", "", "}", 5000),
    "brackets": nested("[ <urn:p> ", "1", "]", 5000) + " <urn:p> 1",
    "lists": nested("(", "1", ")", 5000) + " <urn:p> 1",
    "functions": "BIND(" + nested("STR(", "1", ")", 5000) + " AS ?x)",
    "EXISTS": nested("FILTER EXISTS { ?s ?p ?o ", "", "}", 5000),
    "subqueries": nested("{ SELECT * {", "?s ?p ?o", "}}", 5000),
    "quoted triples": "?z ?y " + nested("<<( ?s ?p ", "1", ")>>", 5000),
    "annotations": "?s ?p ?o " + nested("{| ?p ?o ", "", "|}", 5000),
}
LONG = {
    "UNIONs": " UNION ".join(["{ ?s ?p ?o }"] * 50_000),
    "sums": "BIND(" + "+".join(["1"] * 20_000) + " AS ?x)",
    "nots": "FILTER(" + "!" * 20_000 + "true)",
    "optionals": "OPTIONAL { ?s ?p ?o } " * 5000,
    "binds": " ".join(f"BIND({i} AS ?b{i})" for i in range(5000)),
    "paths": "?s " + "/".join(["<urn:p>"] * 5000) + " ?o",
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused(body: str) -> None:
    assert f"brackets nest deeper than {MAX_DEPTH}" in refused(f"SELECT * {{ {body} }}")


@pytest.mark.parametrize("body", LONG.values(), ids=LONG)
def test_long_chains_are_refused(body: str) -> None:
    sentence = refused(f"SELECT * {{ {body} }}")
    assert "keywords, operators and brackets" in sentence or "characters" in sentence


def test_a_query_beyond_all_measure_is_refused() -> None:
    assert f"more than {MAX_LENGTH:,} characters" in refused("ASK {}" + " " * MAX_LENGTH)


PIECE_BY_PIECE = ("a.", "a-", "<a", "'''\"", '"a\n', "%", "@a-")


@pytest.mark.parametrize("piece", PIECE_BY_PIECE)
def test_a_query_is_looked_through_once(piece: str) -> None:
    """A scan to the end from each of its characters would take very long."""
    with contextlib.suppress(QueryError):
        guard(piece * (150_000 // len(piece)))


def test_long_lists_of_values_are_allowed() -> None:
    names = " ".join(f'"{i}"' for i in range(20_000))
    assert len(run(Store(), f"SELECT ?x {{ VALUES ?x {{ {names} }} }}").rows) == 20_000
    listed = ",".join(str(i) for i in range(20_000))
    assert run(Store(), f"ASK {{ FILTER(7 IN ({listed})) }}").truth


def test_what_the_limits_allow_is_evaluated() -> None:
    """In a process of its own: an overflow of the stack could not be caught."""
    program = f"""
from pyoxigraph import Store
from kg.query import run
n, m = {MAX_DEPTH - 2}, {MAX_PARTS}
for text in (
    "SELECT * " + "{{" * n + "?s ?p ?o" + "}}" * n,
    "SELECT (" + "STR(" * n + "1" + ")" * n + " AS ?x) {{}}",
    "ASK {{ " + "FILTER EXISTS {{ ?s ?p ?o " * n + "}}" * n + "}}",
    "ASK {{ ?s ?p " + "( " * n + "1" + ")" * n + "}}",
    "SELECT * {{ " + " UNION ".join(["{{ ?s ?p ?o }}"] * (m // 3 - 2)) + " }}",
    "SELECT (" + "+".join(["1"] * (m - 10)) + " AS ?x) {{}}",
    "ASK {{ FILTER(" + "!" * (m - 10) + "true) }}",
    "SELECT * {{ " + "OPTIONAL {{ ?s ?p ?o }} " * (m // 3 - 2) + " }}",
    "SELECT * {{ " + " ".join(f"BIND({{i}} AS ?b{{i}})" for i in range(m // 4 - 2)) + " }}",
    "SELECT " + " ".join(f"(1 AS ?b{{i}})" for i in range(m // 3 - 2)) + " {{}}",
):
    run(Store(), text)
print("all")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("all\n", "", 0)


def test_asking_a_named_graph_is_possible(store: Store) -> None:
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), NamedNode("urn:g")))
    assert len(run(store, "SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }").rows) == 1
