import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { goModHash, hash1 } from '../../../../src/engine/tree/dirhash';
import {
  cachedFilePath,
  escapeModulePath,
  extractedFolder,
  isCacheable,
} from '../../../../src/engine/facts/cache/cacheLayout';

const sha256 = (content: string, encoding: 'hex' | 'base64'): string =>
  createHash('sha256').update(content).digest(encoding);
const hasher = {
  sha256: (content: Uint8Array | string, encoding: 'hex' | 'base64') => sha256(String(content), encoding),
};

describe('dirhash', () => {
  it('hashes a go.mod as go.sum has it', () => {
    // The line of rsc.io/quote v1.5.2/go.mod in any go.sum.
    const text = 'module "rsc.io/quote"\n\nrequire "rsc.io/sampler" v1.3.0\n';
    assert.equal(goModHash(sha256(text, 'hex'), hasher), 'h1:LzX7hefJvL54yjefDEDHNONDjII0t9xZLPXsUe+TKr0=');
  });

  it('hashes the empty go.mod to the hash that go ignores', () => {
    assert.equal(goModHash(sha256('', 'hex'), hasher), 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=');
  });

  it('sorts names by bytes, where UTF-16 would sort differently', () => {
    const files = [
      { name: 'm@v1/\u{1f600}', sha256: sha256('a', 'hex') },
      { name: 'm@v1/\uff5e', sha256: sha256('b', 'hex') },
    ];
    const summary = `${sha256('b', 'hex')}  m@v1/\uff5e\n${sha256('a', 'hex')}  m@v1/\u{1f600}\n`;
    assert.equal(hash1(files, hasher), `h1:${sha256(summary, 'base64')}`);
  });
});

describe('cache layout', () => {
  it('escapes capitals in paths and versions', () => {
    assert.equal(escapeModulePath('github.com/BurntSushi/toml'), 'github.com/!burnt!sushi/toml');
    assert.equal(
      cachedFilePath('/c', 'github.com/A/b', 'v1.0.0-RC1', 'ziphash'),
      '/c/cache/download/github.com/!a/b/@v/v1.0.0-!r!c1.ziphash',
    );
    assert.equal(extractedFolder('/c', 'github.com/A/b', 'v1.0.0'), '/c/github.com/!a/b@v1.0.0');
  });

  it('makes no path of what go.sum should not hold', () => {
    assert.ok(isCacheable('rsc.io/quote', 'v1.5.2+incompatible'));
    for (const [path, version] of [
      ['../../etc', 'v1'],
      ['a', '..'],
      ['a', 'v1/go.mod'],
      ['a\u0000', 'v1'],
      ['', 'v1'],
      ['a//b', 'v1'],
    ] as const)
      assert.ok(!isCacheable(path, version), `${path} ${version}`);
  });
});
