/** Where the nodes of a part of a large graph stand: stress majorization, as in `kg.view.layout`. */

const UNIT = 150;
const BOX = [150, 92];

/**
 * The same input gives the same places. Nodes that already have a place start from it.
 * @param {number[]} ids @param {[number, number][]} pairs
 * @param {Map<number, {x: number, y: number}>} [from]
 * @returns {Map<number, {x: number, y: number}>}
 */
export function layout(ids, pairs, from = new Map()) {
  const near = new Map(ids.map((i) => [i, /** @type {number[]} */ ([])]));
  for (const [a, b] of pairs) {
    if (a === b || !near.has(a) || !near.has(b) || near.get(a)?.includes(b)) continue;
    near.get(a)?.push(b);
    near.get(b)?.push(a);
  }
  const parts = components(ids, near);
  return pack(parts.map((part) => settle(part, near, from)));
}

/** The connected parts, the largest first. @param {number[]} ids @param {Map<number, number[]>} near */
function components(ids, near) {
  const seen = new Set();
  const parts = [];
  for (const id of ids) {
    if (seen.has(id)) continue;
    const part = [...distances(id, near).keys()];
    for (const other of part) seen.add(other);
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** The places of one part. @param {number[]} ids @param {Map<number, number[]>} near @param {Map<number, {x: number, y: number}>} from */
function settle(ids, near, from) {
  const far = ids.map((i) => {
    const found = distances(i, near);
    return ids.map((j) => found.get(j) ?? 1);
  });
  const known = ids.every((i) => from.has(i));
  const at = ids.map((i, k) => ({
    x: UNIT * 3 * Math.cos((2 * Math.PI * k) / ids.length) * (1 + (k % 3) * 0.2),
    y: UNIT * 3 * Math.sin((2 * Math.PI * k) / ids.length) * (1 + (k % 3) * 0.2),
    ...from.get(i),
  }));
  const rounds = ids.length > 80 ? 35 : 60;
  for (let round = 0; round < rounds; round += 1) closer(at, far);
  for (const p of at) p.x *= known ? 1 : 1.35;
  apart(at);
  return new Map(ids.map((i, k) => [i, at[k]]));
}

/** Put the parts beside each other in rows. @param {Map<number, {x: number, y: number}>[]} parts */
function pack(parts) {
  const boxes = parts.map((part) => {
    const all = [...part.values()];
    const [left, top] = [Math.min(...all.map((p) => p.x)), Math.min(...all.map((p) => p.y))];
    return {
      left,
      top,
      width: Math.max(...all.map((p) => p.x)) - left + BOX[0],
      height: Math.max(...all.map((p) => p.y)) - top + BOX[1],
    };
  });
  const area = boxes.reduce((sum, b) => sum + b.width * b.height, 0);
  const limit = Math.max(Math.sqrt(area * 2.6), ...boxes.map((b) => b.width));
  const out = new Map();
  let [x, y, row] = [0, 0, 0];
  parts.forEach((part, k) => {
    const b = boxes[k];
    if (x && x + b.width > limit) [x, y, row] = [0, y + row, 0];
    for (const [id, p] of part) out.set(id, { x: p.x - b.left + x, y: p.y - b.top + y });
    x += b.width;
    row = Math.max(row, b.height);
  });
  return out;
}

/** @param {number} start @param {Map<number, number[]>} near */
function distances(start, near) {
  const found = new Map([[start, 0]]);
  const queue = [start];
  for (const node of queue) {
    for (const other of near.get(node) ?? []) {
      if (!found.has(other)) {
        found.set(other, (found.get(node) ?? 0) + 1);
        queue.push(other);
      }
    }
  }
  return found;
}

/** @param {{x: number, y: number}[]} at @param {number[][]} far */
function closer(at, far) {
  for (let a = 0; a < at.length; a += 1) {
    let [x, y, weight] = [0, 0, 0];
    for (let b = 0; b < at.length; b += 1) {
      if (a === b) continue;
      const steps = far[a][b];
      const w = 1 / (steps * steps);
      const [dx, dy] = [at[a].x - at[b].x, at[a].y - at[b].y];
      const pull = (steps * UNIT) / (Math.hypot(dx, dy) || 1e-6);
      x += w * (at[b].x + dx * pull);
      y += w * (at[b].y + dy * pull);
      weight += w;
    }
    if (weight) at[a] = { x: x / weight, y: y / weight };
  }
}

/** Push label boxes apart. @param {{x: number, y: number}[]} at */
export function apart(at) {
  for (let round = 0; round < 60; round += 1) {
    let touched = false;
    for (let a = 0; a < at.length; a += 1) {
      for (let b = a + 1; b < at.length; b += 1) touched = push(at[a], at[b]) || touched;
    }
    if (!touched) return;
  }
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b */
function push(a, b) {
  const [ox, oy] = [BOX[0] - Math.abs(a.x - b.x), BOX[1] - Math.abs(a.y - b.y)];
  if (ox <= 0.5 || oy <= 0.5) return false;
  if (oy * BOX[0] < ox * BOX[1]) {
    const shift = (oy / 2) * (a.y >= b.y ? 1 : -1);
    a.y += shift;
    b.y -= shift;
  } else {
    const shift = (ox / 2) * (a.x >= b.x ? 1 : -1);
    a.x += shift;
    b.x -= shift;
  }
  return true;
}
