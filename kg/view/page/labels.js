/**
 * Labels that do not collide: the most important first, each where it still fits, else not at all.
 * They keep their size on the screen, like the names on a map, so they can always be read.
 *
 * @typedef {object} Spot  a node as it is drawn
 * @property {number} i
 * @property {number} x
 * @property {number} y
 * @property {number} size
 * @property {string} shape
 * @property {string} color
 * @property {string} letter
 * @property {string[]} lines  the name, broken
 * @property {string} note  a second line, such as an amount
 * @property {number} weight
 * @property {number} badge  how many neighbours are folded away
 * @property {"" | "dim" | "hot"} mood
 *
 * @typedef {object} Line  all links between two nodes
 * @property {string} id
 * @property {number} a
 * @property {number} b
 * @property {number} width
 * @property {string} text
 * @property {boolean} dashed
 * @property {number} won
 * @property {number[]} facts
 * @property {"" | "dim" | "hot"} mood
 *
 * @typedef {{scale: number, x: number, y: number, width: number, height: number, corner: number}} Camera
 *   `x`, `y`: the point of the picture in the middle of the screen; `corner`: the width that the
 *   buttons over the picture take of its upper end
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {{box: Box, lines: string[], note: string, bold: boolean, size: number, dim: boolean,
 *   edge: boolean}} Label
 */

export const FONT =
  '"Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic", sans-serif';
const ROW = 1.25;

/** The width of a text in ems: Hangul is square, the rest about half. @param {string} text */
export function ems(text) {
  let sum = 0;
  for (const c of text) sum += (c.codePointAt(0) ?? 0) > 0x2e80 ? 0.98 : c === " " ? 0.3 : 0.6;
  return sum;
}

