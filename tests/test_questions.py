"""The competency questions: answered as a careful reader would, by two engines alike."""

from __future__ import annotations

import csv
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Store
from rdflib import Graph
from rdflib.compare import isomorphic

from kg import Build
from kg.errors import QueryError
from kg.names import PREFIXES
from kg.query import Answer, Question, open_graph, question, questions, run, write

ALL = questions()
TWO_ARTICLES = Path(__file__).parent / "graphs" / "two-articles.ttl"

Rows = list[tuple[Any, ...]]


def cell(text: str) -> str | Decimal:
    """Return a number by its value: engines write 5e9 and 5000000000."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def rows(answer: Answer) -> Rows:
    return [tuple(map(value_of, row)) for row in answer.rows]


def value_of(term: object) -> str | Decimal:
    return cell(term.value) if isinstance(term, NamedNode | Literal) else ""


def ask(store: Store, name: str) -> Rows:
    return rows(run(store, question(name).text))


def ask_rdflib(graph: Graph, q: Question) -> Rows:
    found = graph.query(q.text, initNs=PREFIXES)
    return [tuple("" if v is None else cell(str(v)) for v in tuple(row)) for row in found]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def first_graph(first_build: Build) -> Graph:
    return first_build.graph


@pytest.fixture(scope="module")
def two_articles() -> Store:
    return open_graph(TWO_ARTICLES).store


# ── the files ────────────────────────────────────────────────────────────────────────────────


def test_there_are_enough_and_each_has_a_name_of_its_own() -> None:
    assert len(ALL) >= 15
    assert len({q.name[:2] for q in ALL}) == len(ALL)
    assert [q.name for q in ALL] == sorted(q.name for q in ALL)


@pytest.mark.parametrize("q", ALL, ids=lambda q: q.name)
def test_each_is_put_in_both_languages_and_has_an_answer(q: Question) -> None:
    assert re.search("[가-힣]", q.ko)
    assert q.ko.endswith("?")
    assert q.en.isascii()
    assert q.en.endswith("?")
    assert q.expected is not None


def test_all_forms_of_query_occur(first_build: Build) -> None:
    assert {run(first_build.store, q.text).kind for q in ALL} == {"rows", "truth", "triples"}
    assert any("DESCRIBE" in q.text for q in ALL)


def test_no_stray_file_stands_beside_them() -> None:
    folder = ALL[0].path.parent
    known = {q.path for q in ALL} | {q.expected for q in ALL}
    assert {p for p in folder.iterdir() if p.name != "README.md"} == known


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("5", "05-national-money-per-region"),
        ("05", "05-national-money-per-region"),
        ("05-national-money-per-region", "05-national-money-per-region"),
        ("national-money-per-region", "05-national-money-per-region"),
        ("doubtful", "08-what-is-doubtful"),
    ],
)
def test_a_question_is_found_by_number_or_part_of_its_name(asked: str, name: str) -> None:
    assert question(asked).name == name


@pytest.mark.parametrize("asked", ["", "99", "no such question", "institutions"])
def test_a_name_that_fits_none_or_several_is_refused(asked: str) -> None:
    with pytest.raises(QueryError):
        question(asked)


# ── the first article ────────────────────────────────────────────────────────────────────────


def expected_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(map(cell, row)) for row in list(csv.reader(file))[1:]]


@pytest.mark.parametrize("q", ALL, ids=lambda q: q.name)
def test_the_answer_is_the_expected_one(q: Question, first_build: Build) -> None:
    answer = run(first_build.store, q.text)
    assert q.expected
    if answer.kind == "triples":
        found = Graph().parse(data=write(answer, "turtle"), format="turtle")
        assert isomorphic(found, Graph().parse(q.expected))
    elif answer.kind == "truth":
        assert write(answer, "csv") == q.expected.read_text(encoding="utf-8")
    else:
        header = q.expected.read_text(encoding="utf-8").splitlines()[0]
        assert header == ",".join(answer.variables)
        assert rows(answer) == expected_rows(q.expected)


@pytest.mark.parametrize("q", ALL, ids=lambda q: q.name)
def test_rdflib_gives_the_same_answer(q: Question, first_build: Build, first_graph: Graph) -> None:
    answer = run(first_build.store, q.text)
    found = first_graph.query(q.text, initNs=PREFIXES)
    if answer.kind == "triples":
        mine = Graph().parse(data=write(answer, "ntriples"), format="nt")
        assert found.graph is not None
        assert isomorphic(mine, found.graph)
    elif answer.kind == "truth":
        assert found.askAnswer is answer.truth
    else:
        assert [str(v) for v in found.vars or ()] == list(answer.variables)
        assert sorted(ask_rdflib(first_graph, q), key=str) == sorted(rows(answer), key=str)


def test_daegu_has_its_part_of_the_national_money(first_build: Build) -> None:
    """80 + 50 + 100 x 50 % + 100 x 35 %, in 억."""
    part = 8_000_000_000 + 5_000_000_000 + 10_000_000_000 // 2 + 10_000_000_000 * 35 // 100
    money: dict[str, Decimal] = dict(ask(first_build.store, "05"))
    assert money["대구광역시"] == part == 21_500_000_000


def test_every_amount_is_said_where_the_answer_says(first_build: Build) -> None:
    (article,) = first_build.corpus.articles.values()
    found = ask(first_build.store, "07")
    assert len(found) == 9
    for _, stated, start, end, sentence, title in found:
        assert article.text[int(start) : int(end)] == stated
        assert str(sentence) in article.text
        assert str(stated) in str(sentence)
        assert title == article.title


# ── what the first article has nothing of ────────────────────────────────────────────────────


def test_institutions_that_meet_again(two_articles: Store) -> None:
    assert ask(two_articles, "03") == [("둘", "하나", 2)]


def test_figures_that_stay_open(two_articles: Store) -> None:
    assert ask(two_articles, "09") == [
        ("나", "total", 7_000_000_000, 7_150_000_000, "처음", "나중")
    ]


def test_figures_that_gave_way(two_articles: Store) -> None:
    assert ask(two_articles, "10") == [
        ("가", "national", 10_000_000_000, 9_600_000_000, "2022-05-04", "2023-05-25")
    ]


def test_stated_parts_count_and_unknown_splits_do_not(two_articles: Store) -> None:
    assert ask(two_articles, "05") == [
        ("대구광역시", 5_000_000_000 + 5_000_000_000),
        ("경상북도", 4_600_000_000),
    ]


def test_a_headline_that_does_not_add_up(two_articles: Store) -> None:
    assert run(two_articles, question("24").text).truth is False
    ((region, level, headline, found, difference, *_),) = ask(two_articles, "11")
    assert (region, level, headline) == ("대구광역시", "national", 99_000_000_000)
    assert headline - found == difference


def test_superseded_money_is_not_counted_twice(two_articles: Store) -> None:
    payers = run(two_articles, question("18").text)
    assert rows(payers) == [
        ("나", 7_150_000_000, 5_000_000_000, 2_150_000_000),
        ("나", 7_000_000_000, 5_000_000_000, 2_000_000_000),
    ]


@pytest.mark.parametrize("q", ALL, ids=lambda q: q.name)
def test_rdflib_agrees_there_too(q: Question, two_articles: Store) -> None:
    answer = run(two_articles, q.text)
    if answer.kind == "rows":
        graph = rdflib.Graph().parse(TWO_ARTICLES)
        assert sorted(ask_rdflib(graph, q), key=str) == sorted(rows(answer), key=str)


@pytest.mark.parametrize("q", ALL, ids=lambda q: q.name)
def test_an_empty_graph_has_an_empty_answer(q: Question) -> None:
    answer = run(Store(), q.text)
    assert (answer.rows, answer.triples) == ((), ())
    assert answer.kind != "truth" or answer.truth  # no headline, so none fails to add up
