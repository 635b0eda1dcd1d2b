"""The scene as a ``pyvis.network.Network`` that is correct by itself.

Left alone, pyvis runs HTML found in titles, headings and ids, drops parallel edges of undirected
networks, drops the colour of a node that has a group, and lets the picture swing for minutes. Here
the network is directed, ids are opaque, coordinates are computed, physics is off, no text that a
user gave reaches HTML, and the page can be written in any locale.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from kg.view.collect import collect
from kg.view.layout import SMALL, discs, layout
from kg.view.links import MONEY, backbone, parents
from kg.view.model import NONE, Fact, Link, Scene
from kg.view.style import LEVELS, RELATIONS, money, style_of

if TYPE_CHECKING:
    import pyoxigraph
    from pyvis.network import Network  # type: ignore[import-untyped]

__all__ = ["edges", "network", "nodes", "options", "places", "to_pyvis", "weights"]

Items = list[dict[str, Any]]


def to_pyvis(store: pyoxigraph.Store) -> Network:
    """Return the graph as a pyvis network: directed, laid out, with physics off.

    Args:
        store: the graph in the ``fund:`` vocabulary.

    >>> import pyoxigraph
    >>> to_pyvis(pyoxigraph.Store()).directed
    True
    """
    return network(collect(store))


def network(scene: Scene) -> Network:
    """Return a scene as a pyvis network."""
    from kg.view.still import StillNetwork

    net = StillNetwork(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    for item in nodes(scene):
        net.add_node(item.pop("id"), item.pop("label"), **item)
    for item in edges(scene):
        net.add_edge(item.pop("from"), item.pop("to"), **item)
    net.set_options(options())
    return net


def places(scene: Scene) -> list[tuple[float, float]]:
    """Return where each node stands."""
    if len(scene.nodes) > SMALL:
        return discs(parents(len(scene.nodes), scene.links, scene.facts))
    return layout(len(scene.nodes), backbone(scene.links))


def options() -> str:
    """Return the options of the picture: still, straight, and steered with the keyboard too."""
    return """{
      "physics": {"enabled": false},
      "layout": {"improvedLayout": false, "randomSeed": 1},
      "edges": {"smooth": false, "arrows": {"to": {"enabled": true, "scaleFactor": 0.5}}},
      "interaction": {"hover": true, "keyboard": {"enabled": true, "bindToWindow": false}}
    }"""


def weights(scene: Scene) -> list[int]:
    """Return the money that stands behind each node, in won: what makes it important.

    A project has its funding, or its whole cost where no funding is known; every other node has
    the money of the projects it is linked to. Amounts that were replaced do not count.
    """
    own, cost = [0] * len(scene.nodes), [0] * len(scene.nodes)
    for fact in scene.facts:
        if fact.superseded != NONE or fact.amount is None or fact.subject == NONE:
            continue
        if fact.kind in MONEY:
            own[fact.subject] += fact.amount
        elif fact.kind == "TotalCost":
            cost[fact.subject] = max(cost[fact.subject], fact.amount)
    held = [o or c for o, c in zip(own, cost, strict=True)]
    near: list[set[int]] = [set() for _ in scene.nodes]
    for link in scene.links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    return [
        held[i] or sum(held[j] for j in near[i] if scene.nodes[j].type == "Project")
        for i in range(len(scene.nodes))
    ]


def nodes(scene: Scene) -> Items:
    """Return the nodes as vis-network takes them; ids are ``n0``, ``n1``, never a name."""
    weight = weights(scene)
    most = max([*weight, 1])
    at = places(scene)
    made = []
    for i, node in enumerate(scene.nodes):
        style = style_of(node)
        item: dict[str, Any] = {
            "id": f"n{i}", "label": _lines(node.ko), "shape": style.shape, "color": style.color,
            "size": round(12 + 20 * math.sqrt(weight[i] / most)),
            "x": at[i][0], "y": at[i][1], "physics": False,
            "title": _inert(f"{style.ko} · {node.ko}"),
        }  # fmt: skip
        made.append(item)
    return made


def edges(scene: Scene) -> Items:
    """Return the edges as vis-network takes them, each with its relation or amount as label."""
    most = max([*(k.won for k in scene.links), 1])
    return [
        {
            "from": f"n{k.source}", "to": f"n{k.target}", "label": label(k, scene.facts[k.fact]),
            "width": round(1 + 7 * math.sqrt(k.won / most), 1),
            "dashes": k.kind in ("headline", "within", "governs", "unitOf"),
        }
        for k in scene.links
    ]  # fmt: skip


def label(link: Link, fact: Fact) -> str:
    """Return what is written on a line: the amount with its level, or the relation."""
    if fact.amount is not None:
        return f"{_korean(LEVELS, fact.kind)} {money(fact.amount)}"
    if fact.percent is not None:
        return f"{RELATIONS['share'][0]} {fact.percent:g}%"
    return _korean(RELATIONS, link.kind)


def _korean(words: dict[str, tuple[str, str]], key: str) -> str:
    return words[key][0] if key in words else key


def _lines(text: str, width: int = 14) -> str:
    """Break a name into lines at spaces, so that a label is a block and not a band."""
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _inert(text: str) -> str:
    """Break the word that makes pyvis put *all* titles into the page as HTML."""
    return text.replace("href", "hre\u200bf")
