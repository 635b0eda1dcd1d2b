"""Markdown to the text that a reader of the rendered page sees."""

from __future__ import annotations

import re

from kg.read.dates import day
from kg.read.page import Known

__all__ = ["read_markdown"]

_FRONT = re.compile(r"\A---\n(?P<fields>(?:.*\n){0,60}?)---\n")
_FIELD = re.compile(r"(?P<key>\w{1,30}) *: *[\"']?(?P<value>[^\"'\n]{1,300})[\"']?")
_FENCE = re.compile(r"(?:```|~~~)")
_COMMENT = re.compile(r"<!--[^>]{0,2000}-->")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)")
_LINK = re.compile(r"\[(?P<text>[^\]\n]{0,300})\](?:\([^)\n]{0,600}\)|\[[^\]\n]{0,100}\])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<text>[^*_\n]{1,400})(?P=mark)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)(?P<text>[^*\n]{1,400})\*(?![\w*])")
_CODE = re.compile(r"`(?P<text>[^`\n]{1,300})`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
_LEAD = re.compile(r"(?:> ?){0,5}(?:#{1,6} +)?")


def read_markdown(text: str) -> tuple[str, Known]:
    r"""Return the plain text of a Markdown file, and what its front matter says.

    Marks of headings, emphasis, links, code and quotations go; list marks stay; rows of tables
    lose their outer bars.

    Args:
        text: the file, its line breaks plain.

    >>> read_markdown("# 대구시, **80억** 확보\n\n- [국비](http://a.kr) 80억원")[0]
    '대구시, 80억 확보\n\n- 국비 80억원'
    """
    front = _FRONT.match(text)
    fields: dict[str, str] = {}
    if front:
        text = text[front.end() :]
        fields = {
            found["key"].lower(): found["value"].strip()
            for found in map(_FIELD.match, front["fields"].split("\n"))
            if found
        }
    text = _COMMENT.sub("", text)
    lines = [_plain(line) for line in text.split("\n") if not _FENCE.match(line)]
    return "\n".join(lines), Known(
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        published=day(fields.get("date") or fields.get("published") or ""),
        url=fields.get("url"),
    )


def _plain(line: str) -> str:
    line = _LEAD.sub("", line.strip(), count=1)
    for pattern in (_IMAGE, _TAG):
        line = pattern.sub("", line)
    for pattern in (_LINK, _STRONG, _EMPHASIS, _CODE):
        line = pattern.sub(lambda found: found["text"], line)
    if line.startswith("|"):
        line = line.strip("|").strip()
    return _ESCAPED.sub(r"\1", line)
