"""HTML to the lines of its article, and what the page says of itself.

Where the article stands is told by the page's own marks (``itemprop="articleBody"``, the classes
and ids listed in ``data/patterns/boilerplate.toml``, ``<article>``); on pages without any,
trafilatura finds it. It then reaches from the headline to the end of that element, without what
is hidden, what stands in elements for menus, comments or other articles, and rows of links.
"""

from __future__ import annotations

import re
import warnings

from kg.read.boilerplate import Boilerplate, load
from kg.read.cells import Line, text_of
from kg.read.dates import day
from kg.read.headline import core
from kg.read.markup import Element, Markup, parse
from kg.read.meta import known
from kg.read.page import Known

__all__ = ["read_html"]

_SENTENCE = "다."
_CHROME_TAGS = frozenset({"nav", "aside", "footer", "figcaption", "title", "head"})
_INLINE = frozenset({"a", "b", "em", "font", "i", "mark", "span", "strong", "u"})
"""Elements inside a sentence; a word marked as a tag or keyword is still the sentence's."""

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"display *: *none|visibility *: *hidden")
_SPACES = re.compile(r"\s+")
_LINKED = 0.7
"""Share of a line's characters in links from which it is a link, unless it holds a sentence."""

_INNER = 0.6
"""Share of the sentences that an inner element needs to be the article in place of an outer."""

_DEEPEST, _MOST = 500, 20_000
"""Depth and number of elements up to which trafilatura is asked: it recurses, and takes 0.1 ms an
element; a newspaper's page has some 3,000."""


def read_html(html: str, place: str) -> tuple[str, Known]:
    """Return the lines of a page's article, and what the page says of itself.

    Args:
        html: the page, decoded.
        place: the file's name for errors.

    Raises:
        ReadError: the page cannot be parsed.

    >>> html = "<nav>정치</nav><article><h1>국비 80억 확보</h1><p>시가 80억을 땄다.</p></article>"
    >>> read_html(html, "a.html")[0]
    '시가 80억을 땄다.'
    """
    patterns = load()
    page = parse(html, place, lambda element: _is_chrome(element, patterns))
    about = known(page, patterns)
    lines = _article(page, html, about.title, patterns)
    chrome = _chrome(page, patterns, lines)
    kept = [
        line
        for line in lines
        if not chrome[line.element] and not _is_link(line) and line.text != about.title
    ]
    return text_of(kept), _with_labels(about, page, patterns)


# ── where the article is ─────────────────────────────────────────────────────────────────────


def _article(page: Markup, html: str, title: str | None, patterns: Boilerplate) -> list[Line]:
    """Return the lines from below the headline to the article's end.

    On a page that does not say its headline, the lines above without a sentence stay as well, so
    that the headline can be found among them.
    """
    inside = _marked(page, patterns) or _found(page, html) or list(range(len(page.lines)))
    if not inside:
        return []
    start, end = inside[0], inside[-1] + 1
    if title is None:
        above = [line for line in page.lines[:start] if _SENTENCE not in line.text]
        return above + page.lines[start:end]
    first = next((i for i in inside if _SENTENCE in page.lines[i].text), end)
    headings = (i for i in range(first - 1, -1, -1) if _same(page.lines[i].text, title))
    return page.lines[next(headings, start - 1) + 1 : end]


def _same(text: str, title: str) -> bool:
    return _SPACES.sub("", core(text)) == _SPACES.sub("", core(title))


def _marked(page: Markup, patterns: Boilerplate) -> list[int]:
    """Return the lines of the element that the page's marks say is the article."""
    root = _root(page, patterns)
    if root is None:
        return []
    last = page.elements[root].end
    return [i for i, line in enumerate(page.lines) if root <= line.element < last]


def _root(page: Markup, patterns: Boilerplate) -> int | None:
    """Return the element that the page's marks say is the article, if it holds sentences."""
    counts = _sentences(page, page.lines)
    for is_marked in (_is_body, _is_article):
        marked = [
            i
            for i, element in enumerate(page.elements)
            if counts[i] and is_marked(element, patterns)
        ]
        if marked:
            best = max(marked, key=lambda i: counts[i])
            for i in marked:
                if best < i < page.elements[best].end and counts[i] >= _INNER * counts[best]:
                    best = i
            return best
    return None


