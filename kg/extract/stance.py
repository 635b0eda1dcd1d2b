"""What the sentences and the whole article do: tell of a grant, or only ask for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.extract.found import Found
from kg.extract.patterns import holds
from kg.extract.scene import Scene, Sentence

__all__ = ["Stance", "judge"]

_CANDIDATE = re.compile(
    r"(?:예타|예비 ?타당성 ?조사) ?대상|예비 ?타당성 ?(?:조사 ?)?사업|공모.*(?:보고회|점검)$"
)
"""What a name says of itself: it is only looked into (예타 is the feasibility study), or is no
project but a meeting about what is applied for."""


@dataclass(frozen=True)
class Stance:
    """For each sentence the slugs that hold, and the verdict.

    The slugs are the values of the patterns of this kind. ``verdict`` is ``granted`` (something
    was won), ``running`` (no word of winning or asking: a project under way), ``called`` (under
    way, and applicants are looked for) or ``asked`` (all of it is only wanted, or looked back on;
    no money of it is a fact).
    """

    sentences: tuple[frozenset[str], ...]
    verdict: str
    awards: frozenset[int]
    """Sentences of an asking article that count what was won already: «올해 32건이 뽑혔다»."""

    def blocks(self, sentence: int) -> str | None:
        """Return why money of this sentence is no fact, or ``None``."""
        if self.verdict == "asked":
            return None if sentence in self.awards else "only-asked-for"
        slugs = self.sentences[sentence]
        if "studied" in slugs or (_wishes(slugs) and "granted" not in slugs):
            return "only-asked-for"
        past = "past" in slugs and self.verdict == "called"
        return "another-story" if past or "other" in slugs else None


def judge(scene: Scene) -> Stance:
    """Weigh the sentences: the body decides, headings only where the body is silent."""
    rows: list[set[str]] = [set() for _ in scene.sentences]
    for pattern, start in holds(scene, "stance"):
        rows[scene.sentence_of(scene.at(start)).index].add(pattern.value)
    for found in scene.found:
        if found.kind in ("name", "item") and _is_wanted(scene, found):
            rows[scene.sentence_of(found.start).index].add("asked")
    slugs = tuple(map(frozenset, rows))
    awards = (
        s.index for s, row in zip(scene.sentences, slugs, strict=True)
        if row == {"granted"} and _AWARDS.search(scene.line(s))
    )  # fmt: skip
    return Stance(slugs, _verdict(scene, slugs), frozenset(awards))


def _is_wanted(scene: Scene, found: Found) -> bool:
    """Tell whether a name is that of a candidate, or of a call that a heading goes after."""
    if _CANDIDATE.search(found.text):
        return True
    return found.text.endswith("공모사업") and _PURSUED.match(scene.text, found.end) is not None


_PURSUED = re.compile(r"[’'”\"]? 추진(?=\n|$)")
"""What a heading says of a call that is still to be won: «2026년 햇빛지붕 나눔 공모사업 추진»."""
_BEFORE = re.compile(r"\s*(?:앞서|이에 앞서|그동안|그간|지난해|지난 )")
"""How a sentence begins that tells what came before an award: what was applied for then."""

_WISHES = frozenset(("asked", "call", "studied"))
"""What a sentence does that only wants."""

_AWARDS = re.compile(r"\d{1,3}(?:건|개)[^\n]{0,12}공모|공모[^\n]{0,12}\d{1,3}(?:건|개)")
"""Awards that are counted: «올해 32개 공모사업에 선정돼»."""

_EARLY = 3
"""Sentences of the body within which a call for applicants is what the article is about."""

_SPENT = re.compile(
    r"(?:국비|국고)[^\n]*(?:[도시군구]비|지방비|민자|자부담)[^\n]*"
    r"(?:들여|들인|들어[가간갔]|든 |투입|투자|쓰[이인여])"
)
"""Money of several givers that is spent: nobody splits it before it is there."""

_Told: TypeAlias = Sequence[tuple[Sentence, frozenset[str]]]
"""Sentences with what each of them does."""


def _verdict(scene: Scene, slugs: Sequence[frozenset[str]]) -> str:
    """Tell whether the article tells of a grant, of a wish, or of a project under way.

    An article that begins with a wish tells of a grant only where it says what was granted, in no
    earlier year, and of none where its heading wishes too.
    """
    told = list(zip(scene.sentences, slugs, strict=True))
    heads = [row for row in told if row[0].heading]
    body = [row for row in told if not row[0].heading]
    top, first = _first_marked(heads), _first_marked(body)
    if _wishes(top) and _wishes(first):
        return "asked"
    grants = [s for s, row in body if "granted" in row and not row & {*_WISHES, "other"}]
    if _wishes(top) or (_wishes(first) and not _grants(top)):
        grants = [s for s in grants if _tells(scene, s) and "past" not in slugs[s.index]]
    lately = any("past" not in slugs[s.index] for s in grants)
    if lately or (grants and not any(_wishes(row) for _, row in told)):
        return "granted"
    if any("report" in row for _, row in (*heads[:1], *body[:2])) and not _grants(top):
        return "asked"
    return _ungranted(scene, body, top)


def _ungranted(scene: Scene, body: _Told, top: frozenset[str]) -> str:
    """Return the verdict on an article whose body tells of no grant, by its first marked heading.

    A wish behind money that is being spent is not what the article is about.
    """
    verdict = "granted" if _grants(top) else "running"
    if not _wishes(top) and _is_spent(scene, body):
        return verdict
    if "call" in top or any("call" in row for _, row in body[:_EARLY]):
        return "asked"
    asked = [s for s, row in body if "asked" in row]
    if asked and not (_grants(top) and all(_BEFORE.match(scene.line(s)) for s in asked)):
        return "asked"
    return "called" if any("call" in row for _, row in body) else verdict


def _is_spent(scene: Scene, body: _Told) -> bool:
    """Tell whether a body begins with money that is spent, before it wishes for anything."""
    for s, row in body[:_EARLY]:
        if _wishes(row):
            return False
        if _SPENT.search(scene.line(s)):
            return True
    return False


def _first_marked(rows: _Told) -> frozenset[str]:
    """Return what the first sentence does that grants or wishes."""
    return next((row for _, row in rows if "granted" in row or _wishes(row)), frozenset())


def _tells(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence names money, or what may be a project."""
    return any(f.kind in ("money", "name", "item") for f in scene.by_sentence[sentence.index])


def _wishes(row: frozenset[str]) -> bool:
    return not row.isdisjoint(_WISHES)


def _grants(row: frozenset[str]) -> bool:
    return "granted" in row and not _wishes(row)
