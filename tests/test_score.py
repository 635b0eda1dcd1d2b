"""The score: the figures of small cases worked out by hand, and what a reader is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import FactsError, ReadError
from kg.score import KINDS, Count, Score, score_article, score_folders

HUNDRED_MILLION = 100_000_000


def money(source: str, eok: int, **more: Any) -> dict[str, Any]:
    return {"source": source, "amount_krw": eok * HUNDRED_MILLION, **more}


def project(name: str = "배터리 시험평가센터 구축사업", **more: Any) -> dict[str, Any]:
    return {"name": name, **more}


def counts(gold: dict[str, Any], pred: dict[str, Any]) -> dict[str, Count]:
    """The kinds for which anything was counted."""
    figures = score_article(gold, pred).kinds()
    return {k: c for k, c in figures.items() if c != Count() and k != "all"}


def test_nothing_against_nothing_is_right() -> None:
    score = score_article({}, {})
    assert score.all == Count()
    assert (score.all.precision, score.all.recall, score.all.f1) == (1.0, 1.0, 1.0)
    assert score.spans == 0.0


def test_precision_recall_and_f1_of_a_worked_case() -> None:
    gold = {"projects": [project(funding=[money("national", 80), money("total", 180)])]}
    pred = {"projects": [project(funding=[money("national", 80), money("local", 10)])]}
    score = score_article(gold, pred)
    assert score.kinds()["funding"] == Count(found=1, extra=1, missed=1)
    assert score.all == Count(found=2, extra=1, missed=1)
    assert score.all.f1 == pytest.approx(2 / 3)
    assert score.unsupported == 1


@pytest.mark.parametrize(
    ("gold", "pred"),
    [
        ("‘배터리 시험·평가센터 구축’ 사업", "배터리 시험평가센터 구축"),
        ("배터리 시험평가센터 구축 과제", "배터리시험평가센터 구축사업"),
        ("전기모빌리티융합 배터리 시험평가센터 구축", "배터리 시험평가센터 구축"),
    ],
)
def test_project_names_are_matched_without_spaces_marks_and_endings(gold: str, pred: str) -> None:
    assert counts({"projects": [project(gold)]}, {"projects": [project(pred)]}) == {
        "project": Count(found=1)
    }


def test_a_project_of_another_name_is_one_missed_and_one_too_many() -> None:
    found = counts(
        {"projects": [project("수소 충전소")]}, {"projects": [project("나노 소재 센터")]}
    )
    assert found == {"project": Count(extra=1, missed=1)}


def test_one_predicted_project_stands_for_one_gold_project_only() -> None:
    twins = {"projects": [project("로봇 플랫폼 구축"), project("로봇 플랫폼 구축")]}
    assert counts({"projects": [project("로봇 플랫폼 구축")]}, twins) == {
        "project": Count(found=1, extra=1)
    }


@pytest.mark.parametrize(
    ("gold", "pred"),
    [("경북", "경상북도"), ("대구", "대구시"), ("대구", "대구광역시"), ("구미", "경상북도 구미시"),
     ("강원특별자치도", "강원도")],
)  # fmt: skip
def test_regions_are_equal_under_all_their_names(gold: str, pred: str) -> None:
    assert counts({"projects": [project(regions=[gold])]}, {"projects": [project(regions=[pred])]})[
        "region"
    ] == Count(found=1)


@pytest.mark.parametrize(
    ("gold", "pred"),
    [("(재)대구테크노파크", "대구 테크노파크"), ("㈜금창", "(주)금창"),
     ("한국전자통신연구원(ETRI)", "한국전자통신연구원")],
)  # fmt: skip
def test_institutions_are_equal_without_legal_form_and_acronym(gold: str, pred: str) -> None:
    assert counts({"projects": [project(leads=[gold])]}, {"projects": [project(leads=[pred])]})[
        "lead"
    ] == Count(found=1)


def test_short_and_full_names_of_a_ministry_are_equal() -> None:
    gold = {"programs": [{"name": "2023년 스마트특성화 기반구축사업", "agency": "산업통상자원부"}]}
    pred = {"programs": [{"name": "‘스마트 특성화 기반구축’ 공모", "agency": "산업부"}]}
    assert counts(gold, pred) == {"program": Count(found=1), "agency": Count(found=1)}


def test_optional_facts_and_names_are_right_either_way() -> None:
    gold = {
        "projects": [
            project(
                participants=["계명대"], optional_names={"participants": ["계명대"]},
                funding=[money("total", 100, optional=True)],
            )
        ]
    }  # fmt: skip
    only_name = {"project": Count(found=1)}
    assert counts(gold, {"projects": [project()]}) == only_name
    full = project(participants=["계명대"], funding=[money("total", 100)])
    assert counts(gold, {"projects": [full]}) == only_name


def test_an_administrator_may_be_told_as_lead_or_participant() -> None:
    gold = {"projects": [project(others=[{"name": "한국산업기술진흥원", "role": "administrator"}])]}
    pred = {"projects": [project(leads=["한국산업기술진흥원"])]}
    assert counts(gold, pred) == {"project": Count(found=1)}


def test_an_amount_of_an_open_level_is_right_at_any_level() -> None:
    gold = {"projects": [project(funding=[money("national", 30, source_open=True)])]}
    pred = {"projects": [project(funding=[money("total", 30)])]}
    assert counts(gold, pred)["funding"] == Count(found=1)


def test_mixed_and_other_money_are_one_level() -> None:
    gold = {"totals": [{"region": "대구", **money("other", 30)}]}
    pred = {"totals": [{"region": "대구시", **money("mixed", 30)}]}
    assert counts(gold, pred) == {"total": Count(found=1)}


def test_periods_count_by_year_and_only_where_gold_has_one() -> None:
    gold = {"projects": [project(period=[2023, 2025]), project("나노 소재 사업화 기반")]}
    pred = {
        "projects": [
            project(period=["2023-05", 2025]), project("나노 소재 사업화 기반", period=[2022, 2024])
        ]
    }  # fmt: skip
    assert counts(gold, pred)["period"] == Count(found=1)


def test_amounts_that_gold_does_not_hold_are_unsupported() -> None:
    gold = {"projects": [project(funding=[money("national", 80)])], "also_stated": [77]}
    pred = {"projects": [project(funding=[money("total", 80), {"source": "city", "amount_krw": 77},
                                          money("national", 99)])]}  # fmt: skip
    assert score_article(gold, pred).unsupported == 1


def test_spans_that_do_not_read_as_they_say_are_counted() -> None:
    text = "국비 80억원"
    right = {"start": 3, "end": 7, "quote": "80억원"}
    off = {"start": 0, "end": 4, "quote": "80억원"}
    row = [money("national", 80, evidence=e) for e in (right, off)] + [money("national", 80)]
    pred = {"article": {"text": text}, "projects": [project(evidence=right, funding=row)]}
    score = score_article({}, pred)
    assert (score.spans_held, score.spans_seen) == (2, 4)


def test_misses_are_told_in_words() -> None:
    gold = {"projects": [project(funding=[money("national", 80, as_stated="80억원")],
                                 leads=["다이텍연구원"])]}  # fmt: skip
    pred = {"projects": [project(leads=["나노연구원"])]}
    score = score_article(gold, pred, "01")
    assert [m.text() for m in score.misses] == [
        "[01] 놓침: 과제 ‘배터리 시험평가센터 구축사업’의 주관 다이텍연구원",
        "[01] 놓침: 과제 ‘배터리 시험평가센터 구축사업’의 국비 80억 원",
        "[01] 정답에 없는데 나옴: 과제 ‘배터리 시험평가센터 구축사업’의 주관 나노연구원",
    ]
    assert score.misses[1].text("en").startswith("[01] missed: national money of KRW 8 billion")
    assert "놓침" not in score.text()
    assert "놓침" in score.text(misses=True)


def write(folder: Path, name: str, doc: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(doc, ensure_ascii=False), encoding="utf-8")


def test_folders_are_scored_together_and_a_missing_prediction_is_named(tmp_path: Path) -> None:
    gold, pred = tmp_path / "gold", tmp_path / "pred"
    for name in ("a.json", "b.json"):
        write(gold, name, {"projects": [project()]})
    write(pred, "a.json", {"projects": [project()]})
    score = score_folders(gold, pred)
    assert score.kinds()["project"] == Count(found=1, missed=1)
    assert score.absent == ("b",)
    assert score.json()["kinds"]["all"]["recall"] == 0.5
    assert list(score.json()["kinds"]) == [*KINDS, "all"]
    assert "no prediction for: b" in score.text("en")


def test_two_files_are_scored_under_any_name(tmp_path: Path) -> None:
    write(tmp_path, "gold.json", {"projects": [project()]})
    write(tmp_path, "mine.json", {"projects": [project()]})
    score = score_folders(tmp_path / "gold.json", tmp_path / "mine.json")
    assert score.all == Count(found=1)
    assert score.absent == ()


def test_the_sum_of_two_scores_is_the_score_of_both() -> None:
    one = score_article({"projects": [project()]}, {}, "a")
    assert (one + Score() + one).all == Count(missed=2)


@pytest.mark.parametrize("text", ["", "[]", "{", "\udcff"])
def test_a_file_that_is_no_json_object_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(FactsError, match=r"a\.json"):
        score_folders(tmp_path, tmp_path)


def test_a_row_without_its_keys_is_named(tmp_path: Path) -> None:
    write(tmp_path / "gold", "a.json", {"projects": [{"title": "?"}]})
    write(tmp_path / "pred", "a.json", {})
    with pytest.raises(FactsError, match="a: "):
        score_folders(tmp_path / "gold", tmp_path / "pred")


def test_a_missing_or_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere"):
        score_folders(tmp_path / "nowhere", tmp_path)
    with pytest.raises(ReadError, match=r"no \.json"):
        score_folders(tmp_path, tmp_path)
