/**
 * Where a large constant may stand, by the text alone: a long number, a shift, a limit of math, or a product. Most files have
 * nothing of the kind, and no more is read of them. Each pattern begins with what few texts have, and looks back from there:
 * one that begins with a name or any digit takes ten times as long.
 */
const patterns: readonly RegExp[] = [
  // 0x80000000 and more
  /0[xX]_?(?:[89a-fA-F][\da-fA-F_]{7}|[1-9a-fA-F][\da-fA-F_]{8})/,
  // 2147483648, 10_000_000_000
  /[1-9_][\d_]{8}\d/,
  // 0b1000…, 0o37777777777, 1e9
  /0[bBoO][0-7_]{11}|\d[eE]\+?(?:9|[1-9]\d)\b/,
  // 1 << 31, 3 << 30, Size << 20, 1 << Bits, 1 << (10 * iota)
  /<< ?(?:(?:[2-9]\d|1\d\d)\b(?<=\b[\dA-Z]\w*\)? ?<< ?\d+)|[A-Z](?<=\b\d\w* ?<< ?[A-Z])|\(?[\w ]{0,8}\*? ?\(?iota)/,
  /M(?:ax|in)U?[Ii]nt(?:32|64)/,
  // 10 * 1024 * 1024 * 1024, 100000 * 100000, KB * 1000, 1024 * MB
  /\* ?(?:(?:10|\d{3,})(?<=(?:\b[A-Z]\w*|\d ?\* ?\d{2,}|\d{5}) ?\* ?\d+)|[A-Z]\w*(?<=\b\d{3,} ?\* ?\w+)\b(?!\.))/,
];

const any = new RegExp(patterns.map(({ source }) => source).join('|'));

/** @param text each character a byte */
export function isSuspect(text: string): boolean {
  return any.test(text);
}

/** Their places, in order. @param names that stand for large constants */
export function suspectsIn(text: string, names: readonly string[]): readonly number[] {
  const places = placesOf(any, text);
  return names.length === 0 ? places : [...places, ...placesOf(anyOf(names), text)].toSorted((a, b) => a - b);
}

/** Whether a line comment begins before the place, and no string that could hold its sign. */
export function isInComment(text: string, place: number): boolean {
  return /^[^"'`]*\/\//.test(text.slice(text.lastIndexOf('\n', place) + 1, place));
}

/** Finds any of these names. */
export function anyOf(names: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${names.join('|')})\\b`);
}

/** Where top-level declarations begin, as they are formatted; a line of a string may look like one. */
export function declarationsIn(text: string): readonly number[] {
  // With ^ in place of the line break it takes three times as long, and the first line of a file declares nothing.
  return placesOf(/\n(?:func|var|const|type)\b/, text).map((at) => at + 1);
}

function placesOf({ source, flags }: RegExp, text: string): readonly number[] {
  const found: number[] = [];
  const pattern = new RegExp(source, `${flags}g`);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match.index);
  return found;
}
