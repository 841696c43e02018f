import type { SeededRandom } from './seededRandom';

/**
 * Go code in which constants become int, uint or uintptr in every way that we know: a statement a line, so that a line's number
 * says which. Some do not compile anywhere, which is for the judge to say.
 */
export function constantStatements(random: SeededRandom, count: number): string {
  const lines = Array.from({ length: count }, () => `\t${statement(random)}`);
  return `${head}${lines.join('\n')}\n\treturn 0\n}\n`;
}

const head = `package generated

import (
	"fmt"
	"math"
)

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
	GB
	TB
)

const (
	mask, half = 1<<(iota*16) - 1, 1 << (iota * 15)
	mask16, half16
	mask32, half32
	mask48, half48
)

const letter = 'a'

const billion = 1e9

const wide int64 = 1 << 40

func use(...any) {}

func generated(b []byte, n, k int, u uint, p uintptr, x int64) int {
	const local = GB - 1
`;

const contexts: readonly ((expression: string) => string)[] = [
  (e) => `{ v := ${e}; use(v) }`,
  (e) => `{ var v = ${e}; use(v) }`,
  (e) => `{ var v int = ${e}; use(v) }`,
  (e) => `{ var v uint = ${e}; use(v) }`,
  (e) => `{ const v uintptr = ${e}; use(v) }`,
  (e) => `{ const v = ${e}; use(int64(v), v) }`,
  (e) => `{ v, _ := ${e}, b; use(v) }`,
  (e) => `{ x, v := ${e}, ${e}; use(x, v) }`,
  (e) => `use(int(${e}))`,
  (e) => `use(uint(${e}), uintptr(${e}))`,
  (e) => `use(len(b) > ${e})`,
  (e) => `use(${e} != n, k + ${e})`,
  (e) => `use(u &^ (${e}), p | ${e}, -n * (${e}))`,
  (e) => `use(x & (${e}), x == ${e}, int64(${e}), uint32(1) | uint32(${e}))`,
  (e) => `n = ${e}`,
  (e) => `k, u = n, ${e}`,
  (e) => `n ^= ${e}`,
  (e) => `n <<= ${e}`,
  (e) => `_ = ${e}`,
  (e) => `fmt.Println(n, ${e})`,
  (e) => `_ = fmt.Errorf("%d", ${e})`,
  (e) => `for i := range ${e} { use(i > ${e}) }`,
  (e) => `for i := 0; i < ${e}; i++ { i += ${e} }`,
  (e) => `use(func(n uint) int { if n > ${e} { return 1 }; return ${e} })`,
  (e) => `use(make([]byte, ${e}), [...]int64{0: ${e}}, map[int64]bool{${e}: true})`,
  (e) => `{ int := func(v int64) int64 { return v }; use(int(${e})) }`,
  (e) => `{ len := func([]byte) int64 { return 0 }; use(len(b) < ${e}) }`,
  (e) => `{ const iota = ${e}; use(int64(iota) + iota) }`,
  (e) => `switch v := ${e}; v { case n: }`,
  (e) => `if v := n + 1; v == ${e} { use(v) }`,
];

const numbers =
  '0 1 2 3 7 10 31 32 33 40 63 100 1000 1024 65535 65536 1_000_000 0x7FFFFFFF 0x8000_0000 0xFFFFFFFF 0x1_0000_0000 2147483647 2147483648 4294967295 4294967296 0b1111 0o777 0644 037777777777 0xFFFFFFFFFF 1<<31 1<<32 1<<40 1<<62 1e3 1e9 5e9 1.5e10 2.0 1e10';
const names =
  "KB MB GB TB mask16 mask32 mask48 half32 half48 letter billion local wide 'a' '\\n' '\\x7f' math.MaxInt32 math.MinInt32 math.MaxUint32 math.MaxInt64 math.MinInt64 math.MaxUint16 math.MaxInt8 math.MaxUint64";
const atoms: readonly string[] = [...numbers.split(' '), ...names.split(' ')];
const operators = '+ - * / % << >> & | ^ &^ + - *'.split(' ');
const signs = ['-', '+', '^', '- -', '-^'];

function statement(random: SeededRandom): string {
  const context = random.pick(contexts);
  return context(expression(random, 3));
}

function expression(random: SeededRandom, depth: number): string {
  const kind = depth === 0 ? 0 : random.below(10);
  if (kind < 4) return random.pick(atoms);
  if (kind === 4) return `${random.pick(signs)}${operand(random, depth).replace(/^[-+^].*$/, '($&)')}`;
  if (kind === 5) return `(${expression(random, depth - 1)})`;
  const operator = random.pick(operators);
  const right = operator === '<<' || operator === '>>' ? String(random.below(48)) : operand(random, depth);
  return `${operand(random, depth)}${random.pick([' ', ''])}${operator} ${right}`;
}

function operand(random: SeededRandom, depth: number): string {
  const inside = expression(random, depth - 1);
  return /^[\w.']+$/.test(inside) || random.below(3) === 0 ? inside : `(${inside})`;
}
