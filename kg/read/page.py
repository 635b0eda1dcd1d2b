"""The lines of a page to its article: title, body, who wrote it and when; the rest goes.

One pass over the lines. A line with a finished sentence is the article's until the article ends;
every other line is judged by the patterns of ``data/patterns/boilerplate.toml``.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from kg.read.boilerplate import Boilerplate, load
from kg.read.tables import rows

__all__ = ["Known", "Page", "read_page"]

_HEAD_LINES = 8
"""Kept lines after which an article without one finished sentence counts as begun."""

_SENTENCE = "다."
_NAME = "[가-힣]{2,4}"
_LIST_MARKS = "○●◯▲△▷▶◇◆□■※❍ㅇ①②③④⑤⑥⑦⑧⑨《<"
_CORE = " •‧∙*·-–—_=|"
_DATE = re.compile(r"((?:19|20)\d{2}) ?[.\-/년] ?(\d{1,2}) ?[.\-/월] ?(\d{1,2})")
_BARE_DATE = re.compile(
    r"\(?(?:19|20)\d{2} ?[.\-/년] ?\d{1,2} ?[.\-/월] ?\d{1,2}[일.]?(?: ?\[?\d{1,2}:\d{2}(?::\d{2})?\]?)?\)?$"
)
_BOARD_TITLE = re.compile(r"제목 ?[|:：] ?(?P<title>[^|]{4,})")
_MARK = re.compile("사진|그래픽|[ⓒ©Ⓒ@]|제공|전재|저작권|opyright|기자|특파원|재판매")
_RIGHTS = re.compile(r"[<\[(※\s]*(?:저작권자|[Cc]opyrights?|[ⓒ©][^다]{0,40}무단|무단[ -·]?전재).*$")
_BRACKETED_CREDIT = re.compile(r"[\[(][^\[\]()]{0,40}(?:사진|제공)[^\[\]()]{0,40}[\])]")
_LAST_CREDIT = re.compile(
    r"(?<=다\.) ?(?:[^\s.]{1,20} ?제공|[ⓒ©][^.]{1,20}|/?사진 ?[=제].{1,20})\.?$"
)
_MAIL = re.compile(r"[<(\[]?[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}[>)\]]?")
_LOST_BREAK = re.compile(r"(?<=[가-힣]다\.)(?=[가-힣‘“\"'\[【△▲○◇])")
_SPLIT = re.compile(r"[\s=/|\[\]()【】<>•:,]+")
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
    """Return the article that stands in the text of a page.

    Dropped are menus, buttons, crawl dates, weather, captions, bylines, e-mail addresses,
    copyright lines, everything from a list of other articles or a comment box on, and whatever
    the page says twice.

    Args:
        text: the text, cleaned by :func:`kg.read.characters.clean`.
        known: what the file says of itself; it wins over what the text says.

    >>> page = read_page("대구시, 국비 80억 확보\\n승인 2022.05.04 18:36\\n대구시가 국비 80억원을 땄다.")
    >>> page.text, page.published
    ('대구시, 국비 80억 확보\\n대구시가 국비 80억원을 땄다.', '2022-05-04')
    """
    lines = rows(text.split("\n"))
    reading = _Reading(known or Known(), load())
    for number, line in enumerate(lines):
        reading.take(line.strip())
        if reading.ended:
            reading.rest = lines[number:]
            break
    return reading.page()


def day(text: str) -> str | None:
    """Return the first date of a text as ``YYYY-MM-DD``, if it is one of the calendar.

    >>> day("승인 2022.05.04 18:36"), day("2024-02-30")
    ('2022-05-04', None)
    """
    found = _DATE.search(text)
    if not found:
        return None
    try:
        return datetime.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


@dataclass(slots=True)
class _Reading:
    """The state of one pass over one page."""

    known: Known
    patterns: Boilerplate
    kept: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    gap: bool = False
    begun: bool = False
    ended: bool = False
    sentences: int = 0
    title: str | None = None
    label_at: int | None = None
    byline_at: tuple[int, int] | None = None
    published: str | None = None
    bare_date: str | None = None
    author: str | None = None
    dateline: str | None = None
    logo: str | None = None

    # ── one line ─────────────────────────────────────────────────────────────────────────────

    def take(self, line: str) -> None:
        if not line:
            self.gap = bool(self.kept)
        elif _SENTENCE in line:
            self.sentence(line)
        else:
            self.short(line)

    def sentence(self, line: str) -> None:
        """Keep a line that holds a finished sentence, without credits, bylines and repeats."""
        if self.patterns.sentence.match(line):
            self.ended = self.begun and bool(self.patterns.end.match(line))
            self.dropped.append(line)
            return
        if line[0] in "[(【<d" or "기자" in line[:40]:
            line = self.cut_dateline(line)
        if _MARK.search(line):
            line = self.cut_marks(line)
        if not line:
            return
        parts = [part.strip(" ”’\"'") for part in line.split("다. ")]
        new = [part for part in parts if part not in self.seen]
        if not any(len(part) >= 10 for part in new) and len(line) >= 10 and len(new) < len(parts):
            return
        self.seen.update(parts)
        self.begin()
        self.sentences += 1
        self.keep(_LOST_BREAK.sub("\n", line))

    def short(self, line: str) -> None:
        """Judge a line without a finished sentence."""
        core = line.strip(_CORE)
        if len(line) > 300 or not core:
            if core:
                self.keep(line)
            return
        if self.is_label(line, core) or self.is_furniture(core):
            self.dropped.append(core)
            return
        board = _BOARD_TITLE.match(core)
        if board and not self.title:
            self.title = board["title"].strip()
            return
        self.plain(line, core)

    def plain(self, line: str, core: str) -> None:
        """Keep a line that nothing speaks against, unless the page says it twice."""
        if len(core) >= 10 and core in self.seen and not self.in_head():
            if self.begun and self.kept and self.kept[-1].strip(_CORE) == core:
                self.kept.pop()  # an image's text and its caption
            return
        self.seen.add(core)
        self.keep(line)
        if not self.begun and len(self.kept) - self.kept.count("") > _HEAD_LINES:
            self.begin()

    def in_head(self) -> bool:
        return not self.begun

    def keep(self, line: str) -> None:
        if self.gap and self.kept and self.kept[-1]:
            self.kept.append("")
        self.gap = False
        self.kept.append(line)

    # ── labels, furniture ────────────────────────────────────────────────────────────────────

    def is_label(self, line: str, core: str) -> bool:
        """Tell whether the line says when, by whom or on which day the page was saved."""
        if core[0] == "d" and core.startswith("date "):
            return self.is_converter_date(core)
        if "20" in core or "19" in core:
            if any(self.is_published(pattern, core) for pattern in self.patterns.published):
                return True
            if self.patterns.crawl.match(core):
                return True
            if _BARE_DATE.match(core):
                self.bare_date = self.bare_date or (day(core) if self.kept else None)
                self.label()
                return True
        elif "℃" in core and self.patterns.crawl.match(core):
            return True
        return self.is_byline(line, core)

    def is_converter_date(self, core: str) -> bool:
        """Take ``date 2026-01-16 TITLE`` apart."""
        head = core[5:].split(" ", 1)
        self.published = self.published or day(head[0])
        if len(head) == 2:
            self.short(head[1])
        return True

    def is_published(self, pattern: re.Pattern[str], core: str) -> bool:
        found = pattern.match(core)
        if not found:
            return False
        self.published = self.published or day(found["date"])
        before = core[: found.start("date")].split("|")[0].strip()
        if before:
            self.is_byline(before, before)
        self.label()
        return True

    def label(self) -> None:
        if self.label_at is None and not self.begun:
            self.label_at = len(self.kept)

    def is_byline(self, line: str, core: str) -> bool:
        """Tell whether the line names who wrote the article, and nothing else."""
        if line[0] == "•" and re.fullmatch(_NAME, core) and core not in self.patterns.furniture:
            self.author = self.author or core
            self.label()
            return True
        if len(core) > 90 or ("기자" not in core and "@" not in core and "특파원" not in core):
            return False
        if not self.is_name_and_job(core):
            return False
        self.label()
        if self.begun and self.byline_at is None:
            self.byline_at = (len(self.kept), self.sentences)
        return True

    def is_name_and_job(self, core: str) -> bool:
        without = _MAIL.sub(" ", core)
        words = [w for w in _SPLIT.split(_DATE.sub(" ", without)) if w]
        job = re.compile(rf"({_NAME})?({self.patterns.job})")
        at = next((i for i, word in enumerate(words) if job.fullmatch(word)), None)
        if at is None:
            return without != core and len(words) <= 3 and not self.begun_title(core)
        if len(words) > 7 or at < len(words) - 3:
            return False
        found = job.fullmatch(words[at])
        name = found[1] if found and found[1] else words[at - 1] if at else None
        if name and re.fullmatch(_NAME, name):
            self.author = self.author or name
        self.outlet_in(words[:at])
        if _DATE.search(core) and self.kept:
            self.bare_date = self.bare_date or day(core)
        return True

    def begun_title(self, core: str) -> bool:
        return not self.kept and "@" not in core

    def outlet_in(self, words: list[str]) -> None:
        for word in words:
            if self.dateline is None and self.patterns.outlet.fullmatch(word):
                self.dateline = word

    def is_furniture(self, core: str) -> bool:
        """Tell whether the line is a menu, a button, a caption, or ends the article."""
        p = self.patterns
        words = _WORDS.split(core)
        if p.furniture.issuperset(words) or (len(words) > 2 and p.menu.issuperset(words)):
            return True
        if p.drop.match(core) or p.caption.match(core):
            return True
        if p.end.match(core):
            self.ended = self.begun
            return True
        if p.outlet.fullmatch(words[0]) and all(w.isascii() for w in words[1:]):
            self.logo = self.logo or words[0]
            return True
        return core == self.known.publisher

    # ── cutting ──────────────────────────────────────────────────────────────────────────────

    def cut_dateline(self, line: str) -> str:
        """Cut ``[부산=동양뉴스통신] 홍길동 기자=`` off the front of a paragraph."""
        found = _dateline(self.patterns.job).match(line)
        if not found or not found.end():
            return line
        inside, who = found["inside"] or "", found["who"]
        words = [w for w in _SPLIT.split(inside) if w]
        outlet = next((w for w in words if self.patterns.outlet.fullmatch(w)), None)
        named = re.search(rf"({_NAME}) ?(?:{self.patterns.job})", found[0])
        if not (outlet or who or named or "=" in inside):
            return line
        self.dateline = self.dateline or outlet or self.before_bar(inside)
        self.author = self.author or (named[1] if named else self.after_sign(inside))
        return line[found.end() :]

    def before_bar(self, inside: str) -> str | None:
        """Return 일요서울 of ``[일요서울 | 경북 홍길동 기자]``."""
        return inside.split("|")[0].strip() if "|" in inside else None

    def after_sign(self, inside: str) -> str | None:
        """Return the name of ``[충청게릴라뉴스=홍길동]``."""
        last = inside.split("=")[-1].strip()
        is_name = "=" in inside and re.fullmatch(_NAME, last)
        return last if is_name and not self.patterns.outlet.fullmatch(last) else None

    def cut_marks(self, line: str) -> str:
        """Cut credits, addresses and rights out of a paragraph; a caption goes as a whole."""
        rights = _RIGHTS.search(line)
        if rights:
            self.dropped.append(rights[0])
            line = line[: rights.start()]
            self.ended = bool(line) or self.begun
        if self.patterns.caption.match(line):
            if line.count(_SENTENCE) < 2:
                return ""
            line = _LAST_CREDIT.sub("", _BRACKETED_CREDIT.sub("", line))
        if "@" in line:
            line = _MAIL.sub("", line).rstrip()
        if line.endswith(("기자", "특파원")):
            line = self.cut_byline(line)
        return line.strip()

    def cut_byline(self, line: str) -> str:
        cut = re.search(
            rf"(?<=[.”\"])\s*(?:[가-힣]{{2,8}} ?[=/] ?)?({_NAME}) ?(?:기자|특파원)$", line
        )
        if not cut:
            return line
        self.author = self.author or cut[1]
        return line[: cut.start()]

    # ── the head and the end ─────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Settle the title: the article's first sentence is here."""
        if self.begun:
            return
        self.begun = True
        head = [line for line in self.kept if line]
        at = 0 if self.label_at is None else sum(1 for x in self.kept[: self.label_at] if x)
        title = self.known.title or self.title or _title(head, at)
        self.kept = []
        if title is None:
            self.kept = head
            return
        self.title = title
        self.seen.add(title)
        bare = [line.strip(_CORE) for line in head]
        start = bare.index(title) + 1 if title in bare else 0
        for line, core in zip(head[start:], bare[start:], strict=True):
            if (
                core != title
                and bare.count(core) == 1
                or (core not in map(_core, self.kept) and core != title and not _pair(bare, core))
            ):
                self.kept.append(line)

    def page(self) -> Page:
        self.begin()
        if self.byline_at is not None:
            at, before = self.byline_at
            if 2 * (self.sentences - before) <= before:
                del self.kept[at:]
        body = "\n".join(self.kept).strip()
        title = self.title
        return Page(
            text=f"{title}\n{body}" if title and body else body or title or "",
            title=title,
            publisher=self.known.publisher or self.dateline or self.holder() or self.logo,
            author=self.known.author or self.author,
            published=self.known.published or self.published or self.bare_date,
            url=self.known.url,
        )

    def holder(self) -> str | None:
        """Return the outlet that the dropped part of the page names."""
        text = "\n".join([*self.dropped, *self.rest])
        for pattern in self.patterns.publisher:
            found = pattern.search(text)
            if found:
                return found["publisher"]
        return None


