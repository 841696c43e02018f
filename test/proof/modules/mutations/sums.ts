import {
  appendLines,
  linesOf,
  onLine,
  replaceLine,
  wholeFile,
  type ModFileMutation,
  type RequiredModule,
  type Subject,
} from './lines';

const sum = 'go.sum';
const zipLine = /^\S+ v[^\s/]+ h1:/;
const modLine = /^\S+ v\S+\/go\.mod h1:/;

/** A mutation of the line of go.sum of a directly required module; it may show at its line in go.mod. */
function onHash(name: string, suffix: '' | '/go.mod', change: (line: string) => readonly string[]): ModFileMutation {
  return {
    name,
    forms: ['module'],
    apply: (subject) => {
      const fitting = subject.required.filter((required) => lineOf(subject, required, suffix) !== undefined);
      if (fitting.length === 0) return undefined;
      const required = subject.random.pick(fitting);
      const line = lineOf(subject, required, suffix) ?? 1;
      const text = linesOf(subject, sum)[line - 1] ?? '';
      return replaceLine(subject, sum, line, change(text), required.path);
    },
  };
}

function lineOf(subject: Subject, { path, version }: RequiredModule, suffix: string): number | undefined {
  const at = linesOf(subject, sum).findIndex((line) => line.startsWith(`${path} ${version}${suffix} `));
  return at < 0 ? undefined : at + 1;
}

const flipped = (line: string): string =>
  line.replace(/h1:(.)/, (_, first: string) => `h1:${first === 'A' ? 'B' : 'A'}`);

export const sumMutations: readonly ModFileMutation[] = [
  onHash('zip hash deleted', '', () => []),
  onHash('go.mod hash deleted', '/go.mod', () => []),
  onHash('zip hash flipped', '', (line) => [flipped(line)]),
  onHash('go.mod hash flipped', '/go.mod', (line) => [flipped(line)]),
  onHash('zip hash cut off', '', (line) => [line.slice(0, -6)]),
  onHash('hash of an unknown algorithm', '', (line) => [line.replace('h1:', 'h2:')]),
  onHash('wrong hash before the right one', '', (line) => [flipped(line), line]),
  onHash('wrong hash after the right one (control)', '', (line) => [line, flipped(line)]),
  onHash('version of a hash changed', '', (line) => [line.replace(/ v\d+/, ' v99')]),
  onLine('line twice', sum, zipLine, (line) => [line, line]),
  onLine('field missing', sum, zipLine, (line) => [line.split(' ').slice(0, 2).join(' ')]),
  onLine('field too many', sum, modLine, (line) => [`${line} x`]),
  onLine('conflict markers', sum, zipLine, (line) => ['<<<<<<< HEAD', line, '=======', line, '>>>>>>> theirs']),
  wholeFile('byte order mark', sum, (text) => `\uFEFF${text}`, [1]),
  wholeFile('CRLF', sum, (text) => text.replaceAll('\n', '\r\n'), [0]),
  wholeFile('unsorted', sum, (text) => `${text.trimEnd().split('\n').toReversed().join('\n')}\n`, [0]),
  wholeFile('blank lines', sum, (text) => text.replaceAll('\n', '\n\n'), [0]),
  wholeFile('no newline at the end', sum, (text) => text.trimEnd(), [0]),
  {
    name: 'go.sum deleted',
    forms: ['module'],
    apply: () => ({ file: sum, text: undefined, lines: [], names: 'go.sum' }),
  },
  {
    name: 'hash that nobody needs',
    forms: ['module'],
    apply: (subject) =>
      appendLines(subject, sum, ['zzz.example/never v1.0.0 h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykryd4=']),
  },
];
