import { code } from '../../parse/goKeywords';
import type { ConstantOperand, PackageConstant } from '../../parse/goSource/goOperand';
import type { NameTable } from '../../parse/goSource/nameTable';
import { literalValue } from './constantValue';
import type { DeclaredConstant } from './constantDeclarations';
import { LocalOperands } from './localOperands';
import { OverflowParser, valuesOrNone } from './overflowParser';

/** A constant of a package, which is computed when somebody asks. */
interface Entry {
  readonly declared: DeclaredConstant;
  readonly in: PackageConstant & { readonly isTest: boolean };
  /** 'pending': somebody asks for it right now, so it would rest on itself */
  value: ConstantOperand | 'none' | 'pending' | undefined;
}

/** The untyped constants of one package, as far as the files are known that may hold large ones. */
export class PackageConstants {
  readonly #entries = new Map<string, Entry[]>();
  /** what surrounds the text of a constant: nothing */
  readonly #locals: LocalOperands;

  constructor(table: NameTable) {
    this.#locals = new LocalOperands(table);
  }

  add(file: string, isTest: boolean, constants: readonly DeclaredConstant[]): void {
    for (const declared of constants) {
      const entry: Entry = { declared, in: { file, isTest }, value: undefined };
      const known = this.#entries.get(declared.name);
      if (known) known.push(entry);
      else this.#entries.set(declared.name, [entry]);
    }
  }

  /** @param byTest what tests declare, others do not see */
  of(name: string, byTest: boolean): ConstantOperand | undefined {
    const all = this.#entries.get(name);
    if (all === undefined) return undefined;
    const seen = byTest ? all : all.filter((entry) => !entry.in.isTest);
    const [entry] = seen;
    // Two are those of different builds.
    return entry === undefined || seen.length > 1 ? undefined : this.#valueOf(entry);
  }

  /** Those from which others may be made that are too large. */
  get large(): readonly string[] {
    const found: string[] = [];
    for (const [name, [entry]] of this.#entries) {
      // Nearly all are short numbers, which nobody has to compute.
      if (entry === undefined || isSmall(entry.declared.values) || !plainName.test(name)) continue;
      const { value } = this.of(name, true) ?? {};
      if (value !== undefined && (value >= large || value <= -large)) found.push(name);
    }
    return found;
  }

  #valueOf(entry: Entry): ConstantOperand | undefined {
    entry.value ??= this.#compute(entry);
    return typeof entry.value === 'string' ? undefined : entry.value;
  }

  #compute(entry: Entry): Entry['value'] {
    entry.value = 'pending';
    const { values, imports, iota, at } = entry.declared;
    // Most are short numbers, for which no parser is needed.
    const literal = values.length <= shortLiteral ? literalValue(String.fromCharCode(...values)) : undefined;
    if (literal) return { kind: 'constant', ...literal, start: 0, end: values.length, from: [entry.in] };
    const parser = new OverflowParser(values, this.#locals, {
      constantOf: (name) => this.of(name, entry.in.isTest),
      suspects: [],
      starts: [],
    });
    const operand = valuesOrNone(parser, imports, iota)[at];
    return operand?.kind === 'constant' ? { ...operand, from: [...operand.from, entry.in] } : 'none';
  }
}

const shortLiteral = 10;

/** Whether the text is a number of so few digits that it cannot be `large`: `1234567`, `0xffffff`. */
function isSmall(text: Uint8Array): boolean {
  const isHex = text.length > 2 && text[0] === zero && ((text[1] ?? 0) | lowerCase) === lowerX;
  const from = isHex ? 2 : 0;
  if (text.length - from > (isHex ? 6 : 7)) return false;
  for (let at = from; at < text.length; at++) {
    const byte = text[at] ?? 0;
    const letter = byte | lowerCase;
    if ((byte < zero || byte > nine) && !(isHex && letter >= lowerA && letter <= lowerF)) return false;
  }
  return true;
}

const [zero, nine, lowerA, lowerF, lowerX] = [code('0'), code('9'), code('a'), code('f'), code('x')];
const lowerCase = 0x20;

/** Others are not found in a text of bytes. */
const plainName = /^(?!_$)\w+$/;

/** A gigabyte times a few is too large, a megabyte seldom. */
const large = 1n << 26n;
