import { basename, dirname, isWithin, joinPath, relativeWithin } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { treeLists } from '../../facts/treeLists';
import type { Root, RootCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Location } from '../../model/range';
import { parseGitmodules } from '../../parse/gitmodules';
import { parseGoMod } from '../../parse/goMod';
import { parseGoWork } from '../../parse/goWork';

/** A line of go.mod or go.work that leads into a folder of the repository. */
interface Reference {
  readonly folder: string;
  readonly location: Location;
}

export const submoduleUninitialised: RootCheck = {
  id: 'submodule-uninitialised',
  family: 'ci',
  scope: 'root',
  title: 'The submodules that Go modules come from are checked out',
  why: 'git clone leaves the folder of a submodule empty. What go.mod or go.work takes from there is missing, and go speaks of a missing go.mod, not of git.',
  fix: 'git submodule update --init --recursive; in CI the same, or submodules: recursive of actions/checkout.',
  severity: 'warning',
  worst: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    needed:
      'the submodule {path} is not checked out: {file} takes a module from there, so go stops. git submodule update --init',
    usedHere: 'this leads into the submodule',
    noSubmodules: 'no git repository with submodules here',
  },
  run: async (root, facts) => {
    const { otherFiles } = await facts.get(treeLists, root.dir);
    const files = await gitmodulesOf(root, otherFiles, facts);
    if (files.length === 0) return notApplicable(say('noSubmodules'));
    const references = await referencesOf(root, facts);
    const drafts: FindingDraft[] = [];
    for (const file of files) {
      for (const submodule of parseGitmodules((await facts.readText(file)) ?? '')) {
        const folder = joinPath(dirname(file), submodule.path);
        if (((await facts.readDirectory(folder)) ?? []).length > 0) continue;
        const users = references.filter((reference) => isWithin(folder, reference.folder));
        const draft = draftOf(root, submodule.path, { file, range: submodule.range }, users);
        if (draft) drafts.push(draft);
      }
    }
    return found(drafts);
  },
};

/** What lies in no git repository, such as the archive of a release, has no submodules to check out. */
async function gitmodulesOf(root: Root, otherFiles: readonly string[], facts: Facts): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of otherFiles) {
    if (basename(path) !== '.gitmodules') continue;
    const file = joinPath(root.dir, path);
    if ((await facts.stat(joinPath(dirname(file), '.git'))) !== undefined) files.push(file);
  }
  return files;
}

/** A submodule that no Go line leads into may be left out on purpose: documents, data of tests. */
function draftOf(root: Root, path: string, location: Location, users: readonly Reference[]): FindingDraft | undefined {
  const [first] = users;
  if (first === undefined) return undefined;
  const related = users.map((user): RelatedLocation => ({ ...user.location, message: say('usedHere') }));
  const file = relativeWithin(root.dir, first.location.file) ?? basename(first.location.file);
  return { message: say('needed', { path, file }), location, related, key: path };
}

async function referencesOf(root: Root, facts: Facts): Promise<readonly Reference[]> {
  const { modules, workspaces } = await facts.get(treeLists, root.dir);
  const references: Reference[] = [];
  for (const path of modules) {
    const file = joinPath(root.dir, path, 'go.mod');
    for (const { newPath } of parseGoMod((await facts.readText(file)) ?? '').replace)
      if (/^\.\.?(?:\/|$)/.test(newPath.value))
        references.push({ folder: joinPath(dirname(file), newPath.value), location: { file, range: newPath.range } });
  }
  for (const path of workspaces) {
    const file = joinPath(root.dir, path, 'go.work');
    for (const { path: used } of parseGoWork((await facts.readText(file)) ?? '').use)
      references.push({ folder: joinPath(dirname(file), used.value), location: { file, range: used.range } });
  }
  return references;
}
