import { editDistance } from '../../base/nearest';

/** Which known tag a tag was perhaps meant to be. Short words are near to each other by chance, so only long ones count. */

const leastLength = 5;
const lengthForTwoEdits = 7;

/**
 * @param edits how many edits may lie between: 2 only for words that cannot be somebody's own
 * @returns the nearest known tag, undefined where none is near enough
 */
export function nearestTag(tag: string, known: Iterable<string>, edits: 1 | 2): string | undefined {
  let best: string | undefined;
  let bound = edits + 1;
  for (const candidate of known) {
    const distance = distanceBetween(tag, candidate, edits);
    if (distance > 0 && distance < bound) {
      best = candidate;
      bound = distance;
    }
  }
  return best;
}

/** Infinity where the two are too short, too far apart, or differ as members of one family do. */
function distanceBetween(tag: string, candidate: string, edits: 1 | 2): number {
  if (Math.abs(tag.length - candidate.length) > edits) return Infinity;
  if (edits === 1 && !shareAnEnd(tag, candidate)) return Infinity;
  const [a, b] = withoutCommonParts(tag, candidate);
  const shorter = Math.min(a.length, b.length);
  if (shorter < leastLength) return Infinity;
  // `wasip1` and `wasip2`, `v1` and `v2`: a number apart is another thing, not a slip.
  if (a.replace(/[0-9]/g, '') === b.replace(/[0-9]/g, '')) return Infinity;
  // Letter case is no slip of the finger but a mistake all the same.
  if (a.toLowerCase() === b.toLowerCase()) return 1;
  const distance = editDistance(a, b, edits);
  return distance > 1 && shorter < lengthForTwoEdits ? Infinity : distance;
}

/** Whether they begin or end alike, letter case aside: where one edit lies between two words, they do. */
function shareAnEnd(a: string, b: string): boolean {
  return isLike(a.charCodeAt(0), b.charCodeAt(0)) || isLike(a.charCodeAt(a.length - 1), b.charCodeAt(b.length - 1));
}

/** The bit that tells a small ASCII letter from a capital. */
const caseBit = 0x20;

function isLike(a: number, b: number): boolean {
  return (a | caseBit) === (b | caseBit);
}

/**
 * `ts_omit_aws` and `ts_omit_acme` differ in one part of three, and that part is what must be alike; so it is with `nogpu` and
 * `nocpu`.
 */
function withoutCommonParts(a: string, b: string): readonly [string, string] {
  const left = partsOf(a);
  const right = partsOf(b);
  if (left.length !== right.length) return [a, b];
  const differing = left.flatMap((part, at) => (part === right[at] ? [] : [at]));
  return [differing.map((at) => left[at]).join('_'), differing.map((at) => right[at]).join('_')];
}

/** The parts of a tag; a word that says whether something is wanted is one of its own, however it is joined. */
function partsOf(tag: string): readonly string[] {
  const [, wish = '', rest = tag] = /^(no|without|with|disable|enable|skip|omit|use)(?=[^_.])(.*)$/i.exec(tag) ?? [];
  return wish === '' ? tag.split(/[_.]/) : [wish, ...rest.split(/[_.]/)];
}

/** Letters that look like an ASCII letter, by what they look like: Cyrillic, Greek and full-width forms. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аɑα',
    b: 'Ьƅ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еҽ',
    g: 'ɡ',
    h: 'һ',
    i: 'іıι',
    j: 'ј',
    k: 'κк',
    l: 'ӏǀ',
    m: 'м',
    n: 'ոп',
    o: 'оοօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ',
    t: 'т',
    u: 'υս',
    v: 'ѵν',
    w: 'ԝω',
    x: 'хχ',
    y: 'уү',
    z: 'ᴢ',
  }).flatMap(([ascii, letters]) => Array.from(letters, (letter) => [letter, ascii] as const)),
);

/** What a reader takes the tag for. Equal to the tag where nothing in it deceives. */
export function skeletonOf(tag: string): string {
  // NFKC folds full-width and mathematical letters and digits.
  return Array.from(tag.normalize('NFKC'), (letter) => lookalikes.get(letter) ?? letter).join('');
}
