import type { SeededRandom } from './seededRandom';

const tags = [
  'linux',
  'windows',
  'darwin',
  'a',
  'b_c',
  'x.y',
  '386',
  'é',
  'Ω1',
  'ignore',
  'true',
  '_',
  '.x',
  '日本',
  '𝒳',
];
const versions = [
  'go1',
  'go1.0',
  'go1.1',
  'go1.18',
  'go1.21',
  'go1.22',
  'go1.022',
  'xgo1.9',
  'go1.20.1',
  'go1.x',
  'go2',
];
const noise = [
  '&',
  '|',
  '!!',
  '-',
  ',',
  ':',
  '/',
  '"',
  '(',
  ')',
  '()',
  '// x',
  '\u00a0',
  '\u0085',
  '\ufeff',
  '\r',
  '😀',
  '\u0000',
  '+',
  '\v',
  '&&',
  '||',
  '!',
];
const goMarkers = [
  '//go:build ',
  '//go:build ',
  '//go:build ',
  '//go:build\t',
  '//go:build',
  '//go:build\u00a0',
  '// go:build ',
  '//go:buildx ',
  ' //go:build ',
  '//go:build  ',
];
const plusMarkers = [
  '// +build ',
  '// +build ',
  '//+build ',
  '// +build',
  '//\t+build\t',
  '// +buildx ',
  '//\u00a0+build ',
  '/// +build ',
  '// + build ',
];

/** Constraint lines, well formed and not: for comparing our parser with go's. */
export function generateConstraintLine(random: SeededRandom): string {
  const goBuild = random.next() < 0.7;
  const marker = random.pick(goBuild ? goMarkers : plusMarkers);
  const body = goBuild ? expression(random, random.below(6)) : plusBuild(random);
  const line = random.next() < 0.35 ? mutate(random, marker + body) : marker + body;
  return random.next() < 0.1 ? line + random.pick(['\n', '\r\n', ' ', '\t', '\nx', '\u2003']) : line;
}

function tag(random: SeededRandom): string {
  return random.next() < 0.3 ? random.pick(versions) : random.pick(tags);
}

function expression(random: SeededRandom, depth: number): string {
  const kind = depth === 0 ? 0 : random.below(6);
  const space = random.next() < 0.8 ? ' ' : '';
  if (kind <= 1) return tag(random);
  if (kind === 2) return `!${random.next() < 0.3 ? ' ' : ''}${atom(random, depth)}`;
  const operator = kind === 3 ? '||' : '&&';
  return `${atom(random, depth)}${space}${operator}${space}${atom(random, depth)}`;
}

function atom(random: SeededRandom, depth: number): string {
  const inner = expression(random, depth - 1);
  return random.next() < 0.6 ? `(${inner})` : inner;
}

function plusBuild(random: SeededRandom): string {
  const literal = (): string => `${random.pick(['', '', '!', '!!'])}${random.next() < 0.1 ? 'my-tag' : tag(random)}`;
  const clause = (): string =>
    Array.from({ length: 1 + random.below(3) }, literal).join(random.next() < 0.1 ? ', ' : ',');
  return Array.from({ length: random.below(4) }, clause).join(random.pick([' ', '  ', '\t', '\u00a0']));
}

function mutate(random: SeededRandom, line: string): string {
  const characters = Array.from(line);
  characters.splice(random.below(characters.length + 1), random.pick([0, 0, 1, 2, 3]), random.pick(noise));
  return characters.join('');
}
