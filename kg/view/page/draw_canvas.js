/**
 * The full map on a bare 2D canvas, behind the same interface as the picture by vis-network.
 * Measured at 10,000 nodes and 15,000 lines, vis-network needs 111 to 141 ms of CPU for each redraw
 * and this a quarter of it; while the map is dragged only a bitmap moves.
 */

import { onScreen } from "./labels.js";
import { overlay, paints } from "./overlay.js";
import { trace } from "./shapes.js";
import { h } from "./dom.js";

/**
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {import("./labels.js").Line} Line
 */

const SETTLE = 140; // ms without movement after which the bitmap is drawn anew

const BUTTONS = 44; // pixels at the top that the buttons take
const NEAR = 300; // with more nodes in sight no line is labelled

/**
 * @param {HTMLElement} box @param {import("./draw_vis.js").Handlers} on
 * @returns {import("./draw_vis.js").Drawing}
 */
export function drawCanvas(box, on) {
  const canvas = h("canvas", { class: "canvas" });
  box.append(canvas);
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const copy = document.createElement("canvas");
  const still = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
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

  const resize = () => {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    [cam.width, cam.height] = [box.clientWidth || 1, box.clientHeight || 1];
    for (const c of [canvas, copy]) {
      c.width = Math.round(cam.width * ratio);
      c.height = Math.round(cam.height * ratio);
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    still.setTransform(ratio, 0, 0, ratio, 0, 0);
  };
  /** Draw everything into the bitmap, then the bitmap and the labels. */
  const paintAll = () => {
    due = 0;
    cam.corner = on.corner();
    then = { ...cam };
    still.clearRect(0, 0, cam.width, cam.height);
    drawLines(still, lines, by, cam, paint);
    drawSpots(still, spots, cam);
    move();
    const near = visible(spots, cam);
    const ids = new Set(near.length < NEAR ? near.map((s) => s.i) : []);
    overlay(
      ctx,
      near,
      lines.filter((l) => ids.has(l.a) && ids.has(l.b) && (cam.scale > 0.6 || l.mood === "hot")),
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
  const moved = () => {
    if (!asked) {
      asked = requestAnimationFrame(() => {
        asked = 0;
        move();
      });
    }
    clearTimeout(timer);
    timer = window.setTimeout(paintAll, SETTLE);
  };
  /** Several changes of one moment are drawn once. */
  const soon = () => {
    if (!due) due = requestAnimationFrame(() => paintAll());
  };
  const watcher = new ResizeObserver(() => {
    if (cam.width === box.clientWidth && cam.height === box.clientHeight) return;
    resize();
    paintAll();
  });
  watcher.observe(box);
  resize();

  const hit = (/** @type {number} */ sx, /** @type {number} */ sy) => {
    const x = (sx - cam.width / 2) / cam.scale + cam.x;
    const y = (sy - cam.height / 2) / cam.scale + cam.y;
    return nearest(cells, x, y, Math.max(8 / cam.scale, 0));
  };
  steer(canvas, cam, moved, hit, on);

  return {
    set(newSpots, newLines) {
      [spots, lines] = [newSpots, newLines];
      by = new Map(spots.map((s) => [s.i, s]));
      cells = sorted(spots);
      soon();
    },
    refresh() {
      paint = paints();
      soon();
    },
    fit() {
      const [left, right] = ends(spots.map((s) => s.x));
      const [top, bottom] = ends(spots.map((s) => s.y));
      cam.x = (left + right) / 2;
      cam.y = (top + bottom) / 2;
      cam.scale = Math.min(
        cam.width / (right - left + 160),
        (cam.height - BUTTONS) / (bottom - top + 160),
        1.4,
      );
      cam.y -= BUTTONS / 2 / cam.scale;
      soon();
    },
    zoom(by) {
      cam.scale *= by;
      moved();
    },
    pan(dx, dy) {
      cam.x += dx / cam.scale;
      cam.y += dy / cam.scale;
      moved();
    },
    reveal(i) {
      const spot = by.get(i);
      if (!spot) return;
      [cam.x, cam.y] = [spot.x, spot.y];
      cam.scale = Math.max(cam.scale, 0.5);
      soon();
    },
    camera: () => ({ ...cam }),
    destroy() {
      watcher.disconnect();
      clearTimeout(timer);
      cancelAnimationFrame(due);
      canvas.remove();
    },
  };
}

/** @param {number[]} values */
function ends(values) {
  return values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [0, 0]);
}

/** @param {Spot[]} spots @param {import("./labels.js").Camera} cam */
function visible(spots, cam) {
  const [w, hh] = [cam.width / cam.scale / 2, cam.height / cam.scale / 2];
  return spots.filter((s) => Math.abs(s.x - cam.x) < w + 40 && Math.abs(s.y - cam.y) < hh + 40);
}

/** One path for each colour and width: what a canvas draws fastest.
 * @param {CanvasRenderingContext2D} ctx @param {Line[]} lines @param {Map<number, Spot>} by
 * @param {import("./labels.js").Camera} cam @param {import("./overlay.js").Paint} paint
 */
function drawLines(ctx, lines, by, cam, paint) {
  for (const mood of ["dim", "", "hot"]) {
    for (const thick of [false, true]) {
      ctx.beginPath();
      for (const line of lines) {
        if (line.mood !== mood || line.width > 2.5 !== thick) continue;
        const a = by.get(line.a);
        const b = by.get(line.b);
        if (!a || !b) continue;
        const [p, q] = [onScreen(cam, a), onScreen(cam, b)];
        ctx.moveTo(p.x, p.y);
        ctx.lineTo(q.x, q.y);
      }
      ctx.strokeStyle = mood === "hot" ? paint.hot : paint.line;
      ctx.globalAlpha =
        mood === "dim" ? 0.08 : mood === "hot" ? 0.9 : lines.length > 2000 ? 0.3 : 0.6;
      ctx.lineWidth = Math.max((thick ? 4 : 1) * Math.min(cam.scale * 1.5, 1), 0.5);
      ctx.stroke();
    }
  }
  ctx.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} ctx @param {Spot[]} spots @param {import("./labels.js").Camera} cam */
function drawSpots(ctx, spots, cam) {
  /** @type {Map<string, Spot[]>} */
  const groups = new Map();
  for (const s of visible(spots, cam)) {
    const key = `${s.mood}|${s.shape}|${s.color}`;
    const group = groups.get(key);
    if (group) group.push(s);
    else groups.set(key, [s]);
  }
  for (const [key, group] of groups) {
    const [mood, shape, color] = key.split("|");
    ctx.beginPath();
    for (const s of group) {
      const p = onScreen(cam, s);
      const r = Math.max(s.size * cam.scale, 1.4);
      if (r < 3) ctx.rect(p.x - r, p.y - r, 2 * r, 2 * r);
      else trace(ctx, shape, p.x, p.y, r);
    }
    ctx.globalAlpha = mood === "dim" ? 0.15 : 1;
    ctx.fillStyle = color;
    ctx.fill();
  }
  ctx.globalAlpha = 1;
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

/** @param {Map<string, Spot[]>} cells @param {number} x @param {number} y @param {number} slack */
function nearest(cells, x, y, slack) {
  let best = null;
  let least = Infinity;
  const reach = Math.ceil(Math.min(slack, 200) / 100) || 1;
  const [cx, cy] = [Math.floor(x / 100), Math.floor(y / 100)];
  for (let i = cx - reach; i <= cx + reach; i += 1) {
    for (let j = cy - reach; j <= cy + reach; j += 1) {
      for (const s of cells.get(`${i},${j}`) ?? []) {
        const d = Math.hypot(s.x - x, s.y - y);
        if (d < Math.max(s.size, slack) && d < least) [best, least] = [s, d];
      }
    }
  }
  return best;
}

/** Mouse, pen, finger and wheel.
 * @param {HTMLCanvasElement} canvas @param {import("./labels.js").Camera} cam @param {() => void} moved
 * @param {(x: number, y: number) => Spot | null} hit @param {import("./draw_vis.js").Handlers} on
 */
function steer(canvas, cam, moved, hit, on) {
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  let travelled = 0;
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  const zoomAt = (/** @type {number} */ by, /** @type {number} */ sx, /** @type {number} */ sy) => {
    const next = Math.min(Math.max(cam.scale * by, 0.005), 6);
    const shift = 1 / cam.scale - 1 / next;
    cam.x += (sx - cam.width / 2) * shift;
    cam.y += (sy - cam.height / 2) * shift;
    cam.scale = next;
    moved();
  };
  canvas.addEventListener("pointerdown", (e) => {
    canvas.setPointerCapture(e.pointerId);
    fingers.set(e.pointerId, { x: e.offsetX, y: e.offsetY });
    travelled = 0;
  });
  canvas.addEventListener("pointermove", (e) => {
    const was = fingers.get(e.pointerId);
    if (!was) {
      canvas.style.cursor = hit(e.offsetX, e.offsetY) ? "pointer" : "grab";
      return;
    }
    const before = fingers.size === 2 ? spread() : 0;
    fingers.set(e.pointerId, { x: e.offsetX, y: e.offsetY });
    if (fingers.size === 2) zoomAt(spread() / Math.max(before, 1), e.offsetX, e.offsetY);
    else {
      cam.x -= (e.offsetX - was.x) / cam.scale;
      cam.y -= (e.offsetY - was.y) / cam.scale;
      travelled += Math.abs(e.offsetX - was.x) + Math.abs(e.offsetY - was.y);
      moved();
    }
  });
  const up = (/** @type {PointerEvent} */ e) => {
    fingers.delete(e.pointerId);
    if (e.type !== "pointerup" || travelled > 4) return;
    const spot = hit(e.offsetX, e.offsetY);
    if (spot) on.node(spot.i);
    else on.away();
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener(
    "wheel",
    (e) => {
      e.preventDefault();
      zoomAt(Math.exp(-e.deltaY / 400), e.offsetX, e.offsetY);
    },
    { passive: false },
  );
}
