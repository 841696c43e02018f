import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sumDbProblem } from '../../../../src/engine/parse/goSumDb';

const problem = (value: string): string =>
  sumDbProblem(value, (content) => createHash('sha256').update(content).digest('hex')) ?? 'ok';

/** The key of a database of that name, as note.GenerateKey writes it. */
function key(name: string, algorithm = 1, length = 32): string {
  const bytes = Buffer.concat([Buffer.from([algorithm]), Buffer.alloc(length, 7)]);
  const hash = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8);
  return `${name}+${hash}+${bytes.toString('base64')}`;
}

describe('sumDbProblem', () => {
  it('takes names that go knows, and keys', () => {
    for (const value of [
      'off',
      'sum.golang.org',
      'sum.golang.google.cn',
      'sum.golang.org https://sum.example',
      // The key that cmd/go itself has for sum.golang.org.
      'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
      key('sum.example'),
      `${key('sum.example/path')} https://mirror.example`,
    ])
      assert.equal(problem(value), 'ok', value);
  });

  it('says what is wrong', () => {
    assert.equal(problem('nonsense'), 'malformed-key');
    assert.equal(problem('sum.example'), 'malformed-key');
    assert.equal(problem('a b c'), 'too-many-fields');
    assert.equal(problem('sum.golang.google.cn https://x'), 'malformed-key');
    assert.equal(problem(key('a.example').replace('a.', 'b.')), 'wrong-hash');
    assert.equal(problem(key('a.example', 9)), 'unknown-algorithm');
    assert.equal(problem(key('a.example', 1, 31)), 'malformed-key');
    assert.equal(problem(key('a.example/')), 'bad-name');
    assert.equal(problem('a.example+0123456+AAAA'), 'malformed-key');
    assert.equal(problem('a.example+01234567+A'), 'malformed-key');
  });
});
