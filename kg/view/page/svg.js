/** Pictures to save: the network as SVG, charts with their styles, and any SVG as PNG. */

import { s } from "./dom.js";
import { badges, FONT, onScreen, place } from "./labels.js";
import { inkOn, paints } from "./overlay.js";
import { pathData, room } from "./shapes.js";
import { dashes, EDGE, lineInk, spotInk } from "./strokes.js";

/** @typedef {{x: number, y: number, r: number}} Place  where a node stands on the screen */

/**
 * The network as it is seen now.
 * @param {import("./picture.js").Picture & {camera: import("./labels.js").Camera}} scene
 */
export function networkSvg(scene) {
  const { spots, lines, camera } = scene;
  const paint = paints();
  const seen = new Map(
    spots.map((p) => [p.i, { ...onScreen(camera, p), r: p.size * camera.scale }]),
  );
  const svg = blank(camera.width, camera.height, paint.paper);
  for (const l of lines) {
    const [a, b] = [seen.get(l.a), seen.get(l.b)];
    if (a && b) svg.append(...arrow(l, a, b, camera.scale, paint));
  }
  for (const p of spots) svg.append(...mark(p, seen.get(p.i) ?? { x: 0, y: 0, r: 0 }, paint));
  const labels = place(spots, lines, camera);
  for (const label of labels) {
    const all = label.note ? [...label.lines, label.note] : label.lines;
    all.forEach((text, k) => {
      const note = label.edge || (label.note && k === all.length - 1);
      const el = words(
        text,
        label.box.x + label.box.width / 2,
        label.box.y + 1 + label.size * 1.25 * (k + 0.5) + label.size * 0.36,
        label.size,
        note ? paint.soft : paint.ink,
        note ? 600 : 500,
      );
      halo(el, paint.paper);
      if (label.dim) el.setAttribute("opacity", "0.35");
      svg.append(el);
    });
  }
  for (const { text, box, dim } of badges(spots, labels, camera))
    svg.append(...badge(text, box, dim ? "0.4" : null, paint));
  return new XMLSerializer().serializeToString(svg);
}

/** A line with its head, which stands where the other node begins.
 * @param {import("./labels.js").Line} l @param {Place} a @param {Place} b
 * @param {number} scale @param {import("./overlay.js").Paint} paint
 */
function arrow(l, a, b, scale, paint) {
  const color = lineInk(l, paint);
  const width = Math.max(l.width * scale, 0.6);
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const [x, y] = [b.x - dx * (b.r + 1), b.y - dy * (b.r + 1)];
  const head = 4 + width * 1.4;
  const corner = (/** @type {number} */ side) =>
    `${(x - dx * head - dy * side).toFixed(1)},${(y - dy * head + dx * side).toFixed(1)}`;
  const points = `${x.toFixed(1)},${y.toFixed(1)} ${corner(head * 0.45)} ${corner(-head * 0.45)}`;
  const line = s("line", {
    x1: a.x.toFixed(1),
    y1: a.y.toFixed(1),
    x2: (x - dx * head * 0.8).toFixed(1),
    y2: (y - dy * head * 0.8).toFixed(1),
    stroke: color,
    "stroke-width": width.toFixed(1),
    "stroke-dasharray": l.dashed
      ? dashes(l.width)
          .map((d) => (d * scale).toFixed(1))
          .join(" ")
      : null,
  });
  return [line, s("polygon", { points, fill: color })];
}

/** A node with its letter, and the ring of one that is meant.
 * @param {import("./labels.js").Spot} p @param {Place} at @param {import("./overlay.js").Paint} paint
 */
function mark(p, { x, y, r }, paint) {
  const d = pathData(p.shape, x, y, r);
  const marks = [s("path", { d, fill: spotInk(p), stroke: EDGE })];
  if (p.mood === "hot") {
    const ring = pathData(p.shape, x, y, r + 4);
    marks.push(s("path", { d: ring, fill: "none", stroke: paint.hot, "stroke-width": 2.5 }));
  }
  if (r <= 5.5) return marks;
  const [down, part] = room(p.shape);
  const size = Math.min(r * part, 17);
  const letter = words(p.letter, x, y + r * down + size * 0.36, size, inkOn(p.color), 700);
  if (p.mood === "dim") letter.setAttribute("opacity", "0.3");
  return [...marks, letter];
}

/** @param {string} text @param {import("./labels.js").Box} box @param {string | null} opacity @param {import("./overlay.js").Paint} paint */
function badge(text, { x, y, width, height }, opacity, paint) {
  const at = { x: x.toFixed(1), y: y.toFixed(1), width: width.toFixed(1), height, rx: height / 2 };
  const said = words(text, x + width / 2, y + height / 2 + 3.6, 10, paint.soft, 600);
  if (opacity) said.setAttribute("opacity", opacity);
  return [s("rect", { ...at, fill: paint.paper, stroke: paint.line, opacity }), said];
}

/** @param {string} text @param {number} x @param {number} y @param {number} size @param {string} fill @param {number} weight */
function words(text, x, y, size, fill, weight) {
  return s(
    "text",
    {
      x: x.toFixed(1),
      y: y.toFixed(1),
      "text-anchor": "middle",
      "font-size": size,
      "font-weight": weight,
      "font-family": FONT,
      fill,
    },
    text,
  );
}

/** Keep a text readable over lines. @param {Element} el @param {string} paper */
function halo(el, paper) {
  el.setAttribute("stroke", paper);
  el.setAttribute("stroke-width", "4");
  el.setAttribute("paint-order", "stroke");
  el.setAttribute("stroke-linejoin", "round");
}

/** @param {number} width @param {number} height @param {string} paper */
function blank(width, height, paper) {
  return s(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    s("rect", { width, height, fill: paper }),
  );
}

/** Charts below each other, with the styles that the page gives them. @param {SVGElement[]} pictures */
export function chartSvg(pictures) {
  const paint = paints();
  const width = Math.max(...pictures.map((p) => Number(p.getAttribute("width"))));
  const height = pictures.reduce((sum, p) => sum + Number(p.getAttribute("height")) + 10, 0);
  const svg = blank(width, height, paint.paper);
  let y = 0;
  for (const picture of pictures) {
    const part = s("g", { transform: `translate(0 ${y})`, "font-family": FONT });
    for (const child of picture.childNodes) part.append(child.cloneNode(true));
    for (const el of part.querySelectorAll("text")) {
      el.setAttribute("font-size", "12");
      el.setAttribute("fill", el.getAttribute("class") === "stop-won" ? paint.soft : paint.ink);
    }
    for (const el of part.querySelectorAll("text")) halo(el, paint.paper);
    for (const el of part.querySelectorAll(".tie")) el.setAttribute("stroke", paint.line);
    svg.append(part);
    y += Number(picture.getAttribute("height")) + 10;
  }
  return new XMLSerializer().serializeToString(svg);
}

/** @param {string} svg @returns {Promise<Blob>} */
export async function png(svg) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    ctx.scale(2, 2);
    ctx.drawImage(image, 0, 0);
    return await new Promise((done, fail) => {
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("png"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
