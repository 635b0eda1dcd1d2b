"""Korean particles (조사): what may follow a name inside one word, and words that only look so."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["PARTICLE", "split"]

PARTICLE = (
    r"(?:(?:에서|에게|에|으로|로|과|와|이라|라|까지|부터)?(?:은|는|도|의)|으로부터|로부터|으로서|로서|으로써|에서|에게|으로|로|부터|까지|이라는|라는"
    r"|이라고|라고|이며|며|이고|이나|인|이|가|을|를|과|와|에|만|이다|다|측|등|간|처럼|보다|마다|씩|임|란|이란)"
)
"""A regular expression for one particle, or two that go together (에서는, 과의)."""

_FIRST = ("에서", "에게", "에", "으로", "로", "과", "와", "까지", "부터")
_PARTICLES = frozenset((*(first + last for first in _FIRST for last in "은는도의"),
    "으로서", "로서", "으로써", "에서", "에게", "으로", "부터", "까지", "이라는", "이며", "이고",
    *"은는이가을를과와의에로도",
))  # fmt: skip
"""What is taken off a word."""

_LAST = frozenset(particle[-1] for particle in _PARTICLES)

# nouns whose last syllable looks like a particle; matched at the end of a word
_NOUNS = re.compile(
    r"(?:평가|국가|전문가|상점가|번화가|대학가|상가|허가|인가|증가|추가|(?:^|고)부가|작가|단가|원가|예술가|문화가|효과|성과|결과|학과|통과|제도|고도|농도|밀도|온도|"
    r"속도|철도|선도|유도|용도|각도|궤도|태도|시도|의도|주도|반도|강도|척도|지도|신도|도도|수도|정도|년도|도로|진로|활로|경로|(?<!위원)(?<![협학의])회로|항로|선로|"
    r"수로|고로|원자로|제로|용광로|놀이|먹이|어린이|사이|높이|길이|종이|차이|나이|깊이|돌봄이|지킴이|주의|(?<!위원)(?<!연합)(?<![협학의])회의|협의|심의|논의|강의|정의|창의|토의|"
    r"문의|동의|합의|결의|마을|가을|고을|그로|메타|바이오로|마이|트라이|하이|와이|파이|가이|스파이|타이|아이|레이|플레이|디스플레이|"
    r"웨이|게이트웨이|모빌리티가)$"
)
_NOUN_ENDS = frozenset(re.findall("[가-힣]{2}(?=[|)])", _NOUNS.pattern))
"""The last two letters of these nouns: a word without any is none, and that is quick to tell."""


@lru_cache(maxsize=8192)
def split(word: str) -> tuple[str, str]:
    """Split a word into its stem and its particle, or return it whole.

    >>> split("연구원과"), split("평가"), split("디스플레이"), split("사업에서는")
    (('연구원', '과'), ('평가', ''), ('디스플레이', ''), ('사업', '에서는'))
    """
    if word[-1:] not in _LAST:
        return word, ""
    particle = _particle(word)
    if not particle or (len(particle) == 1 and _is_noun(word)):
        return word, ""
    if len(particle) == 2 and _is_noun(word[:-1]):  # 성과의 is no 성 with 과의
        return word[:-1], particle[-1]
    if word[-2:] in _NOUN_ENDS and _NOUNS.fullmatch(word):
        return word, ""
    return word[: -len(particle)], particle


def _particle(word: str) -> str:
    """Return the longest particle that a word ends with behind its first letter, or nothing."""
    for length in (3, 2, 1):
        if len(word) > length and word[-length:] in _PARTICLES:
            return word[-length:]
    return ""


def _is_noun(word: str) -> bool:
    return word[-2:] in _NOUN_ENDS and _NOUNS.search(word) is not None
