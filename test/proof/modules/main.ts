import { modFilesOfGoroot } from '../../support/goFileCorpus';
import { go, type Tree } from '../trees';
import { modFilesOfRequired, moduleCount, proveParsers } from './parsers';

/** The proof of the module families, part by part. @returns how often it does not hold */
export async function proveModules(_work: string, trees: () => Promise<readonly Tree[]>): Promise<number> {
  return proveFiles(await trees());
}

/** Every go.mod and go.work of the Go distribution, and those of public modules. */
async function proveFiles(trees: readonly Tree[]): Promise<number> {
  const goroot = (await go(process.cwd(), ['env', 'GOROOT'])).trim();
  const published = await modFilesOfRequired(trees, 200);
  let bad = 0;
  for (const [label, sources] of [
    ['the Go distribution', modFilesOfGoroot(goroot)],
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
