import { equal } from 'node:assert/strict';
import { givesType } from '../../../src/engine/symbols/constants/typeGivers';

describe('what may give a constant a type', () => {
  const giving = [
    'var x = 0xffffffff\n',
    'var x, y = 0xffffffff, 1\n',
    'var (\n\tx = 0xffffffff\n)\n',
    'var x = -0xffffffff\n',
    'var x int = 0xffffffff\n',
    'var x = []int{0xffffffff}\n',
    'const x uint = 1 << 40\n',
    'const x = uintptr(1 << 40)\n',
    'func f() {\n\tx := 1 << 40\n}\n',
    'func f() int {\n\treturn 1 << 40\n}\n',
    'func f() {\n\t_ = 1 << 40\n}\n',
    'func f() {\n\tp.Fprintf(w, "%d", 1 << 40)\n}\n',
    'func f(s string) bool {\n\treturn len(s) > 1 << 40\n}\n',
  ];
  const silent = [
    'var table = [...]uint32{0xffffffff}\n',
    'var table = map[string]uint64{"a": 1 << 40}\n',
    'var x uint64 = 1 << 40\n',
    'var x = big.NewInt64(1 << 40)\n',
    'const (\n\tx = 1 << 40\n\ty = x + 1\n)\n',
    'func f(x uint64) uint64 {\n\treturn x & 0xffffffff\n}\n',
  ];
  for (const text of giving) it(`may: ${text.trim()}`, () => equal(givesType(text), true));
  for (const text of silent) it(`does not: ${text.trim()}`, () => equal(givesType(text), false));
});
