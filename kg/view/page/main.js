/** The page: reads the data, keeps what the reader chose, and tells each part when to draw. */

import { filtersView } from "./chips.js";
import { farEnd, read } from "./data.js";
import { details } from "./details.js";
import { byId, h, put } from "./dom.js";
import { apply, open } from "./filter.js";
import { flowView } from "./flow.js";
import { mapView } from "./map.js";
import { networkView } from "./network.js";
import { shortest } from "./picture.js";
import { searchBox } from "./search.js";
import { allYears, factWords, said, span, story } from "./sentence.js";
import { fromHash, toHash } from "./state.js";
import { tableView } from "./table.js";
import { copy, saveCsv, takeMenu } from "./take.js";
import { textView } from "./text.js";
import { say } from "./words.js";
import { cite } from "./details.js";

/**
 * @typedef {object} ViewPart
 * @property {() => void} refresh
 * @property {(i: number | null) => void} [point]
 * @property {() => any} [scene]
 * @property {() => SVGElement[]} [pictures]
 * @property {() => void} [repaint]
 * @property {() => void} [destroy]
 *
 * @typedef {{x: number, y: number}} Point
 *
 * What every part of the page is given.
 * @typedef {object} App
 * @property {import("./data.js").Graph} g
 * @property {import("./state.js").State} state
 * @property {import("./filter.js").Result} result
 * @property {{key: string, at: Map<number, Point>}} places
 * @property {Map<number, {from: Point, to: Point}>} dragged  nodes that the reader put elsewhere
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {(n: import("./data.js").Node) => string} name
 * @property {(f: import("./data.js").Fact, from: number) => string} sayFact
 * @property {(pic: {spots: any[], all: number}) => string} sayShown
 * @property {(patch: Partial<import("./state.js").State>) => void} change
 * @property {(patch: Partial<import("./filter.js").Filter>) => void} filter
 * @property {() => void} clear
 * @property {(i: number) => void} pickNode
 * @property {(i: number) => void} grow
 * @property {() => boolean} folds
 * @property {(i: number | null, facts: import("./data.js").Fact[]) => void} point
 * @property {() => void} toDetails
 * @property {(text: string, visibly?: boolean) => void} announce
 * @property {(text: string) => void} copy
 * @property {() => void} saveCsv
 * @property {() => void} closeFilters
 * @property {() => ViewPart | null} view
 */

/** @type {Record<string, (app: App, box: HTMLElement) => ViewPart>} */
const VIEWS = {
  network: networkView,
  flow: flowView,
  table: tableView,
  text: textView,
  map: mapView,
};

const root = document.documentElement;
const born = root.lang;
root.dataset.born = born;
const g = read(JSON.parse(byId("data").textContent ?? ""));
const box = byId("view");

/** @type {ViewPart | null} */
let part = null;
let shown = "";

/** @type {App} */
const app = {
  g,
  state: fromHash(g, hash(), born),
  result: { projects: new Set(), facts: [], nodes: new Set() },
  places: { key: "", at: new Map() },
  dragged: new Map(),
  t: (key, values) => say(app.state.lang, key, values),
  name: (n) => (app.state.lang === "en" && n.en ? n.en : n.ko),
  sayFact: (f, from) => factWords(app, f, from),
  sayShown: ({ spots, all }) =>
    spots.length === all
      ? app.t("shownAll", { n: all.toLocaleString("en") })
      : app.t("shown", {
          n: spots.length,
          all: all.toLocaleString("en"),
          rest: (all - spots.length).toLocaleString("en"),
        }),
  change(patch) {
    Object.assign(app.state, patch);
    update("filter" in patch);
  },
  filter: (patch) => app.change({ filter: { ...app.state.filter, ...patch } }),
  clear: () => app.change({ filter: open(), focus: null, path: null }),
  pickNode(i) {
    const { pathFrom } = app.state;
    if (pathFrom !== null && pathFrom !== i) findPath(pathFrom, i);
    else app.change({ choice: { node: i } });
    const n = g.nodes[i];
    const kind = g.kinds.get(n.kind);
    app.announce(
      app.t("node", {
        name: app.name(n),
        kind: (app.state.lang === "ko" ? kind?.ko : kind?.en) ?? "",
        n: new Set(n.links.map((k) => farEnd(k, i))).size,
      }),
    );
  },
  grow(i) {
    const key = app.folds() ? "grown" : "folded";
    const next = new Set(app.state[key]);
    if (!next.delete(i)) next.add(i);
    app.change({ [key]: next, choice: { node: i } });
  },
  folds: () => app.result.nodes.size > 90,
  point: (i) => part?.point?.(i),
  toDetails: () => byId("details").focus(),
  announce(text, visibly = false) {
    byId("live").textContent = text;
    if (visibly) toast(text);
  },
  copy: (text) => void copy(app, text),
  saveCsv: () => saveCsv(app),
  closeFilters() {
    openDrawer(false);
    drawer.focus();
  },
  view: () => part,
};

