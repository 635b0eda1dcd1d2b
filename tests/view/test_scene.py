"""What is read out of a store, where it is placed, and how it gets into the page."""

from __future__ import annotations

import json
import math
import random
import re
from typing import Any

import pytest

from kg.names import BASE
from kg.view import page
from kg.view.collect import collect
from kg.view.inline import as_json, as_turtle, bundle
from kg.view.layout import discs, layout
from kg.view.links import backbone, parents
from kg.view.model import NONE
from kg.view.rows import rows


def test_every_kind_of_fact_is_read(first: Any) -> None:
    scene = collect(first.store)
    kinds = {f.kind for f in scene.facts}
    assert kinds >= {
        "NationalFunding", "TotalCost", "Headline", "CostShare", "Participation", "inRegion",
        "underProgram", "selectedIn", "callOf", "operatedBy", "governs", "period",
    }  # fmt: skip
    money = [f for f in scene.facts if f.kind == "NationalFunding"]
    assert sum(f.amount or 0 for f in money) == 33_000_000_000
    assert {scene.nodes[f.object].ko for f in money} == {"산업통상자원부"}
    doubtful = next(f for f in scene.facts if f.alternative)
    assert (doubtful.amount, doubtful.alternative) == (7_100_005_000, 7_150_000_000)
    assert doubtful.notes[0][0].startswith("‘만’이")


def test_every_proof_quotes_its_sentence(first: Any, articles: Any) -> None:
    scene = collect(first.store, articles)
    assert scene.proofs
    for proof in scene.proofs:
        span = proof.sentence[proof.at : proof.at + proof.length]
        text = scene.sources[proof.source].text
        assert text[proof.start : proof.start + proof.length] == span
        assert proof.sentence in text


def test_plain_role_links_count_once(made: Any) -> None:
    body = made.node("institution/b", "University", "대학")
    project = made.node("project/x", "Project", "과제")
    made.fund(project, leadInstitution=body)
    assert [f.role for f in collect(made.store).facts] == ["lead"]
    made.part(project, body, "lead", "대학", "대학")
    assert [f.role for f in collect(made.store).facts] == ["lead"]


def test_unreadable_numbers_are_no_money(made: Any) -> None:
    project = made.node("project/x", "Project", "과제")
    money = made.money(project, "NationalFunding", 5, "", "5원")
    made.store.clear()
    made.node("project/x", "Project", "과제")
    made.fund(project, hasFunding=money)
    made.fund(money, amount="80억")
    assert collect(made.store).facts == ()


def test_named_graphs_count_once(first: Any) -> None:
    import pyoxigraph

    twice = pyoxigraph.Store()
    for quad in first.store:
        for name in ("a", "b"):
            graph = pyoxigraph.NamedNode(f"https://example.org/{name}")
            twice.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph))
    assert collect(twice) == collect(first.store)


def test_scene_does_not_depend_on_order(first: Any) -> None:
    import pyoxigraph

    quads = sorted(first.store, key=str)
    random.Random(3).shuffle(quads)  # noqa: S311
    other = pyoxigraph.Store()
    for quad in quads:
        other.add(quad)
    assert page(other, turtle="") == page(first.store, turtle="")


def test_small_layout_leaves_room_for_labels() -> None:
    draw = random.Random(5)  # noqa: S311
    links = [(draw.randrange(i), i) for i in range(1, 60)]
    places = layout(60, links)
    for i, (x, y) in enumerate(places):
        for u, v in places[:i]:
            assert abs(x - u) > 60 or abs(y - v) > 40


def test_unconnected_parts_stand_apart() -> None:
    places = layout(6, [(0, 1), (2, 3)])
    assert len({(round(x / 40), round(y / 40)) for x, y in places}) == 6


def test_large_layout_keeps_families_together() -> None:
    above = [NONE, *[0] * 10, NONE, *[11] * 300]
    places = discs(above)
    assert len(set(places)) == len(places)

    def reach(hub: int) -> float:
        x, y = places[hub]
        own = [p for p, a in zip(places, above, strict=True) if a == hub]
        return max(math.hypot(x - u, y - v) for u, v in own)

    assert reach(0) < reach(11)


def test_circles_of_programmes_do_not_hang(made: Any) -> None:
    one = made.node("program/1", "Program", "가")
    two = made.node("institution/2", "Ministry", "나")
    made.fund(one, operatedBy=two)
    made.fund(two, operatedBy=one)
    scene = collect(made.store)
    above = parents(len(scene.nodes), scene.links, scene.facts)
    assert sorted(above) != [0, 1]
    assert discs(above)


def test_money_goes_through_the_programme(first: Any) -> None:
    scene = collect(first.store)
    names = [n.ko for n in scene.nodes]
    paid = [k for k in scene.links if k.kind == "pays"]
    assert {names[k.via] for k in paid} == {"스마트특성화 기반구축사업"}
    ministry, program = names.index("산업통상자원부"), paid[0].via
    assert (ministry, program) in backbone(scene.links)
    assert not any(a == ministry and scene.nodes[b].type == "Project" for a, b in backbone(paid))


def test_rows_are_lean(first: Any, articles: Any) -> None:
    found = rows(collect(first.store, articles))
    text = json.dumps(found, ensure_ascii=False)
    assert found["base"] == BASE
    assert BASE not in json.dumps(found["nodes"])
    assert len(found["sentences"]) == len(set(found["sentences"])) == 5
    assert "\\u" not in text


@pytest.mark.parametrize("bad", ["</script>", "<!--", "\u2028", "<script>", "</SCRIPT >"])
def test_data_cannot_leave_its_element(bad: str) -> None:
    assert "<" not in as_json({"x": bad})
    assert json.loads(as_json({"x": bad})) == {"x": bad}
    assert not re.search(r"</|<!", as_turtle(f'<a:b> <a:c> "{bad}" .'))


def test_modules_become_one_script() -> None:
    code = bundle()
    assert "\nimport " not in code
    assert "\nexport " not in code
    assert code.index("const $data =") < code.index("const $main =")
