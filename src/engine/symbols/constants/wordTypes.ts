import { rowsOfTag, unite, type RowSet } from '../../constraints/rows';
import type { WordType } from '../../parse/goSource/goOperand';

/** Where int, uint and uintptr have four bytes; on wasm they have eight. */
export const narrowRows: RowSet = ['386', 'arm', 'mips', 'mipsle'].map((arch) => rowsOfTag(arch) ?? 0n).reduce(unite);

/** The predeclared types that this is about. */
export const wordTypes: ReadonlySet<string> = new Set<WordType>(['int', 'uint', 'uintptr']);

export function isWordType(name: string): name is WordType {
  return wordTypes.has(name);
}

/** Whether so many bits hold the value. */
export function fits(value: bigint, type: WordType, bits: bigint): boolean {
  if (type !== 'int') return value >= 0n && value < 1n << bits;
  return value >= -(1n << (bits - 1n)) && value < 1n << (bits - 1n);
}
