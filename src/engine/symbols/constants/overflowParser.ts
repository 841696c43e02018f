import { code } from '../../parse/goKeywords';
import type { ImportedName } from '../../parse/goSource/goFileParser';
import {
  valueOfType,
  type ConstantOperand,
  type MaybeOperand,
  type Operand,
  type OperandChain,
  type Operands,
  type PackageConstant,
  type WordType,
} from '../../parse/goSource/goOperand';
import type { ValueSpec } from '../../parse/goSource/goStatementParser';
import { NotGo } from '../../parse/goSource/goTokenReader';
import { blankName } from '../../parse/goSource/nameTable';
import { BinaryChain, type Combine } from './binaryChain';
import { combinedValue, literalValue, signedValue, type ConstantValue } from './constantValue';
import { printers, valueOfMath } from './knownPackages';
import type { LocalOperands } from './localOperands';
import { SkimmingParser } from './skimmingParser';
import { isWordType, fits } from './wordTypes';

/** A constant that eight bytes hold and four do not, where it is to have that type. */
export interface Overflow {
  readonly value: bigint;
  readonly type: WordType;
  /** byte offsets; exclusive */
  readonly start: number;
  readonly end: number;
  /** constants of the package that it was made from */
  readonly from: readonly PackageConstant[];
}

/** What a file sees from outside of its functions. */
export interface Surroundings {
  /** a constant of the package; its place is not that of the use */
  readonly constantOf: (name: string) => ConstantOperand | undefined;
  /** byte offsets in order: a top-level declaration that none of them is in holds no large constant */
  readonly suspects: readonly number[];
  /** see `SkimmingParser` */
  readonly starts: readonly number[] | undefined;
}

/**
 * Finds constants that overflow a type of four bytes, as far as it is certain without types: each constant is computed, and the
 * type is told by a declaration, a conversion, or the other operand. What it does not know it says nothing about.
 */
export class OverflowParser extends SkimmingParser {
  readonly found: Overflow[] = [];
  readonly #locals: LocalOperands;
  readonly #around: Surroundings;
  #imported: readonly ImportedName[] = this.imports;
  /** by the number of a name */
  readonly #outside = new Map<number, Operand | 'iota' | 'nothing'>();
  readonly #combine: Combine = (operator, left, right) => this.#combined(operator, left, right);
  #suspect = 0;
  #hasLocalConstants = false;
  /** the place that is known to be in the block that is read */
  #held = -1;
  #iota: number | undefined;
  /** what a constant without values repeats */
  #repeated: Repeated | undefined;

  constructor(bytes: Uint8Array, locals: LocalOperands, around: Surroundings) {
    super(bytes, locals, around.starts);
    this.#locals = locals;
    this.#around = around;
  }

  /** Reads nothing but a list of values, as the text of a constant holds it. */
  values(imported: readonly ImportedName[], iota: number): Operands {
    this.#imported = imported;
    this.#iota = iota;
    this.scanner.next();
    return this.expressions().operands;
  }

  protected override wants(start: number, end: number): boolean {
    return this.#suspectFrom(start) < end;
  }

