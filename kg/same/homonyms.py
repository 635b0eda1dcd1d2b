"""Rule 1: reports of one name are one project, unless nothing else joins their regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.same.names import exact_key
from kg.same.reports import Report, Sets, priced

__all__ = ["same_names"]


def same_names(reports: Sequence[Report]) -> Iterator[tuple[int, ...]]:
    """Yield the positions of the reports that are one project by their name."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        buckets[exact_key(report.id)].append(at)
    for bucket in buckets.values():
        if len(bucket) == 1:
            yield tuple(bucket)
        else:
            yield from _homonyms(reports, bucket)


def _homonyms(reports: Sequence[Report], bucket: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Split the reports of one name where regions and leads have nothing in common."""
    sets = Sets(len(bucket))
    for holders in _shared(reports[at] for at in bucket):
        sets.join_all(holders)
    parts = [tuple(bucket[at] for at in part) for part in sets.parts()]
    placed = [part for part in parts if any(reports[at].regions for at in part)]
    loose = sorted(at for part in parts if part not in placed for at in part)
    if len(placed) <= 1:
        yield tuple(bucket)
        return
    yield from placed
    if loose:
        yield tuple(loose)


def _shared(reports: Iterable[Report]) -> Iterator[list[int]]:
    """Yield the positions that have a lead, an amount of a programme or a region in common."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    own: dict[str, list[int]] = defaultdict(list)
    below: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        for lead in report.leads:
            same["lead", lead].append(at)
        for program, source, won in priced(report):
            same["amount", program, source, str(won)].append(at)
        for region in report.regions:
            own[region].append(at)
        for region in report.above:
            below[region].append(at)
    yield from same.values()
    for region, holders in own.items():
        yield holders + below.get(region, [])
