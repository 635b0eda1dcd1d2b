"""Which project names of different articles name one project; never by likeness alone.

Names are one project when either rule holds:

1. **The same name.** The names are equal but for spaces, capitals and the kind of middle dot, and
   nothing speaks against it: projects of one name in regions that have nothing to do with each
   other, with no lead institution in common, stay apart (many cities have a 스마트시티 조성사업).
2. **A shorter name, and something else in common.** Every content word of the shorter name stands
   in the longer one. Left out are generic words (사업, 구축, 과제 …) and a leading year; brackets
   only join words, so ``AMR(자율주행로봇)`` is ``자율주행로봇(AMR)``; words may be written together
   (사용후) or shortened with the first two and the last syllable kept (미래차 for 미래자동차).
   Beside that one of these must hold: the same lead institution; the same programme and an equal
   amount from the same source; the same regions and the same first and last year.

Rule 2 never joins names that one article tells apart, that differ in a number (1단계, 2단계) or in
their leading years, or a short name that fits two long ones that do not fit each other. What the
rule keeps back because a short name fits several is proposed instead, for a person to decide; so
is a shorter name of which only the programme or the regions are the same.

Pairs are looked up by what they must have in common, so the work grows with the number of names
and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.same.homonyms import same_names
from kg.same.names import exact_key, leading_year
from kg.same.reports import Groups, Pair, Report
from kg.same.shorter import Joining

__all__ = ["Groups", "Pair", "Report", "exact_key", "group", "leading_year"]


def group(reports: Sequence[Report], apart: Iterable[frozenset[str]] = ()) -> Groups:
    """Group reports of projects into projects.

    The order of the reports changes the order of the groups and nothing else.

    Args:
        reports: at most one for an id in an article.
        apart: pairs of names that a person has said are not one project.

    >>> a = Report("a", "1", "미래자동차 전기구동부품 고도화 사업", leads=frozenset({"생기원"}))
    >>> b = Report("b", "2", "미래차 전기구동부품 고도화", leads=frozenset({"생기원"}))
    >>> group([a, b]).groups
    ((0, 1),)
    >>> group([a, b._replace(leads=frozenset())]).groups
    ((0,), (1,))
    """
    if len({report.article for report in reports}) < 2:
        return Groups(tuple((at,) for at in range(len(reports))))
    nodes = list(same_names(reports))
    forbidden = frozenset(frozenset(map(exact_key, pair)) for pair in apart)
    return Joining(reports, nodes, forbidden).run()
