/** The article with all its facts marked; a mark finds its node, and a node its marks. */

import { h, put, safeUrl } from "./dom.js";

/**
 * @typedef {import("./main.js").App} App
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {{start: number, end: number, facts: Fact[]}} Span
 */

/** @param {App} app @param {HTMLElement} box */
export function textView(app, box) {
  let drawn = "";
  const body = h("article", { class: "text", lang: "ko" });
  const head = h("div", { class: "text-head" });
  put(box, head, body);
  const refresh = () => {
    const { g, state, t } = app;
    const source = g.sources[state.source];
    const key = `${state.source} ${state.lang} ${app.result.facts.length} ${JSON.stringify(app.result.facts.slice(0, 5).map((f) => f.i))}`;
    if (key !== drawn) {
      drawn = key;
      put(
        head,
        chooser(app),
        source ? heading(source) : null,
        h(
          "p",
          { class: "hint" },
          source?.text ? t("textHelp") : `${t("onlySentences")} ${t("textHelp")}`,
        ),
      );
      put(
        body,
        source
          ? source.text
            ? whole(app, state.source)
            : sentences(app, state.source)
          : t("nothing"),
      );
    }
    mark(app, body);
  };
  refresh();
  return { refresh };
}

/** @param {App} app */
function chooser(app) {
  const { sources } = app.g;
  if (sources.length < 2) return null;
  const pick = h(
    "select",
    {
      "aria-label": app.t("source"),
      onchange: () => app.change({ source: Number(pick.value), choice: null }),
    },
    sources.map((x, i) =>
      h(
        "option",
        { value: i, selected: i === app.state.source },
        [x.date, x.publisher, x.title].filter((y) => y).join(" · "),
      ),
    ),
  );
  return pick;
}

/** @param {import("./data.js").Source} source */
function heading(source) {
  const url = safeUrl(source.url);
  const words = [source.publisher, source.author, source.date].filter((x) => x).join(" · ");
  return h(
    "p",
    { class: "soft" },
    words,
    url ? [" · ", h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, url)] : null,
  );
}

/** The spans of a source, with the facts that they prove. @param {App} app @param {number} source */
function spans(app, source) {
  const shown = new Set(app.result.facts.map((f) => f.i));
  /** @type {Map<string, Span>} */
  const out = new Map();
  for (const f of app.g.facts) {
    if (!shown.has(f.i)) continue;
    for (const i of f.proofs) {
      const p = app.g.proofs[i];
      if (p.source !== source || p.start < 0) continue;
      const key = `${p.start}-${p.length}`;
      const found = out.get(key) ?? { start: p.start, end: p.start + p.length, facts: [] };
      found.facts.push(f);
      out.set(key, found);
    }
  }
  return [...out.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** @param {App} app @param {number} source */
function whole(app, source) {
  const letters = Array.from(app.g.sources[source].text);
  const list = spans(app, source);
  /** @type {any[]} */
  const paragraphs = [];
  let at = 0;
  for (const line of letters.join("").split("\n")) {
    const length = Array.from(line).length;
    if (line.trim())
      paragraphs.push(
        h(paragraphs.length ? "p" : "h2", {}, marked(app, letters, at, at + length, list)),
      );
    at += length + 1;
  }
  return paragraphs;
}

/** The text from `a` to `b` with its marks; where spans overlap each stretch carries all of them.
 * @param {App} app @param {string[]} letters @param {number} a @param {number} b @param {Span[]} list
 */
function marked(app, letters, a, b, list) {
  const here = list.filter((x) => x.start < b && x.end > a);
  const cuts = [
    ...new Set([a, b, ...here.flatMap((x) => [Math.max(x.start, a), Math.min(x.end, b)])]),
  ].sort((x, y) => x - y);
  const out = [];
  for (let k = 0; k + 1 < cuts.length; k += 1) {
    const text = letters.slice(cuts[k], cuts[k + 1]).join("");
    const facts = here
      .filter((x) => x.start <= cuts[k] && x.end >= cuts[k + 1])
      .flatMap((x) => x.facts);
    out.push(facts.length ? passage(app, text, facts) : text);
  }
  return out;
}

/** @param {App} app @param {string} text @param {Fact[]} facts */
function passage(app, text, facts) {
  const money = facts.some((f) => f.amount !== null);
  const node = facts[0].o >= 0 && !money ? facts[0].o : facts[0].s;
  const act = () => app.change({ choice: { facts: facts.map((f) => f.i) } });
  return h(
    "mark",
    {
      class: money ? "passage won" : "passage",
      role: "button",
      tabindex: 0,
      "data-facts": facts.map((f) => f.i).join(" "),
      title: facts
        .slice(0, 4)
        .map((f) => app.sayFact(f, f.s))
        .join("\n"),
      onclick: act,
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key !== "Enter" && e.key !== " ") return;
        e.preventDefault();
        act();
      },
      onmouseenter: () => app.point(node, facts),
      onmouseleave: () => app.point(null, []),
    },
    text,
  );
}

/** @param {App} app @param {number} source */
function sentences(app, source) {
  /** @type {Map<string, {proof: import("./data.js").Proof, facts: Fact[]}[]>} */
  const by = new Map();
  for (const f of app.result.facts) {
    for (const i of f.proofs) {
      const p = app.g.proofs[i];
      if (p.source === source)
        by.set(p.sentence, [...(by.get(p.sentence) ?? []), { proof: p, facts: [f] }]);
    }
  }
  const ordered = [...by].sort(
    (a, b) => a[1][0].proof.start - a[1][0].proof.at - (b[1][0].proof.start - b[1][0].proof.at),
  );
  return ordered.map(([sentence, list]) => {
    const letters = Array.from(sentence);
    const here = list.map((x) => ({
      start: x.proof.at,
      end: x.proof.at + x.proof.length,
      facts: x.facts,
    }));
    return h("p", {}, marked(app, letters, 0, letters.length, here));
  });
}

/** Show which passages speak of what is chosen. @param {App} app @param {HTMLElement} body */
function mark(app, body) {
  const { choice } = app.state;
  const wanted = new Set(
    !choice
      ? []
      : "facts" in choice
        ? choice.facts
        : app.g.nodes[choice.node].facts.map((f) => f.i),
  );
  let first = null;
  for (const el of body.querySelectorAll("[data-facts]")) {
    const hot = (el.getAttribute("data-facts") ?? "").split(" ").some((i) => wanted.has(Number(i)));
    el.classList.toggle("hot", hot);
    if (hot && !first) first = el;
  }
  first?.scrollIntoView({ block: "nearest" });
}
