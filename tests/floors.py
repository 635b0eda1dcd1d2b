"""The gold articles, how well extraction does on them, and the floors that can only rise.

``tests/gold`` holds ``NAME.json`` with the facts of an article, and ``NAME.txt`` or ``NAME.html``
beside it (or the article of that name in ``data/articles``). ``floors.json`` holds the F1 of each
kind of fact below which the tests fail, and a digest of the gold data they were measured on::

    python -m tests.floors                 show the figures and every miss
    python -m tests.floors --update        raise the floors to the figures; never lowers one
    python -m tests.floors --gold-changed  set them anew after the gold data was changed
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.extract import extract
from kg.facts import dumps
from kg.model import Article
from kg.read import read_file
from kg.score import Score, score_article

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold"
FLOORS = GOLD / "floors.json"
ARTICLES = HERE.parent / "data" / "articles"

PLACES = 4
"""Floors are written to so many places, rounded down."""


def pairs(folder: Path = GOLD) -> Iterator[tuple[Path, Path]]:
    """Yield each gold file with its article.

    Raises:
        FileNotFoundError: a gold file has no article.
    """
    for gold in sorted(folder.glob("*.json")):
        if gold.name != FLOORS.name:
            yield gold, article_of(gold)


def article_of(gold: Path) -> Path:
    for path in (
        *(gold.with_suffix(s) for s in (".txt", ".html")), ARTICLES / f"{gold.stem}.txt",
    ):  # fmt: skip
        if path.exists():
            return path
    raise FileNotFoundError(f"{gold} has no article beside it")


def measure(gold: Path, article: Path) -> Score:
    """Read, extract and compare one article."""
    read = read_file(article)
    assert isinstance(read, Article)
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    return score_article(wanted, json.loads(dumps(extract(read))), gold.stem)


def digest(folder: Path = GOLD) -> str:
    """Return what tells this gold data from any other: a SHA-256 over names and bytes."""
    made = hashlib.sha256()
    for gold, article in pairs(folder):
        for path in (gold, article):
            data = path.read_bytes()
            made.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return made.hexdigest()


def figures(score: Score) -> dict[str, float]:
    """Return the F1 of each kind, rounded down."""
    scale = 10**PLACES
    return {k: math.floor(c.f1 * scale + 1e-9) / scale for k, c in score.kinds().items()}


def fallen(floors: Mapping[str, float], now: Mapping[str, float]) -> list[str]:
    """Return, in words, what lies below its floor."""
    return [
        f"{kind}: F1 {now.get(kind, 0.0):.4f} is below its floor of {floor:.4f}"
        for kind, floor in floors.items()
        if now.get(kind, 0.0) < floor
    ]


def load() -> dict[str, Any]:
    if not FLOORS.exists():
        return {"digest": "", "f1": {}}
    found: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def save(mark: str, f1: Mapping[str, float]) -> None:
    text = json.dumps({"digest": mark, "f1": dict(f1)}, indent=1) + "\n"
    FLOORS.write_text(text, encoding="utf-8", newline="\n")


def raised(old: Mapping[str, float], now: Mapping[str, float]) -> dict[str, float]:
    """Return the floors raised to the figures.

    Raises:
        ValueError: a figure lies below its floor; floors are never lowered.
    """
    below = fallen(old, now)
    if below:
        raise ValueError("; ".join(below))
    return {kind: max(now[kind], old.get(kind, 0.0)) for kind in now}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures")
    parser.add_argument("--gold-changed", action="store_true", help="set the floors anew")
    options = parser.parse_args()
    score = sum((measure(*pair) for pair in pairs()), Score())
    sys.stdout.write(score.text("ko", misses=True))
    floors, mark = load(), digest()
    if not (options.update or options.gold_changed):
        return 0
    if options.gold_changed == (floors["digest"] == mark):
        why = "has not changed" if options.gold_changed else "has changed: use --gold-changed"
        sys.stderr.write(f"the gold data {why}\n")
        return 1
    try:
        save(mark, figures(score) if options.gold_changed else raised(floors["f1"], figures(score)))
    except ValueError as e:
        sys.stderr.write(f"floors are never lowered: {e}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
