/** Elements built from data: texts become text nodes, nothing is ever parsed as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {string | number | Node | null | undefined | false} Child
 * @typedef {Record<string, any>} Props  `on…` are listeners, `class` and the rest attributes
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Props} [props] @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const el = document.createElement(tag);
  fill(el, props, children);
  return el;
}

/**
 * @param {string} tag @param {Props} [props] @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function s(tag, props = {}, ...children) {
  const el = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  fill(el, props, children);
  return el;
}

/** @param {Element} el @param {Props} props @param {(Child | Child[])[]} children */
function fill(el, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    if (value === false && !name.startsWith("aria-")) continue;
    if (name === "look") look(/** @type {HTMLElement} */ (el), value);
    else if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
    else el.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    el.append(typeof child === "number" ? String(child) : /** @type {any} */ (child));
  }
}

/** Set styles by script, which the policy allows where it refuses style attributes.
 * @param {HTMLElement} el @param {Record<string, string>} styles
 */
function look(el, styles) {
  for (const [name, value] of Object.entries(styles)) el.style.setProperty(name, value);
}

/** The element with an id that the page surely has. @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {Element} el @param {...(Child | Child[])} children */
export function put(el, ...children) {
  el.replaceChildren();
  fill(el, {}, children);
}

/** A value of the style sheet, for what is drawn on a canvas. @param {string} name */
export function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * An address that is safe to follow, or nothing: `javascript:` and the like are refused.
 * @param {string} address
 */
export function safeUrl(address) {
  return /^https?:\/\//i.test(address) ? address : "";
}

/**
 * Call `redraw` whenever the box has become wider or narrower; a few pixels, a scroll bar's jitter, do not count.
 * @param {HTMLElement} box @param {() => void} redraw @returns {() => void} what stops the watch
 */
export function onWidth(box, redraw) {
  let seen = box.clientWidth;
  const watcher = new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - seen) > 8) {
      seen = box.clientWidth;
      redraw();
    }
  });
  watcher.observe(box);
  return () => watcher.disconnect();
}
