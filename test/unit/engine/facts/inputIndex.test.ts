import assert from 'node:assert/strict';
import { InputIndex } from '../../../../src/engine/facts/inputIndex';

describe('InputIndex', () => {
  const paths = ['/', '/a', '/a/b', '/a/b/c.go', '/ab', '/a/b-c/d', '/x/y/z'];
  const index = new InputIndex<string>();
  for (const path of paths) index.add(path, path);
  index.add('/a/b', 'another of /a/b');
  const sorted = (found: Iterable<string>): string[] => [...found].toSorted();

  it('finds what was asked of a path', () => {
    assert.deepEqual(sorted(index.at('/a/b')), ['/a/b', 'another of /a/b']);
    assert.deepEqual(sorted(index.at('/nowhere')), []);
    assert.deepEqual(sorted(index.at('/x')), [], 'a folder that only lies on the way');
  });

  it('finds what lies below, by whole elements', () => {
    assert.deepEqual(sorted(index.below('/a')), ['/a/b', '/a/b-c/d', '/a/b/c.go', 'another of /a/b']);
    assert.deepEqual(sorted(index.below('/a/')), sorted(index.below('/a')));
    assert.deepEqual(sorted(index.below('/x')), ['/x/y/z']);
  });

  it('finds what lies above', () => {
    assert.deepEqual(sorted(index.above('/a/b/c.go')), ['/', '/a', '/a/b', 'another of /a/b']);
    assert.deepEqual(sorted(index.above('/a/new/file')), ['/', '/a']);
  });

  it('takes what is added later', () => {
    index.add('/x/y/new', 'new');
    assert.deepEqual(sorted(index.below('/x/y')), ['/x/y/z', 'new']);
    index.clear();
    assert.deepEqual(sorted(index.below('/')), []);
  });
});
