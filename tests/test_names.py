"""Stories as papers tell them, with the programmes, projects and regions that are facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from kg.extract import extract
from kg.extract.regions import same_region
from kg.extract.variants import core
from kg.model import Article, Facts

HERE = Path(__file__).resolve().parent
SAME = "same"
"""What stands for the programme of a project that has its name."""


@dataclass(frozen=True)
class Told:
    """A programme or a project as a careful reader takes it.

    Args:
        names: the wordings that are right.
        beside: the agencies of a programme, the programmes of a project; all right where empty.
        regions: those that must be told.
        perhaps: those that may be told.
        open: whether it may be left out.
    """

    names: tuple[str, ...]
    beside: tuple[str, ...]
    regions: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    open: bool = False

    def is_called(self, name: str) -> bool:
        return core(name) in {core(n) for n in self.names}


@dataclass(frozen=True)
class Story:
    """A text with its facts, and why they are not yet all read, if so."""

    text: str
    programmes: tuple[Told, ...]
    projects: tuple[Told, ...]
    missed: str = ""

    def param(self) -> ParameterSet:
        name = self.text.splitlines()[-1][:60]
        marks = [pytest.mark.xfail(reason=self.missed, strict=True)] if self.missed else []
        return pytest.param(self, id=name, marks=marks)


def _split(text: str, by: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(by))


def _told(row: str, *, is_open: bool = False) -> Told:
    name, beside, regions = (*_split(row, "|"), "", "")[:3]
    places = [r for r in _split(regions, ",") if r]
    return Told(
        _split(name, "/"),
        _split(beside, "/"),
        tuple(r for r in places if not r.startswith("?")),
        tuple(r[1:] for r in places if r.startswith("?")),
        is_open,
    )


def stories(text: str) -> Iterator[Story]:
    """Yield the stories of a file: blocks between empty lines."""
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        rows = [(line[0], line[1:].strip()) for line in lines]
        told = [row for mark, row in rows if mark == ">"]
        if told:
            yield Story(
                "\n".join(told),
                tuple(_told(row, is_open=mark == "?") for mark, row in rows if mark in "=?"),
                tuple(_told(row) for mark, row in rows if mark == "-"),
                next((row for mark, row in rows if mark == "!"), ""),
            )


def wrongs(story: Story, facts: Facts) -> Iterator[str]:
    """Yield in words what a reading misses and what it should not say."""
    yield from _programmes(story, facts)
    yield from _projects(story, facts)


def _programmes(story: Story, facts: Facts) -> Iterator[str]:
    for programme in facts.programs:
        told = next((t for t in story.programmes if t.is_called(programme.name)), None)
        if told is None:
            yield f"extra programme {programme.name} | {programme.agency}"
        elif (programme.agency or "") not in told.beside:
            yield f"agency of {programme.name}: {programme.agency}, not {told.beside}"
    for told in story.programmes:
        if not told.open and not any(told.is_called(p.name) for p in facts.programs):
            yield f"no programme {told.names[0]}"


def _projects(story: Story, facts: Facts) -> Iterator[str]:
    left = list(facts.projects)
    for told in story.projects:
        found = next((p for p in left if told.is_called(p.name)), None)
        if found is None:
            yield f"no project {told.names[0]}"
            continue
        left.remove(found)
        if not _belongs(told, found.name, found.program):
            yield f"programme of {found.name}: {found.program}, not {told.beside}"
        yield from _regions(told, [r.name for r in found.regions])
    for extra in left:
        yield f"extra project {extra.name} | {extra.program} | {[r.name for r in extra.regions]}"


def _belongs(told: Told, name: str, programme: str | None) -> bool:
    if told.beside == ("?",):
        return True
    right = (name,) if told.beside == (SAME,) else told.beside
    return core(programme or "") in {core(n) for n in right}


def _regions(told: Told, found: Sequence[str]) -> Iterator[str]:
    for region in told.regions:
        if not any(same_region(region, f) for f in found):
            yield f"no region {region} of {told.names[0]}"
    for f in found:
        if not any(same_region(f, r) for r in (*told.regions, *told.perhaps)):
            yield f"extra region {f} of {told.names[0]}"


STORIES = list(stories((HERE / "phrases_of_names.txt").read_text("utf-8")))


@pytest.mark.parametrize("story", [s.param() for s in STORIES])
def test_names(story: Story) -> None:
    facts = extract(Article(text=story.text, published="2024-05-17"))
    assert list(wrongs(story, facts)) == []


ASKING = list(stories((HERE / "phrases_of_asking.txt").read_text("utf-8")))


@pytest.mark.parametrize("story", [s.param() for s in ASKING])
def test_texts_that_only_ask_hold_no_facts(story: Story) -> None:
    facts = extract(Article(text=story.text, published="2024-05-17"))
    told = [p.name for p in facts.projects], [(t.region, t.as_stated) for t in facts.totals]
    assert (*told, facts.programs) == ([], [], ())