def _sentences(page: Markup, lines: list[Line]) -> list[int]:
    """Return how many finished sentences of the lines each element holds."""
    counts = [0] * len(page.elements)
    for line in lines:
        counts[line.element] += line.text.count(_SENTENCE)
    for i in range(len(counts) - 1, 0, -1):
        parent = page.elements[i].parent
        if parent >= 0:
            counts[parent] += counts[i]
    return counts


def _is_body(element: Element, patterns: Boilerplate) -> bool:
    given = element.attributes
    if "articlebody" in given.get("itemprop", "").lower():
        return True
    names = [given.get("id", ""), *given.get("class", "").split()]
    return any(re.sub(r"[\W_]", "", name).lower() in patterns.body for name in names if name)


def _is_article(element: Element, _: Boilerplate) -> bool:
    return element.tag == "article"


def _found(page: Markup, html: str) -> list[int]:
    """Return the lines that trafilatura takes for the article, and those between them."""
    if page.depth > _DEEPEST or len(page.elements) > _MOST:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from trafilatura import extract

        text = extract(html, include_comments=False, include_tables=True) or ""
    wanted = _SPACES.sub("", text)
    hits = [
        i
        for i, line in enumerate(page.lines)
        if _SENTENCE in line.text and _SPACES.sub("", line.text) in wanted
    ]
    return list(range(hits[0], hits[-1] + 1)) if hits else []


# ── what in it is none of its ────────────────────────────────────────────────────────────────


def _chrome(page: Markup, patterns: Boilerplate, lines: list[Line]) -> list[bool]:
    """Return for each element whether it, or one around it, is none of the article's.

    An element that holds most of the article's sentences is never chrome, whatever its name.
    """
    held = _sentences(page, lines)
    whole = max(held, default=0)
    figures = _figures_with_tables(page)
    chrome: list[bool] = []
    for i, element in enumerate(page.elements):
        own = _is_chrome(element, patterns) or (element.tag == "figure" and i not in figures)
        own = own and not (whole and held[i] > whole / 2)
        chrome.append(own or (element.parent >= 0 and chrome[element.parent]))
    return chrome


def _figures_with_tables(page: Markup) -> set[int]:
    found: set[int] = set()
    for element in page.elements:
        parent = page.elements[element.parent] if element.parent >= 0 else None
        if element.tag == "table" and parent and parent.tag == "figure":
            found.add(element.parent)
    return found


def _is_chrome(element: Element, patterns: Boilerplate) -> bool:
    given = element.attributes
    if element.tag in _CHROME_TAGS or "hidden" in given:
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    if _HIDDEN.search(given.get("style", "")) or given.get("aria-hidden") == "true":
        return True
    names = f"{given.get('id', '')} {given.get('class', '')}"
    if names == " ":
        return False
    words = {word.lower() for word in _WORDS.findall(names)}
    return "caption" in words if element.tag in _INLINE else not patterns.chrome.isdisjoint(words)


def _is_link(line: Line) -> bool:
    share = line.linked / max(len(line.text), 1)
    return not line.row and share >= (_LINKED if _SENTENCE not in line.text else 0.95)


# ── labels outside it ────────────────────────────────────────────────────────────────────────


def _with_labels(about: Known, page: Markup, patterns: Boilerplate) -> Known:
    """Add the day and the outlet that the page names in words outside the article."""
    published, publisher = about.published, about.publisher
    for line in page.lines:
        if len(line.text) > 200 or (published and publisher):
            continue
        if not published and "20" in line.text:
            found = next((f for p in patterns.published if (f := p.match(core(line.text)))), None)
            published = day(found["date"]) if found else None
        if not publisher and ("ⓒ" in line.text or "©" in line.text):
            named = next((f for p in patterns.publisher if (f := p.search(line.text))), None)
            publisher = named["publisher"] if named else None
    return Known(about.title, publisher, about.author, published, about.url)
