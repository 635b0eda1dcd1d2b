"""What a check found, as frozen values that print as text and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, TypeAlias

__all__ = ["SEVERITIES", "Evidence", "Finding", "Report", "Severity"]

Severity: TypeAlias = Literal["failure", "warning", "note", "ok"]

SEVERITIES: tuple[Severity, ...] = ("failure", "warning", "note", "ok")
"""From the gravest on; only a failure makes ``kg check`` end with 1."""

_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "ko": {
        "failure": ("✗", "틀림"), "warning": ("!", "주의"), "note": ("·", "알림"),
        "ok": ("✓", "맞음"),
    },
    "en": {
        "failure": ("✗", "failure"), "warning": ("!", "warning"), "note": ("·", "note"),
        "ok": ("✓", "ok"),
    },
}  # fmt: skip
_COLOURS = {"failure": "31", "warning": "33", "note": "36", "ok": "32"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that a finding rests on, and the title of its article."""

    sentence: str
    article: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked, told in Korean and in English.

    Args:
        severity: one of :data:`SEVERITIES`.
        code: a slug that stays the same (``"headline-adds-up"``).
        ko: the message in Korean; further lines stand below the first.
        en: the message in English.
        focus: IRIs of what the message is about.
        evidence: the sentences behind it.
    """

    severity: Severity
    code: str
    ko: str
    en: str
    focus: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def message(self, language: str = "ko") -> str:
        """Return the message in ``"ko"`` or ``"en"``."""
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, the gravest first."""

    findings: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many findings have that severity."""
        return sum(1 for f in self.findings if f.severity == severity)

    @property
    def conforms(self) -> bool:
        """Whether nothing failed; warnings and notes are no failure."""
        return self.count("failure") == 0

    @property
    def exit_code(self) -> int:
        """1 when something failed, else 0."""
        return 0 if self.conforms else 1

    def text(self, language: str = "ko", colour: bool = False) -> str:
        """Return the report for a reader.

        Args:
            language: ``"ko"`` or ``"en"``.
            colour: whether to mark severities with ANSI colours.

        >>> row = Finding("ok", "shares", "배분비의 합이 100%입니다.", "The shares make 100%.")
        >>> print(Report((row,)).text("en"), end="")
        ✓ ok: The shares make 100%.
        1 ok
        """
        lines: list[str] = []
        for f in self.findings:
            mark, word = _WORDS[language][f.severity]
            first, *rest = f.message(language).split("\n")
            lines.append(f"{_paint(f'{mark} {word}', f.severity, colour)}: {first}")
            lines += [f"    {line}" for line in rest]
            lines += _quoted(f.evidence)
        lines.append(self._summary(language))
        return "\n".join(lines) + "\n"

    def _summary(self, language: str) -> str:
        counts = Counter(f.severity for f in self.findings)
        parts = [f"{counts[s]} {_WORDS[language][s][1]}" for s in SEVERITIES if counts[s]]
        if language == "ko":
            parts = [f"{_WORDS['ko'][s][1]} {counts[s]}" for s in SEVERITIES if counts[s]]
        empty = "검사할 것이 없습니다" if language == "ko" else "nothing to check"
        return ", ".join(parts) or empty

    def json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "conforms": self.conforms,
            "counts": {s: self.count(s) for s in SEVERITIES},
            "findings": [
                {
                    "severity": f.severity, "code": f.code, "message_ko": f.ko,
                    "message_en": f.en, "focus": list(f.focus),
                    "evidence": [
                        {"sentence": e.sentence, "article": e.article} for e in f.evidence
                    ],
                }
                for f in self.findings
            ],
        }  # fmt: skip


def _quoted(evidence: tuple[Evidence, ...]) -> list[str]:
    """Return the sentences, those of one article below its title."""
    lines: list[str] = []
    for article, sentences in groupby(evidence, key=lambda e: e.article):
        lines.append(f"    ─ {article}")
        lines += [f"      “{' '.join(e.sentence.split())}”" for e in sentences]
    return lines


def _paint(text: str, severity: Severity, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if colour else text
