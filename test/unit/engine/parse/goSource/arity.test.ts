import { deepEqual } from 'node:assert/strict';
import { argumentsOf, arityAt, takes, unknownArity } from '../../../../../src/engine/parse/goSource/arity';

/** How many arguments a list of parameters takes; `2+` with any number more; `?` is not known. */
function told(list: string): string {
  const arity = arityAt(Buffer.from(list), 1);
  if (arity === unknownArity) return '?';
  const least = argumentsOf(arity);
  return `${least}${takes(arity, least + 1) ? '+' : ''}`;
}

describe('how many arguments a function takes', () => {
  for (const [list, expected] of Object.entries({
    '()': '0',
    '( )': '0',
    '(int)': '1',
    '(a, b int, c string)': '3',
    '(\n\ta int,\n\tb int,\n)': '2',
    '(f func(a, b int) (c, d error), m map[string][2]int)': '2',
    '(s struct{ a, b int }, t T[K, V])': '2',
    '(values ...int)': '0+',
    '(format string, values ...any) error': '1+',
    '(f func(...int), p pkg.Type)': '2',
    '(名字 int, b int)': '2',
    '(a int /* and, or */)': '?',
    '(s struct { a int `json:"a,b"` })': '?',
    '(a [N / 2]int)': '?',
    '(a int': '?',
  }))
    it(`${list}: ${expected}`, () => {
      deepEqual(told(list), expected);
    });

  it('of what is not known every call is right', () => {
    deepEqual(
      [0, 1, 5].map((values) => takes(unknownArity, values)),
      [true, true, true],
    );
  });
});
