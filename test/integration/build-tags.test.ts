import { deepEqual, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildTagsChecks } from '../../src/engine/checks/build-tags/index';
import { newestKnownMinor, portsOf } from '../../src/engine/constraints/ports';
import { parseConstraint } from '../../src/engine/parse/buildConstraint';
import { evaluate, impliedGoMinor, printExpr } from '../../src/engine/parse/buildExpr';
import { isGoBuild, isPlusBuild } from '../../src/engine/parse/constraintLine';
import { plusBuildLines } from '../../src/engine/parse/plusBuild';
import { constraintCorpus } from '../support/constraintCorpus';
import { generateConstraintLine } from '../support/constraintLines';
import { askConstraintOracle, oracleHolds, type OracleAnswer } from '../support/constraintOracle';
import { verifyOnDisk } from '../support/diskEngine';
import {
  allOracleTargets,
  compareWithGoList,
  installedMinor,
  listPorts,
  scanFolders,
  type OracleTarget,
} from '../support/goListOracle';
import { goEnv, needGo } from '../support/realGo';
import { SeededRandom } from '../support/seededRandom';
import { skip } from '../support/skip';

const root = process.cwd();

const seed = Number(process.env.GO_PREFLIGHT_SEED ?? 20261121);

describe('build constraints, judged by the installed Go', () => {
  let work = '';
  let goroot = '';

  before(function () {
    needGo(this);
    goroot = goEnv('GOROOT');
    work = mkdtempSync(path.join(tmpdir(), 'build-tags-'));
  });

  after(() => {
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  it('parses, prints, evaluates and converts lines as go/build/constraint does', () => {
    const random = new SeededRandom(seed);
    const lines = new Set(namedLines);
    while (lines.size < 20_000) lines.add(generateConstraintLine(random));
    const answers = askConstraintOracle(root, [...lines]);
    const accepted = answers.filter((answer) => answer.printed !== '').length;
    ok(accepted > 5000 && accepted < 18_000, `${accepted} of ${lines.size} lines are well formed: a lopsided sample`);
    [...lines].forEach((line, at) => deepEqual(ourAnswer(line), answers[at], JSON.stringify(line)));
  });

  it('takes the files that go list takes: the Go distribution, on a sample of its ports', () => {
    const targets = new SeededRandom(seed).sample(allOracleTargets(), 6);
    for (const root of [path.join(goroot, 'src'), path.join(goroot, 'src', 'cmd')]) {
      expectAgreement(root, targets, 1000);
    }
  });

  it('takes the files that go list takes: odd names, headers and places', () => {
    const corpus = path.join(work, 'corpus');
    write(corpus, constraintCorpus());
    const plain = new SeededRandom(seed + 1).sample(allOracleTargets(), 8);
    const tagged: OracleTarget[] = [
      { goos: 'linux', goarch: 'amd64', cgo: true, tags: ['custom'] },
      { goos: 'windows', goarch: 'amd64', cgo: false, tags: ['unit', 'integration'] },
      { goos: 'linux', goarch: 'arm64', cgo: true, tags: ['windows', 'go1.99', 'ignore'] },
      { goos: 'ios', goarch: 'arm64', cgo: true },
      { goos: 'android', goarch: 'arm64', cgo: true },
      { goos: 'illumos', goarch: 'amd64', cgo: false },
    ];
    expectAgreement(corpus, [...plain, ...tagged], 100);
  });

  it('knows the ports of the installed Go', function () {
    const minor = installedMinor();
    if (minor > newestKnownMinor) skip(this, `go1.${minor} is newer than the table of ports`);
    deepEqual(portsOf(minor), listPorts());
  });

  it('says nothing of warning or above on the Go distribution', async () => {
    const result = await verifyOnDisk(path.join(goroot, 'src'), buildTagsChecks);
    ok(result.summary.goFiles > 4000, `only ${result.summary.goFiles} files were looked at`);
    const loud = result.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    deepEqual(
      loud.map(({ check, location }) => `${check} ${location?.file ?? ''}`),
      [],
    );
    const unfinished = result.outcomes.filter(
      ({ kind, unknown }) => kind === 'failed' || (kind === 'unknown' && unknown?.needs !== 'profile'),
    );
    deepEqual(
      unfinished.map(({ check, reason }) => `${check} ${JSON.stringify(reason)}`),
      [],
    );
  });

  function expectAgreement(folder: string, targets: readonly OracleTarget[], least: number): void {
    const folders = scanFolders(folder);
    for (const target of targets) {
      const { decisions, disagreements } = compareWithGoList(folder, folders, target);
      ok(decisions >= least, `${folder}: only ${decisions} decisions`);
      deepEqual(disagreements, []);
    }
  }
});

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Lines at the limits, which chance would not find. */
const namedLines = [
  ...[999, 1000, 1001].map((count) => `//go:build ${Array.from({ length: count }, () => 'x').join(' || ')}`),
  ...[499, 500, 1000, 1001].map((count) => `//go:build ${'('.repeat(count)}x${')'.repeat(count)}`),
  ...[100, 101, 102].map((count) => `// +build ${'x '.repeat(count)}`),
  ...[100, 101, 102].map((count) => `// +build ${'x,'.repeat(count)}y`),
  '//go:build',
  '// +build',
  '//go:build \n',
  '//go:build !',
  '//go:build go1.99999999999999999999',
  '// +build unit, !integration',
  '// +build my-tag',
];

function ourAnswer(line: string): OracleAnswer {
  const parsed = parseConstraint(line);
  const base = {
    goBuild: isGoBuild(line),
    plusBuild: isPlusBuild(line),
    consulted: null,
    evals: null,
    plusLines: null,
  };
  if (parsed.kind !== 'expression') {
    const error = parsed.kind === 'error' ? parsed.error : { message: 'not a build constraint' };
    return { ...base, error: error.message, offset: error.byteOffset ?? -1, printed: '', version: '' };
  }
  const { expr } = parsed;
  const consulted: string[] = [];
  evaluate(expr, (tag) => (consulted.push(tag), true));
  const minor = impliedGoMinor(expr);
  return {
    ...base,
    error: '',
    offset: -1,
    printed: printExpr(expr),
    evals: [0, 1, 2, 3].map((assignment) => evaluate(expr, (tag) => oracleHolds(tag, assignment))),
    consulted,
    version: minor === undefined ? '' : minor === 0 ? 'go1' : `go1.${minor}`,
    plusLines: plusBuildLines(expr) ?? null,
  };
}
