import { parseFixture, type Fixture } from './fixture';

/**
 * A block of a page's example whose info string ends in `fixture` is no prose: it stands, word for word, in a fixture that fires
 * the page's check there, and the fixtures run. So an example cannot rot. What no file shows is a session in a terminal, or prose.
 *
 *     ```yaml fixture        a part of some file of the fixture; comments and blank lines are left out of the comparison
 *     ```go fixture          with lines `-- go.work --` in it: parts of several files, by their names
 *     ```sh fixture          variables: `env:` settings of the fixture, or lines of its file of go env -w
 *     ```console             a session in a terminal: `$ command`, and what it answers
 */
export interface ExampleBlock {
  readonly language: string;
  readonly isHeld: boolean;
  readonly text: string;
}

/** One line without its comment, and where it stood (one-based, as in `want`). */
interface CodeLine {
  readonly line: number;
  readonly code: string;
}

/** Where a fixture wants a finding of the check. */
type Firing =
  | { readonly kind: 'file'; readonly file: string; readonly from: number; readonly to: number }
  | { readonly kind: 'anchor'; readonly anchor: string };

export function exampleBlocks(page: string): readonly ExampleBlock[] {
  const example = /^## (?:Example|示例)\n([^]*?)^## (?:How to fix|如何修复)$/m.exec(page)?.[1] ?? '';
  return Array.from(example.matchAll(/^```(.*)\n([^]*?)^```$/gm), ([, info = '', text = '']) => {
    const [, language = '', mark] = /^(\S*)( fixture)?$/.exec(info) ?? [];
    return { language, isHeld: mark !== undefined, text };
  });
}

/** A block that no fixture can hold: what it shows is in no file. */
export function isSession({ language, text }: ExampleBlock): boolean {
  return language === 'console' && /^\$ /m.test(text);
}

/** They look like comments, and are what the example shows: constraints of the old form, cgo lines, modules of vendor/modules.txt. */
const readAll = /^\s*(?:\/\/ (?:#|\+build|go:build)|# \S+ (?:v\d|=>))/;

/** What the block says to go, without the comments that only the reader sees: the same in every language. */
export function codeOf(text: string): readonly CodeLine[] {
  return text.split('\n').flatMap((source, at) => {
    const isNote = /^\s*(#|\/\/)(\s|$)/.test(source) && !readAll.test(source);
    const code = isNote ? '' : source.replace(/(?<=\S)\s+(#|\/\/)\s(?!indirect\b).*$/i, '').trim();
    return code === '' ? [] : [{ line: at + 1, code }];
  });
}

/** Whether one of the fixtures has the block, and wants a finding of the check there. */
export function standsIn(
  block: Pick<ExampleBlock, 'language' | 'text'>,
  id: string,
  fixtures: readonly string[],
): boolean {
  const parsed = fixtures.map((text) => parseFixture(text));
  if (block.language !== 'sh') return parsed.some((fixture) => filesFire(block.text, id, fixture));
  const settings = settingsOf(block.text);
  if (settings.length === 0) return false;
  const together = parsed.some((fixture) => settingsFire(settings, id, fixture));
  // Lines that are alternatives have a fixture each.
  return together || settings.every((one) => parsed.some((fixture) => settingsFire([one], id, fixture)));
}

function firings({ archive }: Fixture, id: string): readonly Firing[] {
  const want = archive.files.find(({ name }) => name === 'want')?.data ?? '';
  const place = new RegExp(`^(?:\\((.*)\\)|(.*):(\\d+):\\d+-(\\d+):\\d+) (?:error|warning|info|hint) ${id}: `, 'gm');
  return Array.from(want.matchAll(place), ([, anchor, file = '', from, to]) =>
    anchor === undefined ? { kind: 'file', file, from: Number(from), to: Number(to) } : { kind: 'anchor', anchor },
  );
}

function filesFire(text: string, id: string, fixture: Fixture): boolean {
  const wanted = firings(fixture, id);
  const parts = text.split(/^(?=-- .+ --\n)/m).map((part) => {
    const name = /^-- (.+) --\n/.exec(part)?.[1];
    return { name, code: codeOf(name === undefined ? part : part.slice(part.indexOf('\n') + 1)) };
  });
  if (parts.every(({ code }) => code.length === 0)) return false;
  const places = parts.map(({ name, code }) =>
    fixture.archive.files
      .filter((file) => file.name !== 'want' && !file.name.startsWith('fixed/'))
      .filter((file) => name === undefined || file.name === name)
      .flatMap((file) => linesIn(codeOf(file.data), code).map((lines) => ({ file: file.name, ...lines }))),
  );
  if (places.some((found) => found.length === 0)) return false;
  const inFiles = wanted.flatMap((firing) => (firing.kind === 'file' ? [firing] : []));
  // What is found out about the machine has no place in a file.
  if (inFiles.length === 0) return wanted.length > 0;
  return inFiles.some((firing) =>
    places.flat().some(({ file, from, to }) => file === firing.file && from <= firing.from && firing.to <= to),
  );
}

/** Where the lines stand one behind the other. An empty part is there where its file is. */
function linesIn(all: readonly CodeLine[], part: readonly CodeLine[]): readonly { from: number; to: number }[] {
  if (part.length === 0) return [{ from: 1, to: 1 }];
  return all.flatMap((first, at) => {
    const last = all[at + part.length - 1];
    return last && part.every(({ code }, index) => code === all[at + index]?.code)
      ? [{ from: first.line, to: last.line }]
      : [];
  });
}

interface Setting {
  readonly name: string;
  readonly value: string;
}

/** `export NAME='value'`, `NAME=value go build`, `go env -w NAME=value`: the variable and what it becomes. */
function settingsOf(text: string): readonly Setting[] {
  return codeOf(text).flatMap(({ code }) => {
    const words = code.replace(/^\$ /, '').replace(/^(?:export|go env -w) /, '');
    const [, name, value = ''] = /^(\w+)=(.*?)(?: go \w+.*)?$/.exec(words) ?? [];
    return name === undefined ? [] : [{ name, value: value.replace(/^(['"])(.*)\1$/, '$2') }];
  });
}

function settingsFire(settings: readonly Setting[], id: string, fixture: Fixture): boolean {
  const exported = fixture.settings.get('env') ?? [];
  const stored = fixture.archive.files.filter(({ name }) => name.endsWith('/env')).flatMap(({ data }) => codeOf(data));
  const isThere = ({ name, value }: Setting): boolean =>
    exported.includes(`${name}=${value}`) || stored.some(({ code }) => code === `${name}=${value}`);
  if (!settings.every(isThere)) return false;
  const wanted = firings(fixture, id);
  const variables = wanted.flatMap((firing) =>
    firing.kind === 'anchor' && firing.anchor.startsWith('env:') ? [firing.anchor.slice('env:'.length)] : [],
  );
  // A finding about another variable is not what the example shows.
  return variables.length === 0 ? wanted.length > 0 : settings.some(({ name }) => variables.includes(name));
}
