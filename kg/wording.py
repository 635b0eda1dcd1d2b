"""Amounts and levels of money in words, in Korean and in English."""

from __future__ import annotations

from kg.korean.money import write

__all__ = ["LEVELS", "last_place", "money"]

LEVELS: dict[str, tuple[str, str]] = {
    "national": ("국비", "national money"),
    "local": ("지방비", "local money"),
    "province": ("도비", "provincial money"),
    "city": ("시비", "city money"),
    "county": ("군비", "county money"),
    "private": ("민자", "private money"),
    "mixed": ("여러 재원의 돈", "mixed money"),
    "total": ("총사업비", "total cost"),
    "other": ("출처가 열린 돈", "money of an open source"),
}
"""Source of an amount -> what it is called in Korean and in English."""

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def money(won: int, language: str = "ko") -> str:
    """Write whole won as people do, exactly.

    >>> money(21_500_000_000), money(21_500_000_000, "en")
    ('215억 원', 'KRW 21.5 billion')
    >>> money(7_100_005_000, "en"), money(-50_000_000, "en")
    ('KRW 7,100,005,000', '-KRW 50 million')
    """
    if won < 0:
        return f"-{money(-won, language)}"
    if language == "ko":
        return write(won)
    size, word = next(((s, w) for s, w in _SCALES if won >= s), (1, ""))
    whole, rest = divmod(won, size)
    thousandths, finer = divmod(rest * 1000, size)
    if finer or not word:
        return f"KRW {won:,}"
    return f"KRW {f'{whole:,}.{thousandths:03}'.rstrip('0').rstrip('.')} {word}"


def last_place(won: int) -> int:
    """Return the last place that an amount is given to, at most 억 (10⁸), in won.

    >>> last_place(21_500_000_000), last_place(7_150_000_000), last_place(8_000_005_000)
    (100000000, 10000000, 1000)
    """
    place = 1
    while won and won % (place * 10) == 0 and place < 10**8:
        place *= 10
    return place
