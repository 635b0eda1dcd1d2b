/** The search box: a combobox over all names, English names, other names and acronyms. */

import { bare, fit } from "./hangul.js";
import { h, put } from "./dom.js";
import { symbol } from "./chips.js";

/** @typedef {import("./main.js").App} App */

const MOST = 12;

/** @param {App} app @param {HTMLElement} box */
export function searchBox(app, box) {
  /** @type {number[]} */
  let found = [];
  let at = -1;
  const list = h("ul", { id: "found", role: "listbox", hidden: true });
  const input = h("input", {
    id: "search",
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-controls": "found",
    "aria-autocomplete": "list",
    oninput: () => look(),
    onkeydown: (/** @type {KeyboardEvent} */ e) => pressed(e),
    onfocus: () => look(),
    onblur: () => window.setTimeout(() => document.activeElement !== input && close(), 150),
  });
  put(box, input, list);

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const look = () => {
    const typed = bare(input.value);
    if (!typed) {
      close();
      return;
    }
    found = matches(app, typed).slice(0, MOST);
    at = found.length ? 0 : -1;
    show();
  };
  const show = () => {
    list.setAttribute("aria-label", app.t("search"));
    put(
      list,
      found.length
        ? found.map((i, k) => option(i, k))
        : h(
            "li",
            { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
            app.t("noMatch"),
          ),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (at >= 0) input.setAttribute("aria-activedescendant", `found-${at}`);
  };
  const option = (/** @type {number} */ i, /** @type {number} */ k) => {
    const n = app.g.nodes[i];
    const kind = /** @type {import("./data.js").Kind} */ (app.g.kinds.get(n.kind));
    const word = app.state.lang === "ko" ? kind.ko : kind.en;
    return h(
      "li",
      {
        id: `found-${k}`,
        role: "option",
        "aria-selected": String(k === at),
        onpointerdown: (/** @type {Event} */ e) => {
          e.preventDefault();
          take(i);
        },
      },
      symbol(kind, app.state.lang),
      h("span", {}, app.name(n)),
      h("small", {}, n.aliases[0] ?? word),
    );
  };
  const take = (/** @type {number} */ i) => {
    input.value = "";
    close();
    app.pickNode(i);
  };
  const pressed = (/** @type {KeyboardEvent} */ e) => {
    if (e.isComposing) return;
    if (e.key === "Escape") {
      input.value = "";
      close();
      input.blur();
    } else if (list.hidden || !found.length) return;
    else if (e.key === "Enter") take(found[Math.max(at, 0)]);
    else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      at = (at + (e.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      show();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  };
  return {
    refresh() {
      input.placeholder = app.t("search");
      input.setAttribute("aria-label", app.t("searchHelp"));
    },
    focus: () => input.focus(),
  };
}

/** The nodes whose names fit, the best first. @param {App} app @param {string} typed  already bare */
export function matches({ g }, typed) {
  /** @type {[number, number, number][]} */
  const found = [];
  for (const n of g.nodes) {
    let best = 0;
    for (const name of [n.ko, n.en, ...n.aliases]) {
      if (name) best = Math.max(best, fit(name, typed));
    }
    if (best) found.push([best, n.weight, n.i]);
  }
  return found.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).map((x) => x[2]);
}
