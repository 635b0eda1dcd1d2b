"""What is said of words that may be a name: that they are built, opened, chosen or paid for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.korean.particles import split

__all__ = ["YEAR", "fits", "told"]

YEAR = re.compile(r"^(?:(?:19|20)\d\d)년도?(?:의)?$")
"""A word that is the year of a call."""
_NAMED_NEXT = re.compile(
    r"\s?\(?(?:국비|총|총사업비|사업비|약|국고)?\s?"
    r"(?:\0++(?! ?(?:사업|과제|공모)|(?:으로|에) [^\n.,]{0,6}(?:선정|뽑|지정))"
    r"|\d[\d,.천백]*\s?(?:억|조|여\s?억))"
    r"|\s?\((?:이하|가칭)"
)
_MADE = re.compile(
    r"(?:을|를) (?:만들어|개발해|구축해|개발하고|구축하고|조성해|세워)[^\n.]{0,60}사업(?:이다|으로)"
)
_AT_SITE = r"(?:(?<=센터|단지|파크|지구|특구|타운|밸리)|(?<=클러스터)|(?<=테스트베드)|(?<=연구소))"
"""Behind the word for what is built at a place."""
_SITED = re.compile(rf"{_AT_SITE}$")
_SET_OUT = re.compile(
    r"에 (?:본격(?:적으로)? )?(?:나선|나섰|나서|착수|돌입|뛰어)"
    r"|(?:을|를) (?:본격(?:적으로)? )?(?:본격화|추진|시작|착수)"
    r"|(?:이|가) [^\n.,]{0,24}"
    r"(?:들어선|들어서|준공(?:됐|된|돼)|완공(?:됐|된|돼)|자리를 잡|문을 (?:연|열)|생긴다|세워진다)"
    rf"|{_AT_SITE}(?:을|를) (?:[^\n.,]{{0,14}} )?"
    r"(?:(?:건립|조성|설립|신축|구축)(?:한다|하기로|할 (?:계획|예정|방침))"
    r"|짓는다|짓기로|세운다|세우기로)"
    rf"|{_AT_SITE} (?:건립|조성|설립|신축|구축)에 "
    r"[^\n.,]{0,12}\0+원? ?[^\n.,]{0,8}(?:투입|들인|들여)"
    rf"|{_AT_SITE}(?:을|를) [^\n.,\0]{{2,16}}(?:으로|로) (?:최종 )?(?:지정|선정|뽑)"
    r"| ?(?:개소식|준공식|착공식|기공식|개관식|현판식)"
    r"|(?: (?:사업자|수행 ?기관|주관 ?기관|대상자))?(?:으로|로) [^\n.,]{0,14}(?:지정|선정|뽑)"
    r"| (?:최종 |사업 ?)?(?:사업지|대상지|대상 ?지역|사업자)(?:으로|로|에) "
    r"[^\n.,]{0,14}(?:지정|선정)"
    r"|\)(?:에|에서|이|가|으로) "
)
"""What is said of a thing that somebody sets out to build, opens, or is chosen as."""
_PAID_TOPIC = re.compile(rf"{_AT_SITE}(?:은|는) [^\n.]{{0,60}}\0+원? ?\((?:총 |국비|국고)")
"""What is said of a thing that several pay for: «X 센터는 … 199억원(국비 80억원, …)»."""
_BUILT_NEXT = re.compile(
    rf"(?:{_AT_SITE}|(?<=생태계|플랫폼|인프라|시스템|상용화)|(?<=거점|기반))"
    r"(?:을|를) (?:[^\n.,\0]{0,12} )?(?:조성|구축|건립|설립|신축)"
)
_PAID_FOR = re.compile(
    r"\0+원?(?: ?\([^()\n]*\))?(?:을|를)? (?:들여|(?:투입|투자)(?:해|하여|,))"
    r"(?:[^\n.]{0,70}(?<![와과,]))? $"
)
"""Before what money builds: «총 165억원(국비 93억, …)을 투입해 … X 거점을 조성한다»."""
_PREPARED = re.compile(r"(?:생태계 ?조성|기획|연구|지원|지정|육성|양성|기술|개선|정비|거리|마을)$")
"""Heads of what is set out on without being a project by itself (사전 기획에 착수)."""
_OPENING = re.compile(r"(?:^|\n|[.”\"]\s?)$")


def told(text: str, head: str, end: int) -> str:
    """Return how the words behind a weak head say that it ends a name, or nothing.

    Args:
        text: the text.
        head: the last word.
        end: where it ends.
    """
    if _MADE.match(text, end):
        return "made"
    if not _PREPARED.search(head) and _SET_OUT.match(text, end):
        return "out"
    if _NAMED_NEXT.match(text, end) or _PAID_TOPIC.match(text, end):
        return "paid"
    return "built" if _BUILT_NEXT.match(text, end) else ""


def fits(text: str, words: Sequence[tuple[int, int, str]], how: str) -> bool:
    """Tell whether words are enough for a name, as something is said of them.

    Args:
        text: the text.
        words: the words, the head last.
        how: what is said, as :func:`told` returns it.
    """
    start, (_, end, head) = words[0][0], words[-1]
    if how == "made":
        return len(words) > 3 and _OPENING.search(text[:start][-3:]) is not None
    if how == "out":
        sited = _SITED.search(split(head)[0]) or YEAR.match(words[0][2])
        return len(words) > (1 if sited else 2) and end - start >= _SHORTEST
    if how == "built":
        paid = _PAID_FOR.search(text, max(0, start - _REACH), start)
        return paid is not None and end - start >= _SHORTEST
    return True


_SHORTEST = 12
"""Letters of a name, and its particle, of which only its being built is told."""
_REACH = 140
"""Letters in which money is told before what it builds."""
