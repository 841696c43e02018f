import { SeededRandom } from '../../support/seededRandom';
import type { Tree } from '../trees';
import { modFileMutations } from './mutations/index';
import type { Form } from './mutations/lines';
import { changeOf, MutationBench, type MutationRun } from './mutationProof';
import { prepareTree, publicModules, type MutationTree, type PublicModule } from './mutationTrees';

export interface MutationPlan {
  readonly modules: number;
  /** how many modules each mutation is tried on */
  readonly each: number;
  readonly seed: number;
  /** modules that are also vendored, and put below a go.work */
  readonly forms: number;
  /** how many mutations of each group; all where absent */
  readonly perGroup?: number;
  /** parts of names of mutations: only these are run, on the modules that they would be tried on in a whole run */
  readonly wanted?: readonly string[];
}

export interface MutationsProof {
  readonly trees: readonly MutationTree[];
  readonly runs: readonly (MutationRun & { readonly group: string })[];
}

/** Breaks public modules in every way, each on a few of them. @param requirer the module that requires them, downloaded */
export async function proveMutations(requirer: Tree, work: string, plan: MutationPlan): Promise<MutationsProof> {
  const modules = await publicModules(requirer.dir, new SeededRandom(plan.seed));
  const trees: MutationTree[] = [];
  let count = 0;
  for (const module of modules) {
    if (count === plan.modules) break;
    const own = await prepared(module, count < plan.forms, work, modules);
    trees.push(...own);
    if (own.some(({ form }) => form === 'module')) count++;
  }
  const benches = new Map<MutationTree, MutationBench>();
  const random = new SeededRandom(plan.seed);
  const runs: (MutationRun & { group: string })[] = [];
  for (const { group, mutations } of modFileMutations) {
    for (const mutation of random.sample(mutations, plan.perGroup ?? mutations.length)) {
      let left = plan.each;
      const fitting = trees.filter(({ form }) => mutation.forms.includes(form));
      for (const tree of random.sample(fitting, fitting.length)) {
        if (left === 0) break;
        const change = changeOf(tree, mutation, random.below(2 ** 31));
        if (change === undefined) continue;
        left--;
        if (!isWanted(mutation.name, plan)) continue;
        const bench = benches.get(tree) ?? (await MutationBench.create(tree));
        benches.set(tree, bench);
        runs.push({ ...(await bench.run(mutation, change)), group });
      }
    }
  }
  return { trees, runs };
}

function isWanted(name: string, { wanted = [] }: MutationPlan): boolean {
  return wanted.length === 0 || wanted.some((word) => name.includes(word));
}

async function prepared(
  module: PublicModule,
  allForms: boolean,
  work: string,
  modules: readonly PublicModule[],
): Promise<readonly MutationTree[]> {
  const forms: readonly Form[] = allForms ? ['module', 'vendor', 'workspace'] : ['module'];
  const trees = await Promise.all(forms.map((form) => prepareTree(module, form, work, modules)));
  return trees.filter((tree) => tree !== undefined);
}

/** Prints the counts. @returns how often the proof does not hold */
export function printMutations({ trees, runs }: MutationsProof): number {
  const modules = trees.filter(({ form }) => form === 'module');
  console.log(
    `${runs.length} mutations on ${modules.length} public modules (${trees.length - modules.length} vendored or below a go.work)`,
  );
  for (const { group } of modFileMutations) {
    const own = runs.filter((run) => run.group === group);
    const broken = own.filter(({ breaks }) => breaks !== 'nothing');
    const of = (outcome: MutationRun['outcome']): number => own.filter((run) => run.outcome === outcome).length;
    console.log(
      `  ${group}: ${own.length} runs, go minds ${broken.length}: ${of('found')} found at the line, ${of('elsewhere')} told elsewhere, ` +
        `${of('unknown')} unknown, ${of('missed')} missed; ${of('quiet')} that go does not mind; ${of('false alarm')} false alarms`,
    );
  }
  const bad = runs.filter(
    ({ outcome }) => outcome === 'missed' || outcome === 'false alarm' || outcome === 'elsewhere',
  );
  for (const { outcome, group, mutation, tree, breaks, goSaid, weSaid } of [
    ...bad,
    ...runs.filter((run) => run.outcome === 'unknown'),
  ]) {
    console.log(
      `  ${outcome.toUpperCase()} ${group}: ${mutation}, ${tree}; breaks ${breaks}: ${goSaid.replaceAll('\n', ' / ')}`,
    );
    for (const line of weSaid.slice(0, 5)) console.log(`      we said ${line}`);
  }
  const touched = runs.filter(({ untouched }) => !untouched);
  for (const { mutation, tree } of touched) console.log(`  CHANGED BY LOOKING ${mutation}, ${tree}`);
  return bad.length + touched.length;
}
