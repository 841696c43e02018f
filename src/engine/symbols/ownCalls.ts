import { GoFileParser } from '../parse/goSource/goFileParser';
import type { MaybeOperand, Operands } from '../parse/goSource/goOperand';
import { NotGo } from '../parse/goSource/goTokenReader';
import type { LocalNames } from '../parse/goSource/localNames';

/** A call of a function by its bare name, `f(x, y)`. */
export interface OwnCall {
  /** the number of the name */
  readonly id: number;
  /** of the name, byte offsets */
  readonly start: number;
  readonly end: number;
  /** how many arguments it has */
  readonly values: number;
}

/**
 * The calls of some functions of the package whose number of arguments is written there: `f(g())` passes what g answers. Undefined
 * where the text is no Go, or where a name may be that of an import.
 */
export function ownCalls(
  bytes: Uint8Array,
  names: LocalNames,
  wanted: ReadonlySet<number>,
): readonly OwnCall[] | undefined {
  names.reset();
  const parser = new CallParser(bytes, names, wanted);
  try {
    parser.file();
  } catch (error) {
    if (error instanceof NotGo) return undefined;
    throw error;
  }
  return parser.imports.some(({ name, id }) => name === '.' || wanted.has(id)) ? undefined : parser.calls;
}

class CallParser extends GoFileParser {
  readonly calls: OwnCall[] = [];
  readonly #wanted: ReadonlySet<number>;

  constructor(bytes: Uint8Array, names: LocalNames, wanted: ReadonlySet<number>) {
    super(bytes, names);
    this.#wanted = wanted;
  }

  protected override meaningOfName(id: number, start: number, end: number): MaybeOperand {
    // What a scope inside the function declares is no use.
    const isOwn = this.#wanted.has(id) && this.names.uses.lastStart === start;
    return isOwn ? { kind: 'own function', id, start, end } : undefined;
  }

  protected override inParentheses(operand: MaybeOperand): MaybeOperand {
    return operand;
  }

  protected override called(callee: MaybeOperand, values: Operands): MaybeOperand {
    const isWritten = values.length !== 1 || values[0]?.kind !== 'results';
    if (callee?.kind === 'own function' && isWritten) {
      const { id, start, end } = callee;
      this.calls.push({ id, start, end, values: values.length });
    }
    return { kind: 'results' };
  }
}
