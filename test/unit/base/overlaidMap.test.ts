import { deepEqual, equal } from 'node:assert/strict';
import { OverlaidMap } from '../../../src/base/overlaidMap';

describe('an overlaid map', () => {
  it('is the map below but for the values that lie above, in all that it answers', () => {
    const under = new Map<string, number | undefined>([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    const map = new OverlaidMap(
      under,
      new Map<string, number | undefined>([
        ['c', undefined],
        ['a', 10],
      ]),
    );
    const expected: [string, number | undefined][] = [
      ['a', 10],
      ['b', 2],
      ['c', undefined],
    ];
    deepEqual([...map], expected);
    deepEqual([...map.entries()], expected);
    deepEqual([...map.keys()], ['a', 'b', 'c']);
    deepEqual([...map.values()], [10, 2, undefined]);
    const seen: unknown[] = [];
    map.forEach((value, key, whole) => seen.push([key, value, whole === map]));
    deepEqual(
      seen,
      expected.map((entry) => [...entry, true]),
    );
    deepEqual(
      ['a', 'b', 'c', 'd'].map((key) => [map.get(key), map.has(key)]),
      [
        [10, true],
        [2, true],
        [undefined, true],
        [undefined, false],
      ],
    );
    equal(map.size, 3);
    deepEqual(under.get('a'), 1, 'the map below stays as it is');
    deepEqual(new Map(map), new Map(expected));
  });
});
