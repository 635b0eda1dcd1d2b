/** The regions at their coordinates: circles by funding, lines by shared projects. */

import { granted, objects } from "./data.js";
import { h, onWidth, put, s } from "./dom.js";
import { place } from "./labels.js";
import { brief } from "./money.js";

/** @typedef {import("./main.js").App} App */

/** @param {App} app @param {HTMLElement} box */
export function mapView(app, box) {
  /** @type {SVGElement[]} */
  let pictures = [];
  const refresh = () => {
    const svg = chart(
      app,
      Math.max(box.clientWidth - 24, 300),
      Math.max(box.clientHeight - 90, 380),
    );
    pictures = svg ? [svg] : [];
    put(
      box,
      h("p", { class: "hint" }, app.t("mapHelp")),
      svg ?? h("p", { class: "hint" }, app.t("nothing")),
      unplaced(app),
    );
  };
  const destroy = onWidth(box, refresh);
  refresh();
  return { refresh, pictures: () => pictures, destroy };
}

/** What the projects that the filter leaves bring to each region. @param {App} app */
function gather({ g, result }) {
  const sums = new Map();
  const pairs = new Map();
  for (const p of result.projects) {
    const regions = [...new Set(objects(g.nodes[p], "inRegion"))]
      .filter((r) => g.nodes[r].point)
      .sort((a, b) => a - b);
    for (const r of regions) {
      const sum = sums.get(r) ?? { won: 0, n: 0 };
      sums.set(r, { won: sum.won + granted(g.nodes[p]), n: sum.n + 1 });
    }
    regions.forEach((a, k) =>
      regions
        .slice(k + 1)
        .forEach((b) => pairs.set(`${a} ${b}`, (pairs.get(`${a} ${b}`) ?? 0) + 1)),
    );
  }
  return { sums, pairs };
}

/** The regions that the graph has no coordinates for: said, not guessed. @param {App} app */
function unplaced(app) {
  const { g, result, t } = app;
  const lost = new Set(
    [...result.projects]
      .flatMap((p) => objects(g.nodes[p], "inRegion"))
      .filter((r) => !g.nodes[r].point),
  );
  if (!lost.size) return null;
  return h(
    "p",
    { class: "hint" },
    `${t("unplaced")}: `,
    [...lost]
      .sort((a, b) => g.nodes[b].weight - g.nodes[a].weight)
      .slice(0, 40)
      .flatMap((r, k) => [
        k ? " · " : "",
        h(
          "button",
          { type: "button", class: "link", onclick: () => app.pickNode(r) },
          app.name(g.nodes[r]),
        ),
      ]),
  );
}

/** @param {App} app @param {number} width @param {number} height */
function chart(app, width, height) {
  const { g, state } = app;
  const { sums, pairs } = gather(app);
  if (!sums.size) return null;
  const ids = [...sums.keys()];
  const points = ids.map((i) => /** @type {[number, number]} */ (g.nodes[i].point));
  const [south, north] = [
    Math.min(...points.map((p) => p[0])),
    Math.max(...points.map((p) => p[0])),
  ];
  const [west, east] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
  const squeeze = Math.cos((((north + south) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 180) / Math.max((east - west) * squeeze, 0.3),
    (height - 120) / Math.max(north - south, 0.3),
  );
  const most = Math.max(...[...sums.values()].map((x) => x.won), 1);
  const color = g.kinds.get("Region")?.color ?? "#009e73";
  const at = new Map(
    ids.map((i, k) => [
      i,
      {
        x: width / 2 + (points[k][1] - (east + west) / 2) * squeeze * scale,
        y: height / 2 - (points[k][0] - (north + south) / 2) * scale,
        r: 6 + 30 * Math.sqrt(sums.get(i).won / most),
      },
    ]),
  );
  const spots = ids.map((i) => {
    const p = /** @type {{x: number, y: number, r: number}} */ (at.get(i));
    return {
      i,
      x: p.x,
      y: p.y,
      size: p.r,
      shape: "dot",
      color,
      letter: "",
      lines: [app.name(g.nodes[i])],
      note: `${app.t("projectsN", { n: sums.get(i).n })}${sums.get(i).won ? ` · ${brief(sums.get(i).won, state.lang)}` : ""}`,
      weight: sums.get(i).won,
      badge: 0,
      mood: /** @type {""} */ (""),
    };
  });
  const labels = place(spots, [], {
    scale: 1,
    x: width / 2,
    y: height / 2,
    width,
    height,
    corner: 0,
  });
  return s(
    "svg",
    {
      class: "flow",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "group",
      "aria-label": app.t("map"),
    },
    [...pairs].map(([key, n]) => {
      const [a, b] = key
        .split(" ")
        .map(
          (/** @type {string} */ i) => /** @type {{x: number, y: number}} */ (at.get(Number(i))),
        );
      return s("line", {
        x1: a.x,
        y1: a.y,
        x2: b.x,
        y2: b.y,
        class: "tie",
        "stroke-width": Math.min(1 + n, 8),
      });
    }),
    spots.map((p) =>
      s(
        "circle",
        {
          cx: p.x,
          cy: p.y,
          r: p.size,
          fill: color,
          "fill-opacity": 0.75,
          class: "stop",
          tabindex: 0,
          role: "button",
          "aria-label": `${p.lines[0]}, ${p.note}`,
          onclick: () => app.pickNode(p.i),
          onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === "Enter" && app.pickNode(p.i),
        },
        s("title", {}, `${p.lines[0]}, ${p.note}`),
      ),
    ),
    labels.flatMap((l) =>
      [...l.lines, l.note].map((text, k) =>
        s(
          "text",
          {
            class: k ? "stop-won" : "stop-name",
            x: l.box.x + l.box.width / 2,
            y: l.box.y + 12 + k * 15,
            "text-anchor": "middle",
          },
          text,
        ),
      ),
    ),
  );
}
