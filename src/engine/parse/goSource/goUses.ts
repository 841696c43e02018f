import { GoFileParser, type ImportedName } from './goFileParser';
import { NotGo } from './goTokenReader';
import { LocalNames, type Listeners } from './localNames';
import type { NameUse, NumberedUse } from './useList';

export type { NameUse } from './useList';

/** What a file uses, and what it imports. */
export interface GoUses {
  /** in the order of the text */
  readonly uses: readonly NameUse[];
  readonly imports: readonly ImportedName[];
}

/** The same by the numbers of a `NameTable`. */
export interface NumberedUses extends Pick<GoUses, 'imports'> {
  readonly uses: readonly NumberedUse[];
}

/**
 * The names that a file uses and that no scope inside its functions declares: they are declared at the file's top level, in
 * another file, by an import, or by Go itself. Exact as go/parser resolves them; keys of composite literals that may be fields
 * are left out. Undefined where the text is no Go.
 */
export function goUses(bytes: Uint8Array): GoUses | undefined {
  const names = new LocalNames();
  const imports = read(bytes, names);
  const nameOf = ({ id, start, end, selected }: NumberedUse): NameUse => ({
    name: names.table.textOf(id),
    start,
    end,
    selected,
  });
  return imports && { uses: names.uses.all().map(nameOf), imports };
}

/** The first use of each name, and the first with a dot behind it. @param names remembers the names from file to file @param listeners are told of more */
export function numberedUses(bytes: Uint8Array, names: LocalNames, listeners?: Listeners): NumberedUses | undefined {
  const imports = read(bytes, names, listeners);
  return imports && { uses: names.uses.firsts(), imports };
}

/**
 * What a file imports; undefined where the text is no Go.
 * @param names has its uses then, until the next file is read
 */
export function importsAndUses(bytes: Uint8Array, names: LocalNames): readonly ImportedName[] | undefined {
  return read(bytes, names);
}

/** @returns what it imports; `names` has the uses then. Undefined where the text is no Go */
function read(bytes: Uint8Array, names: LocalNames, listeners?: Listeners): readonly ImportedName[] | undefined {
  names.reset(listeners);
  const parser = new GoFileParser(bytes, names);
  try {
    parser.file();
  } catch (error) {
    if (error instanceof NotGo) return undefined;
    throw error;
  }
  return parser.imports;
}
