/** The outline of each shape, as corner points or a circle, for canvas and SVG alike. */

/**
 * @typedef {[number, number][]} Corners  in units of the node's size, around its middle
 */

/** @param {number} n @param {number} turn @param {number} [inner] */
function star(n, turn, inner = 1) {
  /** @type {Corners} */
  const out = [];
  for (let k = 0; k < n; k += 1) {
    const angle = turn + (2 * Math.PI * k) / n;
    const r = k % 2 ? inner : 1;
    out.push([r * Math.cos(angle), r * Math.sin(angle)]);
  }
  return out;
}

const UP = -Math.PI / 2;

/** @param {Corners} corners @param {number} by @param {number} down */
function sized(corners, by, down) {
  return corners.map(([x, y]) => /** @type {[number, number]} */ ([x * by, y * by + down]));
}

/** Shapes exactly as vis-network draws them; a dot has no corners. @type {Record<string, Corners>} */
const CORNERS = {
  square: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  triangle: sized(star(3, UP), 2.3 / Math.sqrt(3), 0.275 * 1.15),
  triangleDown: sized(star(3, -UP), 2.3 / Math.sqrt(3), -0.275 * 1.15),
  hexagon: star(6, 0),
  star: sized(star(10, UP, 0.5 / 1.3), 1.3 * 0.82, 0.1 * 0.82),
};

/** Where the middle of the broad part of a shape lies, and how large it is: room for a letter. */
const ROOM = { triangle: [0.24, 0.8], triangleDown: [-0.24, 0.8], star: [0.1, 0.62] };

/** How far below the middle a letter stands, and its size, in units of the node's size.
 * @param {string} shape @returns {[number, number]}
 */
export function room(shape) {
  const [down, size] = ROOM[/** @type {keyof typeof ROOM} */ (shape)] ?? [0.05, 0.95];
  return [down, size];
}

/**
 * Add a shape to the current path.
 * @param {CanvasRenderingContext2D} ctx @param {string} shape
 * @param {number} x @param {number} y @param {number} r
 */
export function trace(ctx, shape, x, y, r) {
  const corners = CORNERS[shape];
  if (!corners) {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([cx, cy], k) =>
    k ? ctx.lineTo(x + cx * r, y + cy * r) : ctx.moveTo(x + cx * r, y + cy * r),
  );
  ctx.closePath();
}

/** The same as the data of an SVG path. @param {string} shape @param {number} x @param {number} y @param {number} r */
export function pathData(shape, x, y, r) {
  const corners = CORNERS[shape];
  if (!corners) return `M${x + r},${y}a${r},${r} 0 1 1 ${-2 * r},0a${r},${r} 0 1 1 ${2 * r},0z`;
  const points = corners.map(([cx, cy]) => `${(x + cx * r).toFixed(1)},${(y + cy * r).toFixed(1)}`);
  return `M${points.join("L")}z`;
}
