/** What a merge leaves behind in a text that nobody resolved. */

/** `<<<<<<<` to `>>>>>>>`. Lines are zero-based; `base` is the `|||||||` of a diff3 conflict. */
export interface MergeConflict {
  readonly start: number;
  readonly base: number | undefined;
  readonly middle: number;
  readonly end: number;
}

const marker = /^(?:<{7}|>{7}|\|{7}|={7})(?:[ \r]|$)/;

/** Whether a line is one of the four markers. */
export function isConflictMarker(line: string): boolean {
  return marker.test(line);
}

/** Every conflict of a text that is whole. */
export function mergeConflicts(text: string): readonly MergeConflict[] {
  const reader = new ConflictReader();
  for (const [line, content] of text.split('\n').entries())
    if (isConflictMarker(content)) reader.add(line, content.charAt(0));
  return reader.done;
}

/** Pairs conflict markers. A marker that stands where none of its kind can stand begins nothing. */
export class ConflictReader {
  readonly done: MergeConflict[] = [];
  #open: { start: number; base: number | undefined; middle: number | undefined } | undefined;

  add(line: number, kind: string): void {
    if (kind === '<') this.#open = { start: line, base: undefined, middle: undefined };
    const open = this.#open;
    if (open === undefined) return;
    if (kind === '|') open.base ??= line;
    if (kind === '=') open.middle ??= line;
    if (kind !== '>') return;
    this.#open = undefined;
    if (open.middle !== undefined) {
      const { start, base, middle } = open;
      this.done.push({ start, base: base !== undefined && base < middle ? base : undefined, middle, end: line });
    }
  }
}
