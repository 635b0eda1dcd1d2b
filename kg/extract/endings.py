"""Formal verb endings (합니다, 나섭니다) as plain ones (한다, 나선다), which the patterns know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["plain"]

_FORMAL = re.compile("니다")
_VERB_BEFORE = re.compile(r"(?:[벌들높줄모붙보쓰쌓녹굽숙]|기울|움직|끌어들)$")
"""What stands before 입니다 where it is no copula: 벌입니다 is 벌인다, 사업입니다 is 사업이다."""

_FIRST, _FINALS = 0xAC00, 28  # the first syllable, and how many share what stands before
_N, _P = 4, 17  # the final consonants ㄴ and ㅂ


def plain(text: str) -> Iterable[tuple[str, int]]:
    """Return a text in pieces with its formal endings made plain, each piece with its old offset.

    >>> "".join(piece for piece, _ in plain("사업입니다. 센터를 짓고 행사를 벌입니다. 됐습니다."))
    '사업이다. 센터를 짓고 행사를 벌인다. 됐다.'
    >>> [piece for piece, _ in plain("!니다")]
    ['!니다']
    >>> list(plain("나섭니다."))
    [('나', 0), ('선', 1), ('다.', 3)]
    """
    return _plain(text) if "니다" in text else ((text, 0),)


def _plain(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for m in _FORMAL.finditer(text, 1):
        start = m.start() - 1
        if text[start] == "습":
            yield text[at:start], at
            at = start + 2
            continue
        syllable = ord(text[start]) - _FIRST
        if syllable < 0 or syllable % _FINALS != _P:
            continue
        copula = text[start] == "입" and not _VERB_BEFORE.search(text[:start])
        yield text[at:start], at
        yield chr(_FIRST + syllable - _P + (0 if copula else _N)), start
        at = start + 2
    yield text[at:], at
