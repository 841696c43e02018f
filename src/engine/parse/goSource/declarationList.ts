import { unknownArity, type Arity } from './arity';
import { blankName, initName, type NameTable } from './nameTable';
import { NumberStore } from './numberStore';

/** The numbers of what a file declares, in the order of the text. */
export interface NumberedDeclarations {
  readonly declared: Int32Array;
  /** of each how many arguments it takes, as far as it is a function */
  readonly arities: Int32Array;
}

/** What files declare at their top level, a file after the other: numbers of names. `init` and `_` declare nothing. */
export class DeclarationList {
  readonly #names: NameTable;
  readonly #found = new NumberStore();
  readonly #arities = new NumberStore();

  constructor(names: NameTable) {
    this.#names = names;
  }

  /** A type, a variable or a constant. */
  addName(id: number): void {
    if (id !== blankName) this.#add(id, unknownArity);
  }

  addFunction(id: number, arity: Arity): void {
    if (declaresFunction(id)) this.#add(id, arity);
  }

  addMethod(receiver: number, id: number): void {
    if (declaresMethod(receiver, id)) this.#add(this.#names.idOfMethod(receiver, id), unknownArity);
  }

  /** Ends the file. */
  take(): NumberedDeclarations {
    return { declared: this.#found.take(), arities: this.#arities.take() };
  }

  /** Forgets what was added of the file. */
  drop(): void {
    this.#found.drop();
    this.#arities.drop();
  }

  #add(id: number, arity: Arity): void {
    this.#found.push(id);
    this.#arities.push(arity);
  }
}

/** Whether a function of this name declares it. */
export function declaresFunction(id: number): boolean {
  return id !== blankName && id !== initName;
}

/** The same of a method. */
export function declaresMethod(receiver: number, id: number): boolean {
  return receiver !== blankName && id !== blankName;
}
