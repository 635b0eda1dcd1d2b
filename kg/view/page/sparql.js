/** The SPARQL query that equals a filter: the same amounts, to paste into `kg query`. */

import { isOpen } from "./filter.js";

const KINDS = [
  "NationalFunding",
  "LocalFunding",
  "ProvincialFunding",
  "MunicipalFunding",
  "CountyFunding",
  "PrivateFunding",
  "MixedFunding",
  "TotalCost",
];

/**
 * @param {import("./main.js").App} app
 * @returns {string}
 */
export function sparql({ g, state }) {
  const f = state.filter;
  const iri = (/** @type {number} */ i) => `<${g.base}${g.nodes[i].iri}>`;
  const levels = [...f.levels].filter((k) => k !== "Headline");
  const lines = [
    "PREFIX fund: <https://w3id.org/kr-funding/ontology#>",
    "PREFIX role: <https://w3id.org/kr-funding/ontology/role/>",
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>",
    "SELECT DISTINCT ?project ?name ?kind ?money ?amount WHERE {",
    "  ?project a fund:Project ; fund:hasFunding|fund:totalCost ?money .",
    '  OPTIONAL { ?project rdfs:label ?name FILTER(LANG(?name) = "ko") }',
    "  ?money a ?kind ; fund:amount ?amount .",
    `  VALUES ?kind { ${(levels.length ? levels : used(g)).map((k) => `fund:${k}`).join(" ")} }`,
    "  FILTER NOT EXISTS { ?money fund:supersededBy ?newer }",
  ];
  if (isOpen(f)) return [...lines, "} ORDER BY DESC(?amount) ?name", ""].join("\n");
  if (f.regions.size)
    lines.push(
      `  FILTER EXISTS { VALUES ?region { ${[...f.regions].map(iri).join(" ")} } ?project fund:inRegion ?region }`,
    );
  if (f.programs.size) {
    lines.push(
      `  FILTER EXISTS { VALUES ?program { ${[...f.programs].map(iri).join(" ")} } ?project fund:underProgram|(fund:selectedIn/fund:callOf) ?program }`,
    );
  }
  if (f.roles.size) lines.push(roles(f.roles));
  if (f.types.size && !f.types.has("Project")) lines.push(types(f.types));
  if (f.year) lines.push(...years(f.year));
  if (f.amount) lines.push(`  FILTER(?amount >= ${f.amount[0]} && ?amount <= ${f.amount[1]})`);
  return [...lines, "} ORDER BY DESC(?amount) ?name", ""].join("\n");
}

/** The kinds that occur: a general class only where nothing narrower is stated. @param {import("./data.js").Graph} g */
function used(g) {
  const found = new Set(g.facts.map((f) => f.kind));
  return [...KINDS, "Funding"].filter((k) => found.has(k) || k === "TotalCost");
}

/** @param {Set<string>} wanted */
function roles(wanted) {
  const plain = { lead: "leadInstitution", participant: "participatingInstitution" };
  const ways = [
    `{ VALUES ?role { ${[...wanted].map((r) => `role:${r}`).join(" ")} } ?project fund:participation/fund:role ?role }`,
  ];
  for (const [role, property] of Object.entries(plain)) {
    if (wanted.has(role)) ways.push(`{ ?project fund:${property} ?body }`);
  }
  return `  FILTER EXISTS { ${ways.join(" UNION ")} }`;
}

/** @param {Set<string>} wanted */
function types(wanted) {
  const classes = [...wanted].flatMap((k) =>
    k === "Region" ? ["City", "Province", "County", "District", "Region"] : [k],
  );
  return `  FILTER EXISTS {
    VALUES ?class { ${classes.map((k) => `fund:${k}`).join(" ")} }
    ?project fund:inRegion|fund:underProgram|fund:selectedIn|fund:leadInstitution|fund:participatingInstitution|(fund:participation/fund:institution)|(fund:hasFunding/fund:paidBy)|(fund:costShare/fund:shareRegion) ?other .
    ?other a ?class
  }`;
}

/** @param {[number, number]} year */
function years([from, to]) {
  return [
    "  OPTIONAL { ?project fund:startYear ?start }",
    "  OPTIONAL { ?project fund:endYear ?end }",
    "  OPTIONAL { ?project fund:selectedIn/fund:year ?call }",
    "  BIND(COALESCE(?start, ?end, ?call) AS ?first) BIND(COALESCE(?end, ?start, ?call) AS ?last)",
    `  FILTER(xsd:integer(SUBSTR(STR(?first), 1, 4)) <= ${to} && xsd:integer(SUBSTR(STR(?last), 1, 4)) >= ${from})`,
  ];
}
