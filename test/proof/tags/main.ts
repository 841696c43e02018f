import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import type { Finding } from '../../../src/engine/index';
import { ClashOracle } from '../../support/clashOracle';
import { EngineOnDisk } from '../../support/engineOnDisk';
import { SeededRandom } from '../../support/seededRandom';
import type { Tree } from '../trees';
import { PlantedPackage, symbolChecks } from './planted';
import { planters } from './plants';
import { allTaggedTrees } from './trees';

/** Names that clash: nothing loud on trees that build, and every planted clash found. @returns the number of faults of ours */
export async function proveSymbols(trees: readonly Tree[], work: string): Promise<number> {
  const all = await allTaggedTrees(trees, work);
  let bad = 0;
  const oracle = new ClashOracle(process.cwd());
  for (const tree of all) {
    const findings = await findingsOf(tree.dir);
    const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    const unconfirmed = loud.filter((finding) => !isConfirmed(finding, oracle));
    bad += unconfirmed.length;
    const quiet = (word: string): number => findings.filter(({ severity }) => severity === word).length;
    console.log(
      `${tree.name}: ${loud.length} loud clashes of names (${unconfirmed.length} that go/types does not confirm), ${quiet('info')} infos, ${quiet('hint')} hints`,
    );
    for (const { message, location } of unconfirmed)
      console.log(`  UNCONFIRMED ${location?.file ?? ''} ${message.id} ${JSON.stringify(message.args)}`);
  }
  oracle.dispose();
  return (
    bad +
    (await provePlants(all, work, { packages: 220, seed: 20261121 }, (line) => {
      console.log(line);
    }))
  );
}

/** Whether every build that a finding names fails for its name. */
function isConfirmed({ location, targets = [], about }: Finding, oracle: ClashOracle): boolean {
  const said = oracle.ask(dirname(location?.file ?? ''), targets);
  return targets.every((target) => said[target]?.some((line) => line.endsWith(` ${about[0] ?? ''}`)));
}

async function findingsOf(dir: string): Promise<readonly Finding[]> {
  const engine = new EngineOnDisk(dir, symbolChecks, process.env);
  try {
    return (await engine.run()).findings;
  } finally {
    await engine.dispose();
  }
}

/** Breaks packages in every way. @returns how many faults were missed, or told of builds that do not show them */
export async function provePlants(
  trees: readonly Tree[],
  work: string,
  { packages, seed }: { readonly packages: number; readonly seed: number },
  print: (line: string) => void,
): Promise<number> {
  const random = new SeededRandom(seed);
  const oracle = new ClashOracle(process.cwd());
  const counts = new Map<string, Map<string, number>>();
  let bad = 0;
  try {
    for (const folder of random.sample(
      trees.flatMap(({ dir }) => constrainedFolders(dir)),
      packages,
    )) {
      const planted = new PlantedPackage(folder, join(work, 'planted'), oracle);
      for (const kind of Object.keys(planters)) {
        const result = await planted.plant(kind, random);
        const verdict = result?.verdict.kind ?? 'no place';
        const ofKind = counts.get(kind) ?? new Map<string, number>();
        counts.set(kind, ofKind.set(verdict, (ofKind.get(verdict) ?? 0) + 1));
        if (result?.verdict.kind !== 'missed' && result?.verdict.kind !== 'wrong') continue;
        bad++;
        print(`  ${verdict.toUpperCase()} ${basename(folder)}: ${result.plant.what}: ${result.verdict.why}`);
      }
      await planted.dispose();
    }
  } finally {
    oracle.dispose();
  }
  for (const [kind, verdicts] of counts)
    print(`${kind}: ${[...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`);
  return bad;
}

/**
 * Folders of a few files in which a file's name or line decides something. Where experiments decide, a toolchain is at
 * fault for what fails, and we are silent on purpose.
 */
function constrainedFolders(dir: string): readonly string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.go')).map(({ name }) => name);
  const own =
    names.length > 2 &&
    names.length < 60 &&
    names.some((name) => nameTagsOf(name) !== undefined) &&
    !names.some((name) => readFileSync(join(dir, name), 'utf8').includes('goexperiment.'))
      ? [dir]
      : [];
  const below = entries.filter(
    (entry) => entry.isDirectory() && !/^([._].*|testdata|vendor|node_modules)$/.test(entry.name),
  );
  return [...own, ...below.flatMap(({ name }) => constrainedFolders(join(dir, name)))];
}
