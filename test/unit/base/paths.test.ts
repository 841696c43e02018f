import assert from 'node:assert/strict';
import { relativePath } from '../../../src/base/paths';

describe('relativePath', () => {
  it('names a folder as go.mod and go.work do', () => {
    assert.equal(relativePath('/work', '/work/a/b'), './a/b');
    assert.equal(relativePath('/work/a', '/work/b'), '../b');
    assert.equal(relativePath('/work/a/b', '/work'), '../..');
    assert.equal(relativePath('/work', '/work'), '.');
    assert.equal(relativePath('/work', '/src'), '../src');
    assert.equal(relativePath('/workers', '/work/a'), '../work/a');
    assert.equal(relativePath('C:/work', 'D:/work'), undefined);
  });
});
