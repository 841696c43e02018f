import { deepEqual, ok } from 'node:assert/strict';
import { decodeFolder, encodeFolder } from '../../../src/host/scan/folderCodec';
import { dividedWalk, newFolderClaims } from '../../../src/host/scan/folderClaims';
import { dividedTree, randomFiles } from '../../support/dividedScan';
import { equalTrees } from '../../support/equalTrees';
import { MemoryFiles } from '../../support/memoryPorts';
import { memoryTree } from '../../support/memoryTree';
import { SeededRandom } from '../../support/seededRandom';

describe('the part of a tree that another thread has read', () => {
  it('arrives as it was sent, whoever of the two read what', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = new SeededRandom(seed);
      const files = new MemoryFiles(randomFiles(random));
      const claims = newFolderClaims();
      const { tree } = dividedTree({
        files,
        claims: (backwards) => dividedWalk(claims, backwards),
        random,
        carry: (folder, table, { names }) => decodeFolder(structuredClone(encodeFolder(folder, table)), names),
      });
      equalTrees(tree, memoryTree(files, '/r'), `seed ${seed}`);
    }
  });

  it('shares lists of imports and constraints with the part that this thread has read', () => {
    const text = '//go:build x\n\npackage p\n\nimport (\n\t"fmt"\n\t"os"\n)\n';
    const files = new MemoryFiles(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`/r/${name}/x.go`, text])));
    const claims = newFolderClaims();
    const sent: string[] = [];
    const { tree } = dividedTree({
      files,
      claims: (backwards) => dividedWalk(claims, backwards),
      random: new SeededRandom(2),
      carry: (folder, table, { names }) => {
        sent.push(...[...folder.children.values()].flatMap(({ path, isUnread }) => (isUnread ? [] : path)));
        return decodeFolder(structuredClone(encodeFolder(folder, table)), names);
      },
    });
    ok(sent.length > 0 && sent.length < 4, sent.join(' '));
    const goFiles = [...tree.directories.values()].flatMap((directory) => directory.goFiles);
    deepEqual([new Set(goFiles.map(({ imports }) => imports)).size, goFiles.length], [1, 4]);
    deepEqual(new Set(goFiles.map(({ constraints }) => constraints)).size, 1);
  });
});
