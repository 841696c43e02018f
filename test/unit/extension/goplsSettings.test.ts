import assert from 'node:assert/strict';
import { withBuildTag, withTags, withTarget, withoutTarget } from '../../../src/extension/matrix/goplsSettings';

const go = { buildFlags: [], buildTags: '' };
const windows = { name: 'windows/arm64', goos: 'windows', goarch: 'arm64', tags: [] };

describe('gopls settings for a target', () => {
  it('name the target, and keep what else stands there', () => {
    const written = { 'ui.semanticTokens': true, 'build.env': { GOFLAGS: '-mod=mod' } };
    assert.deepEqual(withTarget(written, written, go, windows), {
      'ui.semanticTokens': true,
      'build.env': { GOFLAGS: '-mod=mod', GOOS: 'windows', GOARCH: 'arm64' },
    });
  });

  it('say cgo where the target does, and keep variables of the user', () => {
    const effective = { 'build.env': { CC: 'clang' } };
    assert.deepEqual(withTarget({}, effective, go, { ...windows, cgo: false })['build.env'], {
      CC: 'clang',
      GOOS: 'windows',
      GOARCH: 'arm64',
      CGO_ENABLED: '0',
    });
  });

  it('have one -tags, with the tags that the editor had before', () => {
    const tagged = { ...windows, tags: ['e2e'] };
    const flags = (effective: Record<string, unknown>, settings = go): unknown =>
      withTarget({}, effective, settings, tagged)['build.buildFlags'];
    assert.deepEqual(flags({}), ['-tags=e2e']);
    assert.deepEqual(flags({ 'build.buildFlags': ['-v', '-tags', 'a b', '--tags=c'] }), ['-v', '-tags=a,b,c,e2e']);
    // The Go extension passes these where gopls has none of its own.
    assert.deepEqual(flags({}, { buildFlags: ['-race'], buildTags: 'unit' } as never), ['-race', '-tags=unit,e2e']);
    assert.equal(withTarget({}, {}, go, windows)['build.buildFlags'], undefined);
  });

  it('go back to what was there', () => {
    const before = { 'ui.semanticTokens': true, 'build.env': { GOFLAGS: '-mod=mod' } };
    const then = { ...withTarget(before, before, go, { ...windows, tags: ['e2e'] }), hints: { x: true } };
    assert.deepEqual(withoutTarget(then, before), { ...before, hints: { x: true } });
    assert.equal(withoutTarget(withTarget({}, {}, go, windows), {}), undefined);
  });

  it('add a tag once', () => {
    assert.equal(withBuildTag('', 'e2e'), 'e2e');
    assert.equal(withBuildTag('unit, e2e', 'e2e'), 'unit,e2e');
    assert.deepEqual(withTags([], ['a']), ['-tags=a']);
  });
});
