/** Which facts a filter lets through, and what they add up to. */

import { granted, isFunding, isMoney, objects, programsOf, yearsOf, farEnd } from "./data.js";

/**
 * @typedef {import("./data.js").Graph} Graph
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").Node} Node
 *
 * An empty set lets everything through; sets of one filter are joined by "and", members by "or".
 * @typedef {object} Filter
 * @property {Set<string>} types
 * @property {Set<string>} levels
 * @property {Set<number>} regions
 * @property {Set<number>} programs
 * @property {Set<string>} roles
 * @property {[number, number] | null} year
 * @property {[number, number] | null} amount  won, both ends included
 *
 * @typedef {object} Result
 * @property {Set<number>} projects
 * @property {Fact[]} facts
 * @property {Set<number>} nodes
 *
 * @typedef {object} Sums
 * @property {Map<string, {won: number, n: number}>} levels
 * @property {number} won
 * @property {number} n
 * @property {{won: number, n: number}} costs
 * @property {number} headlines
 * @property {number} parts
 * @property {number} conflicts
 * @property {number} replaced
 * @property {Fact[]} doubtful
 */

/** @returns {Filter} */
export function open() {
  return {
    types: new Set(),
    levels: new Set(),
    regions: new Set(),
    programs: new Set(),
    roles: new Set(),
    year: null,
    amount: null,
  };
}

/** @param {Filter} f */
export function isOpen(f) {
  return (
    !f.types.size &&
    !f.levels.size &&
    !f.regions.size &&
    !f.programs.size &&
    !f.roles.size &&
    !f.year &&
    !f.amount
  );
}

/** @param {Graph} g @param {Filter} f @returns {Result} */
export function apply(g, f) {
  const projects = new Set(g.projects.filter((p) => passes(g, f, p)).map((p) => p.i));
  const free = isOpen(f);
  /** @type {Set<number>} */
  const nodes = new Set(free ? g.nodes.map((n) => n.i) : projects);
  /** @type {Fact[]} */
  const facts = [];
  const later = [];
  for (const fact of g.facts) {
    if (!isOfProject(g, fact)) later.push(fact);
    else if (projects.has(fact.s) && letsFact(g, f, fact)) {
      facts.push(fact);
      if (fact.o >= 0 && letsKind(g, f, fact.o)) nodes.add(fact.o);
    }
  }
  for (const fact of later) {
    if (fact.kind === "Headline" ? letsHeadline(f, fact) : joins(g, f, fact, nodes))
      facts.push(fact);
  }
  facts.sort((a, b) => a.i - b.i);
  return { projects, facts, nodes };
}

/** @param {Graph} g @param {Fact} fact */
function isOfProject(g, fact) {
  return fact.s >= 0 && g.nodes[fact.s].kind === "Project";
}

/** A programme brings its ministry along; other ties only join what is there.
 * @param {Graph} g @param {Filter} f @param {Fact} fact @param {Set<number>} nodes
 */
function joins(g, f, fact, nodes) {
  const brings = fact.kind === "operatedBy" && nodes.has(fact.s) && letsKind(g, f, fact.o);
  if (brings) nodes.add(fact.o);
  return nodes.has(fact.s) && (fact.o < 0 || nodes.has(fact.o));
}

/** @param {Graph} g @param {Filter} f @param {number} i */
function letsKind(g, f, i) {
  return !f.types.size || f.types.has(g.nodes[i].kind) || g.nodes[i].kind === "Project";
}

/** @param {Graph} g @param {Filter} f @param {Fact} fact */
function letsFact(g, f, fact) {
  if (isMoney(fact)) return letsLevel(f, fact) && letsAmount(f, fact);
  if (fact.role && f.roles.size && !f.roles.has(fact.role)) return false;
  return fact.o < 0 || letsKind(g, f, fact.o);
}

/** @param {Filter} f @param {Fact} fact */
function letsLevel(f, fact) {
  return !f.levels.size || f.levels.has(fact.kind === "FundingPart" ? fact.basis : fact.kind);
}

/** @param {Filter} f @param {Fact} fact */
function letsAmount(f, fact) {
  const won = fact.amount ?? 0;
  return !f.amount || (won >= f.amount[0] && won <= f.amount[1]);
}

/** @param {Filter} f @param {Fact} fact */
function letsHeadline(f, fact) {
  return (
    letsLevel(f, fact) &&
    letsAmount(f, fact) &&
    !f.roles.size &&
    !f.types.size &&
    (!f.regions.size || f.regions.has(fact.s)) &&
    (!f.programs.size || f.programs.has(fact.o)) &&
    (!f.year || overlaps(fact.years, f.year))
  );
}

