"""HTML to the lines of its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from kg.read.dates import day
from kg.read.page import Known

__all__ = ["read_html"]

_SKIP = frozenset({
    "script", "style", "nav", "header", "footer", "aside", "form", "button", "figure", "figcaption",
    "iframe", "noscript", "svg", "template", "select", "textarea", "title", "head", "object", "video",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
_BLOCK = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "table", "section",
    "article", "main", "blockquote", "dl", "dt", "dd", "pre", "hr", "address", "body",
})  # fmt: skip


def read_html(text: str) -> tuple[str, Known]:
    """Return the lines of a page's article, and what the page says of itself."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.lines(), parser.known()


class _Parser(HTMLParser):
    """Collects text by block, JSON-LD and meta tags in one pass."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.meta: dict[str, str] = {}
        self.ld: list[str] = []
        self.skip: list[str] = []
        self.in_ld = False
        self.cell = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag == "meta":
            key = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.meta.setdefault(key.lower(), given.get("content", ""))
        elif tag == "link" and given.get("rel") == "canonical":
            self.meta.setdefault("canonical", given.get("href", ""))
        elif tag == "script" and given.get("type") == "application/ld+json":
            self.in_ld = True
            self.ld.append("")
        if tag in _SKIP:
            self.skip.append(tag)
        elif tag == "br":
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append(" | " if self.cell else "")
            self.cell += 1
        elif tag in _BLOCK:
            self.cell = 0
            self.out.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.in_ld = False
        if tag in _SKIP:
            if tag in self.skip:
                while self.skip.pop() != tag:
                    pass
        elif tag in _BLOCK:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if self.in_ld:
            self.ld[-1] += data
        elif not self.skip:
            self.out.append(re.sub(r"[ \t\r\n]+", " ", data))

    def lines(self) -> str:
        return "".join(self.out)

    def known(self) -> Known:
        article = next(_articles(self.ld), {})
        meta = self.meta
        return Known(
            title=_str(article.get("headline")) or meta.get("og:title") or None,
            publisher=_name(article.get("publisher")) or meta.get("og:site_name") or None,
            author=_name(article.get("author")),
            published=day(
                _str(article.get("datePublished")) or meta.get("article:published_time", "")
            ),
            url=meta.get("canonical") or meta.get("og:url") or None,
        )


def _articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        try:
            doc = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for node in doc if isinstance(doc, list) else [doc]:
            if isinstance(node, dict) and "headline" in node:
                yield node


def _str(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return _str(value)
