/** The panel: a node or a line with its properties, relations, amounts and the sentences that prove them. */

import { farEnd, isFunding, isMoney } from "./data.js";
import { h, put, safeUrl } from "./dom.js";
import { money } from "./money.js";
import { leaves } from "./picture.js";
import { symbol } from "./chips.js";
import { span } from "./sentence.js";
import { className, phrase, pick } from "./words.js";

/**
 * @typedef {import("./main.js").App} App
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").Node} Node
 */

const ABOUT = ["named", "period"]; // facts of a node alone
const FIRST = 30; // so many relations of one sort are listed at first

/** @param {App} app @param {HTMLElement} box */
export function details(app, box) {
  const { choice } = app.state;
  box.setAttribute("aria-label", app.t("details"));
  box.classList.toggle("open", choice !== null);
  if (!choice) put(box, nothing(app));
  else if ("node" in choice) put(box, closer(app), node(app, app.g.nodes[choice.node]));
  else
    put(
      box,
      closer(app),
      facts(
        app,
        choice.facts.map((i) => app.g.facts[i]),
      ),
    );
}

/** @param {App} app */
function closer(app) {
  return h(
    "button",
    {
      type: "button",
      class: "close",
      "aria-label": app.t("close"),
      title: app.t("close"),
      onclick: () => app.change({ choice: null }),
    },
    "✕",
  );
}

/** @param {App} app */
function nothing(app) {
  const { g, result, t } = app;
  const headlines = g.sources.length === 1; // announced sums of many articles overlap
  const top = result.facts
    .filter((f) => f.newer === null && (isFunding(f) || (headlines && f.kind === "Headline")))
    .sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0) || a.i - b.i)
    .slice(0, 3);
  return [
    h("h2", {}, t("largest")),
    h(
      "ul",
      { class: "cards" },
      top.map((f) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "card",
              onclick: () => app.change({ choice: { facts: [f.i] } }),
            },
            h("strong", {}, money(f.amount ?? 0, app.state.lang)),
            h("span", {}, topWords(app, f)),
          ),
        ),
      ),
    ),
    h("p", { class: "hint" }, t("pick")),
  ];
}

/** @param {App} app @param {Fact} f */
function topWords({ g, state, name }, f) {
  const kind = pick(state.lang, g.levels[f.kind], f.kind);
  const who = f.s >= 0 ? name(g.nodes[f.s]) : "";
  const payer = isFunding(f) && f.o >= 0 ? `${name(g.nodes[f.o])} → ` : "";
  return `${kind} · ${payer}${who}`;
}

/** @param {App} app @param {Node} n */
function node(app, n) {
  const { g, state, t } = app;
  const own = n.facts;
  const kind = /** @type {import("./data.js").Kind} */ (g.kinds.get(n.kind));
  const kindWord = state.lang === "ko" ? kind.ko : kind.en;
  const cls = className(state.lang, n.type);
  const amounts = own.filter((f) => isMoney(f) && f.s === n.i);
  const paid = own.filter((f) => isFunding(f) && f.o === n.i && f.s !== n.i);
  return [
    h(
      "p",
      { class: "kind" },
      symbol(kind, state.lang),
      ` ${kindWord}${cls && cls !== kindWord ? ` · ${cls}` : ""}`,
    ),
    h("h2", {}, app.name(n)),
    other(app, n) ? h("p", { class: "soft" }, other(app, n)) : null,
    n.aliases.length ? h("p", { class: "soft" }, `${t("also")}: ${n.aliases.join(", ")}`) : null,
    n.years && !own.some((f) => f.kind === "period")
      ? h("p", {}, `${t("period")}: ${span(state.lang, n.years)}`)
      : null,
    actions(app, n),
    section(
      t("moneyOf"),
      amounts.map((f, k) => fact(app, f, n.i, k === 0)),
    ),
    paid.length ? section(phraseOfPaid(app), limited(app, paid, n.i, true)) : null,
    ...relations(
      app,
      n,
      own.filter((f) => !isMoney(f) && !ABOUT.includes(f.kind)),
    ),
    section(
      t("about"),
      own.filter((f) => ABOUT.includes(f.kind)).map((f) => fact(app, f, n.i, false)),
    ),
  ];
}

