import type { SeededRandom } from '../../../support/seededRandom';

/** A module that go finds tidy, as the mutations see it. */
export interface Subject {
  readonly form: Form;
  /** go.mod, go.sum, go.work and vendor/modules.txt, those that exist, by their names below the root */
  readonly files: ReadonlyMap<string, string>;
  readonly modulePath: string;
  /** required modules that are not replaced */
  readonly required: readonly RequiredModule[];
  /** versions in the module cache, by module path */
  readonly cached: ReadonlyMap<string, readonly string[]>;
  readonly random: SeededRandom;
}

/** `module` as published; `vendor` after go mod vendor; `workspace` below a go.work with a second module that requires it. */
export type Form = 'module' | 'vendor' | 'workspace';

export interface RequiredModule {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
  /** one-based, in go.mod */
  readonly line: number;
}

/** One change of one file. */
export interface Change {
  readonly file: string;
  /** undefined deletes the file */
  readonly text: string | undefined;
  /** one-based lines of the changed file that a finding may stand at; 0 is anywhere in the file */
  readonly lines: readonly number[];
  /** a finding elsewhere counts where it names this: the fault shows where it is missed, as at an import */
  readonly names?: string;
}

/** One way to break module files. */
export interface ModFileMutation {
  readonly name: string;
  readonly forms: readonly Form[];
  /** undefined where the module has nothing of the kind */
  apply(subject: Subject): Change | undefined;
}

/** The file as lines, without the empty one after the last newline. */
export function linesOf(subject: Subject, file: string): readonly string[] {
  return (subject.files.get(file) ?? '').replace(/\n$/, '').split('\n');
}

/** Replaces line `line` (one-based) by `now`; none deletes it. A finding may stand at what is there now. */
export function replaceLine(
  subject: Subject,
  file: string,
  line: number,
  now: readonly string[],
  names?: string,
): Change {
  const lines = [...linesOf(subject, file)];
  lines.splice(line - 1, 1, ...now);
  const at = now.length === 0 ? [line - 1, line] : now.map((_, index) => line + index);
  return { file, text: `${lines.join('\n')}\n`, lines: at, ...(names !== undefined && { names }) };
}

/** Adds lines at the end; a finding may stand at any of them. */
export function appendLines(subject: Subject, file: string, added: readonly string[], names?: string): Change {
  const lines = linesOf(subject, file);
  const at = added.map((_, index) => lines.length + 1 + index);
  return { file, text: `${[...lines, ...added].join('\n')}\n`, lines: at, ...(names !== undefined && { names }) };
}

/** The first line that fits, one-based. */
export function findLine(subject: Subject, file: string, fits: (line: string) => boolean): number | undefined {
  const at = linesOf(subject, file).findIndex(fits);
  return at < 0 ? undefined : at + 1;
}

/** The mutation of one line of a file, found by a pattern. */
export function onLine(
  name: string,
  file: string,
  pattern: RegExp,
  change: (line: string, subject: Subject) => readonly string[],
  forms: readonly Form[] = ['module'],
): ModFileMutation {
  return {
    name,
    forms,
    apply: (subject) => {
      const fitting = linesOf(subject, file).flatMap((text, index) => (pattern.test(text) ? [index + 1] : []));
      if (fitting.length === 0) return undefined;
      const line = subject.random.pick(fitting);
      const text = linesOf(subject, file)[line - 1] ?? '';
      return replaceLine(subject, file, line, change(text, subject));
    },
  };
}

/** The mutation that adds lines to the end of a file. */
export function adding(
  name: string,
  file: string,
  added: (subject: Subject) => readonly string[] | undefined,
  forms: readonly Form[] = ['module'],
): ModFileMutation {
  return {
    name,
    forms,
    apply: (subject) => {
      const lines = added(subject);
      return lines && appendLines(subject, file, lines);
    },
  };
}

/** The mutation of a whole file's text. Its lines are those that differ. */
export function wholeFile(
  name: string,
  file: string,
  change: (text: string) => string | undefined,
  lines: readonly number[],
  forms: readonly Form[] = ['module'],
): ModFileMutation {
  return {
    name,
    forms,
    apply: ({ files }) => {
      const text = files.get(file);
      return text === undefined ? undefined : { file, text: change(text), lines };
    },
  };
}
