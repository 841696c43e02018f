/** A line of a script, with those in which it goes on. */
export interface LogicalLine {
  readonly start: number;
  /** where the next one begins */
  readonly end: number;
  readonly isComment: boolean;
  /** a tab begins it, as in a makefile */
  readonly isRecipe: boolean;
}

/** The lines of a text; one that ends in a backslash goes on. Asked from the begin of the text to its end. */
export class LogicalLines {
  readonly #text: string;
  #line: LogicalLine;

  constructor(text: string) {
    this.#text = text;
    this.#line = lineFrom(text, 0);
  }

  /** The line that holds a place. */
  at(place: number): LogicalLine {
    while (place >= this.#line.end) this.#line = lineFrom(this.#text, this.#line.end);
    return this.#line;
  }
}

function lineFrom(text: string, start: number): LogicalLine {
  let newline = text.indexOf('\n', start);
  while (newline >= 0 && isContinued(text, newline)) newline = text.indexOf('\n', newline + 1);
  const end = newline < 0 ? Infinity : newline + 1;
  const comment = /[^\S\n]*(?:#|\/\/)/y;
  comment.lastIndex = start;
  return { start, end, isComment: comment.test(text), isRecipe: text.charAt(start) === '\t' };
}

function isContinued(text: string, newline: number): boolean {
  return text.charAt(newline - (text.charAt(newline - 1) === '\r' ? 2 : 1)) === '\\';
}
