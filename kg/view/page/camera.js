/** Where the reader looks: fitting, zooming and moving, the same for both drawings. */

/**
 * @typedef {import("./labels.js").Camera} Camera
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {{x: number, y: number, scale: number}} Look
 */

const BUTTONS = 44; // pixels at the top of the picture that its buttons take
const HINT = 26; // and at the bottom what is said about it
const SIDE = 70; // room for labels, in units of the picture
const TOP = 36;
const LARGEST = 1.4; // a small picture is not blown up
const STRETCH = 1.6; // how much a picture may be drawn out to leave no screen empty
const RANGE = [0.005, 6];
const MIDDLE = 0.42; // beyond this part of the screen a node counts as out of sight

/** The whole picture, between what lies over it. @param {Spot[]} spots @param {Camera} cam @returns {Look} */
export function fitted(spots, cam) {
  if (!spots.length) return { x: 0, y: 0, scale: 1 };
  const [left, right] = ends(spots.map((s) => s.x));
  const [top, bottom] = ends(spots.map((s) => s.y));
  const scale = Math.min(
    cam.width / (right - left + 2 * SIDE),
    Math.max(cam.height - BUTTONS - HINT, 100) / (bottom - top + TOP + SIDE),
    LARGEST,
  );
  return {
    x: (left + right) / 2,
    y: (top - TOP + bottom + SIDE) / 2 - (BUTTONS - HINT) / 2 / scale,
    scale,
  };
}

/**
 * How much wider and higher a picture is drawn so that it fills the screen: names have one size,
 * and room between the nodes is room for them.
 * @param {Spot[]} spots @param {number} width @param {number} height @returns {[number, number]}
 */
export function stretch(spots, width, height) {
  if (spots.length < 3) return [1, 1];
  const [left, right] = ends(spots.map((s) => s.x));
  const [top, bottom] = ends(spots.map((s) => s.y));
  const screen = width / Math.max(height - BUTTONS - HINT, 100);
  const more = (screen * (bottom - top + TOP + SIDE)) / (right - left + 2 * SIDE);
  return [Math.min(Math.max(more, 1), STRETCH), Math.min(Math.max(1 / more, 1), STRETCH)];
}

/** @param {number[]} values */
function ends(values) {
  return values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
}

/** Closer or farther, while one point of the screen stays where it is.
 * @param {Camera} cam @param {number} by @param {number} [sx] @param {number} [sy] @returns {Look}
 */
export function zoomed(cam, by, sx = cam.width / 2, sy = cam.height / 2) {
  const scale = Math.min(Math.max(cam.scale * by, RANGE[0]), RANGE[1]);
  const shift = 1 / cam.scale - 1 / scale;
  return {
    x: cam.x + (sx - cam.width / 2) * shift,
    y: cam.y + (sy - cam.height / 2) * shift,
    scale,
  };
}

/** How much a turn of the wheel zooms. @param {WheelEvent} e */
export function turned(e) {
  return Math.exp(-e.deltaY * (e.deltaMode ? 20 : 1) * 0.0016);
}

/** @param {Camera} cam @param {number} dx @param {number} dy  in pixels @returns {Look} */
export function panned(cam, dx, dy) {
  return { x: cam.x + dx / cam.scale, y: cam.y + dy / cam.scale, scale: cam.scale };
}

/** A node that is out of sight comes to the middle; else nothing moves.
 * @param {Camera} cam @param {Spot | undefined} spot @returns {Look}
 */
export function revealed(cam, spot) {
  const { x, y, scale } = cam;
  if (!spot) return { x, y, scale };
  const away =
    Math.abs(spot.x - x) * scale > cam.width * MIDDLE ||
    Math.abs(spot.y - y) * scale > cam.height * MIDDLE;
  return away ? { x: spot.x, y: spot.y, scale } : { x, y, scale };
}