/** Break a name into lines, at spaces where it can. @param {string} name @param {number} [width] @param {number} [most] */
export function wrap(name, width = 10.5, most = 3) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of name.split(/\s+/)) {
    let rest = word;
    if (line && ems(line) + 0.3 + ems(rest) <= width) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line) lines.push(line);
    while (ems(rest) > width * 1.25) {
      let cut = 1;
      while (cut < rest.length && ems(rest.slice(0, cut + 1)) <= width) cut += 1;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    line = rest;
  }
  if (line || !lines.length) lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1].slice(0, 8)}…`];
}

/** @param {Camera} cam @param {{x: number, y: number}} p */
export function onScreen(cam, p) {
  return {
    x: (p.x - cam.x) * cam.scale + cam.width / 2,
    y: (p.y - cam.y) * cam.scale + cam.height / 2,
  };
}

/** Boxes that are taken, found by the cells of a coarse grid. */
class Taken {
  constructor() {
    /** @type {Map<string, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} b @param {(cell: string) => void} visit */
  each(b, visit) {
    for (let cx = Math.floor(b.x / 80); cx <= Math.floor((b.x + b.width) / 80); cx += 1) {
      for (let cy = Math.floor(b.y / 80); cy <= Math.floor((b.y + b.height) / 80); cy += 1)
        visit(`${cx},${cy}`);
    }
  }

  /** @param {Box} b */
  add(b) {
    this.each(b, (cell) => {
      const boxes = this.cells.get(cell);
      if (boxes) boxes.push(b);
      else this.cells.set(cell, [b]);
    });
  }

  /** @param {Box} b */
  free(b) {
    let free = true;
    this.each(b, (cell) => {
      if (free && this.cells.get(cell)?.some((o) => overlap(o, b))) free = false;
    });
    return free;
  }
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** @param {Box} b @param {Camera} cam */
function inside(b, cam) {
  return b.x >= 2 && b.y >= 2 && b.x + b.width <= cam.width - 2 && b.y + b.height <= cam.height - 2;
}

/**
 * @param {Spot[]} spots @param {Line[]} lines @param {Camera} cam @param {number} [most]
 * @returns {Label[]}
 */
export function place(spots, lines, cam, most = 220) {
  const taken = new Taken();
  taken.add({ x: cam.width - cam.corner, y: 0, width: cam.corner, height: 50 });
  taken.add({ x: 0, y: cam.height - 30, width: cam.width / 2, height: 30 });
  const at = new Map();
  const near = [];
  for (const spot of spots) {
    const p = onScreen(cam, spot);
    if (p.x < -60 || p.y < -60 || p.x > cam.width + 60 || p.y > cam.height + 60) continue;
    const r = spot.size * cam.scale + 1;
    at.set(spot.i, p);
    near.push(spot);
    if (r > 4.5) taken.add({ x: p.x - r, y: p.y - r, width: 2 * r, height: 2 * r });
  }
  near.sort(
    (a, b) =>
      Number(b.mood === "hot") - Number(a.mood === "hot") ||
      Number(a.mood === "dim") - Number(b.mood === "dim") ||
      b.weight - a.weight ||
      a.i - b.i,
  );
  /** @type {Label[]} */
  const out = [];
  for (const spot of near.slice(0, most)) {
    const label = nodeLabel(spot, at.get(spot.i), cam, taken);
    if (label) {
      for (const box of rows(label.box, [...label.lines, label.note], label.size)) taken.add(box);
      out.push(label);
    }
  }
  for (const line of edgeOrder(lines).slice(0, most)) {
    const label = edgeLabel(line, at, taken, cam);
    if (label) {
      taken.add(label.box);
      out.push(label);
    }
  }
  return out;
}

/**
 * Where the number of folded neighbours stands: on a shoulder of its node that no label covers.
 * @param {Spot[]} spots @param {Label[]} labels @param {Camera} cam
 */
export function badges(spots, labels, cam) {
  const taken = new Taken();
  taken.add({ x: cam.width - cam.corner, y: 0, width: cam.corner, height: 50 });
  for (const { box } of labels) taken.add(box);
  /** @type {{text: string, box: Box, dim: boolean}[]} */
  const out = [];
  for (const spot of spots) {
    const r = spot.size * cam.scale;
    if (!spot.badge || r < 4) continue;
    const p = onScreen(cam, spot);
    const text = `+${spot.badge}`;
    const [width, height] = [ems(text) * 10 + 6, 14];
    const [right, left] = [p.x + r * 0.7 - 3, p.x - r * 0.7 + 3 - width];
    const [above, below] = [p.y - r * 0.7 - 11, p.y + r * 0.7 - 3];
    const box = [
      [right, above],
      [left, above],
      [right, below],
      [left, below],
    ]
      .map(([x, y]) => ({ x, y, width, height }))
      .find((b) => inside(b, cam) && taken.free(b));
    if (!box) continue;
    taken.add(box);
    out.push({ text, box, dim: spot.mood === "dim" });
  }
  return out;
}

/** @param {Line[]} lines */
function edgeOrder(lines) {
  return lines
    .filter((l) => l.text && l.mood !== "dim")
    .sort((a, b) => Number(b.mood === "hot") - Number(a.mood === "hot") || b.won - a.won);
}

/** The whole name below or above its node, then a shorter one, then beside it, then askew.
 * @param {Spot} spot @param {{x: number, y: number}} p @param {Camera} cam @param {Taken} taken
 * @returns {Label | null}
 */
function nodeLabel(spot, p, cam, taken) {
  const size = spot.mood === "hot" ? 13 : 12;
  const r = spot.size * cam.scale + 3;
  const forms = shorter(spot.lines);
  for (const sides of [
    ["below", "above"],
    ["right", "left"],
    ["below right", "below left", "above right", "above left"],
  ]) {
    for (const lines of forms) {
      const all = spot.note ? [...lines, spot.note] : lines;
      const width = Math.max(...all.map(ems)) * size + 6;
      const height = all.length * size * ROW + 2;
      for (const side of sides) {
        const box = { ...corner(side, p, r, width, height), width, height };
        if (side.startsWith("below") || side.startsWith("above")) pushIn(box, cam);
        if (inside(box, cam) && rows(box, all, size).every((row) => taken.free(row))) {
          return {
            box,
            lines,
            note: spot.note,
            bold: spot.mood === "hot",
            size,
            dim: spot.mood === "dim",
            edge: false,
          };
        }
      }
    }
  }
  return null;
}

/** The box of each line of a label, no wider than its text. @param {Box} box @param {string[]} lines @param {number} size */
function rows(box, lines, size) {
  return lines
    .filter((x) => x)
    .map((text, k) => {
      const width = ems(text) * size + 6;
      return {
        x: box.x + (box.width - width) / 2,
        y: box.y + k * size * ROW,
        width,
        height: size * ROW + 1,
      };
    });
}

/** A name in full, on two lines, on one. @param {string[]} lines @returns {string[][]} */
function shorter(lines) {
  const forms = [lines];
  if (lines.length > 2) forms.push([lines[0], cut(lines[1])]);
  if (lines.length > 1) forms.push([cut(lines[0])]);
  return forms;
}

/** @param {string} text */
function cut(text) {
  return text.endsWith("…") ? text : `${text.length > 9 ? text.slice(0, 9).trimEnd() : text}…`;
}

/** Move a label sideways into the picture, as long as it stays at its node. @param {Box} box @param {Camera} cam */
function pushIn(box, cam) {
  const most = box.width * 0.45;
  const over = Math.max(3 - box.x, 0) - Math.max(box.x + box.width - cam.width + 3, 0);
  if (Math.abs(over) < most) box.x += over;
}

/** @param {string} side @param {{x: number, y: number}} p @param {number} r @param {number} width @param {number} height */
function corner(side, p, r, width, height) {
  const [first, second] = side.split(" ");
  const y = { below: p.y + r, above: p.y - r - height }[first] ?? p.y - height / 2;
  if (second) return { x: second === "right" ? p.x - r : p.x + r - width, y };
  const x = { right: p.x + r, left: p.x - r - width }[first] ?? p.x - width / 2;
  return { x, y };
}

/** @param {Line} line @param {Map<number, {x: number, y: number}>} at @param {Taken} taken @param {Camera} cam @returns {Label | null} */
function edgeLabel(line, at, taken, cam) {
  const a = at.get(line.a);
  const b = at.get(line.b);
  if (!a || !b) return null;
  const size = 11;
  const width = ems(line.text) * size + 8;
  const height = size * ROW + 2;
  if (Math.hypot(a.x - b.x, a.y - b.y) < width * 0.7) return null;
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const box = {
      x: a.x + (b.x - a.x) * t - width / 2,
      y: a.y + (b.y - a.y) * t - height / 2,
      width,
      height,
    };
    if (inside(box, cam) && taken.free(box)) {
      return {
        box,
        lines: [line.text],
        note: "",
        bold: line.mood === "hot",
        size,
        dim: false,
        edge: true,
      };
    }
  }
  return null;
}

/**
 * Draw labels in screen pixels.
 * @param {CanvasRenderingContext2D} ctx @param {Label[]} labels
 * @param {{ink: string, soft: string, paper: string}} paint
 */
export function write(ctx, labels, paint) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of labels) {
    const lines = label.note ? [...label.lines, label.note] : label.lines;
    ctx.globalAlpha = label.dim ? 0.35 : 1;
    lines.forEach((text, k) => {
      const note = label.edge || (label.note && k === lines.length - 1);
      ctx.font = `${label.bold || note ? 600 : 500} ${label.size}px ${FONT}`;
      const x = label.box.x + label.box.width / 2;
      const y = label.box.y + 1 + label.size * ROW * (k + 0.5);
      ctx.strokeStyle = paint.paper;
      ctx.lineWidth = 4;
      ctx.strokeText(text, x, y);
      ctx.fillStyle = note ? paint.soft : paint.ink;
      ctx.fillText(text, x, y);
    });
  }
  ctx.globalAlpha = 1;
}
