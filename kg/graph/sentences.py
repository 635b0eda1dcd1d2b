"""Where sentences end, for the context of a quote."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["Sentences", "sentences"]

_SENTENCE_END = re.compile(
    r"\n+"
    r"|(?:[!?…]|(?<!\d)\.)[\"'”’」』)\]]*(?=\s)"  # before a space, but not in 2023. 5. 25.
    r"|(?<=[다요음됨함임])\.(?=[가-힣‘“'\"(△▲◇○])"  # or glued to the next sentence
)


def sentences(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text end, in code points; a line break ends one too.

    >>> sentences("국비 1.5억원이다. 끝났다.다음")
    (11, 16, 18)
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(ends)


class Sentences:
    """The sentences of one article, for the context of its quotes."""

    def __init__(self, text: str):
        self.text = text
        self.ends = sentences(text)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands before and after a span in its sentence (or sentences)."""
        first = bisect_right(self.ends, start)
        last = bisect_right(self.ends, max(start, end - 1))
        left = self.ends[first - 1] if first else 0
        right = self.ends[last] if last < len(self.ends) else len(self.text)
        return self.text[left:start].lstrip(), self.text[end:right].rstrip()
