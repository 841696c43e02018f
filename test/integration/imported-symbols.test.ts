import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createEngine, defaultConfig, type Finding } from '../../src/engine/index';
import { importedSymbolMissingInConfiguration } from '../../src/engine/checks/build-tags/imported-symbol-missing-in-configuration';
import { createNodePorts } from '../../src/host/index';
import { unpackArchive } from '../support/archiveOnDisk';
import { EngineOnDisk, findingsOnDisk } from '../support/engineOnDisk';
import { askGoSync, goEnv, needGo, offline } from '../support/realGo';
import { buildScanWorker } from '../support/scanWorkerPath';
import { SeededRandom } from '../support/seededRandom';
import { TemporaryFolder } from '../support/temporaryFolder';

const check = importedSymbolMissingInConfiguration;
const fixtures = join(process.cwd(), 'test', 'fixtures', 'checks', 'build-tags', check.id);
const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };

/** Each is declared alone, and go is asked the same. */
const targets = [
  { goos: 'linux', goarch: 'amd64', cgo: true },
  { goos: 'linux', goarch: 'amd64', cgo: false },
  { goos: 'windows', goarch: 'amd64', cgo: false },
  { goos: 'darwin', goarch: 'arm64', cgo: false },
  { goos: 'js', goarch: 'wasm', cgo: false },
];

/** A name, and the lines above the package clause. */
const kinds = [
  ['x.go', ''],
  ['x_linux.go', ''],
  ['x_windows.go', ''],
  ['x_darwin_arm64.go', ''],
  ['u.go', '//go:build unix\n\n'],
  ['n.go', '//go:build !windows\n\n'],
  ['c.go', '//go:build cgo\n\n'],
  ['d.go', '//go:build !cgo && !js\n\n'],
  ['o.go', '//go:build darwin || (linux && !android)\n\n'],
  ['r.go', '//go:build go1.18 && !wasm\n\n'],
  ['t.go', '//go:build extra\n\n'],
  ['i.go', '//go:build ignore\n\n'],
] as const;

/** Names of the standard library of which some systems lack some. */
const ofSyscall = [
  ...['Kill', 'Unshare', 'Getppid', 'Flock', 'Pipe2', 'Mmap', 'Setxattr', 'Exec', 'Sysctl', 'Handle', 'LoadDLL'],
  ...['SIGUSR1', 'SIGTERM', 'O_NONBLOCK', 'O_CLOEXEC', 'EPOLLIN', 'ENOTSUP', 'ERROR_ACCESS_DENIED', 'Stat_t', 'Errno'],
];

