import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { syntaxErrorOnTarget } from '../../src/engine/checks/build-tags/syntax-error-on-target';
import type { Finding } from '../../src/engine/index';
import { goFilesBelow } from '../support/declarationsOracle';
import { findingsOnDisk } from '../support/engineOnDisk';
import { askGoSync, goEnv, needGo, offline } from '../support/realGo';
import { skip } from '../support/skip';
import { SyntaxOracle } from '../support/syntaxOracle';
import { compareFiles, compareMutated, SyntaxProof } from '../support/syntaxProof';
import { unpackArchive } from '../support/archiveOnDisk';

describe('syntax errors of Go files, with the compiler as judge', () => {
  let goroot = '';
  let work = '';
  let oracle: SyntaxOracle | undefined;

  before(function () {
    needGo(this);
    goroot = goEnv('GOROOT');
    work = mkdtempSync(join(tmpdir(), 'syntax-'));
    oracle = SyntaxOracle.build(process.cwd(), goroot);
  });
  after(async () => {
    await oracle?.close();
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  it('are none in the packages of the Go distribution', async () => {
    const proof = await compareFiles(oracle!, goFilesBelow(join(goroot, 'src')));
    deepEqual(proof.falseAlarms, []);
    equal(proof.refused + proof.missed, 0);
    ok(proof.accepted > 5000, String(proof));
  });

  it('are those that the compiler sees in its own tests', async function () {
    const dir = join(goroot, 'test');
    if (!existsSync(dir)) skip(this, "needs the tests of Go's compiler");
    const proof = await compareFiles(oracle!, goFilesBelow(dir));
    deepEqual(proof.falseAlarms, []);
    deepEqual(proof.missedExamples, []);
    ok(proof.refused > 50 && proof.sameLine >= proof.refused - 2, `${String(proof)}\n${proof.otherLines.join('\n')}`);
  });

  it('are those that the compiler sees in broken files, at its line; most of them what reads names stumbles over', async () => {
    const files = ['net', 'os', 'slices', 'reflect', 'go/types'].flatMap((name) =>
      goFilesBelow(join(goroot, 'src', name)),
    );
    const texts = files
      .map((name) => ({ name, text: readFileSync(name, 'utf8') }))
      .filter(({ text }) => text.length < 40_000);
    let proof = new SyntaxProof();
    for (const ofKind of (await compareMutated(oracle!, texts, { count: 6000, seed: 11 })).values())
      proof = proof.and(ofKind);
    deepEqual(proof.falseAlarms, []);
    deepEqual(proof.missedExamples, []);
    deepEqual(proof.otherLines, []);
    ok(proof.refused > 3000 && proof.sameWords > proof.refused * 0.99, String(proof));
    ok(proof.stumbled > proof.refused * 0.96, String(proof));
  });

  it('stop go in the builds that the findings of our fixtures name, at their line and with their words', async () => {
    const fixtures = join(process.cwd(), 'test', 'fixtures', 'checks', 'build-tags', syntaxErrorOnTarget.id);
    let judged = 0;
    for (const name of readdirSync(fixtures)) {
      const dir = join(work, name);
      unpackArchive(readFileSync(join(fixtures, name), 'utf8'), dir);
      for (const finding of await findingsOnDisk(dir, [syntaxErrorOnTarget])) {
        judged++;
        const file = basename(finding.location?.file ?? '');
        const line = (finding.location?.range.start.line ?? 0) + 1;
        const said = buildOf(finding);
        // Of a file without a package clause go list says that it ends, on its last line; the compiler on the line after it.
        const isHere =
          said.includes(`${file}:${line}:`) || (said.includes(`${file}:${line - 1}:`) && said.includes("found 'EOF'"));
        ok(isHere, `${name}: ${JSON.stringify(finding.message)}, go: ${said}`);
        // What is wrong above the declarations go list says, in words of its own.
        const words = String(finding.message.args?.['words'] ?? '');
        if (finding.message.id.includes('syntax') && !/^package statement/.test(words))
          ok(said.includes(words) || !said.includes('syntax error'), `${name}: ${words}, go: ${said}`);
      }
    }
    ok(judged >= 20, `${judged} findings`);
  });
});

/** What `go build`, or of a test `go vet`, says of the package in one of the finding's builds. */
function buildOf({ location, targets = [] }: Finding): string {
  const [port = '', ...words] = (targets.find((target) => target.includes('nocgo')) ?? targets[0] ?? '').split(',');
  const [goos, goarch] = port.split('/');
  const tags =
    words
      .find((word) => word.startsWith('tags='))
      ?.slice('tags='.length)
      .replaceAll('+', ',') ?? '';
  const env = {
    ...offline,
    ...{ GOOS: goos, GOARCH: goarch, CGO_ENABLED: '0' },
  };
  const file = location?.file ?? '';
  const verb = file.endsWith('_test.go') ? ['vet'] : ['build', '-gcflags=-e'];
  return askGoSync([...verb, `-tags=${tags}`, '.'], { cwd: dirname(file), env }).stderr;
}
