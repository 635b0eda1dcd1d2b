"""Names of projects: what tells them apart, and when one holds the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

__all__ = [
    "chunks", "contained", "content_words", "exact_key", "leading_year", "numbers", "pieces",
]  # fmt: skip

_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*(?:년도|년|학년도)?(?![\d.])\s*")
_WORD = re.compile(r"[^\W_]+")
_DOTS = str.maketrans(dict.fromkeys("ㆍ・‧•⋅∙", "·"))
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[ⅰ-ⅻ]|(?<![a-z])(?:i{1,3}|iv|v)(?![a-z])")
_GENERIC = frozenset(
    {"사업", "과제", "프로젝트", "구축", "구축사업", "기반구축", "기반구축사업", "조성", "조성사업",
     "지원", "지원사업", "육성사업", "개발사업", "추진", "추진사업", "공모", "공모사업", "신규",
     "및", "위한", "등"}
)  # fmt: skip
_TAIL = re.compile(r"(?:구축|조성|지원|추진|공모)?(?:사업|과제|프로젝트)$")
_JOINED = 3
"""So many words written as one are still found."""


def exact_key(name: str) -> str:
    """Return what equal names have in common: no spaces, no capitals, one kind of middle dot.

    >>> exact_key("스마트 이송·물류 AMR") == exact_key("스마트이송ㆍ물류 amr")
    True
    >>> exact_key("A/B") == exact_key("A B")
    False
    """
    if name.isascii():
        return "".join(name.split()).casefold()
    text = unicodedata.normalize("NFC", name).translate(_DOTS)
    return "".join(text.split()).casefold()


def leading_year(name: str) -> int | None:
    """Return the year that a name begins with.

    >>> leading_year("2023년도 스마트특성화 기반구축사업"), leading_year("5G 실증사업")
    (2023, None)
    """
    found = _YEAR.match(name)
    return int(found[1]) if found else None


def content_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart, in order.

    >>> content_words("2023년도 이송·물류 자율주행로봇(AMR) 플랫폼 구축사업")
    ('이송', '물류', '자율주행로봇', 'amr', '플랫폼')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    found = _YEAR.match(text)
    words = _WORD.findall(text[found.end() :] if found else text)
    bare = (_TAIL.sub("", word) for word in words if word not in _GENERIC)
    return tuple(word for word in bare if word and word not in _GENERIC)


def contained(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether every content word of one name stands in the other.

    >>> a = content_words("사용후 배터리 시험평가센터 구축사업")
    >>> contained(a, content_words("전기모빌리티융합 사용 후 배터리 시험평가센터 구축사업"))
    True
    >>> contained(("미래차", "부품"), ("미래자동차", "부품")), contained(("로봇",), ("로봇",))
    (True, False)
    """
    if len(short) < 2 or sum(map(len, short)) < 5:
        return False
    known = set(_joins(long))
    at = 0
    while at < len(short):
        for size in range(min(_JOINED, len(short) - at), 0, -1):
            if "".join(short[at : at + size]) in known:
                break
        else:
            size = 1
            if not any(_shortened(short[at], word) for word in long):
                return False
        at += size
    return True


def numbers(words: Sequence[str]) -> frozenset[str]:
    """Return the numbers in the words of a name.

    >>> sorted(numbers(("2단계", "5g")))
    ['2', '5']
    """
    return frozenset(_NUMBER.findall(" ".join(words)))


def pieces(words: Sequence[str]) -> frozenset[str]:
    """Return what the words of a shorter name can be found as in this one."""
    return frozenset(_joins(words)) | frozenset(map(_mark, words))


def _joins(words: Sequence[str]) -> Iterator[str]:
    for at in range(len(words)):
        for size in range(1, min(_JOINED, len(words) - at) + 1):
            yield "".join(words[at : at + size])


def chunks(words: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield for each word what it can be found as: with its neighbours in one, or shortened."""
    for at, word in enumerate(words):
        found = {
            "".join(words[start:end])
            for start in range(max(0, at - _JOINED + 1), at + 1)
            for end in range(at + 1, min(len(words), start + _JOINED) + 1)
        }
        yield frozenset(found | {_mark(word)})


def _mark(word: str) -> str:
    """Return what a word and its shortened forms have in common."""
    return f"{word[:2]}…{word[-1]}" if len(word) > 2 else word


def _shortened(short: str, long: str) -> bool:
    """Tell whether a word is the other with inner syllables left out."""
    if not 3 <= len(short) < len(long) or short[:2] != long[:2] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(syllable in rest for syllable in short)
