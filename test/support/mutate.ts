import type { SeededRandom } from './seededRandom';

/** Seeded damage to texts, so that a failure can be had again. */

/** Characters that parsers trip over. */
const nasty = ['(', ')', '"', '`', "'", '\\', '/', '//', '/*', '*/', '\n', '\r\n', '\t', ' ', '\u00a0', '\ufeff', '\0'];
const more = [
  'é',
  '漢',
  '😀',
  '\u2028',
  ',',
  '[',
  ']',
  '{',
  '=>',
  'v1',
  'v2.0.0',
  '@',
  '.',
  '-',
  '+',
  '0',
  '// indirect',
];

/** Damages `text` in one to three places: cuts, doubles, swaps, inserts, splices pieces of other texts. */
export function mutate(text: string, others: readonly string[], random: SeededRandom): string {
  let result = text;
  const rounds = 1 + random.below(3);
  for (let round = 0; round < rounds; round++) result = damage(result, others, random);
  // Half a surrogate pair cannot be written to a file.
  return Buffer.from(result).toString();
}

function damage(text: string, others: readonly string[], random: SeededRandom): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + random.below(12));
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, at) + random.pick([...nasty, ...more]) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at, to) + text.slice(at);
    case 3: {
      const lines = text.split('\n');
      const line = random.below(lines.length);
      const removed = lines.splice(line, 1);
      lines.splice(random.below(lines.length + 1), 0, ...removed, ...(random.next() < 0.5 ? removed : []));
      return lines.join('\n');
    }
    case 4: {
      const other = random.pick(others).split('\n');
      const lines = text.split('\n');
      lines.splice(random.below(lines.length + 1), 0, random.pick(other));
      return lines.join('\n');
    }
    default:
      return text.slice(0, at);
  }
}
