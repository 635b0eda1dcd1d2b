/** What the page says, in Korean and English; names of kinds and levels come with the data. */

/** @type {Record<string, [string, string]>} */
const WORDS = {
  skip: ["본문으로 건너뛰기", "Skip to the content"],
  graph: ["지식그래프", "Knowledge graph"],
  search: ["이름 찾기 ( / )", "Find a name ( / )"],
  searchHelp: ["이름, 줄임말, 초성으로 찾습니다", "Finds names, acronyms and Korean initials"],
  noMatch: ["찾은 것이 없습니다", "Nothing found"],
  theme: ["밝기 바꾸기", "Switch light and dark"],
  other: ["English", "한국어"],
  otherCode: ["en", "ko"],
  take: ["가져가기", "Take away"],
  filters: ["거르기", "Filter"],
  clear: ["모두 보기", "Clear filter"],
  types: ["유형", "Type"],
  levels: ["재원", "Money"],
  regions: ["지역", "Region"],
  programs: ["사업", "Programme"],
  roles: ["역할", "Role"],
  year: ["연도", "Years"],
  from: ["부터", "from"],
  to: ["까지", "to"],
  amount: ["금액", "Amount"],
  least: ["최소", "at least"],
  most: ["최대", "at most"],
  more: ["{n}개 더", "{n} more"],
  less: ["접기", "Show fewer"],
  network: ["관계망", "Network"],
  flow: ["자금 흐름", "Money flow"],
  table: ["표", "Table"],
  text: ["원문", "Article"],
  map: ["지도", "Map"],
  views: ["보기", "Views"],
  picture: ["그림", "Picture"],
  outline: ["개요", "Outline"],
  full: ["전체 지도", "Full map"],
  overview: ["간추려 보기", "Overview"],
  fit: ["화면에 맞춤", "Fit"],
  zoomIn: ["확대", "Zoom in"],
  zoomOut: ["축소", "Zoom out"],
  shown: [
    "{all}개 가운데 {n}개를 그렸습니다. 접힌 {rest}개는 +숫자를 펼치면 나옵니다.",
    "{n} of {all} drawn; the other {rest} are folded behind the +numbers.",
  ],
  shownAll: ["{n}개를 모두 그렸습니다.", "All {n} are drawn."],
  networkHelp: [
    "화살표로 이웃을 옮겨 다니고, Enter로 자세히 보고, + − 0으로 확대·축소·맞춤, Esc로 되돌립니다.",
    "Arrow keys walk to neighbours, Enter shows details, + − 0 zoom and fit, Esc goes back.",
  ],
  nothing: ["조건에 맞는 것이 없습니다.", "Nothing fits the filter."],
  details: ["자세히", "Details"],
  largest: ["가장 큰 돈", "The largest sums"],
  pick: [
    "그림이나 표에서 하나를 고르면 근거 문장과 함께 보여 드립니다.",
    "Choose anything to see it with the sentence that proves it.",
  ],
  close: ["닫기", "Close"],
  also: ["다른 이름", "Also called"],
  period: ["기간", "Period"],
  moneyOf: ["금액", "Money"],
  relations: ["관계", "Relations"],
  about: ["이름과 기간", "Name and period"],
  evidence: ["근거", "Evidence"],
  noEvidence: ["근거 문장이 그래프에 없습니다", "No sentence in the graph"],
  why: ["근거 문장", "Evidence sentence"],
  one: ["이웃 1단계", "1 step around"],
  two: ["이웃 2단계", "2 steps around"],
  unfocus: ["초점 풀기", "Leave focus"],
  path: ["경로 찾기", "Find a path"],
  pathHelp: [
    "‘{name}’에서 이어지는 경로: 다른 것을 고르세요.",
    "Path from “{name}”: choose another.",
  ],
  noPath: ["‘{a}’에서 ‘{b}’까지 이어지는 경로가 없습니다.", "No path from “{a}” to “{b}”."],
  pathIs: ["‘{a}’에서 ‘{b}’까지 {n}단계", "{n} steps from “{a}” to “{b}”"],
  focusIs: ["‘{name}’에서 {n}단계 이내", "within {n} steps of “{name}”"],
  expand: ["펼치기 (+{n})", "Expand (+{n})"],
  fold: ["접기", "Fold"],
  payer: ["{name} 지급", "paid by {name}"],
  forRegion: ["{name} 몫", "for {name}"],
  named: ["이름이 나온 곳", "Where it is named"],
  approx: ["약 ", "about "],
  stated: ["원문 표기 “{text}”", "as stated: “{text}”"],
  doubt: ["의심", "Doubtful"],
  likely: ["쓰인 대로 {a}, 아마도 {b}", "as written {a}, probably {b}"],
  replaced: ["새 수치로 바뀜: {b}", "replaced by {b}"],
  conflict: ["보도마다 다름", "Reports differ"],
  source: ["출처", "Source"],
  shareOf: ["{name} 분담 {p}%", "{name} bears {p}%"],
  kind: ["종류", "Kind"],
  subject: ["무엇의", "Of"],
  object: ["누구·어디", "Who or where"],
  value: ["금액·비율", "Amount or share"],
  years: ["연도", "Years"],
  sort: ["정렬", "sort"],
  copy: ["복사", "Copy"],
  copied: ["복사했습니다", "Copied"],
  notCopied: [
    "복사하지 못했습니다. 아래 글을 골라 복사하세요.",
    "Could not copy; select the text below.",
  ],
  rows: ["{n}줄", "{n} rows"],
  showMore: ["{n}줄 더 보기", "Show {n} more rows"],
  png: ["그림 PNG", "Picture as PNG"],
  svg: ["그림 SVG", "Picture as SVG"],
  csv: ["표 CSV", "Table as CSV"],
  ttl: ["그래프 Turtle", "Graph as Turtle"],
  sparql: ["지금 조건의 SPARQL", "SPARQL of this filter"],
  link: ["이 화면 링크 복사", "Copy link to this view"],
  cite: ["인용문 복사", "Copy citation"],
  noPicture: ["이 보기에는 그림이 없습니다", "This view has no picture"],
  all: ["모든 과제를 보고 있습니다.", "All projects are shown."],
  counted: ["재원 합계", "Funding"],
  costs: ["총사업비 합계", "Total cost"],
  noMoney: ["조건에 맞는 재원 금액이 없습니다.", "No funding amount fits."],
  ofFacts: ["{n}건을 더한 값", "sum of {n}"],
  leftOut: ["빼고 더한 것", "Left out"],
  side: ["흐름의 끝", "Ends in"],
  toRegions: ["지역", "Regions"],
  toLeads: ["주관기관", "Lead institutions"],
  unsplit: ["(나눔 비율 없음)", "(split not stated)"],
  noProgram: ["사업명 없음", "no programme named"],
  noRegion: ["지역 없음", "no region named"],
  noLead: ["주관기관 없음", "no lead named"],
  restProjects: ["그 밖의 과제 {n}개", "{n} other projects"],
  restOthers: ["그 밖 {n}곳", "{n} others"],
  flowHelp: [
    "띠의 너비는 재원 금액입니다. 총사업비와 발표 합계는 넣지 않았습니다.",
    "Bands are as wide as the funding. Total costs and announced sums are not in it.",
  ],
  mapHelp: [
    "원의 넓이는 그 지역 과제의 재원, 선은 함께하는 과제 수입니다. 배경 지도 없이 좌표만 씁니다.",
    "Area: funding of the region's projects. Lines: projects shared. Coordinates only, no base map.",
  ],
  unplaced: ["좌표를 모르는 지역", "Regions without coordinates"],
  textHelp: [
    "표시된 곳이 그래프의 사실입니다. 고르면 그림과 자세히 보기로 이어집니다.",
    "Marked passages are facts of the graph; choose one to see it.",
  ],
  onlySentences: [
    "전체 글이 없어 근거 문장만 보입니다.",
    "Only the sentences that prove facts are known.",
  ],
  foot: [
    "노드 {n} · 관계 {m} · 사실 {f} · 기사 {s}",
    "{n} nodes · {m} links · {f} facts · {s} articles",
  ],
  offline: ["이 파일은 인터넷에 접속하지 않습니다.", "This file never goes online."],
  projectsN: ["과제 {n}개", "{n} projects"],
  published: ["{y} 보도", "published {y}"],
  running: ["과제 기간 {y}", "projects {y}"],
  articles: ["기사 {n}건", "{n} articles"],
  linksOf: ["연결 {n}개", "{n} links"],
  approxWon: ["금액", "Amount"],
  region: ["지역", "Region"],
  node: ["{kind} {name}, 연결 {n}개", "{name}, {kind}, {n} links"],
};

