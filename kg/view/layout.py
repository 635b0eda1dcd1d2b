"""Where nodes stand: computed once, from the graph alone, so that a picture never moves by itself.

Small graphs: stress majorization (Gansner, Koren and North, *Graph Drawing by Stress
Majorization*, 2004), which makes the distance in the picture follow the distance in the graph;
then label boxes are pushed apart. Large graphs: neighbours are packed into discs around their most
connected member in golden-angle spirals (Vogel, *A better way to construct the sunflower head*,
1979), which costs no more than sorting. Plain Python: at these sizes numpy would cost more to
import than it saves.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

__all__ = ["layout"]

Point = tuple[float, float]
Pairs = Sequence[tuple[int, int]]

SMALL = 150
"""The most nodes that stress majorization places; it costs the square of them."""

_UNIT = 150.0  # the length of a link, in the units of the picture
_BOX = (150.0, 92.0)  # the room that a node takes with its label
_WIDE = 1.35  # screens are wider than high
_ROUNDS = 60
_GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(count: int, links: Pairs) -> list[Point]:
    """Return a place for each node, around the origin.

    Args:
        count: how many nodes; they are the numbers below it.
        links: pairs of nodes; direction and repetition do not matter.

    >>> layout(1, [])
    [(0.0, 0.0)]
    >>> layout(3, [(0, 1), (1, 2)]) == layout(3, [(1, 2), (0, 1), (1, 0)])
    True
    """
    near = _neighbours(count, links)
    if count <= SMALL:
        parts = [_part(members, near) for members in _components(near)]
        places = _pack(parts)
    else:
        places = _discs(near)
    x0, y0 = _centre(places)
    return [(round(x - x0, 1) + 0.0, round(y - y0, 1) + 0.0) for x, y in places]


def _neighbours(count: int, links: Pairs) -> list[list[int]]:
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in links:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    return [sorted(n) for n in near]


def _centre(places: Sequence[Point]) -> Point:
    if not places:
        return (0.0, 0.0)
    xs, ys = [p[0] for p in places], [p[1] for p in places]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def _distances(start: int, near: list[list[int]]) -> dict[int, int]:
    found = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    return found


def _components(near: list[list[int]]) -> list[list[int]]:
    """Return the connected parts, the largest first."""
    seen: set[int] = set()
    parts = []
    for node in range(len(near)):
        if node not in seen:
            part = sorted(_distances(node, near))
            seen.update(part)
            parts.append(part)
    return sorted(parts, key=lambda p: (-len(p), p[0]))


# ── small graphs ─────────────────────────────────────────────────────────────────────────────


def _part(members: list[int], near: list[list[int]]) -> dict[int, Point]:
    far = {m: _distances(m, near) for m in members}
    places = _start(members, near, far)
    for _ in range(_ROUNDS if len(members) > 2 else 0):
        places = _closer(members, far, places)
    return _apart({m: (x * _WIDE, y) for m, (x, y) in places.items()})


def _start(
    members: list[int], near: list[list[int]], far: dict[int, dict[int, int]]
) -> dict[int, Point]:
    """Put the most central node in the middle and the rest on rings, branch beside branch."""
    root = min(members, key=lambda m: (sum(far[m].values()), -len(near[m]), m))
    order: list[int] = []
    seen = {root}
    stack = [root]
    while stack:
        node = stack.pop()
        order.append(node)
        for other in reversed(near[node]):
            if other not in seen:
                seen.add(other)
                stack.append(other)
    places = {}
    for i, node in enumerate(order):
        angle = 2 * math.pi * i / len(order)
        radius = far[root][node] * _UNIT
        places[node] = (radius * math.cos(angle), radius * math.sin(angle))
    return places


def _closer(
    members: list[int], far: dict[int, dict[int, int]], places: dict[int, Point]
) -> dict[int, Point]:
    """Take one step of majorization: each node goes where its distances would have it."""
    moved = dict(places)
    for a in members:
        x = y = weight = 0.0
        ax, ay = moved[a]
        for b in members:
            if a == b:
                continue
            steps = far[a][b]
            w = 1.0 / (steps * steps)
            bx, by = moved[b]
            dx, dy = ax - bx, ay - by
            length = math.hypot(dx, dy) or 1e-6
            pull = steps * _UNIT / length
            x += w * (bx + dx * pull)
            y += w * (by + dy * pull)
            weight += w
        moved[a] = (x / weight, y / weight)
    return moved


def _apart(places: dict[int, Point]) -> dict[int, Point]:
    """Push boxes apart along the axis on which they overlap less."""
    at = dict(places)
    members = sorted(at)
    for _ in range(80):
        touched = False
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                touched = _push(at, a, b) or touched
        if not touched:
            break
    return at


def _push(at: dict[int, Point], a: int, b: int) -> bool:
    (ax, ay), (bx, by) = at[a], at[b]
    over_x = _BOX[0] - abs(ax - bx)
    over_y = _BOX[1] - abs(ay - by)
    if over_x <= 0.5 or over_y <= 0.5:
        return False
    if over_y * _BOX[0] < over_x * _BOX[1]:
        shift = over_y / 2 * (1 if ay >= by else -1)
        at[a], at[b] = (ax, ay + shift), (bx, by - shift)
    else:
        shift = over_x / 2 * (1 if ax >= bx else -1)
        at[a], at[b] = (ax + shift, ay), (bx - shift, by)
    return True


def _pack(parts: list[dict[int, Point]]) -> list[Point]:
    """Put the connected parts beside each other in rows, the largest first."""
    boxes = [_bounds(part) for part in parts]
    area = sum(w * h for _, _, w, h in boxes)
    limit = max([math.sqrt(area * _WIDE * 1.2), *(w for _, _, w, _ in boxes)], default=0.0)
    placed: dict[int, Point] = {}
    x = y = row = 0.0
    for part, (left, top, width, height) in zip(parts, boxes, strict=True):
        if x and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        for node, (px, py) in part.items():
            placed[node] = (px - left + x, py - top + y)
        x += width
        row = max(row, height)
    return [placed[i] for i in range(len(placed))]


def _bounds(part: dict[int, Point]) -> tuple[float, float, float, float]:
    """Return left, top, width and height, with the room for labels."""
    xs, ys = [p[0] for p in part.values()], [p[1] for p in part.values()]
    left, top = min(xs) - _BOX[0] / 2, min(ys) - _BOX[1] / 2
    return left, top, max(xs) - left + _BOX[0] / 2, max(ys) - top + _BOX[1] / 2


# ── large graphs ─────────────────────────────────────────────────────────────────────────────


def _discs(near: list[list[int]]) -> list[Point]:
    """Give each node to a hub beside it, then pack hub discs in one spiral."""
    hubs = _hubs(near)
    groups: dict[int, list[int]] = {}
    for node, hub in enumerate(hubs):
        groups.setdefault(hub, []).append(node)
    order = sorted(groups, key=lambda h: (-len(groups[h]), h))
    places: list[Point] = [(0.0, 0.0)] * len(near)
    filled = 0.0
    for i, hub in enumerate(order):
        members = sorted(groups[hub], key=lambda n: (n != hub, -len(near[n]), n))
        radius = _UNIT * 0.42 * math.sqrt(len(members)) + 30
        reach = math.sqrt(filled) * 1.18 + (radius * 0.6 if i else 0.0)
        x0, y0 = reach * math.cos(i * _GOLDEN) * _WIDE, reach * math.sin(i * _GOLDEN)
        filled += radius * radius
        for k, node in enumerate(members):
            r = _UNIT * 0.4 * math.sqrt(k)
            places[node] = (x0 + r * math.cos(k * _GOLDEN), y0 + r * math.sin(k * _GOLDEN))
    return places


def _hubs(near: list[list[int]]) -> list[int]:
    """Return for each node the hub it stands with: itself, or its best connected neighbour.

    A node is a hub when no neighbour has more links; very large hubs would swallow the picture,
    so a node goes to its *least* connected neighbour that still has more links than itself.
    """
    rank = [(len(n), -i) for i, n in enumerate(near)]
    hubs = []
    for node, others in enumerate(near):
        above = [o for o in others if rank[o] > rank[node]]
        hubs.append(min(above, key=lambda o: rank[o]) if above else node)
    return [_top(node, hubs, depth=2) for node in range(len(near))]


def _top(node: int, hubs: list[int], depth: int) -> int:
    for _ in range(depth):
        node = hubs[node]
    return node
