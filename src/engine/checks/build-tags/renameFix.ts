import { dirname } from '../../../base/paths';
import type { TaggedFile } from '../../constraints/constraintTable';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';

/**
 * To give a file a name that says something else of its builds. The check has the words `rename`.
 * @param path absolute, of the file @param names better names, best first; those that its folder has are left out
 */
export function renameFixes(path: string, { directory }: TaggedFile, names: readonly string[]): readonly EditFix[] {
  if (names.length === 0) return [];
  const taken = directory.names.split('/');
  return names
    .filter((name) => !taken.includes(name))
    .map((name) => ({
      kind: 'edit',
      title: say('rename', { name }),
      safe: false,
      edits: [{ kind: 'rename', file: path, to: `${dirname(path)}/${name}` }],
    }));
}
