"""What a line must hold before a pattern can match in it, read off the pattern itself.

Most patterns hold nowhere in a text, and a search that fails costs as much as one that finds. So a
pattern is first asked for what it cannot do without: ``<lead:org>(?:이|가) (?:주관|총괄)`` needs a
body, and one of ``주관`` and ``총괄``. Lines that lack it are not searched. The needs only leave
out lines where the pattern could not match: they change the time that a search takes, never what
it finds.

Python's own parser of regular expressions says what a pattern is made of. A part that this module
does not know makes no need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib import import_module
from itertools import islice
from operator import add, or_
from typing import Any, NamedTuple, TypeAlias

from kg.extract.found import Kind
from kg.extract.mask import KINDS, MENTIONS, kinds_between

__all__ = ["Clause", "Needs", "Part", "Sieve", "needs_of", "parsed", "places"]

Part: TypeAlias = tuple[Any, Any]
"""A part of a parsed regular expression: what it is, and its value."""

_BREAK = ord("\n")
_END: Part = (None, None)
_PARSER = import_module("re._parser")  # the module that compiles patterns; it has no public name
_LITERAL = _PARSER.LITERAL
_ASCII = 0x7F
_FEW = 50  # letters that a class takes and that are looked for one by one
_WORDS = 3  # clauses of words that are kept: more take longer to look up than they save
_EVERYWHERE = frozenset(("", *",·가과는도된로를서씩에와은을의이한"))
"""Letters that stand on almost every line, and tell none from others."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One of these words, or a mention of one of these kinds."""

    words: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()

    def __or__(self, other: Clause) -> Clause:
        """Return the clause that holds where either does."""
        return Clause(self.words | other.words, self.kinds | other.kinds)


@dataclass(frozen=True, slots=True)
class Needs:
    """All that must stand on one line, or in the whole text where a pattern runs over lines."""

    clauses: tuple[Clause, ...]
    within_line: bool
    anywhere: Clause = Clause()
    """What must stand anywhere in the text besides; an empty clause asks for nothing."""


def needs_of(pattern: str, *, by_line: bool = False, anchors: Iterable[str] = ()) -> Needs:
    """Return what a regular expression over masked text needs.

    Args:
        pattern: a valid regular expression; one with flags is taken to need nothing.
        by_line: whether every line is to be searched by itself, whatever the pattern takes.
        anchors: words of which one must stand anywhere in the text.

    >>> needs = needs_of("(?:국비|국고)를 (?:더 )?(?:확보|얻어)")
    >>> sorted(sorted(c.words) for c in needs.clauses), needs.within_line
    ([['국고', '국비'], ['얻어', '확보']], True)
    """
    words = frozenset(anchors)
    anywhere = Clause(words if all(word.strip() for word in words) else frozenset())
    parts = parsed(pattern)
    if parts is None:
        return Needs((), by_line, anywhere)
    found = set(_clauses(parts))
    kinds = sorted((c for c in found if not c.words), key=lambda c: sorted(c.kinds))
    worded = sorted((c for c in found if c.words), key=_weight, reverse=True)
    telling = (c for c in worded if _tells_apart(c))
    return Needs((*kinds, *islice(telling, _WORDS)), by_line or not _takes_break(parts), anywhere)


@lru_cache(maxsize=1)
def parsed(pattern: str) -> Sequence[Part] | None:
    """Return the parts of a regular expression, or ``None`` for one with flags.

    Those of the last one are kept, since all that is read off a pattern needs them.
    """
    parts = _PARSER.parse(pattern)
    return list(parts) if parts.state.flags == re.UNICODE else None


