import type { SourceFile } from './packageFiles';

/** Files that share one set of package-level names, and whose names a file of them sees. */
export interface Namespace {
  readonly files: readonly SourceFile[];
  /** names of files that may declare more than was found */
  readonly broken: readonly string[];
}

/**
 * The packages of a folder as a build with tests sees them: a package with its own tests, and its external tests. Those in
 * which no constraint decides anything are left out: they are the same in every build, and the compiler tells.
 */
export function namespacesOf(files: readonly SourceFile[]): readonly Namespace[] {
  const byName = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (file.packageName === '' || file.packageName === 'documentation') continue;
    // `package a_test` in a file that is no test is a package of its own, as odd as it is.
    const known = byName.get(file.packageName);
    if (known) known.push(file);
    else byName.set(file.packageName, [file]);
  }
  return [...byName.values()]
    .filter((members) => members.length > 1 && members.some(({ condition }) => condition?.expr !== undefined))
    .filter((members) => members.every(({ condition }) => condition !== undefined))
    .map((members) => ({ files: members, broken: members.filter(({ broken }) => broken).map(({ name }) => name) }));
}
