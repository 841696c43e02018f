import { equal, ok } from 'node:assert/strict';
import { applyTreeDelta, TreeIndex, type PackedTree } from '../../../src/engine/index';
import { DeltaDecoder, DeltaEncoder } from '../../../src/host/scan/deltaCodec';
import { equalTrees } from '../../support/equalTrees';
import { MemoryFiles } from '../../support/memoryPorts';
import { SeededRandom } from '../../support/seededRandom';
import { memoryTree, memoryTreeReader } from '../../support/memoryTree';

describe('a tree on its way between threads', () => {
  it('arrives as it was sent, at first and in differences, and shares what was shared', () => {
    const files = new MemoryFiles({
      '/r/go.mod': 'module r\n',
      '/r/a.go': '//go:build x\n\npackage r\n\nimport "C"\nimport "fmt"\nimport "os"\n',
      '/r/a_amd64.s': '//go:build x\n\nTEXT x\n',
      '/r/b/b.go': '//go:build x\n\npackage b\n\nimport (\n\t"fmt"\n\t"os"\n)\n',
      '/r/b/broken.go': 'pack',
      '/r/c/é "quoted"\n.go': 'package é\nimport "x/\\x00"\n',
      '/r/d/only.c': '',
    });
    const index = new TreeIndex({ root: '/r', reader: memoryTreeReader(files), now: () => 0 });
    const encoder = new DeltaEncoder(index.names.table);
    const decoder = new DeltaDecoder();
    const receive = (last: PackedTree | undefined, changed: readonly string[] | 'all'): PackedTree => {
      const delta = index.update(changed);
      ok(delta);
      return applyTreeDelta(last, decoder.decode(structuredClone(encoder.encode(delta))));
    };

    const first = receive(undefined, 'all');
    equalTrees(first, memoryTree(files, '/r'));
    const [a] = first.directories.get('')?.goFiles ?? [];
    const [b] = first.directories.get('b')?.goFiles ?? [];
    ok(a && b && a.imports === b.imports && a.constraints === b.constraints);

    files.write('/r/e/e.go', '//go:build x\n\npackage e\n\nimport (\n\t"fmt"\n\t"os"\n)\n');
    files.delete('/r/d/only.c');
    const second = receive(first, ['/r/e/e.go', '/r/d/only.c']);
    equalTrees(second, memoryTree(files, '/r'));
    equal(second.directories.get('b'), first.directories.get('b'));
    equal(second.directories.get('e')?.goFiles[0]?.imports, a.imports, 'also over two messages');

    equal(receive(second, ['/r/e/e.go']), second, 'nothing new');
  });

  it('arrives however large it is and however often it changes', () => {
    const random = new SeededRandom(3);
    const header = (): string =>
      random.pick(['', '//go:build x\n\n', `//go:build t${random.below(50)}\n\n`]) +
      `package p${random.below(9)}\n\nimport (\n${Array.from({ length: random.below(6) }, () => `\t"a/${random.below(400)}"\n`).join('')})\n`;
    const names = Array.from({ length: 3000 }, (_, at) => `/r/${at % 70}/é${at}.${at % 9 === 0 ? 's' : 'go'}`);
    const files = new MemoryFiles(Object.fromEntries(names.map((name) => [name, header()])));
    const index = new TreeIndex({ root: '/r', reader: memoryTreeReader(files), now: () => 0 });
    const [encoder, decoder] = [new DeltaEncoder(index.names.table), new DeltaDecoder()];
    let tree: PackedTree | undefined;
    for (let round = 0; round < 12; round++) {
      const changed = round === 0 ? [] : random.sample(names, round < 10 ? 1 : 700);
      for (const name of changed) {
        if (random.next() < 0.2) files.delete(name);
        else files.write(name, header());
      }
      const delta = index.update(round === 0 ? 'all' : changed);
      ok(delta);
      tree = applyTreeDelta(tree, decoder.decode(structuredClone(encoder.encode(delta))));
      equalTrees(tree, memoryTree(files, '/r'), `round ${round}`);
    }
  });
});
