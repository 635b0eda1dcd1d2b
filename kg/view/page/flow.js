/** The money flow: who pays → programme → project → region or lead, as wide as the funding. */

import { granted, isFunding, objects, programsOf } from "./data.js";
import { h, onWidth, put, s } from "./dom.js";
import { shareOf } from "./filter.js";
import { ems, wrap } from "./labels.js";
import { brief, money } from "./money.js";
import { pick } from "./words.js";

/**
 * @typedef {import("./main.js").App} App
 * @typedef {{key: string, column: number, name: string, color: string, node: number, won: number, facts: Set<number>,
 *   y: number, height: number, slot: number, lines: string[]}} Stop
 * @typedef {{from: Stop, to: Stop, won: number, facts: Set<number>, y0: number, y1: number, width: number}} Band
 */

const MOST = 14; // so many projects stand alone, the rest are one
const SIDES = 12; // so many stops in every other column
const BAR = 12;
const NARROW = 620; // below this width each pair of columns is a picture of its own

/** @param {App} app @param {HTMLElement} box */
export function flowView(app, box) {
  /** @type {SVGElement[]} */
  let pictures = [];
  const refresh = () => {
    const { t, state } = app;
    const flow = gather(app);
    const side = (/** @type {string} */ key, /** @type {string} */ word) =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": state.side === key,
          onclick: () => app.change({ side: key }),
        },
        t(word),
      );
    pictures = flow.stops.length ? charts(app, flow, box.clientWidth - 24 || 800) : [];
    put(
      box,
      h("p", { class: "hint" }, t("flowHelp")),
      h(
        "div",
        { class: "switch", role: "group", "aria-label": t("side") },
        h("span", {}, t("side")),
        side("regions", "toRegions"),
        side("leads", "toLeads"),
      ),
      pictures.length ? pictures : h("p", { class: "hint" }, t("noMoney")),
    );
  };
  const destroy = onWidth(box, refresh);
  refresh();
  return { refresh, pictures: () => pictures, destroy };
}

/** Collect stops and bands from the funding that the filter leaves. @param {App} app */
function gather(app) {
  const { g, result, state } = app;
  /** @type {Map<string, Stop>} */
  const stops = new Map();
  /** @type {Map<string, Band>} */
  const bands = new Map();
  const colors = (/** @type {string} */ kind) => g.kinds.get(kind)?.color ?? "#7f7f7f";
  const money = result.facts.filter(
    (f) => isFunding(f) && f.newer === null && f.s >= 0 && (f.amount ?? 0) > 0,
  );
  const ranked = [...new Set(money.map((f) => f.s))].sort(
    (a, b) => granted(g.nodes[b]) - granted(g.nodes[a]) || a - b,
  );
  const alone = new Set(ranked.slice(0, ranked.length > MOST ? MOST - 1 : MOST));
  const big = largest(app, money);

  const stop = (
    /** @type {number} */ column,
    /** @type {number | string} */ what,
    /** @type {string} */ name,
    /** @type {string} */ color,
  ) => {
    const key = `${column}:${what}`;
    let found = stops.get(key);
    if (!found) {
      found = {
        key,
        column,
        name,
        color,
        node: typeof what === "number" ? what : -1,
        won: 0,
        facts: new Set(),
        y: 0,
        height: 0,
        slot: 0,
        lines: [],
      };
      stops.set(key, found);
    }
    return found;
  };
  const nodeStop = (
    /** @type {number} */ column,
    /** @type {number} */ i,
    /** @type {string} */ none,
  ) => {
    if (i < 0) return stop(column, none, app.t(none), "#999999");
    if (!big[column].has(i))
      return stop(column, "rest", app.t("restOthers", { n: big[column + 4].size }), "#999999");
    return stop(column, i, app.name(g.nodes[i]), colors(g.nodes[i].kind));
  };
  for (const f of money) {
    const project = g.nodes[f.s];
    const won = f.amount ?? 0;
    const first =
      f.o >= 0
        ? nodeStop(0, f.o, "")
        : stop(0, f.kind, pick(state.lang, g.levels[f.kind], f.kind), "#999999");
    const second = nodeStop(1, programsOf(g, project)[0] ?? -1, "noProgram");
    const third = alone.has(f.s)
      ? stop(2, f.s, app.name(project), colors("Project"))
      : stop(
          2,
          "rest",
          app.t("restProjects", { n: ranked.length - alone.size }),
          colors("Project"),
        );
    const way = [first, second, third];
    for (const [last, part] of endsOf(app, project, f)) {
      const end =
        typeof last === "string"
          ? stop(3, last, last, "#999999")
          : nodeStop(3, last, state.side === "leads" ? "noLead" : "noRegion");
      flowInto(bands, [...way, end], won * part, f.i);
    }
  }
  return { stops: [...stops.values()], bands: [...bands.values()] };
}

