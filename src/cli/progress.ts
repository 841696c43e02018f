import { displayWidth } from '../report/displayWidth';
import type { Output } from './host';

/** One line on a terminal that is rewritten in place and leaves nothing behind. In a pipe it is silent. */
export class Progress {
  readonly #output: Output;
  #shown = false;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(output: Output) {
    this.#output = output;
  }

  /**
   * @param text made only where it is shown
   * @param now milliseconds; more than twenty lines a second only cost time
   */
  show(text: () => string, now: number): void {
    if (!this.#output.isTerminal || now - this.#lastAt < 50) return;
    this.#lastAt = now;
    this.#shown = true;
    // What this stream cannot take, whoever reports on it says.
    this.#output.write(`\r\u001b[2K${fit(text(), (this.#output.columns ?? 80) - 1)}`).catch(() => this.#giveUp());
  }

  #giveUp(): void {
    this.#shown = false;
    this.#lastAt = Number.POSITIVE_INFINITY;
  }

  async clear(): Promise<void> {
    if (!this.#shown) return;
    this.#shown = false;
    this.#lastAt = Number.NEGATIVE_INFINITY;
    await this.#output.write('\r\u001b[2K');
  }
}

/** A line that wraps could not be rewritten. */
function fit(text: string, columns: number): string {
  let fitted = '';
  for (const character of text) {
    if (displayWidth(fitted + character) > columns) break;
    fitted += character;
  }
  return fitted;
}
