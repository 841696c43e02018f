import { GoFileParser, type ImportedName } from './goFileParser';
import { NotGo } from './goTokenReader';
import { LocalNames, type NameUse, type NumberedUse } from './localNames';

export type { NameUse } from './localNames';

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
  const found = numberedUses(bytes, names);
  const uses = found?.uses.map(({ id, start, end, selected }) => ({
    name: names.table.textOf(id),
    start,
    end,
    selected,
  }));
  return found && uses && { uses, imports: found.imports };
}

/** @param names remembers the names from file to file */
export function numberedUses(bytes: Uint8Array, names: LocalNames): NumberedUses | undefined {
  names.reset();
  const parser = new GoFileParser(bytes, names);
  try {
    parser.file();
  } catch (error) {
    if (error instanceof NotGo) return undefined;
    throw error;
  }
  return { uses: inOrder(names.uses), imports: parser.imports };
}

/** They nearly always are: only lists that turn out to be types are told late. */
function inOrder(uses: readonly NumberedUse[]): readonly NumberedUse[] {
  const isSorted = uses.every(({ start }, at) => at === 0 || start > (uses[at - 1]?.start ?? 0));
  return isSorted ? uses : uses.toSorted((a, b) => a.start - b.start);
}
