import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyEdits, type FileEdit, type Finding } from '../../src/engine/index';
import { provePlants } from '../proof/tags/main';
import { symbolChecks } from '../proof/tags/planted';
import { findingsOnDisk } from '../support/engineOnDisk';
import { unpackArchive } from '../support/archiveOnDisk';
import { askGoSync, goEnv, needGo, offline } from '../support/realGo';

const fixtures = join(process.cwd(), 'test', 'fixtures', 'checks', 'build-tags');

/** What stands before the name in the words of the compiler. */
const wordsBefore: Readonly<Record<string, string>> = {
  'symbol-missing-in-configuration': 'undefined: ',
  'stub-signature-drift': '(not enough|too many) arguments in call to ',
};

describe('names that clash in other builds, judged by the real go', () => {
  let work = '';

  before(function () {
    needGo(this);
    work = mkdtempSync(join(tmpdir(), 'symbols-'));
  });
  after(() => {
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  for (const { id } of symbolChecks)
    it(`go vet says the same of every finding in the fixtures of ${id}`, async () => {
      let judged = 0;
      for (const name of readdirSync(join(fixtures, id))) {
        const dir = join(work, id, name);
        unpackArchive(readFileSync(join(fixtures, id, name), 'utf8'), dir);
        for (const finding of (await findingsOnDisk(dir, symbolChecks)).filter(({ check }) => check === id)) {
          judged++;
          const word = wordsBefore[id] ?? '';
          const said = vet(dir, finding);
          match(said, new RegExp(`${word}${(finding.about[0] ?? '').split('.').at(-1) ?? ''}\\b`), `${name}: ${said}`);
          if (word === '') match(said, /redeclared|already declared/, name);
        }
      }
      ok(judged >= 5, `${judged} findings`);
    });

  for (const { id } of symbolChecks.filter(({ id: own }) => own !== 'stub-signature-drift'))
    it(`each fix of ${id} leaves a build for its target that has the name once`, async () => {
      let judged = 0;
      for (const name of readdirSync(join(fixtures, id))) {
        const dir = join(work, 'fixed', id, name);
        unpackArchive(readFileSync(join(fixtures, id, name), 'utf8'), dir);
        for (const finding of (await findingsOnDisk(dir, symbolChecks)).filter(({ check }) => check === id))
          for (const fix of finding.fixes) {
            if (fix.kind !== 'edit') continue;
            judged++;
            const takeBack = applyOnDisk(fix.edits);
            const said = vet(dir, finding);
            takeBack();
            const symbol = (finding.about[0] ?? '').split('.').at(-1) ?? '';
            const complaint = new RegExp(`undefined: ${symbol}\\b|\\b${symbol} (re|already )declared`);
            doesNotMatch(said, complaint, `${name}: ${said}`);
          }
      }
      ok(judged >= 3, `${judged} fixes`);
    });

  it('finds what is planted in packages of the Go distribution, in the builds that go/types names', async () => {
    const goroot = goEnv('GOROOT');
    const trees = ['os/user', 'mime', 'internal/syscall/execenv', 'crypto/internal/sysrand'].map((name) => ({
      name,
      dir: join(goroot, 'src', name),
    }));
    const told: string[] = [];
    const missed = await provePlants(
      trees,
      work,
      { each: 200, packages: 4, rounds: 1, places: 1, seed: 5 },
      (line) => void told.push(line),
    );
    equal(missed, 0, told.join('\n'));
    const clean = await Promise.all(trees.map(({ dir }) => findingsOnDisk(dir, symbolChecks)));
    deepEqual(clean.flat(), []);
  });
});

/** Makes the edits of a fix; the answer takes them back. */
function applyOnDisk(edits: readonly FileEdit[]): () => void {
  const [edit] = edits;
  if (edit?.kind === 'create') {
    writeFileSync(edit.file, edit.text);
    return () => rmSync(edit.file);
  }
  const texts = edits.filter((each) => each.kind === 'text');
  const file = texts[0]?.file ?? '';
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, applyEdits(before, texts) ?? '');
  return () => writeFileSync(file, before);
}

/** What `go vet` says of the package in one of the finding's builds. */
function vet(dir: string, { location, targets = [] }: Finding): string {
  // Of Android's ports this one needs no C compiler.
  const shown = targets.find((target) => target === 'android/arm64') ?? targets[0] ?? '';
  const [port = '', ...words] = shown.split(',');
  const [goos, goarch] = port.split('/');
  const tags =
    words
      .find((word) => word.startsWith('tags='))
      ?.slice('tags='.length)
      .split('+')
      .join() ?? '';
  const env = {
    ...offline,
    ...{ GOOS: goos, GOARCH: goarch, CGO_ENABLED: words.includes('cgo') ? '1' : '0' },
  };
  return askGoSync(['vet', `-tags=${tags}`, '.'], { cwd: dirname(location?.file ?? dir), env }).stderr;
}