/** Packages that export names to some builds alone, and folders whose files use them. */
class World {
  readonly #random: SeededRandom;
  /** by import path */
  readonly #names = new Map<string, readonly string[]>([['syscall', ofSyscall]]);

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  files(): Record<string, string> {
    const files: Record<string, string> = {
      'm/go.mod':
        'module shop.example/m\n\ngo 1.24\n\nrequire dep.example/go-dep v1.0.0\n\nreplace dep.example/go-dep => ../dep\n',
      'dep/go.mod': 'module dep.example/go-dep\n\ngo 1.24\n',
    };
    for (const [path, folder] of [
      ['shop.example/m/q0', 'm/q0'],
      ['shop.example/m/q1', 'm/q1'],
      ['dep.example/go-dep', 'dep'],
    ] as const)
      Object.assign(files, this.#provider(path, folder));
    for (let at = 0; at < 12; at++)
      for (const [name, text] of Object.entries(this.#user())) files[`m/u${at}/${name}`] = text;
    return files;
  }

  /** Each name is declared in one file, so no build has it twice; what no build has is the compiler's business. */
  #provider(path: string, folder: string): Record<string, string> {
    const clause = `package ${nameOf(path)}\n\n`;
    const files: Record<string, string> = { [`${folder}/base.go`]: `${clause}func Base() {}\n` };
    const names = ['Base'];
    for (const [name, lines] of this.#random.sample(kinds.slice(0, -1), 5)) {
      const own = [1, 2].map((count) => `F${names.length + count}`);
      names.push(...own);
      files[`${folder}/${name}`] = `${lines}${clause}func ${own[0] ?? ''}() {}\n\nvar ${own[1] ?? ''} int\n`;
    }
    this.#names.set(path, names);
    return files;
  }

  #user(): Record<string, string> {
    return Object.fromEntries(
      this.#random.sample(kinds, 1 + this.#random.below(2)).map(([name, lines]) => {
        const paths = this.#random.sample([...this.#names.keys()], 2);
        const imports = paths.map((path, at) => ({
          path,
          alias: at === 1 && this.#random.below(2) === 0 ? 'other' : '',
        }));
        const uses = imports.flatMap(({ path, alias }) =>
          this.#random.sample(this.#names.get(path) ?? [], 2).map((each) => `${alias || nameOf(path)}.${each}`),
        );
        return [
          name,
          `${lines}package u\n\nimport (\n${imports.map(({ path, alias }) => `\t${alias} "${path}"\n`).join('')})\n\n${uses.map((use) => this.#use(use)).join('')}`,
        ];
      }),
    );
  }

  #use(name: string): string {
    const [qualifier = ''] = name.split('.');
    // Types and values both have a size.
    const forms = [
      `var _ = ${valueOf(name)}\n\n`,
      `func _() {\n\t{\n\t\t${qualifier} := 1\n\t\t_ = ${qualifier}\n\t}\n\t_ = ${valueOf(name)}\n}\n\n`,
      `// ${name} in a comment\nvar _ = "${name}" /* ${name} */\nvar _ = ${valueOf(name)}\n\n`,
    ];
    return forms[this.#random.below(forms.length)] ?? '';
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace('go-', '');
}

function valueOf(name: string): string {
  return /\.(Handle|Stat_t|Errno)$/.test(name) ? `new(${name})` : name;
}

/** What we say for a declared target: `file:line:column`, from one on. */
async function told(dir: string, { goos, goarch, cgo }: (typeof targets)[number]): Promise<readonly string[]> {
  const host = createNodePorts({ logger, variables: { ...process.env, ...offline } });
  try {
    const engine = createEngine(host.ports, [check]);
    const target = `${goos}/${goarch},${cgo ? 'cgo' : 'nocgo'}`;
    const config = { ...defaultConfig, profile: 'offline' as const, targets: [target] };
    const request = { root: dir, config, granted: 'offline' as const };
    const { findings, outcomes } = await engine.run(request, new AbortController().signal);
    for (const { kind, reason } of outcomes) assert.ok(kind !== 'unknown' && kind !== 'failed', JSON.stringify(reason));
    const declared = findings.filter(({ severity }) => severity === 'error');
    return declared.flatMap((finding) => placesOf(finding, dir)).toSorted();
  } finally {
    await host.dispose();
  }
}

function placesOf({ location, related }: Finding, dir: string): readonly string[] {
  assert.ok(related.length < 10, 'all places are told');
  return [location, ...related].map((place) => {
    const { file = '', range } = place ?? {};
    const { line = 0, column = 0 } = range?.start ?? {};
    return `${relative(dir, file)}:${line + 1}:${column + 1}`;
  });
}