def _core(line: str) -> str:
    return line.strip(_CORE)


def _pair(bare: list[str], core: str) -> bool:
    """Tell whether a line stands twice in a row, as an image's text and its caption do."""
    at = bare.index(core)
    return bare[at : at + 2] == [core, core]


def _title(head: list[str], label_at: int) -> str | None:
    """Return the headline among the lines before the first sentence.

    A line that stands twice before the date or byline is it; else the first that can be one.
    """
    bare = [_core(line) for line in head]
    able = [
        core for core, line in zip(bare, head, strict=True)
        if 6 <= len(core) <= 150 and line[0] not in _LIST_MARKS and " | " not in core
    ]  # fmt: skip
    zone = bare[:label_at]
    for core in able:
        if core in zone and bare.count(core) > 1:
            return core
    return next((core for core in able if core in zone), able[0] if able else None)


_DATELINES: dict[str, re.Pattern[str]] = {}


def _dateline(job: str) -> re.Pattern[str]:
    if job not in _DATELINES:
        _DATELINES[job] = re.compile(
            r"(?:date \d{4}-\d{2}(?:-\d{2})? )?"
            r"(?:[\[(【<](?P<inside>[^\[\]()【】<>]{2,30}(?:\([^()]{1,10}\)[^\[\]()【】<>]{0,20})?)[\])】>] ?)?"
            rf"(?:(?P<who>(?:[가-힣]{{2,8}}=)?{_NAME} ?(?:{job}) ?= ?))?=?\s*"
        )
    return _DATELINES[job]
