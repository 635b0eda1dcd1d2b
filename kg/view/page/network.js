/** The network view: the picture, its buttons and its keys. */

import { stretch } from "./camera.js";
import { farEnd } from "./data.js";
import { h, put } from "./dom.js";
import { startDrawing } from "./drawing.js";
import { outline } from "./outline.js";
import { picture } from "./picture.js";

/**
 * @typedef {import("./main.js").App} App
 * @typedef {import("./draw_vis.js").Drawing} Drawing
 */

/** @param {App} app @param {HTMLElement} box */
export function networkView(app, box) {
  /** @type {Drawing | null} */
  let drawing = null;
  let seen = "";
  let fits = [1, 1];
  let hovered = /** @type {number | null} */ (null);
  /** @type {import("./picture.js").Picture} */
  let pic = { spots: [], lines: [], all: 0, wide: false };
  /** Where the picture would have each node. @type {Map<number, {x: number, y: number}>} */
  let homes = new Map();
  /** What is to be seen; a node that was dragged stays where it was put, as long as it has its home. */
  const now = () => {
    const { clientWidth: width, clientHeight: height } = box;
    const found = picture(app, height > width * 1.05);
    if (idsOf(found) !== seen) fits = found.wide ? [1, 1] : stretch(found.spots, width, height);
    // whole numbers, because vis-network cuts to them and what is drawn over it should agree
    for (const p of found.spots)
      [p.x, p.y] = [Math.round(p.x * fits[0]), Math.round(p.y * fits[1])];
    homes = new Map(found.spots.map(({ i, x, y }) => [i, { x, y }]));
    for (const spot of found.spots) {
      const moved = app.dragged.get(spot.i);
      if (moved?.from.x === spot.x && moved.from.y === spot.y) Object.assign(spot, moved.to);
    }
    return found;
  };
  const hint = h("p", { class: "hint", id: "network-hint" });
  const keys = h("p", { class: "unseen", id: "network-keys" });
  const frame = h("div", {
    id: "picture",
    tabindex: 0,
    role: "application",
    "aria-describedby": "network-keys",
    onkeydown: (/** @type {KeyboardEvent} */ e) => pressed(e),
  });
  const list = h("div", { id: "outline" });
  const buttons = h("div", { class: "over", role: "group" });
  put(box, frame, list, buttons, hint, keys);

  /** @type {import("./draw_vis.js").Handlers} */
  const handlers = {
    node: (i) => app.pickNode(i),
    line: (l) => app.change({ choice: { facts: l.facts } }),
    grow: (i) => app.grow(i),
    placed({ i, x, y }) {
      const from = homes.get(i);
      if (from) app.dragged.set(i, { from, to: { x, y } });
    },
    hover(i) {
      hovered = i;
      moods();
      drawing?.refresh();
    },
    corner: () => buttons.offsetWidth + 20,
    away() {
      if (app.state.choice) app.change({ choice: null });
    },
  };

  const moods = () => {
    const { choice } = app.state;
    const facts = new Set(choice && "facts" in choice ? choice.facts : []);
    const centre = hovered ?? (choice && "node" in choice ? choice.node : null);
    const hotLines = new Set(pic.lines.filter((l) => l.facts.some((f) => facts.has(f))));
    const hot = new Set([...hotLines].flatMap((l) => [l.a, l.b]));
    const near = new Set(hot);
    if (centre !== null) {
      hot.add(centre);
      near.add(centre);
      for (const l of pic.lines) {
        if (l.a === centre) near.add(l.b);
        if (l.b === centre) near.add(l.a);
      }
    }
    const calm = !near.size || ((app.state.path || app.state.focus) && hovered === null);
    for (const s of pic.spots) s.mood = hot.has(s.i) ? "hot" : calm || near.has(s.i) ? "" : "dim";
    for (const l of pic.lines) {
      const touches = centre !== null && (l.a === centre || l.b === centre);
      l.mood = hotLines.has(l) || touches ? "hot" : calm ? "" : "dim";
    }
  };

  const draw = () => {
    moods();
    drawing ??= startDrawing(frame, handlers, app.g.options);
    drawing.set(pic.spots, pic.lines);
    const ids = idsOf(pic);
    if (ids !== seen) drawing.fit();
    seen = ids;
    const { choice } = app.state;
    if (choice && "node" in choice) drawing.reveal(choice.node);
  };

  const labels = () => {
    const { state, t } = app;
    frame.setAttribute("aria-label", `${t("network")}: ${app.sayShown(pic)}`);
    keys.textContent = t("networkHelp");
    hint.textContent = pic.spots.length ? app.sayShown(pic) : t("nothing");
    put(
      buttons,
      state.outline
        ? null
        : [
            button("＋", t("zoomIn"), () => drawing?.zoom(1.3)),
            button("－", t("zoomOut"), () => drawing?.zoom(1 / 1.3)),
            button("⤢", t("fit"), () => drawing?.fit()),
          ],
      !state.outline && (app.folds() || state.full)
        ? h(
            "button",
            {
              type: "button",
              "aria-pressed": state.full,
              onclick: () => app.change({ full: !state.full, focus: null, path: null }),
            },
            t(state.full ? "overview" : "full"),
          )
        : null,
      h(
        "button",
        {
          type: "button",
          "aria-pressed": state.outline,
          id: "outline-switch",
          onclick: () => app.change({ outline: !state.outline }),
        },
        t(state.outline ? "picture" : "outline"),
      ),
    );
    buttons.setAttribute("aria-label", t("network"));
  };

  /** @param {KeyboardEvent} e */
  const pressed = (e) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      e.key
    ];
    if (step && e.shiftKey) drawing?.pan(step[0] * 60, step[1] * 60);
    else if (step) walk(step[0], step[1]);
    else if (e.key === "+" || e.key === "=") drawing?.zoom(1.3);
    else if (e.key === "-") drawing?.zoom(1 / 1.3);
    else if (e.key === "0") drawing?.fit();
    else if (e.key === "Enter") app.toDetails();
    else if (e.key === " ") {
      const { choice } = app.state;
      if (choice && "node" in choice) app.grow(choice.node);
    } else return;
    e.preventDefault();
  };

  /** Go to the node that lies best in a direction, a linked one before any other.
   * @param {number} dx @param {number} dy
   */
  const walk = (dx, dy) => {
    const { choice } = app.state;
    const here = pic.spots.find((s) => choice && "node" in choice && s.i === choice.node);
    if (!here) {
      const first = [...pic.spots].sort((a, b) => b.weight - a.weight)[0];
      if (first) app.pickNode(first.i);
      return;
    }
    const linked = new Set(app.g.nodes[here.i].links.map((k) => farEnd(k, here.i)));
    let best = null;
    let least = Infinity;
    for (const s of pic.spots) {
      const [x, y] = [s.x - here.x, s.y - here.y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (along <= 1 || aside > along * 2.5) continue;
      const cost = (along + aside * 1.5) * (linked.has(s.i) ? 0.5 : 1);
      if (cost < least) [best, least] = [s, cost];
    }
    if (best) app.pickNode(best.i);
  };

  const refresh = () => {
    frame.hidden = app.state.outline;
    list.hidden = !app.state.outline;
    pic = now();
    labels();
    if (app.state.outline) outline(app, list);
    else draw();
  };
  refresh();
  return {
    refresh,
    /** @param {number | null} i */
    point: (i) => handlers.hover(i),
    scene: () => (app.state.outline || !drawing ? null : { ...pic, camera: drawing.camera() }),
    repaint: () => drawing?.refresh(),
    destroy: () => drawing?.destroy(),
  };
}

/** @param {import("./picture.js").Picture} pic */
function idsOf(pic) {
  return pic.spots.map((s) => s.i).join();
}

/** @param {string} sign @param {string} label @param {() => void} act */
function button(sign, label, act) {
  return h("button", { type: "button", "aria-label": label, title: label, onclick: act }, sign);
}
