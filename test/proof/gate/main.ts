import { ClashOracle } from '../../support/clashOracle';
import { isConfirmed } from '../confirm';
import { isLoud, lineOf, verify } from '../report';
import { allTaggedTrees } from '../tags/trees';
import type { Tree } from '../trees';
import { reviewOf } from './reviewed';

/** What is loud on a tree as published. */
export interface GateVerdict {
  readonly tree: string;
  readonly goFiles: number;
  /** go itself says so */
  readonly confirmed: readonly string[];
  /** another program reads the file, and its documentation says so */
  readonly reviewed: readonly string[];
  /** must be empty */
  readonly unconfirmed: readonly string[];
  readonly quiet: number;
}

/** Every family of checks on a tree that people publish: nothing may be loud but what is confirmed. */
export async function gateOf(tree: Tree, clashes: ClashOracle): Promise<GateVerdict> {
  const { findings, summary } = await verify(tree.dir);
  const confirmed: string[] = [];
  const reviewed: string[] = [];
  const unconfirmed: string[] = [];
  for (const finding of findings.filter(isLoud)) {
    if (await isConfirmed(tree, finding, clashes)) {
      confirmed.push(lineOf(finding));
      continue;
    }
    const reason = reviewOf(tree.name, finding);
    if (reason === undefined) unconfirmed.push(lineOf(finding));
    else reviewed.push(`${lineOf(finding)} (${reason})`);
  }
  const quiet = findings.length - confirmed.length - reviewed.length - unconfirmed.length;
  return { tree: tree.name, goFiles: summary.goFiles, confirmed, reviewed, unconfirmed, quiet };
}

/** The gate on every tree. @returns the number of loud findings that nothing confirms */
export async function proveGate(trees: readonly Tree[], work: string): Promise<number> {
  const clashes = new ClashOracle(process.cwd());
  let bad = 0;
  try {
    for (const tree of await allTaggedTrees(trees, work)) {
      const { goFiles, confirmed, reviewed, unconfirmed, quiet } = await gateOf(tree, clashes);
      bad += unconfirmed.length;
      console.log(
        `${tree.name}: ${goFiles} Go files, ${unconfirmed.length} loud findings that nothing confirms; ${confirmed.length} that go confirms, ` +
          `${reviewed.length} reviewed, ${quiet} infos and hints`,
      );
      for (const line of unconfirmed) console.log(`  UNCONFIRMED ${line}`);
      for (const line of confirmed) console.log(`  confirmed ${line}`);
      for (const line of reviewed) console.log(`  reviewed ${line}`);
    }
  } finally {
    clashes.dispose();
  }
  return bad;
}