  protected override passesBraces(): boolean {
    // A constant of a function may be a part of a large one that does not look so.
    if (this.#around.starts === undefined || this.#hasLocalConstants) return false;
    const next = this.#suspectFrom(this.scanner.start);
    const isHere = this.is(openBrace) || (this.is(semicolon) && next !== this.#held);
    if (isHere && this.scanner.skipBrackets(next)) return true;
    // Braces around these hold it too.
    this.#held = next;
    return false;
  }

  /** The first suspect place from here on. Asked from the begin of the file to its end. */
  #suspectFrom(start: number): number {
    const { suspects } = this.#around;
    while ((suspects[this.#suspect] ?? Infinity) < start) this.#suspect++;
    return suspects[this.#suspect] ?? Infinity;
  }

  protected override meaningOfName(id: number, start: number, end: number): MaybeOperand {
    if (id === blankName) return { kind: 'blank' };
    if (this.#locals.has(id)) return placed(this.#locals.of(id), start, end);
    let meaning = this.#outside.get(id);
    if (meaning === undefined) this.#outside.set(id, (meaning = this.#meaningOutside(id)));
    if (meaning === 'nothing') return undefined;
    if (meaning !== 'iota') return placed(meaning, start, end);
    return this.#iota === undefined
      ? undefined
      : constantAt({ value: BigInt(this.#iota), sort: 'integer' }, start, end, none);
  }

  /** What a name stands for that no function declares. */
  #meaningOutside(id: number): Operand | 'iota' | 'nothing' {
    const name = this.names.table.textOf(id);
    const imported = this.#imported.find((each) => (each.name === '' ? each.path === name : each.id === id));
    if (imported) return { kind: 'package', path: imported.path };
    if (name === 'iota') return name;
    if (isWordType(name)) return { kind: 'type', type: name };
    if (counters.has(name) || name === 'make') return { kind: 'function', name };
    return this.#around.constantOf(name) ?? 'nothing';
  }

  protected override literal(start: number, end: number): MaybeOperand {
    const first = this.bytes[start];
    if (first === doubleQuote || first === backquote || end - start > longest) return undefined;
    // Nearly all are digits, for which no decoder is needed.
    if (first !== undefined && end - start === 1)
      return constantAt({ value: BigInt(first - zero), sort: 'integer' }, start, end, none);
    const value = literalValue(decoder.decode(this.bytes.subarray(start, end)));
    return value && constantAt(value, start, end, none);
  }

  protected override inParentheses(operand: MaybeOperand, start: number, end: number): MaybeOperand {
    return placed(operand, start, end);
  }

  protected override signed(signs: string, operand: MaybeOperand, start: number): MaybeOperand {
    if (operand?.kind === 'of type') return /^[-+^]*$/.test(signs) ? operand : undefined;
    if (operand?.kind !== 'constant') return undefined;
    let value: ConstantValue | undefined = operand;
    for (let at = signs.length - 1; at >= 0; at--) value &&= signedValue(signs.charAt(at), value);
    return value && constantAt(value, start, operand.end, operand.from);
  }

  protected override selected(operand: MaybeOperand, id: number, start: number, end: number): MaybeOperand {
    if (operand?.kind !== 'package') return undefined;
    const name = this.names.table.textOf(id);
    const value = operand.path === 'math' ? valueOfMath(name) : undefined;
    if (value !== undefined) return constantAt({ value, sort: 'integer' }, start, end, none);
    const full = `${operand.path}.${name}`;
    return printers.has(full) ? { kind: 'function', name: full } : undefined;
  }

  protected override called(callee: MaybeOperand, values: Operands): MaybeOperand {
    if (callee?.kind === 'type') {
      return values.length === 1 && this.#check(values[0], callee.type) ? undefined : valueOfType(callee);
    }
    if (callee?.kind !== 'function') return undefined;
    if (counters.has(callee.name)) return { kind: 'of type', type: 'int' };
    const rest = printers.get(callee.name);
    if (rest === undefined) this.#made(values);
    else for (const value of values.slice(rest)) this.#defaulted(value);
    return undefined;
  }

  protected override chainFrom(first: MaybeOperand): OperandChain {
    return new BinaryChain(first, this.#combine);
  }

  protected override beginValues(place: number): void {
    this.#iota = place < 0 ? undefined : place;
  }

  protected override declaredValues(spec: ValueSpec): Operands {
    this.#iota = undefined;
    const { ids, isTyped, type, values } = spec;
    if (spec.place >= 0) {
      this.#hasLocalConstants ||= !this.#locals.isTop;
      return this.#constants(spec);
    }
    const operands = values?.operands.length === ids.length ? values.operands : [];
    if (!isTyped) return ids.map((_, at) => this.#defaulted(operands[at]));
    if (type?.kind !== 'type') return [];
    return ids.map((_, at) => this.#converted(operands[at], type.type));
  }

  protected override definedBy(ids: readonly number[], values: Operands): Operands {
    if (ids.length !== values.length) return [];
    // Among others one that is there already keeps its type.
    return ids.map((id, at) =>
      ids.length > 1 && id !== blankName && this.#locals.has(id) ? undefined : this.#defaulted(values[at]),
    );
  }

  protected override assigned(targets: Operands, operator: string, values: Operands): void {
    if (targets.length !== values.length || operator === '<<=' || operator === '>>=') return;
    targets.forEach((target, at) => {
      if (target?.kind === 'blank') this.#defaulted(values[at]);
      else if (target?.kind === 'of type') this.#check(values[at], target.type);
    });
  }

  protected override returned(values: Operands): void {
    if (this.result?.kind === 'type' && values.length === 1) this.#check(values[0], this.result.type);
  }

  protected override ranged(operand: MaybeOperand, isAssigned: boolean): MaybeOperand {
    if (isAssigned || (operand?.kind !== 'constant' && operand?.kind !== 'of type')) return undefined;
    return this.#defaulted(operand);
  }

  #constants({ place, ids, start, end, isTyped, type, values }: ValueSpec): Operands {
    if (values) {
      const bytes = this.bytes.subarray(values.start, values.end);
      this.#repeated = { bytes, isTyped, type };
      return ids.map((_, at) => this.#constant(values.operands[at], isTyped, type));
    }
    const repeated = this.#repeated;
    if (repeated === undefined) return [];
    const parser = new OverflowParser(repeated.bytes, this.#locals, this.#around);
    const operands = valuesOrNone(parser, this.#imported, place);
    // The place is that of the names: nothing else stands there.
    this.found.push(...parser.found.map((overflow) => ({ ...overflow, start, end })));
    return ids.map((_, at) => this.#constant(placed(operands[at], start, end), repeated.isTyped, repeated.type));
  }

  #constant(operand: MaybeOperand, isTyped: boolean, type: MaybeOperand): MaybeOperand {
    if (!isTyped) return operand?.kind === 'constant' || operand?.kind === 'of type' ? operand : undefined;
    return type?.kind === 'type' && !this.#check(operand, type.type) ? valueOfType(type) : undefined;
  }

  /** The arguments of `make`. */
  #made(values: Operands): void {
    // A negative size stops every build.
    for (const value of values.slice(1)) if (value?.kind === 'constant' && value.value > 0n) this.#check(value, 'int');
  }

  #combined(operator: string, left: MaybeOperand, right: MaybeOperand): MaybeOperand {
    const isShift = operator === '<<' || operator === '>>';
    if (left?.kind === 'constant' && right?.kind === 'constant') {
      const value = combinedValue(operator, left, right);
      const from = left.from.length + right.from.length === 0 ? none : [...left.from, ...right.from];
      return value && constantAt(value, left.start, right.end, from);
    }
    if (isShift) return left?.kind === 'of type' ? left : undefined;
    const typed = left?.kind === 'of type' ? left : right?.kind === 'of type' ? right : undefined;
    if (typed === undefined || operator === '&&' || operator === '||') return undefined;
    // Of what holds a fault the compiler says nothing more.
    if (this.#check(left, typed.type) || this.#check(right, typed.type)) return undefined;
    return comparisons.has(operator) ? undefined : typed;
  }

  /** What becomes of a value that nothing gives a type. */
  #defaulted(operand: MaybeOperand): MaybeOperand {
    if (operand?.kind === 'of type') return operand;
    return operand?.kind === 'constant' && operand.sort === 'integer' ? this.#converted(operand, 'int') : undefined;
  }

  #converted(operand: MaybeOperand, type: WordType): MaybeOperand {
    this.#check(operand, type);
    return { kind: 'of type', type };
  }

  /** @returns whether a 32-bit port refuses it */
  #check(operand: MaybeOperand, type: WordType): boolean {
    if (operand?.kind !== 'constant' || fits(operand.value, type, 32n)) return false;
    const { value, start, end, from } = operand;
    // What eight bytes do not hold stops every build.
    if (fits(value, type, 64n)) this.found.push({ value, type, start, end, from });
    return true;
  }
}

interface Repeated extends Pick<ValueSpec, 'isTyped' | 'type'> {
  readonly bytes: Uint8Array;
}

/** The values of constants; none where the text is no Go. */
export function valuesOrNone(parser: OverflowParser, imported: readonly ImportedName[], iota: number): Operands {
  try {
    return parser.values(imported, iota);
  } catch (error) {
    if (error instanceof NotGo) return [];
    throw error;
  }
}

/** Written out: there are thousands. */
function constantAt(
  { value, sort }: ConstantValue,
  start: number,
  end: number,
  from: readonly PackageConstant[],
): ConstantOperand {
  return { kind: 'constant', value, sort, start, end, from };
}

/** The same, used somewhere else. */
function placed(operand: MaybeOperand, start: number, end: number): MaybeOperand {
  return operand?.kind === 'constant' ? constantAt(operand, start, end, operand.from) : operand;
}

/** Go's own functions that return an int, whatever they are given. */
const counters: ReadonlySet<string> = new Set(['len', 'cap', 'copy']);
const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

const [openBrace, semicolon] = [code('{'), code(';')];
/** Nobody writes a longer number. */
const longest = 200;
const [doubleQuote, backquote, zero] = [0x22, 0x60, 0x30];
const none: readonly PackageConstant[] = [];
const decoder = new TextDecoder();
