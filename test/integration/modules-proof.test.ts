import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveMutations } from '../proof/modules/mutationsReport';
import { proveParsers } from '../proof/modules/parsers';
import { namesOfModuleScripts, proveScripts } from '../proof/modules/scripts';
import { prepareTrees } from '../proof/trees';
import { removeAll } from '../support/goScript/commands';
import { modFilesOfGoroot } from '../support/goFileCorpus';
import { realGoroot } from '../support/realGo';
import { SeededRandom } from '../support/seededRandom';
import { skip } from '../support/skip';

/** A sample of `npm run prove -- --only modules`. */
describe('the proof of the module families', () => {
  let goroot = '';

  before(function () {
    goroot = realGoroot() ?? skip(this, 'needs go');
  });

  it('reads go.mod and go.work as go mod edit and go work edit do', async () => {
    const all = modFilesOfGoroot(goroot);
    ok(all.length > 500, `only ${all.length} files found under ${goroot}`);
    const sample = new SeededRandom(20261121).sample(all, 80);
    const proof = await proveParsers(sample);
    deepEqual(proof.disagreements, []);
    equal(proof.accepted + proof.refused, sample.length);
  });

  it('is never wrong on the states of scripts of cmd/go itself', async () => {
    const about = (await namesOfModuleScripts(goroot)).filter((name) =>
      /^(?:mod_(?:tidy|sum|vendor)|work_)/.test(name),
    );
    ok(about.length > 60, `only ${about.length} scripts found under ${goroot}`);
    const { ends, calls } = await proveScripts(goroot, new SeededRandom(20261121).sample(about, 16));
    deepEqual(
      ends.filter(({ kind }) => kind === 'unlike'),
      [],
    );
    ok(calls.length > 20, `only ${calls.length} go calls were judged`);
    deepEqual(
      calls.flatMap(({ falseAlarms, drift }) => [...falseAlarms, ...drift]),
      [],
    );
    deepEqual(
      calls.filter(({ untouched }) => !untouched),
      [],
    );
  });

  it('is never wrong on public modules that are broken in many ways', async () => {
    const work = await mkdtemp(join(tmpdir(), 'gp-mutations-'));
    try {
      const [requirer] = await prepareTrees(work, []);
      ok(requirer);
      const plan = { modules: 2, each: 1, seed: 20261121, forms: 1, perGroup: 6 };
      const { runs } = await proveMutations(requirer, join(work, 'broken'), plan);
      ok(runs.length >= 20, `only ${runs.length} mutations were possible`);
      const bad = runs.filter(({ outcome, untouched }) => outcome === 'false alarm' || !untouched);
      deepEqual(bad, []);
      deepEqual(
        runs.filter(({ outcome }) => outcome === 'missed'),
        [],
      );
    } finally {
      await removeAll(work);
    }
  });
});