function hash() {
  try {
    return location.hash;
  } catch {
    return "";
  }
}

/** @param {number} a @param {number} b */
function findPath(a, b) {
  const path = /** @type {[number, number]} */ ([a, b]);
  const found = shortest(app, path) !== null;
  if (!found)
    app.announce(app.t("noPath", { a: app.name(g.nodes[a]), b: app.name(g.nodes[b]) }), true);
  app.change({
    pathFrom: null,
    path: found ? path : null,
    focus: null,
    full: false,
    choice: { node: b },
  });
}

/** @param {string} text */
function toast(text) {
  const el = h("div", { class: "toast" }, text);
  document.body.append(el);
  window.setTimeout(() => el.remove(), 2500);
}

// ── the frame ──────────────────────────────────────────────────────────────────────────────────

const search = h("div", { id: "find", role: "search" });
const take = h("div", { id: "taking" });
const language = h("button", {
  type: "button",
  id: "language",
  onclick: () => app.change({ lang: app.state.lang === "ko" ? "en" : "ko" }),
});
const theme = h("button", { type: "button", id: "theme", onclick: () => switchTheme() }, "◐");
const drawer = h("button", {
  type: "button",
  id: "drawer",
  "aria-controls": "filters",
  "aria-expanded": "false",
  onclick: () => openDrawer(!byId("filters").classList.contains("open")),
});
put(byId("tools"), search, drawer, take, language, theme);
const finder = searchBox(app, search);
const taker = takeMenu(app, take);

/** @param {boolean} opened */
function openDrawer(opened) {
  byId("filters").classList.toggle("open", opened);
  drawer.setAttribute("aria-expanded", String(opened));
}

