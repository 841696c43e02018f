import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyTreeDelta, TreeIndex, type Tree } from '../../../src/engine/index';
import { DeltaDecoder, DeltaEncoder } from '../../../src/host/scan/deltaCodec';
import { MemoryFiles } from '../../support/memoryPorts';
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
    const encoder = new DeltaEncoder();
    const decoder = new DeltaDecoder();
    const receive = (last: Tree | undefined, changed: readonly string[] | 'all'): Tree => {
      const delta = index.update(changed);
      ok(delta);
      return applyTreeDelta(last, decoder.decode(structuredClone(encoder.encode(delta))));
    };

    const first = receive(undefined, 'all');
    deepEqual(first, memoryTree(files, '/r'));
    const [a] = first.directories.get('')?.goFiles ?? [];
    const [b] = first.directories.get('b')?.goFiles ?? [];
    ok(a && b && a.imports === b.imports && a.constraints === b.constraints);

    files.write('/r/e/e.go', '//go:build x\n\npackage e\n\nimport (\n\t"fmt"\n\t"os"\n)\n');
    files.delete('/r/d/only.c');
    const second = receive(first, ['/r/e/e.go', '/r/d/only.c']);
    deepEqual(second, memoryTree(files, '/r'));
    equal(second.directories.get('b'), first.directories.get('b'));
    equal(second.directories.get('e')?.goFiles[0]?.imports, a.imports, 'also over two messages');

    equal(receive(second, ['/r/e/e.go']), second, 'nothing new');
  });
});
