import { code } from '../goKeywords';

/** How many arguments a call of a function has: a number that holds both, or `unknownArity`. */
export type Arity = number;

/** Also of what is no function. */
export const unknownArity: Arity = 0;

/** @param variadic its last parameter takes any number of arguments */
function arityOf(parameters: number, variadic: boolean): Arity {
  return parameters * 2 + Number(variadic) + 1;
}

/** The number of arguments, of a variadic function the least. */
export function argumentsOf(arity: Arity): number {
  const parameters = (arity - 1) >> 1;
  return isVariadic(arity) ? parameters - 1 : parameters;
}

/** Whether a call with so many arguments, none of them a call that may answer several values, is one that compiles. */
export function takes(arity: Arity, values: number): boolean {
  if (arity === unknownArity) return true;
  return isVariadic(arity) ? values >= argumentsOf(arity) : values === argumentsOf(arity);
}

function isVariadic(arity: Arity): boolean {
  return (arity - 1) % 2 === 1;
}

/** What a byte means in a list of parameters: the rest is nothing to it, spaces least of all. */
const [other, space, comma, dot, opening, closing, quoting] = [0, 1, 2, 3, 4, 5, 6];
const meanings = new Uint8Array(256).fill(other).fill(space, 0, 0x21);
meanings[code(',')] = comma;
meanings[code('.')] = dot;
for (const bracket of ['(', '[', '{']) meanings[code(bracket)] = opening;
for (const bracket of [')', ']', '}']) meanings[code(bracket)] = closing;
// What begins a comment, a string or a rune: commas in it separate nothing.
for (const quote of ['/', '"', '`', "'"]) meanings[code(quote)] = quoting;

/**
 * Of a list of parameters, whose commas tell how many there are. Over bytes, since every function of a package is asked.
 * @param start behind its parenthesis
 */
export function arityAt(bytes: Uint8Array, start: number): Arity {
  let depth = 0;
  let parameters = 0;
  let isBegun = false;
  let variadic = false;
  for (let at = start; at < bytes.length; at++) {
    const meaning = meanings[bytes[at] ?? 0];
    if (meaning === space) continue;
    if (meaning === other) isBegun = true;
    else if (meaning === comma) {
      if (depth > 0) continue;
      parameters++;
      isBegun = false;
    } else if (meaning === opening) {
      depth++;
      isBegun = true;
    } else if (meaning === closing) {
      if (depth-- === 0) return arityOf(parameters + Number(isBegun), variadic);
    } else if (meaning === quoting) return unknownArity;
    else if (depth === 0 && meanings[bytes[at + 1] ?? 0] === dot) {
      variadic = true;
      isBegun = true;
    }
  }
  return unknownArity;
}
