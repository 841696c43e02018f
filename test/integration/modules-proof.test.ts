import { deepEqual, equal, ok } from 'node:assert/strict';
import { proveParsers } from '../proof/modules/parsers';
import { modFilesOfGoroot } from '../support/goFileCorpus';
import { realGoroot } from '../support/realGo';
import { SeededRandom } from '../support/seededRandom';
import { skip } from '../support/skip';

/** A sample of `npm run prove -- --only modules`. */
describe('the proof of the module families', function () {
  this.timeout(300_000);
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
});
