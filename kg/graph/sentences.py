"""Where sentences end, for the context of a quote."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.graph.terms import escape, is_plain

__all__ = ["Sentences", "sentences"]

_SENTENCE_END = re.compile(
    r"[\n!?….](?:(?<=\n)\n*"
    r"|(?<!\n)(?<!\d\.)[\"'”’」』)\]]*(?=\s)"  # before a space, but not in 2023. 5. 25.
    r"|(?<=[다요음됨함임]\.)(?=[가-힣‘“'\"(△▲◇○]))"  # or glued to the next sentence
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
        self.plain = is_plain(text.replace("\n", ""))
        """Whether a piece of a line stands in a literal as it is."""

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands before and after a span in its sentence (or sentences), escaped."""
        first = bisect_right(self.ends, start)
        last = bisect_right(self.ends, max(start, end - 1))
        left = self.ends[first - 1] if first else 0
        right = self.ends[last] if last < len(self.ends) else len(self.text)
        return self.escaped(self.text[left:start].lstrip()), self.escaped(
            self.text[end:right].rstrip()
        )

    def escaped(self, piece: str) -> str:
        """Return a piece of the text as it stands between the quotes of a literal."""
        return piece if self.plain and "\n" not in piece else escape(piece)
