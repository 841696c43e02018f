import assert from 'node:assert/strict';
import { parseGoAuth } from '../../../../src/engine/parse/goAuth';

/** `empty@6`: the first fault and where it is. */
const fault = (value: string): string => {
  const found = parseGoAuth(value).fault;
  return found ? `${found.kind}@${found.command.start}` : 'none';
};

describe('parseGoAuth', () => {
  // Each was compared with `GOAUTH=... go mod download` of go 1.26.8: test/integration/credentials.test.ts.
  it('refuses what cmd/go refuses, the last command first', () => {
    assert.equal(fault('netrc;'), 'empty@6');
    assert.equal(fault(' '), 'empty@0');
    assert.equal(fault('netrc;; git /a'), 'empty@6');
    assert.equal(fault('off;netrc'), 'off-combined@0');
    assert.equal(fault('netrc; off'), 'off-combined@7');
    assert.equal(fault('git'), 'git-words@0');
    assert.equal(fault('netrc; git /a /b'), 'git-words@7');
    assert.equal(fault('git; '), 'empty@4');
  });

  it('takes what cmd/go takes', () => {
    for (const value of [
      'off',
      ' off ',
      'netrc',
      'netrc more',
      'netrc; git /home/u/src',
      'corp-auth --for go; netrc',
      'git relative',
    ])
      assert.equal(fault(value), 'none', value);
  });

  it('says where each command stands', () => {
    const value = 'netrc;  corp-auth "a b" ';
    assert.deepEqual(
      parseGoAuth(value).commands.map(({ start, end }) => value.slice(start, end)),
      ['netrc', 'corp-auth "a b"'],
    );
  });
});
