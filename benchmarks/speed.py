"""Print what kg costs, each figure beside what it is measured against, all from one run.

    python benchmarks/speed.py [ARTICLE...]

Times are CPU seconds (user and system), never the clock, and the contestants take turns, so that
another program on the machine disturbs them alike. The tokenisers need the extra ``benchmark``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
FIRST = ROOT / "data" / "articles" / "daegu-2022-05-04.txt"
ROUNDS = 15
MANY = 10_000


def children_cpu(command: list[str]) -> float:
    """Return the CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def own_cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a function takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def commands() -> None:
    """Measure ``kg --version`` and a whole build against an empty Python."""
    with tempfile.TemporaryDirectory() as out:
        contestants = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "kg --version": [sys.executable, "-m", "kg", "--version"],
            "kg build": [
                sys.executable,
                "-m",
                "kg",
                "build",
                str(FIRST),
                "-o",
                out,
            ],
        }
        taken: dict[str, list[float]] = {name: [] for name in contestants}
        for _ in range(ROUNDS):
            for name, command in contestants.items():
                taken[name].append(children_cpu(command))
    empty = median(taken["python -c pass"])
    print(f"{'command':28} {'CPU s':>8} {'x empty':>8}   median of {ROUNDS} rounds")
    for name, values in taken.items():
        print(f"{name:28} {median(values):8.3f} {median(values) / empty:8.1f}")


def tokenisers() -> dict[str, Callable[[str], object]]:
    """Return the morphological analysers that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        from mecab import MeCab

        found["python-mecab-ko"] = MeCab().pos
    except ImportError:
        print("python-mecab-ko is not installed")
    try:
        from kiwipiepy import Kiwi

        found["kiwipiepy"] = Kiwi(num_workers=1).tokenize
    except ImportError:
        print("kiwipiepy is not installed")
    return found


def extraction(paths: list[Path]) -> None:
    """Measure text to triples against tokenising the same texts, without start-up."""
    from kg.extract import extract
    from kg.graph import triples
    from kg.link import link
    from kg.read import read_file
    from kg.resolve import resolve

    articles = [read_file(path) for path in paths]

    def text_to_triples(article: object) -> object:
        return list(triples(link([resolve(extract(article))])))

    contestants: dict[str, Callable[[], object]] = {
        "kg, text to triples": lambda: [text_to_triples(a) for a in articles],
    }
    for name, tokenise in tokenisers().items():
        contestants[name] = lambda t=tokenise: [t(a.text) for a in articles]
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for work in contestants.values():
        work()  # load dictionaries and patterns
    for _ in range(ROUNDS):
        for name, work in contestants.items():
            taken[name].append(own_cpu(work) / len(articles))
    ours = median(taken["kg, text to triples"])
    print(f"\n{'per article':28} {'CPU ms':>8} {'x kg':>8}   {len(articles)} articles")
    for name, values in taken.items():
        print(f"{name:28} {median(values) * 1000:8.2f} {median(values) / ours:8.1f}")


def memory() -> None:
    """Measure how memory grows from 1,000 to 10,000 streamed articles, in its own process."""
    from kg.extract import extract
    from kg.graph import triples
    from kg.link import link
    from kg.read import read_bytes
    from kg.resolve import resolve

    def stream(count: int) -> Iterator[int]:
        for number in range(count):
            data = FIRST.read_text(encoding="utf-8").replace("80억원", f"{number + 1}억원").encode()
            article = read_bytes(data, source=f"{number}.txt")
            yield sum(1 for _ in triples(link([resolve(extract(article))])))

    print(f"\n{'articles streamed':28} {'peak MB':>8}", flush=True)
    done = 0
    for count in (MANY // 10, MANY):
        exhaust(stream(count - done))
        done = count
        print(f"{count:<28,} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f}")


def exhaust(items: Iterable[object]) -> None:
    """Run through an iterator and keep nothing."""
    for _ in items:
        pass


if __name__ == "__main__":
    if sys.argv[1:] == ["--memory"]:
        memory()
    else:
        commands()
        # before the tokenisers are loaded: a new process begins with the peak of its parent
        subprocess.run([sys.executable, __file__, "--memory"], check=True)
        extraction([Path(name) for name in sys.argv[1:]] or [FIRST])
