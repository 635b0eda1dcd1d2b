"""The lines of a page to its article: title, body, who wrote it and when; the rest goes.

One pass over the lines. A line with a finished sentence is the article's until the article ends;
every other line is judged by the patterns of ``data/patterns/boilerplate.toml``. Every expression
here is bounded or anchored, so that time grows with the length of the page and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.read.boilerplate import NAME, Boilerplate, load
from kg.read.byline import MAIL, byline, dateline, signature
from kg.read.dates import day, is_date
from kg.read.headline import below, core, headline, is_entry
from kg.read.tables import rows

__all__ = ["Known", "Page", "read_page"]

_SENTENCE = "다."
_HEAD_LINES = 40
"""Kept lines after which an article without one finished sentence counts as begun."""

_SHORT = 300
"""Characters above which a line is no furniture, caption or byline."""

_REPEAT, _LONG_REPEAT = 10, 25
"""Characters from which a line or sentence said a second time is a repeat; a paragraph needs the
second number, unless what stands above it is a repeat too: two projects may get the same money."""

_IS_NAME = re.compile(NAME)
_BOARD_TITLE = re.compile(r"제목 ?[|:：] ?(?P<title>[^|]{4,})")
_MARKS = (
    "사진", "그래픽", "ⓒ", "©", "Ⓒ", "@", "제공", "전재", "저작권", "opyright", "기자", "특파원",
    "재판매", "고 있다",
)  # fmt: skip
_RIGHTS = re.compile(r"[<\[(※ ]{0,5}(?:저작권자|[Cc]opyrights?|[ⓒ©][^다]{0,40}무단|무단[ -·]?전재)")
_CREDIT = re.compile(r"[\[(][^\[\]()]{0,40}(?:사진|제공)[^\[\]()]{0,40}[\])]")
_LAST_CREDIT = re.compile(
    r"(?<=다\.) {0,4}(?:[^\s.]{1,20} ?제공|[ⓒ©][^.]{1,20}|/?사진 ?[=제].{1,20})\.?$"
)
_LOST_BREAK = re.compile(r"(?<=[가-힣]다\.)(?=[가-힣‘“\"'\[【△▲○◇])")
_WORDS = re.compile(r"[\s|>,]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What a file says of itself beside its text: JSON-LD, meta tags, document properties."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page gives it; ``text`` is the title, if any, and the body."""

    text: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None


def read_page(text: str, known: Known | None = None) -> Page:
    r"""Return the article that stands in the text of a page.

    Dropped are menus, buttons, crawl dates, weather, captions, bylines, e-mail addresses,
    copyright lines, everything from a list of other articles or a comment box on, and whatever
    the page says twice.

    Args:
        text: the text, cleaned by :func:`kg.read.characters.clean`.
        known: what the file says of itself; it wins over what the text says.

    >>> page = read_page("대구시, 80억 확보\n승인 2022.05.04 18:36\n대구시가 80억원을 땄다.")
    >>> page.text, page.published
    ('대구시, 80억 확보\n대구시가 80억원을 땄다.', '2022-05-04')
    """
    lines = text.split("\n")
    if "|" in text:
        lines = rows(lines)
    marks = [mark for mark in _MARKS if mark in text]
    reading = _Reading(known or Known(), load(), marks)
    for number, line in enumerate(lines):
        reading.take(line.strip())
        if reading.ended:
            reading.dropped += lines[number + 1 :]
            break
    return reading.page()


