import type { ConstantOperand } from '../../parse/goSource/goOperand';

/** The value of an untyped constant: exact, as Go computes it. Of floats only those that are whole are known. */
export type ConstantValue = Pick<ConstantOperand, 'value' | 'sort'>;

/** Go's compiler gives up on larger ones. */
const mostBits = 512n;
const largest = 1n << mostBits;

const integer = /^(?:0[xX]_?[\da-fA-F](?:_?[\da-fA-F])*|0[oO]_?[0-7](?:_?[0-7])*|0[bB]_?[01](?:_?[01])*|\d(?:_?\d)*)$/;
const float = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** `0xFFFF_FFFF`, `0755`, `1e10`, `'a'`; undefined: no number, no whole one, or no Go. */
export function literalValue(text: string): ConstantValue | undefined {
  if (text.startsWith("'")) return runeValue(text.slice(1, -1));
  const digits = text.replaceAll('_', '');
  if (integer.test(text)) {
    if (!/^0\d/.test(digits)) return { value: BigInt(digits), sort: 'integer' };
    return /^[0-7]+$/.test(digits) ? { value: BigInt(`0o${digits}`), sort: 'integer' } : undefined;
  }
  if (/(?:^|\D)_|_(?:\D|$)/.test(text)) return undefined;
  const [whole, before = '', after = '', exponent = '0'] = float.exec(digits) ?? [];
  if (whole === undefined || before + after === '') return undefined;
  const value = BigInt(before + after);
  const power = Number(exponent) - after.length;
  const scale = 10n ** BigInt(Math.abs(power));
  if (power < 0) return value % scale === 0n ? bounded(value / scale, 'float') : undefined;
  return bounded(value * scale, 'float');
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, "'": 39 };

function runeValue(text: string): ConstantValue | undefined {
  const rune = (value: number): ConstantValue => ({ value: BigInt(value), sort: 'rune' });
  if (!text.startsWith('\\')) {
    const [first, ...others] = text;
    return first === undefined || others.length > 0 ? undefined : rune(first.codePointAt(0) ?? 0);
  }
  const escape = escapes[text.slice(1)];
  if (escape !== undefined) return rune(escape);
  const octal = /^\\([0-3][0-7]{2})$/.exec(text)?.[1];
  if (octal !== undefined) return rune(parseInt(octal, 8));
  const hexadecimal = /^\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))$/.exec(text);
  if (!hexadecimal) return undefined;
  return rune(parseInt(hexadecimal.slice(1).find((digits) => digits !== undefined) ?? '', 16));
}

export function signedValue(sign: string, { value, sort }: ConstantValue): ConstantValue | undefined {
  switch (sign) {
    case '+':
      return { value, sort };
    case '-':
      return { value: -value, sort };
    case '^':
      return sort === 'float' ? undefined : { value: ~value, sort };
    default:
      return undefined;
  }
}

/** `x op y`; undefined also where Go stops. */
export function combinedValue(operator: string, x: ConstantValue, y: ConstantValue): ConstantValue | undefined {
  if (operator === '<<' || operator === '>>') return shifted(operator, x, y.value);
  const sort = laterSort(x.sort, y.sort);
  switch (operator) {
    case '+':
      return bounded(x.value + y.value, sort);
    case '-':
      return bounded(x.value - y.value, sort);
    case '*':
      return bounded(x.value * y.value, sort);
    case '/':
      if (y.value === 0n || (sort === 'float' && x.value % y.value !== 0n)) return undefined;
      return { value: x.value / y.value, sort };
    default:
      return sort === 'float' ? undefined : bitwise(operator, x.value, y.value, sort);
  }
}

function bitwise(operator: string, x: bigint, y: bigint, sort: ConstantValue['sort']): ConstantValue | undefined {
  switch (operator) {
    case '%':
      return y === 0n ? undefined : { value: x % y, sort };
    case '&':
      return { value: x & y, sort };
    case '|':
      return { value: x | y, sort };
    case '^':
      return { value: x ^ y, sort };
    case '&^':
      return { value: x & ~y, sort };
    default:
      return undefined;
  }
}

/** A float that is shifted becomes an integer. */
function shifted(operator: string, { value, sort }: ConstantValue, count: bigint): ConstantValue | undefined {
  if (count < 0n || count > mostBits) return undefined;
  const after = sort === 'float' ? 'integer' : sort;
  return bounded(operator === '<<' ? value << count : value >> count, after);
}

function bounded(value: bigint, sort: ConstantValue['sort']): ConstantValue | undefined {
  return value < largest && value > -largest ? { value, sort } : undefined;
}

function laterSort(a: ConstantValue['sort'], b: ConstantValue['sort']): ConstantValue['sort'] {
  if (a === 'float' || b === 'float') return 'float';
  return a === 'rune' ? a : b;
}
