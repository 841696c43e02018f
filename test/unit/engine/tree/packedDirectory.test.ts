import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import type { GoFile, OtherFile } from '../../../../src/engine/index';
import { HeaderNames } from '../../../../src/engine/parse/headerNames';
import { emptyTable, type HeaderNumbers } from '../../../../src/engine/parse/headerTable';
import { Renumbering } from '../../../../src/engine/parse/renumbering';
import { packFolders } from '../../../../src/engine/tree/packedDirectory';
import { goFile, Packer, plainLines } from '../../../support/packer';
import { SeededRandom } from '../../../support/seededRandom';

function randomGoFile(random: SeededRandom, at: number): GoFile {
  const paths = ['fmt', 'os', 'example.com/é', 'a', 'b', 'c/d', 'e'];
  const lines = ['//go:build linux', '//go:build !linux', '//go:build tag1', '//go:build "é'];
  return goFile(`${random.pick(['f', 'é', '𝔾 "x"\n', '$(x)'])}${at}.go`, {
    packageName: random.pick(['p', 'q', '', 'é']),
    imports: random.sample(paths, random.below(5)),
    cgo: random.next() < 0.3,
    constraints:
      random.next() < 0.5
        ? plainLines
        : { goBuild: [random.pick(lines)], plusBuild: [], suspicious: random.next() < 0.5 },
  });
}

describe('a packed folder', () => {
  it('says of thousands of files, in folders of any size, what was put into it', () => {
    const random = new SeededRandom(5);
    const packer = new Packer();
    const packed = [0, 1, 2, 3000, 5, 0, 1500, 40, 40, 40, 700, 1].map((count) => {
      const goFiles = Array.from({ length: count }, (_, at) => randomGoFile(random, at));
      const others = Array.from({ length: random.below(4) }, (_, at): OtherFile => {
        return { name: `é${at}.s`, constraints: randomGoFile(random, at).constraints };
      });
      return { goFiles, others, directory: packer.pack(goFiles, others) };
    });
    // All are packed before one is looked at: none may have written over another.
    for (const { goFiles, others, directory } of packed) {
      equal(directory.goFileCount, goFiles.length);
      deepEqual(directory.goFiles, goFiles);
      deepEqual(directory.otherFiles, others);
    }
  });

  it('says of all its Go files at once what each of them says', () => {
    const random = new SeededRandom(6);
    const packer = new Packer();
    for (let round = 0; round < 300; round++) {
      const plain = random.next() < 0.5;
      const goFiles = Array.from({ length: random.below(12) }, (_, at) => {
        const file = randomGoFile(random, at);
        return plain ? { ...file, cgo: false, constraints: plainLines } : file;
      });
      const directory = packer.pack(goFiles, [{ name: 'x.s', constraints: plainLines }]);
      const conditions = goFiles.filter(({ cgo, constraints }) => cgo || constraints !== plainLines);
      equal(directory.hasConditions, conditions.length > 0);
      deepEqual(directory.packageNames, [...new Set(goFiles.map(({ packageName }) => packageName))]);
      deepEqual(directory.importLists, [...new Set(directory.goFiles.map(({ imports }) => imports))]);
      deepEqual(
        goFiles.map((_, at) => directory.packageNameOf(at)),
        goFiles.map(({ packageName }) => packageName),
      );
      deepEqual(directory.names.split('/'), [...goFiles.map(({ name }) => name), 'x.s']);
    }
  });

  it('gives the same objects to all until all is packed again, and equal ones after that', () => {
    const packer = new Packer();
    const goFiles = [goFile('a.go', { imports: ['fmt', 'os'] }), goFile('b.go', { imports: ['fmt', 'os'], cgo: true })];
    const [one, two] = [packer.pack(goFiles), packer.pack(goFiles)];
    const { goFiles: before, otherFiles } = one;
    equal(one.goFiles, before);
    equal(one.otherFiles, otherFiles);
    equal(one.goFiles[0]?.imports, two.goFiles[1]?.imports, 'equal lists are one list');
    equal(one.goFiles[0]?.constraints, two.goFiles[1]?.constraints);
    const constraints = one.goFiles[0]?.constraints;
    packFolders(one.table);
    notEqual(one.goFiles, before);
    deepEqual(one.goFiles, before);
    equal(one.goFiles[0]?.constraints, constraints, 'what is remembered by constraint lines lasts');
  });

  it('knows its own files, and no others, for its own', () => {
    const packer = new Packer();
    const tagged = { goBuild: ['//go:build a'], plusBuild: [], suspicious: false };
    const files = [goFile('a.go', { imports: ['fmt'] }), goFile('b.go')];
    const other = { name: 'c.s', constraints: plainLines };
    packer.pack([goFile('before.go')]);
    const directory = packer.pack(files, [other]);
    const isOf = (goFiles: readonly GoFile[], others: readonly OtherFile[]): boolean =>
      directory.isOf(
        { names: [...goFiles, ...others].map(({ name }) => name).join('/'), goFileCount: goFiles.length },
        packer.row(goFiles, others),
      );
    ok(isOf(files, [other]));
    const [a, b] = files as [GoFile, GoFile];
    for (const [what, goFiles, others] of [
      ['fewer', [a], [other]],
      ['more', [...files, goFile('bb.go')], [other]],
      ['another name', [a, goFile('é.go')], [other]],
      ['another package', [a, goFile('b.go', { packageName: 'q' })], [other]],
      ['other imports', [a, goFile('b.go', { imports: ['fmt'] })], [other]],
      ['cgo', [a, goFile('b.go', { cgo: true })], [other]],
      ['other constraints', [a, goFile('b.go', { constraints: tagged })], [other]],
      ['other constraints of another file', files, [{ ...other, constraints: tagged }]],
      ['no other file', files, []],
      ['a Go file for another', [a], [{ ...other, name: b.name }, other]],
      ['nothing', [], []],
    ] as const)
      equal(isOf(goFiles, others), false, what);
  });

  it('says by number what it says by name', () => {
    const packer = new Packer();
    const constraints = { goBuild: ['//go:build a'], plusBuild: [], suspicious: true };
    const file = goFile('é.go', { packageName: 'x', imports: ['b', 'a'], cgo: true, constraints });
    const directory = packer.pack([goFile('a.go'), file], [{ name: 'z.s', constraints }]);
    const header = directory.goHeaders().get('é.go');
    ok(header);
    deepEqual(packer.names.table.goFile('é.go', header), file);
    const lines = directory.otherConstraints().get('z.s');
    deepEqual(packer.names.table.constraints[lines ?? -1], constraints);
    deepEqual([...directory.goHeaders().keys(), ...directory.otherConstraints().keys()], ['a.go', 'é.go', 'z.s']);
  });

  it('is the same folder with another header, and equal to what it was when that is taken back', () => {
    const packer = new Packer();
    const other = { name: 'c.s', constraints: plainLines };
    const [a, b] = [goFile('a.go', { imports: ['fmt'] }), goFile('b.go')];
    packer.pack([goFile('before.go')]);
    const directory = packer.pack([a, b], [other]);
    const edited = goFile('b.go', { imports: ['os'], cgo: true, packageName: 'q' });
    const headerOf = (file: GoFile): HeaderNumbers | undefined => packer.pack([file]).goHeaders().get(file.name);
    const [before, after] = [headerOf(b), headerOf(edited)];
    ok(before && after);
    const changed = directory.withHeader('b.go', after);
    deepEqual([changed?.path, changed?.goFiles, changed?.otherFiles], [directory.path, [a, edited], [other]]);
    deepEqual(directory.goFiles, [a, b]);
    ok(changed && !directory.equals(changed) && !changed.equals(directory));
    ok(changed.withHeader('b.go', before)?.equals(directory));
    equal(directory.withHeader('c.s', after), undefined, 'it is no Go file');
    equal(directory.withHeader('d.go', after), undefined);
    ok(!directory.equals(new Packer().pack([a, b], [other])), 'numbers of another table mean something else');
  });
});