/** The largest nodes of the columns that may be long; behind them, what is left out.
 * @param {App} app @param {import("./data.js").Fact[]} money
 */
function largest(app, money) {
  /** @type {Map<number, number>[]} */
  const sums = [new Map(), new Map(), new Map(), new Map()];
  const add = (/** @type {number} */ c, /** @type {number} */ i, /** @type {number} */ won) =>
    sums[c].set(i, (sums[c].get(i) ?? 0) + won);
  for (const f of money) {
    const project = app.g.nodes[f.s];
    if (f.o >= 0) add(0, f.o, f.amount ?? 0);
    for (const i of programsOf(app.g, project).slice(0, 1)) add(1, i, f.amount ?? 0);
    for (const [end, part] of endsOf(app, project, f))
      if (typeof end === "number" && end >= 0) add(3, end, (f.amount ?? 0) * part);
  }
  const kept = sums.map((m) => [...m].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map((x) => x[0]));
  return [
    ...kept.map((k) => new Set(k.slice(0, SIDES))),
    ...kept.map((k) => new Set(k.slice(SIDES))),
  ];
}

/** Where a project's money goes, with the part of each: by the stated shares, never guessed.
 * @param {App} app @param {import("./data.js").Node} project @param {import("./data.js").Fact} fact
 * @returns {[number | string, number][]}
 */
function endsOf(app, project, fact) {
  if (app.state.side === "leads") {
    const leads = project.facts
      .filter((f) => f.s === project.i && f.role === "lead")
      .map((f) => f.o);
    return leads.length < 2
      ? [[leads[0] ?? -1, 1]]
      : [[leads.map((i) => app.name(app.g.nodes[i])).join(" · "), 1]];
  }
  const regions = [...new Set(objects(project, "inRegion"))];
  if (regions.length < 2) return [[regions[0] ?? -1, 1]];
  const parts = regions.map((r) => shareOf(project, r, fact));
  if (
    parts.every((p) => p !== null) &&
    Math.abs(parts.reduce((a, b) => a + (b ?? 0), 0) - 1) < 1e-6
  ) {
    return regions
      .map((r, k) => /** @type {[number, number]} */ ([r, parts[k] ?? 0]))
      .filter((x) => x[1] > 0);
  }
  return [[`${regions.map((r) => app.name(app.g.nodes[r])).join(" · ")} ${app.t("unsplit")}`, 1]];
}

/** @param {Map<string, Band>} bands @param {Stop[]} way @param {number} won @param {number} fact */
function flowInto(bands, way, won, fact) {
  way.forEach((stop, k) => {
    stop.won += won;
    stop.facts.add(fact);
    if (!k) return;
    const key = `${way[k - 1].key}>${stop.key}`;
    const band = bands.get(key) ?? {
      from: way[k - 1],
      to: stop,
      won: 0,
      facts: new Set(),
      y0: 0,
      y1: 0,
      width: 0,
    };
    band.won += won;
    band.facts.add(fact);
    bands.set(key, band);
  });
}

/** @param {App} app @param {{stops: Stop[], bands: Band[]}} flow @param {number} width */
function charts(app, flow, width) {
  if (width >= NARROW) return [chart(app, flow, width, [0, 1, 2, 3])];
  return [
    [0, 1],
    [1, 2],
    [2, 3],
  ].map((columns) => chart(app, flow, width, columns));
}

/** @param {App} app @param {{stops: Stop[], bands: Band[]}} flow @param {number} width @param {number[]} columns */
function chart(app, flow, width, columns) {
  const [first, last] = [columns[0], columns[columns.length - 1]];
  const stops = flow.stops
    .filter((x) => x.column >= first && x.column <= last)
    .map((x) => ({ ...x }));
  const by = new Map(stops.map((x) => [x.key, x]));
  const bands = flow.bands
    .filter((b) => by.has(b.from.key) && by.has(b.to.key))
    .map((b) => ({
      ...b,
      from: /** @type {Stop} */ (by.get(b.from.key)),
      to: /** @type {Stop} */ (by.get(b.to.key)),
    }));
  const room = (width - 4) / columns.length;
  const em = Math.max(Math.min((columns.length > 2 ? room - 34 : room - 26) / 12, 16), 8);
  const height = arrange(stops, bands, columns, em);
  const end = width - BAR - 2;
  const x = (/** @type {Stop} */ n) => 2 + ((n.column - first) * (end - 2)) / (columns.length - 1);
  const label = `${app.t("flow")}: ${columns
    .map((c) =>
      stops
        .filter((n) => n.column === c)
        .map((n) => `${n.name} ${money(n.won, app.state.lang)}`)
        .join(", "),
    )
    .join(" → ")}`;
  return s(
    "svg",
    {
      class: "flow",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "group",
      "aria-label": label,
    },
    bands.map((b) => ribbon(app, b, x(b.from) + BAR, x(b.to))),
    stops.map((n) => bar(app, n, x(n), n.column === last, em)),
  );
}

