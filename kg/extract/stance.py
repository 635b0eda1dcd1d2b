"""What the sentences and the whole article do: tell of a grant, or only ask for one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.patterns import holds
from kg.extract.scene import Scene

__all__ = ["Stance", "judge"]

_CANDIDATE = re.compile(r"(?:예타|예비 ?타당성 ?조사) ?대상")
"""What a name says of its project: it is only looked into (예타 is the feasibility study)."""


@dataclass(frozen=True)
class Stance:
    """For each sentence the slugs that hold (``granted``, ``asked``, ``other``), and the verdict.

    ``verdict`` is ``granted`` (something was won), ``running`` (no word of winning or asking: a
    project under way) or ``asked`` (all of it is only wanted; no money of it is a fact).
    """

    sentences: tuple[frozenset[str], ...]
    verdict: str

    def blocks(self, sentence: int) -> str | None:
        """Return why money of this sentence is no fact, or ``None``."""
        if self.verdict == "asked":
            return "only-asked-for"
        slugs = self.sentences[sentence]
        if "asked" in slugs and "granted" not in slugs:
            return "only-asked-for"
        return "another-story" if "other" in slugs else None


def judge(scene: Scene) -> Stance:
    """Weigh the sentences: the body decides, headings only where the body is silent."""
    rows: list[set[str]] = [set() for _ in scene.sentences]
    for pattern, start in holds(scene, "stance"):
        rows[scene.sentence_of(scene.at(start)).index].add(pattern.value)
    for found in scene.found:
        if found.kind in ("name", "item") and _CANDIDATE.search(found.text):
            rows[scene.sentence_of(found.start).index].add("asked")
    body = [r for s, r in zip(scene.sentences, rows, strict=True) if not s.heading]
    head = [r for s, r in zip(scene.sentences, rows, strict=True) if s.heading]
    granted = any("granted" in r and not r & {"asked", "other"} for r in body)
    asked = any("asked" in r for r in body)
    if granted:
        verdict = "granted"
    elif asked:
        verdict = "asked"
    else:
        verdict = "granted" if any("granted" in r and "asked" not in r for r in head) else "running"
    return Stance(tuple(map(frozenset, rows)), verdict)
