import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseFixture, type Fixture } from '../support/fixture';
import { hasModuleCache, modulesOfCache } from '../support/fixtureCache';
import { moduleProxy } from '../support/moduleProxy';
import { goSays, tidyClaims } from '../support/modulesVerdicts';
import { goEnv, needGo, askGoSync, type GoAnswer } from '../support/realGo';
import { TemporaryFolder } from '../support/temporaryFolder';

const families = ['modules', 'workspace'];
const fixtures = join(process.cwd(), 'test/fixtures/checks');

interface Claim {
  readonly file: string;
  readonly line: number;
  readonly severity: string;
  readonly check: string;
}

function claimsOf({ archive }: Fixture): readonly Claim[] {
  const want = archive.files.find(({ name }) => name === 'want')?.data ?? '';
  return Array.from(
    want.matchAll(/^(\S+?):(\d+):\S+ (error|warning|info|hint) ([a-z0-9-]+):/gm),
    ([, file = '', line, severity = '', check = '']) => ({ file, line: Number(line), severity, check }),
  );
}

/** A fixture with its module cache as a folder on disk, the cache filled by go itself. */
class FixtureOnDisk {
  readonly #folder: TemporaryFolder;
  readonly #variables: Record<string, string>;

  private constructor(folder: TemporaryFolder, variables: Record<string, string>) {
    this.#folder = folder;
    this.#variables = variables;
  }

  static async create(fixture: Fixture): Promise<FixtureOnDisk> {
    const folder = await TemporaryFolder.create();
    const own = fixture.archive.files.filter(({ name }) => !/^(?:\/|want$|answer$|fixed\/)| -> /.test(name));
    await folder.write(Object.fromEntries(own.map(({ name, data }) => [`work/${name}`, data])));
    const modules = modulesOfCache(fixture);
    const variables: Record<string, string> = {
      PATH: process.env.PATH ?? '',
      HOME: folder.at('home'),
      GOCACHE: goEnv('GOCACHE'),
      GOMODCACHE: folder.at('cache'),
      GOPROXY: await moduleProxy(folder.at('proxy'), modules),
      GOSUMDB: 'off',
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-modcacherw',
    };
    const disk = new FixtureOnDisk(folder, variables);
    await folder.write({ 'empty/go.mod': 'module example.com/empty\n' });
    const queries = modules.map(({ path, version }) => `${path}@${version}`);
    const download = disk.go('empty', ['mod', 'download', '-json', ...queries], { GOWORK: 'off' });
    assert.equal(download.code, 0, download.stderr);
    // Hashes of everything, so that no fault hides behind one that is not there.
    const sums = sumsOf(download.stdout);
    for (const { name } of own) {
      if (name === 'go.mod' || name.endsWith('/go.mod')) await folder.write({ [`work/${dirname(name)}/go.sum`]: sums });
      if (name.endsWith('go.work')) await folder.write({ [`work/${name}.sum`]: sums });
    }
    for (const setting of fixture.settings.get('env') ?? []) {
      const at = setting.indexOf('=');
      variables[setting.slice(0, at)] = setting.slice(at + 1);
    }
    variables.GOPROXY = 'off';
    return disk;
  }

  go(dir: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): GoAnswer {
    return askGoSync(args, { cwd: this.#folder.at(dir), variables: { ...this.#variables, ...more } });
  }

  /** What `go build` and then `go vet` say in a module. */
  build(dir: string): { readonly failed: boolean; readonly stderr: string } {
    const build = this.go(dir, ['build', '-o', this.#folder.at('out/'), './...']);
    if (build.code !== 0) return { failed: true, stderr: build.stderr };
    const vet = this.go(dir, ['vet', './...']);
    return { failed: vet.code !== 0, stderr: build.stderr + vet.stderr };
  }

  async apply(fixed: Fixture['archive']['files']): Promise<void> {
    await this.#folder.write(
      Object.fromEntries(fixed.map(({ name, data }) => [`work/${name.slice('fixed/'.length)}`, data])),
    );
  }

  remove(): Promise<void> {
    return this.#folder.remove();
  }
}

/** go.sum lines of everything that `go mod download -json` tells. */
function sumsOf(output: string): string {
  const modules = output.split(/(?<=^\})\n/m).filter((text) => text.trim() !== '');
  return modules
    .map((text) => JSON.parse(text) as Readonly<Record<'Path' | 'Version' | 'Sum' | 'GoModSum', string>>)
    .map(({ Path, Version, Sum, GoModSum }) => `${Path} ${Version} ${Sum}\n${Path} ${Version}/go.mod ${GoModSum}\n`)
    .join('');
}

describe('fixtures with a module cache before the real go', () => {
  before(function () {
    needGo(this);
  });

  for (const family of families) {
    const names = readdirSync(join(fixtures, family), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => one.endsWith('.txtar')).toSorted()) {
      const fixture = parseFixture(readFileSync(join(fixtures, family, name), 'utf8'));
      if (!hasModuleCache(fixture) || fixture.settings.has('exec')) continue;
      it(`${family}/${name}`, async () => {
        const disk = await FixtureOnDisk.create(fixture);
        try {
          await judge(disk, fixture, dirname(name));
        } finally {
          await disk.remove();
        }
      });
    }
  }

  async function judge(disk: FixtureOnDisk, fixture: Fixture, id: string): Promise<void> {
    const claims = claimsOf(fixture);
    const errors = claims.filter(({ severity }) => severity === 'error');
    for (const { file, line, check } of errors) {
      const run = disk.build(moduleOf(fixture, file));
      assert.ok(run.failed, `go has nothing against ${file}:${line}, where ${check} reports an error`);
      assert.match(run.stderr, goSays[check] ?? /there is no error of this check/, check);
    }
    for (const { file, severity, check } of claims) {
      if (severity !== 'warning' || !tidyClaims.has(check)) continue;
      const tidy = disk.go(moduleOf(fixture, file), ['mod', 'tidy', '-diff'], { GOWORK: 'off', GOFLAGS: '' });
      assert.notEqual(tidy.code, 0, `go mod tidy changes nothing, where ${check} says that it does`);
    }
    const says = goSays[id];
    const want = fixture.archive.files.find(({ name }) => name === 'want')?.data ?? '';
    // An error that is not reported must not be one, unless the outcome says that it could not be told.
    if (errors.length === 0 && says !== undefined && !/^(?:unknown|incomplete|not-applicable) /m.test(want))
      assert.doesNotMatch(disk.build('work').stderr, says, `go stops, and ${id} is silent`);
    const fixed = fixture.archive.files.filter(({ name }) => name.startsWith('fixed/'));
    if (fixed.length === 0 || errors.length !== 1) return;
    await disk.apply(fixed);
    const after = disk.build(moduleOf(fixture, errors[0]?.file ?? ''));
    assert.doesNotMatch(after.stderr, says ?? /$^/, 'go still says it after the fix');
  }
});

/** The folder of the go.mod that governs a file. */
function moduleOf({ archive }: Fixture, file: string): string {
  let dir = dirname(file);
  const has = (folder: string): boolean =>
    archive.files.some(({ name }) => name === (folder === '.' ? 'go.mod' : `${folder}/go.mod`));
  while (dir !== '.' && !has(dir)) dir = dirname(dir);
  return join('work', dir);
}
