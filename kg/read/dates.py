"""Dates on a page: which day a line names, and whether it names nothing else."""

from __future__ import annotations

import datetime
import re

__all__ = ["DATE", "day", "is_date"]

DATE = re.compile(r"((?:19|20)\d{2}) ?[.\-/년] ?(\d{1,2}) ?[.\-/월] ?(\d{1,2})")
"""A day as pages write it: year, month, day."""

_ALONE = re.compile(
    r"\(?(?:19|20)\d{2} ?[.\-/년] ?\d{1,2} ?[.\-/월] ?\d{1,2}[일.]?"
    r"(?: ?\[?\d{1,2}:\d{2}(?::\d{2})?\]?)?\)?$"
)


def day(text: str) -> str | None:
    """Return the first date of a text as ``YYYY-MM-DD``, if the calendar has it.

    >>> day("승인 2022.05.04 18:36"), day("2024-02-30")
    ('2022-05-04', None)
    """
    found = DATE.search(text)
    if not found:
        return None
    try:
        return datetime.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def is_date(line: str) -> bool:
    """Tell whether a line is a date, with or without the time, and nothing else.

    >>> is_date("2022.07.07 10:19"), is_date("2022.07.07 대구시")
    (True, False)
    """
    return bool(_ALONE.match(line))
