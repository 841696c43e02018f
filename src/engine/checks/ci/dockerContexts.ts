import { dirname } from '../../../base/paths';

/**
 * The folders that may be the build context of a Dockerfile, which is written nowhere: its own folder, or one above.
 * @param dockerfile relative to the verified folder
 */
export function contextsOf(dockerfile: string): readonly string[] {
  const contexts = new Set<string>(['']);
  for (let at = dirname(dockerfile); at !== '.' && at !== '/'; at = dirname(at)) contexts.add(at);
  return [...contexts];
}
