/** The keywords of Go, in the order in which parsers number them. */
export const keywords = [
  'break',
  'case',
  'chan',
  'const',
  'continue',
  'default',
  'defer',
  'else',
  'fallthrough',
  'for',
  'func',
  'go',
  'goto',
  'if',
  'import',
  'interface',
  'map',
  'package',
  'range',
  'return',
  'select',
  'struct',
  'switch',
  'type',
  'var',
] as const;

export type Keyword = (typeof keywords)[number];

/** The kind of a token that is one character. */
export function code(character: string): number {
  return character.charCodeAt(0);
}
