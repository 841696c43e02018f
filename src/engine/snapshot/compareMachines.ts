import { say } from '../model/message';
import type { Comparison, Difference, NotCompared } from './difference';
import { looksSame, pairByName } from './masks';
import { usesCgo, type EnvironmentSide } from './side';
import type { CompilerFacts, Snapshot } from './snapshot';

/** Compilers as far as the names of their files tell: they are never run. */
export function compareCompilers(a: EnvironmentSide, b: EnvironmentSide): Comparison {
  const differences: Difference[] = [];
  const notCompared: NotCompared[] = [];
  // Without cgo nothing of it is started.
  if (!usesCgo(a) || !usesCgo(b)) return { differences, notCompared };
  for (const [first, second] of pairByName(a.snapshot.compilers, b.snapshot.compilers, ({ name }) => name)) {
    if (first === undefined || second === undefined) continue;
    const topic = 'compilers';
    const subject = first.name;
    const verdict = compilerVerdict(first, second);
    if (verdict === 'unknown')
      notCompared.push({ topic, message: say('diff.unknown.compiler', { name: subject }), couldBeError: false });
    else if (verdict !== 'same')
      differences.push({
        severity: 'warning',
        topic,
        subject,
        a: shown(first),
        b: shown(second),
        message: say(verdict),
      });
  }
  return { differences, notCompared };
}

function compilerVerdict(a: CompilerFacts, b: CompilerFacts): 'same' | 'unknown' | `diff.${string}` {
  if ((a.path === null) !== (b.path === null)) return 'diff.compilerMissing';
  if (a.path === null) return 'same';
  if (isOtherMake(a, b)) return 'diff.compilerVersion';
  if (a.version === null || b.version === null) return 'unknown';
  return a.version === b.version ? 'same' : 'diff.compilerVersion';
}

/** One is gcc, the other clang, as far as names tell. */
function isOtherMake(a: CompilerFacts, b: CompilerFacts): boolean {
  const [first, second] = [a, b].map((each) => /(?:^|[\\/-])(gcc|g\+\+|clang|tcc|zig)/.exec(shown(each) ?? '')?.[1]);
  const plain = (make: string | undefined): string | undefined => (make === 'g++' ? 'gcc' : make);
  return first !== undefined && second !== undefined && plain(first) !== plain(second);
}

function shown({ path, realPath }: CompilerFacts): string | undefined {
  return realPath ?? path ?? undefined;
}

export function compareSystems(a: EnvironmentSide, b: EnvironmentSide): readonly Difference[] {
  const [first, second] = [a.snapshot.system, b.snapshot.system];
  const withCgo = usesCgo(a) || usesCgo(b);
  const info = (subject: string, x: string | null, y: string | null): readonly Difference[] =>
    x === y ? [] : [difference('info', 'system', subject, x, y, 'diff.system')];
  const libc = [first.libc, second.libc].map((names) => names.join(', '));
  // A machine may have both; what counts is whether a binary for the one finds its library on the other.
  const isKnown = [first, second].every((system) => system.os === 'linux' && system.libc.length > 0);
  const isApart = isKnown && !first.libc.some((name) => second.libc.includes(name));
  return [
    ...(withCgo && isApart
      ? [difference('warning', 'system', 'libc', libc[0] ?? '', libc[1] ?? '', 'diff.libc')]
      : info('libc', libc[0] ?? '', libc[1] ?? '')),
    ...info('system', `${first.os}/${first.arch}`, `${second.os}/${second.arch}`),
    ...info('distribution', first.distribution, second.distribution),
    ...info('kernel', first.kernel, second.kernel),
  ];
}

export function compareTools(a: EnvironmentSide, b: EnvironmentSide): readonly Difference[] {
  const isAsked = [a, b].every(({ snapshot }) => snapshot.profile === 'offline');
  return pairByName(a.snapshot.tools, b.snapshot.tools, ({ name }) => name).flatMap(([first, second]) => {
    const subject = (first ?? second)?.name ?? '';
    if (first === undefined || second === undefined)
      return [difference('info', 'tools', subject, toolText(first), toolText(second), 'diff.toolMissing')];
    if (!isAsked || (first.version === second.version && first.go === second.go)) return [];
    return [difference('info', 'tools', subject, toolText(first), toolText(second), 'diff.toolVersion')];
  });
}

function toolText(tool: Snapshot['tools'][number] | undefined): string | null {
  if (tool === undefined) return null;
  const { version, go, path } = tool;
  return version === null ? path : go === null ? version : `${version} (${go})`;
}

/** Files that say which Go; the go lines of modules are compared with the modules. */
export function compareVersionFiles(a: EnvironmentSide, b: EnvironmentSide): readonly Difference[] {
  const rowsOf = ({ snapshot }: EnvironmentSide): ReadonlyMap<string, readonly string[]> => {
    const rows = new Map<string, string[]>();
    for (const { file, kind, about, text } of snapshot.versions) {
      if (kind === 'go.mod' || kind === 'go.work') continue;
      const name = about === '' ? file : `${file}: ${about}`;
      rows.set(name, [...(rows.get(name) ?? []), text]);
    }
    return rows;
  };
  return pairByName([...rowsOf(a)], [...rowsOf(b)], ([name]) => name).flatMap(([first, second]) => {
    const [x, y] = [first?.[1].join(', ') ?? null, second?.[1].join(', ') ?? null];
    if (x === y) return [];
    return [difference('info', 'versions', (first ?? second)?.[0] ?? '', x, y, 'diff.versionFile')];
  });
}

export function compareRevisions(a: EnvironmentSide, b: EnvironmentSide): readonly Difference[] {
  const [x, y] = [a.snapshot.revision, b.snapshot.revision];
  return x === null || y === null || looksSame(x, y)
    ? []
    : [difference('info', 'revision', 'vcs.revision', x, y, 'diff.revision')];
}

function difference(
  severity: Difference['severity'],
  topic: Difference['topic'],
  subject: string,
  a: string | null,
  b: string | null,
  id: string,
): Difference {
  return { severity, topic, subject, a: a ?? undefined, b: b ?? undefined, message: say(id) };
}
