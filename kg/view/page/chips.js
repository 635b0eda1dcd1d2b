/** The facets: chips that are legend and filter in one, and the sliders. */

import { isMoney, objects, programsOf } from "./data.js";
import { h, put, s } from "./dom.js";
import { brief } from "./money.js";
import { inkOn } from "./overlay.js";
import { pathData, room } from "./shapes.js";
import { allYears } from "./sentence.js";
import { pick } from "./words.js";

/**
 * @typedef {import("./main.js").App} App
 * @typedef {{key: any, label: string, n: number, sign?: SVGElement | null}} Chip
 */

const FIRST = 8;

/** The shape, colour and letter of a kind. @param {import("./data.js").Kind} kind @param {string} lang */
export function symbol(kind, lang) {
  const word = lang === "ko" ? kind.ko : kind.en;
  const [down, size] = room(kind.shape);
  return s(
    "svg",
    { class: "symbol", viewBox: "-11 -11 22 22", width: 20, height: 20, "aria-hidden": "true" },
    s("path", { d: pathData(kind.shape, 0, 0, 9.5), fill: kind.color, stroke: "rgba(0,0,0,.35)" }),
    s(
      "text",
      {
        "text-anchor": "middle",
        y: (9.5 * down + 9.5 * size * 0.38).toFixed(1),
        "font-size": (9.5 * size * 1.05).toFixed(1),
        "font-weight": 700,
        fill: inkOn(kind.color),
      },
      word.slice(0, 1),
    ),
  );
}

/** How often each facet value occurs in the whole graph. @param {App} app */
function counts({ g }) {
  /** @type {Record<string, Map<any, number>>} */
  const out = {
    types: new Map(),
    levels: new Map(),
    regions: new Map(),
    programs: new Map(),
    roles: new Map(),
  };
  const add = (/** @type {string} */ facet, /** @type {any} */ key) =>
    out[facet].set(key, (out[facet].get(key) ?? 0) + 1);
  for (const n of g.nodes) add("types", n.kind);
  for (const f of g.facts) {
    if (isMoney(f) && f.newer === null && f.whole === null) add("levels", f.kind);
    if (f.role) add("roles", f.role);
  }
  for (const p of g.projects) {
    for (const r of objects(p, "inRegion")) add("regions", r);
    for (const r of programsOf(g, p)) add("programs", r);
  }
  return out;
}

/** @param {App} app @param {HTMLElement} box */
export function filtersView(app, box) {
  const all = counts(app);
  /** @type {Set<string>} */
  const unfolded = new Set();
  const refresh = () => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.chip;
    const { g, state, t } = app;
    const { lang } = state;
    /** @param {string} facet @param {(key: any) => Omit<Chip, "key" | "n">} describe @param {any[]} [order] */
    const facet = (facet, describe, order) => {
      const keys = order
        ? order.filter((k) => all[facet].has(k))
        : [...all[facet].keys()].sort(
            (a, b) => (all[facet].get(b) ?? 0) - (all[facet].get(a) ?? 0) || (a < b ? -1 : 1),
          );
      const chips = keys.map((key) => ({ key, n: all[facet].get(key) ?? 0, ...describe(key) }));
      return group(app, facet, chips, unfolded, refresh);
    };
    box.setAttribute("aria-label", t("filters"));
    put(
      box,
      h("h2", { class: "unseen" }, t("filters")),
      h(
        "button",
        {
          type: "button",
          class: "shut",
          "aria-label": t("close"),
          "data-chip": "shut",
          onclick: () => app.closeFilters(),
        },
        "✕",
      ),
      facet(
        "types",
        (k) => {
          const kind = /** @type {import("./data.js").Kind} */ (g.kinds.get(k));
          return { label: lang === "ko" ? kind.ko : kind.en, sign: symbol(kind, lang) };
        },
        [...g.kinds.keys()],
      ),
      facet("levels", (k) => ({ label: pick(lang, g.levels[k], k) }), Object.keys(g.levels)),
      facet("regions", (i) => ({ label: app.name(g.nodes[i]) })),
      facet("programs", (i) => ({ label: app.name(g.nodes[i]) })),
      facet("roles", (k) => ({ label: pick(lang, g.relations[k], k) }), Object.keys(g.relations)),
      years(app),
      amounts(app),
    );
    if (focused)
      box
        .querySelector(`[data-chip="${CSS.escape(focused)}"]`)
        ?.dispatchEvent(new Event("refocus"));
  };
  refresh();
  return { refresh };
}

