/**
 * What gives a constant the type int, uint or uintptr, as far as `OverflowParser` knows: their names, functions that take or
 * return an int, and what gives a type to a constant that has none.
 */
const givers = /\b(?:u?int|uintptr|len|cap|copy|make|var|range|_)\b|:=|[Pp]rint|Errorf|Fatal|Panic/;

/** A variable with a type of its own, or whose value begins with a composite, a call or a function: that is no constant. */
const typedVariable = /^var \w+ (?:[^=,]|= (?:[[&]|func\b|\w+(?:\.\w+)?[[({]))/;

/** Whether a top-level declaration may give one of these types to a constant in it, by the text alone: tables of uint32 do not. */
export function givesType(declaration: string): boolean {
  // Of the keyword itself the first letter is left out.
  if (givers.test(declaration.slice(1))) return true;
  return declaration.startsWith('var') && !typedVariable.test(declaration);
}
