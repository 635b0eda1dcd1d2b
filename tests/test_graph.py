"""The triples: the vocabulary, the evidence, and what hostile names do to them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.graph import Triple, sentences, to_rdflib, to_store, triples
from kg.graph.classes import BROADER
from kg.graph.things import Things
from kg.link import Corpus, link
from kg.model import Entity, EntityKind, Resolution, Resolved
from kg.names import BASE, FUND, PREFIXES
from kg.resolve import resolve
from kg.resources import resource
from tests.reports import AMR, BATTERY, EOK, NANO, PARTS, PROGRAM, Paper, first, linked, story

OA = PREFIXES["oa"]
TYPE = f"<{PREFIXES['rdf']}type>"


def graph(*papers: Paper) -> list[Triple]:
    return list(triples(linked(papers)))


def things(*papers: Paper) -> Things:
    return Things(to_store(graph(*papers)))


def ask(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return sorted(tuple("" if v is None else v.value for v in row) for row in found)


# ── the vocabulary ───────────────────────────────────────────────────────────────────────────


def test_every_term_stands_in_the_ontology() -> None:
    known = Things(_ontology()).of
    papers = story()
    papers[0].project(
        "또 다른 사업", others=[("대구테크노파크", "made up")], period=("2023-04", 2025)
    )
    for subject, predicate, value in graph(*papers):
        for term in (predicate, value if predicate == TYPE else ""):
            if term.startswith(f"<{FUND}") or term.startswith(f"<{OA}"):
                assert term[1:-1] in known, f"{term} of {subject}"
    values = {v for _, p, v in graph(*papers) if p in (f"<{FUND}role>", f"<{FUND}level>")}
    assert f"<{PREFIXES['role']}other>" in values
    assert {value[1:-1] for value in values} <= set(known)


def _ontology() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for name in ("fund.ttl", "concepts.ttl"):
        store.bulk_load(path=str(resource("ontology", name)))
    return store


def test_one_project_reads_as_the_design_shows_it() -> None:
    store = to_store(graph(first()))
    assert ask(store, "SELECT ?l WHERE { ?p a fund:Project ; rdfs:label ?l }") == sorted(
        (name,) for name in (BATTERY, PARTS, AMR, NANO)
    )
    assert ask(
        store,
        f"""SELECT ?region ?lead ?ministry ?national ?total ?start ?end WHERE {{
            ?p rdfs:label "{AMR}"@ko ; fund:inRegion region:대구광역시, ?region ;
               fund:leadInstitution/rdfs:label ?lead ;
               fund:underProgram/fund:operatedBy ?ministry ;
               fund:selectedIn [ fund:callOf program:스마트특성화_기반구축사업 ;
                                 fund:year "2023"^^xsd:gYear ] ;
               fund:hasFunding [ a fund:NationalFunding ; fund:amount ?national ;
                                 fund:paidBy ?ministry ] ;
               fund:totalCost [ a fund:TotalCost ; fund:amount ?total ; fund:asStated "160억원" ;
                                fund:approximate false ] ;
               fund:startYear ?start ; fund:endYear ?end .
            ?region a fund:Province . ?ministry a fund:Ministry }}""",
    ) == [
        (
            f"{BASE}region/경상북도", "대구기계부품연구원", f"{BASE}institution/산업통상자원부",
            "10000000000", "16000000000", "2023", "2025",
        )
    ]  # fmt: skip


def test_roles_stand_as_participations_with_plain_links_beside_them() -> None:
    store = to_store(graph(first()))
    found = ask(
        store,
        f"""SELECT ?role ?name WHERE {{ ?p rdfs:label "{AMR}"@ko ; fund:participation
            [ a fund:Participation ; fund:role ?role ; fund:institution/rdfs:label ?name ]
            FILTER (LANG(?name) = "ko") }}""",
    )
    roles = Counter(role.removeprefix(PREFIXES["role"]) for role, _ in found)
    assert roles == {"lead": 1, "participant": 3, "leadGovernment": 1, "partnerGovernment": 1}
    plain = ask(
        store,
        f"""SELECT ?name WHERE {{ ?p rdfs:label "{AMR}"@ko ;
            fund:participatingInstitution/rdfs:label ?name FILTER (LANG(?name) = "ko") }}""",
    )
    assert len(plain) == 3
    assert ask(
        store,
        "SELECT ?c ?r WHERE { ?c a fund:LocalGovernment ; fund:governs ?r . "
        "?p fund:participation/fund:institution ?c . ?r a ?kind FILTER (?c != ?r) }",
    )


def test_the_headline_and_the_shares_give_the_citys_money() -> None:
    store = to_store(graph(first()))
    assert ask(
        store,
        "SELECT ?n ?won WHERE { ?h a fund:Headline ; fund:headlineFor region:대구광역시 ; "
        "fund:amount ?won ; fund:projectCount ?n ; "
        "fund:underProgram program:스마트특성화_기반구축사업 }",
    ) == [("4", "21500000000")]
    ((won,),) = ask(
        store,
        """SELECT (SUM(?part) AS ?won) WHERE {
            ?p fund:hasFunding [ a fund:NationalFunding ; fund:amount ?whole ] .
            OPTIONAL { ?p fund:costShare [ fund:shareRegion region:대구광역시 ;
                                           fund:percent ?percent ] }
            BIND (?whole * COALESCE(?percent, 100) / 100 AS ?part) }""",
    )
    assert float(won) == 21_500_000_000


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("national", "NationalFunding"),
        ("local", "LocalFunding"),
        ("province", "ProvincialFunding"),
        ("city", "MunicipalFunding"),
        ("county", "CountyFunding"),
        ("private", "PrivateFunding"),
        ("mixed", "MixedFunding"),
        ("other", "Funding"),
        ("total", "TotalCost"),
    ],
)
def test_each_source_has_its_class_and_its_level(source: str, name: str) -> None:
    paper = Paper()
    paper.project("가나다 사업", paper.money(source, 5 * EOK))  # type: ignore[arg-type]
    found = things(paper)
    (iri,) = found.typed(name)
    assert found.number(iri, "amount") == 5 * EOK
    assert found.text(iri, "level") == f"{PREFIXES['level']}{source}"
    (project,) = found.typed("Project")
    assert found.texts(project, "totalCost" if source == "total" else "hasFunding") == [iri]


def test_doubts_stand_beside_what_they_are_about() -> None:
    found = things(*story())
    slip = next(
        iri for iri in found.typed("TotalCost") if found.number(iri, "amount") == 7_100_005_000
    )
    assert found.number(slip, "alternativeAmount") == 7_150_000_000
    notes = [iri for iri in found.of if slip in found.texts(iri, "oa:hasTarget")]
    assert {found.text(iri, "doubtKind") for iri in notes} == {
        "suspicious-amount",
        "superseded-likely-reading",
    }
    for note in notes:
        assert {v.language for v in found.values(note, "oa:bodyValue")} == {"ko", "en"}
        assert found.text(note, "oa:motivatedBy") == f"{PREFIXES['dqv']}qualityAssessment"
    (heir,) = found.texts(slip, "supersededBy")
    assert found.number(heir, "amount") == 7_150_000_000


def test_parts_in_won_are_no_funding_of_their_own() -> None:
    found = things(*story())
    parts = list(found.typed("FundingPart"))
    assert len(parts) == 2
    for part in parts:
        assert found.type(found.text(part, "partOf")) == "NationalFunding"
        assert found.text(part, "forRegion")
        assert not any(part in found.texts(p, "hasFunding") for p in found.typed("Project"))


def test_months_are_kept_and_no_day_is_made_up() -> None:
    paper = Paper(published="2024-02-30")
    paper.project("가나다 사업", period=("2023-04", "2025-13"))
    paper.project("라마바 사업", period=(2023, "내년"))
    paper.project("사아자 사업", period=(99, 20_250))
    found = things(paper)
    dates = [found.texts(p, t) for p in sorted(found.typed("Project")) for t in _DAYS]
    assert dates == [
        ["2023"], ["2023-04"], ["2025"], [],
        ["2023"], [], [], [],
        [], [], [], [],
    ]  # fmt: skip
    (article,) = found.typed("Article")
    assert found.texts(article, "schema:datePublished") == []


_DAYS = ("startYear", "start", "endYear", "end")


def test_percentages_keep_their_fraction() -> None:
    paper = Paper()
    paper.project("가나다 사업", shares=[("대구", 33.3), ("경북", 66.7), ("강원", 0.00001)])
    found = things(paper)
    assert sorted(found.text(iri, "percent") for iri in found.typed("CostShare")) == [
        "0.00001", "33.3", "66.7",
    ]  # fmt: skip


# ── evidence ─────────────────────────────────────────────────────────────────────────────────

FACTS = (
    "Funding", "NationalFunding", "TotalCost", "Headline", "CostShare", "Participation",
    "Program", "Call", "Project", "FundingPart",
)  # fmt: skip


def test_every_fact_has_evidence_that_reads_as_its_quote_in_its_sentence() -> None:
    corpus = linked(story())
    found = Things(to_store(triples(corpus)))
    facts = [*found.typed(*FACTS)]
    facts += [
        iri for iri in found.of if f"{PREFIXES['rdf']}Statement" in found.texts(iri, "rdf:type")
    ]
    assert len(facts) > 60
    seen = 0
    for fact in facts:
        assert found.texts(fact, "statedIn"), fact
        assert found.texts(fact, "evidence"), fact
        for evidence in found.texts(fact, "evidence"):
            seen += 1
            (source,) = found.texts(evidence, "oa:hasSource")
            assert source in found.texts(fact, "statedIn")
            text = corpus.articles[source.removeprefix(f"{BASE}article/")].text
            position, quote = sorted(found.texts(evidence, "oa:hasSelector"))
            start, end = found.number(position, "oa:start"), found.number(position, "oa:end")
            exact = found.text(quote, "oa:exact")
            assert text[start:end] == exact
            sentence = found.text(quote, "oa:prefix") + exact + found.text(quote, "oa:suffix")
            assert sentence in text.splitlines()
    assert seen > 100


def test_every_plain_link_of_a_project_has_a_statement_with_evidence() -> None:
    found = graph(first())
    stated: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, value in found:
        if predicate.startswith(f"<{PREFIXES['rdf']}"):
            stated[subject][predicate.removeprefix(f"<{PREFIXES['rdf']}")] = value
    links = {
        tuple(one.get(f"{part}>") for part in ("subject", "predicate", "object"))
        for one in stated.values()
    }
    terms = ("inRegion", "underProgram", "selectedIn", "operatedBy", "startYear", "endYear")
    wanted = [t for t in found if t[1] in {f"<{FUND}{term}>" for term in terms}]
    headline = {s for s, p, _ in found if p == f"<{FUND}headlineFor>"}
    assert len(wanted) > 20
    assert all(t in links for t in wanted if t[0] not in headline)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("국비 1.5억원이다. 끝났다.", ["국비 1.5억원이다.", " 끝났다."]),
        ("선정됐다.이로써 25일 시작한다.", ["선정됐다.", "이로써 25일 시작한다."]),
        ("제목\n\n본문이다", ["제목\n\n", "본문이다"]),
        ("“좋다.” 그가 말했다.", ["“좋다.”", " 그가 말했다."]),
        ("2022.05.04 18:36", ["2022.05.04 18:36"]),
        ("기간은 2023. 4. ~ 2025. 12. 이다. 끝", ["기간은 2023. 4. ~ 2025. 12. 이다.", " 끝"]),
        ("1. 첫 과제\n2. 둘째 과제", ["1. 첫 과제\n", "2. 둘째 과제"]),
        ("A.B.C 사업", ["A.B.C 사업"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_sentences_end_where_readers_see_an_end(text: str, parts: list[str]) -> None:
    ends = sentences(text)
    starts = (0, *ends)
    assert [text[a:b] for a, b in zip(starts, ends, strict=False)] == parts


@given(st.text(alphabet="가나다.다요!? \n”’'\"1a", max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    ends = sentences(text)
    assert ends[-1] == len(text)
    assert list(ends) == sorted(set(ends))


# ── the form ─────────────────────────────────────────────────────────────────────────────────


def test_each_triple_comes_once_and_no_node_is_blank() -> None:
    found = graph(*story())
    assert len(found) == len(set(found))
    assert not any(term.startswith("_:") for triple in found for term in triple)


def test_terms_are_as_both_engines_write_them() -> None:
    found = graph(*story())
    store = {(str(q.subject), str(q.predicate), str(q.object)) for q in to_store(found)}
    assert store == set(found)
    parsed = to_rdflib(found)
    assert len(parsed) == len(found)
    assert {tuple(term.n3() for term in t) for t in parsed} == {
        tuple(map(_shown_by_rdflib, t)) for t in found
    }
    assert rdflib.URIRef(FUND) in {uri for _, uri in parsed.namespaces()}


def _shown_by_rdflib(term: str) -> str:
    return re.sub(r'(?<=")\^\^<http://www.w3.org/2001/XMLSchema#string>$', "", term)


def test_another_base_moves_resources_and_nothing_else() -> None:
    corpus = linked([first()])
    base = "https://example.org/대구/"
    moved = {tuple(term.replace(f"<{BASE}", f"<{base}") for term in t) for t in triples(corpus)}
    assert set(triples(corpus, base=base)) == moved
    to_store(triples(corpus, base=base))


@pytest.mark.parametrize(
    "base",
    [
        "",
        "id/",
        "https://example.org/id",
        "https://example.org/a b/",
        "https://e.org/<x>/",
        "x:/\n/",
    ],
)
def test_a_base_that_is_no_iri_is_refused(base: str) -> None:
    with pytest.raises(KgError, match="no absolute IRI"):
        next(triples(linked([first()]), base=base))


def test_how_an_article_was_read_leaves_no_trace() -> None:
    facts = first().facts
    article = replace(facts.article, source="/somewhere/else.html", sha256="f" * 64)
    twin = replace(facts, article=article)
    assert set(triples(link([resolve(facts)]))) == set(triples(link([resolve(twin)])))


def test_the_same_in_every_environment() -> None:
    code = """
