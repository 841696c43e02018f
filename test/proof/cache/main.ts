import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ClashOracle } from '../../support/clashOracle';
import { isConfirmed } from '../confirm';
import { reviewOf } from '../gate/reviewed';
import { isLoud, lineOf, verify, type ReportFinding } from '../report';
import { copyWritable, type Tree } from '../trees';
import { cachedModules, type CachedModule } from './modules';
import { isNamed } from './naming';
import { complaintsOfGo, complaintsOfVet } from './goSays';

interface CacheVerdict {
  /** checks of what go says too, one word a finding */
  readonly confirmed: readonly string[];
  /** checks of files that other programs read, one word a finding */
  readonly foreign: readonly string[];
  /** checks of what a person has looked at (`../gate/reviewed.ts`), one word a finding */
  readonly reviewed: readonly string[];
  /** to be looked at by a person: go says nothing of it in the builds of this machine */
  readonly unconfirmed: readonly string[];
}

/**
 * Every module of this machine's cache, taken out of it and verified, static: what people publish, in all its ages. A module
 * alone lacks its neighbours, so that much is loud that is fine in its repository, and go must say the same of it.
 * @param wanted parts of names; all modules where there is none
 * @returns the number of loud findings of which go says nothing
 */
export async function proveCache(work: string, wanted: readonly string[]): Promise<number> {
  const modules = (await cachedModules()).filter(
    ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
  );
  if (modules.length === 0) throw new Error('the module cache has no such module');
  const clashes = new ClashOracle(process.cwd());
  const verdicts: CacheVerdict[] = [];
  try {
    for (const module of modules) {
      const verdict = await verdictOn(module, work, clashes);
      verdicts.push(verdict);
      for (const line of verdict.unconfirmed) console.log(`  UNCONFIRMED ${line}`);
    }
  } finally {
    clashes.dispose();
  }
  const all = (part: keyof CacheVerdict): readonly string[] => verdicts.flatMap((verdict) => verdict[part]);
  console.log(
    `${modules.length} modules of the cache: ${all('unconfirmed').length} loud findings of which go says nothing; ` +
      `confirmed by go: ${counted(all('confirmed'))}; reviewed: ${counted(all('reviewed'))}; ` +
      `about files of other programs: ${counted(all('foreign'))}`,
  );
  return all('unconfirmed').length;
}

async function verdictOn({ name, dir }: CachedModule, work: string, clashes: ClashOracle): Promise<CacheVerdict> {
  // Named as a person names a clone of it.
  const tree: Tree = { name, dir: join(work, 'cached', basename(name).replace(/@.*/, '')) };
  const confirmed: string[] = [];
  const foreign: string[] = [];
  const reviewed: string[] = [];
  const unconfirmed: string[] = [];
  try {
    await copyWritable(dir, tree.dir);
    const loud = (await verify(tree.dir, '--profile', 'static')).findings.filter(isLoud);
    const judged = loud.filter(({ family }) => family !== 'ci');
    foreign.push(...loud.filter(({ family }) => family === 'ci').map(({ check }) => check));
    const complaints = judged.length > 0 ? await complaintsOfGo(tree) : [];
    for (const finding of judged) {
      const line = await lineIn(tree, finding);
      if (isNamed(complaints, finding, line) || (await isConfirmed(tree, finding, clashes)))
        confirmed.push(finding.check);
      else if (isNamed(await complaintsOfVet(tree, finding), finding, line)) confirmed.push(finding.check);
      else if (reviewOf(name.replace(/@.*/, ''), finding) !== undefined) reviewed.push(finding.check);
      else unconfirmed.push(`${name} ${lineOf(finding)}`);
    }
  } finally {
    await rm(tree.dir, { recursive: true, force: true });
  }
  return { confirmed, foreign, reviewed, unconfirmed };
}

/** The first line that a finding underlines. */
async function lineIn({ dir }: Tree, { file, range }: ReportFinding): Promise<string | undefined> {
  if (file === undefined || range === undefined) return undefined;
  const text = await readFile(join(dir, file), 'utf8').catch(() => '');
  return text.split(/\r?\n/)[range.start.line - 1];
}

/** `3 (2 gosum-file-missing, 1 tag-misspelt)` */
function counted(checks: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const check of checks) counts.set(check, (counts.get(check) ?? 0) + 1);
  const each = [...counts].toSorted(([, a], [, b]) => b - a).map(([check, count]) => `${count} ${check}`);
  return `${checks.length} (${each.join(', ')})`;
}
