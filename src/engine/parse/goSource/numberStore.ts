const chunkLength = 1 << 16;

/** Lists of numbers, one behind the other in large arrays: a typed array of its own for each file costs more than its content. */
export class NumberStore {
  #chunk = new Int32Array(chunkLength);
  #from = 0;
  #to = 0;

  /** Of the list that is being written. */
  get length(): number {
    return this.#to - this.#from;
  }

  at(index: number): number {
    return this.#chunk[this.#from + index] ?? 0;
  }

  push(number: number): void {
    if (this.#to === this.#chunk.length) this.#move();
    this.#chunk[this.#to++] = number;
  }

  /** Ends the list; the next one begins behind it. */
  take(): Int32Array {
    const list = this.#chunk.subarray(this.#from, this.#to);
    this.#from = this.#to;
    return list;
  }

  /** Forgets the list that is being written. */
  drop(): void {
    this.#to = this.#from;
  }

  #move(): void {
    const begun = this.#chunk.subarray(this.#from);
    this.#chunk = new Int32Array(Math.max(chunkLength, begun.length * 2));
    this.#chunk.set(begun);
    this.#from = 0;
    this.#to = begun.length;
  }
}
