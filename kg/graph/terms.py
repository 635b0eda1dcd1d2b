"""Terms in N-Triples syntax: what may stand in an IRI and between the quotes of a literal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from kg.errors import KgError
from kg.model import Day
from kg.names import PREFIXES

__all__ = [
    "INTEGER", "XSD", "Triple", "check_base", "coordinate", "decimal", "escape", "gyear",
    "gyear_month", "is_date", "is_plain", "korean", "ntriples", "plain", "slug", "tagged",
]  # fmt: skip

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object in N-Triples syntax: ``<iri>``, ``"text"@ko``."""

XSD = PREFIXES["xsd"]
INTEGER = f'"^^<{XSD}integer>'
"""What follows the digits of a whole number."""

_BAD_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+[/#]")
_SPECIAL = re.compile(r'["\\\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def check_base(base: str) -> None:
    """Refuse a base that no IRI can begin with.

    Raises:
        KgError: the base is no absolute IRI that ends in ``/`` or ``#``.
    """
    if not _ABSOLUTE.fullmatch(base) or _BAD_IN_IRI.search(base):
        raise KgError(
            f"the base {base!r} is no absolute IRI that ends in / or #",
            way_out="give one such as https://example.org/id/",
        )


def escape(text: str) -> str:
    r"""Return a text as it stands between the quotes of an N-Triples literal.

    What no format can hold (control characters, lone surrogates) becomes U+FFFD, one for one, so
    that offsets stay right.

    >>> escape('그는 "네"라고')
    '그는 \\"네\\"라고'
    """
    if is_plain(text):
        return text
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], "\ufffd"), text)


def is_plain(text: str) -> bool:
    """Tell whether a text stands between the quotes of a literal as it is.

    >>> is_plain("대구시"), is_plain('"네"')
    (True, False)
    """
    return _SPECIAL.search(text) is None


def korean(text: str) -> str:
    """Return a Korean text as a literal."""
    return f'"{escape(text)}"@ko'


_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")


def tagged(text: str) -> str:
    """Tag a name by its script: one without Hangul is no Korean text."""
    return f'"{escape(text)}"@{"ko" if _HANGUL.search(text) else "en"}'


def plain(text: str) -> str:
    """Return a text without a language as a literal."""
    return f'"{escape(text)}"'


def decimal(value: float) -> str:
    """Return a number as a literal: an integer where it is whole, else a decimal.

    >>> decimal(50.0).split("#")[1], decimal(33.3)[:6]
    ('integer>', '"33.3"')
    """
    text = format(Decimal(repr(value)).normalize(), "f")
    if "." not in text:
        return f'"{text}{INTEGER}'
    return f'"{text}"^^<{XSD}decimal>'


_YEAR = re.compile(r"([1-9]\d{3})(?:-.*)?", re.ASCII)
_MONTH = re.compile(r"[1-9]\d{3}-(?:0[1-9]|1[0-2])", re.ASCII)


def gyear(day: Day) -> str | None:
    """Return the year of a day as a literal, or nothing where there is none."""
    found = _YEAR.fullmatch(str(day))
    return f'"{found[1]}"^^<{XSD}gYear>' if found else None


def gyear_month(day: Day) -> str | None:
    """Return a month as a literal, or nothing where the day is a year or no month.

    >>> gyear_month("2023-13") is gyear_month(2023) is None
    True
    """
    if isinstance(day, str) and _MONTH.fullmatch(day):
        return f'"{day}"^^<{XSD}gYearMonth>'
    return None


@lru_cache(maxsize=256)
def slug(text: str) -> str:
    """Return a text with everything but ASCII letters, digits and hyphens as ``_``."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_-") or "_"


def is_date(text: str) -> bool:
    """Tell whether a text is a day of the calendar, as ``YYYY-MM-DD``.

    >>> is_date("2024-02-29"), is_date("2024-02-30")
    (True, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def coordinate(degrees: float) -> str:
    """Return degrees as a decimal literal."""
    return f'"{format(Decimal(repr(degrees)).normalize(), "f")}"^^<{XSD}decimal>'


def ntriples(found: Iterable[Triple]) -> bytes:
    r"""Return triples as N-Triples, in their order.

    >>> ntriples([("<urn:a>", "<urn:b>", '"x"')])
    b'<urn:a> <urn:b> "x" .\n'
    """
    return "".join([f"{s} {p} {o} .\n" for s, p, o in found]).encode()
