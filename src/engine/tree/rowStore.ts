/** Largest array for the rows of more than one folder. */
const largest = 4096;

/** Rows of folders in arrays that several share: an array of its own takes as much as the rows of twenty files. */
export class RowStore {
  #rows = new Int32Array(0);
  #end = 0;

  /** @returns where they stand now */
  add(row: readonly number[]): { readonly rows: Int32Array; readonly start: number } {
    if (this.#end + row.length > this.#rows.length) {
      // Small trees are many, and need little.
      this.#rows = new Int32Array(Math.max(row.length, Math.min(this.#rows.length * 2, largest)));
      this.#end = 0;
    }
    const start = this.#end;
    this.#rows.set(row, start);
    this.#end += row.length;
    return { rows: this.#rows, start };
  }
}
