"""What the sentences and the whole article do: tell of a grant, or only ask for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.patterns import holds
from kg.extract.scene import Scene

__all__ = ["Stance", "judge"]

_CANDIDATE = re.compile(r"(?:예타|예비 ?타당성 ?조사) ?대상|예비 ?타당성 ?(?:조사 ?)?사업")
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
    slugs = tuple(map(frozenset, rows))
    return Stance(slugs, _verdict(scene, slugs))


_BEFORE = re.compile(r"\s*(?:앞서|이에 앞서|그동안|그간|지난해|지난 )")
"""How a sentence begins that tells what came before an award: what was applied for then."""


def _verdict(scene: Scene, slugs: Sequence[frozenset[str]]) -> str:
    """Tell whether the article tells of a grant, of a wish, or of a project under way.

    An article that begins with a wish tells of a grant only where it says what was granted, and
    of none where a heading wishes too.
    """
    told = list(zip(scene.sentences, slugs, strict=True))
    body = [(s, row) for s, row in told if not s.heading and row & {"granted", "asked"}]
    head = any(s.heading and "granted" in row and "asked" not in row for s, row in told)
    grants = [s for s, row in body if "granted" in row and not row & {"asked", "other"}]
    if body and "asked" in body[0][1] and not head:
        if any(s.heading and "asked" in row for s, row in told):
            return "asked"
        grants = [s for s in grants if scene.by_sentence[s.index]]
    if grants:
        return "granted"
    asked = [s for s, row in body if "asked" in row]
    if asked and not (head and all(_BEFORE.match(scene.line(s)) for s in asked)):
        return "asked"
    return "granted" if head else "running"
