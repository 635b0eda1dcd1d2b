"""Where nodes stand: computed once, from the graph alone, so that a picture never moves by itself.

:func:`layout`, for small graphs: stress majorization (Gansner, Koren and North, *Graph Drawing by
Stress Majorization*, 2004), which makes the distance in the picture follow the distance in the
graph; then label boxes are pushed apart. :func:`discs`, for large ones: programmes stand around
their ministry and projects around their programme, in golden-angle spirals (Vogel, *A better way
to construct the sunflower head*, 1979), which costs no more than sorting. Plain Python: at these
sizes numpy would cost more to import than it saves.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

__all__ = ["SMALL", "discs", "layout"]

Point = tuple[float, float]
Pairs = Sequence[tuple[int, int]]

SMALL = 150
"""The most nodes that stress majorization places; it costs the square of them."""

_UNIT = 150.0  # the length of a link, in the units of the picture
_BOX = (150.0, 92.0)  # the room that a node takes with its label
_WIDE = 1.35  # screens are wider than high
_ROUNDS = 60
_LEAF = 32.0  # the radius of a node on its own in a large graph
_LOOSE = 1.12  # discs of different sizes do not fill their ring
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
    places = _pack([_part(members, near) for members in _components(near)])
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


def discs(parents: Sequence[int]) -> list[Point]:
    """Return a place for each node of a large graph: every parent amid a disc of its children.

    Args:
        parents: for each node the node it stands with, or -1; nodes must not stand in a circle.

    >>> discs([-1])
    [(0.0, 0.0)]
    >>> len(set(discs([-1, 0, 0, 1, -1])))
    5
    """
    children: dict[int, list[int]] = {}
    for node, parent in enumerate(parents):
        children.setdefault(parent, []).append(node)
    radius = [_LEAF] * len(parents)
    order = _top_down(children)
    for node in reversed(order):
        if node in children:
            inside = sum(radius[c] ** 2 for c in children[node]) + _LEAF**2
            radius[node] = math.sqrt(inside) * _LOOSE + max(radius[c] for c in children[node]) / 2
    places: list[Point] = [(0.0, 0.0)] * len(parents)
    for parent in [-1, *order]:
        if parent in children:
            centre = (0.0, 0.0) if parent < 0 else places[parent]
            _ring(children[parent], radius, centre, _LEAF if parent >= 0 else 0.0, places)
    return [(round(x, 1) + 0.0, round(y, 1) + 0.0) for x, y in places]


def _top_down(children: dict[int, list[int]]) -> list[int]:
    order: list[int] = []
    queue = deque(children.get(-1, []))
    while queue:
        node = queue.popleft()
        order.append(node)
        queue.extend(children.get(node, []))
    return order


def _ring(
    members: list[int], radius: list[float], centre: Point, start: float, places: list[Point]
) -> None:
    """Put discs around a centre in a golden-angle spiral, the largest first."""
    wide = _WIDE if start == 0 else 1.0
    filled = start**2
    for k, node in enumerate(sorted(members, key=lambda n: (-radius[n], n))):
        reach = math.sqrt(filled) * _LOOSE + radius[node] * 0.8 if filled else 0.0
        filled += radius[node] ** 2
        x, y = reach * math.cos(k * _GOLDEN) * wide, reach * math.sin(k * _GOLDEN)
        places[node] = (centre[0] + x, centre[1] + y)
