"""Every runner gives the same results, in order, with little in flight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import ReadError
from kg.runner import Processes, Runner, Serial, runner_for

RUNNERS = [Serial(), Processes(2)]


def square(number: int) -> int:
    return number * number


def refuse(number: int) -> int:
    raise ReadError("no", place=str(number), way_out="try another")


@pytest.mark.parametrize("runner", RUNNERS, ids=["serial", "processes"])
def test_order_is_kept(runner: Runner) -> None:
    assert list(runner.map(square, range(100))) == [n * n for n in range(100)]


@pytest.mark.parametrize("runner", RUNNERS, ids=["serial", "processes"])
def test_nothing_in_nothing_out(runner: Runner) -> None:
    assert list(runner.map(square, [])) == []


@pytest.mark.parametrize("runner", RUNNERS, ids=["serial", "processes"])
def test_an_error_keeps_its_sentence(runner: Runner) -> None:
    with pytest.raises(ReadError) as caught:
        list(runner.map(refuse, [7]))
    assert str(caught.value) == "7: no; try another"


@pytest.mark.parametrize("runner", RUNNERS, ids=["serial", "processes"])
def test_endless_input_streams(runner: Runner) -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = runner.map(square, endless())
    assert [next(results) for _ in range(3)] == [1, 4, 9]
    results.close()  # type: ignore[attr-defined]
    assert taken < 200


def test_number_of_jobs_chooses_the_runner() -> None:
    assert isinstance(runner_for(1), Serial)
    assert isinstance(runner_for(2), Processes)
