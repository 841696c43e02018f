import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildTagsChecks } from '../../src/engine/checks/build-tags/index';
import type { Finding } from '../../src/engine/index';
import { claims, claimsModule, type Claim } from '../support/constraintClaims';
import { verifyOnDisk } from '../support/diskEngine';
import { applyTextEdits } from '../support/fixture';
import { allOracleTargets, installedMinor, listTaken, printTarget } from '../support/goListOracle';
import { needGo, offline, askGoSync, type GoAnswer } from '../support/realGo';
import { skip } from '../support/skip';

const longAgo = new Date('2026-01-01');

/** Each check of the family says something about go; go itself must show that it is so. */
describe('what the family build-tags claims, shown by the installed Go', () => {
  let work = '';
  let findings: readonly Finding[] = [];
  /** the names of the targets that take each file, by its path relative to the module */
  const takenBy = new Map<string, string[]>();
  const targets: string[] = [];

  before(async function () {
    needGo(this);
    if (installedMinor() < 26) skip(this, 'needs Go 1.26 or newer');
    work = realpathSync(mkdtempSync(path.join(tmpdir(), 'claims-')));
    writeFileSync(path.join(work, 'go.mod'), claimsModule);
    claims.forEach((claim, at) => write(claim, at));
    findings = (await verifyOnDisk(work, buildTagsChecks, process.env, 'offline')).findings;
    for (const target of allOracleTargets()) {
      targets.push(printTarget(target));
      for (const [folder, files] of listTaken(work, target)) {
        for (const file of files) {
          const name = path.relative(work, path.join(folder, file));
          takenBy.set(name, [...(takenBy.get(name) ?? []), printTarget(target)]);
        }
      }
    }
  });

  after(() => {
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  /** files that go refuses as they are */
  const refused = new Set(
    claims.flatMap(({ check, file }, at) => (check === 'go-build-multiple' ? [`c${at}/${file}`] : [])),
  );

  function write(claim: Claim, at: number): void {
    const folder = `c${at}`;
    const files = {
      'a.go': `package ${claim.file === 'main.go' ? 'main' : 'm'}\n`,
      ...claim.others,
      [claim.file]: claim.text,
    };
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(work, folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text.replaceAll('FOLDER', folder));
      // Two seconds after a change go reads files of assembly through an index, which judges faulty ones differently.
      utimesSync(file, longAgo, longAgo);
    }
  }

  it('looked at every port', () => {
    ok(targets.length > 80, `${targets.length} targets`);
    equal(takenBy.get('c0/a.go')?.length ?? 0, targets.length, 'a file without a constraint builds everywhere');
  });

  claims.forEach((claim, at) => {
    it(`${claim.check}: ${JSON.stringify(claim.text.split('\n')[0])} in ${claim.file} (c${at})`, () => {
      const name = `c${at}/${claim.file}`;
      const told = findings.filter(
        ({ check, location }) => check === claim.check && location?.file === `${work}/${name}`,
      );
      ok(told.length > 0, 'nothing is reported');
      const others = findings.filter(
        ({ check, location, severity }) =>
          check !== claim.check && location?.file.startsWith(`${work}/c${at}/`) === true && severity !== 'hint',
      );
      deepEqual(
        others.map(({ check }) => check),
        [],
        'one fault, one finding',
      );
      prove(claim, `c${at}`, takenBy.get(name) ?? []);
    });
  });

  it('fixes that it calls safe change no build', () => {
    const safe = findings.flatMap(({ fixes }) => fixes.filter((fix) => fix.safe && fix.kind === 'edit'));
    ok(safe.length >= 3, `only ${safe.length} safe fixes`);
    const files = new Set<string>();
    for (const fix of safe) {
      const edits = fix.kind === 'edit' ? fix.edits.filter((edit) => edit.kind === 'text') : [];
      const file = edits[0]?.file ?? '';
      files.add(path.relative(work, file));
      writeFileSync(file, applyTextEdits(readFileSync(file, 'utf8'), edits));
    }
    for (const target of allOracleTargets()) {
      const taken = listTaken(work, target);
      for (const name of files) {
        const before = takenBy.get(name)?.includes(printTarget(target)) ?? false;
        const now = taken.get(path.join(work, path.dirname(name)))?.has(path.basename(name)) ?? false;
        // A package that go refused is built now as it was meant: that is the point of the fix.
        if (!refused.has(name)) equal(now, before, `${name} for ${printTarget(target)}`);
      }
    }
  });

  function prove({ proof, file }: Claim, folder: string, taken: readonly string[]): void {
    switch (proof.kind) {
      case 'builds-nowhere':
        deepEqual(taken, []);
        return;
      case 'builds-everywhere':
        deepEqual(taken, targets);
        return;
      case 'build-fails':
      case 'vet-fails': {
        const run = go([proof.kind === 'build-fails' ? 'build' : 'vet', `./${folder}`]);
        ok(run.code !== 0, 'go is content');
        ok(run.stderr.includes(proof.words), run.stderr);
        return;
      }
      case 'prints': {
        equal(go(['run', `./${folder}`]).stdout, proof.words);
        const path_ = path.join(work, folder, file);
        writeFileSync(path_, claims[Number(folder.slice(1))]?.text.replace(/^\/\/go:build.*\n\n/, '') ?? '');
        equal(go(['run', `./${folder}`]).stdout, proof.without);
      }
    }
  }

  function go(args: readonly string[]): GoAnswer {
    return askGoSync(args, { cwd: work, env: offline });
  }
});
