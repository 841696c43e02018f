/** What a process wrote, up to a limit. */
export class OutputBuffer {
  readonly #limit: number;
  readonly #keep: 'start' | 'end';
  #chunks: Buffer[] = [];
  #size = 0;

  /** @param keep which part counts when there is more: the start (then `isFull` says so) or the end */
  constructor(limit: number, keep: 'start' | 'end') {
    this.#limit = limit;
    this.#keep = keep;
  }

  get isFull(): boolean {
    return this.#size > this.#limit;
  }

  add(chunk: Buffer): void {
    if (this.#keep === 'start' && this.isFull) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#keep === 'end' && this.#size > 2 * this.#limit) this.#compact();
  }

  text(): string {
    this.#compact();
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  #compact(): void {
    if (this.#size <= this.#limit) return;
    const whole = Buffer.concat(this.#chunks);
    const part = this.#keep === 'end' ? whole.subarray(whole.length - this.#limit) : whole.subarray(0, this.#limit);
    this.#chunks = [part];
    if (this.#keep === 'end') this.#size = part.length;
  }
}