@dataclass(slots=True)
class _Reading:
    """The state of one pass over one page."""

    known: Known
    patterns: Boilerplate
    marks: list[str]
    kept: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)
    gap: bool = False
    skipping: bool = False
    repeating: bool = False
    begun: bool = False
    ended: bool = False
    sentences: int = 0
    title: str | None = None
    label_at: int | None = None
    byline_at: tuple[int, int] | None = None
    published: str | None = None
    bare_date: str | None = None
    author: str | None = None
    publisher: str | None = None
    logo: str | None = None

    def take(self, line: str) -> None:
        """Judge one line, stripped of the spaces around it."""
        if not line:
            self.gap = bool(self.kept)
            self.skipping = False
        elif _SENTENCE in line:
            self.sentence(line)
        elif not self.skipping:
            self.short(line)

    # ── lines with a finished sentence ───────────────────────────────────────────────────────

    def sentence(self, line: str) -> None:
        """Keep a line that holds a finished sentence, without credits, bylines and repeats."""
        if self.patterns.sentence.match(line):
            self.ended = self.begun and bool(self.patterns.end.match(line[:_SHORT]))
            self.dropped.append(line)
            return
        if line[0] in "[(【<d" or "기자" in line[:30]:
            line = self.cut_front(line)
        if any(mark in line for mark in self.marks):
            line = self.cut_marks(line)
        if not line:
            return
        again = self.is_repeat(line)
        self.repeating = again and (self.repeating or len(line) >= _LONG_REPEAT)
        if self.repeating:
            return
        self.begin()
        self.sentences += 1
        if line.count("다.") > line.count("다. ") + line.endswith("다."):
            line = _LOST_BREAK.sub("\n", line)
        self.keep(line)

    def is_repeat(self, line: str) -> bool:
        """Tell whether the page has said all sentences of the line before."""
        parts = [part.strip(" .”’\"'").removesuffix("다") for part in line.split("다. ")]
        new = [part for part in parts if part not in self.seen]
        self.seen.update(new)
        return (
            len(line) >= _REPEAT
            and not any(len(part) >= _REPEAT for part in new)
            and (len(new) < len(parts))
        )

    def cut_front(self, line: str) -> str:
        """Cut ``[부산=동양뉴스통신] 홍길동 기자=`` off the front of a paragraph."""
        found = dateline(line, self.patterns)
        if found is None:
            return line
        self.publisher = self.publisher or found.publisher
        self.author = self.author or found.author
        return line[found.end :]

    def cut_marks(self, line: str) -> str:
        """Cut credits, addresses and rights out of a paragraph; a caption goes as a whole."""
        rights = _RIGHTS.search(line)
        if rights:
            self.dropped.append(line[rights.start() :])
            line = line[: rights.start()]
            self.ended = bool(line) or self.begun
        if len(line) <= _SHORT and self.patterns.caption.match(line):
            if line.count(_SENTENCE) < 2:
                return ""
            line = _LAST_CREDIT.sub("", _CREDIT.sub("", line))
        if "@" in line:
            line = MAIL.sub("", line).rstrip()
        signed = signature(line, self.patterns)
        if signed:
            self.author = self.author or signed.author
            line = line[: signed.start]
        return line.strip()

    # ── lines without one ────────────────────────────────────────────────────────────────────

    def short(self, line: str) -> None:
        """Judge a line without a finished sentence."""
        text = core(line)
        if not text:
            return
        if len(line) > _SHORT:
            self.keep(line)
        elif self.is_label(line, text) or self.is_furniture(text):
            self.dropped.append(text)
        elif not self.is_board_title(text):
            self.plain(line, text)

    def is_board_title(self, text: str) -> bool:
        """Take ``제목 | TITLE`` of a notice board."""
        board = None if self.title else _BOARD_TITLE.match(text)
        if board:
            self.title = board["title"].strip()
        return board is not None

    def plain(self, line: str, text: str) -> None:
        """Keep a line that nothing speaks against, unless the body says it twice."""
        again = self.begun and len(text) >= _REPEAT and text in self.seen
        self.repeating = again and (self.repeating or not is_entry(line))
        if self.repeating:
            if self.kept and core(self.kept[-1]) == text:
                self.kept.pop()  # the text of a picture, and then its caption
            return
        self.seen.add(text)
        self.keep(line)
        if not self.begun and len(self.kept) > _HEAD_LINES:
            self.begin()

    def keep(self, line: str) -> None:
        """Add a line to the article, after a blank line where the page has one or more."""
        if self.gap and self.kept and self.kept[-1]:
            self.kept.append("")
        self.gap = False
        self.kept.append(line)

    def is_label(self, line: str, text: str) -> bool:
        """Tell whether the line says when, by whom, or on which day the page was saved."""
        if "20" in text or "19" in text:
            if self.is_published(text) or self.patterns.crawl.match(text):
                return True
            if is_date(text):
                self.bare_date = self.bare_date or (day(text) if self.kept else None)
                self.label()
                return True
        elif "℃" in text and self.patterns.crawl.match(text):
            return True
        return self.is_byline(line, text)

    def is_published(self, text: str) -> bool:
        for pattern in self.patterns.published:
            found = pattern.match(text)
            if found:
                self.published = self.published or day(found["date"])
                before = text[: found.start("date")].split("|")[0].strip()
                if before:
                    self.is_byline(before, before)
                rest = text[found.end() :].strip() if text.startswith("date ") else ""
                if rest:
                    self.short(rest)  # date 2026-01-16 TITLE
                self.label()
                return True
        return False

    def is_byline(self, line: str, text: str) -> bool:
        """Tell whether the line names who wrote the article, and nothing else."""
        if line[0] in "•?" and _IS_NAME.fullmatch(text) and text not in self.patterns.furniture:
            self.author = self.author or text
            self.label()
            return True
        found = byline(text, self.patterns) if self.patterns.writes.search(text) else None
        if found is None:
            return False
        self.author = self.author or found.author
        self.publisher = self.publisher or found.publisher
        self.bare_date = self.bare_date or (found.published if self.kept else None)
        self.label()
        if self.begun and self.byline_at is None:
            self.byline_at = (len(self.kept), self.sentences)
        return True

    def label(self) -> None:
        """Note how much of the head stands above the first date or byline."""
        if self.label_at is None and not self.begun:
            self.label_at = len(self.kept) - self.kept.count("")

    def is_furniture(self, text: str) -> bool:
        """Tell whether the line is a menu, a button, a caption, or ends the article."""
        p = self.patterns
        words = _WORDS.split(text)
        if p.furniture.issuperset(words) or (len(words) > 2 and p.menu.issuperset(words)):
            return True
        if len(words) == 1 and _is_glued(text, p.furniture):
            return True
        if p.drop.match(text) or p.caption.match(text):
            return True
        if p.end.match(text):
            self.ended = self.begun
            self.skipping = not self.begun
            return True
        if p.outlet.fullmatch(words[0]) and all(word.isascii() for word in words[1:]):
            self.logo = self.logo or words[0]
            return True
        return text == self.known.publisher

    # ── the head and the end ─────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Settle the title: the article's first sentence is here."""
        if self.begun:
            return
        self.begun = True
        head = [line for line in self.kept if line]
        self.title = self.known.title or self.title or headline(head, self.label_at)
        self.kept = head
        if self.title:
            self.seen.add(self.title)
            self.kept = below(head, self.title)

    def page(self) -> Page:
        """Return the article once all lines are taken."""
        self.begin()
        if self.byline_at is not None:
            at, before = self.byline_at
            if 2 * (self.sentences - before) <= before:
                del self.kept[at:]
        return Page(
            text="\n".join(self.parts()).strip(),
            title=self.title,
            publisher=self.known.publisher or self.publisher or self.holder() or self.logo,
            author=self.known.author or self.author,
            published=self.known.published or self.published or self.bare_date,
            url=self.known.url,
        )

    def parts(self) -> Iterator[str]:
        if self.title:
            yield self.title
        yield from self.kept

    def holder(self) -> str | None:
        """Return the outlet that the dropped part of the page names."""
        text = "\n".join(self.dropped)
        for pattern in self.patterns.publisher:
            found = pattern.search(text)
            if found:
                return found["publisher"]
        return None


def _is_glued(text: str, furniture: frozenset[str]) -> bool:
    """Tell whether a word is three or more words of a menu without spaces: 정치경제사회."""
    at = pieces = 0
    while at < len(text):
        size = next((n for n in range(6, 1, -1) if text[at : at + n] in furniture), 0)
        if not size:
            return False
        at += size
        pieces += 1
    return pieces > 2
