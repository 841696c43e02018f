import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
export async function proveSymbols(trees: readonly Tree[], work: string, seed: number): Promise<number> {
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
    (await provePlants(all, work, { each: 200, packages: 10_000, places: 4, seed }, (line) => {
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

export interface SymbolPlan {
  /** clashes of each kind that go/types shows */
  readonly each: number;
  /** packages to break, in an order that the seed decides */
  readonly packages: number;
  /** places of a kind in one package */
  readonly places: number;
  readonly seed: number;
}

/** Breaks packages in every way, until each kind has its number. @returns how many faults were missed, or told of builds that do not show them */
export async function provePlants(
  trees: readonly Tree[],
  work: string,
  { each, packages, places, seed }: SymbolPlan,
  print: (line: string) => void,
): Promise<number> {
  const random = new SeededRandom(seed);
  const oracle = new ClashOracle(process.cwd());
  const counts = new Map(Object.keys(planters).map((kind) => [kind, new KindCount()]));
  const folders = random.sample(
    trees.flatMap(({ dir }) => constrainedFolders(dir)),
    packages,
  );
  let broken = 0;
  try {
    for (const folder of folders) {
      const open = [...counts].filter(([, { found }]) => found < each);
      if (open.length === 0) break;
      broken++;
      const planted = new PlantedPackage(folder, join(work, 'planted'), oracle);
      for (const [kind, count] of open)
        for (let place = 0; place < places && count.found < each; place++) {
          const result = await planted.plant(kind, random);
          if (result === undefined) continue;
          count.add(result.verdict.kind);
          if (result.verdict.kind !== 'missed' && result.verdict.kind !== 'wrong') continue;
          print(`  ${result.verdict.kind.toUpperCase()} ${folder}: ${result.plant.what}: ${result.verdict.why}`);
        }
      await planted.dispose();
      if (broken % 25 === 0) print(`  ${broken} packages: ${[...counts.values()].map(({ found }) => found).join(' ')}`);
    }
  } finally {
    oracle.dispose();
  }
  print(`${broken} of ${folders.length} packages in which a constraint decides about a file broken`);
  for (const [kind, count] of counts) print(`${kind}: ${count.describe(each)}`);
  const all = [...counts.values()];
  const bad = all.reduce((sum, { bad: own }) => sum + own, 0);
  print(`${all.length} kinds, ${all.reduce((sum, { found }) => sum + found, 0)} clashes found, ${bad} missed or wrong`);
  return bad;
}

/** How the faults of a kind were answered. */
class KindCount {
  readonly #verdicts = new Map<string, number>();

  add(verdict: string): void {
    this.#verdicts.set(verdict, (this.#verdicts.get(verdict) ?? 0) + 1);
  }

  get found(): number {
    return this.#verdicts.get('found') ?? 0;
  }

  get bad(): number {
    return (this.#verdicts.get('missed') ?? 0) + (this.#verdicts.get('wrong') ?? 0);
  }

  describe(wanted: number): string {
    const tried = [...this.#verdicts.values()].reduce((sum, each) => sum + each, 0);
    const words = [...this.#verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
    return `${tried} places, ${words}${this.found < wanted ? '; there are no more' : ''}`;
  }
}

/**
 * Folders of a few files in which a file's name or line decides something. Where experiments or a FIPS snapshot decide, a
 * toolchain is at fault for what fails, and we are silent on purpose.
 */
function constrainedFolders(dir: string): readonly string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.go')).map(({ name }) => name);
  const own =
    names.length > 2 &&
    names.length < 60 &&
    isWorthIt(names.map((name) => ({ name, text: readFileSync(join(dir, name), 'utf8') })))
      ? [dir]
      : [];
  const below = entries.filter(
    (entry) => entry.isDirectory() && !/^([._].*|testdata|vendor|node_modules)$/.test(entry.name),
  );
  return [...own, ...below.flatMap(({ name }) => constrainedFolders(join(dir, name)))];
}

function isWorthIt(files: readonly { readonly name: string; readonly text: string }[]): boolean {
  return (
    files.some(({ name, text }) => nameTagsOf(name) !== undefined || /^\/\/go:build (?!ignore$)/m.test(text)) &&
    !files.some(({ text }) => /^\/\/go:build .*(goexperiment\.|boringcrypto|fips140v)/m.test(text))
  );
}
