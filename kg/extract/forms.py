"""Words with a legal form beside them: ㈜다온, 주식회사 다온, 아라 협동조합."""

from __future__ import annotations

import re

from kg.extract import lexicon
from kg.extract.found import Found
from kg.korean.particles import split

__all__ = ["KINDS", "SPELT", "TOKEN", "of_kind", "without_ending"]

KINDS = ("주식회사", "유한회사", "협동조합", "회사법인", "조합법인")
"""Parts of the words for legal forms: a text without any has no body that is named with one."""
TOKEN = re.compile(
    r"(?P<form>㈜|\((?:주|재|사|유|합)\)\s?|<(?:재|사|주)>\s?|(?:재|사)단법인\s"
    r"|(?P<kind>(?<![가-힣])(?:주식회사|유한회사|사회적 ?협동조합|[농어]업회사법인|영농조합법인) )"
    r"(?=[가-힣A-Z]))?"
    r"(?P<word>[가-힣A-Za-z0-9&]+(?: 사내협력사(?= 협동조합))?)"
    r"(?P<tail>㈜|\((?:주|재|사|유)\)"
    r"|(?P<behind>(?<![은는을를의에과와로한할된인])"
    r" (?:주식회사|유한회사|(?:사회적)?협동조합|[농어]업회사법인|영농조합법인)"
    r"(?! (?!등|및)[가-힣A-Z])))?"
)
"""A word with the legal form before or behind it, which may be a word too."""

SPELT = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣]{2,8})\([A-Za-z&]{2,8}\)$")
"""The beginning of a name that is spelt out: 에코(ECO)융합섬유연구원."""


def of_kind(text: str, m: re.Match[str]) -> Found | None:
    """Return the body that is named with a legal form in words: 주식회사 다온, 아라 협동조합."""
    word = m["word"] if m["behind"] else without_ending(m["word"], text[m.end() : m.end() + 1])
    if split(word)[1] or _NO_NAME.fullmatch(word) or word in lexicon.load().stop:
        return None
    end = m.end() if m["behind"] else m.start("word") + len(word)
    return Found("org", m.start(), end, text[m.start() : end])


_NO_NAME = re.compile(
    r"[가-힣]|\d.*|(?:설립|설립을|형태|방식|체제|법인|대표|대표이사|조합원|회원|직원|임직원|관계자|육성|지원|구성|운영|전환|중심|회장|이사장"
    r"|지역|마을|청년|여성|농민|어민|주민|상인|시민|사업자|소상공인|중소기업|관련|기존|신규|우수|예비|모범|일반|사회적|마을기업"
    r"|생산자|소비자|국내|도내|관내|시내|등록|소속|참여|주관|해당|운영하는|이끄는|[가-힣]+(?:하는|되는|했던|있는|들은|들이|에서|으로))"
)
"""What stands before or behind the word for a legal form and is no name: 청년 협동조합."""
_COPULA = re.compile(r"(?<=..)(?:이다|이며|이고|입니다)$")


def without_ending(word: str, behind: str = "") -> str:
    """Return the name of a firm without the particle or copula behind it."""
    if behind in (".", "\n") and len(word) > 3:
        word = word.removesuffix("다")
    stem = split(_COPULA.sub("", word))[0]
    return stem if len(stem) > 1 else word