/** The name in the other language. @param {App} app @param {Node} n */
function other({ state }, n) {
  const text = state.lang === "ko" ? n.en : n.ko;
  return text && text !== (state.lang === "ko" ? n.ko : n.en || n.ko) ? text : "";
}

/** @param {App} app */
function phraseOfPaid({ state }) {
  return state.lang === "ko" ? "지급하는 재원" : "Pays";
}

/** @param {App} app @param {Node} n */
function actions(app, n) {
  const { state, t, result } = app;
  const near = new Set(n.links.map((k) => farEnd(k, n.i)).filter((j) => result.nodes.has(j)));
  const act = (
    /** @type {string} */ label,
    /** @type {boolean} */ pressed,
    /** @type {() => void} */ run,
  ) => h("button", { type: "button", "aria-pressed": pressed, onclick: run }, label);
  const focus = (/** @type {1 | 2} */ steps) => {
    const on = state.focus?.node === n.i && state.focus.steps === steps;
    return act(t(steps === 1 ? "one" : "two"), on, () =>
      app.change({
        view: "network",
        focus: on ? null : { node: n.i, steps },
        path: null,
        full: false,
      }),
    );
  };
  const waiting = state.pathFrom === n.i;
  const own = leaves(app.g, n.i, result.nodes).length;
  const [open, most] = app.folds()
    ? [state.grown.has(n.i), near.size]
    : [!state.folded.has(n.i), own];
  return h(
    "div",
    { class: "actions" },
    focus(1),
    focus(2),
    act(t("path"), waiting, () => app.change({ pathFrom: waiting ? null : n.i, view: "network" })),
    most ? act(open ? t("fold") : t("expand", { n: most }), open, () => app.grow(n.i)) : null,
  );
}

/** @param {App} app @param {Node} n @param {Fact[]} facts */
function relations(app, n, facts) {
  /** @type {Map<string, Fact[]>} */
  const groups = new Map();
  for (const f of facts) {
    const title = phrase(app.state.lang, f.role || f.kind, f.s === n.i);
    groups.set(title, [...(groups.get(title) ?? []), f]);
  }
  return [...groups].map(([title, members]) =>
    section(
      `${title} ${members.length > 1 ? members.length : ""}`.trim(),
      limited(app, members, n.i, false),
    ),
  );
}

/** @param {App} app @param {Fact[]} members @param {number} from @param {boolean} whole */
function limited(app, members, from, whole) {
  const items = members.slice(0, FIRST).map((f) => fact(app, f, from, false, whole));
  if (members.length > FIRST) {
    const more = h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () =>
            more.replaceWith(...members.slice(FIRST).map((f) => fact(app, f, from, false, whole))),
        },
        app.t("more", { n: members.length - FIRST }),
      ),
    );
    items.push(more);
  }
  return items;
}

/** @param {string} title @param {HTMLElement[]} items */
function section(title, items) {
  return items.length
    ? h("section", {}, h("h3", {}, title), h("ul", { class: "facts" }, items))
    : null;
}

/** @param {App} app @param {Fact[]} list */
function facts(app, list) {
  const [first] = list;
  const { g, name } = app;
  const title =
    first.o >= 0 && first.s >= 0
      ? `${name(g.nodes[first.s])} — ${name(g.nodes[first.o])}`
      : first.s >= 0
        ? name(g.nodes[first.s])
        : "";
  const ends = [...new Set(list.flatMap((f) => [f.s, f.o]))].filter((i) => i >= 0);
  return [
    h("h2", {}, list.length > 3 ? app.t("relations") : title),
    h(
      "ul",
      { class: "facts" },
      list.slice(0, FIRST).map((f) => fact(app, f, f.s, list.length < 4, true)),
    ),
    section(
      app.t("relations"),
      ends.slice(0, 12).map((i) => h("li", {}, nodeLink(app, i))),
    ),
  ];
}

