import { buildTagsChecks } from '../../../src/engine/checks/build-tags/index';
import { HeaderOracle } from '../../support/headerOracle';
import { SeededRandom } from '../../support/seededRandom';
import type { Tree } from '../trees';
import type { FaultPlanter } from './faults';
import { folderFaults } from './folderFaults';
import { judgePlanted, type FaultVerdict } from './judge';
import { lineFaults } from './lineFaults';
import { nameFaults } from './nameFaults';
import type { PackageFolder } from './packages';
import { passFaults } from './passFaults';
import { PlantedTree, type Planted } from './plantedTrees';
import { tagFaults } from './tagFaults';

/** Every class of fault that headers, names and folders can show. */
export const headerFaults: Readonly<Record<string, FaultPlanter>> = {
  ...lineFaults,
  ...tagFaults,
  ...nameFaults,
  ...folderFaults,
  ...passFaults,
};

export interface HeaderPlan {
  /** faults of each class that go shows */
  readonly each: number;
  readonly rounds: number;
  readonly seed: number;
  /** classes whose names have one of these words; all where there are none */
  readonly wanted: readonly string[];
}

export interface ClassCount {
  found: number;
  harmless: number;
  spared: number;
  readonly faults: FaultVerdict[];
  /** that may tell it */
  readonly checks: Set<string>;
}

/**
 * Breaks packages, one fault in each, all trees a round, until each class has its number.
 * @returns by class: how many were found where go shows them, and what went wrong
 */
export async function plantHeaders(
  trees: readonly Tree[],
  { each, rounds, seed, wanted }: HeaderPlan,
): Promise<ReadonlyMap<string, ClassCount>> {
  const random = new SeededRandom(seed);
  const oracle = new HeaderOracle(process.cwd());
  const planted = trees.map((tree) => new PlantedTree(tree));
  const classes = Object.keys(headerFaults).filter(
    (kind) => wanted.length === 0 || wanted.some((word) => kind.includes(word)),
  );
  if (classes.length === 0) throw new Error(`no class of ${Object.keys(headerFaults).join('; ')} has such a word`);
  const counts = new Map(
    classes.map((kind): [string, ClassCount] => [
      kind,
      { found: 0, harmless: 0, spared: 0, faults: [], checks: new Set() },
    ]),
  );
  try {
    for (let round = 0; round < rounds; round++) {
      const open = classes.filter((kind) => (counts.get(kind)?.found ?? 0) < each);
      if (open.length === 0) break;
      for (const tree of planted) {
        const faults = choose(tree.packages, open, random);
        if (faults.length === 0) continue;
        await tree.break(faults, (fresh) => {
          for (const verdict of judgePlanted(faults, fresh, oracle)) count(counts, verdict);
          return Promise.resolve();
        });
      }
    }
  } finally {
    oracle.dispose();
  }
  return counts;
}

/** One fault for each package: the classes take turns, and where one has no place the next is tried. */
function choose(
  packages: readonly PackageFolder[],
  classes: readonly string[],
  random: SeededRandom,
): readonly Planted[] {
  let turn = random.below(classes.length);
  const slips = new Set<string>();
  return packages.flatMap((folder): Planted[] => {
    for (let tried = 0; tried < 4; tried++) {
      const kind = classes[turn++ % classes.length] ?? '';
      const fault = headerFaults[kind]?.(folder, random);
      // A tag that comes twice is no longer a slip of one file.
      if (!fault || (fault.checks.includes('tag-misspelt') && slips.has(fault.tag ?? ''))) continue;
      slips.add(fault.tag ?? '');
      return [{ folder, kind, fault }];
    }
    return [];
  });
}

function count(counts: ReadonlyMap<string, ClassCount>, verdict: FaultVerdict): void {
  const ofKind = counts.get(verdict.planted.kind);
  if (ofKind === undefined) return;
  for (const check of verdict.planted.fault.checks) ofKind.checks.add(check);
  if (verdict.kind === 'found' || verdict.kind === 'harmless' || verdict.kind === 'spared') ofKind[verdict.kind]++;
  else ofKind.faults.push(verdict);
}

/** Checks of the family that no class is about. */
const elsewhere: Readonly<Record<string, string>> = {
  'symbol-missing-in-configuration': 'planted by --only symbols',
  'symbol-redeclared-in-configuration': 'planted by --only symbols',
  'syntax-error-on-target': 'planted by --only syntax',
};

/** @returns the number of faults of ours */
export async function proveHeaders(trees: readonly Tree[], seed: number, wanted: readonly string[]): Promise<number> {
  const counts = await plantHeaders(trees, { each: 200, rounds: 30, seed, wanted });
  let bad = 0;
  let found = 0;
  for (const [kind, ofKind] of counts) {
    bad += ofKind.faults.length;
    found += ofKind.found;
    console.log(
      `${kind}: ${ofKind.found} found, ${ofKind.faults.length} missed or wrong, ${ofKind.spared} whose tag the tree names, ${ofKind.harmless} that go does not show`,
    );
    for (const { planted, kind: verdict, why } of ofKind.faults.slice(0, 5))
      console.log(`  ${verdict.toUpperCase()} ${planted.folder.dir}: ${planted.fault.what}: ${why ?? ''}`);
  }
  const planted = new Set([...counts.values()].flatMap(({ checks }) => [...checks]));
  const unplanted = buildTagsChecks.map(({ id }) => id).filter((id) => !planted.has(id) && !(id in elsewhere));
  if (wanted.length === 0) for (const id of unplanted) console.log(`  NOT PLANTED ${id}`);
  console.log(`${counts.size} classes of ${planted.size} checks, ${found} found, ${bad} missed or wrong`);
  return wanted.length === 0 ? bad + unplanted.length : bad;
}
