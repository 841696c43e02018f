import { deepEqual, equal, ok } from 'node:assert/strict';
import { ConstraintTable } from '../../../../src/engine/constraints/constraintTable';
import { isPlainFolder } from '../../../../src/engine/constraints/plainFolder';
import type { Directory, GoFile } from '../../../../src/engine/index';
import { goFile, Packer, plainLines } from '../../../support/packer';
import { SeededRandom } from '../../../support/seededRandom';

const linux = { goBuild: ['//go:build linux'], plusBuild: [], suspicious: false };

describe('a plain folder', () => {
  const packer = new Packer();
  const isPlain = (goFiles: readonly GoFile[]): boolean => isPlainFolder(packer.pack(goFiles));

  it('is a package with its tests, in their own package or not', () => {
    ok(
      isPlain([goFile('a.go'), goFile('b_c.go'), goFile('a_test.go'), goFile('b_test.go', { packageName: 'p_test' })]),
    );
    ok(isPlain([goFile('a_test.go', { packageName: 'p_test' }), goFile('b.go')]));
    ok(isPlain([goFile('linux.go'), goFile('linux_test.go'), goFile('x_linuxy.go'), goFile('windows_helper.go')]));
  });

  it('has no file of which there may be something to say', () => {
    for (const [what, file] of Object.entries<GoFile>({
      'a constraint': goFile('x.go', { constraints: linux }),
      cgo: goFile('x.go', { cgo: true }),
      'an unreadable clause': goFile('x.go', { packageName: '' }),
      'another package': goFile('x.go', { packageName: 'q' }),
      'documentation, which go drops': goFile('x.go', { packageName: 'documentation' }),
      'tests outside of tests': goFile('x.go', { packageName: 'p_test' }),
      'a system': goFile('x_linux.go'),
      'a system of tests': goFile('x_linux_test.go'),
      'an architecture before other dots': goFile('x_arm64.pb.go'),
      'tags behind a dot': goFile('x.pb_windows.go'),
      'another case': goFile('x_Linux.go'),
      'what is no tag, and looks like one': goFile('x_unix.go'),
    }))
      equal(isPlain([goFile('a.go'), file]), false, what);
    equal(isPlain([goFile('x_test.go', { packageName: 'p_test' })]), false, 'nothing but tests of another package');
    equal(isPlain([]), false, 'no Go file');
    equal(isPlainFolder(packer.pack([goFile('a.go')], [{ name: 'a.c', constraints: plainLines }])), false, 'C');
  });

  it('is judged as file by file (property)', () => {
    const random = new SeededRandom(8);
    const stems = [
      'a',
      'a_b',
      'doc',
      'linux',
      'x_Linux',
      'x_unix',
      'x.pb_linux',
      'x_windows',
      'x_test_arm',
      'x_amd64_ios',
    ];
    let plain = 0;
    for (let round = 0; round < 3000; round++) {
      const goFiles = Array.from({ length: 1 + random.below(5) }, (_, at) => {
        const test = random.next() < 0.4 ? '_test' : '';
        const stem = random.next() < 0.8 ? `${random.pick(['a', 'a_b', 'doc'])}${at}` : random.pick(stems);
        return goFile(`${stem}${test}.go`, {
          packageName: random.next() < 0.8 ? 'p' : random.pick(['p_test', 'q', '', 'documentation', 'p_test_test']),
          cgo: random.next() < 0.03,
          constraints: random.next() < 0.05 ? linux : plainLines,
        });
      });
      const directory = packer.pack(goFiles);
      if (!isPlainFolder(directory)) continue;
      plain++;
      deepEqual(new ConstraintTable().directory(fileByFile(directory)), new ConstraintTable().directory(directory));
    }
    ok(plain > 500 && plain < 2500, `${plain} of 3000 are plain`);
  });
});

/** The same folder, for a judge that must look at its files. */
function fileByFile(directory: Directory): Directory {
  const { path, goFileCount, otherFileCount, goFiles, otherFiles, names, packageNames, importLists } = directory;
  const packageNameOf = (file: number): string => directory.packageNameOf(file);
  const counts = { goFileCount, otherFileCount };
  return { path, ...counts, goFiles, otherFiles, names, packageNames, importLists, packageNameOf, hasConditions: true };
}