import hashlib
from tests.reports import linked, story
from kg.graph import triples
papers = story()
import sys
if sys.argv[1] == "1": papers.reverse()
print(hashlib.sha256("".join(map(str, triples(linked(papers)))).encode()).hexdigest())
"""
    seen = set()
    for number, (seed, locale, zone) in enumerate(
        (("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Seoul"), ("4242", "POSIX", "America/New_York"))
    ):
        run = subprocess.run(
            [sys.executable, "-c", code, str(number % 2)], capture_output=True, text=True,
            check=True, env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PATH": ""},
            cwd=Path(__file__).resolve().parent.parent,
        )  # fmt: skip
        seen.add(run.stdout)
    assert len(seen) == 1


# ── hostile names ────────────────────────────────────────────────────────────────────────────

HOSTILE = [
    '"', "\\", "\\u003c", "a\nb", "a\rb", "a\tb", "\x00", "\x0b", "\x1f", "\x7f", "\ud800",
    "\ufffe", "\uffff", "\u202e", "\u200b", "<script>alert(1)</script>", "]]>", "${x}", "{{x}}",
    "https://evil.example/>", "..", ".", "/", "#", "a%20b", "끝점.", "㈜", "①②", "ªº²", "𝒜", "🚀",
    "́", "가" * 300, "'''", '"""', "@ko", "^^<x>", "_:b0", "=1+2", " ", "-", "~",
]  # fmt: skip


