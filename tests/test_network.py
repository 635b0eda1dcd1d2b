"""The graph as a network, in memory and in the two network formats."""

from __future__ import annotations

import io
from collections import Counter

import networkx  # type: ignore[import-untyped]
import pytest

from kg.graph import to_rdflib, to_store, triples
from kg.link import link
from kg.model import Resolved
from kg.names import BASE
from kg.network import gexf, graphml, to_networkx
from tests.reports import AMR, EOK, PARTS, Paper, first, linked, story


@pytest.fixture(scope="module")
def network() -> networkx.MultiDiGraph:
    return to_networkx(to_store(triples(linked(story()))))


def node(network: networkx.MultiDiGraph, label: str, kind: str = "") -> str:
    (found,) = [
        name
        for name, data in network.nodes(data=True)
        if data["label"] == label and kind in ("", data["type"])
    ]
    return str(found)


def test_things_are_nodes_with_labels_types_and_amounts(network: networkx.MultiDiGraph) -> None:
    kinds = Counter(data["type"] for _, data in network.nodes(data=True))
    assert kinds["Project"] == 4
    assert kinds["City"] >= 1
    assert kinds["LocalGovernment"] >= 2
    assert "Participation" not in kinds
    robots = network.nodes[node(network, AMR)]
    assert robots["amount"] == 12_290_000_000
    assert (robots["start"], robots["end"]) == (2023, 2025)
    assert network.nodes[f"{BASE}region/대구광역시"]["label_en"] == "Daegu"


def test_facts_are_edges_that_carry_what_they_say(network: networkx.MultiDiGraph) -> None:
    robots = node(network, AMR)
    roles = Counter(
        data["role"]
        for _, _, data in network.out_edges(robots, data=True)
        if data["relation"] == "participation"
    )
    assert roles == {"lead": 1, "participant": 3, "leadGovernment": 1, "partnerGovernment": 1}
    ministry = node(network, "산업통상자원부")
    paid = [data for _, to, data in network.out_edges(ministry, data=True) if to == robots]
    assert sorted((one["amount"], one["superseded"]) for one in paid) == [
        (9_600_000_000, 0),
        (10_000_000_000, 1),
    ]
    assert {one["label"] for one in paid} == {"지원금"}
    assert {one["label_en"] for one in paid} == {"has funding"}
    assert all(one["quote"] and one["article"] for one in paid)
    shares = [data for *_, data in network.out_edges(robots, data=True) if "percent" in data]
    assert [one["percent"] for one in shares] == [50.0, 50.0]
    parts = [data for *_, data in network.edges(data=True) if data["relation"] == "partOf"]
    assert [one["amount"] for one in parts] == [5_000_000_000] * 2


def test_money_without_a_payer_comes_from_its_level(network: networkx.MultiDiGraph) -> None:
    total = node(network, "총사업비", "FundingLevel")
    assert {data["relation"] for *_, data in network.out_edges(total, data=True)} == {"totalCost"}
    won = [data["amount"] for _, to, data in network.out_edges(total, data=True)
           if to == node(network, PARTS)]  # fmt: skip
    assert sorted(won) == [7_100_005_000, 7_150_000_000]


def test_the_headline_leads_from_programme_to_region(network: networkx.MultiDiGraph) -> None:
    ((source, target, data),) = [
        edge for edge in network.edges(data=True) if edge[2]["relation"] == "headlineFor"
    ]
    assert network.nodes[source]["type"] == "Program"
    assert network.nodes[target]["label"] == "대구광역시"
    assert (data["amount"], data["count"]) == (215 * EOK, 4)


def test_an_rdflib_graph_gives_the_same_network(network: networkx.MultiDiGraph) -> None:
    other = to_networkx(to_rdflib(triples(linked(story()))))
    assert list(other.nodes(data=True)) == list(network.nodes(data=True))
    assert list(other.edges(data=True, keys=True)) == list(network.edges(data=True, keys=True))


def test_only_plain_values_stand_on_nodes_and_edges(network: networkx.MultiDiGraph) -> None:
    datas = [data for _, data in network.nodes(data=True)]
    datas += [data for *_, data in network.edges(data=True)]
    assert {type(value) for data in datas for value in data.values()} == {str, int, float}


def test_graphml_reads_back_as_the_same_network(network: networkx.MultiDiGraph) -> None:
    again = networkx.read_graphml(io.BytesIO(graphml(network).encode()), force_multigraph=True)
    same_network(again, network)


def test_gexf_reads_back_as_the_same_network(network: networkx.MultiDiGraph) -> None:
    text = gexf(network)
    assert "lastmodifieddate" not in text
    again = networkx.read_gexf(io.BytesIO(text.encode()))
    same_network(networkx.MultiDiGraph(again), network)


def same_network(again: networkx.MultiDiGraph, network: networkx.MultiDiGraph) -> None:
    assert set(again) == set(network)
    for name, data in network.nodes(data=True):
        assert data.items() <= again.nodes[name].items()
    told = Counter((a, b, d["relation"], d.get("amount")) for a, b, d in again.edges(data=True))
    assert told == Counter(
        (a, b, d["relation"], d.get("amount")) for a, b, d in network.edges(data=True)
    )


def test_what_xml_cannot_hold_is_replaced() -> None:
    name = "\x00\x0b<script>\ud800&"
    paper = Paper(name)
    paper.project(name, paper.money("national", EOK), leads=[name])
    network = to_networkx(to_store(triples(link([Resolved(paper.facts, "기사", {}, {})]))))
    read = networkx.read_graphml(io.BytesIO(graphml(network).encode()))
    assert {data["label"] for _, data in read.nodes(data=True)} >= {"\ufffd\ufffd<script>\ufffd&"}
    networkx.read_gexf(io.BytesIO(gexf(network).encode()))


def test_an_empty_graph_is_an_empty_network() -> None:
    network = to_networkx(to_store([]))
    assert len(network) == 0
    assert len(networkx.read_graphml(io.BytesIO(graphml(network).encode()))) == 0
    assert len(to_networkx(to_store(triples(linked([first()]))))) > 20