/** What the compiler says there of names behind that of an import. */
function refused(dir: string, { goos, goarch, cgo }: (typeof targets)[number]): readonly string[] {
  const env = { ...offline, GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? '1' : '0' };
  const { output } = askGoSync(['build', '-gcflags=-e', './...'], { cwd: dir, env });
  for (const line of output.split('\n'))
    assert.ok(/^(?:$|#)|: undefined: \w+\.\w+$|build constraints exclude/.test(line), output);
  return Array.from(output.matchAll(/^(\S+:\d+:\d+): undefined: /gm), ([, place = '']) => place).toSorted();
}

describe('names of other packages that a build lacks, judged by the real go', () => {
  before(function () {
    needGo(this);
  });

  it('go vet says the same of every finding in the fixtures', async () => {
    const work = mkdtempSync(join(tmpdir(), 'imported-symbols-'));
    let judged = 0;
    try {
      for (const name of readdirSync(fixtures)) {
        const text = readFileSync(join(fixtures, name), 'utf8');
        // Its module cache is not this machine's.
        if (text.includes('-- /home/')) continue;
        const dir = join(work, name);
        unpackArchive(text.replace(/^-- \/usr\/local\/go[^]*?(?=^-- want)/m, ''), dir);
        for (const { location, about, targets: named = [], related } of await findingsOnDisk(dir, [check]))
          for (const target of named) {
            judged++;
            const [port = '', cgo] = target.split(',');
            const [GOOS, GOARCH] = port.split('/');
            const env = { ...offline, GOOS, GOARCH, CGO_ENABLED: cgo === 'cgo' ? '1' : '0' };
            for (const { file = '' } of [location, ...related].flatMap((place) => place ?? [])) {
              const said = askGoSync(['vet', '.'], { cwd: dirname(file), env }).stderr;
              assert.match(said, /: undefined: \w+\.\w+/, `${name} ${target}: ${said}`);
              if (file === location?.file) assert.ok(said.includes(`: undefined: ${about[0] ?? '?'}`), said);
            }
          }
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    assert.ok(judged >= 10, `${judged} builds of findings`);
  });

  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`tells the places at which go build stops, of targets declared alone: world ${seed}`, async () => {
      const folder = await TemporaryFolder.create(new World(seed).files());
      try {
        let count = 0;
        for (const target of targets) {
          const places = await told(folder.at('m'), target);
          assert.deepEqual(places, refused(folder.at('m'), target), JSON.stringify(target));
          count += places.length;
        }
        assert.ok(count >= 10, `${count} places`);
      } finally {
        await folder.remove();
      }
    });

  it('says another thing once the other package, or a file that uses it, says another', async () => {
    const folder = await TemporaryFolder.create({
      'go.mod': 'module shop.example/m\n\ngo 1.24\n',
      'a/a.go': 'package a\n\nimport "shop.example/m/q"\n\nvar _ = q.Fast\n',
      'a/a_windows.go': 'package a\n',
      'q/q.go': 'package q\n',
      'q/q_unix.go': '//go:build unix\n\npackage q\n\nfunc Fast() {}\n',
    });
    const engine = new EngineOnDisk(folder.path, [check], process.env, await buildScanWorker());
    const found = async (): Promise<readonly unknown[]> =>
      (await engine.run()).findings.map(({ location, about }) => [
        relative(folder.path, location?.file ?? ''),
        ...about,
      ]);
    const change = async (name: string, text: string): Promise<void> => {
      await folder.write({ [name]: text });
      engine.invalidate(folder.at(name));
    };
    try {
      assert.deepEqual(await found(), [['a/a.go', 'q.Fast']]);
      await change('q/q_windows.go', 'package q\n\nfunc Fast() {}\n');
      assert.deepEqual(await found(), []);
      await change('q/q_windows.go', 'package q\n\nfunc Slow() {}\n');
      assert.deepEqual(await found(), [['a/a.go', 'q.Fast']]);
      await change(
        'a/a.go',
        'package a\n\nimport "shop.example/m/q"\n\nvar _ = q.Fast // and more\n\nvar _ = q.Slow\n',
      );
      assert.deepEqual(await found(), [['a/a.go', 'q.Fast']]);
      await change('a/a.go', 'package a\n');
      assert.deepEqual(await found(), []);
    } finally {
      await engine.dispose();
      await folder.remove();
    }
  });

  it('says nothing of warning or above of the standard library', async () => {
    const findings = await findingsOnDisk(join(goEnv('GOROOT'), 'src'), [check]);
    assert.deepEqual(
      findings.map(({ location, message }) => [location?.file, message.args]),
      [],
    );
  });
});
