import { LineIndex } from '../../../base/lineIndex';
import type { Position, Range } from '../../model/range';
import { goDeclarations } from '../../parse/goSource/goDeclarations';
import type { Fact } from '../factStore';

/** A function that leaves its body to assembly or C. */
export interface BodylessFunction {
  /** of a method `Receiver.Name` */
  readonly name: string;
  readonly range: Range;
}

/**
 * Functions of a Go file that have no body and need one from elsewhere: the compiler asks it neither of what `//go:linkname`
 * takes from another package nor of what `//go:wasmimport` takes from the host. By absolute path.
 */
export const bodylessFunctions: Fact<readonly BodylessFunction[]> = {
  name: 'bodylessFunctions',
  compute: async (path, facts) => {
    const content = await facts.readFile(path);
    if (content.kind !== 'file') return [];
    const { declarations, broken } = goDeclarations(content.bytes);
    const bodyless = declarations.filter((declaration) => declaration.bodyless);
    if (broken || bodyless.length === 0) return [];
    const text = decoder.decode(content.bytes);
    if (text.includes('//go:wasmimport ')) return [];
    const linked = linkedNames(text);
    const positionOf = positionsIn(text, content.bytes);
    return bodyless
      .filter(({ name }) => !linked.has(name))
      .map(({ name, start, end }) => ({ name, range: { start: positionOf(start), end: positionOf(end) } }));
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

const decoder = new TextDecoder();

/** Where byte offsets are in the text of these bytes. They have to come in order: each piece of a file is decoded once. */
function positionsIn(text: string, bytes: Uint8Array): (byte: number) => Position {
  const index = new LineIndex(text);
  let last = 0;
  let units = 0;
  return (byte) => {
    units += decoder.decode(bytes.subarray(last, byte)).length;
    last = byte;
    return index.positionAt(units);
  };
}

/** The local names of `//go:linkname` lines. */
export function linkedNames(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/^\/\/go:linkname[ \t]+(\S+)/gm), ([, name = '']) => name));
}
