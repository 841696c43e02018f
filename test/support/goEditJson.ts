import { parseGoMod } from '../../src/engine/parse/goMod';
import type { ReplaceDirective, GodebugDirective } from '../../src/engine/parse/goModDirectives';
import type { ModSyntax } from '../../src/engine/parse/goModSyntax';
import type { ModProblem } from '../../src/engine/parse/goModWords';
import { parseGoWork } from '../../src/engine/parse/goWork';

/** What `go mod edit -json` or `go work edit -json` says of a file: its data, or what it refuses and where. */
export type EditAnswer =
  | { readonly kind: 'data'; readonly data: EditJson }
  /** `line message`, sorted; line 0 where go gives none */
  | { readonly kind: 'refused'; readonly errors: readonly string[] };

/** The fields of go's JSON, without those that are empty. */
export type EditJson = Readonly<Record<string, unknown>>;

/** Reads what go printed. @param file as go names it: relative to where it ran */
export function readEditAnswer(code: number, stdout: string, stderr: string, file: string): EditAnswer {
  if (code === 0) return { kind: 'data', data: withoutEmpty(JSON.parse(stdout) as EditJson) };
  const errors = stderr
    .split('\n')
    .filter((line) => line !== '' && !/^(?:go: )?errors parsing /.test(line))
    .map((line) => errorLine(line.startsWith(`${file}:`) ? line.slice(file.length) : line));
  return { kind: 'refused', errors: errors.toSorted() };
}

/** `:9:2: message` as `9 message`; a block that has no end is told where it starts, which is where we tell it. */
function errorLine(text: string): string {
  const [, line = '0', message = text] = /^:(\d+)(?::\d+)?: ([^]*)$/.exec(text) ?? [];
  const started = /^syntax error \(unterminated block started at .*?:(\d+):\d+\)$/.exec(message)?.[1];
  return started === undefined ? `${line} ${message}` : `${started} unterminated block`;
}

function withoutEmpty(json: EditJson): EditJson {
  const kept = Object.entries(json).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(kept.map(([key, value]) => [key, value]));
}

/** What our parser says of a go.mod, in go's form. */
export function ourModAnswer(text: string): EditAnswer {
  const file = parseGoMod(text);
  const refused = refusalOf(
    file.syntax,
    file.problems.filter(({ buildOnly }) => buildOnly !== true),
  );
  if (refused) return refused;
  const data = {
    Module: { Path: file.module?.path.value ?? '', ...some('Deprecated', file.module?.deprecated) },
    ...common(file),
    Require: file.require.map(({ path, version, indirect }) => ({
      Path: path.value,
      Version: version.canonical,
      ...(indirect && { Indirect: true }),
    })),
    Exclude: unique(
      file.exclude.map(({ path, version }) => ({ Path: path.value, Version: version.canonical })),
      false,
    ),
    Retract: file.retract.map(({ low, high, rationale }) => ({
      Low: low.value,
      High: high.value,
      ...some('Rationale', rationale),
    })),
    Tool: unique(
      file.tool.map(({ path }) => ({ Path: path.value })),
      false,
    ),
    Ignore: unique(
      file.ignore.map(({ path }) => ({ Path: path.value })),
      false,
    ),
  };
  return { kind: 'data', data: withoutNothing(data) };
}

/** What our parser says of a go.work, in go's form. */
export function ourWorkAnswer(text: string): EditAnswer {
  const file = parseGoWork(text);
  const refused = refusalOf(file.syntax, file.problems);
  if (refused) return refused;
  const data = { ...common(file), Use: file.use.map(({ path }) => ({ DiskPath: path.value })) };
  return { kind: 'data', data: withoutNothing(data) };
}

interface CommonDirectives {
  readonly go: { readonly version: { readonly value: string } } | undefined;
  readonly toolchain: { readonly name: { readonly value: string } } | undefined;
  readonly godebug: readonly GodebugDirective[];
  readonly replace: readonly ReplaceDirective[];
}

function common({ go, toolchain, godebug, replace }: CommonDirectives): Record<string, unknown> {
  return {
    Go: go?.version.value,
    Toolchain: toolchain?.name.value,
    GoDebug: godebug.map(({ key, value }) => ({ Key: key, Value: value })),
    Replace: unique(
      replace.map(({ oldPath, oldVersion, newPath, newVersion }) => ({
        Old: { Path: oldPath.value, ...some('Version', oldVersion?.canonical) },
        New: { Path: newPath.value, ...some('Version', newVersion?.canonical) },
      })),
      true,
      ({ Old }) => JSON.stringify(Old),
    ),
  };
}

function some<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);
}

/** go drops repeated lines before it prints: of replacements the last counts, of everything else the first. */
function unique<T>(items: readonly T[], last: boolean, key: (item: T) => string = JSON.stringify): readonly T[] {
  const ordered = last ? items.toReversed() : items;
  const seen = new Set<string>();
  const kept = ordered.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
  return last ? kept.toReversed() : kept;
}

function withoutNothing(data: Record<string, unknown>): EditJson {
  const isNothing = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(data).filter(([, value]) => !isNothing(value)));
}

/** go stops at the first fault of the layout; it tells every rejected directive. */
function refusalOf(syntax: ModSyntax, problems: readonly ModProblem[]): EditAnswer | undefined {
  const fault = syntax.faults.find(({ kind }) => kind !== 'unterminated-block') ?? syntax.faults[0];
  if (fault) {
    const message = fault.kind === 'unterminated-block' ? 'unterminated block' : fault.message;
    return { kind: 'refused', errors: [`${fault.range.start.line + 1} ${message}`] };
  }
  if (problems.length === 0) return undefined;
  const errors = problems.map(({ line, range, message }) => {
    const at = 'range' in line ? line.range : range;
    return `${at.start.line + 1} ${message}`;
  });
  return { kind: 'refused', errors: errors.toSorted() };
}
