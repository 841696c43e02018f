import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import type { Finding } from '../../../src/engine/index';
import { ClashOracle } from '../../support/clashOracle';
import { findingsOnDisk } from '../../support/engineOnDisk';
import { SeededRandom } from '../../support/seededRandom';
import type { Tree } from '../trees';
import { PlantedPackage, symbolChecks } from './planted';
import { planters } from './plants';
import { allTaggedTrees } from './trees';

/**
 * Names that clash: nothing loud on trees that build, and every planted clash found.
 * @param wanted words of the kinds of clashes to plant; with them nothing but that is done
 * @returns the number of faults of ours
 */
export async function proveSymbols(
  trees: readonly Tree[],
  work: string,
  { seed, wanted }: { readonly seed: number; readonly wanted: readonly string[] },
): Promise<number> {
  const all = await allTaggedTrees(trees, work);
  const bad = wanted.length > 0 ? 0 : await proveSilence(all);
  // Whoever ends it early has what there is so far.
  const ended = new AbortController();
  process.once('SIGINT', () => ended.abort());
  const plan = { each: 200, packages: 10_000, rounds: 12, places: 2, seed, wanted, signal: ended.signal };
  return (
    bad +
    (await provePlants(all, work, plan, (line) => {
      console.log(line);
    }))
  );
}

async function proveSilence(all: readonly Tree[]): Promise<number> {
  let bad = 0;
  const oracle = new ClashOracle(process.cwd());
  for (const tree of all) {
    const findings = await findingsOnDisk(tree.dir, symbolChecks);
    const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    const unconfirmed: Finding[] = [];
    for (const finding of loud) if (!(await isConfirmed(finding, oracle))) unconfirmed.push(finding);
    bad += unconfirmed.length;
    const quiet = (word: string): number => findings.filter(({ severity }) => severity === word).length;
    console.log(
      `${tree.name}: ${loud.length} loud clashes of names (${unconfirmed.length} that go/types does not confirm), ${quiet('info')} infos, ${quiet('hint')} hints`,
    );
    for (const { message, location } of unconfirmed)
      console.log(`  UNCONFIRMED ${location?.file ?? ''} ${message.id} ${JSON.stringify(message.args)}`);
  }
  oracle.dispose();
  return bad;
}

/** Whether every build that a finding names fails for its name. */
async function isConfirmed({ location, targets = [], about }: Finding, oracle: ClashOracle): Promise<boolean> {
  const said = await oracle.ask(dirname(location?.file ?? ''), targets);
  return targets.every((target) => said[target]?.some((line) => line.endsWith(` ${about[0] ?? ''}`)));
}

export interface SymbolPlan {
  /** clashes of each kind that go/types shows */
  readonly each: number;
  /** packages to break, in an order that the seed decides */
  readonly packages: number;
  /** how often all of them may be gone through, and how many places of a kind are tried in one at a time */
  readonly rounds: number;
  readonly places: number;
  readonly seed: number;
  /** kinds whose names have one of these words; all where there are none */
  readonly wanted?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Breaks packages in every way, until each kind has its number. @returns how many faults were missed, or told of builds that do not show them */
export async function provePlants(
  trees: readonly Tree[],
  work: string,
  { each, packages, rounds, places, seed, wanted = [], signal }: SymbolPlan,
  print: (line: string) => void,
): Promise<number> {
  const oracle = new ClashOracle(process.cwd());
  const kinds = Object.keys(planters).filter(
    (kind) => wanted.length === 0 || wanted.some((word) => kind.includes(word)),
  );
  const counts = new Map(kinds.map((kind) => [kind, new KindCount()]));
  const all = [...new Set(trees.flatMap(({ dir }) => constrainedFolders(dir)))];
  const folders = new SeededRandom(seed).sample(all, packages).map((dir) => ({ dir, taken: new Set<string>() }));
  print(`${folders.length} packages of a few files in which a constraint decides about one`);
  const isOpen = (): boolean => signal?.aborted !== true && [...counts.values()].some(({ found }) => found < each);
  try {
    for (let round = 0; round < rounds && isOpen(); round++) {
      const left = folders.entries();
      const lane = async (at: number): Promise<void> => {
        for (const [place, { dir, taken }] of left) {
          if (!isOpen()) return;
          const planted = new PlantedPackage(dir, join(work, `planted-${at}`), oracle, taken);
          const random = new SeededRandom(seed + round * folders.length + place);
          for (const [kind, count] of counts)
            for (let turn = 0; turn < places && count.found < each && isOpen(); turn++)
              tell(dir, await planted.plant(kind, random), count, print);
          await planted.dispose();
        }
      };
      // While go/types looks at one package, another is planted.
      await Promise.all([lane(1), lane(2), lane(3)]);
      print(`round ${round + 1}: ${[...counts.values()].map(({ found, bad }) => `${found}/${bad}`).join(' ')}`);
    }
  } finally {
    oracle.dispose();
  }
  const isWhole = signal?.aborted !== true;
  if (!isWhole) print('ENDED EARLY');
  return summary(counts, isWhole ? each : 0, print);
}

type Planted = Awaited<ReturnType<PlantedPackage['plant']>>;

function tell(dir: string, result: Planted, count: KindCount, print: (line: string) => void): void {
  if (result === undefined) return;
  const { plant, verdict } = result;
  count.add(verdict.kind);
  if (verdict.kind === 'missed' || verdict.kind === 'wrong')
    print(`  ${verdict.kind.toUpperCase()} ${dir}: ${plant.what}: ${verdict.why}`);
}

function summary(counts: ReadonlyMap<string, KindCount>, each: number, print: (line: string) => void): number {
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
 * Folders of a few files in which a file's name or line decides something. Where experiments, a FIPS snapshot or a
 * release decide, a toolchain is at fault for what fails, and we are silent on purpose.
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
    !files.some(({ text }) => /^\/\/go:build .*(goexperiment\.|boringcrypto|fips140v|go1\.)/m.test(text))
  );
}
