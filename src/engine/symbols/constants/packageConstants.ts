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
    const seen = (this.#entries.get(name) ?? []).filter((entry) => byTest || !entry.in.isTest);
    const [entry] = seen;
    // Two are those of different builds.
    return entry === undefined || seen.length > 1 ? undefined : this.#valueOf(entry);
  }

  /** Those from which others may be made that are too large. */
  get large(): readonly string[] {
    return [...this.#entries.keys()].filter((name) => {
      const { value } = this.of(name, true) ?? {};
      return plainName.test(name) && value !== undefined && (value >= large || value <= -large);
    });
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

/** Others are not found in a text of bytes. */
const plainName = /^(?!_$)\w+$/;

/** A gigabyte times a few is too large, a megabyte seldom. */
const large = 1n << 26n;
