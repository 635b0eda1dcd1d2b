/**
 * The picture, whoever draws it. Every page starts on the bare canvas, and vis-network, the
 * drawing library that pyvis ships, takes over as soon as the browser and the reader's hands are
 * idle. Its code alone costs more than all else the page does until the first picture: of 0.52 s
 * of CPU at 60 nodes it took 0.15 s, so waiting for it made the picture twice as late. Nothing is
 * lost by the wait: the canvas answers to the same hands and draws the same pixels. Beyond `MANY`
 * nodes the canvas stays, see `draw_canvas.js` for what was measured there.
 */

import { drawCanvas } from "./draw_canvas.js";
import { drawVis, loadVis, visIsThere } from "./draw_vis.js";

/** @typedef {import("./draw_vis.js").Drawing} Drawing */

const MANY = 400; // beyond this vis-network is slower than the eye
const QUIET = 500; // ms without a movement of the reader
const HANDS = ["pointerdown", "pointermove", "pointerup", "wheel", "keydown", "keyup"];

/**
 * @param {HTMLElement} box @param {import("./draw_vis.js").Handlers} handlers
 * @param {any} options  of pyvis
 * @returns {Drawing}
 */
export function startDrawing(box, handlers, options) {
  const hands = watch();
  const on = {
    ...handlers,
    hover(/** @type {number | null} */ i) {
      hands.rest(i === null);
      handlers.hover(i);
    },
  };
  const make = {
    canvas: () => drawCanvas(box, on, MANY),
    vis: () => drawVis(box, on, options),
  };
  /** @type {"canvas" | "vis"} */
  let kind = "canvas";
  let now = make.canvas();
  /** @type {Parameters<Drawing["set"]>} */
  let scene = [[], []];
  let cancel = () => {};
  box.dataset.drawing = kind;

  /** Go on with the other drawing, from the same place; it draws before the first is gone. */
  const change = (/** @type {"canvas" | "vis"} */ wanted) => {
    if (wanted === kind) return;
    const last = now;
    now = make[wanted]();
    now.set(...scene);
    now.look(last.camera());
    last.destroy();
    kind = box.dataset.drawing = wanted;
  };
  /** Wait for a moment that nobody needs, run the code in it, then wait for another to take over. */
  const later = () => {
    cancel();
    if (kind === "vis" || scene[0].length > MANY) return;
    cancel = whenIdle(hands.still, () => {
      if (visIsThere()) change("vis");
      else {
        loadVis();
        if (visIsThere()) later();
      }
    });
  };
  return {
    set(spots, lines) {
      scene = [spots, lines];
      if (spots.length > MANY) change("canvas");
      now.set(spots, lines);
      later();
    },
    refresh: () => now.refresh(),
    fit: () => now.fit(),
    zoom: (by) => now.zoom(by),
    pan: (dx, dy) => now.pan(dx, dy),
    reveal: (i) => now.reveal(i),
    look: (look) => now.look(look),
    camera: () => now.camera(),
    destroy() {
      cancel();
      hands.stop();
      now.destroy();
    },
  };
}

/** Follow what the reader does anywhere on the page: a pause in it must not be felt. */
function watch() {
  const end = new AbortController();
  let last = performance.now();
  let pressed = false;
  let resting = true;
  for (const type of HANDS) {
    window.addEventListener(
      type,
      (e) => {
        last = performance.now();
        if (e instanceof PointerEvent) pressed = e.buttons > 0;
      },
      { capture: true, passive: true, signal: end.signal },
    );
  }
  return {
    /** Whether nothing is pressed, hovered or was moved of late. */
    still: () => !pressed && resting && performance.now() - last > QUIET,
    rest(/** @type {boolean} */ over) {
      resting = over;
    },
    stop: () => end.abort(),
  };
}

/** Call `act` once, when the page is read, the browser idle and the reader still.
 * @param {() => boolean} still @param {() => void} act @returns {() => void} what calls it off
 */
function whenIdle(still, act) {
  let off = false;
  // after a click Chromium may call nobody before the next movement, hence the timeout
  const wait = () =>
    typeof window.requestIdleCallback === "function"
      ? window.requestIdleCallback(ask, { timeout: 2 * QUIET })
      : window.setTimeout(ask, QUIET);
  const ask = () => {
    if (off) return;
    if (document.readyState !== "loading" && still()) act();
    else window.setTimeout(wait, QUIET / 2);
  };
  wait();
  return () => {
    off = true;
  };
}
