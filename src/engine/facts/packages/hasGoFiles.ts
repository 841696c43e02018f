import { whenKnown } from '../../../base/awaitable';
import type { Fact } from '../factStore';

/** Whether a folder is a package to go: it has a Go file, whatever its constraints say (`modindex.IsGoDir`). Key: the folder. */
export const hasGoFiles: Fact<boolean> = {
  name: 'hasGoFiles',
  compute: (dir, facts) =>
    whenKnown(
      facts.readDirectory(dir),
      (entries) => entries?.some(({ name, kind }) => name.endsWith('.go') && kind !== 'directory') ?? false,
    ),
};