/** @param {App} app @param {string} facet @param {Chip[]} chips @param {Set<string>} unfolded @param {() => void} refresh */
function group(app, facet, chips, unfolded, refresh) {
  if (!chips.length) return null;
  const { t } = app;
  const chosen = /** @type {Record<string, Set<any>>} */ (/** @type {any} */ (app.state.filter))[
    facet
  ];
  const whole = unfolded.has(facet);
  const shown = chips.filter(
    (c, k) => whole || k < FIRST || facet === "types" || chosen.has(c.key),
  );
  const more = chips.length - shown.length;
  const fold =
    more || whole
      ? h(
          "button",
          {
            type: "button",
            class: "link",
            "data-chip": `${facet} fold`,
            onclick: () => {
              if (whole) unfolded.delete(facet);
              else unfolded.add(facet);
              refresh();
            },
          },
          whole ? t("less") : t("more", { n: more }),
        )
      : null;
  return h(
    "section",
    { class: "facet" },
    h("h3", { id: `facet-${facet}` }, t(facet)),
    h(
      "div",
      { class: "chips", role: "group", "aria-labelledby": `facet-${facet}` },
      shown.map((c) => chip(app, facet, c, chosen)),
      fold,
    ),
  );
}

/** @param {App} app @param {string} facet @param {Chip} c @param {Set<any>} chosen */
function chip(app, facet, c, chosen) {
  const el = h(
    "button",
    {
      type: "button",
      class: "chip",
      "aria-pressed": String(chosen.has(c.key)),
      "data-chip": `${facet} ${c.key}`,
      onclick: () => {
        const next = new Set(chosen);
        if (!next.delete(c.key)) next.add(c.key);
        app.filter({ [facet]: next });
      },
      onrefocus: () => el.focus(),
    },
    c.sign,
    h("span", {}, c.label),
    h("b", {}, c.n.toLocaleString("en")),
  );
  return el;
}

/** @param {App} app */
function years(app) {
  const whole = allYears(app.g);
  if (!whole || whole[0] === whole[1]) return null;
  const now = app.state.filter.year ?? whole;
  const stops = [];
  for (let y = whole[0]; y <= whole[1]; y += 1) stops.push(y);
  return sliders(app, "year", stops, now, (y) => String(y), [app.t("from"), app.t("to")]);
}

/** @param {App} app */
function amounts(app) {
  const won = app.g.facts
    .filter((f) => isMoney(f) && f.newer === null && f.kind !== "Headline")
    .map((f) => f.amount ?? 0);
  const stops = [...new Set(won)].sort((a, b) => a - b);
  if (stops.length < 2) return null;
  const now = app.state.filter.amount ?? [stops[0], stops[stops.length - 1]];
  return sliders(app, "amount", stops, now, (v) => brief(v, app.state.lang), [
    app.t("least"),
    app.t("most"),
  ]);
}

/**
 * Two sliders over the values that occur.
 * @param {App} app @param {"year" | "amount"} key @param {number[]} stops @param {number[]} now
 * @param {(v: number) => string} words @param {string[]} ends
 */
function sliders(app, key, stops, now, words, ends) {
  const last = stops.length - 1;
  const index = [
    Math.max(
      stops.findIndex((v) => v >= now[0]),
      0,
    ),
    last,
  ];
  for (let k = last; k >= 0 && stops[k] > now[1]; k -= 1) index[1] = Math.max(k - 1, 0);
  const set = (/** @type {number} */ end, /** @type {number} */ value) => {
    const next = [...index];
    next[end] = value;
    if (next[0] > next[1]) next[1 - end] = value;
    const whole = next[0] === 0 && next[1] === last;
    app.filter({ [key]: whole ? null : [stops[next[0]], stops[next[1]]] });
  };
  const slider = (/** @type {number} */ end) => {
    const el = h("input", {
      type: "range",
      min: 0,
      max: last,
      step: 1,
      value: index[end],
      "data-chip": `${key} ${end}`,
      "aria-label": `${app.t(key)} ${ends[end]}`,
      "aria-valuetext": words(stops[index[end]]),
      oninput: () => put(out, `${ends[end]} ${words(stops[Number(el.value)])}`),
      onchange: () => set(end, Number(el.value)),
      onrefocus: () => el.focus(),
    });
    el.value = String(index[end]);
    const out = h("output", {}, `${ends[end]} ${words(stops[index[end]])}`);
    return h("div", { class: "slider" }, el, out);
  };
  return h("section", { class: "facet" }, h("h3", {}, app.t(key)), slider(0), slider(1));
}
