/**
 * What is known of an expression by its text alone. Who reads names only knows nothing of any; `symbols/constants` knows constants, and
 * which expressions are of type int, uint or uintptr.
 */
export type Operand =
  | ConstantOperand
  | { readonly kind: 'of type'; readonly type: WordType }
  /** the type itself, which a conversion calls */
  | { readonly kind: 'type'; readonly type: WordType }
  /** `_` on the left of an assignment */
  | { readonly kind: 'blank' }
  | { readonly kind: 'package'; readonly path: string }
  | { readonly kind: 'function'; readonly name: string }
  /** a function of the package, by its number; where the name stands */
  | { readonly kind: 'own function'; readonly id: number; readonly start: number; readonly end: number }
  /** of a call: it may be several values, or none */
  | { readonly kind: 'results' };

/** The types as large as an address. */
export type WordType = 'int' | 'uint' | 'uintptr';

/** An untyped constant. */
export interface ConstantOperand {
  readonly kind: 'constant';
  readonly value: bigint;
  /** what it becomes without a type: int, rune, float64. Of the operands of an expression the later one wins. */
  readonly sort: 'integer' | 'rune' | 'float';
  /** byte offsets; exclusive */
  readonly start: number;
  readonly end: number;
  /** the constants of the package that it was made from */
  readonly from: readonly PackageConstant[];
}

/** A constant that a file of the package declares: one object for each. */
export interface PackageConstant {
  /** base name */
  readonly file: string;
}

/** Nothing is known. */
export type MaybeOperand = Operand | undefined;

/** Operands with operators between them; which bind closer is its business. */
export interface OperandChain {
  add(operator: string, operand: MaybeOperand): void;
  result(): MaybeOperand;
}

/** What is known of a name that is declared with a type. */
export function valueOfType(type: MaybeOperand): MaybeOperand {
  return type?.kind === 'type' ? { kind: 'of type', type: type.type } : undefined;
}

/** Some operands, in their order. */
export type Operands = readonly MaybeOperand[];

/** What an expression list holds. */
export interface ExpressionList {
  /** the numbers of the bare names among them */
  readonly bare: readonly number[];
  readonly operands: Operands;
}
