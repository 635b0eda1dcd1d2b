/** What a reader takes away: pictures, the table, the graph, a query, a link, a citation. */

import { byId, h, put } from "./dom.js";
import { conditionWords } from "./sentence.js";
import { sparql } from "./sparql.js";
import { chartSvg, networkSvg, png } from "./svg.js";
import { delimited, tableRows } from "./table.js";

/** @typedef {import("./main.js").App} App */

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** @param {App} app */
export function saveCsv(app) {
  const text = `\ufeff${delimited(app, tableRows(app), ",")}`;
  save(new Blob([text], { type: "text/csv;charset=utf-8" }), "graph.csv");
}

/** The picture of the current view as SVG, or nothing. @param {App} app */
function svgNow(app) {
  const view = app.view();
  const scene = view?.scene?.();
  if (scene) return networkSvg(scene);
  const pictures = view?.pictures?.();
  return pictures?.length ? chartSvg(pictures) : "";
}

/** @param {App} app */
async function savePng(app) {
  const svg = svgNow(app);
  if (svg) save(await png(svg), "graph.png");
  else app.announce(app.t("noPicture"));
}

/** @param {App} app */
function saveSvg(app) {
  const svg = svgNow(app);
  if (svg) save(new Blob([svg], { type: "image/svg+xml" }), "graph.svg");
  else app.announce(app.t("noPicture"));
}

/** The graph as it lies in the page. */
export function turtle() {
  return byId("turtle").textContent ?? "";
}

/** One line to put below a text. @param {App} app */
export function citation(app) {
  const { g, state } = app;
  const [one] = g.sources;
  const source =
    g.sources.length === 1
      ? [one.author, `“${one.title}”`, one.publisher, one.date, one.url].filter((x) => x).join(", ")
      : app.t("articles", { n: g.sources.length });
  const filter = conditionWords(app);
  const tail = state.lang === "ko" ? "kg로 만든 지식그래프" : "knowledge graph made with kg";
  return `${source}${filter.length ? ` [${filter.join("; ")}]` : ""}. ${tail}, ${location.hash ? location.hash : "#"}`;
}

/** Copy a text; where the browser refuses, show it to copy by hand. @param {App} app @param {string} text */
export async function copy(app, text) {
  try {
    await navigator.clipboard.writeText(text);
    app.announce(app.t("copied"), true);
  } catch {
    show(app, app.t("notCopied"), text);
  }
}

/** A dialog with a text to read and copy. @param {App} app @param {string} title @param {string} text */
function show(app, title, text) {
  const area = h("textarea", {
    readonly: true,
    rows: 14,
    "aria-label": title,
    spellcheck: "false",
  });
  area.value = text;
  const dialog = h(
    "dialog",
    { "aria-label": title, onclose: () => dialog.remove() },
    h("h2", {}, title),
    area,
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", onclick: () => copy(app, text) }, app.t("copy")),
      h("button", { type: "button", onclick: () => dialog.close() }, app.t("close")),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  area.select();
  area.scrollTop = 0;
}

/** The button and its list. @param {App} app @param {HTMLElement} box */
export function takeMenu(app, box) {
  const list = h("div", { id: "take-list", class: "menu", hidden: true });
  const button = h("button", {
    type: "button",
    id: "take",
    "aria-expanded": "false",
    "aria-controls": "take-list",
    onclick: () => toggle(list.hidden),
  });
  const toggle = (/** @type {boolean} */ open) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) /** @type {HTMLElement | null} */ (list.querySelector("button"))?.focus();
  };
  box.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || list.hidden) return;
    toggle(false);
    button.focus();
    e.stopPropagation();
  });
  document.addEventListener("click", (e) => {
    if (!list.hidden && !box.contains(/** @type {Node} */ (e.target))) toggle(false);
  });
  put(box, button, list);
  return {
    refresh() {
      const { t } = app;
      put(button, t("take"), h("span", { "aria-hidden": "true" }, " ▾"));
      const item = (/** @type {string} */ key, /** @type {() => void} */ act) =>
        h(
          "button",
          {
            type: "button",
            "data-take": key,
            onclick: () => {
              toggle(false);
              button.focus();
              act();
            },
          },
          t(key),
        );
      put(
        list,
        item("png", () => void savePng(app)),
        item("svg", () => saveSvg(app)),
        item("csv", () => saveCsv(app)),
        item("ttl", () =>
          save(new Blob([turtle()], { type: "text/turtle;charset=utf-8" }), "graph.ttl"),
        ),
        item("sparql", () => show(app, t("sparql"), sparql(app))),
        item("link", () => void copy(app, location.href)),
        item("cite", () => void copy(app, citation(app))),
      );
    },
  };
}
