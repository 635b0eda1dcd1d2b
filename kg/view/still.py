"""A ``pyvis.network.Network`` whose own page is whole, silent and safe.

pyvis 0.3.2 puts two calls to a CDN into every page, writes in the locale's encoding, and leaves
out the doctype, the language, the title and the viewport. It also looks through all nodes for each
that is added. Its page is taken and mended here; what pyvis offers in Python stays as it is.
Loading this module loads pyvis.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pyvis.edge import Edge  # type: ignore[import-untyped]
from pyvis.network import Network  # type: ignore[import-untyped]
from pyvis.node import Node  # type: ignore[import-untyped]

from kg.view.inline import policy, script_hashes

__all__ = ["StillNetwork"]

_OUTSIDE = re.compile(r"<(link|script)\b[^>]*\bhttps://[^>]*>(\s*</script>)?", re.DOTALL)
_HEADING = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.DOTALL)


class StillNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A network that draws at once, calls nobody, and is written as UTF-8 everywhere."""

    def add_node(
        self, n_id: Any, label: Any = None, shape: str = "dot", color: str = "#97c2fc",
        **options: Any,
    ) -> None:  # fmt: skip
        """Add a node, as pyvis does, without looking through all that are there."""
        if n_id in self.node_map:
            return
        node = Node(
            n_id, shape, label=label or n_id, color=color, font_color=self.font_color, **options
        )
        self.nodes.append(node.options)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node.options

    def add_edge(self, source: Any, to: Any, **options: Any) -> None:
        """Add an edge, as pyvis does for directed networks: parallel ones stay.

        Raises:
            ValueError: an end is no node of the network.
        """
        for end in (source, to):
            if end not in self.node_map:
                raise ValueError(f"there is no node {end!r}")
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def generate_html(
        self, name: str = "index.html", local: bool = True, notebook: bool = False
    ) -> str:
        """Return the page: complete HTML without any outside address, under a strict policy."""
        self.heading = ""
        html = super().generate_html(name, local, notebook)
        html = _HEADING.sub("", _OUTSIDE.sub("", html))
        rule = policy(script_hashes(html), styles=["'unsafe-inline'"])
        head = (
            '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
            f'content="{rule}"><meta name="viewport" content="width=device-width, '
            'initial-scale=1"><title>kg</title>'
        )
        html = re.sub(r"<html>\s*<head>\s*<meta charset=\"utf-8\">", lambda _: head, html, count=1)
        self.html = '<!doctype html>\n<html lang="ko">\n' + html
        return self.html

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> Any:
        """Write the page as UTF-8, whatever the locale; no folder is left beside it."""
        Path(name).write_text(
            self.generate_html(name, local, notebook), encoding="utf-8", newline="\n"
        )
        if open_browser:
            import webbrowser

            webbrowser.open(Path(name).resolve().as_uri())

    def save_graph(self, name: str) -> None:
        """Write the page; pyvis' older name for it."""
        self.write_html(name)

    def show(self, name: str, local: bool = True, notebook: bool = False) -> Any:
        """Write the page; in a notebook also return it as a frame."""
        self.write_html(name, local, notebook)
        if notebook:
            from IPython.display import IFrame

            return IFrame(name, width=self.width, height="600px")
        return None
