"""Map a pure function over many inputs, here or in other processes.

A runner is anything with :meth:`Runner.map`; it keeps the order of its input, so what comes out
does not depend on which runner ran. The functions of the pipeline take and return frozen values
that can be pickled: a cluster is one more runner, never a second pipeline.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

__all__ = ["Processes", "Runner", "Serial", "runner_for"]

A = TypeVar("A")
B = TypeVar("B")

_CHUNK = 8
"""Inputs that travel to a process together: an article takes milliseconds, a trip one."""

_AHEAD = 4
"""Chunks in flight for each process: enough to keep it busy, few enough to keep memory flat."""


class Runner(Protocol):
    """What the pipeline asks of an engine."""

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Yield ``function(item)`` for each item, in the order of the items."""
        ...


class Serial:
    """Runs everything in this process.

    >>> list(Serial().map(str.upper, ["a", "b"]))
    ['A', 'B']
    """

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Yield ``function(item)`` for each item, one after the other."""
        for item in items:
            yield function(item)


class Processes:
    """Runs in several processes of this machine.

    Args:
        jobs: how many processes, at least 1.
    """

    def __init__(self, jobs: int):
        self.jobs = jobs

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Yield ``function(item)`` for each item, in the order of the items.

        Only a few chunks are in flight at a time, so endless input needs no endless memory.
        """
        from concurrent.futures import Future, ProcessPoolExecutor

        chunks = _chunks(items)
        flying: deque[Future[list[B]]] = deque()
        pool = ProcessPoolExecutor(self.jobs, initializer=_leave_interrupts_to_the_parent)
        try:
            for chunk in islice(chunks, self.jobs * _AHEAD):
                flying.append(pool.submit(_apply, function, chunk))
            while flying:
                done = flying.popleft().result()
                for chunk in islice(chunks, 1):
                    flying.append(pool.submit(_apply, function, chunk))
                yield from done
        finally:
            pool.shutdown(cancel_futures=True)


def runner_for(jobs: int) -> Runner:
    """Return the runner for a number of processes.

    >>> type(runner_for(1)).__name__
    'Serial'
    """
    return Serial() if jobs <= 1 else Processes(jobs)


def _chunks(items: Iterable[A]) -> Iterator[list[A]]:
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def _apply(function: Callable[[A], B], chunk: list[A]) -> list[B]:
    return [function(item) for item in chunk]


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
