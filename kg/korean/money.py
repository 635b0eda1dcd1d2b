"""Amounts of won in running Korean text, read exactly and never guessed.

Grammar (units multiply what stands before them; every part may be missing but one big unit)::

    amount := small 조 · small 억 · small 만 · small   then 원 where no 조 or 억 stands
    small  := digits with commas or a decimal · and/or 천, 백, 십 with a factor before each

So ``1천812억`` is 1,812 × 10⁸, ``71억5천만`` 71 × 10⁸ + 5,000 × 10⁴, ``68,842백만`` 68,842 × 10⁶.
In a list 만 may be left out behind 억: ``(도비 12억9천, 시비 30억1천)``.
A won amount is an integer; a decimal that does not come out whole is no amount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

__all__ = ["Money", "bare", "scan", "write"]

EOK = 10**8


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as the text gives it.

    Args:
        start: offset of the first character, code points.
        end: offset behind the last character (원 and a following 대 or 여 included).
        value: whole won, literally.
        approx: the text rounds it (약, 여, 가량, 안팎, 이상 …).
        alternative: the likely value where the literal one is suspicious.
        trouble: slug of what keeps the amount from being one: ``range``, ``ceiling``,
            ``malformed``, ``foreign``; empty for a plain amount.
    """

    start: int
    end: int
    value: int
    approx: bool = False
    alternative: int | None = None
    trouble: str = ""


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# a factor, then thousands, hundreds and tens: 1천812, 3백, 2백50, 천 850, 이천
_SMALL = (
    rf"(?:(?:{_DIGITS}|[일이삼사오육칠팔구])?"
    rf"(?:\s?[천백십]\s?(?:{_DIGITS}|[일이삼사오육칠팔구])?)+"
    rf"|{_DIGITS}|[일이삼사오육칠팔구](?=[조억]\s?원))"
)
_YEO = r"\s?여?\s?"
_AMOUNT = re.compile(
    rf"(?<![\d,.A-Za-z])"
    rf"(?=[\d천백십일이삼사오육칠팔구])"
    rf"(?:(?P<jo>{_SMALL}){_YEO}조{_YEO})?"
    rf"(?:(?P<eok>{_SMALL}){_YEO}억{_YEO})?"
    rf"(?:(?P<man>{_SMALL}){_YEO}만{_YEO})?"
    rf"(?P<won>{_SMALL})?{_YEO}"
    rf"(?P<unit>원)?"
)
_BEGIN = re.compile(  # digits, or a numeral that begins a word, a unit or another behind it
    r"[\d일이삼사오육칠팔구천백십](?:(?<=\d)\d*|(?<![가-힣].)(?=[\s\d일이삼사오육칠팔구천백십조억만]))"
)
_SCAN = re.compile(  # what an amount begins like: cheap, so that the grammar runs on few places
    # «3, 4억» is three or four, «24, 10억» a year and an amount
    rf"(?<![\d,.A-Za-z])(?<!\D\d, )"
    rf"(?:{_DIGITS}\s?[천백십]?(?:[\s천백십\d.]|,(?=\d)){{0,10}}여?\s?[조억만천백원]"
    r"|(?<![가-힣])(?:[일이삼사오육칠팔구]?[천백십][\s천백십\d일이삼사오육칠팔구]{0,8}[조억만]"
    r"|[일이삼사오육칠팔구][조억]\s?원))"
)
_PART = re.compile(
    rf"({_DIGITS}|[일이삼사오육칠팔구])?\s?([천백십])|({_DIGITS}|[일이삼사오육칠팔구])"
)
_ONES = {c: Decimal(i) for i, c in enumerate("일이삼사오육칠팔구", 1)}
_TENS = {"천": 1000, "백": 100, "십": 10}

_BEFORE_APPROX = re.compile(r"(?:약|대략|어림잡아|줄잡아)\s?$")
_BEFORE_CEILING = re.compile(r"(?:최대|최고|상한|한도)\s?(?:액(?:은|이)?)?\s?(?:약\s?)?$")
_BEFORE_RANGE = re.compile(r"[\d억만천]\s?원?\s?[~∼～\-–]\s?$")
_BEFORE = frozenset("약략아대고한도액은이~∼～–-")
"""How what is told before an amount ends: most amounts have no such letter before them."""
_THOUSANDS = re.compile(r"\s?\d천$")
_CLOSED = re.compile(r"\s?[,·/)+]|\s?$")
_LAW = re.compile(r"제\s?$")  # 제15조 is an article of a law
_AFTER = re.compile(
    r"(?P<approx>\s?(?:규모\s)?(?:여|가량|정도|안팎|내외|남짓|이상|[이을]? ?넘|초과|을 웃도|상당)"
    r"|대(?![가-힣])|대(?=[의에를로 ]))"
    r"|(?P<ceiling>\s?(?:이내|미만|한도|까지 지원|이하))"
    r"|(?P<range>\s?[~∼～–\-]\s?\d)"
    r"|(?P<foreign>\s?(?:달러|불|유로|엔|위안|弗))"
    r"|(?P<count>\s?(?:명|건|개|곳|대|㎡|평|톤|t|km|㎞|호|가구|마리|그루|회|점|본|년|여\s?명|㎾|kW|MW|GW|배|%|여\s?㎡|제곱|헥타|㏊|ha|주|권|편|리터|㎘|kg|인분|여\s?개|세대|시간|비트|만))"
)


