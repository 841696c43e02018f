import { lineRange, type Range } from '../model/range';

/** A variable in a file written by `go env -w`, or in `$GOROOT/go.env`. */
export interface GoEnvEntry {
  readonly key: string;
  /** everything behind the first `=`: go knows no quotes there and trims nothing */
  readonly value: string;
  /** the whole line */
  readonly range: Range;
  readonly keyRange: Range;
  readonly valueRange: Range;
}

/** A line that go skips without a word. */
export interface GoEnvIgnoredLine {
  readonly text: string;
  readonly range: Range;
}

export interface GoEnvFile {
  /** in the order of the file; of duplicates the last one counts */
  readonly entries: readonly GoEnvEntry[];
  /** lines that are neither blank, nor a comment, nor a variable */
  readonly ignored: readonly GoEnvIgnoredLine[];
}

/**
 * Reads the file as `cfg.readEnvFile` of cmd/go does: a line counts when it has a `=` and its first byte is `A` to `Z`.
 * A carriage return before the line feed belongs to the value there, so it does here.
 */
export function parseGoEnvFile(text: string): GoEnvFile {
  const entries: GoEnvEntry[] = [];
  const ignored: GoEnvIgnoredLine[] = [];
  for (const [number, line] of text.split('\n').entries()) {
    const range = lineRange(number, 0, line.length);
    const equals = line.indexOf('=');
    if (equals >= 0 && /^[A-Z]/.test(line)) {
      entries.push({
        key: line.slice(0, equals),
        value: line.slice(equals + 1),
        range,
        keyRange: lineRange(number, 0, equals),
        valueRange: lineRange(number, equals + 1, line.length),
      });
    } else if (line.trim() !== '' && !line.trimStart().startsWith('#')) {
      ignored.push({ text: line, range });
    }
  }
  return { entries, ignored };
}

/** The entry that go uses for a key. */
export function lastEntry(file: GoEnvFile, key: string): GoEnvEntry | undefined {
  return file.entries.findLast((entry) => entry.key === key);
}
