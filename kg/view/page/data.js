/**
 * The rows that Python wrote, as objects; and what hangs together in them.
 *
 * @typedef {object} Node
 * @property {number} i
 * @property {string} kind  a row of the legend
 * @property {string} iri   without the base
 * @property {string} ko
 * @property {string} en
 * @property {string[]} aliases
 * @property {string} type  local name of its class
 * @property {[number, number] | null} years
 * @property {[number, number] | null} point  latitude, longitude
 * @property {number} x
 * @property {number} y
 * @property {number} size
 * @property {number} weight  won that stand behind it
 * @property {Link[]} links
 * @property {Fact[]} facts  those it is subject or object of
 * @property {Record<string, number[]>} to  kind of fact -> the nodes that its facts lead to
 *
 * @typedef {object} Link
 * @property {number} i
 * @property {number} a  source node
 * @property {number} b  target node
 * @property {string} kind
 * @property {number} fact
 * @property {number} width
 * @property {number} won
 * @property {number} via  the programme that the money goes through, or -1
 *
 * @typedef {object} Fact
 * @property {number} i
 * @property {string} kind
 * @property {number} s  subject node, or -1
 * @property {number} o  object node, or -1
 * @property {number[]} proofs
 * @property {string} role
 * @property {number | null} amount
 * @property {number | null} other  the likely amount of a doubtful one
 * @property {string} stated
 * @property {boolean} approx
 * @property {number | null} percent
 * @property {string} basis
 * @property {number | null} count
 * @property {[number, number] | null} years
 * @property {number | null} newer  the fact that replaces this one
 * @property {[string, string][]} notes
 * @property {string} iri
 * @property {number | null} region  the region that the amount is for
 * @property {number | null} whole  the amount that this one is a part of
 * @property {boolean} conflict  other reports differ, and none is newer
 *
 * @typedef {{source: number, start: number, sentence: string, at: number, length: number}} Proof
 * @typedef {{iri: string, title: string, publisher: string, author: string, date: string,
 *   url: string, text: string}} Source
 * @typedef {{name: string, shape: string, color: string, ko: string, en: string}} Kind
 *
 * @typedef {object} Graph
 * @property {string} base
 * @property {Map<string, Kind>} kinds
 * @property {Record<string, [string, string]>} levels
 * @property {Record<string, [string, string]>} relations
 * @property {any} options  of the drawing library
 * @property {Node[]} nodes
 * @property {Link[]} links
 * @property {Fact[]} facts
 * @property {Proof[]} proofs
 * @property {Source[]} sources
 * @property {Node[]} projects
 */

/**
 * @param {any} raw  as `kg.view.rows` wrote it
 * @returns {Graph}
 */
export function read(raw) {
  const kinds = raw.kinds.map((/** @type {string[]} */ [name, shape, color, ko, en]) => ({
    name,
    shape,
    color,
    ko,
    en,
  }));
  /** @type {Node[]} */
  const nodes = raw.nodes.map((/** @type {any[]} */ r, /** @type {number} */ i) => ({
    i,
    kind: kinds[r[0] ?? 0].name,
    iri: r[1] ?? "",
    ko: r[2] ?? "",
    x: r[3] ?? 0,
    y: r[4] ?? 0,
    size: r[5] ?? 12,
    weight: r[6] ?? 0,
    en: r[7] ?? "",
    aliases: r[8] ?? [],
    type: r[9] ?? "",
    years: r[10] ?? null,
    point: r[11] ?? null,
    links: [],
    facts: [],
    to: {},
  }));
  /** @type {Fact[]} */
  const facts = raw.facts.map((/** @type {any[]} */ r, /** @type {number} */ i) => ({
    i,
    kind: r[0],
    s: r[1] ?? 0,
    o: r[2] ?? 0,
    proofs: r[3] ?? [],
    role: r[4] ?? "",
    amount: r[5] ?? null,
    other: r[6] ?? null,
    stated: r[7] ?? "",
    approx: Boolean(r[8]),
    percent: r[9] ?? null,
    basis: r[10] ?? "",
    count: r[11] ?? null,
    years: r[12] ?? null,
    newer: r[13] ?? null,
    notes: r[14] ?? [],
    iri: r[15] ?? "",
    region: r[16] ?? null,
    whole: r[17] ?? null,
    conflict: Boolean(r[18]),
  }));
  /** @type {Link[]} */
  const links = raw.links.map((/** @type {any[]} */ r, /** @type {number} */ i) => ({
    i,
    a: r[0],
    b: r[1],
    kind: r[2],
    fact: r[3],
    width: r[4],
    won: r[5],
    via: r[6],
  }));
  for (const link of links) {
    nodes[link.a].links.push(link);
    if (link.b !== link.a) nodes[link.b].links.push(link);
  }
  for (const fact of facts) {
    if (fact.s >= 0) nodes[fact.s].facts.push(fact);
    if (fact.o >= 0 && fact.o !== fact.s) nodes[fact.o].facts.push(fact);
    if (fact.s >= 0 && fact.o >= 0) (nodes[fact.s].to[fact.kind] ??= []).push(fact.o);
  }
  const proofs = raw.proofs.map((/** @type {any[]} */ [source, start, sentence, at, length]) => ({
    source,
    start,
    sentence: raw.sentences[sentence],
    at,
    length,
  }));
  const sources = raw.sources.map((/** @type {string[]} */ r) => ({
    iri: r[0],
    title: r[1],
    publisher: r[2],
    author: r[3],
    date: r[4],
    url: r[5],
    text: r[6],
  }));
  return {
    base: raw.base,
    kinds: new Map(kinds.map((/** @type {Kind} */ k) => [k.name, k])),
    levels: raw.levels,
    relations: raw.relations,
    options: raw.options,
    nodes,
    links,
    facts,
    proofs,
    sources,
    projects: nodes.filter((n) => n.kind === "Project"),
  };
}

/** @param {Link} link @param {number} i */
export function farEnd(link, i) {
  return link.a === i ? link.b : link.a;
}

/** Whether the fact is money that counts as funding. @param {Fact} f */
export function isFunding(f) {
  return f.kind.endsWith("Funding");
}

/** Whether the fact is an amount of any kind. @param {Fact} f */
export function isMoney(f) {
  return f.amount !== null;
}

/**
 * The objects of a project's facts of one kind.
 * @param {Node} project @param {string} kind
 */
export function objects(project, kind) {
  return project.to[kind] ?? [];
}

/** The programmes of a project, also by way of a call. @param {Graph} g @param {Node} project */
export function programsOf(g, project) {
  const calls = objects(project, "selectedIn");
  const through = calls.flatMap((c) => objects(g.nodes[c], "callOf"));
  return [...new Set([...objects(project, "underProgram"), ...through])];
}

/**
 * The years a project runs; without them, those of its call.
 * @param {Graph} g @param {Node} project
 * @returns {[number, number] | null}
 */
export function yearsOf(g, project) {
  if (project.years) return project.years;
  const calls = objects(project, "selectedIn")
    .map((c) => g.nodes[c].years)
    .filter((y) => y);
  return calls[0] ?? null;
}

/**
 * The funding of a project that was not replaced, in won.
 * @param {Node} project
 */
export function granted(project) {
  let sum = 0;
  for (const f of project.facts) {
    if (f.s === project.i && isFunding(f) && f.newer === null) sum += f.amount ?? 0;
  }
  return sum;
}
