"""The headline among the lines that stand before an article's first sentence."""

from __future__ import annotations

__all__ = ["LIST_MARKS", "below", "core", "headline", "is_entry"]

LIST_MARKS = "○●◯▲△▷▶◇◆□■※❍ㅇ①②③④⑤⑥⑦⑧⑨《<"
"""Signs that begin an item of a list, never a headline."""

_AROUND = " •‧∙*·-–—_=|"
_SHORTEST, _LONGEST = 6, 150


def core(line: str) -> str:
    """Return a line without the list marks, dashes and bars around it.

    A list mark that an older encoding did not have stands as a question mark.

    >>> core("  • 승인 2022.05.04"), core("? 승인 2022.05.04")
    ('승인 2022.05.04', '승인 2022.05.04')
    """
    return line.strip(_AROUND).removeprefix("? ")


def headline(head: list[str], label_at: int | None) -> str | None:
    """Return the headline, or ``None`` where there is none.

    Pages say the headline first, often twice, and the date and byline below it. So it is the
    first line that stands twice above the date; else the first above the date; else the first.
    Without a date, a line that follows itself is rather a picture's text and its caption.

    Args:
        head: the lines before the first sentence that nothing spoke against.
        label_at: how many of them stand above the first date or byline, if there is one.

    >>> headline(["국비 215억 확보", "4개 과제 선정"], None)
    '국비 215억 확보'
    >>> headline(["우리 신문사 소식지", "국비 215억 확보", "4개 과제 선정", "국비 215억 확보"], 3)
    '국비 215억 확보'
    """
    bare = [core(line) for line in head]
    able = [
        text
        for text, line in zip(bare, head, strict=True)
        if _SHORTEST <= len(text) <= _LONGEST and not is_entry(line)
    ]
    zone = bare[:label_at] if label_at else bare
    above = [text for text in able if text in zone]
    for text in above:
        if bare.count(text) > 1 and (label_at or not _in_a_row(bare, text)):
            return text
    return above[0] if above else able[0] if able else None


def below(head: list[str], title: str) -> list[str]:
    """Return what the head holds below its headline, said once; captions said twice go.

    >>> head = ["메뉴판", "국비 확보", "4개 과제", "나래시청 사진", "나래시청 사진", "국비 확보"]
    >>> below(head, "국비 확보")
    ['4개 과제']
    """
    bare = [core(line) for line in head]
    start = bare.index(title) + 1 if title in bare else 0
    rest: list[str] = []
    said = {title}
    for line, text in zip(head[start:], bare[start:], strict=True):
        once = text not in said and not _in_a_row(bare, text)
        if text != title and (once or is_entry(line)):
            rest.append(line)
        said.add(text)
    return rest


def is_entry(line: str) -> bool:
    """Tell whether a line may well stand twice: an item of a list, a row of a table.

    >>> is_entry("- 국비 10억원"), is_entry("-나래시, 국비 확보-")
    (True, False)
    """
    return line[0] in LIST_MARKS or line.startswith(("- ", "* ")) or " | " in line


def _in_a_row(bare: list[str], text: str) -> bool:
    at = bare.index(text)
    return bare[at : at + 2] == [text, text]
