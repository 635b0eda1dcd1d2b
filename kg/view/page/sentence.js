/** Sentences computed from the graph: what happened, what the filter leaves, what a sum counts. */

import { isFunding, yearsOf } from "./data.js";
import { h } from "./dom.js";
import { isOpen, portion, sums } from "./filter.js";
import { josa } from "./hangul.js";
import { grouped, money } from "./money.js";
import { phrase, pick } from "./words.js";

/**
 * @typedef {import("./main.js").App} App
 * @typedef {import("./data.js").Fact} Fact
 */

/** `2023~2025년`, `2023–2025`. @param {string} lang @param {[number, number] | null} years */
export function span(lang, years) {
  if (!years) return "";
  const [a, b] = years;
  if (lang === "ko") return a === b ? `${a}년` : `${a}~${b}년`;
  return a === b ? `${a}` : `${a}–${b}`;
}

/** The first and last year of all projects. @param {import("./data.js").Graph} g @returns {[number, number] | null} */
export function allYears(g) {
  const years = g.projects
    .map((p) => yearsOf(g, p))
    .filter((y) => y !== null)
    .flat();
  return years.length ? [Math.min(...years), Math.max(...years)] : null;
}

/** What the graph says in one breath. @param {App} app */
export function story(app) {
  const { g, state } = app;
  const total = sums(g.facts);
  const headline = g.facts
    .filter((f) => f.kind === "Headline" && f.newer === null && f.s >= 0)
    .sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0))[0];
  const parts = [];
  if (headline && g.sources.length === 1) parts.push(headlineSentence(app, headline));
  else if (g.projects.length) parts.push(plainSentence(app));
  if (total.n || total.costs.n) parts.push(moneySentence(app, total));
  if (total.doubtful.length) parts.push(doubtSentence(state.lang, total.doubtful.length));
  return parts.join(" ");
}

/** @param {App} app @param {Fact} f */
function headlineSentence({ g, state, name }, f) {
  const { lang } = state;
  const who = name(g.nodes[f.s]);
  const years = span(lang, f.years);
  const level = pick(lang, g.levels[f.basis], "");
  const won = (f.approx ? (lang === "ko" ? "약 " : "about ") : "") + money(f.amount ?? 0, lang);
  if (lang === "ko") {
    const many = f.count ? `${f.count}개 과제로 ` : "";
    return `${josa(who, "은", "는")} ${years ? `${years} ` : ""}${many}${level ? `${level} ` : ""}${won}을 확보했습니다.`;
  }
  const many = f.count ? ` for ${f.count} projects` : "";
  return `${who} secured ${won}${level ? ` of ${level.toLowerCase()}` : ""}${many}${years ? `, ${years}` : ""}.`;
}

/** @param {App} app */
function plainSentence({ g, state }) {
  const years = span(state.lang, allYears(g));
  const many = g.sources.length;
  const bodies = g.nodes.filter(
    (n) => !["Project", "Program", "Call", "Region"].includes(n.kind),
  ).length;
  if (state.lang === "ko") {
    return `${many > 1 ? `기사 ${grouped(many)}건에 나온 ` : ""}${years ? `${years} ` : ""}과제는 ${grouped(g.projects.length)}개, 함께하는 기관은 ${grouped(bodies)}곳입니다.`;
  }
  return `${many > 1 ? `${grouped(many)} articles name ` : "The article names "}${plural(g.projects.length, "project")}${years ? ` (${years})` : ""} and ${plural(bodies, "institution")}.`;
}

