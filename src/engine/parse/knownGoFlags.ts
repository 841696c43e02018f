import { late } from '../../base/late';
import { compareGoVersions } from './goVersion';

/**
 * Every flag that some go command has, which is what GOFLAGS may hold (`base.InitGOFLAGS`), with the release that brought
 * it where that is later than Go 1.19. Measured with `GOFLAGS=-name go version` on 1.19, 1.20, 1.21, 1.24, 1.26 and 1.27.
 */
const since = late(
  (): ReadonlyMap<string, string> =>
    new Map([
      ...(
        'a asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache compat compiled ' +
        'compiler count cover covermode coverpkg coverprofile cpu cpuprofile d debug-actiongraph debug-trace deps ' +
        'dropexclude dropreplace droprequire dropretract dropuse e exclude exec export f failfast find fix fmt fuzz ' +
        'fuzzcache fuzzminimizetime fuzztime gccgoflags gcflags go i insecure installsuffix json ldflags linkshared list m ' +
        'memprofile memprofilerate mod modcache modcacherw modfile module msan mutexprofile mutexprofilefraction n o ' +
        'outputdir overlay p parallel pkgdir print r race replace require retract retracted reuse run short shuffle t tags ' +
        'test testcache timeout toolexec trace trimpath u use v vendor versions vet vettool w work x'
      )
        .split(' ')
        .map((name) => [name, '1.19'] as const),
      ...['C', 'pgo', 'skip'].map((name) => [name, '1.20'] as const),
      ...['debug-runtime-trace', 'fullpath', 'toolchain'].map((name) => [name, '1.21'] as const),
      ...['changed', 'diff', 'dropgodebug', 'godebug'].map((name) => [name, '1.23'] as const),
      ...['droptool', 'tool'].map((name) => [name, '1.24'] as const),
      ...['dropignore', 'ignore'].map((name) => [name, '1.25'] as const),
      ...['artifacts', 'fixtool'].map((name) => [name, '1.26'] as const),
    ]),
);

/** Whether a go of that version takes the flag in GOFLAGS; undefined where the table cannot tell. */
export function isKnownGoFlag(name: string, version: string): boolean | undefined {
  const first = since().get(name.replace(/^test\./, ''));
  if (first !== undefined && compareGoVersions(version, first) >= 0) return true;
  // A release later than the table, and one before its first column, may have others.
  const later = compareGoVersions(version, '1.28') >= 0;
  return later || compareGoVersions(version, '1.19') < 0 ? undefined : false;
}

/** Flags of `go build` that stop it where they have no value. */
export const flagsWithValue: ReadonlySet<string> = new Set(
  'asmflags buildmode compiler covermode coverpkg gccgoflags gcflags installsuffix ldflags mod modfile overlay p pgo pkgdir tags toolexec'.split(
    ' ',
  ),
);

/** Flags of `go build` that take nothing, or a boolean. */
export const booleanFlags: ReadonlySet<string> = new Set(
  'a asan cover linkshared modcacherw msan n race trimpath v work x'.split(' '),
);

/** What `strconv.ParseBool` takes. */
export function isGoBoolean(value: string): boolean {
  return /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value);
}
