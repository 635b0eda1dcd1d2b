"""Where a frame hangs: the title it speaks of, by its place among the titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.extract.mask import characters
from kg.extract.patterns import Match
from kg.extract.scene import Scene
from kg.extract.titles import Titles

__all__ = ["Anchor"]


_UNNAMED = re.compile(
    rf"한?\s[{characters('speech')}]|"  # «A와 B가 연계한 ‘C. D’»: quoted, and no title
    r"(?:한|하는|할|는)\s(?!(?:이|이번|해당|본|동) )[^\n,.]{0,20}?"
    r"(?:사업(?![단비])|과제|개발|구축|연구|조성|실증)"
    r"(?!이다|다[.\n]|이며|이고|으로|로[, ]|을 (?:벌|추진))"
)
"""A frame that describes a project without naming it: «A가 참여하는 R&D 사업»."""

_BESIDES = re.compile(r"(?:한편|앞서|이에 앞서|이 ?밖에|이와 별도로),? ")


@dataclass(frozen=True)
class Anchor:
    """Finds the project title of a frame: ahead of it (adnominal), before it, or in focus."""

    scene: Scene
    titles: Titles
    projects: frozenset[int]
    in_focus: list[int | None]
    priced_ahead: Mapping[int, int]
    """Start offsets of amounts before their title (``17억 원의 ‘X’``), with the title."""

    def title(self, match: Match, *, forward: bool) -> int | None:
        """Return the number of the title that a match speaks of, or ``None``.

        Args:
            match: the frame.
            forward: whether the frame may stand before its title (``A가 참여한 ‘X’``).
        """
        named = [self.titles.of.get(f.start) for f in match.every(self.scene, "project")]
        inside = [n for n in named if n in self.projects]
        if inside:
            return inside[0]
        if named and not any(n in self.titles.programmes for n in named):
            return None
        start, end = self.scene.at(match.start), self.scene.at(match.end)
        sentence = self.scene.sentence_of(start)
        here = self._here[sentence.index]
        ahead = next((n for at, n in here if at >= end), None)
        if forward and _UNNAMED.match(self.scene.masked, match.end):
            return None
        before = None
        for at, n in here:
            if at < start:
                before = n
        if ahead is not None and (
            forward or before is None or self._priced(sentence.index, end) == ahead
        ):
            return None if self._speaks_of_another(sentence.index, end, ahead) else ahead
        if before is None and self._spoke_of_another(sentence.index, start):
            return None
        return self.in_focus[sentence.index] if before is None else before

    def _speaks_of_another(self, sentence: int, after: int, ahead: int) -> bool:
        """Tell whether a name that is no project stands between: A가 ‘X’을, B가 ‘Y’을."""
        for f in self.scene.by_sentence[sentence]:
            if f.start >= after and f.quoted and f.start in self.titles.of:
                n = self.titles.of[f.start]
                return n != ahead and n not in self.titles.programmes
        return False

    def _spoke_of_another(self, sentence: int, until: int) -> bool:
        """Tell whether a frame stands behind a name that is none here: «한편 ‘Y’에는 A가 참여»."""
        if not _BESIDES.match(self.scene.line(self.scene.sentences[sentence])):
            return False
        names = (f for f in self.scene.by_sentence[sentence] if f.quoted and f.end <= until)
        told = [n for f in names if (n := self.titles.of.get(f.start)) is not None]
        return bool(told) and not self.projects & set(told)

    @cached_property
    def _here(self) -> list[list[tuple[int, int]]]:
        """For each sentence its mentions of projects: where they begin, and their titles."""
        return [
            [(f.start, n) for f in found if (n := self.titles.of.get(f.start)) in self.projects]
            for found in self.scene.by_sentence
        ]

    def _priced(self, sentence: int, after: int) -> int | None:
        """Return the title of the next amount, if that amount stands before its title."""
        for f in self.scene.by_sentence[sentence]:
            if f.start >= after and f.kind in ("money", "name", "item"):
                return self.priced_ahead.get(f.start)
        return None
