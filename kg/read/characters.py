"""Characters to the ones that stay: NFC, one kind of line break, no invisible marks.

Every rule here is one code point to one or to none, except NFC, so that offsets into the result
stay meaningful to people who look the sentence up.
"""

from __future__ import annotations

import re
import unicodedata

from kg.errors import ReadError

__all__ = ["clean", "refuse_lost"]

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_FOREIGN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uff01-\uff5e\uffa0\ufff0-\ufffb\ufffe\uffff]"
)


def _table() -> dict[int, str | None]:
    spaces = [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x3164, 0xFFA0]
    gone = [
        *range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x115F, 0x1160, 0x180E,
        *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
        *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFEFF, *range(0xFFF0, 0xFFFC),
        0xFFFE, 0xFFFF,
    ]  # fmt: skip
    table: dict[int, str | None] = dict.fromkeys(gone)
    table.update(dict.fromkeys(spaces, " "))
    table.update({wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)})
    return table


_TABLE = _table()


def clean(text: str) -> str:
    r"""Return the text in NFC with plain line breaks, plain spaces and plain ASCII.

    Line breaks of every kind become ``\n``; no-break, ideographic and other spaces become a
    space; full-width ASCII (``２１５``) becomes ASCII; control characters, zero-width and
    bidirectional marks, lone surrogates and noncharacters go.

    >>> clean("국비\u00a0２１５억\u202e\r\n확보")
    '국비 215억\n확보'
    """
    text = text.replace("\xa0", " ").replace("\t", " ")  # most pages hold no other
    if _FOREIGN.search(text):
        text = _FOREIGN.sub(_plain, _BREAKS.sub("\n", text))
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


def _plain(found: re.Match[str]) -> str:
    return _TABLE.get(ord(found[0])) or ""


def refuse_lost(text: str, place: str) -> None:
    """Refuse a text with characters that an earlier conversion lost (U+FFFD).

    Raises:
        ReadError: there is one; the sentence shows what stands before it.

    >>> refuse_lost("국비 80억원", "a.txt")
    """
    at = text.find("\ufffd")
    if at >= 0:
        raise ReadError(
            f"{text.count(chr(0xFFFD))} characters were lost in an earlier conversion, the first "
            f"after {text[max(0, at - 15) : at]!r}",
            place=place,
            way_out="save the article again from its page",
        )
