/** Whether two lists hold the same elements, by identity, in the same order. */
export function sameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((element, at) => Object.is(element, b[at]));
}
