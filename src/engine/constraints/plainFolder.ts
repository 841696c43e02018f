import type { Directory, GoFile } from '../model/tree';
import { noConstraints } from '../parse/headerTable';
import { isTestFileName } from './fileName';
import { suffixed } from './fileNameFaults';
import { knownArches, knownOses } from './knownNames';

/**
 * Whether a look at a whole folder shows that every build takes all its Go files, and that nothing is to be said of them: most
 * folders are so. False where only a look at each file tells.
 */
export function isPlainFolder(directory: Directory): boolean {
  const { hasConditions, otherFileCount, names } = directory;
  return !hasConditions && otherFileCount === 0 && !conditional.test(names) && hasOneClause(directory);
}

/** Whether every build takes a Go file, by its name and header, and nothing is to be said of these. */
export function isPlainFile({ name, cgo, constraints }: GoFile): boolean {
  return constraints === noConstraints && !cgo && !conditional.test(name);
}

/** A name with constraint tags, or one that looks like it, among names that are joined by `/`. */
const conditional = new RegExp(`_(?:${[...knownOses, ...knownArches].join('|')})(?:_test)?\\.|${suffixed.source}`);

/** One package, with or without tests in a package of their own. */
function hasOneClause(directory: Directory): boolean {
  const names = directory.packageNames;
  const [name = ''] = names.filter((one) => !one.endsWith('_test'));
  // A clause that could not be read, and one for which go drops the file.
  if (name === '' || name === 'documentation') return false;
  const tests = `${name}_test`;
  if (names.some((one) => one !== name && one !== tests)) return false;
  return names.length === 1 || filesOf(directory, tests).every(isTestFileName);
}

/** Names of the files of a package. */
function filesOf(directory: Directory, packageName: string): readonly string[] {
  return directory.names.split('/').filter((_, at) => directory.packageNameOf(at) === packageName);
}
