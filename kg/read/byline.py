"""Who wrote it: bylines on lines of their own, at the front and at the end of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.boilerplate import NAME, Boilerplate
from kg.read.dates import DATE, day

__all__ = ["MAIL", "Byline", "byline", "dateline", "signature"]

MAIL = re.compile(r"[<(\[]?[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}[>)\]]?")
"""An e-mail address, with its brackets."""

_LONGEST = 90
"""Characters of the longest line that can be a byline alone."""

_WORDS = re.compile(r"[\s=/|\[\]()【】<>•:,]+")
_IS_NAME = re.compile(NAME)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says, and where it stands in its line: ``line[start:end]``."""

    author: str | None
    publisher: str | None
    published: str | None
    start: int
    end: int


def byline(line: str, patterns: Boilerplate) -> Byline | None:
    """Return the byline that a line is, if it is one and nothing else.

    >>> from kg.read.boilerplate import load
    >>> found = byline("[신아일보] 부산/홍길동 기자 reporter@example.com", load())
    >>> found.author, found.publisher
    ('홍길동', '신아일보')
    >>> byline("홍길동 기자가 본 대구의 로봇 산업", load())
    """
    if len(line) > _LONGEST:
        return None
    without = MAIL.sub(" ", line)
    words = [
        word
        for word in _WORDS.split(DATE.sub(" ", without))
        if word and not word.isdigit() and word not in patterns.furniture
    ]
    jobs = [i for i, word in enumerate(words) if patterns.job.fullmatch(word)]
    if not jobs:
        alone = without != line and len(words) <= 3
        return Byline(None, None, None, 0, len(line)) if alone else None
    at = jobs[0]
    if len(words) > 7 or at < len(words) - 3:
        return None
    name = words[at - 1] if words[at] in patterns.jobs and at else _name_in(words[at], patterns)
    return Byline(
        author=name if name and _IS_NAME.fullmatch(name) else None,
        publisher=_outlet(words[:at], patterns),
        published=day(line),
        start=0,
        end=len(line),
    )


def dateline(line: str, patterns: Boilerplate) -> Byline | None:
    """Return the byline at the front of a paragraph, which ends where the paragraph begins.

    >>> from kg.read.boilerplate import load
    >>> line = "[부산=동양뉴스통신] 홍길동 기자=부산시가 뽑혔다."
    >>> found = dateline(line, load())
    >>> found.author, found.publisher, line[found.end :]
    ('홍길동', '동양뉴스통신', '부산시가 뽑혔다.')
    """
    found = patterns.dateline.match(line)
    if not found or not found.end():
        return None
    inside = found["inside"] or ""
    words = [word for word in _WORDS.split(inside) if word]
    outlet = _outlet(words, patterns)
    named = patterns.named.search(found[0])
    if not (outlet or named or "=" in inside):
        return None
    return Byline(
        author=named[1] if named else _after_sign(inside, patterns),
        publisher=outlet or _before_bar(inside),
        published=None,
        start=0,
        end=found.end(),
    )


def signature(line: str, patterns: Boilerplate) -> Byline | None:
    """Return the byline at the end of a paragraph.

    >>> from kg.read.boilerplate import load
    >>> line = "시는 힘쓰겠다고 말했다. 대구=홍길동 기자"
    >>> found = signature(line, load())
    >>> found.author, line[: found.start]
    ('홍길동', '시는 힘쓰겠다고 말했다.')
    """
    found = patterns.signature.search(line)
    return Byline(found["name"], None, None, found.start(), len(line)) if found else None


def _name_in(word: str, patterns: Boilerplate) -> str | None:
    found = patterns.job.fullmatch(word)
    return found[1] if found else None


def _outlet(words: list[str], patterns: Boilerplate) -> str | None:
    return next((word for word in words if patterns.outlet.fullmatch(word)), None)


def _before_bar(inside: str) -> str | None:
    """Return 일요서울 of ``[일요서울 | 경북 홍길동 기자]``."""
    return inside.split("|")[0].strip() if "|" in inside else None


def _after_sign(inside: str, patterns: Boilerplate) -> str | None:
    """Return the name of ``[충청게릴라뉴스=홍길동]``."""
    last = inside.split("=")[-1].strip()
    is_name = "=" in inside and _IS_NAME.fullmatch(last) and not patterns.outlet.fullmatch(last)
    return last if is_name else None
