/** Offsets of a text to zero-based (line, UTF-16 column) and back. A line ends at LF; a CR before it belongs to the line. */
export class LineIndex {
  readonly #text: string;
  /** of the lines as far as somebody has asked: of a long file that is mostly the header */
  readonly #starts: number[] = [0];
  #isWhole = false;

  constructor(text: string) {
    this.#text = text;
  }

  get lineCount(): number {
    while (this.#findLine());
    return this.#starts.length;
  }

  /** @param offset UTF-16 offset; clamped to the text */
  positionAt(offset: number): { line: number; column: number } {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const starts = this.#starts;
    while ((starts[starts.length - 1] ?? 0) <= at && this.#findLine());
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - (starts[low] ?? 0) };
  }

  /** @returns the UTF-16 offset of a zero-based position; clamped to the text */
  offsetAt(line: number, column: number): number {
    while (this.#starts.length <= line && this.#findLine());
    const start = this.#starts[line];
    return start === undefined ? this.#text.length : Math.min(start + column, this.#text.length);
  }

  /** Finds the start of one more line, where there is one. */
  #findLine(): boolean {
    if (this.#isWhole) return false;
    const feed = this.#text.indexOf('\n', this.#starts[this.#starts.length - 1]);
    if (feed < 0) this.#isWhole = true;
    else this.#starts.push(feed + 1);
    return feed >= 0;
  }
}
