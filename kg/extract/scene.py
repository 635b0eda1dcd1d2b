"""The text as patterns see it: every mention is one private-use character, every sentence a line.

``한국생산기술연구원이 주관하고`` becomes ``□이 주관하고`` where ``□`` says «a body, number 12».
A pattern is then an ordinary regular expression over a short string, and what it binds is known by
its span.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.endings import plain
from kg.extract.found import Found
from kg.extract.mask import ROOM, mask, number, numbers

__all__ = ["Scene", "Sentence", "stage"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or heading: offsets into the text and into the masked text."""

    index: int
    start: int
    end: int
    masked_start: int
    masked_end: int
    paragraph: int
    heading: bool


@dataclass(frozen=True, eq=False)
class Scene:
    """A text with its mentions and sentences, and the masked form that patterns search.

    A scene equals only itself, so that what was found in it can be kept by it.
    """

    text: str
    found: tuple[Found, ...]
    sentences: tuple[Sentence, ...]
    masked: str
    pieces: Sequence[tuple[int, int]]
    """Where each piece of the masked text begins: offset into it, offset into the text."""

    def at(self, masked_offset: int) -> int:
        """Return the offset into the text of a place in the masked text."""
        start, origin = self.pieces[bisect_right(self._pieces, masked_offset) - 1]
        return origin + masked_offset - start

    @cached_property
    def _pieces(self) -> list[int]:
        return [start for start, _ in self.pieces]

    def mention(self, char: str) -> Found | None:
        """Return what a character of the masked text stands for."""
        n = number(char)
        return None if n is None else self.found[n]

    def mentions(self, masked: str) -> list[Found]:
        """Return the mentions in a piece of masked text."""
        return [self.found[n] for n in numbers(masked)]

    def sentence_of(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset of the text."""
        i = bisect_right(self._starts, offset)
        return self.sentences[i - 1 if i else 0]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def by_sentence(self) -> tuple[tuple[Found, ...], ...]:
        """The mentions of each sentence, in order."""
        rows: list[list[Found]] = [[] for _ in self.sentences]
        for found in self.found:
            rows[self.sentence_of(found.start).index].append(found)
        return tuple(tuple(row) for row in rows)

    def line(self, sentence: Sentence) -> str:
        """Return the masked text of a sentence."""
        return self._lines[sentence.index]

    @cached_property
    def _lines(self) -> list[str]:
        return [self.masked[s.masked_start : s.masked_end] for s in self.sentences]


_STOP = re.compile(
    r"(?<=[다요까음됨임함]\.)(?:\s+|(?=[가-힣‘“'\"「『《]))|(?<=[가-힣][.!?][”\"])\s+(?=[가-힣])"
)
_MARK = re.compile(r"[.!?”\"]")  # what a sentence can end with
_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile(r"[.!?][”’\"')]*\s*$")


def stage(text: str, found: Sequence[Found]) -> Scene:
    """Split the text into sentences and mask its mentions.

    Args:
        text: the article's text.
        found: its mentions in order, none overlapping.
    """
    kept = tuple(found[:ROOM])
    shown = _one_dot(text)
    pieces: list[str] = []
    origins: list[tuple[int, int]] = []
    sentences: list[Sentence] = []
    length = 0
    i = 0
    for start, end, paragraph, heading in _sentences(text, kept):
        masked_start = length
        at = start
        while i < len(kept) and kept[i].start < end:
            f = kept[i]
            first, last = _with_quotes(text, f)
            first = max(first, at)
            for piece, offset in plain(shown[at:first]):
                pieces.append(piece)
                origins.append((length, at + offset))
                length += len(piece)
            pieces.append(mask(f.kind, i))
            origins += ((length, f.start), (length + 1, last))
            length += 1
            at = last
            i += 1
        for piece, offset in plain(shown[at:end]) if at < end else ():
            pieces.append(piece)
            origins.append((length, at + offset))
            length += len(piece)
        sentences.append(
            Sentence(len(sentences), start, end, masked_start, length, paragraph, heading)
        )
        pieces.append("\n")
        origins.append((length, end))
        length += 1
    origins.append((length, len(text)))
    return Scene(text, kept, tuple(sentences), "".join(pieces), origins)


_DOTS = "⋅∙･"
"""Dots that stand for the middle dot of words, which the patterns know (시⋅군비 is 시·군비)."""


def _one_dot(text: str) -> str:
    """Return the text with one kind of middle dot between letters."""
    for dot in _DOTS:
        if dot in text:
            text = re.sub(rf"(?<=[가-힣]){dot}(?=[가-힣])", "·", text)
    return text


_QUOTES = frozenset("‘’'`′“”\"「」『』<>〈〉《》")


def _with_quotes(text: str, f: Found) -> tuple[int, int]:
    """Return the span of a mention with the quotation marks around it: patterns never see them."""
    if f.kind not in ("name", "item"):
        return f.start, f.end
    return (
        f.start - (f.start > 0 and text[f.start - 1] in _QUOTES),
        f.end + (text[f.end : f.end + 1] in _QUOTES and f.end < len(text)),
    )


def _sentences(text: str, found: Sequence[Found]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield start, end, paragraph and whether it is a heading, never cutting a mention."""
    inside = [(f.start, f.end) for f in found if f.kind in ("speech", "name")]
    starts = [s for s, _ in inside]
    body = False
    paragraph = 0
    for m in _LINE.finditer(text):
        at, stop = m.span()
        if not m[0].strip():
            continue
        paragraph += 1
        cuts = [
            c.end()
            for mark in _MARK.finditer(text, at, stop)
            if (c := _STOP.match(text, mark.end(), stop)) and not _within(c.start(), starts, inside)
        ]
        heading = not body and not cuts and not _CLOSED.search(m[0])
        body = body or not heading
        for cut in (*cuts, stop):
            if text[at:cut].strip():
                yield at, cut, paragraph, heading
            at = cut


def _within(offset: int, starts: list[int], spans: list[tuple[int, int]]) -> bool:
    i = bisect_right(starts, offset) - 1
    return i >= 0 and spans[i][0] < offset < spans[i][1]