def hostile(name: str) -> Resolved:
    """Return facts in which every name is the same hostile one, resolved to itself."""
    paper = Paper(name, publisher=name)
    paper.program(name, name, 2023)
    paper.project(
        name, paper.money("national", EOK, name, region=name, payer=name),
        program=name, regions=[name], leads=[name], participants=[name], others=[(name, name)],
        shares=[(name, 50, name)],
    )  # fmt: skip
    paper.total(name, EOK, program=name)
    paper.flag(name, paper.projects[0].evidence)
    facts = paper.facts
    article = replace(facts.article, author=name, url=name)
    kinds: tuple[EntityKind, ...] = ("region", "institution", "program", "call", "project")
    entities = {
        (kind, name): Entity(
            kind, name, name, name, name, (name, f"{name} 2"), name, name, ((name, name),),
            (35.9, 128.6), True,
        )
        for kind in kinds
    }  # fmt: skip
    names = {at: Resolution(name, one, "test", name) for at, one in entities.items()}
    names["call", f"{name}|2023"] = Resolution(name, entities["call", name], "test", name)
    return Resolved(replace(facts, article=article), name, names, entities)


def both_read(corpus: Corpus) -> pyoxigraph.Store:
    """Return the graph as a store, after two engines have read it and agree."""
    found = set(triples(corpus))
    store = to_store(found)
    assert len(store) == len(found)
    assert len(to_rdflib(found)) == len(found)
    return store


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_is_a_name_and_nothing_more(name: str) -> None:
    found = Things(both_read(link([hostile(name)])))
    (project,) = found.typed("Project")
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", name)
    assert found.label(project) == clean
    for iri in found.of:
        assert re.fullmatch(r"https://w3id\.org/kr-funding/id/[a-z]+/[\w.\-]*[\w\-]", iri), iri


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_name_survives_the_way_through_two_engines(name: str) -> None:
    both_read(link([hostile(name)]))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=4, unique=True))