class Sieve:
    """Tells for many patterns at once on which lines they can match.

    What the letters between two blanks tell is kept for the next text, because words come again. Of
    a word with blanks in it they tell only one part; the line is then asked for all of it.
    """

    def __init__(self, needs: Sequence[Needs]):
        numbers = {c: i for i, c in enumerate(dict.fromkeys(c for n in needs for c in n.clauses))}
        anchors = {c: 1 << i for i, c in enumerate(dict.fromkeys(n.anywhere for n in needs))}
        anchors[Clause()] = 0
        self._rows = [
            (anchors[n.anywhere], [numbers[c] for c in n.clauses], n.within_line) for n in needs
        ]
        """What the text and what a line must hold for a pattern, and whether it stays on one."""
        self._clauses = len(numbers)
        self._kinds = {k: [i for c, i in numbers.items() if k in c.kinds] for k in KINDS}
        self._parts: dict[str, list[_Part]] = {}
        """The first letters of a part -> the parts that begin so."""
        for word in dict.fromkeys(w for clause in (*numbers, *anchors) for w in clause.words):
            part = _part(
                word, [i for c, i in numbers.items() if word in c.words],
                reduce(or_, (bit for c, bit in anchors.items() if word in c.words), 0),
            )  # fmt: skip
            self._parts.setdefault(part.letters[:2], []).append(part)
        self._told = lru_cache(maxsize=8192)(self._tells)

    def sift(self, lines: Sequence[tuple[str, Iterable[Kind]]]) -> Iterator[tuple[int, int]]:
        """Yield the number of each pattern that can match, and the lines where, as bits.

        A pattern that runs over lines gets every line. :func:`places` reads the bits.

        Args:
            lines: the masked text of each line, and the kinds of its mentions.
        """
        anywhere, held = self._held(lines)
        every = (1 << len(lines)) - 1
        for number, (anchor, clauses, within_line) in enumerate(self._rows):
            if anchor and not anchor & anywhere:
                continue
            chosen = every
            for clause in clauses:
                if within_line:
                    chosen &= held[clause]
                elif not held[clause]:
                    chosen = 0
            if chosen:
                yield number, chosen

    def _held(self, lines: Sequence[tuple[str, Iterable[Kind]]]) -> tuple[int, list[int]]:
        """Return, as bits, the anchors that stand anywhere, and for each clause its lines."""
        anywhere = 0
        held = [0] * self._clauses
        for i, (line, kinds) in enumerate(lines):
            bit = 1 << i
            for kind in kinds:
                for clause in self._kinds[kind]:
                    held[clause] |= bit
            told = map(self._told, _LETTERS.findall(line))
            for anchors, clauses, perhaps in filter(None, told):
                anywhere |= anchors
                for clause in clauses:
                    held[clause] |= bit
                for part in perhaps:
                    if part.word in line:
                        anywhere |= part.anchors
                        for clause in part.clauses:
                            held[clause] |= bit
        return anywhere, held

    def _tells(self, letters: str) -> tuple[int, tuple[int, ...], tuple[_Part, ...]] | None:
        """Return the anchors and clauses that letters fulfil, and words they may be a part of."""
        pairs = self._parts.keys() & {*letters, *map(add, letters, letters[1:])}
        fitting = [
            part for pair in pairs for part in self._parts[pair]
            if part.letters in letters and part.fits(letters)
        ]  # fmt: skip
        if not fitting:
            return None
        anchors = 0
        clauses: set[int] = set()
        for part in fitting:
            if part.word == part.letters:
                anchors |= part.anchors
                clauses.update(part.clauses)
        perhaps = tuple(part for part in fitting if part.word != part.letters)
        return anchors, tuple(clauses), perhaps


def places(bits: int) -> Iterator[int]:
    """Yield which bits of a number are set.

    >>> list(places(0b1101))
    [0, 2, 3]
    """
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last


class _Part(NamedTuple):
    """A part of a word without blanks, with the clauses that the word fulfils."""

    letters: str
    begins: bool
    """Whether a blank stands before it."""
    ends: bool
    word: str
    clauses: Sequence[int]
    anchors: int

    def fits(self, letters: str) -> bool:
        """Tell whether letters between two blanks that hold the part can hold the word here."""
        if self.begins:
            return letters.startswith(self.letters) and (not self.ends or letters == self.letters)
        return not self.ends or letters.endswith(self.letters)


def _part(word: str, clauses: Sequence[int], anchors: int) -> _Part:
    parts = word.split(" ")
    i = max(range(len(parts)), key=lambda i: (parts[i] not in _EVERYWHERE, len(parts[i])))
    return _Part(parts[i], i > 0, i < len(parts) - 1, word, clauses, anchors)


_LETTERS = re.compile(rf"[^\s{MENTIONS}]+")


def _shortest(clause: Clause) -> int:
    return min((len(word.strip()) for word in clause.words), default=0)


def _tells_apart(clause: Clause) -> bool:
    """Tell whether there are lines enough that no word of a clause stands on."""
    return _EVERYWHERE.isdisjoint(word.strip() for word in clause.words)


def _weight(clause: Clause) -> tuple[int, int, list[str]]:
    """Tell how much a clause of words leaves out: long words first, then few of them."""
    return _shortest(clause), -len(clause.words), sorted(clause.words)


def _clauses(parts: Iterable[Part]) -> list[Clause]:
    """Return what a sequence of parts needs: every clause of every part, and its plain words."""
    found: list[Clause] = []
    word: list[Part] = []
    for op, value in (*parts, _END):
        if str(op) == "LITERAL" and value != _BREAK and not kinds_between(value, value):
            word.append((op, value))
            continue
        branches = _branches(str(op), value)
        if branches:  # the parser takes out what the alternatives begin with alike
            found += _of_branch([[*word, *branch] for branch in branches])
        else:
            if word:
                found.append(Clause(words=frozenset(("".join(chr(code) for _, code in word),))))
            found += _of_part(str(op), value)
        word = []
    return found


