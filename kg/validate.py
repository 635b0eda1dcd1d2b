"""Check a graph: its shape with SHACL, its figures by adding them up.

pyshacl changes two switches of rdflib for the whole process, and leaves one changed when the file
of shapes cannot be read; so the shapes are parsed here and the switches are put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.accounting import audit
from kg.errors import DataError
from kg.ledger import Ledger, quotes, read
from kg.report import SEVERITIES, Evidence, Finding, Report, Severity
from kg.resources import resource

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
    store = _store(graph)
    ledger = read(store)
    findings = list(audit(ledger))
    if shacl:
        findings += _shapes(graph, ledger, shapes or resource("ontology", "shapes.ttl"))
    told = [replace(f, evidence=_evidence(store, ledger, f)) for f in findings]
    order = {severity: i for i, severity in enumerate(SEVERITIES)}
    told.sort(key=lambda f: (order[f.severity], f.code, f.ko, f.focus))
    return Report(tuple(told))


def _store(graph: Checked) -> Store:
    """Return the graph as a store; a store is taken as it is."""
    from pyoxigraph import RdfFormat, Store

    if isinstance(graph, Store):
        return graph
    store = Store()
    store.bulk_load(graph.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    return store


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


# ── SHACL ────────────────────────────────────────────────────────────────────────────────────


def _shapes(graph: Checked, ledger: Ledger, shapes: Path) -> Iterator[Finding]:
    """Yield what the shapes find, or one finding that says they hold."""
    from pyshacl import validate
    from rdflib import Graph

    wanted = Graph()
    try:
        wanted.parse(shapes, format="turtle")
    except Exception as e:  # rdflib raises what its parsers raise: there is no common class
        raise DataError(
            "the shapes cannot be read", place=str(shapes), way_out="correct the Turtle"
        ) from e
    with _switches_kept():
        _, results, _ = validate(_with_classes(graph), shacl_graph=wanted, inplace=True)
    if not isinstance(results, Graph):
        raise DataError(f"the shapes cannot be used ({results})", place=str(shapes))
    found = sorted(set(_results(results, ledger)), key=lambda f: (f.code, f.focus, f.en))
    yield from found
    if not any(f.severity == "failure" for f in found):
        yield Finding(
            "ok", "shapes", "그래프가 정해진 모양(SHACL)을 지킵니다.",
            "The graph has the shape that it should (SHACL).",
        )  # fmt: skip


@contextmanager
def _switches_kept() -> Iterator[None]:
    """Put back what pyshacl changes in rdflib, whatever happens."""
    import rdflib
    from rdflib import term

    normalize, literals = rdflib.NORMALIZE_LITERALS, dict(term._toPythonMapping)
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
        term._toPythonMapping.clear()
        term._toPythonMapping.update(literals)


def _with_classes(graph: Checked) -> Graph:
    """Return a copy of the graph with the class tree, which the shapes' targets need."""
    from rdflib import RDFS, Graph

    copy = Graph()
    copy.parse(data=_ntriples(graph), format="nt")
    vocabulary = Graph()
    vocabulary.parse(resource("ontology", "fund.ttl"), format="turtle")
    for triple in vocabulary.triples((None, RDFS.subClassOf, None)):
        copy.add(triple)
    return copy


def _ntriples(graph: Checked) -> bytes:
    from pyoxigraph import DefaultGraph, RdfFormat, Store

    if isinstance(graph, Store):
        return graph.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    return graph.serialize(format="nt", encoding="utf-8")


_ADDED_UP = ("HeadlineAddsUp", "PartsWithinTotal", "SharesMakeHundred", "Period")
"""Shapes whose sums the accounting tells with names and amounts, and with fewer false alarms."""

_SEVERITY: dict[str, Severity] = {"Violation": "failure", "Warning": "warning", "Info": "note"}


def _language(message: str) -> str:
    """Tell the language of a message that pyshacl filled in; its tag is lost on the way.

    >>> _language("2025년에 시작하여"), _language("The quote “80억원”")
    ('ko', 'en')
    """
    first = next((c for c in message if c.isalpha()), "")
    return "en" if first.isascii() else "ko"


def _results(results: Graph, ledger: Ledger) -> Iterable[Finding]:
    from rdflib import SH, Literal

    for result in results.subjects(SH.resultSeverity):
        shape = str(results.value(result, SH.sourceShape)).rsplit("#", 1)[-1]
        if shape in _ADDED_UP and results.value(result, SH.resultPath) is None:
            continue
        severity = str(results.value(result, SH.resultSeverity)).rsplit("#", 1)[-1]
        focus = str(results.value(result, SH.focusNode))
        path = str(results.value(result, SH.resultPath) or "").rsplit("#", 1)[-1]
        said = {"": ""}
        messages = [m for m in results.objects(result, SH.resultMessage) if isinstance(m, Literal)]
        for message in sorted(messages, key=str):
            said[message.language or _language(message)] = str(message)
        place = f" ({path})" if path else ""
        ko = said.get("ko") or said[""] or said.get("en", "")
        en = said.get("en") or said[""] or ko
        yield Finding(
            _SEVERITY.get(severity, "failure"), "shape",
            f"‘{ledger.name(focus)}’{place}: {ko}", f"‘{ledger.name(focus, 'en')}’{place}: {en}",
            (focus,),
        )  # fmt: skip
