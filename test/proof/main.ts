import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveBuildTags } from './buildTags';
import { proveTree } from './realInput';
import { prepareTrees } from './trees';

/** `npm run prove`: the long proofs, whole, with their counts. Exit code 1 where one does not hold. */
async function main(): Promise<number> {
  const work = await mkdtemp(join(tmpdir(), 'go-preflight-prove-'));
  try {
    const wanted = process.argv.slice(2);
    const all = await prepareTrees(work);
    const trees = all.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
    let bad = wanted.length === 0 ? proveDecisions(work) : 0;
    for (const tree of trees) {
      const proof = await proveTree(tree);
      bad += proof.unconfirmed.length + proof.missed.length + proof.different.length;
      console.log(
        `${proof.tree}: ${proof.found.length} of ${proof.found.length + proof.missed.length} faults found, ` +
          `${proof.without.length} not possible there; ${proof.confirmed.length} confirmed and ${proof.unconfirmed.length} unconfirmed loud findings; ` +
          `the language server said the same ${proof.different.length === 0 ? 'every time' : `but for ${proof.different.length} runs`}`,
      );
      for (const line of proof.unconfirmed) console.log(`  UNCONFIRMED ${line}`);
      for (const line of proof.missed) console.log(`  MISSED ${line}`);
      for (const line of proof.different) console.log(`  DIFFERENT ${line}`);
      for (const line of proof.without) console.log(`  none: ${line}`);
      for (const line of proof.confirmed) console.log(`  confirmed ${line}`);
    }
    return bad === 0 ? 0 : 1;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Which files a build takes, on every port, as `go list` decides. @returns the number of disagreements */
function proveDecisions(work: string): number {
  let bad = 0;
  for (const { tree, decisions, targets, disagreements } of proveBuildTags(work)) {
    bad += disagreements.length;
    console.log(
      `${tree}: ${decisions} decisions about files on ${targets} targets, ${disagreements.length} unlike go list`,
    );
    for (const line of disagreements.slice(0, 20)) console.log(`  UNLIKE ${line}`);
  }
  return bad;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 5;
  },
);
