import { isAbsolutePath, joinPath } from '../../../base/paths';
import type { Location } from '../../model/range';
import { lastEntry, parseGoEnvFile, type GoEnvFile } from '../../parse/goEnvFile';
import type { Fact, Facts } from '../factStore';
import { goInstallation } from '../go/goInstallation';
import { findOsVariable, homeVariable, nativePath, osVariable, pathFromVariable } from './osVariable';
import { userEnvFile } from './userEnvFile';

/** Where a value comes from; strongest first. `derived`: computed from another variable or the machine. */
export type VariableSource = 'environment' | 'user-file' | 'goroot-file' | 'default';

export interface VariableLayer {
  readonly source: VariableSource;
  readonly value: string;
  /** the value in its file, for the two files */
  readonly location?: Location;
}

/** A variable of the go command with its value and where that comes from. */
export interface GoVariable {
  readonly name: string;
  /** what go works with; '' where it is set nowhere and has no default */
  readonly value: string;
  readonly source: VariableSource;
  readonly location?: Location;
  /** every layer that has a value, strongest first: the winner and what it shadows */
  readonly layers: readonly VariableLayer[];
  /** set in the process environment, but to nothing: go takes the next layer */
  readonly emptyInEnvironment: boolean;
}

/** Variables that go reads from the process environment alone; a line in a file has no effect. */
const environmentOnly: ReadonlySet<string> = new Set(['GODEBUG', 'GOENV']);

/**
 * The value of a variable as cmd/go sees it (`cfg.Getenv`): process environment where not empty, the file of `go env -w`,
 * `$GOROOT/go.env`, built-in default. Computed without any process. Key: the name.
 */
