/** What is known of packages of the standard library: names that have been there since Go 1.0. */

const limits = /^(Max|Min)(Uint|Int)(8|16|32|64)$/;

/** `math.MaxUint32` and the like. MaxInt, MinInt and MaxUint depend on the port. */
export function valueOfMath(name: string): bigint | undefined {
  const [, side, type, bits] = limits.exec(name) ?? [];
  if (bits === undefined || (side === 'Min' && type === 'Uint')) return undefined;
  const size = BigInt(bits);
  if (type === 'Uint') return (1n << size) - 1n;
  return side === 'Max' ? (1n << (size - 1n)) - 1n : -(1n << (size - 1n));
}

/** Functions with `...any` at the end, and how many parameters stand before it. */
export const printers: ReadonlyMap<string, number> = new Map([
  ...['Print', 'Println', 'Sprint', 'Sprintln'].map((name) => [`fmt.${name}`, 0] as const),
  ...['Printf', 'Sprintf', 'Errorf', 'Fprint', 'Fprintln'].map((name) => [`fmt.${name}`, 1] as const),
  ['fmt.Fprintf', 2],
  ...['Print', 'Fatal', 'Panic'].flatMap((name) => [
    [`log.${name}`, 0] as const,
    [`log.${name}ln`, 0] as const,
    [`log.${name}f`, 1] as const,
  ]),
]);
