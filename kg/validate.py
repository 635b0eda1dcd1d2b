"""Check a graph: its shape with SHACL, its figures by adding them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.accounting import audit
from kg.graph import as_store
from kg.ledger import Ledger, quotes, read
from kg.report import SEVERITIES, Evidence, Finding, Report
from kg.resources import resource
from kg.shapes import violations

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Graph

__all__ = ["Finding", "Report", "check"]

Checked: TypeAlias = "Store | Graph"
"""What can be checked: a pyoxigraph store or an rdflib graph."""

MOST_QUOTES = 6
"""How many sentences stand below one finding."""


def check(graph: Checked, *, shapes: Path | None = None, shacl: bool = True) -> Report:
    """Check the shape and the figures of a graph.

    Args:
        graph: a graph in the ``fund:`` vocabulary.
        shapes: a file of SHACL shapes in Turtle; the packaged one when it is left out.
        shacl: whether to check the shape as well; it takes most of the time.

    Returns:
        All findings with their sentences, failures first, in an order that never changes.

    Raises:
        DataError: the file of shapes cannot be read.

    >>> from pyoxigraph import Store
    >>> check(Store(), shacl=False).conforms
    True
    """
    store = as_store(graph)
    ledger = read(store)
    findings = list(audit(ledger))
    if shacl:
        findings += _shapes(store, ledger, shapes or resource("ontology", "shapes.ttl"))
    told = [replace(f, evidence=_evidence(store, ledger, f)) for f in findings]
    order = {severity: i for i, severity in enumerate(SEVERITIES)}
    told.sort(key=lambda f: (order[f.severity], f.code, f.ko, f.focus))
    return Report(tuple(told))


def _evidence(store: Store, ledger: Ledger, finding: Finding) -> tuple[Evidence, ...]:
    """Return the sentences behind a finding; what merely holds needs none, but a headline."""
    if finding.severity == "ok" and not finding.code.startswith("headline"):
        return ()
    found = (
        Evidence(q.sentence, ledger.name(q.article))
        for fact in finding.focus
        for q in quotes(store, fact)
    )
    few = list(dict.fromkeys(found))[:MOST_QUOTES]
    articles = list(dict.fromkeys(e.article for e in few))
    return tuple(sorted(few, key=lambda e: articles.index(e.article)))


_ADDED_UP = (
    "FundingPart", "HeadlineAddsUp", "PartsWithinTotal", "Period", "SharesMakeHundred",
)  # fmt: skip
"""Shapes whose sums the accounting tells with names and amounts, and with fewer false alarms."""


def _shapes(store: Store, ledger: Ledger, shapes: Path) -> Iterator[Finding]:
    """Yield what breaks the shapes, or one finding that says nothing does."""
    found = [v for v in violations(store, shapes) if not (v.sparql and v.shape in _ADDED_UP)]
    for v in found:
        path = f" ({v.path})" if v.path else ""
        ko, en = (f"‘{ledger.name(v.focus, language)}’{path}" for language in ("ko", "en"))
        yield Finding(v.severity, "shape", f"{ko}: {v.ko}", f"{en}: {v.en}", (v.focus,))
    if not any(v.severity == "failure" for v in found):
        yield Finding(
            "ok", "shapes", "그래프가 정해진 모양(SHACL)을 지킵니다.",
            "The graph has the shape that it should (SHACL).",
        )  # fmt: skip
