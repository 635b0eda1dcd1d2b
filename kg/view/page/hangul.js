/** Hangul for search and for sentences: initials (초성), particles, and matching without spaces. */

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FIRST = 0xac00;
const LAST = 0xd7a3;

/** `대구` to `ㄷㄱ`; what is no syllable stays. @param {string} text */
export function initials(text) {
  let out = "";
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    out += code >= FIRST && code <= LAST ? INITIALS[Math.floor((code - FIRST) / 588)] : c;
  }
  return out;
}

/** Small letters, no spaces, no punctuation. @param {string} text */
export function bare(text) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s·,.()'"‘’“”\-_/]/g, "");
}

/**
 * How well a name fits what was typed: 0 not at all, 3 its beginning, 2 inside, 1 by initials.
 * @param {string} name @param {string} typed  already bare
 */
export function fit(name, typed) {
  const plain = bare(name);
  const at = plain.indexOf(typed);
  if (at === 0) return 3;
  if (at > 0) return 2;
  return /^[ㄱ-ㅎ0-9a-z]+$/.test(typed) && /[ㄱ-ㅎ]/.test(typed) && initials(plain).includes(typed)
    ? 1
    : 0;
}

/**
 * The word with the particle that its last sound asks for: `josa("대구", "은", "는")`.
 * @param {string} word @param {string} closed  after a consonant @param {string} open
 */
export function josa(word, closed, open) {
  const code =
    word.replace(/[)\]’”'"\s]+$/, "").codePointAt(word.replace(/[)\]’”'"\s]+$/, "").length - 1) ??
    0;
  if (code < FIRST || code > LAST) return word + open;
  return word + ((code - FIRST) % 28 ? closed : open);
}
