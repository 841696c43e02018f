/**
 * What has to be known of an expression that was read, as bits of a number: cmd/compile asks its tree, which is not made here.
 * The low bits are the kind of its outermost part, without parentheses.
 */
export const namedShape = 1;
export const selectorShape = 2;
export const indexShape = 3;
/** an array, slice, struct or map type: what a literal may begin with */
export const literalTypeShape = 4;
/** a function, channel or interface type */
export const otherTypeShape = 5;
/** with an operator */
export const operationShape = 6;
export const otherShape = 7;
export const listShape = 8;
/** `x.(type)` */
export const guardShape = 9;
const kindBits = 15;

/** it can be no type */
export const valueBit = 16;
/** in parentheses */
export const parenthesesBit = 32;
/** it can be no value */
export const typeBit = 64;
/** it may be a name and its constraint, read as one expression: `P *C` */
export const maySplitBit = 128;
/** it can be nothing else: `P *[]int` */
export const splitsBit = 256;

export function kindOf(shape: number): number {
  return shape & kindBits;
}

/** A name, and nothing around it. */
export function isBareName(shape: number): boolean {
  return (shape & (kindBits | parenthesesBit)) === namedShape;
}

/** `left op right`, where `op` is told by what is special of it. */
export function operation(left: number, operator: 'times' | 'or' | 'other', right: number): number {
  const bits = operationShape | valueBit | ((left | right) & typeBit);
  const split = (right & typeBit) !== 0 ? maySplitBit | splitsBit : maySplitBit;
  if (operator === 'times' && isBareName(left)) return bits | split;
  if (operator === 'or' && (left & maySplitBit) !== 0) return bits | split | (left & splitsBit);
  return bits;
}

/** `left(argument)`. @param argument of the only one; undefined where there are more, or none, or dots */
export function call(left: number, argument: number | undefined): number {
  const bits = otherShape | valueBit;
  if (argument === undefined || !isBareName(left)) return bits;
  return bits | maySplitBit | ((argument & typeBit) !== 0 ? splitsBit : 0);
}

export function inParentheses(shape: number): number {
  return (shape & (kindBits | valueBit | typeBit)) | parenthesesBit;
}
