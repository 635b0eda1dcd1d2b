"""The page that shows a graph: one file, offline, with the evidence for every line.

``page`` makes the HTML, ``to_pyvis`` a network for Python, ``html_repr`` a frame for notebooks.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from kg.model import Article
from kg.view.pyvis import to_pyvis

if TYPE_CHECKING:
    import pyoxigraph

    from kg.view.model import Scene

__all__ = ["html_repr", "page", "to_pyvis"]


def page(
    store: pyoxigraph.Store,
    *,
    articles: Mapping[str, Article] | None = None,
    turtle: str,
    language: str = "ko",
) -> str:
    """Return the page of a graph as one HTML text; write it as UTF-8.

    Args:
        store: the graph in the ``fund:`` vocabulary.
        articles: IRI of an article in the graph -> the article, for the view of its whole text;
            where one is missing the sentences that prove a fact are shown.
        turtle: the same graph as Turtle, to embed.
        language: ``"ko"`` or ``"en"``, the language it opens in; the reader can switch.

    >>> import pyoxigraph
    >>> page(pyoxigraph.Store(), turtle="").startswith("<!doctype html>")
    True
    """
    from kg.view.collect import collect
    from kg.view.inline import document
    from kg.view.rows import rows

    scene = collect(store, articles)
    return document(_title(scene, language), language, rows(scene), turtle)


def _title(scene: Scene, language: str) -> str:
    if not scene.sources:
        return "Knowledge graph" if language == "en" else "지식그래프"
    if len(scene.sources) == 1:
        return scene.sources[0].title
    if language == "en":
        return f"{len(scene.sources)} articles"
    return f"기사 {len(scene.sources)}건"


def html_repr(page: str, *, height: int = 720) -> str:
    """Return a page as a frame for Jupyter's ``_repr_html_``.

    Args:
        page: the HTML of :func:`page`.
        height: of the frame, in CSS pixels.

    >>> html_repr("<p>", height=100).startswith('<iframe srcdoc="&lt;p&gt;"')
    True
    """
    return (
        f'<iframe srcdoc="{escape(page)}" title="kg" sandbox="allow-scripts allow-downloads" '
        f'style="width:100%;height:{height}px;border:0"></iframe>'
    )