Number: TypeAlias = Decimal | int
"""An exact number; an integer wherever the text writes one plainly."""


_PLAIN = 16
"""Digits below which a number is an everyday integer."""


def _small(text: str) -> Number:
    """Read digits with 천, 백 and 십: ``1천812`` is 1812, ``68,842백`` 6,884,200."""
    if len(text) < _PLAIN and text.isdecimal():
        return int(text)
    total = Decimal(0)
    for m in _PART.finditer(text):
        factor, unit, plain = m.groups()
        if unit:
            total += (_number(factor) if factor else Decimal(1)) * _TENS[unit]
        else:
            total += _number(plain)
    return total


def _number(text: str) -> Decimal:
    return _ONES[text] if text in _ONES else Decimal(text.replace(",", ""))


def _whole(value: Number) -> int | None:
    whole = int(value)
    return whole if whole == value else None


def scan(text: str) -> list[Money]:
    """Return every amount of money in the text, in order.

    Args:
        text: NFC text.

    >>> [m.value for m in scan("국비 80억원을 포함, 총 1천812억 원")]
    [8000000000, 181200000000]
    >>> m, = scan("71억5천원의 사업비")
    >>> m.value, m.alternative
    (7100005000, 7150000000)
    >>> [m.value for m in scan("(도비 12억9천, 시비 30억1천)")]
    [1290000000, 3010000000]
    >>> scan("4만㎡ 부지에 300만명")
    []
    """
    found: list[Money] = []
    at = 0
    for begin in _BEGIN.finditer(text):
        start = begin.start()
        hint = _SCAN.match(text, start) if start >= at else None
        if hint is None:
            continue
        m = _AMOUNT.match(text, start)
        money = _read(text, m) if m else None
        if money is not None:
            if money.start == at and found:  # 5억3000억원: two amounts never touch
                money = replace(money, trouble="malformed")
            found.append(money)
        at = max(hint.end(), money.end if money else 0)
    return found


def _read(text: str, m: re.Match[str]) -> Money | None:
    jo, eok, man, won, unit = m.group("jo", "eok", "man", "won", "unit")
    if not (jo or eok or unit) or not (jo or eok or man or (won and unit)):
        return None
    tail: Number = _small(won) if won else 0
    if eok and won and not man and _short(text, m):  # 12억9천, in a list
        tail, end = tail * 10**4, m.end("won")
    elif won and not unit:  # digits behind the last unit that no 원 closes are another number
        tail, end = 0, m.start("won")
    else:
        end = m.end()
    end = m.start() + len(text[m.start() : end].rstrip())
    parts: list[Number] = [
        _small(p) * size if p else 0 for p, size in ((jo, 10**12), (eok, EOK), (man, 10**4))
    ]
    value = _whole(sum(parts, tail))
    if (
        value is None
        or value == 0
        or (jo and not eok and not unit and _LAW.search(text[: m.start()][-2:]))
    ):
        return None
    return _judge(text, m, end, value, parts, tail)


def _short(text: str, m: re.Match[str]) -> bool:
    """Tell whether thousands behind 억 are thousands of 만, which the text leaves out."""
    if m["unit"] or not _THOUSANDS.fullmatch(m["won"]):
        return False
    return _CLOSED.match(text, m.end("won")) is not None


def _judge(
    text: str, m: re.Match[str], end: int, value: int, parts: list[Number], tail: Number
) -> Money | None:
    """Look around the amount: rounding, ranges, ceilings, other units, broken units."""
    start = m.start()
    approx = "여" in text[start:end]
    trouble = ""
    if text[max(0, start - 2) : start].rstrip()[-1:] in _BEFORE:
        approx = approx or bool(_BEFORE_APPROX.search(text, max(0, start - 6), start))
        if _BEFORE_CEILING.search(text, max(0, start - 8), start):
            trouble = "ceiling"
        elif _BEFORE_RANGE.search(text, max(0, start - 4), start):
            trouble = "range"
    after = _AFTER.match(text, end)
    if after:
        kind = after.lastgroup
        if kind == "count" and not m.group("unit"):
            return None
        if kind in ("range", "foreign", "ceiling"):
            trouble = trouble or kind
        approx = approx or kind == "approx"
    alternative = None
    if parts[1] and not parts[2] and 100 <= tail < 10**4:  # 71억5천원: 만 seems to be missing
        alternative = int(sum(parts) + tail * 10**4)
    if (parts[1] and parts[2] >= EOK) or text[end : end + 1].isdigit():  # 18억84000만, 5억3000억
        trouble = trouble or "malformed"
    return Money(start, end, value, approx, alternative, trouble)


def bare(digits: str) -> int | None:
    """Read a number that borrows 억 from the amount before its bracket.

    >>> bare("4.5")
    450000000
    """
    return _whole(Decimal(digits.replace(",", "")) * EOK)


def write(won: int) -> str:
    """Write won as people do.

    >>> write(8_000_000_000), write(7_150_000_000), write(1_000_000_000_000)
    ('80억 원', '71억 5,000만 원', '1조 원')
    >>> write(7_100_005_000)
    '71억 5,000원'
    """
    parts: list[str] = []
    for name, size in (("조", 10**12), ("억", EOK), ("만", 10**4)):
        count, won = divmod(won, size)
        if count:
            parts.append(f"{count:,}{name}")
    if won or not parts:
        return " ".join([*parts, f"{won:,}원"])
    return f"{' '.join(parts)} 원"
