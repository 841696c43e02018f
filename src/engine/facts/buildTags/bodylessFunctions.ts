import type { Range } from '../../model/range';
import { goDeclarations } from '../../parse/goSource/goDeclarations';
import { rangeOfBytes } from '../../symbols/packageFiles';
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
    const text = new TextDecoder().decode(content.bytes);
    if (text.includes('//go:wasmimport ')) return [];
    const linked = linkedNames(text);
    return bodyless
      .filter(({ name }) => !linked.has(name))
      .map(({ name, start, end }) => ({ name, range: rangeOfBytes(content.bytes, start, end) }));
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The local names of `//go:linkname` lines. */
export function linkedNames(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/^\/\/go:linkname[ \t]+(\S+)/gm), ([, name = '']) => name));
}
