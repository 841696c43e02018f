import { moduleProxy, type ProxyModule } from './moduleProxy';
import { askGoSync, stdoutOf, type GoAnswer } from './realGo';
import { TemporaryFolder } from './temporaryFolder';

/**
 * A small world of modules behind a `file://` proxy, with what makes go.sum and vendor hard: transitive imports, a module
 * whose path is a prefix of another's, tests, other ports, versions that are not selected, a module without a go line.
 */
const modules: readonly ProxyModule[] = [
  lib('example.com/text', 'v0.1.0', { 'language/l.go': 'package language\n' }),
  lib('example.com/text', 'v0.3.0', { 'language/l.go': 'package language\n', 'width/w.go': 'package width\n' }),
  lib('example.com/sampler', 'v1.3.0', { 's.go': imports('sampler', 'example.com/text/language') }, [
    'example.com/text v0.1.0',
  ]),
  lib(
    'example.com/quote',
    'v1.5.2',
    {
      'q.go': imports('quote', 'example.com/sampler'),
      'say/s.go': 'package say\n',
      'q_test.go': imports('quote', 'example.com/check'),
    },
    ['example.com/sampler v1.3.0', 'example.com/check v1.0.0'],
  ),
  lib('example.com/check', 'v1.0.0', { 'c.go': imports('check', 'example.com/diff') }, ['example.com/diff v1.0.0']),
  lib('example.com/diff', 'v1.0.0', { 'd.go': 'package diff\n' }),
  lib('example.com/winapi', 'v1.0.0', { 'w.go': 'package winapi\n' }),
  lib('example.com/deep', 'v1.0.0', { 'd.go': 'package deep\n' }),
  lib('example.com/deep/inner', 'v1.0.0', { 'i.go': 'package inner\n', 'x/x.go': 'package x\n' }),
  lib('example.com/fork', 'v1.6.0', { 's.go': imports('sampler', 'example.com/text/language') }, [
    'example.com/text v0.3.0',
  ]),
  lib('example.com/gen', 'v1.0.0', { 'cmd/gen/main.go': `${imports('main', 'example.com/diff')}\nfunc main() {}\n` }, [
    'example.com/diff v1.0.0',
  ]),
  {
    path: 'example.com/old',
    version: 'v1.0.0',
    files: { 'go.mod': 'module example.com/old\n\nrequire example.com/text v0.3.0\n', 'o.go': 'package old\n' },
  },
];

function lib(
  path: string,
  version: string,
  files: Record<string, string>,
  requires: readonly string[] = [],
): ProxyModule {
  const require = requires.map((one) => `require ${one}\n`).join('');
  const anyFile = Object.keys(files).some((name) => !name.includes('/'));
  const root = anyFile ? {} : { 'doc.go': `package ${path.slice(path.lastIndexOf('/') + 1)}\n` };
  return { path, version, files: { ...root, ...files, 'go.mod': `module ${path}\n\ngo 1.21\n\n${require}` } };
}

/** A Go file that imports packages for nothing but their presence. */
export function imports(name: string, ...paths: readonly string[]): string {
  return `package ${name}\n\nimport (\n${paths.map((path) => `\t_ "${path}"\n`).join('')})\n`;
}

/** The proxy, a module cache that was filled from it, and go with nothing else in reach. */
export class SumWorld {
  readonly #folder: TemporaryFolder;
  readonly #proxy: string;
  readonly variables: Readonly<Record<string, string>>;

  private constructor(folder: TemporaryFolder, proxy: string) {
    this.#folder = folder;
    this.#proxy = proxy;
    const own = {
      GOMODCACHE: folder.at('cache'),
      GOFLAGS: '-modcacherw',
      GOWORK: '',
      GOENV: 'off',
      GOTOOLCHAIN: 'local',
      GO111MODULE: '',
    };
    this.variables = { ...inherited(), ...own, GOSUMDB: 'off', GONOPROXY: 'none', GOPROXY: 'off' };
  }

  /** @param more modules behind the proxy */
  static async create(more: readonly ProxyModule[] = []): Promise<SumWorld> {
    const folder = await TemporaryFolder.create();
    return new SumWorld(folder, await moduleProxy(folder.at('proxy'), [...modules, ...more]));
  }

  /** `go` with the module cache alone. */
  go(dir: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): GoAnswer {
    return askGoSync(args, { cwd: dir, variables: { ...this.variables, ...variables } });
  }

  /** `go` with the proxy too, for what must succeed. */
  goOnline(dir: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): void {
    stdoutOf(this.go(dir, args, { GOPROXY: this.#proxy, ...variables }));
  }

  /** `go mod tidy` with the proxy too, where it may refuse. */
  tidyOnline(dir: string): GoAnswer {
    return this.go(dir, ['mod', 'tidy'], { GOPROXY: this.#proxy });
  }

  /** What the usual commands complain about; undefined where go is content. `go vet` builds what `go build` builds. */
  complaint(dir: string, variables: Readonly<Record<string, string>> = {}): string | undefined {
    return (
      this.#complaintOf(dir, ['list', '-deps', '-test', './...'], variables) ??
      this.#complaintOf(dir, ['vet', './...'], variables)
    );
  }

  /** Whether `go mod tidy` refuses what was downloaded. */
  tidyComplaint(dir: string): string | undefined {
    const complaint = this.#complaintOf(dir, ['mod', 'tidy', '-diff'], {});
    return complaint?.includes('SECURITY ERROR') === true ? complaint : undefined;
  }

  #complaintOf(dir: string, args: readonly string[], variables: Readonly<Record<string, string>>): string | undefined {
    const { code, output } = this.go(dir, args, variables);
    return code === 0 ? undefined : `go ${args.join(' ')}: ${output}`;
  }

  async remove(): Promise<void> {
    await this.#folder.remove();
  }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