function isDark() {
  const { theme: chosen } = app.state;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme() {
  app.change({ theme: isDark() ? "light" : "dark" });
}

function frame() {
  const { t, state } = app;
  root.lang = state.lang;
  if (state.theme) root.dataset.theme = state.theme;
  else delete root.dataset.theme;
  put(byId("skip"), t("skip"));
  put(language, t("other"));
  language.lang = t("otherCode");
  theme.setAttribute("aria-label", t("theme"));
  theme.title = t("theme");
  put(drawer, t("filters"));
  finder.refresh();
  taker.refresh();
  head();
  put(
    byId("foot"),
    h(
      "span",
      {},
      t("foot", {
        n: g.nodes.length.toLocaleString("en"),
        m: g.links.length.toLocaleString("en"),
        f: g.facts.length.toLocaleString("en"),
        s: g.sources.length.toLocaleString("en"),
      }),
    ),
    h("span", {}, t("offline")),
  );
}

function head() {
  const { t } = app;
  const [source] = g.sources;
  if (!g.sources.length) put(byId("title"), t("graph"));
  else if (g.sources.length === 1) {
    put(byId("title"), source.title);
    put(byId("origin"), cite({ ...source, title: "" }));
  } else {
    const days = g.sources
      .map((x) => x.date.slice(0, 4))
      .filter((x) => x)
      .sort()
      .map(Number);
    put(byId("title"), t("articles", { n: g.sources.length.toLocaleString("en") }));
    const published = span(app.state.lang, days.length ? [days[0], days[days.length - 1]] : null);
    const running = span(app.state.lang, allYears(g));
    put(
      byId("origin"),
      published ? t("published", { y: published }) : "",
      running ? ` · ${t("running", { y: running })}` : "",
    );
  }
  put(byId("sentence"), story(app));
}

function tabs() {
  const { state, t } = app;
  const keys = Object.keys(VIEWS).filter(
    (k) => k !== "map" || g.nodes.filter((n) => n.point).length > 1,
  );
  const focused = document.activeElement?.getAttribute("role") === "tab";
  const all = keys.map((k) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${k}`,
        "aria-selected": String(k === state.view),
        "aria-controls": "view",
        tabindex: k === state.view ? 0 : -1,
        onclick: () => app.change({ view: /** @type {any} */ (k) }),
        onkeydown: (/** @type {KeyboardEvent} */ e) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
          if (!step) return;
          e.preventDefault();
          app.change({
            view: /** @type {any} */ (
              keys[(keys.indexOf(state.view) + step + keys.length) % keys.length]
            ),
          });
        },
      },
      t(k),
    ),
  );
  put(byId("tabs"), all);
  byId("tabs").setAttribute("aria-label", t("views"));
  if (focused) all[keys.indexOf(state.view)]?.focus();
  box.setAttribute("aria-labelledby", `tab-${state.view}`);
}

/** What else narrows the picture: focus, path, or a path that waits for its end. */
function notes() {
  const { state, t } = app;
  const leave = (/** @type {Partial<import("./state.js").State>} */ patch) =>
    h("button", { type: "button", class: "link", onclick: () => app.change(patch) }, t("unfocus"));
  const name = (/** @type {number} */ i) => app.name(g.nodes[i]);
  if (state.pathFrom !== null)
    return h(
      "p",
      { class: "note" },
      t("pathHelp", { name: name(state.pathFrom) }),
      " ",
      leave({ pathFrom: null }),
    );
  if (state.path) {
    const way = shortest(app, state.path);
    const values = { a: name(state.path[0]), b: name(state.path[1]), n: (way?.size ?? 1) - 1 };
    return h(
      "p",
      { class: "note" },
      t(way ? "pathIs" : "noPath", values),
      " ",
      leave({ path: null }),
    );
  }
  if (state.focus)
    return h(
      "p",
      { class: "note" },
      t("focusIs", { name: name(state.focus.node), n: state.focus.steps }),
      " ",
      leave({ focus: null }),
    );
  return null;
}

/** @param {boolean} filtered */
function update(filtered = true) {
  if (filtered) app.result = apply(g, app.state.filter);
  frame();
  tabs();
  put(byId("said"), said(app), notes());
  facets.refresh();
  details(app, byId("details"));
  draw();
  remember();
}

function draw() {
  if (shown !== app.state.view) {
    part?.destroy?.();
    put(box);
    box.className = app.state.view;
    shown = app.state.view;
    part = VIEWS[shown](app, box);
  } else part?.refresh();
}

function remember() {
  try {
    const text = toHash(g, app.state);
    if (`#${text}` !== location.hash)
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch {
    // a frame without an address of its own keeps no state in it
  }
}

document.addEventListener("keydown", (e) => {
  const typing =
    e.target instanceof HTMLInputElement ||
    e.target instanceof HTMLTextAreaElement ||
    e.target instanceof HTMLSelectElement;
  if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey) {
    e.preventDefault();
    finder.focus();
  } else if (e.key === "Escape" && !typing) back();
});

/** One thing at a time: the drawer, a waiting path, the choice, the focus. */
function back() {
  const { state } = app;
  if (byId("filters").classList.contains("open")) app.closeFilters();
  else if (state.pathFrom !== null) app.change({ pathFrom: null });
  else if (state.choice) app.change({ choice: null });
  else if (state.focus || state.path) app.change({ focus: null, path: null });
}

byId("stage").addEventListener("pointerdown", () => openDrawer(false));
window.addEventListener("hashchange", () => {
  app.state = fromHash(g, hash(), born);
  update();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => part?.repaint?.());

app.result = apply(g, app.state.filter);
const facets = filtersView(app, byId("filters"));
frame();
tabs();
put(byId("said"), said(app), notes());
details(app, byId("details"));
draw();
