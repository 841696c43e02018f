import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import { goDeclarations, type GoDeclaration } from '../../../src/engine/parse/goSource/goDeclarations';

/** A Go file of a package that something is planted in. */
export interface PlantFile {
  readonly name: string;
  readonly text: string;
  readonly declarations: readonly GoDeclaration[];
  /** the text of its `//go:build` line after the word */
  readonly line: string | undefined;
  readonly isConstrained: boolean;
}

/** A fault that a person could make. */
export interface Plant {
  readonly what: string;
  /** new texts by name; undefined: the file goes */
  readonly changes: ReadonlyMap<string, string | undefined>;
  /** a tag that has to be set to see it */
  readonly tag?: string;
}

export function readPlantFile(name: string, text: string): PlantFile {
  const line = /^\/\/go:build (.*)$/m.exec(text)?.[1];
  const { declarations } = goDeclarations(Buffer.from(text));
  const isConstrained = line !== undefined || nameTagsOf(name) !== undefined || /^\s*(import\s+)?"C"/m.test(text);
  return { name, text, declarations, line, isConstrained };
}
