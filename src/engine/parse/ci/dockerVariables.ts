import type { Range } from '../../model/range';
import type { DockerVariable } from './dockerfile';

/** A text with its variables replaced. */
export interface Substituted {
  readonly text: string;
  /** the ARG whose default brought in a part of it */
  readonly variables: readonly DockerVariable[];
}

/**
 * Replaces `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}` by the defaults of ARG instructions.
 * @returns undefined where a variable has no default: only the one who builds knows it
 */
export function substitute(text: string, args: readonly DockerVariable[]): Substituted | undefined {
  const used: DockerVariable[] = [];
  let unresolved = false;
  const valueOf = (name: string): string => {
    const variable = args.findLast((candidate) => candidate.name === name);
    if (variable?.value === undefined) return '';
    const inner = substitute(variable.value, args.slice(0, args.lastIndexOf(variable)));
    if (inner === undefined) unresolved = true;
    used.push(variable, ...(inner?.variables ?? []));
    return inner?.text ?? '';
  };
  const replaced = text.replace(
    /\$(?:\{(\w+)(?::([-+])([^}]*))?\}|(\w+))/g,
    (
      _,
      braced: string | undefined,
      operator: string | undefined,
      word: string | undefined,
      bare: string | undefined,
    ) => {
      const value = valueOf(braced ?? bare ?? '');
      if (operator === '-') return value === '' ? (word ?? '') : value;
      if (operator === '+') return value === '' ? '' : (word ?? '');
      if (value === '') unresolved = true;
      return value;
    },
  );
  return unresolved ? undefined : { text: replaced, variables: used };
}

/** The place of a version inside the value of a variable, where it stands there as it is. */
export function placeInValue({ value, range }: DockerVariable, version: string): Range | undefined {
  const at = value?.indexOf(version) ?? -1;
  if (value === undefined || range === undefined || at < 0 || range.start.line !== range.end.line) return undefined;
  // With quotes the range is longer than the value.
  const quotes = range.end.column - range.start.column === value.length + 2 ? 1 : 0;
  const column = range.start.column + quotes + at;
  return {
    start: { line: range.start.line, column },
    end: { line: range.start.line, column: column + version.length },
  };
}
