"""What is said of projects, as far as it tells them apart, and which are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Day

__all__ = ["Groups", "Pair", "Report", "Sets", "priced"]


class Report(NamedTuple):
    """What one article says of one project, as far as it tells projects apart.

    Args:
        article: key of the article.
        id: the same for the spellings of one name.
        name: the name in its readable form.
        leads: ids of the lead institutions.
        regions: ids of the regions.
        above: ids of the regions that hold those regions.
        programs: ids of the programmes.
        amounts: pairs of source and whole won.
        period: first and last year or month, as far as stated.
    """

    article: str
    id: str
    name: str
    leads: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    amounts: frozenset[tuple[str, int]] = frozenset()
    period: tuple[Day | None, Day | None] = (None, None)


class Pair(NamedTuple):
    """Two names, the shorter first, and the rule's reason as a slug and in words."""

    short: str
    long: str
    reason: str
    why_ko: str
    why_en: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The result: which reports are one project, and why.

    Args:
        groups: indices of reports, each group one project, in the order of the reports.
        merged: the pairs of different names that were taken for one project.
        proposed: the pairs that a person should look at; they stay apart.
    """

    groups: tuple[tuple[int, ...], ...]
    merged: tuple[Pair, ...] = ()
    proposed: tuple[Pair, ...] = ()


def priced(report: Report) -> Iterator[tuple[str, str, int]]:
    """Yield the amounts of a report with each of its programmes: programme, source, won."""
    for program in report.programs:
        for source, won in report.amounts:
            yield program, source, won


class Sets:
    """Disjoint sets of positions; the smallest position stands for its set."""

    def __init__(self, size: int):
        self.parent = list(range(size))

    def find(self, at: int) -> int:
        """Return the position that stands for the set of another."""
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, a: int, b: int) -> None:
        """Make one set of two."""
        a, b = sorted((self.find(a), self.find(b)))
        self.parent[b] = a

    def join_all(self, positions: Sequence[int]) -> None:
        """Make one set of the sets of all positions."""
        for at in positions[1:]:
            self.join(positions[0], at)

    def parts(self) -> list[list[int]]:
        """Return the sets, each in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self.parent)):
            found[self.find(at)].append(at)
        return list(found.values())
