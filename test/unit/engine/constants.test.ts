import { deepEqual, equal } from 'node:assert/strict';
import { BinaryChain } from '../../../src/engine/symbols/constants/binaryChain';
import { combinedValue, literalValue, signedValue } from '../../../src/engine/symbols/constants/constantValue';
import { valueOfMath } from '../../../src/engine/symbols/constants/knownPackages';
import { declarationsIn, suspectsIn, withNames } from '../../../src/engine/symbols/constants/suspects';
import { fits } from '../../../src/engine/symbols/constants/wordTypes';

describe('constants as Go computes them', () => {
  for (const [text, value] of [
    ['0', 0n],
    ['0xFFFF_FFFF', 0xffffffffn],
    ['0X_1f', 31n],
    ['0b1000', 8n],
    ['0o777', 511n],
    ['0777', 511n],
    ['1_000_000', 1000000n],
    ['08', undefined],
    ['0x', undefined],
    ['1__0', undefined],
    ['1_', undefined],
    ['1e9', 1000000000n],
    ['1.5e3', 1500n],
    ['.5E1', 5n],
    ['2.', 2n],
    ['2.50', undefined],
    ['1e-1', undefined],
    ['1e999', undefined],
    ['0x1p4', undefined],
    ['3i', undefined],
    ["'a'", 97n],
    ["'世'", 0x4e16n],
    ["'\\n'", 10n],
    ["'\\''", 39n],
    ["'\\x7f'", 127n],
    ["'\\377'", 255n],
    ["'\\u00e9'", 233n],
    ["'\\U0001F600'", 0x1f600n],
    ["'\\q'", undefined],
    ["'ab'", undefined],
  ] as const)
    it(`${text} is ${value}`, () => equal(literalValue(text)?.value, value));

  const integer = (value: bigint): { value: bigint; sort: 'integer' } => ({ value, sort: 'integer' });

  it('operators are exact, and say nothing where Go stops', () => {
    equal(combinedValue('/', integer(-7n), integer(2n))?.value, -3n);
    equal(combinedValue('%', integer(-7n), integer(2n))?.value, -1n);
    equal(combinedValue('&^', integer(-1n), integer(0xfn))?.value, -16n);
    equal(combinedValue('>>', integer(-5n), integer(1n))?.value, -3n);
    equal(combinedValue('/', integer(1n), integer(0n)), undefined);
    equal(combinedValue('<<', integer(1n), integer(-1n)), undefined);
    equal(combinedValue('<<', integer(1n), integer(512n)), undefined);
    equal(combinedValue('==', integer(1n), integer(1n)), undefined);
    equal(signedValue('^', integer(0n))?.value, -1n);
    equal(signedValue('!', integer(0n)), undefined);
  });

  it('the later sort wins; a float that is shifted is an integer, and one that is no whole number is not known', () => {
    const rune = { value: 97n, sort: 'rune' } as const;
    const float = { value: 3n, sort: 'float' } as const;
    deepEqual(combinedValue('+', rune, integer(1n)), { value: 98n, sort: 'rune' });
    deepEqual(combinedValue('*', rune, float), { value: 291n, sort: 'float' });
    deepEqual(combinedValue('<<', float, integer(1n)), integer(6n));
    deepEqual(combinedValue('<<', rune, integer(1n)), { value: 194n, sort: 'rune' });
    equal(combinedValue('/', integer(2n), float), undefined);
    equal(combinedValue('%', integer(2n), float), undefined);
    equal(signedValue('^', float), undefined);
  });

  it('operators bind as Go has it', () => {
    const chain = new BinaryChain(undefined, (operator, left, right) => ({
      kind: 'function',
      name: `(${nameOf(left)}${operator}${nameOf(right)})`,
    }));
    for (const operator of ['+', '<<', '==', '*', '-', '&&', '||', '&^', '|']) chain.add(operator, undefined);
    equal(nameOf(chain.result()), '((((x+(x<<x))==((x*x)-x))&&x)||((x&^x)|x))');
  });

  it('limits of math that are the same on every port', () => {
    equal(valueOfMath('MaxUint32'), 0xffffffffn);
    equal(valueOfMath('MinInt64'), -(1n << 63n));
    for (const name of ['MaxInt', 'MinInt', 'MaxUint', 'MinUint32', 'Pi', 'MaxInt640'])
      equal(valueOfMath(name), undefined);
  });

  it('four bytes hold less than eight', () => {
    equal(fits(0x7fffffffn, 'int', 32n), true);
    equal(fits(0x80000000n, 'int', 32n), false);
    equal(fits(-0x80000000n, 'int', 32n), true);
    equal(fits(0xffffffffn, 'uint', 32n), true);
    equal(fits(-1n, 'uintptr', 64n), false);
    equal(fits(1n << 63n, 'int', 64n), false);
  });
});

describe('texts in which a large constant may stand', () => {
  for (const text of [
    'x := 0x80000000',
    'x := 0XFFFF_FFFF',
    'x := 0x1_0000_0000',
    'x := 2147483648',
    'x := 10_000_000_000',
    'x := 037777777777',
    'x := 0o37777777777',
    'x := 5e9',
    'x := 1<<31',
    'x := 3 << 30',
    'x := (1) << 40',
    'x := Size << 20',
    'x := 1 << Bits',
    'KB = 1 << (10 * iota)',
    'B = 1 << iota',
    'x := math.MaxUint32',
    'x := -math.MinInt64',
    'x := 10 * 1024 * 1024 * 1024',
    'x := 100000 * 100000',
    'x := KB * 1000',
    'x := 1024 * MB',
  ])
    it(text, () => equal(suspectsIn(text).length > 0, true));

  for (const text of [
    'x := 0x7FFFFFF',
    'x := 123456789',
    'x := y << 24',
    'x := 1 << 8',
    'x := 64 * 1024',
    'x := 100 * time.Millisecond',
    'x := math.MaxInt16',
    'x := 1e3',
  ])
    it(`not in ${text}`, () => deepEqual(suspectsIn(text), []));

  it('have places, with names that stand for large constants', () => {
    const text = 'a := big; b := 1 << 40; c := bigger';
    deepEqual(withNames(suspectsIn(text), text, ['big']), [5, 17]);
    deepEqual(withNames([], 'a := big', []), []);
    deepEqual(withNames([], 'a := "big" // big', ['big']), []);
  });

  for (const text of ['x := y // 0xffffffff', '"\\"0xffffffff', 'f("//", "0xffffffff', 'f(\'"\', "0xffffffff'])
    it(`not in the text of ${text}`, () => deepEqual(suspectsIn(`a\n${text}`), []));
  for (const text of [
    'x := 0xffffffff // y',
    'f("http://a", 0xffffffff)',
    `f('"', 0xffffffff)`,
    'f(`"`, 0xffffffff)',
    'f("`", 0xffffffff)',
    'x = y / 0xffffffff',
    'x = "\\\\" + f(0xffffffff)',
  ])
    it(`but in ${text}`, () => deepEqual(suspectsIn(`a\n${text}`), [`a\n${text}`.indexOf('0x')]));

  it('and declarations that begin at a line', () => {
    deepEqual(declarationsIn('package a\n\nvar x = 1\nfunc f() {\n\tvar y = 2\n}\nfunction\n'), [11, 21]);
  });
});

function nameOf(operand: unknown): string {
  return (operand as { readonly name?: string } | undefined)?.name ?? 'x';
}
