/**
 * Nodes and lines on a canvas, in two ways. `fine` draws each as vis-network 9.1.2 does, to the
 * pixel, so that the one can follow the other unseen; `coarse` gathers thousands into few paths,
 * which is what a canvas draws fastest.
 */

import { onScreen } from "./labels.js";
import { trace } from "./shapes.js";

/**
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {import("./labels.js").Line} Line
 * @typedef {import("./labels.js").Camera} Camera
 * @typedef {import("./overlay.js").Paint} Paint
 * @typedef {CanvasRenderingContext2D} Ink
 */

export const BORDER = 1.5; // pixels around a node
export const EDGE = "rgba(0,0,0,.35)";
export const HEAD = 0.45; // of an arrow, beside vis-network's own size

/** @param {string} color  as `#rrggbb` @param {number} opacity */
function thin(color, opacity) {
  const [r, g, b] = [1, 3, 5].map((k) => parseInt(color.slice(k, k + 2), 16));
  return `rgba(${r},${g},${b},${opacity})`;
}

/** Dashes that are still dashes in a wide line. @param {number} width */
export function dashes(width) {
  return [4 + 2 * width, 3 + 2 * width];
}

/** @param {Line} l @param {Paint} paint */
export function lineInk({ mood }, paint) {
  if (mood === "hot") return thin(paint.hot, 0.95);
  return thin(paint.line, mood === "dim" ? 0.15 : 0.75);
}

/** @param {Spot} s */
export function spotInk({ mood, color }) {
  return mood === "dim" ? thin(color, 0.25) : color;
}

/** @param {Ink} ctx @param {Spot[]} spots @param {Line[]} lines @param {Map<number, Spot>} by @param {Camera} cam @param {Paint} paint */
export function fine(ctx, spots, lines, by, cam, paint) {
  const { scale } = cam;
  const ends = lines.flatMap((line) => {
    const [a, b] = [by.get(line.a), by.get(line.b)];
    return a && b && a !== b ? [{ line, a, b, width: Math.max(line.width, 0.3 / scale) }] : [];
  });
  ctx.save();
  ctx.translate(cam.width / 2 - cam.x * scale, cam.height / 2 - cam.y * scale);
  ctx.scale(scale, scale);
  for (const { line, a, b, width } of ends) {
    [ctx.strokeStyle, ctx.lineWidth] = [lineInk(line, paint), width];
    if (line.dashed) ctx.lineCap = "round";
    ctx.setLineDash(line.dashed ? dashes(width) : []);
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  for (const s of spots) {
    ctx.beginPath();
    trace(ctx, s.shape, s.x, s.y, s.size);
    ctx.fillStyle = spotInk(s);
    ctx.fill();
    [ctx.strokeStyle, ctx.lineWidth] = [EDGE, BORDER / scale];
    ctx.stroke();
  }
  for (const { line, a, b, width } of ends) {
    ctx.fillStyle = lineInk(line, paint);
    head(ctx, a, b, 15 * HEAD + 3 * width);
  }
  ctx.restore();
}

/** An arrow where the second node begins. @param {Ink} ctx @param {Spot} a @param {Spot} b @param {number} length */
function head(ctx, a, b, length) {
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const border =
    b.shape === "dot"
      ? b.size
      : Math.min(Math.abs(b.size / cos), Math.abs(b.size / sin)) + BORDER;
  const [x, y] = [b.x - border * cos, b.y - border * sin];
  ctx.beginPath();
  for (const [along, aside] of [
    [0, 0],
    [-1, 0.3],
    [-0.9, 0],
    [-1, -0.3],
  ])
    ctx.lineTo(x + length * (along * cos - aside * sin), y + length * (along * sin + aside * cos));
  ctx.closePath();
  ctx.fill();
}

/** @param {Ink} ctx @param {Spot[]} spots @param {Line[]} lines @param {Map<number, Spot>} by @param {Camera} cam @param {Paint} paint */
export function coarse(ctx, spots, lines, by, cam, paint) {
  manyLines(ctx, lines, by, cam, paint);
  manySpots(ctx, spots, cam);
}

/** One path for each colour and width. @param {Ink} ctx @param {Line[]} lines @param {Map<number, Spot>} by @param {Camera} cam @param {Paint} paint */
function manyLines(ctx, lines, by, cam, paint) {
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

/** One path for each colour and shape. @param {Ink} ctx @param {Spot[]} spots @param {Camera} cam */
function manySpots(ctx, spots, cam) {
  /** @type {Map<string, Spot[]>} */
  const groups = new Map();
  for (const s of spots) {
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
