import { joinPath } from '../../base/paths';
import type { Facts } from '../facts/factStore';
import { repositoryTop } from '../facts/modules/repositoryTop';

/** The commit that is checked out around a folder, from the files of git; git itself is not run. */
export async function checkedOutRevision(folder: string, facts: Facts): Promise<string | undefined> {
  const top = await facts.get(repositoryTop, folder);
  if (top === undefined) return undefined;
  const gitDir = (await linkedGitDir(top, facts)) ?? joinPath(top, '.git');
  const head = (await facts.readText(joinPath(gitDir, 'HEAD')))?.trim() ?? '';
  const ref = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  if (ref === undefined) return hashIn(head);
  // A work tree of its own has its HEAD, and the branches of the repository that it belongs to.
  const common = (await facts.readText(joinPath(gitDir, 'commondir')))?.trim() ?? '.';
  const shared = joinPath(gitDir, common);
  const loose = await facts.readText(joinPath(shared, ref));
  if (loose !== undefined) return hashIn(loose.trim());
  const packed = (await facts.readText(joinPath(shared, 'packed-refs'))) ?? '';
  const line = packed.split('\n').find((each) => each.endsWith(` ${ref}`));
  return hashIn(line?.split(' ')[0] ?? '');
}

/** Where `.git` is a file, as in submodules and further work trees, it names the folder. */
async function linkedGitDir(top: string, facts: Facts): Promise<string | undefined> {
  const text = await facts.readText(joinPath(top, '.git'));
  const named = /^gitdir: (.+?)\s*$/m.exec(text ?? '')?.[1];
  return named === undefined ? undefined : joinPath(top, named);
}

function hashIn(text: string): string | undefined {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}
