/** Which nodes and lines the network shows: everything when it is little, else what matters. */

import { farEnd, granted, objects, programsOf, isFunding } from "./data.js";
import { wrap } from "./labels.js";
import { apart, layout } from "./layout.js";
import { merged, once } from "./lines.js";
import { brief } from "./money.js";

/**
 * @typedef {import("./labels.js").Spot} Spot
 * @typedef {import("./labels.js").Line} Line
 * @typedef {import("./main.js").App} App
 * @typedef {{spots: Spot[], lines: Line[], all: number, wide: boolean}} Picture
 */

const FEW = 90; // so many nodes are all drawn
const TOP = 42; // else so many of the most important
const PLACED = 150; // up to here Python's places are good for a screen

/** @param {App} app @param {boolean} tall  whether the screen is higher than wide @returns {Picture} */
export function picture(app, tall = false) {
  const pic = selected(app);
  if (tall && !pic.wide) turn(pic.spots);
  return pic;
}

/** Turn a picture made for wide screens by a quarter, and make room for labels again.
 * @param {Spot[]} spots
 */
function turn(spots) {
  for (const p of spots) {
    [p.x, p.y] = [p.y, p.x];
    p.lines = wrap(p.lines.join(" "), 9, 2);
  }
  apart(spots);
}

/** @param {App} app @returns {Picture} */
function selected(app) {
  const { state } = app;
  const all = drawable(app);
  if (state.full) return whole(app);
  if (state.path) return drawn(app, shortest(app, state.path) ?? new Set(state.path), []);
  if (state.focus)
    return drawn(app, within(around(app, state.focus.node, state.focus.steps), all), []);
  if (all.size <= FEW) return drawn(app, all, []);
  const top = important(app);
  const lines = bundles(app, top).filter((l) => l.won || state.grown.size === 0);
  const tied = new Set(lines.flatMap((l) => [l.a, l.b]));
  const ids = new Set([...top].filter((i) => tied.has(i)));
  for (const i of state.grown) {
    if (!all.has(i)) continue;
    ids.add(i);
    for (const j of strongest(app.g, i, all, 24)) ids.add(j);
  }
  if (state.choice && "node" in state.choice && all.has(state.choice.node))
    ids.add(state.choice.node);
  return drawn(app, ids, lines);
}

/** A call is folded into its programme, unless it is all that a project has, or it is chosen.
 * @param {App} app
 */
function drawable({ g, state, result }) {
  const chosen = state.choice && "node" in state.choice ? state.choice.node : -1;
  return new Set(
    [...result.nodes].filter(
      (i) =>
        g.nodes[i].kind !== "Call" ||
        i === chosen ||
        state.filter.types.has("Call") ||
        !g.nodes[i].facts.some((f) => f.kind === "callOf"),
    ),
  );
}

/** @param {import("./data.js").Graph} g @param {number} i @param {Set<number>} all @param {number} most */
function strongest(g, i, all, most) {
  const near = [...new Set(g.nodes[i].links.map((k) => farEnd(k, i)))].filter((j) => all.has(j));
  return near.sort((a, b) => g.nodes[b].weight - g.nodes[a].weight || a - b).slice(0, most);
}

/** The nodes with the most money behind them; projects stay folded into the lines.
 * @param {App} app
 */
function important({ g, result }) {
  const others = [...result.nodes]
    .map((i) => g.nodes[i])
    .filter((n) => n.kind !== "Project" && n.kind !== "Call");
  others.sort((a, b) => b.weight - a.weight || a.i - b.i);
  return new Set(others.slice(0, TOP).map((n) => n.i));
}

/** Projects gathered into lines: who pays or which programme, to which region and which lead.
 * @param {App} app @param {Set<number>} ids @returns {Line[]}
 */
function bundles({ g, result, state, t }, ids) {
  /** @type {Map<string, {a: number, b: number, won: number, projects: Set<number>, facts: number[]}>} */
  const sums = new Map();
  for (const p of result.projects) {
    const project = g.nodes[p];
    const own = project.facts.filter((f) => f.s === p);
    const from = [
      ...programsOf(g, project),
      ...own.filter((f) => isFunding(f)).map((f) => f.o),
    ].filter((i) => ids.has(i));
    const leads = own.filter((f) => f.role === "lead").map((f) => f.o);
    const to = [...objects(project, "inRegion"), ...leads].filter((i) => ids.has(i));
    const facts = own.filter(isFunding).map((f) => f.i);
    for (const a of new Set(from)) {
      for (const b of new Set(to)) {
        if (a === b) continue;
        const key = `${a}-${b}`;
        const sum = sums.get(key) ?? { a, b, won: 0, projects: new Set(), facts: [] };
        sum.won += granted(project);
        sum.projects.add(p);
        sum.facts.push(...facts);
        sums.set(key, sum);
      }
    }
  }
  const list = [...sums.values()].sort((x, y) => y.won - x.won).slice(0, 48);
  const most = Math.max(...list.map((x) => x.won), 1);
  return list.map((x) => ({
    id: `b${x.a}-${x.b}`,
    a: x.a,
    b: x.b,
    width: 1 + 7 * Math.sqrt(x.won / most),
    dashed: false,
    won: x.won,
    facts: x.facts.slice(0, 60),
    mood: "",
    text: [t("projectsN", { n: x.projects.size }), x.won ? brief(x.won, state.lang) : ""]
      .filter((y) => y)
      .join(" · "),
  }));
}

/** @param {Set<number>} ids @param {Set<number>} all */
function within(ids, all) {
  return new Set([...ids].filter((i) => all.has(i)));
}