def test_different_names_never_share_a_node(names: list[str]) -> None:
    corpus = link([hostile(name) for name in names])
    locals_ = Counter((kind, local) for (kind, _), local in corpus.locals.items())
    assert set(locals_.values()) == {1}
    both_read(corpus)


def test_a_project_called_like_the_start_of_another_ones_fact_stays_itself() -> None:
    paper = Paper()
    paper.project("가", paper.money("national", 5, payer="national.5"))
    paper.project("가.national.5", paper.money("national", 5))
    paper.project("headline", paper.money("national", 5))
    paper.total("대구", 5)
    found = things(paper)
    assert sum(1 for _ in found.typed("NationalFunding", "Headline")) == 4
    assert PROGRAM not in found.of


def test_the_broader_classes_are_those_of_the_ontology() -> None:
    ontology = rdflib.Graph().parse(resource("ontology", "fund.ttl"))
    for name, broader in BROADER.items():
        above = ontology.transitive_objects(rdflib.URIRef(FUND + name), rdflib.RDFS.subClassOf)
        held = {str(c).removeprefix(FUND) for c in above if str(c).startswith(FUND)}
        assert held == {name, *broader}
    for child, parent in ontology.subject_objects(rdflib.RDFS.subClassOf):
        if str(parent).startswith(FUND):
            assert str(child).removeprefix(FUND) in BROADER
