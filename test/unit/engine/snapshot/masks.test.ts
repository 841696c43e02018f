import assert from 'node:assert/strict';
import { looksSame, pairByName } from '../../../../src/engine/snapshot/masks';

describe('masked texts', () => {
  it('look the same as what may stand behind the mask, and as nothing else', () => {
    for (const [a, b] of [
      ['a', 'a'],
      ['https://***@proxy', 'https://me:pw@proxy'],
      ['/srv/<user>/x', '/srv/bob/x'],
      ['<user>/<user>/x', 'a/b/x'],
      ['***', ''],
    ] as const) {
      assert.ok(looksSame(a, b), `${a} ${b}`);
      assert.ok(looksSame(b, a), `${b} ${a}`);
    }
    for (const [a, b] of [
      ['a', 'b'],
      ['https://***@proxy', 'https://proxy'],
      ['/srv/<user>/x', '/srv/bob/y'],
      ['ab***ba', 'aba'],
      ['***x***', 'y'],
    ] as const)
      assert.equal(looksSame(a, b), false, `${a} ${b}`);
  });

  it('pair with the exact name first', () => {
    const pairs = pairByName(['x/<user>', 'x/bob', 'y'], ['x/bob', 'x/alice', 'z'], (name) => name);
    assert.deepEqual(pairs, [
      ['x/<user>', 'x/alice'],
      ['x/bob', 'x/bob'],
      ['y', undefined],
      [undefined, 'z'],
    ]);
  });

  it('are compared in no time, however they are made', () => {
    const pattern = '***a'.repeat(20_000);
    assert.equal(looksSame(pattern, 'a'.repeat(19_999)), false);
  });
});
