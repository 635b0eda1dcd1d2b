"""What a page says of itself: JSON-LD, meta tags, microdata, headings."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.read.boilerplate import NAME, Boilerplate
from kg.read.characters import clean
from kg.read.dates import day
from kg.read.headline import core
from kg.read.markup import Markup
from kg.read.page import Known

__all__ = ["known"]

_ARTICLE_TYPES = ("article", "report", "blogposting", "webpage")
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "pubdate", "dc.date.issued", "dcterms.issued", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name")
_AUTHORS = ("article:author", "og:article:author", "dable:author", "author", "dc.creator")
_SUFFIX = re.compile(r" +(?:[-|:<>«‹·–—]|::|&lt;) +")
_IS_NAME = re.compile(rf"({NAME})(?: ?(?:선임|수습|인턴|객원|시민|대)?(?:기자|특파원|논설위원))?")
_SHORTEST_TITLE = 6


def known(page: Markup, patterns: Boilerplate) -> Known:
    """Return what a page says of itself, JSON-LD first, then meta tags, microdata and headings.

    Args:
        page: the parsed page.
        patterns: for the names of outlets.
    """
    article = next(_articles(page.scripts), {})
    meta = _meta(page)
    publisher = _one(_name(article.get("publisher")), meta, _PUBLISHERS)
    author = _person(_one(_name(article.get("author")), meta, _AUTHORS))
    published = day(_text(article.get("datePublished")) or "")
    return Known(
        title=_title(page, _one(_text(article.get("headline")), meta, _TITLES), patterns),
        publisher=publisher,
        author=author if author != publisher else None,
        published=published or next((d for key in _DATES if (d := day(meta.get(key, "")))), None),
        url=_address(meta.get("canonical") or meta.get("og:url") or ""),
    )


def _articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles that JSON-LD describes."""
    for script in scripts:
        try:
            document = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(document):
            types = str(node.get("@type", "")).lower()
            if ("headline" in node or "datePublished" in node) and any(
                kind in types for kind in _ARTICLE_TYPES
            ):
                yield node


def _nodes(document: object) -> Iterator[dict[str, Any]]:
    listed = document if isinstance(document, list) else [document]
    for node in listed:
        if isinstance(node, dict):
            graph = node.get("@graph")
            yield node
            yield from (
                n for n in (graph if isinstance(graph, list) else ()) if isinstance(n, dict)
            )


def _meta(page: Markup) -> dict[str, str]:
    """Return meta tags, microdata and the canonical address, the first of each."""
    found: dict[str, str] = {}
    for element in page.elements:
        given = element.attributes
        if element.tag == "meta":
            key = given.get("property") or given.get("name") or given.get("itemprop") or ""
            value = given.get("content", "")
        elif element.tag == "link":
            key, value = given.get("rel", ""), given.get("href", "")
        elif element.tag == "time":
            key, value = given.get("itemprop", ""), given.get("datetime", "")
        else:
            continue
        if key and value.strip():
            found.setdefault(key.lower(), _plain(value))
    return found


def _one(first: str | None, meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return first or next((meta[key] for key in keys if meta.get(key)), None)


def _plain(text: str) -> str:
    return " ".join(clean(html.unescape(text)).split())


def _text(value: object) -> str | None:
    return _plain(value) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return _text(value)


def _person(text: str | None) -> str | None:
    """Return the name of a person, not that of a desk, an address or a link."""
    found = _IS_NAME.fullmatch(text or "")
    return found[1] if found else None


def _address(text: str) -> str | None:
    return text if text.startswith(("https://", "http://")) and " " not in text else None


def _title(page: Markup, stated: str | None, patterns: Boilerplate) -> str | None:
    """Return the headline: the heading that the page's title agrees with, else the title.

    Titles carry the outlet's name after a dash, and some are cut short; the heading is whole.
    """
    title = stated or _tag_title(page)
    headings = _headings(page)
    if not title:
        return headings[0] if headings else None
    for heading in headings:
        short = title.rstrip(".… ")
        if title.startswith(heading) or (short != title and heading.startswith(short)):
            return heading
    return _without_outlet(title, patterns)


def _without_outlet(title: str, patterns: Boilerplate) -> str | None:
    """Cut the outlet and section off the end: ``TITLE < 사회 < 기사본문 - 여성신문``."""
    for sign in reversed(list(_SUFFIX.finditer(title))):
        tail = title[sign.end() :]
        if not (patterns.outlet.fullmatch(tail) or patterns.furniture.issuperset(tail.split())):
            break
        title = title[: sign.start()]
    return title if len(core(title)) >= _SHORTEST_TITLE else None


def _tag_title(page: Markup) -> str | None:
    for line in page.lines:
        if page.elements[line.element].tag == "title":
            return line.text
    return None


def _headings(page: Markup) -> list[str]:
    """Return the texts of h1, then h2 and h3 and elements marked as headline, that can be one."""
    found: list[tuple[str, str]] = []
    for line in page.lines:
        element = page.elements[line.element]
        while element.tag in ("a", "span", "strong", "b", "em", "font") and element.parent >= 0:
            element = page.elements[element.parent]
        marked = "headline" in element.attributes.get("itemprop", "").lower()
        if marked or element.tag in ("h1", "h2", "h3"):
            found.append(("" if marked else element.tag, core(line.text)))
    return [text for _, text in sorted(found, key=lambda x: x[0]) if len(text) >= _SHORTEST_TITLE]
