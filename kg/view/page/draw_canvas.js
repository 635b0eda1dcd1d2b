/**
 * The picture on a bare 2D canvas, behind the same interface as the one by vis-network. It draws
 * the full map: at 10,000 nodes and 15,000 lines vis-network needs 111 to 141 ms of CPU for each
 * redraw and this a quarter of it; while the map is dragged only a bitmap moves. And it draws the
 * first picture of every page, see `drawing.js`.
 */

import { fitted, panned, revealed, zoomed } from "./camera.js";
import { h } from "./dom.js";
import { onScreen } from "./labels.js";
import { overlay, paints } from "./overlay.js";
import { steer } from "./pointer.js";
import { coarse, fine } from "./strokes.js";

/**
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {import("./labels.js").Line} Line
 * @typedef {import("./labels.js").Camera} Camera
 */

const SETTLE = 140; // ms without movement after which the bitmap is drawn anew
const NEAR = 300; // with more nodes in sight no line is labelled
const NAMED = 0.6; // from this scale on

/**
 * @param {HTMLElement} box @param {import("./draw_vis.js").Handlers} on
 * @param {number} few  up to so many nodes are drawn as vis-network draws them
 * @returns {import("./draw_vis.js").Drawing}
 */
export function drawCanvas(box, on, few) {
  const canvas = h("canvas", { class: "canvas" });
  box.append(canvas);
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const copy = document.createElement("canvas");
  const still = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
  /** @type {Camera} */
  const cam = { scale: 1, x: 0, y: 0, width: 1, height: 1, corner: 0 };
  let then = { ...cam };
  /** @type {Spot[]} */
  let spots = [];
  /** @type {Map<number, Spot>} */
  let by = new Map();
  /** @type {Line[]} */
  let lines = [];
  /** @type {Map<string, Spot[]>} */
  let cells = new Map();
  let paint = paints();
  let timer = 0;
  let asked = 0;
  let due = 0;

  const isSmall = () => spots.length <= few;
  const resize = () => {
    const ratio = Math.min(window.devicePixelRatio || 1, isSmall() ? 4 : 2);
    [cam.width, cam.height] = [box.clientWidth || 1, box.clientHeight || 1];
    const [width, height] = [Math.round(cam.width * ratio), Math.round(cam.height * ratio)];
    for (const c of isSmall() ? [canvas] : [canvas, copy]) {
      if (c.width !== width || c.height !== height) [c.width, c.height] = [width, height];
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    still.setTransform(ratio, 0, 0, ratio, 0, 0);
  };
  const paintAll = () => {
    cancelAnimationFrame(due);
    due = 0;
    cam.corner = on.corner();
    if (isSmall()) paintFew();
    else paintMany();
  };
  const paintFew = () => {
    ctx.clearRect(0, 0, cam.width, cam.height);
    fine(ctx, spots, lines, by, cam, paint);
    overlay(ctx, spots, lines, cam, paint);
  };
  /** Draw everything into the bitmap, then the bitmap and the labels. */
  const paintMany = () => {
    then = { ...cam };
    const near = visible(spots, cam);
    still.clearRect(0, 0, cam.width, cam.height);
    coarse(still, near, lines, by, cam, paint);
    move();
    const ids = new Set(near.length < NEAR ? near.map((s) => s.i) : []);
    overlay(
      ctx,
      near,
      lines.filter((l) => ids.has(l.a) && ids.has(l.b) && (cam.scale > NAMED || l.mood === "hot")),
      cam,
      paint,
    );
  };
  /** Only move and scale the bitmap. */
  const move = () => {
    const k = cam.scale / then.scale;
    const p = onScreen(cam, { x: then.x, y: then.y });
    ctx.clearRect(0, 0, cam.width, cam.height);
    ctx.drawImage(
      copy,
      p.x - (cam.width * k) / 2,
      p.y - (cam.height * k) / 2,
      cam.width * k,
      cam.height * k,
    );
  };
  /** Several changes of one moment are drawn once. */
  const soon = () => {
    if (!due) due = requestAnimationFrame(paintAll);
  };
  /** @param {import("./camera.js").Look} next */
  const look = (next) => {
    Object.assign(cam, next);
    if (isSmall()) {
      soon();
      return;
    }
    if (!asked) {
      asked = requestAnimationFrame(() => {
        asked = 0;
        move();
      });
    }
    clearTimeout(timer);
    timer = window.setTimeout(paintAll, SETTLE);
  };
  const watcher = new ResizeObserver(() => {
    if (cam.width === box.clientWidth && cam.height === box.clientHeight) return;
    resize();
    paintAll();
  });
  watcher.observe(box);
  resize();

  const inPicture = (/** @type {number} */ sx, /** @type {number} */ sy) => ({
    x: (sx - cam.width / 2) / cam.scale + cam.x,
    y: (sy - cam.height / 2) / cam.scale + cam.y,
  });
  const letGo = steer(
    canvas,
    {
      spot: (sx, sy) => nearest(cells, inPicture(sx, sy), 8 / cam.scale),
      line: (sx, sy) =>
        isSmall() || cam.scale > NAMED
          ? closest(lines, by, inPicture(sx, sy), 7 / cam.scale)
          : null,
      loose: isSmall,
      camera: () => cam,
      look,
      drag(spot, x, y) {
        [spot.x, spot.y] = [Math.round(x), Math.round(y)];
        cells = sorted(spots);
        soon();
      },
    },
    on,
  );

  return {
    set(newSpots, newLines) {
      [spots, lines] = [newSpots, newLines];
      by = new Map(spots.map((s) => [s.i, s]));
      cells = sorted(spots);
      resize();
      soon();
    },
    refresh() {
      paint = paints();
      soon();
    },
    fit() {
      Object.assign(cam, fitted(spots, cam));
      soon();
    },
    zoom: (by) => look(zoomed(cam, by)),
    pan: (dx, dy) => look(panned(cam, dx, dy)),
    reveal(i) {
      Object.assign(cam, revealed(cam, by.get(i)));
      soon();
    },
    look(next) {
      Object.assign(cam, next);
      paintAll();
    },
    camera: () => ({ ...cam, corner: on.corner() }),
    destroy() {
      watcher.disconnect();
      letGo();
      clearTimeout(timer);
      cancelAnimationFrame(due);
      cancelAnimationFrame(asked);
      canvas.remove();
    },
  };
}

/** @param {Spot[]} spots @param {Camera} cam */
function visible(spots, cam) {
  const [w, hh] = [cam.width / cam.scale / 2, cam.height / cam.scale / 2];
  return spots.filter((s) => Math.abs(s.x - cam.x) < w + 40 && Math.abs(s.y - cam.y) < hh + 40);
}

/** @param {Spot[]} spots */
function sorted(spots) {
  /** @type {Map<string, Spot[]>} */
  const cells = new Map();
  for (const s of spots) {
    const key = `${Math.floor(s.x / 100)},${Math.floor(s.y / 100)}`;
    const cell = cells.get(key);
    if (cell) cell.push(s);
    else cells.set(key, [s]);
  }
  return cells;
}

/** @param {Map<string, Spot[]>} cells @param {{x: number, y: number}} p @param {number} slack */
function nearest(cells, p, slack) {
  let best = null;
  let least = Infinity;
  const reach = Math.ceil(Math.min(slack, 200) / 100) || 1;
  const [cx, cy] = [Math.floor(p.x / 100), Math.floor(p.y / 100)];
  for (let i = cx - reach; i <= cx + reach; i += 1) {
    for (let j = cy - reach; j <= cy + reach; j += 1) {
      for (const s of cells.get(`${i},${j}`) ?? []) {
        const [dx, dy] = [Math.abs(s.x - p.x), Math.abs(s.y - p.y)];
        const d = Math.hypot(dx, dy);
        if (Math.max(dx, dy) < Math.max(s.size, slack) && d < least) [best, least] = [s, d];
      }
    }
  }
  return best;
}

/** @param {Line[]} lines @param {Map<number, Spot>} by @param {{x: number, y: number}} p @param {number} slack */
function closest(lines, by, p, slack) {
  let best = null;
  let least = Infinity;
  for (const line of lines) {
    const [a, b] = [by.get(line.a), by.get(line.b)];
    if (!a || !b) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const way = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(Math.max(way, 0), 1);
    const d = Math.hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
    if (d < slack + line.width / 2 && d < least) [best, least] = [line, d];
  }
  return best;
}