def _branches(op: str, value: Any) -> Sequence[Sequence[Part]]:
    """Return the alternatives that a part is made of: ``(?:국비|도비)``, ``[국도]``, ``[①-⑩]``."""
    if op == "BRANCH":
        return list(value[1])
    if op == "IN":
        letters = [_letters(str(kind), member) for kind, member in value]
        if all(letters) and sum(map(len, letters)) <= _FEW:
            return [[(_LITERAL, code)] for row in letters for code in row]
    return []


def _letters(kind: str, member: Any) -> range:
    """Return the letters that a member of a class takes; none for what takes too many."""
    if kind == "LITERAL":
        return range(member, member + 1)
    if kind == "RANGE" and member[0] > _ASCII and not kinds_between(*member):
        return range(member[0], member[1] + 1)
    return range(0)


def _of_part(op: str, value: Any) -> list[Clause]:
    match op:
        case "LITERAL" if value != _BREAK:
            return [Clause(kinds=kinds_between(value, value))]
        case "IN":
            return _of_class(value)
        case "SUBPATTERN" if not value[1]:  # without flags of its own
            return _clauses(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[0]:
            return _clauses(value[2])
        case "ATOMIC_GROUP":
            return _clauses(value)
        case "ASSERT":
            return _clauses(value[1])
    return []


def _of_class(members: Sequence[Part]) -> list[Clause]:
    """A class of mentions needs one of its kinds."""
    clause = Clause()
    for op, value in members:
        kinds = kinds_between(*value) if str(op) == "RANGE" else frozenset[Kind]()
        if not kinds:
            return []
        clause |= Clause(kinds=kinds)
    return [clause]


def _of_branch(branches: Sequence[Iterable[Part]]) -> list[Clause]:
    """Alternatives need what each of them needs, and what one of them needs: kinds, words, both."""
    needs = [_clauses(branch) for branch in branches]
    every = [clause for clause in needs[0] if all(clause in clauses for clauses in needs)]
    kinds = [[c for c in clauses if not c.words] for clauses in needs]
    words = [[c for c in clauses if not c.kinds] for clauses in needs]
    joined = [_one_of(rows) for rows in (kinds, words) if all(rows)]
    if not joined and all(needs):
        joined = [_one_of(needs)]
    return [*every, *joined]


def _one_of(alternatives: Iterable[Iterable[Clause]]) -> Clause:
    """Join the clauses that leave out most, one of each alternative."""
    joined = Clause()
    for clauses in alternatives:
        joined |= max(clauses, key=lambda c: (_weight(c), sorted(c.kinds)))
    return joined


def _takes_break(parts: Iterable[Part], *, first: bool = True) -> bool:
    """Tell whether a sequence of parts can run over the end of a line, or asks where that is.

    Args:
        parts: the parts.
        first: whether the pattern begins with them: a break that it begins with is the one before
            its line, and every line is searched with that.
    """
    for op, value in parts:
        if _part_takes_break(str(op), value, first=first):
            return True
        first = first and str(op) in ("AT", "ASSERT", "ASSERT_NOT")
    return False


def _part_takes_break(op: str, value: Any, *, first: bool) -> bool:
    match op:
        case "LITERAL":
            return bool(value == _BREAK) and not first
        case "NOT_LITERAL":
            return bool(value != _BREAK)
        case "IN":
            return _class_takes_break(value)
        case "BRANCH":
            return any(_takes_break(branch, first=first) for branch in value[1])
        case "SUBPATTERN":
            return bool(value[1]) or _takes_break(value[3], first=first)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _takes_break(value[2], first=False)
        case "ATOMIC_GROUP":
            return _takes_break(value, first=first)
        case "ASSERT" | "ASSERT_NOT":  # what stands before a line is seen from within it
            return value[0] > 0 and _takes_break(value[1], first=False)
        case "AT":  # the beginning of the text, not of a line
            return str(value) != "AT_BEGINNING_STRING" or not first
    return op != "ANY"


def _class_takes_break(members: Sequence[Part]) -> bool:
    taken = False
    for op, value in members:
        match str(op):
            case "LITERAL":
                taken |= value == _BREAK
            case "RANGE":
                taken |= value[0] <= _BREAK <= value[1]
            case "CATEGORY":
                taken |= str(value) not in ("CATEGORY_DIGIT", "CATEGORY_WORD")
    return taken != (str(members[0][0]) == "NEGATE")
