/** The same facts as a list to read, for those who do not see or do not want the picture. */

import { byMoney } from "./filter.js";
import { isMoney, programsOf } from "./data.js";
import { h, put } from "./dom.js";

/** @typedef {import("./main.js").App} App */

const STEP = 60;

/** @param {App} app @param {HTMLElement} box */
export function outline(app, box) {
  const { g, result, t } = app;
  const projects = byMoney(g, result.projects);
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  for (const p of projects.slice(0, STEP)) {
    const [program] = [...programsOf(g, g.nodes[p]), -1];
    groups.set(program, [...(groups.get(program) ?? []), p]);
  }
  const items = [...groups].map(([program, members]) =>
    h(
      "li",
      {},
      program < 0 ? h("strong", {}, t("noProgram")) : nodeButton(app, program),
      h(
        "ul",
        {},
        members.map((p) => h("li", {}, nodeButton(app, p), h("ul", {}, lines(app, p)))),
      ),
    ),
  );
  put(
    box,
    h("ul", { class: "tree", "aria-label": t("outline") }, items),
    projects.length > STEP
      ? h("p", { class: "hint" }, t("restProjects", { n: projects.length - STEP }))
      : null,
    projects.length ? null : h("p", { class: "hint" }, t("nothing")),
  );
}

/** @param {App} app @param {number} p */
function lines(app, p) {
  return app.result.facts
    .filter((f) => f.s === p && (isMoney(f) || f.o >= 0))
    .map((f) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: () => app.change({ choice: { facts: [f.i] } }),
          },
          app.sayFact(f, p),
        ),
      ),
    );
}

/** @param {App} app @param {number} i */
function nodeButton(app, i) {
  return h(
    "button",
    { type: "button", class: "plain strong", onclick: () => app.pickNode(i) },
    app.name(app.g.nodes[i]),
  );
}
