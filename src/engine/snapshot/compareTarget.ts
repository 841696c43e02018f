import { say } from '../model/message';
import { parseGoFlags, type GoFlag } from '../parse/goFlags';
import { archOfLevel } from '../parse/knownGoVariables';
import type { Comparison, Difference, NotCompared } from './difference';
import { looksSame } from './masks';
import { settingOf, tagsOf, type Side, type SideName } from './side';

/** What is built for, and with which flags. */
export function compareTarget(a: Side, b: Side): Comparison {
  const unknown = (['A', 'B'] as const).filter((_, at) => settingOf(at === 0 ? a : b, 'GOOS') === undefined);
  if (unknown.length > 0) return { differences: [], notCompared: unknown.map(withoutSettings) };
  const isBinary = a.kind === 'binary' || b.kind === 'binary';
  return {
    differences: [
      ...['GOOS', 'GOARCH'].flatMap((name) => compareSetting(name, 'error', 'diff.port', a, b)),
      ...compareSetting('CGO_ENABLED', 'error', 'diff.cgo', a, b),
      ...compareSetting('GOEXPERIMENT', 'error', 'diff.experiment', a, b),
      ...compareSetting('GOFIPS140', 'warning', 'diff.fips', a, b).filter(({ a: x, b: y }) => isOn(x) || isOn(y)),
      // The level of an architecture counts where both sides build for it.
      ...Object.entries(archOfLevel).flatMap(([name, arch]) =>
        [a, b].every((side) => arch.test(settingOf(side, 'GOARCH') ?? ''))
          ? compareSetting(name, 'warning', 'diff.level', a, b)
          : [],
      ),
      ...(isBinary ? compareBuildFlags(a, b) : compareGoFlags(a, b)),
    ],
    notCompared: [],
  };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'off';
}

function withoutSettings(side: SideName): NotCompared {
  return { topic: 'target', message: say('diff.unknown.settings', { side }), couldBeError: true };
}

function compareSetting(
  subject: string,
  severity: Difference['severity'],
  id: string,
  a: Side,
  b: Side,
): readonly Difference[] {
  const [first, second] = [settingOf(a, subject), settingOf(b, subject)];
  if (first === undefined || second === undefined || looksSame(first, second)) return [];
  return [{ severity, topic: 'target', subject, a: first, b: second, message: say(id) }];
}

/** What two environments add to every command of go. Order counts only where a flag stands twice. */
function compareGoFlags(a: Side, b: Side): readonly Difference[] {
  const [first = '', second = ''] = [settingOf(a, 'GOFLAGS'), settingOf(b, 'GOFLAGS')];
  if (looksSame(normalised(first), normalised(second))) return [];
  const severity = severityOf(first, second);
  const [tags, others] = [tagsOf(a)?.join() ?? '', tagsOf(b)?.join() ?? ''];
  const id = looksSame(tags, others) ? `diff.goflags.${severity}` : 'diff.goflagsTags';
  return [{ severity, topic: 'flags', subject: 'GOFLAGS', a: first, b: second, message: say(id) }];
}

function normalised(value: string): string {
  return [...lastOfEach(value).values()].toSorted().join(' ');
}

function lastOfEach(value: string): ReadonlyMap<string, string> {
  return new Map(parseGoFlags(value).flags.map((flag) => [flag.name, plain(flag)]));
}

/** Flags that choose other files or modules, or make another program of them. */
const deciding: ReadonlySet<string> = new Set(
  'asan buildmode compiler installsuffix linkshared mod modfile msan overlay pkgdir race tags toolexec'.split(' '),
);

/** Flags that only change how much go says, how fast it is, and how tests are run. */
const harmless: ReadonlySet<string> = new Set(
  'a benchmem count cpu failfast json modcacherw p parallel short shuffle timeout v work x'.split(' '),
);

/** By the flags that differ; what is a secret on both sides may be anything, and so may a flag that nobody here knows. */
function severityOf(a: string, b: string): Difference['severity'] {
  const [first, second] = [lastOfEach(a), lastOfEach(b)];
  const names = [...new Set([...first.keys(), ...second.keys()])].filter(
    (name) => !looksSame(first.get(name) ?? '', second.get(name) ?? ''),
  );
  // go takes no word that is no flag: it stops.
  if (names.some((name) => name === '' || deciding.has(name))) return 'error';
  return names.every((name) => harmless.has(name)) ? 'info' : 'warning';
}

function plain({ name, value, text }: GoFlag): string {
  if (name === '') return text;
  if (value === undefined) return `${name}=true`;
  return name === 'tags' ? `tags=${value.split(',').toSorted().join()}` : `${name}=${value}`;
}

/**
 * Flags of a build as a binary records them, whether they came from GOFLAGS or from the command. Tags choose files; the
 * others change code, or only how it is told.
 */
const buildFlags: readonly (readonly [flag: string, severity: 'warning' | 'info'])[] = [
  ['-asan', 'warning'],
  ['-asmflags', 'warning'],
  ['-buildmode', 'warning'],
  ['-compiler', 'warning'],
  ['-cover', 'warning'],
  ['-gcflags', 'warning'],
  ['-ldflags', 'info'],
  ['-msan', 'warning'],
  ['-pgo', 'warning'],
  ['-race', 'warning'],
  ['-trimpath', 'info'],
];

/** What go does where nobody asks for something else. */
const usual: Readonly<Record<string, string>> = { '-buildmode': 'exe', '-compiler': 'gc' };

function compareBuildFlags(a: Side, b: Side): readonly Difference[] {
  const differences: Difference[] = [];
  const [tags, others] = [tagsOf(a)?.join() ?? '', tagsOf(b)?.join() ?? ''];
  if (tags !== others)
    differences.push({
      severity: 'error',
      topic: 'flags',
      subject: '-tags',
      a: tags,
      b: others,
      message: say('diff.tags'),
    });
  for (const [subject, severity] of buildFlags) {
    const [first, second] = [buildFlag(a, subject), buildFlag(b, subject)];
    if (looksSame(first, second)) continue;
    const id = severity === 'warning' ? 'diff.buildFlag' : 'diff.buildFlagInfo';
    differences.push({ severity, topic: 'flags', subject, a: first, b: second, message: say(id) });
  }
  return differences;
}

function buildFlag(side: Side, flag: string): string {
  const own =
    side.kind === 'binary'
      ? side.info.settings.get(flag)
      : parseGoFlags(settingOf(side, 'GOFLAGS') ?? '').flags.findLast(({ name }) => `-${name}` === flag);
  const value = own === undefined || typeof own === 'string' ? own : (own.value ?? 'true');
  return value === undefined || value === 'false' ? (usual[flag] ?? '') : value;
}
