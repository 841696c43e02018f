import { deepEqual, equal, ok } from 'node:assert/strict';
import type { BuildTarget } from '../../src/engine/constraints/inclusion';
import { holds } from '../../src/engine/facts/cgo/cgoDirectives';
import { parseGoHeader } from '../../src/engine/parse/goHeader';
import { allOracleTargets, installedMinor, printTarget } from '../support/goListOracle';
import { needGo, askGoSync } from '../support/realGo';
import { SeededRandom } from '../support/seededRandom';
import { TemporaryFolder } from '../support/temporaryFolder';

const words = [
  ...[
    'linux',
    'darwin',
    'windows',
    'android',
    'unix',
    'amd64',
    'arm64',
    '386',
    'cgo',
    'gc',
    'gccgo',
    'go1.20',
    'go1.99',
  ],
  ...[
    'custom',
    '!linux',
    '!windows',
    '!custom',
    '!cgo',
    'linux,amd64',
    '!darwin,arm64',
    'linux&&amd64',
    'darwin||arm64',
  ],
  ...['(linux||darwin)&&arm64', '!(linux&&amd64)', '&&', '||', '!', '(linux', 'amd64)', '(windows)', '!!linux', 'a-b'],
];

/** Flags that a line adds are go's word on whether its condition holds. */
describe('conditions of #cgo lines, judged by go list', () => {
  let folder: TemporaryFolder;

  before(async function () {
    needGo(this);
    folder = await TemporaryFolder.create({ 'go.mod': 'module shop.example/m\n\ngo 1.24\n' });
  });
  after(() => folder.remove());

  it('hold where go adds the flags', async () => {
    const random = new SeededRandom(20261122);
    const conditions = new Set<string>(['', ...words]);
    while (conditions.size < 400)
      conditions.add(Array.from({ length: 1 + random.below(4) }, () => random.pick(words)).join(' '));
    const lines = [...conditions].map((condition, at) => `// #cgo ${condition} LDFLAGS: -lflag${at}`);
    const text = `package m\n\n${lines.join('\n')}\nimport "C"\n`;
    await folder.write({ 'a.go': text });
    const directives = parseGoHeader(text).imports.flatMap(({ preamble }) => preamble?.directives ?? []);
    equal(directives.length, conditions.size);
    const minor = installedMinor();
    let held = 0;
    for (const target of random.sample(
      allOracleTargets().filter(({ cgo }) => cgo),
      12,
    )) {
      const build: BuildTarget = { ...target, compiler: 'gc', minor, tags: new Set(['custom']) };
      const ours = directives.filter((directive) => holds(directive, build)).map(({ value }) => value);
      const env = { GOOS: target.goos, GOARCH: target.goarch, CGO_ENABLED: '1', GOFLAGS: '', GOWORK: 'off' };
      const args = ['list', '-tags=custom', '-e', '-find', '-f', '{{join .CgoLDFLAGS "\\n"}}', '.'];
      const { stdout } = askGoSync(args, { cwd: folder.path, env });
      deepEqual(ours, stdout.trim().split('\n'), printTarget(target));
      held += ours.length;
    }
    ok(held > 1000 && held < 4000, `${held} of ${12 * conditions.size}: a lopsided sample`);
  });
});
