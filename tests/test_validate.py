"""The check as a whole: shapes and figures, its text, its JSON, and what it leaves untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store
from rdflib import XSD, Literal

from kg.errors import DataError
from kg.extract import extract
from kg.graph import to_store, triples
from kg.link import link
from kg.names import PREFIXES
from kg.read import read_bytes
from kg.report import Report
from kg.resolve import resolve
from kg.resources import resource
from kg.validate import check

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
SENTENCE = "대구시가 국비 80억원을 포함, 총 180억원을 확보했다."


def evidence(name: str, quote: str) -> str:
    at = SENTENCE.index(quote)
    before, after = SENTENCE[:at], SENTENCE[at + len(quote) :]
    return (
        f"evidence:{name} a oa:SpecificResource ; oa:hasSource article:a1 ; "
        f"oa:hasSelector evidence:{name}.p , evidence:{name}.q . "
        f"evidence:{name}.p a oa:TextPositionSelector ; oa:start {at} ; oa:end {at + len(quote)} . "
        f"evidence:{name}.q a oa:TextQuoteSelector ; oa:exact '{quote}' ; oa:prefix '{before}' ; "
        f"oa:suffix '{after}' .\n"
    )


def amount(node: str, won: int, name: str) -> str:
    return (
        f"{node} fund:amount {won} ; fund:asStated '{won}' ; fund:approximate false ; "
        f"fund:statedIn article:a1 ; fund:evidence evidence:{name} .\n"
    )


GOOD = (
    HEAD
    + """
article:a1 a fund:Article ; schema:headline '대구시, 국비 80억 확보'@ko .
region:대구광역시 a fund:City ; rdfs:label '대구광역시'@ko , 'Daegu'@en .
project:배터리 a fund:Project ; rdfs:label '배터리 센터'@ko ; fund:inRegion region:대구광역시 ;
  fund:statedIn article:a1 ; fund:hasFunding funding:n ; fund:totalCost funding:t ;
  fund:startYear '2023'^^xsd:gYear ; fund:endYear '2025'^^xsd:gYear .
funding:n a fund:NationalFunding ; fund:level level:national .
funding:t a fund:TotalCost ; fund:level level:total .
funding:h a fund:Headline ; fund:headlineFor region:대구광역시 ; fund:level level:national ;
  fund:projectCount 1 .
