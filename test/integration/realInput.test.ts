import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveTree } from '../proof/realInput';
import { prepareTrees, type Tree } from '../proof/trees';
import { needGo } from '../support/realGo';

/** A sample of `npm run prove`: the module that requires all the public ones, and one of them. */
describe('real input, as published and broken in ten ways', () => {
  let work = '';
  let trees: Tree[] = [];

  before(async function () {
    needGo(this);
    work = await mkdtemp(join(tmpdir(), 'gp-real-'));
    trees = (await prepareTrees(work, ['golang.org/x/mobile'])).filter(({ name }) => name !== 'GOROOT/src');
  });

  after(async () => {
    if (work !== '') await rm(work, { recursive: true, force: true });
  });

  for (const name of ['real', 'golang.org/x/mobile']) {
    it(name, async () => {
      const tree = trees.find((candidate) => candidate.name === name);
      assert.ok(tree);
      const proof = await proveTree(tree);
      assert.deepEqual(proof.unconfirmed, []);
      assert.deepEqual(proof.missed, []);
      assert.deepEqual(proof.different, []);
      assert.equal(proof.found.length, 10, proof.without.join());
    });
  }
});
