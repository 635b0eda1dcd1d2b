"""Which span of time belongs to which project, and which to the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import cast

from kg.extract.found import Found
from kg.extract.mask import characters
from kg.extract.scene import Scene, Sentence
from kg.extract.stance import Stance
from kg.extract.titles import Titles
from kg.korean.period import Span
from kg.model import Day, Evidence, Period

__all__ = ["read"]

_GONE_ON = re.compile(
    r"[^\n,.]{0,16}(?:해 온|이어 온|이어온|해온|해오|시작된|시행된|시행돼|추진돼|진행돼|운영"
    r"|조성된|벌이고 있|벌여 온|펼쳐 온|시행 중|시행하고 있|시행되는 [^\n,.]{0,14}법)"
)
"""Behind «2020년부터»: it tells of what has been, not of the project's time."""
_DONE = re.compile(
    r"[^\n,.]{0,40}(?:갖췄|갖춘|마쳤|끝냈|끝났|마무리했|용역|타당성|기본계획|실시설계|종합계획)"
)
"""Behind a span: what was done in it, or is only prepared, is not the project as a whole."""
_EARLIER = re.compile(r"\s*(?:앞서|그동안|이에 앞서|지난 \d단계)\s")
"""How a sentence begins that tells of earlier work."""
_STATE_SINCE = re.compile(rf"[{characters('gov')}](?:이|가|에서|는|은) [^\n,.]{{0,12}}$")
"""Before «2019년부터»: since when a ministry has run its programme."""


def read(
    scene: Scene, stance: Stance, titles: Titles, projects: frozenset[int],
    in_focus: list[int | None], headlines: Iterable[int], refused: Set[int],
    since: int | None = None,
) -> Mapping[int | None, Period]:  # fmt: skip
    """Return the period of each title, and under ``None`` that of the headline or programme.

    Args:
        scene: the text.
        stance: what its sentences do.
        titles: its titles.
        projects: the titles that are projects.
        in_focus: the title in focus for each sentence.
        headlines: indexes of the sentences that hold a headline amount.
        refused: start offsets of the amounts that are no facts; a sentence that holds only such
            amounts speaks of another time too.
        since: year of the article: what ended before is another story.
    """
    heads = frozenset(headlines)
    spans: dict[int | None, list[Found]] = {}
    named: dict[int, tuple[bool, list[tuple[int, int]]]] = {}
    """Of each sentence whether all its amounts are refused, and the projects that it names."""
    for f in scene.found:
        if f.kind != "period":
            continue
        sentence = scene.sentence_of(f.start)
        if sentence.index not in named:
            found = scene.by_sentence[sentence.index]
            numbered = ((x.start, titles.of.get(x.start)) for x in found)
            here = [(start, n) for start, n in numbered if n is not None and n in projects]
            named[sentence.index] = _only_refused(found, refused), here
        aside, rows = named[sentence.index]
        if aside or stance.blocks(sentence.index) or _told_in_passing(scene, f, sentence):
            continue
        before = [n for start, n in rows if start < f.start]
        ahead = [n for start, n in rows if start > f.start]
        owner: int | None
        if sentence.index in heads:
            owner = None
        elif before:
            owner = before[-1]
        else:
            owner = ahead[0] if len(set(ahead)) == 1 else in_focus[sentence.index]
        spans.setdefault(owner, []).append(f)
    return {owner: _best(scene, row, since) for owner, row in spans.items()}


def _told_in_passing(scene: Scene, f: Found, sentence: Sentence) -> bool:
    """Tell whether a span is that of earlier work, of a preparation, or of the programme."""
    line = scene.line(sentence)
    if _EARLIER.match(line) or _DONE.match(scene.text, f.end, sentence.end):
        return True
    if cast(Span, f.value).last is not None:
        return False
    here = next(i for i, char in enumerate(line) if scene.mention(char) is f)
    paid = any(x.kind == "money" for x in scene.by_sentence[sentence.index])
    return not paid and _STATE_SINCE.search(line[:here]) is not None


def _only_refused(found: Sequence[Found], refused: Set[int]) -> bool:
    amounts = [f.start for f in found if f.kind == "money"]
    return bool(amounts) and all(a in refused for a in amounts)


def _best(scene: Scene, row: list[Found], since: int | None) -> Period:
    """Prefer a span with both ends; else join an open beginning and an open end."""
    row = [f for f in row if not _over(scene, f, since)]
    row = [f for f in row if not scene.sentence_of(f.start).heading] or row
    values = [(f, cast(Span, f.value)) for f in row]
    values.sort(key=lambda x: x[1].weak)
    for f, v in values:
        if v.first is not None and v.last is not None:
            return Period(v.first, v.last, _evidence(scene, f))
    first = next(((f, v.first) for f, v in values if v.first is not None), None)
    last = next(((f, v.last) for f, v in values if v.last is not None), None)
    if first and last and _year(first[1]) <= _year(last[1]):
        return Period(first[1], last[1], _evidence(scene, last[0]))
    if last:
        return Period(None, last[1], _evidence(scene, last[0]))
    if first:
        day: Day | None = first[1]
        return Period(day, None, _evidence(scene, first[0]))
    return Period()


def _over(scene: Scene, f: Found, since: int | None) -> bool:
    """Tell whether a span ended before the article, or is how long something has gone on."""
    span = cast(Span, f.value)
    if span.last is not None:
        return since is not None and _year(span.last) < since
    return _GONE_ON.match(scene.text, f.end) is not None


def _year(day: Day) -> int:
    return int(str(day)[:4])


def _evidence(scene: Scene, f: Found) -> Evidence:
    return Evidence(f.start, f.end, scene.text[f.start : f.end])
