/**
 * The picture by vis-network, the drawing library that pyvis ships: nodes, lines, hit tests,
 * dragging and zooming are its own. Labels are drawn over it, because it lets them collide.
 */

import { fitted, panned, revealed, turned, zoomed } from "./camera.js";
import { byId, h } from "./dom.js";
import { overlay, paints } from "./overlay.js";
import { BORDER, dashes, EDGE, HEAD, lineInk, spotInk } from "./strokes.js";

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
 * @property {(spot: Spot) => void} placed  it was dragged to where it is now
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
 * @property {(look: import("./camera.js").Look) => void} look  from here, drawn before this returns
 * @property {() => void} destroy
 */

const scope = /** @type {any} */ (globalThis);

/** Whether the library's code has run. */
export function visIsThere() {
  return Boolean(scope.vis?.Network);
}

/** Run the library's code, which lies in the page as text until then. */
export function loadVis() {
  if (visIsThere()) return;
  const script = document.createElement("script");
  script.textContent = byId("library").textContent;
  document.head.append(script);
}

/**
 * @param {HTMLElement} box @param {Handlers} on @param {any} options  of pyvis
 * @returns {Drawing}
 */
export function drawVis(box, on, options) {
  const lib = scope.vis;
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
  net.on("hoverNode", (/** @type {any} */ e) => {
    frame.style.cursor = "pointer";
    on.hover(Number(e.node.slice(1)));
  });
  net.on("blurNode", () => {
    frame.style.cursor = "";
    on.hover(null);
  });
  const dragged = (/** @type {any} */ e) => {
    const moved = net.getPositions(e.nodes);
    const found = spots.filter((s) => moved[`n${s.i}`]);
    for (const spot of found) Object.assign(spot, moved[`n${spot.i}`]);
    return found;
  };
  net.on("dragging", dragged);
  net.on("dragEnd", (/** @type {any} */ e) => dragged(e).forEach(on.placed));
  const look = (/** @type {import("./camera.js").Look} */ { x, y, scale }) =>
    net.moveTo({ position: { x, y }, scale });
  frame.addEventListener(
    "wheel",
    (e) => {
      e.preventDefault();
      e.stopPropagation();
      const { left, top } = frame.getBoundingClientRect();
      look(zoomed(camera(), turned(e), e.clientX - left, e.clientY - top));
    },
    { capture: true, passive: false },
  );
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
    fit: () => look(fitted(spots, camera())),
    zoom: (by) => look(zoomed(camera(), by)),
    pan: (dx, dy) => look(panned(camera(), dx, dy)),
    reveal(i) {
      const spot = spots.find((s) => s.i === i);
      look(revealed(camera(), spot));
    },
    look(next) {
      look(next);
      net.redraw();
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
      borderWidth: BORDER,
      borderWidthSelected: BORDER,
      chosen: false,
      scaling: { label: false },
    },
    edges: {
      smooth: false,
      chosen: false,
      font: { size: 0 },
      selectionWidth: 0,
      hoverWidth: 0,
      arrows: { to: { enabled: true, scaleFactor: HEAD } },
    },
  };
}

/** @param {Spot} s */
function node(s) {
  return {
    id: `n${s.i}`,
    x: s.x,
    y: s.y,
    size: s.size,
    shape: s.shape,
    color: { background: spotInk(s), border: EDGE },
  };
}

/** @param {Line} l @param {import("./overlay.js").Paint} paint */
function edge(l, paint) {
  return {
    id: l.id,
    from: `n${l.a}`,
    to: `n${l.b}`,
    width: l.width,
    dashes: l.dashed ? dashes(l.width) : false,
    color: { color: lineInk(l, paint), opacity: 1 },
  };
}