describe('the numbers of a table in another thread', () => {
  it('become ours in parts, whatever we had and however many they are', () => {
    const random = new SeededRandom(11);
    const [ours, theirs] = [new HeaderNames(), new HeaderNames()];
    const renumbering = new Renumbering(ours);
    const pathsOf = (): readonly string[] =>
      Array.from({ length: random.below(9) }, () => `path/${random.below(30_000)}`);
    const add = (
      names: HeaderNames,
      paths: readonly string[],
      line: string,
    ): readonly [list: number, lines: number] => [
      names.importList(paths.map((path) => names.number(path))),
      names.constraintLines([line], [], false),
    ];
    const added: { readonly paths: readonly string[]; readonly line: string; readonly at: readonly number[] }[] = [];
    let sent = emptyTable;
    for (const count of [0, 3, 200, 0, 20_000]) {
      for (let at = 0; at < count; at++) {
        const [paths, line] = [pathsOf(), `//go:build t${random.below(500)}`];
        added.push({ paths, line, at: add(theirs, paths, line) });
        // Here somebody types meanwhile.
        if (random.next() < 0.1) add(ours, pathsOf(), `//go:build ours${random.below(500)}`);
      }
      renumbering.grow(structuredClone(theirs.table.growthSince(sent)));
      sent = theirs.table.size;
    }
    for (const {
      paths,
      line,
      at: [theirList = -1, theirLines = -1],
    } of added) {
      const size = { ...ours.table.size };
      const [list, lines] = add(ours, paths, line);
      deepEqual(ours.table.size, size, 'nothing was new');
      deepEqual([renumbering.lists.get(theirList), renumbering.constraints[theirLines]], [list, lines]);
      deepEqual(ours.table.importsOf(list), paths);
      deepEqual(ours.table.constraints[lines], { goBuild: [line], plusBuild: [], suspicious: false });
      for (const path of paths) equal(renumbering.names[theirs.number(path)], ours.number(path));
    }
    deepEqual([renumbering.lists.get(0), renumbering.constraints[0]], [0, 0]);
  });
});