/** @param {App} app @param {number} i */
function nodeLink(app, i) {
  const n = app.g.nodes[i];
  const kind = /** @type {import("./data.js").Kind} */ (app.g.kinds.get(n.kind));
  return h(
    "button",
    { type: "button", class: "link", onclick: () => app.pickNode(i) },
    symbol(kind, app.state.lang),
    " ",
    app.name(n),
  );
}

/**
 * One fact: its words, its doubts, and its proofs to unfold.
 * @param {App} app @param {Fact} f @param {number} from @param {boolean} open @param {boolean} [whole]
 */
function fact(app, f, from, open, whole = false) {
  const { g, state, t } = app;
  const other = f.s === from ? f.o : f.s;
  const short = !isMoney(f) && f.percent === null && other >= 0 && !whole;
  const words = short
    ? nodeLink(app, other)
    : h("span", { class: isMoney(f) ? "won" : "" }, app.sayFact(f, from));
  const subject =
    whole && f.s >= 0 && f.s !== from ? h("span", {}, " → ", nodeLink(app, f.s)) : null;
  return h(
    "li",
    { "data-fact": f.i, class: f.newer !== null ? "old" : "" },
    words,
    subject,
    f.stated ? h("span", { class: "soft small" }, t("stated", { text: f.stated })) : null,
    doubts(app, f),
    proofs(app, f, open),
    f.newer !== null
      ? h(
          "p",
          { class: "doubt" },
          `${t("conflict")}: ${t("replaced", { b: money(g.facts[f.newer].amount ?? 0, state.lang) })}`,
        )
      : null,
    ...g.facts
      .filter((x) => x.newer === f.i)
      .map((x) =>
        h(
          "p",
          { class: "doubt" },
          `${t("conflict")}: ${money(x.amount ?? 0, state.lang)} → ${money(f.amount ?? 0, state.lang)}`,
        ),
      ),
  );
}

/** @param {App} app @param {Fact} f */
function doubts({ state, t }, f) {
  const out = [];
  if (f.other !== null) {
    out.push(
      h(
        "p",
        { class: "doubt" },
        `${t("doubt")}: ${t("likely", { a: money(f.amount ?? 0, state.lang), b: money(f.other, state.lang) })}`,
      ),
    );
  }
  if (f.conflict) out.push(h("p", { class: "doubt" }, t("conflict")));
  for (const note of f.notes)
    out.push(h("p", { class: "doubt" }, note[state.lang === "ko" ? 0 : 1]));
  return out;
}

/** @param {App} app @param {Fact} f @param {boolean} open */
function proofs(app, f, open) {
  if (!f.proofs.length) return null;
  const items = f.proofs.map((i) => proof(app, i, f));
  return h(
    "details",
    { class: "why", open },
    h("summary", {}, f.proofs.length > 1 ? `${app.t("why")} ${f.proofs.length}` : app.t("why")),
    items,
  );
}

/** The sentence with the span marked, and where it stands. @param {App} app @param {number} i @param {Fact} f */
export function proof(app, i, f) {
  const { g, t } = app;
  const p = g.proofs[i];
  const letters = Array.from(p.sentence);
  const source = g.sources[p.source];
  return h(
    "figure",
    {},
    h(
      "blockquote",
      {},
      letters.slice(0, p.at).join(""),
      h("mark", {}, letters.slice(p.at, p.at + p.length).join("")),
      letters.slice(p.at + p.length).join(""),
    ),
    source
      ? h(
          "figcaption",
          {},
          cite(source),
          " ",
          h(
            "button",
            {
              type: "button",
              class: "link",
              onclick: () =>
                app.change({ view: "text", source: p.source, choice: { facts: [f.i] } }),
            },
            t("text"),
          ),
        )
      : null,
  );
}

/** @param {import("./data.js").Source} source */
export function cite(source) {
  const words =
    [source.publisher, source.author, source.date].filter((x) => x).join(" · ") || source.title;
  const url = safeUrl(source.url);
  return url
    ? h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, words)
    : h("span", {}, words);
}
