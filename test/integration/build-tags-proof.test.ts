import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveDecisionsOn } from '../proof/buildTags';
import { gateOf } from '../proof/gate/main';
import { headerFaults, plantHeaders } from '../proof/headers/main';
import { prepareTaggedTrees, taggedModules } from '../proof/tags/trees';
import type { Tree } from '../proof/trees';
import { ClashOracle } from '../support/clashOracle';
import { allOracleTargets } from '../support/goListOracle';
import { needGo } from '../support/realGo';
import { SeededRandom } from '../support/seededRandom';

const seed = 20261121;

/** A sample of `npm run prove -- --only gate,files,headers,symbols`: three small public modules. */
describe('build tags of public modules, judged by the installed Go', function () {
  this.timeout(30 * 60_000);
  let work = '';
  let trees: readonly Tree[] = [];

  before(async function () {
    needGo(this);
    work = await mkdtemp(join(tmpdir(), 'gp-tags-'));
    const small = taggedModules.filter((module) => /shiny|netlink|purego/.test(module));
    trees = await prepareTaggedTrees(work, small);
    equal(trees.length, 3);
  });

  after(async () => {
    if (work !== '') await rm(work, { recursive: true, force: true });
  });

  it('says nothing loud that go does not confirm, whatever the family', async () => {
    const clashes = new ClashOracle(process.cwd());
    try {
      const verdicts = await Promise.all(trees.map((tree) => gateOf(tree, clashes)));
      deepEqual(
        verdicts.flatMap(({ unconfirmed }) => unconfirmed),
        [],
      );
      // shiny has a constraint that calls 386 i386.
      ok(verdicts.flatMap(({ confirmed }) => confirmed).some((line) => line.includes('tag-foreign-alias')));
    } finally {
      clashes.dispose();
    }
  });

  it('takes the files that go list takes, with the tags of the module too', () => {
    const targets = new SeededRandom(seed).sample(allOracleTargets(), 4);
    for (const tree of trees) {
      const { decisions, disagreements } = proveDecisionsOn(tree, targets);
      ok(decisions > 400, `${tree.name}: only ${decisions} decisions`);
      deepEqual(disagreements, []);
    }
  });

  it('finds what is planted, at its line, where go shows it', async () => {
    const counts = await plantHeaders(trees, { each: 1, rounds: 8, seed, wanted: [] });
    equal(counts.size, Object.keys(headerFaults).length);
    deepEqual(
      [...counts.values()].flatMap(({ faults }) =>
        faults.map(({ planted, kind, why }) => `${kind} ${planted.folder.dir}: ${planted.fault.what}: ${why ?? ''}`),
      ),
      [],
    );
    const unfound = [...counts].filter(([, { found }]) => found === 0).map(([kind]) => kind);
    ok(unfound.length < 5, `no place for ${unfound.join(', ')}`);
  });
});
