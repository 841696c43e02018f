import { joinPath, relativeWithin } from '../../../base/paths';
import type { TaggedFile } from '../../constraints/constraintTable';
import { constrainedFile, type ConstrainedFile } from '../../facts/buildTags/constrainedFile';
import { directoriesOfModule, moduleTags, pathOf, type ModuleTags } from '../../facts/buildTags/moduleTags';
import type { Facts } from '../../facts/factStore';
import type { Module } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, type CheckResult, type Unknown } from '../../model/outcome';

/** How the checks of this family run: pick the few files that matter from the scan, read those whole, judge each. */

/** A file to judge: what the scan knows of it, and its text. */
export interface Subject extends ConstrainedFile {
  readonly tagged: TaggedFile;
}

export type Judge = (subject: Subject) => readonly FindingDraft[] | Promise<readonly FindingDraft[]>;

export async function inspect(
  module: Module,
  facts: Facts,
  select: (tags: ModuleTags) => readonly TaggedFile[],
  judge: Judge,
): Promise<CheckResult> {
  const none = await noGoFiles(module, facts);
  if (none) return none;
  const findings: FindingDraft[] = [];
  const unreadable: string[] = [];
  for (const tagged of select(await facts.get(moduleTags, module.dir))) {
    const path = pathOf(facts.root, tagged);
    const file = await facts.get(constrainedFile, path);
    if (file) findings.push(...(await judge({ ...file, tagged })));
    else unreadable.push(relativeWithin(facts.root, path) ?? path);
  }
  return found(findings, (await unseen(module, facts)) ?? notRead(unreadable));
}

/** What the check ends with in a module without Go files. */
export async function noGoFiles(module: Module, facts: Facts): Promise<CheckResult | undefined> {
  const directories = await facts.get(directoriesOfModule, module.dir);
  if (directories.some((directory) => directory.goFiles.length > 0)) return undefined;
  const incomplete = await unseen(module, facts);
  return incomplete ? { kind: 'unknown', unknown: incomplete } : notApplicable(say('shared.noGoFiles'));
}

function notRead(paths: readonly string[]): Unknown | undefined {
  const [first] = paths;
  if (first === undefined) return undefined;
  const reason = say('shared.unreadable', { file: first, reason: 'it changed or lacks permission' });
  return { reason, needs: 'readable-files', missing: paths.slice(0, 5) };
}

/** What the scan could not look at within the module. */
export async function unseen(module: Module, facts: Facts): Promise<Unknown | undefined> {
  const tree = await facts.tree(facts.root);
  const within = tree.problems.filter(
    ({ path, kind }) => kind !== 'symlink-loop' && relativeWithin(module.dir, joinPath(facts.root, path)) !== undefined,
  );
  const [first] = within;
  if (first === undefined) return undefined;
  const slow = first.kind === 'out-of-time' || first.kind === 'too-many-files';
  return {
    reason: say('shared.unreadable', { file: first.path === '' ? '.' : first.path, reason: first.detail }),
    needs: slow ? 'time' : 'readable-files',
    missing: within.slice(0, 5).map(({ path }) => path),
  };
}
