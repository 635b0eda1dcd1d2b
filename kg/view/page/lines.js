/** The lines of the picture: all links between two nodes as one line, with what is written on it. */

import { money } from "./money.js";
import { pick } from "./words.js";

/**
 * @typedef {import("./labels.js").Line} Line
 * @typedef {import("./main.js").App} App
 */

/** Put a value in the place of what computed it. @template T @param {object} of @param {string} key @param {T} value */
export function once(of, key, value) {
  Object.defineProperty(of, key, { value, writable: true, configurable: true, enumerable: true });
  return value;
}

/** The links between the nodes, one line a pair; money goes through the programme it is paid from.
 * @param {App} app @param {Set<number>} ids @returns {Line[]}
 */
export function merged(app, ids) {
  const { g, result } = app;
  const shown = new Set(result.facts.map((f) => f.i));
  /** @type {Map<string, Tied>} */
  const lines = new Map();
  for (const i of ids) {
    for (const link of g.nodes[i].links) {
      if (link.a !== i || !ids.has(link.b) || link.a === link.b || !shown.has(link.fact)) continue;
      if (link.via >= 0 && ids.has(link.via)) {
        tie(lines, link, link.via, link.b).links.push(link);
        carry(app, tie(lines, link, link.a, link.via), link);
      } else tie(lines, link, link.a, link.b).links.push(link);
    }
  }
  return [...lines.values()].map((line) => finished(app, line));
}

/** @typedef {Line & {links: import("./data.js").Link[], carried: Map<string, number>}} Tied */

/** Add a link to the line between two nodes.
 * @param {Map<string, Tied>} lines @param {import("./data.js").Link} link
 * @param {number} a @param {number} b
 */
function tie(lines, link, a, b) {
  const key = a < b ? `${a}-${b}` : `${b}-${a}`;
  /** @type {Tied} */
  const line = lines.get(key) ?? {
    id: key,
    a,
    b,
    width: 1,
    text: "",
    dashed: true,
    won: 0,
    facts: [],
    mood: "",
    links: [],
    carried: new Map(),
  };
  line.width = Math.max(line.width, link.width);
  line.won = Math.max(line.won, link.won);
  line.dashed = line.dashed && ["headline", "within", "governs", "unitOf"].includes(link.kind);
  line.facts.push(link.fact);
  lines.set(key, line);
  return line;
}

/** Sum up what a payer gives through a programme. @param {App} app @param {Tied} line @param {import("./data.js").Link} link */
function carry({ g }, line, link) {
  const { kind, newer } = g.facts[link.fact];
  if (newer !== null) return;
  const won = (line.carried.get(kind) ?? 0) + link.won;
  line.carried.set(kind, won);
  line.won = Math.max(line.won, won);
}

/** @param {App} app @param {Tied} line @returns {Line} */
function finished(app, line) {
  Object.defineProperty(line, "text", {
    get() {
      return once(this, "text", lineText(app, line));
    },
    configurable: true,
  });
  if (line.carried.size) line.width = 8;
  return line;
}

/** What is written on a line: amounts first; what any amount implies is not said again.
 * @param {App} app @param {Tied} line
 */
function lineText(app, line) {
  const { g, state } = app;
  const texts = new Set(line.links.map((link) => linkText(app, link)).filter((x) => x));
  const given = [...line.carried].map(
    ([kind, won]) => `${pick(state.lang, g.levels[kind], kind)} ${money(won, state.lang)}`,
  );
  const amounts = [...texts].filter((x) => /\d/.test(x));
  const dull = ["inRegion", ...(amounts.length ? ["underProgram", "operatedBy"] : [])].map((k) =>
    pick(state.lang, g.relations[k], ""),
  );
  const words = [...texts].filter((x) => amounts.includes(x) || !dull.includes(x));
  return [...given, ...words].slice(0, 2).join(" · ");
}

/** @param {App} app @param {import("./data.js").Link} link */
function linkText({ g, state }, link) {
  const fact = g.facts[link.fact];
  if (fact.newer !== null) return "";
  if (fact.amount !== null) {
    return `${pick(state.lang, g.levels[fact.kind], fact.kind)} ${money(fact.amount, state.lang)}`;
  }
  const word = pick(state.lang, g.relations[link.kind], link.kind);
  return fact.percent === null ? word : `${word} ${fact.percent}%`;
}