export const environmentVariable: Fact<GoVariable> = {
  name: 'environmentVariable',
  compute: async (name, facts) => {
    const layers: VariableLayer[] = [];
    const own = findOsVariable(facts.environment, name);
    if (own !== undefined && own !== '') layers.push({ source: 'environment', value: own });
    if (!environmentOnly.has(name)) {
      const user = await facts.get(userEnvFile);
      if (user.path !== undefined) pushEntry(layers, 'user-file', user.path, user.file, name);
      if (name !== 'GOROOT') {
        const distribution = await facts.get(gorootEnvFile);
        if (distribution) pushEntry(layers, 'goroot-file', distribution.path, distribution.file, name);
      }
    }
    // The last layer that go reads wins even when it is empty: a line `GOFLAGS=` in the user's file hides go.env.
    const standard = await defaultValue(name, facts);
    if (standard !== '') layers.push({ source: 'default', value: standard });
    const winner = layers.find((layer) => layer.value !== '' || layer.source === 'user-file');
    const effective = winner && winner.value !== '' ? winner : layers.find((layer) => layer.source === 'default');
    return {
      name,
      value: effective?.value ?? '',
      source: effective?.source ?? 'default',
      ...(effective?.location && { location: effective.location }),
      layers,
      emptyInEnvironment: own === '',
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

function pushEntry(layers: VariableLayer[], source: VariableSource, path: string, file: GoEnvFile, name: string): void {
  const entry = lastEntry(file, name);
  if (entry) layers.push({ source, value: entry.value, location: { file: path, range: entry.valueRange } });
}

/** The tree that the installed go works with: GOROOT where somebody set it, else the tree of the binary. */
export const goroot: Fact<string | undefined> = {
  name: 'goroot',
  compute: async (_, facts) => {
    const { value } = await facts.get(environmentVariable, 'GOROOT');
    const path = pathFromVariable(facts.environment, value);
    return isAbsolutePath(path) ? joinPath(path) : undefined;
  },
};

/** `$GOROOT/go.env`, the defaults of the distribution. As in cmd/go, a GOROOT in the user's file beats the environment here. */
const gorootEnvFile: Fact<{ readonly path: string; readonly file: GoEnvFile } | undefined> = {
  name: 'gorootEnvFile',
  compute: async (_, facts) => {
    const user = await facts.get(userEnvFile);
    const written = lastEntry(user.file, 'GOROOT')?.value ?? '';
    const set = pathFromVariable(facts.environment, written || osVariable(facts.environment, 'GOROOT'));
    const folder = set === '' ? (await facts.get(goInstallation)).found?.goroot : set;
    if (folder === undefined || !isAbsolutePath(folder)) return undefined;
    const path = joinPath(folder, 'go.env');
    const text = await facts.readText(path);
    return text === undefined ? undefined : { path, file: parseGoEnvFile(text) };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Defaults that are built into cmd/go (`internal/cfg`); '' where it has none. */
async function defaultValue(name: string, facts: Facts): Promise<string> {
  const { environment } = facts;
  switch (name) {
    case 'GOROOT':
      return native(facts, (await facts.get(goInstallation)).found?.goroot);
    case 'GOPATH':
      return native(facts, await defaultGopath(facts));
    case 'GOMODCACHE': {
      const first = firstOfList(facts, (await facts.get(environmentVariable, 'GOPATH')).value);
      return first === '' ? '' : native(facts, joinPath(first, 'pkg/mod'));
    }
    case 'GOCACHE':
      return native(facts, defaultBuildCache(facts));
    case 'GOENV': {
      const user = await facts.get(userEnvFile);
      return native(facts, user.path);
    }
    case 'GONOPROXY':
    case 'GONOSUMDB':
      return (await facts.get(environmentVariable, 'GOPRIVATE')).value;
    case 'GOOS':
      return { linux: 'linux', darwin: 'darwin', win32: 'windows', other: '' }[environment.platform];
    case 'GOARCH':
      return environment.arch;
    default:
      return plainDefaults[name] ?? '';
  }
}

const plainDefaults: Readonly<Record<string, string>> = {
  AR: 'ar',
  CGO_CFLAGS: '-O2 -g',
  CGO_CXXFLAGS: '-O2 -g',
  CGO_FFLAGS: '-O2 -g',
  CGO_LDFLAGS: '-O2 -g',
  GCCGO: 'gccgo',
  GOAUTH: 'netrc',
  PKG_CONFIG: 'pkg-config',
  GO386: 'sse2',
  GOAMD64: 'v1',
  GOARM64: 'v8.0',
  GOMIPS: 'hardfloat',
  GOMIPS64: 'hardfloat',
  GOPPC64: 'power8',
  GORISCV64: 'rva20u64',
  GOFIPS140: 'off',
};

/** `build.defaultGOPATH`: `go` in the home folder, unless that is GOROOT. */
async function defaultGopath(facts: Facts): Promise<string | undefined> {
  const home = homeVariable(facts.environment).value;
  if (home === '') return undefined;
  const folder = joinPath(home, 'go');
  const root = (await facts.get(environmentVariable, 'GOROOT')).value;
  return joinPath(pathFromVariable(facts.environment, root)) === folder ? undefined : folder;
}

/** `os.UserCacheDir` with `go-build` behind it. */
function defaultBuildCache(facts: Facts): string | undefined {
  const { environment } = facts;
  const home = homeVariable(environment).value;
  const below = (folder: string, ...parts: readonly string[]): string | undefined =>
    isAbsolutePath(folder) ? joinPath(folder, ...parts, 'go-build') : undefined;
  switch (environment.platform) {
    case 'win32':
      return below(pathFromVariable(environment, osVariable(environment, 'LocalAppData')));
    case 'darwin':
      return below(home, 'Library/Caches');
    default: {
      const xdg = osVariable(environment, 'XDG_CACHE_HOME');
      return xdg !== '' ? below(xdg) : below(home, '.cache');
    }
  }
}

function native(facts: Facts, path: string | undefined): string {
  return path === undefined ? '' : nativePath(facts.environment, path);
}

function firstOfList(facts: Facts, list: string): string {
  return pathFromVariable(facts.environment, list.split(facts.environment.pathDelimiter)[0] ?? '');
}