/** @param {[number, number] | null} have @param {[number, number]} want */
function overlaps(have, want) {
  return have !== null && have[0] <= want[1] && have[1] >= want[0];
}

/** @param {Set<any>} wanted @param {any[]} have */
function meets(wanted, have) {
  return !wanted.size || have.some((x) => wanted.has(x));
}

/** Whether a project fits all parts of the filter. @param {Graph} g @param {Filter} f @param {Node} p */
function passes(g, f, p) {
  return (
    meets(f.regions, objects(p, "inRegion")) &&
    meets(f.programs, programsOf(g, p)) &&
    meets(
      f.roles,
      p.facts.filter((x) => x.s === p.i).map((x) => x.role),
    ) &&
    meets(
      f.types,
      ["Project", ...p.links.map((k) => g.nodes[farEnd(k, p.i)].kind)].slice(
        f.types.has("Project") ? 0 : 1,
      ),
    ) &&
    (!f.year || overlaps(yearsOf(g, p), f.year)) &&
    ((!f.levels.size && !f.amount) ||
      p.facts.some(
        (x) =>
          x.s === p.i &&
          isMoney(x) &&
          x.newer === null &&
          x.whole === null &&
          letsLevel(f, x) &&
          letsAmount(f, x),
      ))
  );
}

/** What the facts add up to: funding by level; whole costs apart, never added to their parts.
 * @param {Fact[]} facts @returns {Sums}
 */
export function sums(facts) {
  /** @type {Sums} */
  const out = {
    levels: new Map(),
    won: 0,
    n: 0,
    costs: { won: 0, n: 0 },
    headlines: 0,
    parts: 0,
    conflicts: 0,
    replaced: 0,
    doubtful: [],
  };
  for (const fact of facts) {
    if (!isMoney(fact)) continue;
    if (fact.kind === "Headline") out.headlines += 1;
    else if (fact.kind === "FundingPart") out.parts += 1;
    else if (fact.newer !== null) out.replaced += 1;
    else count(out, fact);
  }
  return out;
}

/** @param {Sums} out @param {Fact} fact */
function count(out, fact) {
  const won = fact.amount ?? 0;
  if (fact.other !== null) out.doubtful.push(fact);
  if (fact.conflict) out.conflicts += 1;
  if (!isFunding(fact)) {
    out.costs.won += won;
    out.costs.n += 1;
    return;
  }
  const level = out.levels.get(fact.kind) ?? { won: 0, n: 0 };
  out.levels.set(fact.kind, { won: level.won + won, n: level.n + 1 });
  out.won += won;
  out.n += 1;
}

/** The part of the projects' funding that one region bears or receives, by the stated shares;
 * a project in several regions without shares is not guessed at.
 * @param {Graph} g @param {Fact[]} facts @param {number} region
 * @returns {{won: number, n: number, unknown: number, kinds: Set<string>} | null}
 */
export function portion(g, facts, region) {
  const out = { won: 0, n: 0, unknown: 0, kinds: new Set() };
  let split = false;
  for (const fact of facts) {
    if (!isFunding(fact) || fact.newer !== null || fact.s < 0) continue;
    const part = shareOf(g.nodes[fact.s], region, fact);
    if (part === null) out.unknown += 1;
    else {
      split = split || part < 1;
      out.won += (fact.amount ?? 0) * part;
      out.n += 1;
      out.kinds.add(fact.kind);
    }
  }
  out.won = Math.round(out.won);
  return split ? out : null;
}

/** The part of an amount that a region has: as the amount itself says, else by the cost shares.
 * @param {Node} project @param {number} region @param {Fact} fact @returns {number | null}
 */
export function shareOf(project, region, fact) {
  if (fact.region !== null) return fact.region === region ? 1 : 0;
  const part = project.facts.find((x) => x.whole === fact.i && x.region === region);
  if (part && fact.amount) return (part.amount ?? 0) / fact.amount;
  const share = project.facts.find(
    (x) => x.s === project.i && x.o === region && x.percent !== null,
  );
  if (share) return (share.percent ?? 0) / 100;
  const regions = new Set(objects(project, "inRegion"));
  return regions.size === 1 && regions.has(region) ? 1 : null;
}

/** The projects with the most funding first. @param {Graph} g @param {Set<number>} projects */
export function byMoney(g, projects) {
  return [...projects].sort((a, b) => granted(g.nodes[b]) - granted(g.nodes[a]) || a - b);
}