/** @param {number} n @param {string} noun */
function plural(n, noun) {
  return `${grouped(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** @param {App} app @param {import("./filter.js").Sums} total */
function moneySentence({ g, state }, total) {
  const { lang } = state;
  const ranked = [...total.levels]
    .sort((a, b) => b[1].won - a[1].won)
    .map(([kind, x]) => `${pick(lang, g.levels[kind], kind)} ${money(x.won, lang)}`);
  const levels = ranked.length < 3 ? ranked : [inAll(lang, money(total.won, lang), ranked[0])];
  const costs = money(total.costs.won, lang);
  const many = g.projects.length;
  if (lang === "ko") {
    const first = levels.length ? `과제 ${grouped(many)}개의 재원은 ${levels.join(", ")}` : "";
    const second = total.costs.n ? `${first ? "이고, " : ""}총사업비는 ${costs}` : "";
    return `${first}${second}입니다.`;
  }
  const first = levels.length
    ? `Funding of the ${many === 1 ? "project" : `${grouped(many)} projects`}: ${levels.join(", ").replace(/(^|, )([A-Z])/g, (_, a, b) => a + b.toLowerCase())}`
    : "";
  const second = total.costs.n
    ? `${first ? "; " : ""}${first ? "total" : "Total"} cost: ${costs}`
    : "";
  return `${first}${second}.`;
}

/** Many levels as one sum with the largest. @param {string} lang @param {string} won @param {string} first */
function inAll(lang, won, first) {
  return lang === "ko"
    ? `모두 ${won}(${first} 등)`
    : `${won} in all (${first[0].toLowerCase()}${first.slice(1)} and others)`;
}

/** @param {string} lang @param {number} n */
function doubtSentence(lang, n) {
  return lang === "ko"
    ? `의심스러운 금액 ${n}건은 쓰인 대로 두고 표시했습니다.`
    : `${n} doubtful ${n === 1 ? "amount stands as written and is" : "amounts stand as written and are"} marked.`;
}

/** What is shown and what is filtered out, then the sums. @param {App} app */
export function said(app) {
  return [
    h(
      "p",
      { class: "said-filter" },
      filterSentence(app),
      isOpen(app.state.filter) ? null : " ",
      isOpen(app.state.filter)
        ? null
        : h(
            "button",
            { type: "button", class: "link", onclick: () => app.clear() },
            app.t("clear"),
          ),
    ),
    h("p", { class: "said-sums" }, sumsSentence(app)),
  ];
}

/** @param {App} app */
function filterSentence(app) {
  const { g, state, result } = app;
  const [n, all] = [result.projects.size, g.projects.length];
  const conditions = conditionWords(app);
  if (state.lang === "ko") {
    if (!conditions.length) return `과제 ${grouped(all)}개를 모두 보고 있습니다.`;
    return `과제 ${grouped(all)}개 가운데 ${grouped(n)}개를 보고 있습니다 (${conditions.join(" · ")}). ${all > n ? `나머지 ${grouped(all - n)}개는 조건에 맞지 않아 뺐습니다.` : "빠진 과제는 없습니다."}`;
  }
  if (!conditions.length) return `All ${plural(all, "project")} ${all === 1 ? "is" : "are"} shown.`;
  return `${grouped(n)} of ${plural(all, "project")} shown (${conditions.join(" · ")}); ${all > n ? grouped(all - n) : "none"} left out by the filter.`;
}

/** @param {App} app */
export function conditionWords({ g, state, name, t }) {
  const { lang, filter: f } = state;
  const out = [];
  const list = (/** @type {string} */ key, /** @type {string[]} */ words) =>
    words.length && out.push(`${t(key)}: ${words.join(", ")}`);
  list(
    "types",
    [...f.types].map((k) => {
      const kind = g.kinds.get(k);
      return kind ? (lang === "ko" ? kind.ko : kind.en) : k;
    }),
  );
  list(
    "levels",
    [...f.levels].map((k) => pick(lang, g.levels[k], k)),
  );
  list(
    "regions",
    [...f.regions].map((i) => name(g.nodes[i])),
  );
  list(
    "programs",
    [...f.programs].map((i) => name(g.nodes[i])),
  );
  list(
    "roles",
    [...f.roles].map((k) => pick(lang, g.relations[k], k)),
  );
  if (f.year) out.push(span(lang, f.year));
  if (f.amount) out.push(`${money(f.amount[0], lang)} ~ ${money(f.amount[1], lang)}`);
  return out;
}

/** @param {App} app */
function sumsSentence(app) {
  const { g, state, result, t } = app;
  const { lang } = state;
  const total = sums(result.facts);
  /** @type {any[]} */
  const out = [];
  const data = (/** @type {number} */ won, /** @type {string} */ of) =>
    h("data", { value: String(won), "data-sum": of }, money(won, lang));
  const n = (/** @type {number} */ k) =>
    lang === "ko" ? ` (${grouped(k)}건)` : ` (${grouped(k)})`;
  if (total.n) {
    out.push(h("strong", {}, t("counted"), " ", data(total.won, "all")));
    const levels = [...total.levels].sort((a, b) => b[1].won - a[1].won);
    out.push(" = ");
    levels.forEach(([kind, x], k) =>
      out.push(k ? " + " : "", `${pick(lang, g.levels[kind], kind)} `, data(x.won, kind), n(x.n)),
    );
    out.push(". ");
  } else out.push(t("noMoney"), " ");
  if (total.costs.n)
    out.push(
      h("span", {}, t("costs"), " ", data(total.costs.won, "TotalCost"), n(total.costs.n)),
      ". ",
    );
  const left = leftOut(lang, total);
  if (left) out.push(h("span", { class: "soft" }, left));
  const [region] = state.filter.regions;
  if (state.filter.regions.size === 1) {
    const part = portion(g, result.facts, region);
    if (part) out.push(" ", portionSentence(app, region, part, data));
  }
  return out;
}

/** @param {string} lang @param {import("./filter.js").Sums} total */
function leftOut(lang, total) {
  const ko = lang === "ko";
  const parts = [];
  if (total.costs.n)
    parts.push(ko ? "총사업비는 재원과 더하지 않았습니다" : "total costs are not added to funding");
  if (total.headlines)
    parts.push(
      ko
        ? `발표 합계 ${total.headlines}건은 넣지 않았습니다`
        : `${plural(total.headlines, "announced sum")} not counted`,
    );
  if (total.replaced)
    parts.push(
      ko
        ? `새 수치로 바뀐 ${total.replaced}건은 뺐습니다`
        : `${plural(total.replaced, "replaced amount")} left out`,
    );
  if (total.parts)
    parts.push(
      ko
        ? `나눈 금액 ${total.parts}건은 이미 들어 있습니다`
        : `${plural(total.parts, "partial amount")} already inside`,
    );
  if (total.conflicts)
    parts.push(
      ko
        ? `보도마다 다른 금액 ${total.conflicts}건은 모두 들어 있습니다`
        : `all ${total.conflicts} amounts on which reports differ are in it`,
    );
  if (total.doubtful.length)
    parts.push(
      ko
        ? `의심스러운 ${total.doubtful.length}건은 쓰인 대로 더했습니다`
        : `${plural(total.doubtful.length, "doubtful amount")} counted as written`,
    );
  const text = parts.join(ko ? ", " : "; ");
  return text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "";
}

/** @param {App} app @param {number} region @param {{won: number, n: number, unknown: number, kinds: Set<string>}} part @param {(won: number, of: string) => HTMLElement} data */
function portionSentence({ g, state, name }, region, part, data) {
  const ko = state.lang === "ko";
  const kinds = [...part.kinds].map((k) => pick(state.lang, g.levels[k], k)).join("·");
  const who = name(g.nodes[region]);
  const rest = part.unknown
    ? ko
      ? ` 나눔 비율이 없는 ${part.unknown}건은 빼고 셌습니다.`
      : ` ${part.unknown} without a stated split left out.`
    : "";
  return h(
    "span",
    {},
    ko ? `분담 비율을 적용한 ${who} 몫은 ${kinds} ` : `The part of ${who} after cost shares: `,
    data(part.won, "portion"),
    ko ? `입니다.${rest}` : `.${rest}`,
  );
}

/** A fact in words, seen from one of its nodes. @param {App} app @param {Fact} f @param {number} from */
export function factWords(app, f, from) {
  const { g, state, t, name } = app;
  const { lang } = state;
  if (f.amount !== null) {
    const payer = isFunding(f) && f.o >= 0 ? ` · ${t("payer", { name: name(g.nodes[f.o]) })}` : "";
    const count = f.count
      ? lang === "ko"
        ? ` · ${f.count}개 과제`
        : ` · ${plural(f.count, "project")}`
      : "";
    const years = f.years ? ` · ${span(lang, f.years)}` : "";
    const region =
      f.region === null ? "" : ` · ${t("forRegion", { name: name(g.nodes[f.region]) })}`;
    const level =
      ["Headline", "FundingPart"].includes(f.kind) && g.levels[f.basis]
        ? ` ${pick(lang, g.levels[f.basis], "")}`
        : "";
    return `${pick(lang, g.levels[f.kind], f.kind)}${level} ${f.approx ? t("approx") : ""}${money(f.amount, lang)}${payer}${region}${count}${years}`;
  }
  if (f.kind === "named") return t("named");
  if (f.kind === "period") return `${t("period")}: ${span(lang, f.years)}`;
  const fromSubject = f.s === from || from < 0;
  const other = fromSubject ? f.o : f.s;
  const who = other >= 0 ? name(g.nodes[other]) : "";
  if (f.percent !== null) {
    const share = t("shareOf", { name: name(g.nodes[f.o]), p: f.percent });
    return fromSubject ? share : `${who}: ${share}`;
  }
  return `${phrase(lang, f.role || f.kind, fromSubject)}: ${who}`;
}