/** @param {App} app @param {number} centre @param {number} steps */
export function around({ g, result }, centre, steps) {
  const found = new Set([centre]);
  for (let k = 0; k < steps; k += 1) {
    for (const i of [...found]) {
      for (const link of g.nodes[i].links) {
        const j = farEnd(link, i);
        if (result.nodes.has(j)) found.add(j);
      }
    }
  }
  return found;
}

/** The nodes of a shortest way between two. @param {App} app @param {[number, number]} ends */
export function shortest({ g, result }, [from, to]) {
  const came = new Map([[from, from]]);
  const queue = [from];
  for (const i of queue) {
    if (i === to) break;
    for (const link of g.nodes[i].links) {
      const j = farEnd(link, i);
      if (result.nodes.has(j) && !came.has(j)) {
        came.set(j, i);
        queue.push(j);
      }
    }
  }
  if (!came.has(to)) return null;
  const way = new Set([to]);
  for (let i = to; i !== from; i = came.get(i) ?? from) way.add(came.get(i) ?? from);
  return way;
}

/** @param {App} app @param {Set<number>} ids @param {Line[]} extra @returns {Picture} */
function drawn(app, ids, extra) {
  const { g } = app;
  let chosen = [...ids].sort((a, b) => a - b);
  if (chosen.length > PLACED) {
    const keep = app.state.focus?.node ?? -1;
    chosen = chosen
      .sort(
        (a, b) =>
          Number(b === keep) - Number(a === keep) || g.nodes[b].weight - g.nodes[a].weight || a - b,
      )
      .slice(0, PLACED - 30);
    ids = new Set(chosen);
  }
  ids = unfolded(app, ids);
  chosen = chosen.filter((i) => ids.has(i));
  const lines = [
    ...merged(app, ids).filter((l) => !extra.length || !l.dashed),
    ...extra.filter((l) => ids.has(l.a) && ids.has(l.b)),
  ];
  const places =
    g.nodes.length > PLACED
      ? placed(app, chosen, lines)
      : new Map(chosen.map((i) => [i, g.nodes[i]]));
  const spots = chosen.map((i) => spot(app, i, places.get(i) ?? g.nodes[i], ids));
  return { spots, lines, all: drawable(app).size, wide: false };
}

/** Without the neighbours that hang on a folded node alone. @param {App} app @param {Set<number>} ids */
function unfolded({ g, state }, ids) {
  if (!state.folded.size) return ids;
  const own = new Set([...state.folded].flatMap((i) => leaves(g, i, ids)));
  const kept = state.choice && "node" in state.choice ? state.choice.node : -1;
  return new Set([...ids].filter((i) => i === kept || !own.has(i)));
}

/** The neighbours of a node that no other node leads to. @param {import("./data.js").Graph} g @param {number} i @param {Set<number>} ids */
export function leaves(g, i, ids) {
  const near = [...new Set(g.nodes[i].links.map((k) => farEnd(k, i)))].filter(
    (j) => ids.has(j) && j !== i,
  );
  return near.filter((j) =>
    g.nodes[j].links.every((k) => {
      const far = farEnd(k, j);
      return far === i || far === j || !ids.has(far) || g.nodes[far].kind === "Call";
    }),
  );
}

/** Places of a part of a large graph; what was in sight stays near where it was.
 * @param {App} app @param {number[]} ids @param {Line[]} lines
 */
function placed(app, ids, lines) {
  const key = ids.join();
  if (app.places.key !== key) {
    const known =
      ids.filter((i) => app.places.at.has(i)).length > ids.length / 3 ? app.places.at : new Map();
    app.places = {
      key,
      at: layout(
        ids,
        lines.map((l) => [l.a, l.b]),
        known,
      ),
    };
  }
  return app.places.at;
}

/** @param {App} app @returns {Picture} */
function whole(app) {
  const { g } = app;
  const all = drawable(app);
  return {
    spots: [...all].map((i) => spot(app, i, g.nodes[i], all)),
    lines: merged(app, all),
    all: all.size,
    wide: true,
  };
}

/** @param {App} app @param {number} i @param {{x: number, y: number}} at @param {Set<number>} ids @returns {Spot} */
function spot(app, i, at, ids) {
  const { g, state, result } = app;
  const n = g.nodes[i];
  const kind = /** @type {import("./data.js").Kind} */ (g.kinds.get(n.kind));
  let badge = 0;
  for (const j of new Set(n.links.map((k) => farEnd(k, i)))) {
    if (result.nodes.has(j) && !ids.has(j) && g.nodes[j].kind !== "Call") badge += 1;
  }
  const most = ids.size < 40 ? 4 : 3;
  return {
    i,
    x: at.x,
    y: at.y,
    size: n.size,
    shape: kind.shape,
    color: kind.color,
    letter: letterOf(kind, state.lang),
    note: noteOf(app, n),
    // broken into lines only where it is seen: in the full map most names are not
    get lines() {
      return once(this, "lines", wrap(app.name(n), 10.5, most));
    },
    set lines(value) {
      once(this, "lines", value);
    },
    weight: n.weight * (n.kind === "Project" && !state.full ? 1000 : 1),
    badge,
    mood: "",
  };
}

/** @param {import("./data.js").Kind} kind @param {string} lang */
export function letterOf(kind, lang) {
  return (lang === "ko" ? kind.ko : kind.en).slice(0, 1);
}

/** @param {App} app @param {import("./data.js").Node} n */
function noteOf({ state }, n) {
  if (n.kind !== "Project") return "";
  const differing = n.facts.filter(
    (f) => f.s === n.i && isFunding(f) && f.conflict && f.newer === null,
  );
  if (differing.length > 1)
    return differing.map((f) => brief(f.amount ?? 0, state.lang)).join(" ≠ ");
  const won = granted(n);
  return won ? brief(won, state.lang) : "";
}
