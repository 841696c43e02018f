/** The first place at which cmd/compile stops, thrown from wherever it is met. Offsets are bytes. */
export class SyntaxFailure extends Error {
  readonly start: number;
  /** exclusive */
  readonly end: number;
  /** in the encoding, which is told elsewhere where it is in a header */
  readonly inEncoding: boolean;

  /** @param words what the compiler says, without its "syntax error: " */
  constructor(words: string, start: number, end: number, inEncoding = false) {
    super(words);
    this.start = start;
    this.end = end;
    this.inEncoding = inEncoding;
  }
}

/** Nested too deeply to be followed: nothing is said of the file. */
export class TooDeep extends Error {}