/** Relations as sentences, seen from the subject and from the object. */
/** @type {Record<string, [string, string, string, string]>} */
const PHRASES = {
  lead: ["주관기관", "led by", "주관하는 과제", "leads"],
  participant: ["참여기관", "with", "참여하는 과제", "takes part in"],
  coordinator: ["총괄기관", "coordinated by", "총괄하는 과제", "coordinates"],
  administrator: ["전담기관", "administered by", "전담하는 과제", "administers"],
  leadGovernment: [
    "주관 지자체",
    "led by the government of",
    "주관 지자체로 맡은 과제",
    "leads as government",
  ],
  partnerGovernment: [
    "협력 지자체",
    "with the government of",
    "협력 지자체로 함께하는 과제",
    "partners in as government",
  ],
  inRegion: ["수행 지역", "takes place in", "이곳의 과제", "place of"],
  underProgram: ["선정된 사업", "selected under", "선정 과제", "selected"],
  selectedIn: ["선정된 공모", "selected in", "선정 과제", "selected"],
  operatedBy: ["운영 부처", "run by", "운영하는 사업", "runs"],
  callOf: ["어느 사업의 공모", "call of", "공모", "has the call"],
  governs: ["관할 지역", "governs", "지방자치단체", "governed by"],
  within: ["상위 지역", "lies in", "하위 지역", "contains"],
  unitOf: ["상위 기관", "unit of", "소속 기관", "has the unit"],
  CostShare: ["비용 분담", "cost share", "비용 분담", "cost share"],
  Headline: ["발표 합계", "announced sum", "발표 합계", "announced sum"],
};

