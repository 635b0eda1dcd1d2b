"""How many projects a sentence counts, and whether it speaks of one among others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg.extract.begin import looking
from kg.extract.focus import WORK
from kg.extract.mask import characters
from kg.extract.scene import Scene
from kg.extract.titles import Titles

__all__ = [
    "ANOTHER",
    "BESIDES",
    "OF_ALL",
    "PLACES_WON",
    "WON",
    "YEARLY",
    "chosen_in_call",
    "count_in",
    "unnamed_won",
]

_NUMERALS = {
    "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
_COUNT = re.compile(looking(
    r"(?<![\d.,])(\d{1,3}) ?(?:개|건)(?:의|을|를|이|가|에|에서)? ?"
    r"(?:신규 ?|공모 ?|국비 ?|분야 ?|정부 ?|중앙 ?부처 ?)?"
    rf"(?:{WORK}|등|선정|이|을|를|에|(?<=건)의|$|,|\n|\(|(?<=건 )(?:국비|총)"
    rf"|(?<=[건 ])[{characters('money')}])"
    rf"|(?<![가-힣])({'|'.join(_NUMERALS)}) ?(?:개 )?(?:과제|사업|프로젝트)(?!단|자|장)"
))  # fmt: skip
_NATIONWIDE = re.compile(rf"전국[^{characters('region', 'place', 'self', 'org')}]*$")
"""Before a count that is that of a whole call: «전국에서 28개 사업이 응모해 19개 사업이 선정»."""
WON = re.compile(r"선정|뽑[혔혀히았아]|채택|당선|확보|따[냈내]|지원받|얻[었어]")
"""What says that something was won."""
PLACES_WON = re.compile(
    r"(?<!전국 )(?:[2-9]|\d\d)(?:곳|개소|개 ?(?:지구|마을|항|지역|대학|시군|시·군))[이가] "
    r"(?:최종 )?(?:선정|뽑)"
)
"""Several places or bodies were chosen: «8개 지구가 뽑혀»."""

_NAME = f"[{characters('name', 'item')}]"
OF_ALL = re.compile(
    r"^\s*(?:이번에 |최종 )?(?:선정된|뽑힌) (?:\d{1,3}개 )?(?:사업|과제)들?(?:은|에는|에) "
)
BESIDES = re.compile(
    r"^\s*(?:이 ?밖에|또한?|아울러|이와 함께|이 ?외에도|이와 별도로),?\s[^\n]*?"
    r"(?:들여 [가-힣 ]{1,12}|(?:공모|사업|과제)(?:에서|에)|센터|사업|단지|과제|공원|시설|연구소"
    rf"|시스템|플랫폼|대학|마을|[{characters('org')}])도\s"
)
ANOTHER = re.compile(
    rf"^\s*(?:또한?|한편|아울러|이와 함께|이 ?밖에|이 ?외에)\s[^\n]*?(?:투입|들여)[^\n]*?{_NAME}"
    r"(?:을|를) [^\n,.]{0,10}(?:조성|건립|구축|짓)"
)
"""«또한 시비 346억원을 투입해 … ‘X’를 조성하고 있다»: work beside what was won."""
YEARLY = re.compile(
    r"^\s*(?:한편|이로써|이번 (?:추가 )?선정으로),?\s"
    r"(?![^\n]*(?:이번|이|해당) (?:사업|과제|공모))[^\n]*?"
    r"(?:올해|올 한 해|올 들어|\d월 기준|최근 \d{1,2}년간|현재까지)[^\n]*?"
    r"(?:공모|확보|선정)"
)
"""«한편 시는 올해 공모사업으로 모두 국비 900억원을 확보했다»: what a whole year has brought."""


@lru_cache(maxsize=256)
def count_in(line: str) -> int | None:
    """Return how many projects a sentence counts, not in the whole country: «총 4개 과제가»."""
    for count in _COUNT.finditer(line):
        if not _NATIONWIDE.search(line, 0, count.start()):
            return int(count[1]) if count[1] else _NUMERALS[count[2]]
    return None


def unnamed_won(scene: Scene, titles: Titles) -> bool:
    """Tell whether the text counts several projects that were won and names only their call."""
    return chosen_in_call(
        scene, titles, lambda line: (count_in(line) or 0) > 1 and WON.search(line)
    )


def chosen_in_call(scene: Scene, titles: Titles, told: Callable[[str], object]) -> bool:
    """Tell whether a call is the only project, and a sentence that names it says what is asked."""
    if len(titles.projects) != 1 or not set(titles.projects) <= set(titles.programmes):
        return False
    for f in titles.mentions[next(iter(titles.projects))]:
        sentence = scene.sentence_of(f.start)
        if not sentence.heading and told(scene.line(sentence)):
            return True
    return False
