import type { MaybeOperand, OperandChain } from '../../parse/goSource/goOperand';

/** `x op y`, with what is known of x and y. */
export type Combine = (operator: string, left: MaybeOperand, right: MaybeOperand) => MaybeOperand;

const precedences: Readonly<Record<string, number>> = {
  ...{ '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 3, '<=': 3, '>': 3, '>=': 3 },
  ...{ '+': 4, '-': 4, '|': 4, '^': 4, '*': 5, '/': 5, '%': 5, '<<': 5, '>>': 5, '&': 5, '&^': 5 },
};

/** Puts operands together that stand in a row, as closely as their operators bind them. */
export class BinaryChain implements OperandChain {
  readonly #combine: Combine;
  readonly #operands: MaybeOperand[];
  readonly #operators: string[] = [];

  constructor(first: MaybeOperand, combine: Combine) {
    this.#operands = [first];
    this.#combine = combine;
  }

  add(operator: string, operand: MaybeOperand): void {
    this.#reduce(precedences[operator] ?? 0);
    this.#operators.push(operator);
    this.#operands.push(operand);
  }

  result(): MaybeOperand {
    this.#reduce(0);
    return this.#operands[0];
  }

  /** Combines all that binds at least so closely. */
  #reduce(lowest: number): void {
    for (let last = this.#operators.at(-1); last !== undefined; last = this.#operators.at(-1)) {
      if ((precedences[last] ?? 0) < lowest) return;
      this.#operators.pop();
      const right = this.#operands.pop();
      const left = this.#operands.pop();
      this.#operands.push(this.#combine(last, left, right));
    }
  }
}