const ONE = /(^|[^\d.,])1 (node|link|fact|article|project|row|step|other)s\b/g;

/** Names of region classes, which the legend shows as one kind. */
/** @type {Record<string, [string, string]>} */
const CLASSES = {
  City: ["시", "City"],
  Province: ["도", "Province"],
  County: ["군", "County"],
  District: ["구", "District"],
};

/**
 * @param {string} lang @param {string} key @param {Record<string, string | number>} [values]
 */
export function say(lang, key, values = {}) {
  const text = WORDS[key]?.[lang === "ko" ? 0 : 1] ?? key;
  const full = text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  return lang === "en" ? full.replace(ONE, "$11 $2") : full;
}

/** @param {string} lang @param {[string, string] | undefined} pair @param {string} otherwise */
export function pick(lang, pair, otherwise) {
  return pair ? pair[lang === "ko" ? 0 : 1] : otherwise;
}

/** The relation in words. @param {string} lang @param {string} kind @param {boolean} fromSubject */
export function phrase(lang, kind, fromSubject) {
  const row = PHRASES[kind];
  return row ? row[(fromSubject ? 0 : 2) + (lang === "ko" ? 0 : 1)] : kind;
}

/** @param {string} lang @param {string} type */
export function className(lang, type) {
  return pick(lang, CLASSES[type], "");
}
