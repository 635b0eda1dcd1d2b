"""Which span of time belongs to which project, and which to the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import cast

from kg.extract.found import Found
from kg.extract.mask import characters
from kg.extract.scene import Scene
from kg.extract.stance import Stance
from kg.extract.titles import Titles
from kg.korean.period import Span
from kg.model import Day, Evidence, Period

__all__ = ["read"]

_GONE_ON = re.compile(
    r"[^\n,.]{0,24}[가-힣] 온 |[^\n.]{0,40}[가-힣] 왔[다으지]"
    r"|[^\n,.]{0,16}(?:이어온|해온|해오|시작된|시행된|시행돼|추진돼|진행돼|운영|조성된|벌이고 있"
    r"|시행 중|시행하고 있|시행되는 [^\n,.]{0,14}법)"
    r"|는? [^\n,.]{0,10}(?:신입생|입주|가동|개방|양산에|시판|판매|서비스를 )"
)
"""Behind «2020년부터»: it tells of what has been, not of the project's time."""
_DONE = re.compile(
    r"[^\n,.]{0,16}(?:신청|접수|모집|응모|제출)|[^\n,.]{0,40}(?:갖췄|갖춘|마쳤|끝냈|끝났|마무리했|용역|타당성|기본계획|실시설계|종합계획)"
)
"""Behind a span: what was done in it, or is only prepared, is not the project as a whole."""
_EARLIER = re.compile(r"\s*(?:앞서|그동안|이에 앞서|지난 \d단계)\s")
"""How a sentence begins that tells of earlier work."""
_STATE_AIM = re.compile(rf"\s*(?:또 |또한 |한편 )?(?:정부|[{characters('gov')}])(?:는|은|가|이) ")
"""How a sentence begins that tells what the state wants to reach by a year."""
_OF_ANOTHER = re.compile(
    rf"[^\n,.{characters('name', 'item')}]{{0,12}}(?:는|한|된|될|할) ?"
    rf"(?P<name>[{characters('name')}])"
)
"""Behind a span: the name that it is the time of («2025년부터 3년간 벌이는 ‘X’»)."""
_LASTS = re.compile(
    r"(?:사업|과제|연구|협약) ?기간은 (?:총 |모두 )?(?P<a>\d)년(?!간? ?\d)"
    r"|(?:사업은|과제는|연구는) (?:총 |향후 )?(?P<b>\d)년간 "
)
"""How long the project lasts, told without a year: with its beginning it tells the end."""
_FOR_THE_CALL = re.compile(r"(?:공모|선정|유치|응모|지정)[^\n,.]{0,6}(?:을|를) 위해 [^\n,.]{0,8}$")
"""Before a span: what was done in it served to win the call."""
_STATE_SINCE = re.compile(rf"(?:정부|[{characters('gov')}])(?:이|가|에서|는|은) [^\n,.]{{0,12}}$")
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
        if aside or stance.blocks(sentence.index) or _told_in_passing(scene, titles, f, rows):
            continue
        at_head = sentence.index in heads
        owner = None if at_head else _owner(f.start, rows, in_focus[sentence.index])
        spans.setdefault(owner, []).append(f)
    periods = {owner: _best(scene, row, since) for owner, row in spans.items()}
    if len(projects) == 1:
        periods = {n: _until(scene, period) for n, period in periods.items()}
    return periods


def _owner(at: int, rows: Sequence[tuple[int, int]], focus: int | None) -> int | None:
    """Return the project of a span: the last before it, the only one behind it, or in focus."""
    before = [n for start, n in rows if start < at]
    ahead = {n for start, n in rows if start > at}
    if before:
        return before[-1]
    return ahead.pop() if len(ahead) == 1 else focus


def _told_in_passing(
    scene: Scene, titles: Titles, f: Found, rows: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether a span is that of earlier work, of a preparation, or of the programme."""
    sentence = scene.sentence_of(f.start)
    line = scene.line(sentence)
    if scene.text.startswith("인 ", f.start - 2):  # 1차년도인 올해, whatever is done in it
        return False
    if _EARLIER.match(line) or _DONE.match(scene.text, f.end, sentence.end):
        return True
    here = next(i for i, char in enumerate(line) if scene.mention(char) is f)
    another = _OF_ANOTHER.match(line, here + 1)
    if _FOR_THE_CALL.search(line[:here]):
        return True
    if another and scene.mentions(another["name"])[0].start not in titles.of:
        return True
    if any(x.kind == "money" for x in scene.by_sentence[sentence.index]):
        return False
    if line.rfind("“", 0, here) > line.rfind("”", 0, here) or line[:here].count('"') % 2:
        return True  # what somebody says will be
    if cast(Span, f.value).last is None:
        return _STATE_SINCE.search(line[:here]) is not None
    return not rows and _STATE_AIM.match(line) is not None


def _until(scene: Scene, period: Period) -> Period:
    """Complete a beginning by how many years the project lasts, where the text says so."""
    m = _LASTS.search(scene.text) if period.start and not period.end else None
    if m is None or period.start is None:
        return period
    last = _year(period.start) + int(m["a"] or m["b"]) - 1
    return Period(period.start, last, period.evidence)


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
