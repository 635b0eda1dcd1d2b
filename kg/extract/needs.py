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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from operator import add, or_
from typing import Any, TypeAlias

from kg.extract.found import Kind
from kg.extract.mask import kinds_between

__all__ = ["Clause", "Needs", "Sieve", "needs_of"]

Part: TypeAlias = tuple[Any, Any]
"""A part of a parsed regular expression: what it is, and its value."""

_BREAK = ord("\n")
_END: Part = (None, None)
_PARSER = import_module("re._parser")  # the module that compiles patterns; it has no public name
_WORDS = 2  # clauses of words that are kept: more take longer to look up than they save


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


def needs_of(pattern: str, *, by_line: bool = False) -> Needs:
    """Return what a regular expression over masked text needs.

    Args:
        pattern: a valid regular expression; one with flags is taken to need nothing.
        by_line: whether every line is to be searched by itself, whatever the pattern takes.

    >>> needs = needs_of("(?:국비|국고)를 (?:더 )?(?:확보|얻어)")
    >>> sorted(sorted(c.words) for c in needs.clauses), needs.within_line
    ([['국고', '국비'], ['얻어', '확보']], True)
    """
    if re.compile(pattern).flags != re.UNICODE:
        return Needs((), by_line)
    parsed = list(_PARSER.parse(pattern))
    found = set(_clauses(parsed))
    kinds = sorted((c for c in found if not c.words), key=lambda c: sorted(c.kinds))
    words = sorted((c for c in found if c.words), key=_weight, reverse=True)
    telling = (c for c in words[:_WORDS] if _shortest(c) > 1)
    return Needs((*kinds, *telling), by_line or not _takes_break(parsed))


class Sieve:
    """Tells for many patterns at once on which lines they can match.

    The pairs of neighbouring letters of a line are quickly made. A word is looked for only on lines
    that have its last pair: ``주관하`` where there is ``관하``.
    """

    def __init__(self, needs: Sequence[Needs]):
        clauses = {c: i for i, c in enumerate(dict.fromkeys(c for n in needs for c in n.clauses))}
        self._rows = [(n.within_line, sum(1 << clauses[c] for c in n.clauses)) for n in needs]
        """For each pattern whether it stays on a line, and its clauses as bits."""
        ways: dict[str, dict[str, int]] = {}
        for clause, i in clauses.items():
            for word in (*clause.words, *clause.kinds):
                row = ways.setdefault(word if word in clause.kinds else _pair(word), {})
                row[word] = row.get(word, 0) | 1 << i
        self._ways = {sign: tuple(row.items()) for sign, row in ways.items()}
        """A sign (a pair of letters, a kind) -> words that have it, with their clauses as bits."""
        self._signs = frozenset(ways)

    def sift(self, lines: Sequence[tuple[str, Iterable[Kind]]]) -> list[Sequence[int]]:
        """Return for each pattern the numbers of the lines where it can match.

        A pattern that runs over lines gets every line, or none.

        Args:
            lines: the masked text of each line, and the kinds of its mentions.
        """
        held = [self._held(line, kinds) for line, kinds in lines]
        anywhere = reduce(or_, held, 0)
        numbered = list(enumerate(held))
        rows: list[Sequence[int]] = []
        for within_line, needed in self._rows:
            if needed & anywhere != needed:
                rows.append(())
            elif within_line:
                rows.append([i for i, bits in numbered if needed & bits == needed])
            else:
                rows.append(range(len(lines)))
        return rows

    def _held(self, line: str, kinds: Iterable[Kind]) -> int:
        """Return the clauses that a line fulfils, as bits."""
        clauses = 0
        for sign in self._signs & {*map(add, line, line[1:]), *kinds}:
            for word, bits in self._ways[sign]:
                if bits & ~clauses and (word == sign or word in line):
                    clauses |= bits
        return clauses


def _pair(word: str) -> str:
    """Return the last two letters of a word without the blanks around it."""
    return word.strip()[-2:]


def _shortest(clause: Clause) -> int:
    return min((len(word.strip()) for word in clause.words), default=0)


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
    """Return the alternatives that a part is made of: ``(?:국비|도비)``, ``[국도]``."""
    if op == "BRANCH":
        return list(value[1])
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return [[member] for member in value]
    return []


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
    """Alternatives need what one of them needs: kinds and words apart, else whichever there is."""
    needs = [_clauses(branch) for branch in branches]
    kinds = [[c for c in clauses if not c.words] for clauses in needs]
    words = [[c for c in clauses if not c.kinds] for clauses in needs]
    joined = [_one_of(rows) for rows in (kinds, words) if all(rows)]
    if not joined and all(needs):
        joined = [_one_of(needs)]
    return joined


def _one_of(alternatives: Iterable[Iterable[Clause]]) -> Clause:
    """Join the clauses that leave out most, one of each alternative."""
    joined = Clause()
    for clauses in alternatives:
        joined |= max(clauses, key=lambda c: (_weight(c), sorted(c.kinds)))
    return joined


def _takes_break(parts: Iterable[Part]) -> bool:
    """Tell whether a sequence of parts can run over the end of a line, or asks where that is."""
    return any(_part_takes_break(str(op), value) for op, value in parts)


def _part_takes_break(op: str, value: Any) -> bool:
    match op:
        case "LITERAL":
            return bool(value == _BREAK)
        case "NOT_LITERAL":
            return bool(value != _BREAK)
        case "IN":
            return _class_takes_break(value)
        case "BRANCH":
            return any(_takes_break(branch) for branch in value[1])
        case "SUBPATTERN":
            return bool(value[1]) or _takes_break(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _takes_break(value[2])
        case "ATOMIC_GROUP":
            return _takes_break(value)
        case "ASSERT" | "ASSERT_NOT":  # what stands before a line is seen from within it
            return value[0] > 0 and _takes_break(value[1])
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
