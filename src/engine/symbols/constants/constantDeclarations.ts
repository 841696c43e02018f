import { code } from '../../parse/goKeywords';
import type { ImportedName } from '../../parse/goSource/goFileParser';
import type { ExpressionList } from '../../parse/goSource/goOperand';
import type { ValueSpec } from '../../parse/goSource/goStatementParser';
import { endOfFile, keyword } from '../../parse/goSource/goTokenKind';
import { NotGo } from '../../parse/goSource/goTokenReader';
import type { LocalOperands } from './localOperands';
import { opening, SkimmingParser } from './skimmingParser';

/** A constant at the top level of a file, of which nothing is computed yet. */
export interface DeclaredConstant {
  readonly name: string;
  /** the text of the values that stand in its line, or in the one that it repeats */
  readonly values: Uint8Array;
  /** which of these values is its own */
  readonly at: number;
  /** its line in the group, from 0 on */
  readonly iota: number;
  readonly imports: readonly ImportedName[];
}

/**
 * The constants at the top level of a file that have no type of their own; undefined where the text is no Go.
 * @param starts see `SkimmingParser`
 */
export function constantDeclarations(
  bytes: Uint8Array,
  names: LocalOperands,
  starts: readonly number[] | undefined,
): readonly DeclaredConstant[] | undefined {
  names.reset();
  const parser = new ConstantDeclarationParser(bytes, names, starts);
  try {
    parser.file();
  } catch (error) {
    if (error instanceof NotGo) return undefined;
    throw error;
  }
  return parser.found;
}

const constWord = keyword('const');
const [semicolon, closeParen] = [code(';'), code(')')];
const unknown: ExpressionList = { bare: [], operands: [] };

class ConstantDeclarationParser extends SkimmingParser {
  readonly found: DeclaredConstant[] = [];
  #last: Pick<ValueSpec, 'isTyped'> & { readonly values: Uint8Array } = { isTyped: true, values: new Uint8Array() };

  protected override wants(_start: number, _end: number, kind: number): boolean {
    return kind === constWord;
  }

  /** What the values are is for who asks for them. */
  protected override expressions(): ExpressionList {
    const { scanner } = this;
    while (!this.is(semicolon) && !this.is(closeParen) && !this.is(endOfFile)) {
      if (opening[scanner.kind] === 1) scanner.skipBrackets();
      else scanner.next();
    }
    return unknown;
  }

  protected override declaredValues({ place, ids, isTyped, values }: ValueSpec): undefined {
    if (place < 0) return undefined;
    if (values) this.#last = { isTyped, values: this.bytes.subarray(values.start, values.end) };
    if (this.#last.isTyped) return undefined;
    ids.forEach((id, at) => {
      const name = this.names.table.textOf(id);
      this.found.push({ name, values: this.#last.values, at, iota: place, imports: this.imports });
    });
    return undefined;
  }
}
