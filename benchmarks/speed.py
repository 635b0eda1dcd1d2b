"""Print what kg costs, each figure beside what it is measured against, all from one run.

    python benchmarks/speed.py [ARTICLE...]

Times are CPU seconds (user and system), never the clock, and the contestants take turns, so that
another program on the machine disturbs them alike. The tokenisers need the extra ``benchmark``.

No text is read twice, because what is kept from one text to the next would help with the same text
more than with another. So there are two sets: copies of the first article with other numbers, other
names and another order of paragraphs; and the articles of ``tests/gold``, each as it is.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Article

ROOT = Path(__file__).resolve().parent.parent
FIRST = ROOT / "data" / "articles" / "daegu-2022-05-04.txt"
GOLD = ROOT / "tests" / "gold"
ROUNDS = 15
COPIES = 200
TURN = 20
"""Articles that a contestant reads in one turn: enough to have its own data near again."""

MANY = 10_000

KEPT = re.compile(
    "선정|사업|과제|국비|주관|수행|공동|확보|배분|투입|협력|분야|포함|공모|번째|부$|대구|경상|강원|경북"
)
"""What the words of a copy keep: the words that say what is told, and the regions."""
STEMS = (
    "가람", "나래", "누리", "다솜", "마루", "미르", "바론", "보람", "사랑", "새벽", "소담", "아토",
    "은빛", "자연", "차오", "카온", "타래", "파도", "하늘", "한결",
)  # fmt: skip
"""What words of a copy begin with in place of their first two letters."""


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


def varied(article: Article, count: int) -> Iterator[Article]:
    """Yield copies of an article that tell as much of other projects, the same ones every time."""
    chance = random.Random(1)  # noqa: S311 - not for secrets
    for _ in range(count):
        yield replace(article, text=_varied(article.text, chance))


def _varied(text: str, chance: random.Random) -> str:
    title, first, *rest = (line for line in text.split("\n") if line)
    chance.shuffle(rest)
    years = chance.randint(-8, 3)

    def number(found: re.Match[str]) -> str:
        digits = found[0]
        if len(digits) == 4 and digits.startswith("20"):
            return str(int(digits) + years)
        size = 10 ** len(digits)
        return digits if len(digits) == 1 else str(chance.randrange(size // 10, size))

    text = re.sub(r"\d+", number, "\n\n".join((title, first, *rest)))
    words = sorted(w for w in set(re.findall("[가-힣]{4,}", text)) if not KEPT.search(w))
    for word in chance.sample(words, len(words) // 2):
        text = re.sub(f"(?<![가-힣]){word}", chance.choice(STEMS) + word[2:], text)
    return text


def extraction(label: str, articles: Sequence[Article]) -> None:
    """Measure text to triples against tokenising the same texts, without start-up."""
    from kg.extract import extract
    from kg.graph import triples
    from kg.link import link
    from kg.resolve import resolve

    contestants: dict[str, Callable[[Article], object]] = {
        "kg, text to triples": lambda a: list(triples(link([resolve(extract(a))]))),
    }
    for name, tokenise in tokenisers().items():
        contestants[name] = lambda a, t=tokenise: t(a.text)
    first = read(FIRST)
    for work in contestants.values():
        work(first)  # load dictionaries and patterns
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for at in range(0, len(articles), TURN):
        turn = articles[at : at + TURN]
        for name, work in contestants.items():
            taken[name].append(own_cpu(lambda t=turn, w=work: exhaust(map(w, t))))
    ours = sum(taken["kg, text to triples"])
    size = sum(len(a.text) for a in articles) // len(articles)
    print(f"\n{label}: {len(articles)} articles of {size:,} characters")
    print(f"{'an article':28} {'CPU ms':>8} {'x kg':>8}")
    for name, values in taken.items():
        print(f"{name:28} {sum(values) / len(articles) * 1000:8.2f} {sum(values) / ours:8.1f}")


def read(path: Path) -> Article:
    """Return an article as kg reads it."""
    from kg.model import Article
    from kg.read import read_file

    found = read_file(path)
    if not isinstance(found, Article):
        raise SystemExit(f"{path} holds no article")
    return found


def memory() -> None:
    """Measure how memory grows from 1,000 to 10,000 streamed articles, in its own process."""
    from kg.extract import extract
    from kg.graph import triples
    from kg.link import link
    from kg.read import read_bytes
    from kg.resolve import resolve

    def stream(copies: Iterable[Article]) -> Iterator[int]:
        for number, copy in enumerate(copies):
            article = read_bytes(copy.text.encode(), source=f"{number}.txt")
            yield sum(1 for _ in triples(link([resolve(extract(article))])))

    print(f"\n{'articles streamed':28} {'peak MB':>8}", flush=True)
    copies = varied(read(FIRST), MANY)
    done = 0
    for count in (MANY // 10, MANY):
        exhaust(stream(islice(copies, count - done)))
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
        if sys.argv[1:]:
            extraction("your articles", [read(Path(name)) for name in sys.argv[1:]])
        else:
            extraction("gold articles", [read(path) for path in sorted(GOLD.glob("*.txt"))])
            extraction("copies of one article", list(varied(read(FIRST), COPIES)))
