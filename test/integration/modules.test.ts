import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseFixture, type Fixture } from '../support/fixture';
import { hasModuleCache } from '../support/fixtureCache';
import { goSays, syntaxFault } from '../support/modulesVerdicts';
import { askGoSync, goPrints, needGo } from '../support/realGo';

const folder = join(process.cwd(), 'test/fixtures/checks/modules');

interface Expected {
  readonly file: string;
  readonly line: number;
  readonly check: string;
}

function errorsOf(fixture: Fixture): readonly Expected[] {
  const want = fixture.archive.files.find(({ name }) => name === 'want')?.data ?? '';
  return Array.from(want.matchAll(/^(\S+?):(\d+):\S+ error ([a-z0-9-]+):/gm), ([, file = '', line, check = '']) => ({
    file,
    line: Number(line),
    check,
  }));
}

function unpack(fixture: Fixture, root: string): void {
  const has = (setting: string, name: string): boolean => fixture.settings.get(setting)?.includes(name) ?? false;
  for (const { name, data } of fixture.archive.files) {
    if (name === 'want' || name.startsWith('fixed/') || name.startsWith('/')) continue;
    mkdirSync(dirname(join(root, name)), { recursive: true });
    const text = has('crlf', name) ? data.replaceAll('\n', '\r\n') : data;
    writeFileSync(join(root, name), has('bom', name) ? `\uFEFF${text}` : text);
  }
}

/** `go build`, and `go vet` where that finds nothing: the commands whose failure an error claims. */
function go(dir: string, fixture: Fixture): { readonly failed: boolean; readonly stderr: string } {
  const own: Record<string, string> = {};
  for (const setting of fixture.settings.get('env') ?? []) {
    const at = setting.indexOf('=');
    own[setting.slice(0, at)] = setting.slice(at + 1);
  }
  // Without modules go reads no go.mod; what a check says of one holds where they are on.
  if (own['GO111MODULE'] === 'off') Object.assign(own, { GO111MODULE: 'on', GOWORK: 'off' });
  const env = { GOWORK: '', GOFLAGS: '-mod=', GOPROXY: 'off', GOTOOLCHAIN: 'local', ...own };
  let stderr = '';
  for (const command of ['build', 'vet']) {
    const args = command === 'build' ? ['build', '-o', join(dir, 'out/'), './...'] : [command, './...'];
    const run = askGoSync(args, { cwd: dir, env });
    stderr += run.stderr;
    if (run.code !== 0) return { failed: true, stderr };
  }
  return { failed: false, stderr };
}

function moduleOf(root: string, file: string): string {
  let dir = dirname(join(root, file));
  while (!existsSync(join(dir, 'go.mod'))) dir = dirname(dir);
  return dir;
}

/** What fixtures require of the public modules: where its go.mod is not at hand, go says that before it looks at imports. */
function downloadRequired(root: string): void {
  writeFileSync(join(root, 'go.mod'), 'module example.com/m\n\ngo 1.24\n\nrequire rsc.io/quote v1.5.2\n');
  goPrints(['mod', 'download', 'all'], {
    cwd: root,
    env: { GOWORK: 'off', GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' },
  });
}

function inFolder(run: (root: string) => void): void {
  const root = mkdtempSync(join(tmpdir(), 'gp-modules-'));
  try {
    run(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('errors of the modules family before the real go', () => {
  before(function () {
    needGo(this);
    inFolder(downloadRequired);
  });

  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txtar'));
  for (const name of names.toSorted()) {
    const fixture = parseFixture(readFileSync(join(folder, name), 'utf8'));
    const errors = errorsOf(fixture);
    // A scripted go stands for a module graph that the folder alone does not have: modules-graph.test.ts has a real one.
    // What has a module cache is judged by modules-cached.test.ts.
    if (errors.length === 0 || fixture.settings.has('exec') || hasModuleCache(fixture)) continue;
    // An older go stops at what the installed one knows.
    if (fixture.settings.has('go') && errors.some(({ check }) => check === 'gomod-directive-too-new')) continue;

    it(name, () => {
      inFolder((root) => {
        unpack(fixture, join(root, 'work'));
        for (const { file, line, check } of errors) {
          const run = go(moduleOf(join(root, 'work'), file), fixture);
          assert.ok(run.failed, `go has nothing against ${file}:${line}, where ${check} reports an error`);
          assert.match(run.stderr, goSays[check] ?? syntaxFault, check);
          if (goSays[check] === undefined && errors.length === 1 && check !== 'gomod-unterminated-block')
            assert.match(run.stderr, new RegExp(`go\\.mod:${line}[: ]`), check);
        }
        if (errors.length === 1) checkFix(errors[0], join(root, 'work'), fixture);
      });
    });
  }

  /** After the fix go does not say the same again. It may lack a module that no test has. */
  function checkFix(expected: Expected | undefined, root: string, fixture: Fixture): void {
    const fixed = fixture.archive.files.filter(({ name }) => name.startsWith('fixed/'));
    if (expected === undefined || fixed.length === 0) return;
    for (const { name, data } of fixed) {
      mkdirSync(dirname(join(root, name.slice('fixed/'.length))), { recursive: true });
      writeFileSync(join(root, name.slice('fixed/'.length)), data);
    }
    const { stderr } = go(moduleOf(root, expected.file), fixture);
    assert.doesNotMatch(stderr, goSays[expected.check] ?? syntaxFault, 'go still says it after the fix');
  }
});