/** Give every stop a height by its money and a place beside its neighbours; returns the height.
 * @param {Stop[]} stops @param {Band[]} bands @param {number[]} columns @param {number} em
 */
function arrange(stops, bands, columns, em) {
  const groups = columns.map((c) =>
    stops.filter((n) => n.column === c).sort((a, b) => b.won - a.won || (a.key < b.key ? -1 : 1)),
  );
  const most = Math.max(...groups.map((c) => c.reduce((sum, n) => sum + n.won, 0)), 1);
  const scale = Math.max(360, ...groups.map((c) => c.length * 22)) / most;
  for (const n of stops) {
    n.height = Math.max(n.won * scale, 1.5);
    n.lines = wrap(n.name, em, Math.min(Math.max(Math.floor(n.height / 15) - 1, 2), 5));
    n.slot = Math.max(n.height, (n.lines.length + 1) * 15 + 4) + 8;
  }
  const total = Math.max(...groups.map((c) => c.reduce((sum, n) => sum + n.slot, 0)));
  groups.forEach((group, k) => {
    if (k) {
      const middle = (/** @type {Stop} */ n) => {
        const into = bands.filter((b) => b.to === n);
        const won = into.reduce((sum, b) => sum + b.won, 0) || 1;
        return into.reduce((sum, b) => sum + (b.from.y + b.from.height / 2) * b.won, 0) / won;
      };
      const at = new Map(group.map((n) => [n, middle(n)]));
      group.sort((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0) || b.won - a.won);
    }
    const used = group.reduce((sum, n) => sum + n.slot, 0);
    const gap = (total - used) / (group.length + 1);
    let y = 6 + gap;
    for (const n of group) {
      n.y = y + (n.slot - 8 - n.height) / 2;
      y += n.slot + gap;
    }
  });
  for (const n of stops) {
    let [out, into] = [n.y, n.y];
    for (const b of bands.filter((x) => x.from === n).sort((a, c) => a.to.y - c.to.y)) {
      b.width = (b.won / n.won) * n.height;
      b.y0 = out;
      out += b.width;
    }
    for (const b of bands.filter((x) => x.to === n).sort((a, c) => a.from.y - c.from.y)) {
      b.y1 = into;
      into += (b.won / n.won) * n.height;
    }
  }
  return Math.ceil(total + 14);
}

/** @param {App} app @param {Band} b @param {number} x0 @param {number} x1 */
function ribbon(app, b, x0, x1) {
  const mid = (x0 + x1) / 2;
  const [a, c] = [b.y0, b.y1];
  const [wa, wc] = [b.width, Math.max((b.won / b.to.won) * b.to.height, 0.5)];
  const d = `M${x0},${a}C${mid},${a} ${mid},${c} ${x1},${c}V${c + wc}C${mid},${c + wc} ${mid},${a + wa} ${x0},${a + wa}Z`;
  const words = `${b.from.name} → ${b.to.name}: ${money(Math.round(b.won), app.state.lang)}`;
  return s(
    "path",
    {
      d,
      class: "band",
      fill: b.to.color,
      "fill-opacity": 0.35,
      onclick: () => app.change({ choice: { facts: [...b.facts].slice(0, 60) } }),
    },
    s("title", {}, words),
  );
}

/** @param {App} app @param {Stop} n @param {number} x @param {boolean} last @param {number} em */
function bar(app, n, x, last, em) {
  const { lines } = n;
  const act = () =>
    n.node >= 0
      ? app.pickNode(n.node)
      : app.change({ choice: { facts: [...n.facts].slice(0, 60) } });
  const tx = last ? x - 6 : x + BAR + 6;
  const top = n.y + n.height / 2 - ((lines.length + 1) * 15) / 2 + 11;
  const props = { class: "stop-name", x: tx, "text-anchor": last ? "end" : "start" };
  const won = brief(n.won, app.state.lang);
  const chosen = app.state.choice && "node" in app.state.choice && app.state.choice.node === n.node;
  return s(
    "g",
    {
      class: chosen ? "stop hot" : "stop",
      tabindex: 0,
      role: "button",
      "aria-label": `${n.name}, ${money(Math.round(n.won), app.state.lang)}`,
      onclick: act,
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key !== "Enter" && e.key !== " ") return;
        e.preventDefault();
        act();
      },
    },
    s("rect", { x, y: n.y, width: BAR, height: n.height, fill: n.color, rx: 2 }),
    s("rect", {
      x: last ? tx - em * 12 : tx,
      y: top - 12,
      width: Math.max(...lines.map(ems)) * 12 + 4,
      height: (lines.length + 1) * 15,
      fill: "transparent",
    }),
    lines.map((line, k) => s("text", { ...props, y: top + k * 15 }, line)),
    s("text", { ...props, class: "stop-won", y: top + lines.length * 15 }, won),
  );
}
