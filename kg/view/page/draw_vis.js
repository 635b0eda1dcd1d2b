/**
 * The picture by vis-network, the drawing library that pyvis ships: nodes, lines, hit tests,
 * dragging and zooming are its own. Labels are drawn over it, because it lets them collide.
 */

import { overlay, paints } from "./overlay.js";
import { byId, h } from "./dom.js";

/**
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {import("./labels.js").Line} Line
 * @typedef {import("./labels.js").Camera} Camera
 *
 * @typedef {object} Handlers
 * @property {(i: number) => void} node
 * @property {(line: Line) => void} line
 * @property {(i: number) => void} grow
 * @property {(i: number | null) => void} hover
 * @property {() => void} away
 * @property {() => number} corner  the width of the buttons over the picture
 *
 * What every drawing can do; the network view knows nothing else of it.
 * @typedef {object} Drawing
 * @property {(spots: Spot[], lines: Line[]) => void} set  draw these, where the camera is
 * @property {() => void} refresh  draw again: moods or colours changed
 * @property {() => void} fit
 * @property {(by: number) => void} zoom
 * @property {(dx: number, dy: number) => void} pan
 * @property {(i: number) => void} reveal  bring a node into sight
 * @property {() => Camera} camera
 * @property {() => void} destroy
 */

const BUTTONS = 44; // pixels at the top of the picture that its buttons take
const HINT = 26; // and at the bottom what is said about it

/** Run the library's code, which lies in the page as text until a picture needs it. */
function vis() {
  const scope = /** @type {any} */ (globalThis);
  if (!scope.vis) {
    const script = document.createElement("script");
    script.textContent = byId("library").textContent;
    document.head.append(script);
  }
  return scope.vis;
}

/**
 * @param {HTMLElement} box @param {Handlers} on @param {any} options  of pyvis
 * @returns {Drawing}
 */
export function drawVis(box, on, options) {
  const lib = vis();
  const frame = h("div", { class: "canvas" });
  box.append(frame);
  const data = { nodes: new lib.DataSet(), edges: new lib.DataSet() };
  const net = new lib.Network(frame, data, settings(options));
  /** @type {Spot[]} */
  let spots = [];
  /** @type {Line[]} */
  let lines = [];
  let paint = paints();

  const camera = () => {
    const { x, y } = net.getViewPosition();
    return {
      scale: net.getScale(),
      x,
      y,
      width: frame.clientWidth,
      height: frame.clientHeight,
      corner: on.corner(),
    };
  };
  const update = () => {
    paint = paints();
    data.nodes.update(spots.map(node));
    data.edges.update(lines.map((l) => edge(l, paint)));
    net.redraw();
  };
  net.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ ctx) => {
    const ratio = ctx.canvas.width / Math.max(frame.clientWidth, 1);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    overlay(ctx, spots, lines, camera(), paint);
    ctx.restore();
  });
  net.on("click", (/** @type {any} */ e) => {
    if (e.nodes.length) on.node(Number(e.nodes[0].slice(1)));
    else if (e.edges.length) chosen(e.edges[0]);
    else on.away();
  });
  const chosen = (/** @type {string} */ id) => {
    const line = lines.find((l) => l.id === id);
    if (line) on.line(line);
  };
  net.on(
    "doubleClick",
    (/** @type {any} */ e) => e.nodes.length && on.grow(Number(e.nodes[0].slice(1))),
  );
  net.on("hoverNode", (/** @type {any} */ e) => on.hover(Number(e.node.slice(1))));
  net.on("blurNode", () => on.hover(null));
  net.on("dragEnd", (/** @type {any} */ e) => {
    const moved = net.getPositions(e.nodes);
    for (const spot of spots) Object.assign(spot, moved[`n${spot.i}`] ?? {});
  });
  const area = () => {
    const pad = 70;
    const xs = spots.map((s) => s.x);
    const ys = spots.map((s) => s.y);
    return {
      left: Math.min(...xs) - pad,
      right: Math.max(...xs) + pad,
      top: Math.min(...ys) - 36,
      bottom: Math.max(...ys) + pad,
    };
  };
  return {
    set(newSpots, newLines) {
      const keep = new Set(newSpots.map((s) => `n${s.i}`));
      const keepLines = new Set(newLines.map((l) => l.id));
      data.edges.remove(
        data.edges.getIds().filter((/** @type {string} */ id) => !keepLines.has(id)),
      );
      data.nodes.remove(data.nodes.getIds().filter((/** @type {string} */ id) => !keep.has(id)));
      [spots, lines] = [newSpots, newLines];
      update();
    },
    refresh: update,
    fit() {
      if (!spots.length) return;
      const a = area();
      const high = Math.max(frame.clientHeight - BUTTONS - HINT, 100);
      const scale = Math.min(
        frame.clientWidth / (a.right - a.left),
        high / (a.bottom - a.top),
        1.4,
      );
      const y = (a.top + a.bottom) / 2 - (BUTTONS - HINT) / 2 / scale;
      net.moveTo({ position: { x: (a.left + a.right) / 2, y }, scale });
    },
    zoom: (by) => net.moveTo({ scale: net.getScale() * by }),
    pan(dx, dy) {
      const { x, y } = net.getViewPosition();
      net.moveTo({ position: { x: x + dx / net.getScale(), y: y + dy / net.getScale() } });
    },
    reveal(i) {
      const spot = spots.find((s) => s.i === i);
      const cam = camera();
      if (!spot) return;
      const away =
        Math.abs(spot.x - cam.x) * cam.scale > cam.width * 0.42 ||
        Math.abs(spot.y - cam.y) * cam.scale > cam.height * 0.42;
      if (away) net.moveTo({ position: { x: spot.x, y: spot.y } });
    },
    camera,
    destroy() {
      net.destroy();
      frame.remove();
    },
  };
}

/** What pyvis set, and what the page does itself: keys, hover and selection. @param {any} options */
function settings(options) {
  return {
    ...options,
    autoResize: true,
    interaction: {
      hover: true,
      keyboard: { enabled: false },
      tooltipDelay: 1e9,
      selectable: true,
      selectConnectedEdges: false,
      hoverConnectedEdges: false,
    },
    nodes: {
      font: { size: 0 },
      borderWidth: 1.5,
      borderWidthSelected: 1.5,
      chosen: false,
      scaling: { label: false },
    },
    edges: {
      smooth: false,
      chosen: false,
      font: { size: 0 },
      selectionWidth: 0,
      hoverWidth: 0,
      arrows: { to: { enabled: true, scaleFactor: 0.45 } },
    },
  };
}

/** @param {Spot} s */
function node(s) {
  const dim = s.mood === "dim";
  return {
    id: `n${s.i}`,
    x: s.x,
    y: s.y,
    size: s.size,
    shape: s.shape,
    opacity: dim ? 0.25 : 1,
    color: { background: s.color, border: "rgba(0,0,0,.35)" },
  };
}

/** @param {Line} l @param {import("./overlay.js").Paint} paint */
function edge(l, paint) {
  const color = l.mood === "hot" ? paint.hot : paint.line;
  return {
    id: l.id,
    from: `n${l.a}`,
    to: `n${l.b}`,
    width: l.width,
    dashes: l.dashed ? [6, 5] : false,
    color: { color, opacity: l.mood === "dim" ? 0.15 : l.mood === "hot" ? 0.95 : 0.75 },
  };
}
