"""The sums on the page are those of SPARQL over the graph that lies in it."""

from __future__ import annotations

import random
from typing import Any

import pyoxigraph
import pytest

from kg.names import BASE, FUND
from kg.view import page

LEVELS = ("NationalFunding", "ProvincialFunding", "MunicipalFunding", "PrivateFunding")
HEAD = f"PREFIX fund: <{FUND}> PREFIX role: <https://w3id.org/kr-funding/ontology/role/> "


@pytest.fixture(scope="module")
def corpus(fresh: Any) -> Any:
    """Return 60 projects with every kind of money, drawn by a seeded generator."""
    draw = random.Random(7)  # noqa: S311
    m = fresh()
    m.article("모음", datePublished="2024-01-01")
    regions = [m.node(f"region/r{i}", "City", f"도시{i}") for i in range(6)]
    ministry = m.node("institution/m", "Ministry", "부처")
    bodies = [
        m.node(f"institution/b{i}", ("University", "ResearchInstitute")[i % 2], f"기관{i}")
        for i in range(9)
    ]
    programs = [m.node(f"program/p{i}", "Program", f"사업{i}") for i in range(4)]
    m.fund(programs[0], operatedBy=ministry)
    for i in range(60):
        project = m.node(f"project/x{i}", "Project", f"과제{i}")
        m.fund(project, inRegion=draw.sample(regions, draw.choice([1, 1, 2])))
        m.fund(project, underProgram=draw.choice(programs))
        if i % 5:
            start = draw.randint(2018, 2024)
            m.fund(project, startYear=start, endYear=start + draw.randint(0, 3))
        for body in draw.sample(bodies, 2):
            m.part(project, body, draw.choice(["lead", "participant"]), "가", "가")
        for level in draw.sample(LEVELS, draw.randint(0, 3)):
            payer = {"paidBy": ministry} if level == "NationalFunding" and i % 3 else {}
            m.money(project, level, draw.randint(1, 300) * 10**8 + i, "", "원", **payer)
        m.money(project, "TotalCost", draw.randint(300, 900) * 10**8 + i, "", "원")
        if i % 7 == 0:
            old = m.money(project, "NationalFunding", 10**12 + i, "", "원")
            new = m.money(project, "NationalFunding", 10**11 + i, "", "원")
            m.fund(old, supersededBy=new)
    return m


def iris(path: str, *numbers: int) -> str:
    return " ".join(f"<{BASE}{path}{n}>" for n in numbers)


IN_REGION = "?p fund:inRegion ?r VALUES ?r { %s }"
UNDER = "?p fund:underProgram ?g VALUES ?g { %s }"
PARTNER = "FILTER EXISTS { ?p fund:participation/fund:institution/a fund:%s }"
CASES = [
    ("", ""),
    ("regions=region/r0", IN_REGION % iris("region/r", 0)),
    ("regions=region/r0+region/r3", IN_REGION % iris("region/r", 0, 3)),
    ("programs=program/p2", UNDER % iris("program/p", 2)),
    ("programs=program/p1+program/p3", UNDER % iris("program/p", 1, 3)),
    ("levels=NationalFunding", "VALUES ?kind { fund:NationalFunding }"),
    (
        "levels=MunicipalFunding+PrivateFunding",
        "VALUES ?kind { fund:MunicipalFunding fund:PrivateFunding }",
    ),
    ("levels=TotalCost", "VALUES ?kind { fund:TotalCost }"),
    ("year=2020-2020", "?p fund:startYear ?s ; fund:endYear ?e FILTER(?s <= 2020 && ?e >= 2020)"),
    ("year=2022-2024", "?p fund:startYear ?s ; fund:endYear ?e FILTER(?s <= 2024 && ?e >= 2022)"),
    ("amount=5000000000-20000000000", "FILTER(?won >= 5000000000 && ?won <= 20000000000)"),
    ("amount=0-1000000000", "FILTER(?won <= 1000000000)"),
    ("roles=lead", "FILTER EXISTS { ?p fund:participation/fund:role role:lead }"),
    ("roles=participant", "FILTER EXISTS { ?p fund:participation/fund:role role:participant }"),
    ("types=University", PARTNER % "University"),
    ("types=Ministry", "FILTER EXISTS { ?p fund:hasFunding/fund:paidBy/a fund:Ministry }"),
    ("types=Project+University", ""),
    (
        "regions=region/r1&levels=NationalFunding",
        IN_REGION % iris("region/r", 1) + " VALUES ?kind { fund:NationalFunding }",
    ),
    (
        "programs=program/p0&year=2019-2021&levels=ProvincialFunding",
        UNDER % iris("program/p", 0) + " VALUES ?kind { fund:ProvincialFunding } "
        "?p fund:startYear ?s ; fund:endYear ?e FILTER(?s <= 2021 && ?e >= 2019)",
    ),
    (
        "regions=region/r2&amount=10000000000-900000000000&roles=lead",
        IN_REGION % iris("region/r", 2) + " FILTER(?won >= 10000000000 && ?won <= 900000000000) "
        "FILTER EXISTS { ?p fund:participation/fund:role role:lead }",
    ),
    ("regions=region/r4&programs=program/p0&types=Ministry&levels=NationalFunding&year=2024-2027",
     IN_REGION % iris("region/r", 4) + UNDER % iris("program/p", 0)
     + " VALUES ?kind { fund:NationalFunding } "
     "?p fund:startYear ?s ; fund:endYear ?e FILTER(?s <= 2027 && ?e >= 2024) "
     "FILTER EXISTS { ?p fund:hasFunding/fund:paidBy/a fund:Ministry }"),
]  # fmt: skip


