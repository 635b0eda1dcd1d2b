"""Extraction on articles whose facts a careful reader has written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.score import KINDS, Score
from tests import floors

PAIRS = list(floors.pairs())


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    if not PAIRS:
        pytest.skip("tests/gold holds no gold file: EXTRACTION QUALITY IS NOT TESTED")
    return {gold.stem: floors.measure(gold, article) for gold, article in PAIRS}


@pytest.mark.parametrize("name", [gold.stem for gold, _ in PAIRS])
def test_no_amount_is_invented_and_every_span_holds(name: str, scores: dict[str, Score]) -> None:
    score = scores[name]
    assert score.unsupported == 0, score.text("ko", misses=True)
    assert score.spans_held == score.spans_seen


def test_no_kind_of_fact_falls_below_its_floor(scores: dict[str, Score]) -> None:
    total = sum(scores.values(), Score())
    fallen = floors.fallen(floors.load()["f1"], floors.figures(total))
    assert not fallen, "\n".join([*fallen, total.text("ko", misses=True)])


def test_the_floors_were_measured_on_this_gold_data() -> None:
    kept = floors.load()
    assert kept["digest"] == floors.digest(), "run: python -m tests.floors --gold-changed"
    assert list(kept["f1"]) == [*KINDS, "all"]


def test_floors_only_rise() -> None:
    assert floors.raised({"all": 0.9}, {"all": 0.95}) == {"all": 0.95}
    assert floors.raised({}, {"all": 0.5}) == {"all": 0.5}
    with pytest.raises(ValueError, match=r"all: F1 0\.8900 is below its floor of 0\.9000"):
        floors.raised({"all": 0.9}, {"all": 0.89})
    assert floors.fallen({"share": 0.5}, {}) == ["share: F1 0.0000 is below its floor of 0.5000"]


def test_the_digest_changes_with_the_gold_data_and_with_the_articles(tmp_path: Path) -> None:
    gold, article = tmp_path / "a.json", tmp_path / "a.txt"
    gold.write_text("{}", encoding="utf-8")
    article.write_text("대구시", encoding="utf-8")
    marks = [floors.digest(tmp_path)]
    article.write_text("부산시", encoding="utf-8")
    marks.append(floors.digest(tmp_path))
    gold.write_text(json.dumps({"projects": []}), encoding="utf-8")
    marks.append(floors.digest(tmp_path))
    assert len(set(marks)) == 3
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"b\.json"):
        floors.digest(tmp_path)
