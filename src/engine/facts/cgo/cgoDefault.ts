import { isAbsolutePath, joinPath } from '../../../base/paths';
import { splitQuoted } from '../../parse/goFlags';
import type { EnvironmentSnapshot } from '../../ports';
import { environmentVariable } from '../environment/environmentVariable';
import { osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { executable, goInstallation } from '../go/goInstallation';

/** Whether cgo is on where CGO_ENABLED does not say it, and what decided that. */
export interface CgoDefault {
  readonly enabled: boolean;
  /** `cross`: GOOS or GOARCH is another; `unsupported`: Go has no cgo there; `no-compiler`: the default one is not on PATH */
  readonly because: 'native' | 'cross' | 'unsupported' | 'no-compiler';
  /** the C compiler that go would look for */
  readonly compiler: string;
  /** `linux/arm64`: what is built for */
  readonly port: string;
}

/** `cfg.defaultContext` of cmd/go. Key: ''. */
export const cgoDefault: Fact<CgoDefault> = {
  name: 'cgoDefault',
  compute: async (_, facts) => {
    const goos = (await facts.get(environmentVariable, 'GOOS')).value;
    const goarch = (await facts.get(environmentVariable, 'GOARCH')).value;
    const compiler = (await facts.get(defaultCompilers)).cc;
    const port = `${goos}/${goarch}`;
    if (goos !== hostGoos(facts.environment) || goarch !== facts.environment.arch)
      return { enabled: false, because: 'cross', compiler, port };
    const version = (await facts.get(goInstallation)).found?.version ?? '';
    if (!(await cgoSupported(goos, goarch, facts))) return { enabled: false, because: 'unsupported', compiler, port };
    // Go 1.20 brought the look at PATH. The CC of `go env -w` does not count there: cmd/go asks os.Getenv.
    const looks = !/^1\.1?\d(\.|$)/.test(version) && osVariable(facts.environment, 'CC') === '';
    if (looks && (await findOnPath(compiler, facts)) === undefined)
      return { enabled: false, because: 'no-compiler', compiler, port };
    return { enabled: true, because: 'native', compiler, port };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The compilers that a distribution was built to look for: packagers change them. Key: ''. */
export const defaultCompilers: Fact<{ readonly cc: string; readonly cxx: string }> = {
  name: 'defaultCompilers',
  compute: async (_, facts) => {
    const goos = (await facts.get(environmentVariable, 'GOOS')).value;
    const goarch = (await facts.get(environmentVariable, 'GOARCH')).value;
    const clang = /^(darwin|ios|freebsd|openbsd)$/.test(goos);
    const usual = clang ? { cc: 'clang', cxx: 'clang++' } : { cc: 'gcc', cxx: 'g++' };
    const { found } = await facts.get(goInstallation);
    const file = found && joinPath(found.goroot, 'src/cmd/go/internal/cfg/zdefaultcc.go');
    const text = file === undefined ? undefined : await facts.readText(file);
    if (text === undefined) return usual;
    const [, cc = '', cxx = ''] = text.split(/^func Default\w+\(/m);
    return { cc: chosenIn(cc, goos, goarch) ?? usual.cc, cxx: chosenIn(cxx, goos, goarch) ?? usual.cxx };
  },
  equals: (a, b) => a.cc === b.cc && a.cxx === b.cxx,
};

/** What a generated function of two switches returns for a port. */
function chosenIn(body: string, goos: string, goarch: string): string | undefined {
  for (const [, cases = '', value] of body.matchAll(/case ([^:]+):\s*return "([^"]*)"/g)) {
    const names = cases.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
    if (names.includes(`${goos}/${goarch}`) || names.includes(goos)) return value;
  }
  return /^\treturn "([^"]*)"/m.exec(body)?.[1];
}

/** From the table of the distribution; without it, what is so for the ports that editors run on. */
async function cgoSupported(goos: string, goarch: string, facts: Facts): Promise<boolean> {
  const { found } = await facts.get(goInstallation);
  const file = found && joinPath(found.goroot, 'src/internal/platform/zosarch.go');
  const text = file === undefined ? undefined : await facts.readText(file);
  if (text === undefined) return true;
  return new RegExp(`\\{"${goos}", "${goarch}"\\}:\\s*\\{CgoSupported: true`).test(text);
}

/** The program that a command line of a variable such as CC starts, found as `exec.LookPath` does. */
export async function findOnPath(name: string, facts: Facts): Promise<string | undefined> {
  const { environment } = facts;
  const typed = pathFromVariable(environment, name);
  if (typed.includes('/')) return executable(typed, environment.executableExtensions, facts);
  for (const entry of osVariable(environment, 'PATH').split(environment.pathDelimiter)) {
    const folder = pathFromVariable(environment, entry);
    if (!isAbsolutePath(folder)) continue;
    const found = await executable(joinPath(folder, typed), environment.executableExtensions, facts);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first word of a command line with options: the program. */
export function programOf(command: string): string {
  return splitQuoted(command).words[0]?.text ?? '';
}

export function hostGoos({ platform }: EnvironmentSnapshot): string {
  return { linux: 'linux', darwin: 'darwin', win32: 'windows', other: '' }[platform];
}
