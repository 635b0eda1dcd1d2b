"""List what was seen in an article and made no fact, with reasons: where rules are missing."""

from __future__ import annotations

from kg.model import Facts
from kg.reasons import Words, meaning
from kg.why import on_one_line, sentence_around

__all__ = ["unused"]

_KINDS: dict[str, Words] = {
    "amount": ("금액", "amount"), "role": ("역할", "role word"), "name": ("이름", "name"),
}  # fmt: skip


def unused(facts: Facts, language: str = "ko") -> str:
    """Return what was seen in an article and made no fact, each with the reason, as text.

    Args:
        facts: as extracted; a facts file does not hold what was not used.
        language: ``"ko"`` or ``"en"``.

    >>> from kg.model import Article
    >>> print(unused(Facts(Article("없음")), "en"), end="")
    nothing was left unused
    """
    i = 0 if language == "ko" else 1
    if not facts.unused:
        return ("쓰지 않은 것이 없습니다\n", "nothing was left unused\n")[i]
    lines: list[str] = []
    for one in sorted(facts.unused, key=lambda u: (u.evidence.start, u.evidence.end, u.kind)):
        left, right = sentence_around(facts.article.text, one.evidence)
        text = facts.article.text
        before, after = text[left : one.evidence.start], text[one.evidence.end : right]
        reason = meaning(one.reason)[i]
        lines.append(
            f"{_KINDS[one.kind][i]} ‘{one.evidence.quote}’ ({one.evidence.start}): {one.reason}"
            + (f" — {reason}" if reason else "")
        )
        lines.append(f"    {on_one_line(f'{before}【{one.evidence.quote}】{after}')}")
    return "\n".join(lines) + "\n"
