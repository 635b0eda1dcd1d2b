/** What is drawn over the nodes of either drawing: letters, badges, rings and labels. */

import { badges, FONT, onScreen, place, write } from "./labels.js";
import { room, trace } from "./shapes.js";
import { css } from "./dom.js";

/**
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {import("./labels.js").Line} Line
 * @typedef {import("./labels.js").Camera} Camera
 * @typedef {{ink: string, soft: string, paper: string, line: string, hot: string}} Paint
 */

/** The colours of the current theme. @returns {Paint} */
export function paints() {
  return {
    ink: css("--ink"),
    soft: css("--soft"),
    paper: css("--paper"),
    line: css("--line"),
    hot: css("--hot"),
  };
}

/**
 * @param {CanvasRenderingContext2D} ctx  in screen pixels
 * @param {Spot[]} spots @param {Line[]} lines @param {Camera} cam @param {Paint} paint
 */
export function overlay(ctx, spots, lines, cam, paint) {
  for (const spot of spots) {
    const p = onScreen(cam, spot);
    const r = spot.size * cam.scale;
    if (p.x < -r || p.y < -r || p.x > cam.width + r || p.y > cam.height + r) continue;
    ctx.globalAlpha = spot.mood === "dim" ? 0.3 : 1;
    if (r > 5.5) letter(ctx, spot, p.x, p.y, r);
    if (spot.mood === "hot") ring(ctx, spot, p.x, p.y, r, paint);
  }
  ctx.globalAlpha = 1;
  const labels = place(spots, lines, cam);
  write(ctx, labels, paint);
  for (const { text, box, dim } of badges(spots, labels, cam)) {
    ctx.globalAlpha = dim ? 0.4 : 1;
    badge(ctx, text, box, paint);
  }
  ctx.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} ctx @param {Spot} spot @param {number} x @param {number} y @param {number} r */
function letter(ctx, spot, x, y, r) {
  const [down, size] = room(spot.shape);
  ctx.font = `700 ${Math.round(Math.min(r * size, 17))}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = inkOn(spot.color);
  ctx.fillText(spot.letter, x, y + r * down);
}

/** @param {CanvasRenderingContext2D} ctx @param {Spot} spot @param {number} x @param {number} y @param {number} r @param {Paint} paint */
function ring(ctx, spot, x, y, r, paint) {
  ctx.beginPath();
  trace(ctx, spot.shape, x, y, r + 4);
  ctx.strokeStyle = paint.hot;
  ctx.lineWidth = 2.5;
  ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {string} text @param {import("./labels.js").Box} box @param {Paint} paint */
function badge(ctx, text, box, paint) {
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, box.height / 2);
  ctx.fillStyle = paint.paper;
  ctx.fill();
  [ctx.strokeStyle, ctx.lineWidth] = [paint.line, 1];
  ctx.stroke();
  ctx.font = `600 10px ${FONT}`;
  ctx.fillStyle = paint.soft;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, box.x + box.width / 2, box.y + box.height / 2 + 0.5);
}

/** Black or white, whichever is read better on a colour. @param {string} color */
export function inkOn(color) {
  const [r, g, b] = [1, 3, 5].map((k) => {
    const v = parseInt(color.slice(k, k + 2), 16) / 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#111111" : "#ffffff";
}
