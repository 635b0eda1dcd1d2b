/** Mouse, pen, finger and wheel on a canvas: what vis-network does for its own. */

import { panned, turned, zoomed } from "./camera.js";

/**
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {import("./labels.js").Line} Line
 *
 * What lies under the hand, and what becomes of a movement.
 * @typedef {object} Hands
 * @property {(x: number, y: number) => Spot | null} spot
 * @property {(x: number, y: number) => Line | null} line
 * @property {() => boolean} loose  whether nodes are few and can be dragged
 * @property {() => import("./labels.js").Camera} camera
 * @property {(look: import("./camera.js").Look) => void} look
 * @property {(spot: Spot, x: number, y: number) => void} drag  to a point of the picture
 */

const CLICK = 4; // pixels that a hand may tremble
const REST = [250, 60]; // ms that the mouse rests on a node before it is hovered, of many or of few

/**
 * @param {HTMLCanvasElement} canvas @param {Hands} hands @param {import("./draw_vis.js").Handlers} on
 */
export function steer(canvas, hands, on) {
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  /** The node in the hand: where it stood, and where it was taken.
   * @type {{spot: Spot, x: number, y: number, sx: number, sy: number} | null}
   */
  let held = null;
  /** @type {number | null} */
  let hovered = null;
  let travelled = 0;
  let rest = 0;
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  const middle = () => {
    const all = [...fingers.values()];
    const sum = all.reduce((s, p) => ({ x: s.x + p.x, y: s.y + p.y }), { x: 0, y: 0 });
    return { x: sum.x / all.length, y: sum.y / all.length };
  };
  const hover = (/** @type {number | null} */ i) => {
    clearTimeout(rest);
    if (i === hovered) return;
    rest = window.setTimeout(
      () => {
        hovered = i;
        on.hover(i);
      },
      i === null ? 0 : REST[Number(hands.loose())],
    );
  };
  const passed = (/** @type {PointerEvent} */ e) => {
    const spot = hands.spot(e.offsetX, e.offsetY);
    canvas.style.cursor = spot ? "pointer" : "";
    if (e.pointerType !== "touch") hover(spot ? spot.i : null);
  };
  canvas.addEventListener("pointerdown", (e) => {
    canvas.setPointerCapture(e.pointerId);
    fingers.set(e.pointerId, { x: e.offsetX, y: e.offsetY });
    travelled = fingers.size > 1 ? Infinity : 0;
    const [sx, sy] = [e.offsetX, e.offsetY];
    const spot = fingers.size === 1 && hands.loose() ? hands.spot(sx, sy) : null;
    held = spot && { spot, x: spot.x, y: spot.y, sx, sy };
  });
  canvas.addEventListener("pointermove", (e) => {
    const was = fingers.get(e.pointerId);
    if (!was) {
      passed(e);
      return;
    }
    const cam = hands.camera();
    const before = fingers.size === 2 ? spread() : 0;
    const [dx, dy] = [e.offsetX - was.x, e.offsetY - was.y];
    fingers.set(e.pointerId, { x: e.offsetX, y: e.offsetY });
    travelled += Math.abs(dx) + Math.abs(dy);
    if (fingers.size === 2) {
      const { x, y } = middle();
      hands.look(zoomed(cam, spread() / Math.max(before, 1), x, y));
    } else if (held) {
      const [right, down] = [e.offsetX - held.sx, e.offsetY - held.sy];
      if (travelled > CLICK)
        hands.drag(held.spot, held.x + right / cam.scale, held.y + down / cam.scale);
    } else hands.look(panned(cam, -dx, -dy));
  });
  const up = (/** @type {PointerEvent} */ e) => {
    fingers.delete(e.pointerId);
    if (held && travelled > CLICK) on.placed(held.spot);
    held = null;
    if (e.type !== "pointerup" || travelled > CLICK) return;
    const spot = hands.spot(e.offsetX, e.offsetY);
    const line = spot ? null : hands.line(e.offsetX, e.offsetY);
    if (spot) on.node(spot.i);
    else if (line) on.line(line);
    else on.away();
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener("dblclick", (e) => {
    const spot = hands.spot(e.offsetX, e.offsetY);
    if (spot) on.grow(spot.i);
  });
  canvas.addEventListener(
    "wheel",
    (e) => {
      e.preventDefault();
      hands.look(zoomed(hands.camera(), turned(e), e.offsetX, e.offsetY));
    },
    { passive: false },
  );
  return () => clearTimeout(rest);
}
