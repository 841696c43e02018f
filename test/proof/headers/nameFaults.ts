import {
  alike,
  clauseLineOf,
  nowhere,
  plainSourceOf,
  testOf,
  unlike,
  type FaultPlanter,
  type FaultProof,
} from './faults';
import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import type { HeaderFile, PackageFolder } from './packages';
import type { SeededRandom } from '../../support/seededRandom';

/** Faults of names. */

function renamed(
  checks: readonly string[],
  rename: (file: HeaderFile, random: SeededRandom) => string,
  proofOf: (from: HeaderFile, to: string) => FaultProof,
  choose: (folder: PackageFolder, random: SeededRandom) => HeaderFile | undefined = plainSourceOf,
): FaultPlanter {
  return (folder, random) => {
    const file = choose(folder, random);
    if (file === undefined) return undefined;
    const to = rename(file, random);
    // go reads a name up to its first dot.
    if (folder.names.includes(to) || !/^[^.]+\.go$/.test(file.name)) return undefined;
    return {
      what: `${file.name} renamed to ${to}`,
      changes: new Map([
        [file.name, undefined],
        [to, file.text],
      ]),
      checks,
      file: to,
      line: clauseLineOf(file.text),
      proof: proofOf(file, to),
    };
  };
}

function ending(suffix: string): (file: HeaderFile) => string {
  return ({ name }) => name.replace(/\.go$/, suffix);
}

/** A file of a package that nothing in it makes one for certain systems: else the suffix may be meant. */
function meantForAll(folder: PackageFolder, random: SeededRandom): HeaderFile | undefined {
  const { files, names } = folder;
  if (
    files.some(({ name }) => nameTagsOf(name) !== undefined) ||
    names.some((name) => /\.(s|S|c|h|syso|m)$/.test(name))
  )
    return undefined;
  const file = plainSourceOf(folder, random);
  return file && /"(?:syscall|unsafe|golang\.org\/x\/sys\b)/.test(file.text) ? undefined : file;
}

export const nameFaults: Readonly<Record<string, FaultPlanter>> = {
  'a suffix that only go knows': renamed(
    ['file-name-accidental-constraint'],
    (file, random) =>
      ending(`_${random.pick(['s390', 'nacl', 'hurd', 'zos', 'ppc', 'sparc', 'riscv', 'armbe'])}.go`)(file),
    (file, to) => nowhere(to, file.text),
    meantForAll,
  ),
  'suffixes in the wrong order': renamed(
    ['file-name-tag-order'],
    (file, random) =>
      ending(`_${random.pick(['amd64_windows', 'arm64_linux', 'linux_windows', 'amd64_arm64', 'arm64_darwin'])}.go`)(
        file,
      ),
    (file, to) => {
      const [, lost = '', counts = ''] = /_([^_]+)_([^_]+)\.go$/.exec(to) ?? [];
      // Were both read, the file would be in fewer builds, or in none.
      return unlike(to, file.text, `//go:build ${lost} && ${counts}\n\n${file.text}`, 'x.go');
    },
  ),
  'a system behind a dot': renamed(
    ['file-name-not-a-constraint'],
    (file, random) => ending(`.pb_${random.pick(['linux', 'windows', 'darwin'])}.go`)(file),
    (file, to) => alike(to, file.text, file.text),
  ),
  'a suffix that go does not know': (folder, random) => {
    const file = plainSourceOf(folder, random);
    if (file === undefined || !/^[^.]+\.go$/.test(file.name)) return undefined;
    const stem = file.name.replace(/\.go$/, '');
    const [to, sibling] = [`${stem}_${random.pick(['unix', 'posix'])}.go`, `${stem}_windows.go`];
    if (folder.names.includes(to) || folder.names.includes(sibling)) return undefined;
    return {
      what: `${file.name} renamed to ${to} beside ${sibling}`,
      changes: new Map([
        [file.name, undefined],
        [to, file.text],
        [sibling, `package ${file.packageName}\n`],
      ]),
      checks: ['file-name-not-a-constraint'],
      file: to,
      line: clauseLineOf(file.text),
      proof: alike(to, file.text, file.text),
    };
  },
  'a test that is none': renamed(
    // Where its package is another one, that is the greater fault.
    ['test-suffix-order', 'package-clause-mismatch'],
    (file, random) =>
      file.name.replace(
        /_test\.go$/,
        `_test_${random.pick(['linux', 'windows', 'darwin', 'amd64', 'linux_arm64'])}.go`,
      ),
    (_, to) => ({
      kind: 'folder',
      // go/build takes it for a source, or stops at its package clause.
      shows: (said) =>
        said.some(({ Go, Error }) => Go?.includes(to) === true || Error.includes(to)) &&
        said.every(({ Test }) => !Test?.includes(to)),
    }),
    (folder, random) => {
      const file = testOf(folder, random);
      // Examples that are called otherwise a header does not show.
      return file && (/"testing"/.test(file.text) || file.name.endsWith('example_test.go')) ? file : undefined;
    },
  ),
};
