/** Amounts as people write them. */

const KO = /** @type {const} */ ([
  [1e12, "조"],
  [1e8, "억"],
  [1e4, "만"],
]);
const EN = /** @type {const} */ ([
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
]);

// made once: a formatter costs a hundred times as much as its use
const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const THOUSANDTHS = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });
const TENTHS = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/**
 * `80억 원`, `71억 5,000만 원`; `₩8 billion`.
 * @param {number} won @param {string} lang
 */
export function money(won, lang) {
  return lang === "ko" ? korean(won) : english(won);
}

/** @param {number} won */
function korean(won) {
  const parts = [];
  let rest = won;
  for (const [size, word] of KO) {
    const head = Math.floor(rest / size);
    rest -= head * size;
    if (head) parts.push(grouped(head) + word);
  }
  if (rest || !parts.length) return [...parts, grouped(rest)].join(" ") + "원";
  return parts.join(" ") + " 원";
}

/** Exact: an amount that would have to be rounded is written in full. @param {number} won */
function english(won) {
  for (const [size, word] of EN) {
    const many = won / size;
    if (many >= 1 && many < 10000 && Number.isInteger(Math.round(many * 1e6) / 1e3)) {
      return `₩${THOUSANDTHS.format(many)} ${word}`;
    }
  }
  return `₩${grouped(won)}`;
}

/** A short form for labels: `80억`, `₩8bn`. @param {number} won @param {string} lang */
export function brief(won, lang) {
  if (lang === "ko") {
    for (const [size, word] of KO) {
      if (won >= size) return trimmed(won / size) + word;
    }
    return grouped(won) + "원";
  }
  for (const [size, word] of EN) {
    if (won >= size)
      return "₩" + trimmed(won / size) + { trillion: "tn", billion: "bn", million: "m" }[word];
  }
  return "₩" + grouped(won);
}

/** @param {number} value */
function trimmed(value) {
  return (value < 100 ? TENTHS : WHOLE).format(value);
}

/** A number with its thousands apart. @param {number} value */
export function grouped(value) {
  return WHOLE.format(value);
}
