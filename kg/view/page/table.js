/** The table: every fact that the filter leaves, sortable, to copy and to save. */

import { isMoney, yearsOf } from "./data.js";
import { h, put } from "./dom.js";
import { money } from "./money.js";
import { span } from "./sentence.js";
import { pick } from "./words.js";

/**
 * @typedef {import("./main.js").App} App
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {{fact: Fact, kind: string, subject: string, object: string, value: string, number: number,
 *   years: string, source: string, quote: string}} Row
 */

const COLUMNS = ["kind", "subject", "object", "value", "years", "source"];
const PAGE = 200;

/** @param {App} app @returns {Row[]} */
export function tableRows(app) {
  const list = app.result.facts.filter((f) => f.kind !== "named").map((f) => row(app, f));
  const { sort } = app.state;
  if (!sort)
    return list.sort(
      (a, b) => order(a.fact) - order(b.fact) || b.number - a.number || a.fact.i - b.fact.i,
    );
  const down = sort.startsWith("-") ? -1 : 1;
  const key = /** @type {keyof Row} */ (sort.replace("-", ""));
  const collator = new Intl.Collator(app.state.lang);
  return list.sort(
    (a, b) =>
      down *
        (key === "value"
          ? a.number - b.number
          : collator.compare(String(a[key]), String(b[key]))) || a.fact.i - b.fact.i,
  );
}

/** Money first, then roles, then the rest. @param {Fact} f */
function order(f) {
  return isMoney(f) ? 0 : f.role ? 1 : 2;
}

/** @param {App} app @param {Fact} f @returns {Row} */
function row({ g, state, t, name }, f) {
  const { lang } = state;
  const label = (/** @type {number} */ i) => (i >= 0 ? name(g.nodes[i]) : "");
  const relation = f.role || (f.percent === null ? f.kind : "share");
  const years =
    f.years ?? (f.s >= 0 && g.nodes[f.s].kind === "Project" ? yearsOf(g, g.nodes[f.s]) : null);
  const proof = g.proofs[f.proofs[0]];
  const source = proof ? g.sources[proof.source] : undefined;
  const won = f.amount === null ? "" : `${f.approx ? t("approx") : ""}${money(f.amount, lang)}`;
  return {
    fact: f,
    kind: isMoney(f)
      ? pick(lang, g.levels[f.kind], f.kind)
      : pick(lang, g.relations[relation], relation),
    subject: label(f.s),
    object: label(f.o >= 0 ? f.o : (f.region ?? -1)),
    value: f.percent === null ? won : `${f.percent}%`,
    number: f.amount ?? f.percent ?? -1,
    years: span(lang, years),
    source: source
      ? [source.publisher, source.date].filter((x) => x).join(" ") || source.title
      : "",
    quote: proof ? proof.sentence : "",
  };
}

/** @param {App} app @param {HTMLElement} box */
export function tableView(app, box) {
  let most = PAGE;
  const refresh = () => {
    const { t, state } = app;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.sort;
    const rows = tableRows(app);
    const { choice } = state;
    const chosen = new Set(choice && "facts" in choice ? choice.facts : []);
    put(
      box,
      h(
        "div",
        { class: "over still" },
        h("span", { class: "hint" }, t("rows", { n: rows.length.toLocaleString("en") })),
        h(
          "button",
          { type: "button", onclick: () => app.copy(delimited(app, rows, "\t")) },
          t("copy"),
        ),
        h("button", { type: "button", onclick: () => app.saveCsv() }, t("csv")),
      ),
      h(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": t("table") },
        h(
          "table",
          { role: "table" },
          h("caption", { class: "unseen" }, t("table")),
          h(
            "thead",
            { role: "rowgroup" },
            h(
              "tr",
              { role: "row" },
              COLUMNS.map((c) => heading(app, c)),
            ),
          ),
          h(
            "tbody",
            { role: "rowgroup" },
            rows.slice(0, most).map((r) => line(app, r, chosen)),
          ),
        ),
      ),
      rows.length > most
        ? h(
            "button",
            {
              type: "button",
              class: "wide",
              onclick: () => {
                most += PAGE * 5;
                refresh();
              },
            },
            t("showMore", { n: Math.min(rows.length - most, PAGE * 5) }),
          )
        : null,
      rows.length ? null : h("p", { class: "hint" }, t("nothing")),
    );
    if (focused)
      /** @type {HTMLElement | null} */ (box.querySelector(`[data-sort="${focused}"]`))?.focus();
  };
  refresh();
  return { refresh };
}

/** @param {App} app @param {string} column */
function heading(app, column) {
  const { sort } = app.state;
  const up = sort === column;
  const down = sort === `-${column}`;
  const label = app.t(column);
  return h(
    "th",
    {
      scope: "col",
      role: "columnheader",
      "aria-sort": up ? "ascending" : down ? "descending" : "none",
      class: column,
    },
    h(
      "button",
      {
        type: "button",
        "data-sort": column,
        onclick: () =>
          app.change({
            sort: up ? `-${column}` : down ? "" : column === "value" && !sort ? "-value" : column,
          }),
      },
      label,
      h("span", { "aria-hidden": "true" }, up ? " ▲" : down ? " ▼" : ""),
    ),
  );
}

/** @param {App} app @param {Row} r @param {Set<number>} chosen */
function line(app, r, chosen) {
  const cell = (/** @type {string} */ column, /** @type {any} */ content) =>
    h("td", { role: "cell", class: column, "data-label": app.t(column) }, content);
  const doubtful =
    r.fact.other !== null || r.fact.conflict || (isMoney(r.fact) && r.fact.notes.length > 0);
  return h(
    "tr",
    {
      role: "row",
      class: `${chosen.has(r.fact.i) ? "hot" : ""} ${r.fact.newer === null ? "" : "old"}`,
    },
    cell(
      "kind",
      h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => app.change({ choice: { facts: [r.fact.i] } }),
        },
        r.kind,
      ),
    ),
    cell(
      "subject",
      r.fact.s >= 0
        ? h(
            "button",
            { type: "button", class: "plain", onclick: () => app.pickNode(r.fact.s) },
            r.subject,
          )
        : "",
    ),
    cell(
      "object",
      r.object
        ? h(
            "button",
            {
              type: "button",
              class: "plain",
              onclick: () => app.pickNode(r.fact.o >= 0 ? r.fact.o : (r.fact.region ?? -1)),
            },
            r.object,
          )
        : "",
    ),
    cell("value", [
      r.value,
      doubtful
        ? h("span", { class: "flag" }, ` ⚠ ${app.t(r.fact.other === null ? "conflict" : "doubt")}`)
        : null,
    ]),
    cell("years", r.years),
    cell("source", r.source),
  );
}

/** The table as text. @param {App} app @param {Row[]} rows @param {string} by */
export function delimited(app, rows, by) {
  const head = [
    ...COLUMNS.slice(0, 4).map((c) => app.t(c)),
    "KRW / %",
    app.t("years"),
    app.t("source"),
    app.t("evidence"),
  ];
  const body = rows.map((r) => [
    r.kind,
    r.subject,
    r.object,
    r.value,
    r.number < 0 ? "" : String(r.number),
    r.years,
    r.source,
    r.quote,
  ]);
  return (
    [head, ...body].map((cells) => cells.map((c) => guarded(c, by)).join(by)).join("\r\n") + "\r\n"
  );
}

/** Quote a cell, and keep a spreadsheet from reading it as a formula. @param {string} text @param {string} by */
function guarded(text, by) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  if (by === "\t") return safe.replace(/[\t\r\n]+/g, " ");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
