"""What the text is about sentence by sentence: the title of which the sentences before speak."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.extract.found import Found, squeeze
from kg.extract.mask import MENTIONS, characters
from kg.extract.scene import Scene, Sentence
from kg.extract.titles import Titles

__all__ = ["AND_OTHERS", "JOINED", "WORK", "focus"]

WORK = r"(?:과제|사업(?![가-힣]*(?:단|자|장|본부|소)[\s이가은는을를와과의에])|프로젝트|공모)"
"""A word for what is carried out."""
JOINED = re.compile(
    r"[’'”\"]?\s?(?:\([^()]*\)\s?)?(?:사업|과제)?(?:와|과|,|·| 및)\s?"
    r"(?:[가-힣]{2,4}[시군도구]의?\s)?[‘'“\"]?$"
)
"""What stands between titles that are told together: «‘A’와 ‘B’»."""
_NAME = f"[{characters('name', 'item')}]"
AND_OTHERS = re.compile(
    rf"{_NAME}(?: ?사업| ?과제)? 등 ?(?:[^\n,.{MENTIONS}]{{0,24}} )?(?:총 |모두 )?"
    rf"\d{{1,3}} ?(?:개소|곳|개|건) ?{WORK}?"
    rf"(?P<won>[^\n.{MENTIONS}]{{0,30}}?(?:선정|뽑|확정|채택))?"
)
"""«‘X’ 등 4건», «‘X’ 등 의료 분야 5개 사업에 뽑혀»: X is told as one of several."""
_AMONG = re.compile(rf"{AND_OTHERS.pattern}|{_NAME}[을를] 비롯")
"""The same, and «‘X’를 비롯해»: the sentence speaks of others too."""


def focus(scene: Scene, titles: Titles) -> list[int | None]:
    """Return for each sentence the title that the sentences before it speak of."""
    projects = {n for n in titles.mentions if n in titles.projects}
    only = next(iter(projects)) if len(projects) == 1 else None
    if not projects and len(titles.programmes) == 1:
        only = next(iter(titles.programmes))
    if only is not None:
        return [only] * len(scene.sentences)
    rows: list[int | None] = []
    now: int | None = None
    tails = {n: _tail(titles.mentions[n][0].text) for n in projects}
    for sentence, found in zip(scene.sentences, scene.by_sentence, strict=True):
        called = _called(scene, sentence, tails)
        now = now if called is None else called
        rows.append(now)
        seen = [n for f in found if (n := titles.of.get(f.start)) in projects]
        if seen and not sentence.heading:
            alone = len(set(seen)) == 1 and not _AMONG.search(scene.line(sentence))
            alone = alone and not _is_joined(scene, titles, found)
            now = seen[-1] if alone else _topic(scene, titles, found)
    return rows


def _is_joined(scene: Scene, titles: Titles, found: Sequence[Found]) -> bool:
    """Tell whether titles of a sentence are told together: «A 사업과 B 사업이 선정돼»."""
    named = [f for f in found if f.start in titles.of]
    return any(
        titles.of[a.start] != titles.of[b.start] and JOINED.fullmatch(scene.text, a.end, b.start)
        for a, b in pairwise(named)
    )


_HEAD = re.compile(
    r"(?:먼저|우선|이어|또|특히|이 가운데|이 중)?,? ?"
    r"(?P<head>[가-힣A-Za-z0-9·]{1,12}(?: [가-힣A-Za-z0-9·]{1,12}){1,3}?)"
    r"(?:은|는|에는|엔|의 경우),? "
)
_KIND = re.compile(r"(?:사업|과제|프로젝트)$")


def _tail(name: str) -> str:
    """Return a name as its short form is compared with it: without spaces, marks and 사업."""
    return _KIND.sub("", squeeze(name))


def _called(scene: Scene, sentence: Sentence, tails: Mapping[int, str]) -> int | None:
    """Return the title by whose last words a sentence begins: «도료 개발은 …가 맡는다»."""
    head = None if sentence.heading else _HEAD.match(scene.text, sentence.start, sentence.end)
    short = _tail(head["head"]) if head else ""
    if len(short) < 4:
        return None
    rows = [n for n, tail in tails.items() if tail.endswith(short)]
    return rows[0] if len(rows) == 1 else None


_OF_TOPIC = re.compile(r"[’'”\"」』》>]? ?(?:사업|과제|프로젝트)?(?:은|는) ")
_OF_SUBJECT = re.compile(r"[’'”\"」』》>]? ?(?:사업|과제|프로젝트)?(?:은|는|이|가|도|을|를|,|·)")


def _topic(scene: Scene, titles: Titles, found: Sequence[Found]) -> int | None:
    """Return the title that a sentence with several is about: «‘A’는 ‘B’와 이어지는 사업이다»."""
    first, *others = (f for f in found if titles.of.get(f.start) in titles.projects)
    told = _OF_TOPIC.match(scene.text, first.end)
    if told and not any(_OF_SUBJECT.match(scene.text, f.end) for f in others):
        return titles.of[first.start]
    return None
