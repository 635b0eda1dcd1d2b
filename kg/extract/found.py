"""What a mention is: the unit that patterns bind and facts point to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from kg.korean.money import Money
from kg.korean.period import Span

__all__ = ["MARKS", "Found", "Kind", "squeeze"]

Kind: TypeAlias = Literal[
    "name", "item", "money", "org", "agency", "gov", "region", "place", "self", "period", "speech"
]
"""What a mention can be.

``name`` a title in quotation marks or a noun run that ends like one; ``item`` an entry of a marked
list; ``org`` a body; ``agency`` a known body that hands out a ministry's money (KIAT); ``gov`` a
ministry; ``region`` a region by a safe name; ``place`` a short name that may also be a common word
(고성, 음성); ``self`` 시는, 도가 (the region already named); ``speech`` a quoted utterance.
"""


class Found(NamedTuple):
    """A mention: offsets into the text, and what was read there."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Money | Span | None = None
    quoted: bool = False


MARKS = "△▲▷▶▸▹◇◆○●□■▴◈ㅇ∙•◦①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿▪➀➁➂➃⚫⚪◎☆★"
"""What begins an entry of a list."""

_SQUEEZED = re.compile(r"[\s'\"‘’“”`′「」『』<>〈〉《》·‧ㆍ․・.,\-–~～∼]")


@lru_cache(maxsize=4096)
def squeeze(name: str) -> str:
    """Return what stays of a name when spaces, quotation marks and dots are gone.

    >>> squeeze("시군구 연고 산업 육성사업") == squeeze("시군구연고산업육성사업")
    True
    """
    return _SQUEEZED.sub("", name).casefold()
