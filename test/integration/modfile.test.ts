import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseGoMod } from '../../src/engine/parse/goMod';
import { parseGoWork } from '../../src/engine/parse/goWork';
import type { ModSyntax } from '../../src/engine/parse/goModSyntax';
import type { ModProblem, ModVersion, ModWord } from '../../src/engine/parse/goModWords';
import type { ModLine } from '../../src/engine/parse/goModSyntax';
import { compareGoVersions, goLanguageVersion } from '../../src/engine/parse/goVersion';
import { checkImportPath, checkModulePath, splitPathVersion } from '../../src/engine/parse/modulePath';
import { canonicalVersion, checkPathMajor, isPseudoVersion } from '../../src/engine/parse/moduleVersion';
import { isDirectoryPath } from '../../src/engine/parse/goModWords';
import { compareSemver, isSemver } from '../../src/engine/parse/semver';
import { modFilesOfGoroot } from '../support/goFileCorpus';
import { ModfileOracle, type OracleAnswer, type OracleEntry, type OracleQuestion } from '../support/modfileOracle';
import { mutate } from '../support/mutate';
import { goEnv, askGoSync } from '../support/realGo';
import { SeededRandom } from '../support/seededRandom';
import { goModCases, goWorkCases, pathCases, versionCases } from '../support/modfileCases';

const root = process.cwd();

/** What our parser says, in the oracle's form. */
function ourAnswer({ Kind, A }: OracleQuestion): OracleAnswer {
  if (Kind === 'work') {
    const file = parseGoWork(A);
    const entries = [
      ...one(file.go, ({ version, line }) => entry('go', line, version.value)),
      ...one(file.toolchain, ({ name, line }) => entry('toolchain', line, name.value)),
      ...file.godebug.map(({ key, value, line }) => entry('godebug', line, key, value)),
      ...file.use.map(({ path: use, line }) => entry('use', line, use.value)),
      ...file.replace.map(replaceEntry),
    ];
    return faultsOf(file.syntax, file.problems, true) ?? withEntries(entries);
  }
  const file = parseGoMod(A, { lax: Kind === 'lax' });
  const wanted = file.problems.filter((problem) => Kind === 'build' || problem.buildOnly !== true);
  const entries = [
    ...one(file.module, (module) => entry('module', module.line, module.path.value, module.deprecated)),
    ...one(file.go, ({ version, line }) => entry('go', line, version.value)),
    ...one(file.toolchain, ({ name, line }) => entry('toolchain', line, name.value)),
    ...file.godebug.map(({ key, value, line }) => entry('godebug', line, key, value)),
    ...file.require.map(({ path: own, version, indirect, line }) =>
      entry('require', line, own.value, version.canonical, String(indirect)),
    ),
    ...file.exclude.map(({ path: own, version, line }) => entry('exclude', line, own.value, version.canonical)),
    ...file.replace.map(replaceEntry),
    ...file.retract.map(({ low, high, rationale, line }) => entry('retract', line, low.value, high.value, rationale)),
    ...file.tool.map(({ path: own, line }) => entry('tool', line, own.value)),
    ...file.ignore.map(({ path: own, line }) => entry('ignore', line, own.value)),
  ];
  return faultsOf(file.syntax, wanted, Kind !== 'build') ?? withEntries(entries);
}

function withEntries(entries: readonly OracleEntry[]): OracleAnswer {
  return entries.length > 0 ? { Entries: entries } : {};
}

function one<T, U>(value: T | undefined, make: (value: T) => U): U[] {
  return value === undefined ? [] : [make(value)];
}

function entry(Verb: string, line: ModLine, ...Words: string[]): OracleEntry {
  return { Verb, Words, Line: line.range.start.line + 1, Column: line.range.start.column + 1 };
}

function replaceEntry(replace: {
  readonly oldPath: ModWord;
  readonly oldVersion: ModVersion | undefined;
  readonly newPath: ModWord;
  readonly newVersion: ModVersion | undefined;
  readonly line: ModLine;
}): OracleEntry {
  const { oldPath, oldVersion, newPath, newVersion, line } = replace;
  return entry('replace', line, oldPath.value, oldVersion?.canonical ?? '', newPath.value, newVersion?.canonical ?? '');
}

/** go stops at the first fault of the layout; it tells every rejected directive. */
function faultsOf(syntax: ModSyntax, problems: readonly ModProblem[], words: boolean): OracleAnswer | undefined {
  const first = syntax.faults.find(({ kind }) => kind !== 'unterminated-block') ?? syntax.faults[0];
  if (first) return { Errors: [{ Line: -1, Message: first.message }] };
  if (problems.length === 0) return undefined;
  const errors = problems.map(({ line, range, message }) => ({
    Line: ('range' in line ? line.range : range).start.line + 1,
    Message: words ? message : '',
  }));
  return { Errors: errors };
}

/** Takes out of go's answer what ours does not copy: the file's name, where a fault of the layout is, words of `build`. */
function plain(answer: OracleAnswer, question: OracleQuestion, ours: OracleAnswer): OracleAnswer {
  if (!answer.Errors) return answer;
  const layout = ours.Errors?.[0]?.Line === -1;
  const errors = answer.Errors.map(({ Line, Message }) => ({
    Line: layout ? -1 : Line,
    Message:
      question.Kind === 'build' && !layout
        ? ''
        : Message.replace(/started at F:/, 'started at ').replace(/:\d+\)$/, ')'),
  }));
  return { Errors: errors };
}

