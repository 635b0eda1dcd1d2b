/** What the reader chose, and the same as the part of the address behind `#`. */

import { open } from "./filter.js";

/**
 * @typedef {"network" | "flow" | "table" | "text" | "map"} View
 * @typedef {{node: number} | {facts: number[]}} Choice
 * @typedef {object} State
 * @property {View} view
 * @property {string} lang
 * @property {string} theme  "light", "dark" or "" for what the system has
 * @property {import("./filter.js").Filter} filter
 * @property {Choice | null} choice
 * @property {{node: number, steps: number} | null} focus
 * @property {number | null} pathFrom  waiting for the other end
 * @property {[number, number] | null} path
 * @property {Set<number>} grown  nodes whose neighbours are unfolded
 * @property {Set<number>} folded  nodes whose own neighbours are folded into them
 * @property {boolean} full  the full map
 * @property {boolean} outline
 * @property {string} side  where the money flow ends: "regions" or "leads"
 * @property {string} sort  a column of the table, with "-" before it for descending
 * @property {number} source  the article in the text view
 */

const VIEWS = ["network", "flow", "table", "text", "map"];

/** @param {string} lang @returns {State} */
export function start(lang) {
  return {
    view: "network",
    lang,
    theme: "",
    filter: open(),
    choice: null,
    focus: null,
    pathFrom: null,
    path: null,
    grown: new Set(),
    folded: new Set(),
    full: false,
    outline: false,
    side: "regions",
    sort: "",
    source: 0,
  };
}

/** @param {import("./data.js").Graph} g @param {State} s */
export function toHash(g, s) {
  const out = new URLSearchParams();
  const name = (/** @type {number} */ i) => g.nodes[i].iri;
  const set = (/** @type {string} */ key, /** @type {string} */ value) =>
    value && out.set(key, value);
  const f = s.filter;
  set("view", s.view === "network" ? "" : s.view);
  set("lang", s.lang === document.documentElement.dataset.born ? "" : s.lang);
  set("theme", s.theme);
  set("types", [...f.types].join(" "));
  set("levels", [...f.levels].join(" "));
  set("regions", [...f.regions].map(name).join(" "));
  set("programs", [...f.programs].map(name).join(" "));
  set("roles", [...f.roles].join(" "));
  set("year", f.year ? f.year.join("-") : "");
  set("amount", f.amount ? f.amount.join("-") : "");
  if (s.choice && "node" in s.choice) set("sel", name(s.choice.node));
  if (s.choice && "facts" in s.choice) set("fact", s.choice.facts.join(" "));
  set("focus", s.focus ? `${s.focus.steps} ${name(s.focus.node)}` : "");
  set("path", s.path ? s.path.map(name).join(" ") : "");
  set("grown", [...s.grown].map(name).join(" "));
  set("folded", [...s.folded].map(name).join(" "));
  set("full", s.full ? "1" : "");
  set("outline", s.outline ? "1" : "");
  set("side", s.side === "regions" ? "" : s.side);
  set("sort", s.sort);
  set("source", s.source ? String(s.source) : "");
  return out.toString();
}

/** Read the state back; what does not exist in this graph is left out.
 * @param {import("./data.js").Graph} g @param {string} hash @param {string} lang
 * @returns {State}
 */
export function fromHash(g, hash, lang) {
  const s = start(lang);
  const got = new URLSearchParams(hash.replace(/^#/, ""));
  const index = new Map(g.nodes.map((n) => [n.iri, n.i]));
  const words = (/** @type {string} */ key) => (got.get(key) ?? "").split(" ").filter((x) => x);
  const nodes = (/** @type {string[]} */ names) =>
    /** @type {number[]} */ (names.map((n) => index.get(n)).filter((i) => i !== undefined));
  const view = got.get("view") ?? "";
  if (VIEWS.includes(view)) s.view = /** @type {View} */ (view);
  if (["ko", "en"].includes(got.get("lang") ?? ""))
    s.lang = /** @type {string} */ (got.get("lang"));
  if (["light", "dark"].includes(got.get("theme") ?? "")) s.theme = got.get("theme") ?? "";
  s.filter.types = new Set(words("types").filter((t) => g.kinds.has(t)));
  s.filter.levels = new Set(words("levels").filter((t) => t in g.levels));
  s.filter.regions = new Set(nodes(words("regions")));
  s.filter.programs = new Set(nodes(words("programs")));
  s.filter.roles = new Set(words("roles").filter((t) => t in g.relations));
  s.filter.year = range(got.get("year"));
  s.filter.amount = range(got.get("amount"));
  s.grown = new Set(nodes(words("grown")));
  s.folded = new Set(nodes(words("folded")));
  s.full = got.get("full") === "1";
  s.outline = got.get("outline") === "1";
  s.side = got.get("side") === "leads" ? "leads" : "regions";
  s.sort = /^-?\w+$/.test(got.get("sort") ?? "") ? (got.get("sort") ?? "") : "";
  s.source = Math.min(
    Math.max(Number(got.get("source")) || 0, 0),
    Math.max(g.sources.length - 1, 0),
  );
  readChoice(g, s, words("fact").map(Number), nodes(words("sel")));
  const [steps, ...around] = words("focus");
  const [centre] = nodes(around);
  if (centre !== undefined) s.focus = { node: centre, steps: steps === "2" ? 2 : 1 };
  const ends = nodes(words("path"));
  if (ends.length === 2) s.path = [ends[0], ends[1]];
  return s;
}

/** @param {import("./data.js").Graph} g @param {State} s @param {number[]} facts @param {number[]} nodes */
function readChoice(g, s, facts, nodes) {
  const known = facts.filter((i) => g.facts[i]);
  if (known.length) s.choice = { facts: known };
  else if (nodes.length) s.choice = { node: nodes[0] };
}

/** @param {string | null} text @returns {[number, number] | null} */
function range(text) {
  const match = /^(\d+)-(\d+)$/.exec(text ?? "");
  return match ? [Number(match[1]), Number(match[2])] : null;
}