def asked(store: pyoxigraph.Store, condition: str) -> dict[str, int]:
    """Return the sums by kind, as someone who knows only the vocabulary would ask for them."""
    rows: Any = store.query(
        HEAD + "SELECT ?kind (SUM(?won) AS ?sum) WHERE { SELECT DISTINCT ?kind ?f ?won WHERE { "
        "?p a fund:Project ; fund:hasFunding|fund:totalCost ?f . ?f a ?kind ; fund:amount ?won . "
        f"FILTER NOT EXISTS {{ ?f fund:supersededBy ?newer }} {condition} }} }} GROUP BY ?kind"
    )
    return {row[0].value.removeprefix(FUND): int(row[1].value) for row in rows}


def test_sums_are_those_of_sparql(corpus: Any, visit: Any) -> None:
    opened = visit(page(corpus.store, turtle=corpus.turtle()))
    tab = opened.tab
    store = pyoxigraph.Store()
    embedded = tab.evaluate("document.getElementById('turtle').textContent")
    store.load(embedded.encode(), pyoxigraph.RdfFormat.TURTLE)
    different = set()
    for fragment, condition in CASES:
        tab.evaluate("h => { location.hash = h }", fragment)
        tab.wait_for_timeout(60)
        shown = dict(
            tab.eval_on_selector_all(
                "data[data-sum]", "all => all.map(x => [x.dataset.sum, Number(x.value)])"
            )
        )
        whole = shown.pop("all", 0)
        shown.pop("portion", None)
        assert shown == asked(store, condition), fragment
        assert whole == sum(v for k, v in shown.items() if k != "TotalCost"), fragment
        assert own_query(tab, store) == shown, fragment
        different.add(tuple(sorted(shown.items())))
    assert len(different) > 15
    assert opened.errors == []


def own_query(tab: Any, store: pyoxigraph.Store) -> dict[str, int]:
    """Return the sums of the query that the page offers for its filter."""
    tab.click("#take")
    tab.click("[data-take=sparql]")
    text = tab.input_value("dialog textarea")
    tab.keyboard.press("Escape")
    sums: dict[str, int] = {}
    rows: Any = store.query(text)
    for row in rows:
        kind = row["kind"].value.removeprefix(FUND)
        sums[kind] = sums.get(kind, 0) + int(row["amount"].value)
    return sums


def test_cost_shares_give_the_headline(first: Any, visit: Any) -> None:
    opened = visit(
        page(first.store, turtle=""), "#regions=region/대구광역시&levels=NationalFunding"
    )
    assert opened.tab.get_attribute("data[data-sum=portion]", "value") == "21500000000"
    assert "대구광역시 몫은 국비 215억 원" in opened.tab.inner_text("#said")
