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
  /\* ?(?:(?:10|\d{3})(?<=(?:\b[A-Z]\w*|\d ?\* ?\d{2,}|\d{5}) ?\* ?\d{2,3})|[A-Z](?<=\b\d{3,} ?\* ?[A-Z])\w*\b(?!\.))/,
];

const any = new RegExp(patterns.map(({ source }) => source).join('|'));

/** Their places, in order. @param text each character a byte */
export function suspectsIn(text: string): readonly number[] {
  return codeIn(any, text);
}

/** The same with these names, which stand for large constants. */
export function withNames(places: readonly number[], text: string, names: readonly string[]): readonly number[] {
  return names.length === 0 ? places : [...places, ...codeIn(anyOf(names), text)].toSorted((a, b) => a - b);
}

/** Finds any of these names. */
export function anyOf(names: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${names.join('|')})\\b`);
}

/** Where top-level declarations begin, as they are formatted; a line of a string may look like one. */
export function declarationsIn(text: string): readonly number[] {
  // With ^ in place of the line break it takes three times as long, and the first line of a file declares nothing. What is
  // tested, not matched, makes no object of each place.
  const lineBreak = /\n(?=(?:func|var|const|type)\b)/g;
  const found: number[] = [];
  while (lineBreak.test(text)) found.push(lineBreak.lastIndex);
  return found;
}

/** Where code matches, and no comment to the line's end nor a string with quotes. */
function codeIn(pattern: RegExp, text: string): readonly number[] {
  return placesOf(pattern, text).filter((place) => !isInText(text, place));
}

function placesOf({ source, flags }: RegExp, text: string): readonly number[] {
  const found: number[] = [];
  const pattern = new RegExp(source, `${flags}g`);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match.index);
  return found;
}

function isInText(text: string, place: number): boolean {
  const near = text.slice(Math.max(place - longLine, 0), place);
  const newline = near.lastIndexOf('\n');
  return (newline >= 0 || near.length < longLine) && textBegun.test(near.slice(newline + 1));
}

/** A line up to some place, where a comment or a string has begun and does not end. */
const textBegun = /^(?:[^"'`/]|\/(?!\/)|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)+')*(?:\/\/|"(?:[^"\\]|\\.)*$)/;

/** Of the places in a longer one it would be asked again and again. */
const longLine = 1000;
