import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { constantOverflowOnTarget } from '../../src/engine/checks/build-tags/constant-overflow-on-target';
import { portLevels } from '../../src/engine/constraints/targetLevels';
import { FolderSymbolReader } from '../../src/engine/index';
import { NodeContentReader } from '../../src/host/scan/nodeContentReader';
import { ClashOracle } from '../support/clashOracle';
import { constantStatements } from '../support/constantExpressions';
import { findingsOnDisk } from '../support/engineOnDisk';
import { askGoSync, goEnv, needGo, offline } from '../support/realGo';
import { SeededRandom } from '../support/seededRandom';
import { unpackArchive } from '../support/archiveOnDisk';

const fixtures = join(process.cwd(), 'test', 'fixtures', 'checks', 'build-tags', 'constant-overflow-on-target');

describe('constants that do not fit int on 32-bit targets, with go as judge', () => {
  let work = '';
  let oracle: ClashOracle | undefined;

  before(function () {
    needGo(this);
    work = mkdtempSync(join(tmpdir(), 'constants-'));
    oracle = new ClashOracle(process.cwd(), 'overflows');
  });
  after(() => {
    oracle?.dispose();
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  it('the compiler says the same of every finding in the fixtures, and builds those that are silent', async () => {
    let judged = 0;
    for (const name of readdirSync(fixtures)) {
      const dir = join(work, name);
      const archive = readFileSync(join(fixtures, name), 'utf8');
      unpackArchive(archive, dir);
      const findings = await findingsOnDisk(dir, [constantOverflowOnTarget]);
      // Where it is said that nothing is known, a build may stop.
      const isUnknown = /^unknown /m.test(archive);
      if (findings.length === 0 && !isUnknown) equal(build(dir, 'linux/386'), '', name);
      for (const { location, related, targets = [] } of findings) {
        judged++;
        const [target = ''] = targets;
        // The compiler knows no tests, and vet stops at the first fault.
        const folder = dirname(location?.file ?? '');
        const ofTests = (await oracle?.ask(folder, [target]))?.[target]?.map((line) => `${line}: `) ?? [];
        const said = [build(dir, target), ...ofTests].join('\n');
        for (const { start } of [location, ...related].flatMap((at) => (at?.range ? [at.range] : [])))
          ok(said.includes(`:${start.line + 1}:${start.column + 1}: `), `${name}: ${said}`);
        equal(build(dir, (targets[0] ?? '').replace(/\/\w+/, '/amd64')), '', name);
      }
    }
    ok(judged >= 6, `${judged} findings`);
  });

  it('go/types says the same of thousands of generated statements', async () => {
    const statements = 4000;
    const random = new SeededRandom(386);
    const dir = join(work, 'generated');
    mkdirSync(dir);
    const perFile = 200;
    for (let at = 0; at < statements / perFile; at++)
      writeFileSync(join(dir, `f${at}.go`), distinct(constantStatements(random, perFile), at));
    const said = (await oracle?.ask(dir, ['linux/386', 'linux/amd64'])) ?? {};
    // What compiles nowhere is nobody's question.
    const faulty = new Set((said['linux/amd64'] ?? []).map((line) => lineOf(line.split(' ').at(-1) ?? '')));
    const compiles = (place: string): boolean => !faulty.has(lineOf(place));
    const told = placesIn(dir).filter(compiles);
    const overflowing = (said['linux/386'] ?? []).flatMap((line) => /^overflow (\S+)$/.exec(line)?.[1] ?? []);
    const real = new Set(overflowing.filter(compiles));
    const wrong = told.filter((place) => !real.has(place)).map((place) => textAt(dir, place));
    deepEqual(wrong, []);
    ok(told.length > 500, `${told.length} told`);
    // A count of a shift, a name that may have been there before, an argument of an unknown function.
    const known = new Set(told);
    const missed = [...real].filter((place) => !known.has(place)).map((place) => textAt(dir, place));
    ok(missed.length * 8 < real.size, `${missed.length} of ${real.size} missed:\n${missed.slice(0, 20).join('\n')}`);
  });

  it('nothing is said of packages of the Go distribution, which 32-bit ports build', () => {
    const goroot = goEnv('GOROOT');
    for (const name of ['math', 'math/big', 'strconv', 'time', 'runtime', 'encoding/binary', 'hash/crc32', 'os'])
      deepEqual(placesIn(join(goroot, 'src', name)), []);
  });
});

/** `file:line:column` of what is said of a folder, each once. */
function placesIn(folder: string): readonly string[] {
  const reader = new FolderSymbolReader(new NodeContentReader());
  const { overflows } = reader.read({ folder, constrained: true, oldestMinor: 26, levels: portLevels });
  const places = overflows.flatMap(({ place, others }) => [place, ...others]);
  return [...new Set(places.map(({ file, range }) => `${file}:${range.start.line + 1}:${range.start.column + 1}`))];
}

/** Each file of a package declares its own names. */
function distinct(text: string, at: number): string {
  const declared = 'KB MB GB TB mask half mask16 half16 mask32 half32 mask48 half48 letter billion wide use generated';
  return declared
    .split(' ')
    .reduce((renamed, name) => renamed.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}_${at}`), text)
    .replace(`package generated_${at}`, 'package generated');
}

/** `file:line` of a place. */
function lineOf(place: string): string {
  return place.split(':').slice(0, 2).join(':');
}

function textAt(dir: string, place: string): string {
  const [file = '', line = ''] = place.split(':');
  return `${place}: ${readFileSync(join(dir, file), 'utf8').split('\n')[Number(line) - 1]?.trim() ?? ''}`;
}

/** What the compiler says of a module and its tests in a build. */
function build(dir: string, target: string): string {
  const [port = '', ...words] = target.split(',');
  const [goos, goarch] = port.split('/');
  const tags = words.find((word) => word.startsWith('tags='))?.slice('tags='.length) ?? '';
  const env = {
    ...offline,
    ...{ GOOS: goos, GOARCH: goarch, CGO_ENABLED: '0' },
  };
  const common = [`-tags=${tags}`, './...'];
  return (
    askGoSync(['build', '-gcflags=-e', ...common], { cwd: dir, env }).stderr +
    askGoSync(['vet', ...common], { cwd: dir, env }).stderr
  );
}