"""
    + evidence("e1", "80억원")
    + evidence("e2", "180억원")
    + amount("funding:n", 8_000_000_000, "e1")
    + amount("funding:t", 18_000_000_000, "e2")
    + amount("funding:h", 8_000_000_000, "e1")
)


def store(turtle: str = GOOD) -> Store:
    made = Store()
    made.load(turtle.encode(), RdfFormat.TURTLE)
    return made


def codes(report: Report, severity: str) -> list[str]:
    return [f.code for f in report.findings if f.severity == severity]


def test_a_right_graph_conforms_and_its_headline_is_proved() -> None:
    report = check(store())
    assert report.conforms
    assert report.exit_code == 0
    assert codes(report, "failure") == codes(report, "warning") == []
    assert codes(report, "ok") == ["headline-adds-up", "parts-within-total", "periods", "shapes"]
    proof = report.findings[0]
    assert proof.ko.startswith("대구광역시 국비 80억 원: 과제 1개의 국비 합계와 같습니다.")
    assert proof.en.startswith("Daegu, national money of KRW 8 billion")
    assert [e.sentence for e in proof.evidence] == [SENTENCE]
    assert proof.evidence[0].article == "대구시, 국비 80억 확보"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("fund:amount 18000000000", "fund:amount 7900000000", "parts-exceed-total"),
        (
            "funding:h fund:amount 8000000000",
            "funding:h fund:amount 9000000000",
            "headline-differs",
        ),
        ("fund:endYear '2025'", "fund:endYear '2022'", "period-reversed"),
        ("a fund:City ; rdfs:label '대구광역시'@ko ,", "a fund:City ; rdfs:label", "shape"),
        ("fund:headlineFor region:대구광역시", "fund:headlineFor project:배터리", "shape"),
        ("fund:amount 8000000000", "fund:amount 0", "shape"),
        ("fund:evidence evidence:e2", "fund:projectCount 1", "shape"),
    ],
)
def test_each_fault_fails(old: str, new: str, code: str) -> None:
    assert old in GOOD
    report = check(store(GOOD.replace(old, new)))
    assert code in codes(report, "failure")
    assert report.exit_code == 1
    assert report.findings[0].severity == "failure"


def test_one_fault_is_told_once() -> None:
    report = check(store(GOOD.replace("fund:amount 18000000000", "fund:amount 7900000000")))
    assert codes(report, "failure") == ["parts-exceed-total"]


def test_without_shapes_only_the_figures_are_checked() -> None:
    wrong = GOOD.replace("fund:headlineFor region:대구광역시", "fund:headlineFor project:배터리")
    assert check(store(wrong), shacl=False).conforms


def test_an_rdflib_graph_gives_the_same_report_as_a_store() -> None:
    graph = rdflib.Graph()
    graph.parse(data=GOOD, format="turtle")
    size = len(graph)
    assert check(graph) == check(store())
    assert len(graph) == size


def test_the_report_reads_as_text_in_two_languages() -> None:
    report = check(store(GOOD.replace("fund:endYear '2025'", "fund:endYear '2022'")))
    korean, english = report.text("ko"), report.text("en")
    assert korean.splitlines()[0] == (
        "✗ 틀림: ‘배터리 센터’: 끝나는 해(2022)가 시작하는 해(2023)보다 앞섭니다."
    )
    assert english.splitlines()[0].startswith("✗ failure: ‘배터리 센터’ ends in 2022")
    assert "    ─ 대구시, 국비 80억 확보" not in korean.splitlines()[:2]
    assert f"      “{SENTENCE}”" in korean.splitlines()
    assert korean.splitlines()[-1] == "틀림 1, 맞음 3"
    assert english.splitlines()[-1] == "1 failure, 3 ok"
    assert "\x1b[" not in korean
    assert "\x1b[31m✗ 틀림\x1b[0m" in report.text("ko", colour=True)


def test_the_report_is_json() -> None:
    doc = json.loads(json.dumps(check(store()).json(), ensure_ascii=False))
    assert doc["conforms"] is True
    assert doc["counts"] == {"failure": 0, "warning": 0, "note": 0, "ok": 4}
    first = doc["findings"][0]
    assert first["focus"] == [PREFIXES["funding"] + "h", PREFIXES["funding"] + "n"]
    assert first["evidence"][0]["sentence"] == SENTENCE


def test_an_empty_graph_has_nothing_wrong() -> None:
    report = check(Store())
    assert report.conforms
    assert codes(report, "ok") == ["shapes"]
    assert Report().text("ko") == "검사할 것이 없습니다\n"


def bad_boolean() -> object:
    return Literal("1", datatype=XSD.boolean).value


@pytest.mark.parametrize("shapes", ["", "this is no Turtle", None])
def test_rdflib_is_left_as_it_was(tmp_path: Path, shapes: str | None) -> None:
    path = tmp_path / "shapes.ttl"
    if shapes is not None:
        path.write_text(shapes, encoding="utf-8")
    if shapes == "":
        check(store(), shapes=path)
    else:
        with pytest.raises(DataError, match=r"shapes\.ttl"):
            check(store(), shapes=path)
    assert rdflib.NORMALIZE_LITERALS is True
    assert bad_boolean() is True


def test_a_switch_that_somebody_else_set_stays_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    check(store())
    assert rdflib.NORMALIZE_LITERALS is False


def test_own_shapes_can_warn(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        HEAD + "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "fund:S a sh:NodeShape ; sh:targetClass fund:Project ; sh:property [ "
        "sh:path fund:leadInstitution ; sh:minCount 1 ; sh:severity sh:Warning ; "
        "sh:message '주관이 없습니다.'@ko , 'It has no lead.'@en ] .",
        encoding="utf-8",
    )
    report = check(store(), shapes=path)
    assert codes(report, "warning") == ["shape"]
    assert report.exit_code == 0
    assert report.findings[0].ko == "‘배터리 센터’ (leadInstitution): 주관이 없습니다."
    assert report.findings[0].en == "‘배터리 센터’ (leadInstitution): It has no lead."


# ── the first article ────────────────────────────────────────────────────────────────────────

TEXT = resource("data", "articles", "daegu-2022-05-04.txt").read_text(encoding="utf-8")


def checked(text: str) -> Report:
    resolved = resolve(extract(read_bytes(text.encode(), source="article.txt")))
    return check(to_store(triples(link([resolved]))))


def test_the_headline_of_the_first_article_is_proved() -> None:
    report = checked(TEXT)
    assert report.exit_code == 0
    proof = next(f for f in report.findings if f.code == "headline-adds-up")
    assert "215억 원 = 80억 원 + 50억 원 + 100억 원 × 50% + 100억 원 × 35%\n" in proof.ko
    assert "KRW 21.5 billion = KRW 8 billion + KRW 5 billion + KRW 10 billion × 50%" in proof.en
    assert codes(report, "warning") == ["suspicious-amount"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("국비 80억원", "국비 90억원", "headline-differs"),
        ("배분비 5:5", "배분비 6:4", "headline-differs"),
        ("215억", "225억", "headline-differs"),
        ("총 180억원", "총 70억원", "parts-exceed-total"),
    ],
)
def test_an_article_that_does_not_add_up_fails(old: str, new: str, code: str) -> None:
    assert old in TEXT
    report = checked(TEXT.replace(old, new))
    assert code in codes(report, "failure")
    assert report.exit_code == 1
