"""Lines that a page's width broke, joined again without breaking or gluing words.

Korean is set in two ways. Where lines break between words, a broken line goes on after a space.
Where they break inside words as well, the space at a break is lost, and only the words tell:
what the same text writes elsewhere, particles and endings, digits and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.korean.particles import split

__all__ = ["breaks_a_word", "join", "vocabulary"]

_BEGINS_WITH_ENDING = re.compile(
    r"(?:은|는|을|를|의|에|에서|에게|에는|으로|로|으로는|와|과|까지|부터|에도|에만|이다|이며|이고|인|다|이|가|"
    r"했다|한다|된다|됐다|하고|하는|하며|해|돼|된|될|한|할|하기|되는|됨|함|하여|하여서|였다|이었다|까지다|부터다|고|며|라는|라고|이라는|라며|억원|억|원|원[을의과이에]|원으로)"
    r"[.,)”’\"']*$"
)
_OWN_WORD = re.compile(
    r"(?:있다|없다|했다고|알렸다|전했다|말했다|밝혔다|한다|된다|및|등|등을|등이|등의|수|것|것이다|것으로|총|약|모두|각각|또|또한|"
    r"이|그|한|두|세|네|첫|번째|내|중|간|위해|위한|통해|대한|따른|함께|국비|시비|도비|민자|사업비|총사업비|규모|"
    r"예정이다|계획이다|방침이다|구축|지원|개발|조성|육성|사업|추진)$"
)
_ENDS_A_WORD = re.compile(
    r"(?:하는|하고|하며|되는|위한|위해|통해|통한|따른|대한|관한|[했됐있없]다|[이한된]다|다고|하여|받게|하게|되게|"
    r"가장|큰|새|더|각|첫|매우|특히|등|및|총|약|중|내|각각|모두|함께|최종|최다|주요|관련|[가-힣]할|[가-힣]될|된|[있없]는|\d[억조만천]|\d[억만천]?원|\d%)$"
)
_AFTER_CLOSE = re.compile(
    r"(?:으로|로|은|는|이|가|을|를|의|에|에서|에는|와|과|도|이다|이며|라는|까지|부터|이라는|인|에도|만)"
    r"(?:[.,)”’\"']|\s|$)"
)
_BARE_PARTICLE = re.compile(
    r"(?:[을를은는의]|에서|으로|까지|부터|이다[.,]|다\.|한다\.|했다\.|다고|다며|라고|라며)(?:\s|$)"
)
_INSTITUTION = re.compile(
    r"(?:대학교|연구원|연구소|진흥원|기술원|평가원|센터|재단|테크노파크|협회|사업단|공사|공단|조합)$"
)
_SAYS = re.compile(r"(?:[다라자냐]고|[하되받]게|하기로|[^가-힣]고)$")
_CLOSED = re.compile(r"[”’\"')\]》」][가-힣]{1,3}$")
_SURE = frozenset(("은", "는", "을", "를", "의", "에서", "으로", "까지", "부터", "에게", "에서는"))
"""Particles that hardly ever are the middle of a word, unlike 과 of 과학."""

_WORD = re.compile(r"[^\s“”‘’\"'()\[\]<>《》「」『』,.]+")


def vocabulary(lines: Sequence[str]) -> frozenset[str]:
    """Return the words of a text that no break touches, and its pairs of neighbouring words.

    Args:
        lines: the lines as they stand on the page.

    >>> sorted(vocabulary(["한국 생산 기술 연구원"]))
    ['기술', '생산', '생산 기술']
    """
    words: set[str] = set()
    for line in lines:
        inner = [_WORD.search(part) for part in line.split()[1:-1]]
        whole = [found[0] for found in inner if found]
        words.update(word for word in whole if len(word) > 1)
        words.update(split(word)[0] for word in whole if len(word) > 2)
        words.update(f"{a} {b}" for a, b in pairwise(whole))
    return frozenset(words)


def join(first: str, second: str, words: frozenset[str]) -> str:
    """Join a line that was broken anywhere, even inside a word, with the one after it.

    Args:
        first: the line that was broken; a space at its end says that a word ends there.
        second: the line after it; so does a space at its beginning.
        words: what :func:`vocabulary` found in the text.

    >>> join("공모에서 초광", "역 협력 과제를", frozenset())
    '공모에서 초광역 협력 과제를'
    >>> join("지역혁신자원의 기능과 역량", "을 기반으로", frozenset())
    '지역혁신자원의 기능과 역량을 기반으로'
    >>> join("4개 과제가 선정됐다.", "이는 최다", frozenset())
    '4개 과제가 선정됐다. 이는 최다'
    """
    if first.endswith(" ") or second.startswith(" "):
        return f"{first.rstrip()} {second.lstrip()}"
    return f"{first} {second}" if _is_space(first, second, words) else first + second


def breaks_a_word(first: str, second: str, words: frozenset[str]) -> bool:
    """Tell whether a word stands over the end of a line, which only happens on some pages.

    Either the second line begins with a particle or 이다 on its own, or the text has the word
    elsewhere and neither of its halves.

    Args:
        first: a line that was broken.
        second: the line after it.
        words: what :func:`vocabulary` found in the text.

    >>> breaks_a_word("기능과 역량", "을 기반으로", frozenset())
    True
    >>> breaks_a_word("최종 공", "모에서 뽑혔다.", frozenset({"공모"}))
    True
    >>> breaks_a_word("기능과", "이 사업은", frozenset())
    False
    """
    if _BARE_PARTICLE.match(second):
        return True
    a, b = _last(first), _first(second)
    whole = a + b
    known = len(whole) > 2 and (whole in words or split(whole)[0] in words)
    return known and a not in words and split(b)[0] not in words


def _is_space(first: str, second: str, words: frozenset[str]) -> bool:
    a, b = _last(first), _first(second)
    left, right = first[-1], second[0]
    if not left.isalnum() or not right.isalnum():
        return _beside_sign(left, right, second)
    if left.isdigit() or right.isdigit() or left.isascii() or right.isascii():
        return _beside_latin(left, right)
    if _CLOSED.search(first[-8:]):
        return not _BARE_PARTICLE.match(second)
    if a + b in words or split(a + b)[0] in words:
        return False
    if f"{a} {b}" in words:
        return True
    return _between_words(a, b, words)


def _between_words(a: str, b: str, words: frozenset[str]) -> bool:
    """Tell whether one word ends and another begins, where the text itself does not show it."""
    stem, particle = split(a)
    whole = (
        a in words
        or particle in _SURE
        or bool(particle and (stem in words or _INSTITUTION.search(stem)))
        or bool(_ENDS_A_WORD.search(a))
    )
    if _BEGINS_WITH_ENDING.match(b):
        return bool(_SAYS.search(a))
    begun = b in words or split(b)[0] in words or bool(_OWN_WORD.match(b))
    return whole or (begun and len(a) > 1)


def _beside_sign(left: str, right: str, second: str) -> bool:
    if left in ",.!?…;":
        return not right.isdigit() or left not in ",."
    if left in "”’\"')]》」』":
        return right not in ",.)”’" and not _AFTER_CLOSE.match(second)
    return left not in "(‘“[·~-/《「『<" and right in "(‘“[《「『△▲○<" and right not in "("


def _beside_latin(left: str, right: str) -> bool:
    if left.isdigit():
        return right.isascii() and right.isalpha()
    if right.isdigit():
        return not left.isascii()
    return left.isascii() != right.isascii() and right.isascii()


def _last(line: str) -> str:
    return str(_WORD.findall(line[-40:])[-1])


def _first(line: str) -> str:
    found = _WORD.search(line)
    return found[0] if found else ""