function withoutColumn(answer: OracleAnswer): OracleAnswer {
  if (!answer.Errors) return answer;
  return {
    Errors: answer.Errors.map((error) => ({
      ...error,
      Message: error.Message.replace(/(started at \d+):\d+\)$/, '$1)'),
    })),
  };
}

describe('go.mod and go.work beside golang.org/x/mod', () => {
  let oracle: ModfileOracle | undefined;
  let goroot: string;

  before(() => {
    goroot = goEnv('GOROOT', { cwd: tmpdir() });
    oracle = new ModfileOracle(root, goroot);
  });
  after(() => {
    oracle?.dispose();
  });

  const ask = (questions: readonly OracleQuestion[]): readonly OracleAnswer[] => {
    if (oracle === undefined) throw new Error('no oracle');
    return oracle.ask(questions);
  };

  const compare = (questions: readonly OracleQuestion[], names: readonly string[]): void => {
    const answers = ask(questions);
    for (const [at, question] of questions.entries()) {
      const answer = answers[at] ?? {};
      const ours = ourAnswer(question);
      const label = `${question.Kind} ${names[at] ?? ''}\n${question.A}`;
      // In build mode only where go rejects counts: several problems may share a directive.
      const lines = ({ Errors }: OracleAnswer): unknown =>
        Errors && [...new Set(Errors.map(({ Line }) => Line))].sort();
      if (question.Kind === 'build' && answer.Errors)
        deepEqual(lines(withoutColumn(ours)), lines(plain(answer, question, ours)), label);
      else deepEqual(withoutColumn(ours), plain(answer, question, ours), label);
    }
  };

  it('agrees on every file of the Go distribution and of the archives of its tests', () => {
    const sources = modFilesOfGoroot(goroot);
    ok(sources.length > 500, `only ${sources.length} files found under ${goroot}`);
    const kinds = ['mod', 'build', 'lax', 'work'] as const;
    const asked = sources.flatMap(({ name, text }) => kinds.map((Kind) => ({ name, question: { Kind, A: text } })));
    compare(
      asked.map(({ question }) => question),
      asked.map(({ name }) => name),
    );
  });

  it('agrees on our own cases', () => {
    const asked: OracleQuestion[] = [];
    for (const A of goModCases) for (const Kind of ['mod', 'build', 'lax'] as const) asked.push({ Kind, A });
    for (const A of [...goWorkCases, ...goModCases]) asked.push({ Kind: 'work', A });
    compare(asked, []);
  });

  it('agrees on mutated files', () => {
    const seeds = [...goModCases, ...goWorkCases];
    const random = new SeededRandom(20261121);
    const asked: OracleQuestion[] = [];
    for (let round = 0; round < 6000; round++) {
      const A = mutate(random.pick(seeds), seeds, random);
      for (const Kind of ['mod', 'build', 'lax', 'work'] as const) asked.push({ Kind, A });
    }
    compare(asked, []);
  });

  it('agrees on versions and paths', () => {
    const pairs = versionCases.flatMap((A) =>
      [...versionCases, ...pathCases].map((B) => ({ Kind: 'version', A, B }) as const),
    );
    for (const [at, answer] of ask(pairs).entries()) {
      const { A = '', B = '' } = pairs[at] ?? {};
      const split = splitPathVersion(B);
      // go/version cuts at a dash, which gover does not.
      const dashed = A.includes('-') || B.includes('-');
      const ours = [
        isSemver(A),
        Math.sign(compareSemver(A, B)),
        canonicalVersion(A),
        isPseudoVersion(A),
        split !== undefined && checkPathMajor(A, split.major) === undefined,
        dashed ? answer.Facts?.[5] : Math.sign(compareGoVersions(A, B)),
        dashed ? answer.Facts?.[6] : goLanguageVersion(A) && `go${goLanguageVersion(A)}`,
      ];
      deepEqual(ours, answer.Facts, `${A} and ${B}`);
    }
    const paths = [...pathCases, ...versionCases];
    for (const [at, answer] of ask(paths.map((A) => ({ Kind: 'path', A }) as const)).entries()) {
      const own = paths[at] ?? '';
      const split = splitPathVersion(own);
      const facts = answer.Facts ?? [];
      const ours = [
        checkModulePath(own) ?? '',
        checkImportPath(own) ?? '',
        split?.prefix ?? facts[2],
        split?.major ?? '',
        split !== undefined,
        isDirectoryPath(own),
      ];
      deepEqual(ours, facts, own);
    }
  });

  it('accepts and rejects what go mod edit and go work edit do', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'modfile-edit-'));
    const env = { GOFLAGS: '-mod=readonly', GOPROXY: 'off', GOTOOLCHAIN: 'local' };
    try {
      for (const text of goModCases.slice(0, 40)) {
        const file = path.join(dir, 'go.mod');
        writeFileSync(file, text);
        const run = askGoSync(['mod', 'edit', '-json', file], { cwd: dir, env });
        equal(ourAnswer({ Kind: 'mod', A: text }).Errors === undefined, run.code === 0, `${text}\n${run.stderr}`);
      }
      rmSync(path.join(dir, 'go.mod'));
      for (const text of goWorkCases) {
        const file = path.join(dir, 'go.work');
        writeFileSync(file, text);
        const run = askGoSync(['work', 'edit', '-json', file], { cwd: dir, env });
        equal(ourAnswer({ Kind: 'work', A: text }).Errors === undefined, run.code === 0, `${text}\n${run.stderr}`);
      }
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
