import { modFilesOfGoroot } from '../../support/goFileCorpus';
import { go, type Tree } from '../trees';
import { modFilesOfRequired, moduleCount, proveParsers } from './parsers';
import { printMutations, proveMutations } from './mutationsReport';
import { namesOfModuleScripts, proveScripts } from './scripts';
import { printScripts } from './scriptsReport';

/** Every go.mod and go.work of the Go distribution, and those of public modules. @returns how many are read unlike go */
export async function proveFiles(trees: readonly Tree[]): Promise<number> {
  const published = await modFilesOfRequired(trees, 200);
  let bad = 0;
  for (const [label, sources] of [
    ['the Go distribution', modFilesOfGoroot(await goroot())],
    [`${moduleCount(published)} public modules`, published],
  ] as const) {
    const { accepted, refused, disagreements } = await proveParsers(sources);
    bad += disagreements.length;
    console.log(
      `go.mod and go.work of ${label}: ${sources.length} files, ${accepted} read and ${refused} refused as go does, ` +
        `${disagreements.length} unlike go`,
    );
    for (const line of disagreements) console.log(`  UNLIKE ${line}`);
  }
  return bad;
}

/** The scripts of cmd/go's own tests as an oracle. @param wanted parts of names; every script where there are none */
export async function proveScriptStates(wanted: readonly string[]): Promise<number> {
  const all = await namesOfModuleScripts(await goroot());
  const chosen = all.filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  return printScripts(await proveScripts(await goroot(), chosen));
}

/** Thirty public modules, broken in every way. @param wanted parts of names of mutations; all where there are none */
export async function proveBrokenModules(
  trees: readonly Tree[],
  { work, wanted, seed }: { readonly work: string; readonly wanted: readonly string[]; readonly seed: number },
): Promise<number> {
  const requirer = trees.find(({ name }) => name === 'real');
  if (requirer === undefined) throw new Error('the module that requires the others is not there');
  return printMutations(await proveMutations(requirer, work, { modules: 30, each: 6, seed, forms: 10, wanted }));
}

async function goroot(): Promise<string> {
  return (await go(process.cwd(), ['env', 'GOROOT'])).trim();
}
