import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { FolderComparer, FolderHasher, type ContentReader } from '../../../../src/engine/index';
import { hash1 } from '../../../../src/engine/tree/dirhash';
import { memoryContentReader } from '../../../support/memoryContents';
import { MemoryFiles } from '../../../support/memoryPorts';

const sha256 = (content: Uint8Array | string, encoding: 'hex' | 'base64'): string =>
  createHash('sha256').update(content).digest(encoding);

/** Counts reads; every write is a new inode. */
function counted(files: MemoryFiles): { reader: ContentReader; reads: string[]; touch: () => number } {
  const inner = memoryContentReader(files);
  const reads: string[] = [];
  let inode = 0;
  const reader: ContentReader = {
    ...inner,
    stamp: (path) => {
      const stamp = inner.stamp(path);
      return 'kind' in stamp ? { ...stamp, inode } : stamp;
    },
    read: (path, size) => {
      reads.push(path);
      return inner.read(path, size);
    },
  };
  return { reader, reads, touch: () => (inode += 1) };
}

describe('FolderComparer', () => {
  const files = new MemoryFiles({
    '/a/same': 'x\n',
    '/a/edited': 'one\ntwo\nthree\n',
    '/a/ends': 'one\r\ntwo\r\n',
    '/a/added': '',
    '/a/longer': 'x\ny\n',
    '/a/sub/deep': '',
    '/b/same': 'x\n',
    '/b/edited': 'one\nTwo\nthree\n',
    '/b/ends': 'one\ntwo\n',
    '/b/gone': '',
    '/b/longer': 'x\n',
    '/elsewhere/same': 'x\n',
  });

  it('says of each file how it fares, and where it differs', () => {
    assert.deepEqual(new FolderComparer(memoryContentReader(files)).compare('/a', '/b'), {
      files: [
        { name: 'added', state: 'first-only' },
        { name: 'edited', state: 'different', line: 1 },
        { name: 'ends', state: 'line-ends' },
        { name: 'gone', state: 'second-only' },
        { name: 'longer', state: 'different', line: 1 },
        { name: 'same', state: 'same' },
      ],
      folders: ['sub'],
    });
  });

  it('a folder that does not exist is empty, one that cannot be listed is a failure', () => {
    const comparer = new FolderComparer(memoryContentReader(files));
    assert.deepEqual(comparer.compare('/none', '/elsewhere').files, [{ name: 'same', state: 'second-only' }]);
    const locked = new MemoryFiles({ '/a/x': '', '/b/x': '' });
    locked.unreadable.add('/b');
    assert.deepEqual(new FolderComparer(memoryContentReader(locked)).compare('/a', '/b').failure, {
      folder: 'second',
      detail: 'permission denied',
    });
  });

  it('a link counts where it stands for a vendored file, and not as the original', () => {
    const linked = new MemoryFiles({ '/a/': '', '/b/real': 'x', '/c/x': 'x' });
    linked.links.set('/a/x', '/c/x');
    linked.links.set('/b/x', '/c/x');
    const states = new FolderComparer(memoryContentReader(linked)).compare('/a', '/b').files;
    assert.deepEqual(states, [
      { name: 'real', state: 'second-only' },
      { name: 'x', state: 'first-only' },
    ]);
  });

  it('reads again only what changed', () => {
    const { reader, reads, touch } = counted(files);
    const comparer = new FolderComparer(reader);
    const first = comparer.compare('/a', '/b');
    assert.equal(reads.length, 8);
    assert.deepEqual(comparer.compare('/a', '/b'), first);
    assert.equal(reads.length, 8);
    comparer.compare('/a', '/elsewhere');
    assert.equal(reads.length, 10);
    touch();
    comparer.compare('/a', '/b');
    assert.equal(reads.length, 18);
  });
});

describe('FolderHasher', () => {
  it('hashes as go does, and remembers the hash of each file', () => {
    const { reader, reads, touch } = counted(new MemoryFiles({ '/m/b/x.go': 'x', '/m/B.go': 'b', '/m/a.go': 'a' }));
    const hasher = new FolderHasher(reader);
    const hash = (): unknown => {
      const hashing = hasher.begin('/m', 'example.com/m@v1.0.0');
      while (hashing.step());
      return hashing.result;
    };
    const digests = [
      { name: 'example.com/m@v1.0.0/b/x.go', sha256: sha256('x', 'hex') },
      { name: 'example.com/m@v1.0.0/B.go', sha256: sha256('b', 'hex') },
      { name: 'example.com/m@v1.0.0/a.go', sha256: sha256('a', 'hex') },
    ];
    const expected = { kind: 'hash', hash: hash1(digests, { sha256 }), files: 3 };
    assert.deepEqual(hash(), expected);
    assert.deepEqual(hash(), expected);
    assert.equal(reads.length, 3);
    touch();
    assert.deepEqual(hash(), expected);
    assert.equal(reads.length, 6);
  });
});
