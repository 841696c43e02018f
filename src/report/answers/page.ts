import type { Catalogue, Evidence, Location, Message } from '../../engine/index';
import { printable } from '../printable';

/** How an answer is written: in which words, and without what. */
export interface AnswerPage {
  readonly catalogue: Catalogue;
  /** takes secrets out of a text, and what else must not be shown */
  readonly hide: (text: string) => string;
}

/** A sentence on one line, with nothing in it that must not be shown. */
export function sentence({ catalogue, hide }: AnswerPage, message: Message): string {
  return printable(hide(catalogue.render(message)));
}

/** `/w/go.mod:3:4`, one-based. */
export function placeText({ file, range }: Location): string {
  const { line, column } = range.start;
  return `${file}:${line + 1}:${column + 1}`;
}

/** Where something can be looked up, short enough to stand behind a sentence. */
export function evidenceText({ hide }: AnswerPage, evidence: Evidence): string {
  switch (evidence.kind) {
    case 'line':
      return printable(hide(placeText(evidence.location)));
    case 'path':
      return printable(hide(evidence.path));
    case 'variable':
      return evidence.name;
    case 'setting':
      return evidence.name;
    case 'command':
      return printable(hide(evidence.command));
  }
}

/** The same as data. */
export function evidenceData({ hide }: AnswerPage, evidence: Evidence): Readonly<Record<string, string | number>> {
  switch (evidence.kind) {
    case 'line': {
      const { file, range } = evidence.location;
      return { kind: 'file', file: hide(file), line: range.start.line + 1, column: range.start.column + 1 };
    }
    case 'path':
      return { kind: 'path', path: hide(evidence.path) };
    case 'variable':
      return { kind: 'variable', name: evidence.name, value: hidden(evidence.name, evidence.value, hide) };
    case 'setting':
      return { kind: 'setting', name: evidence.name };
    case 'command':
      return { kind: 'command', command: hide(evidence.command), output: hide(evidence.output) };
  }
}

/** The value of a variable; whether it is a secret may depend on its name. */
export function hidden(name: string, value: string, hide: (text: string) => string): string {
  const whole = hide(`${name}=${value}`);
  return whole.startsWith(`${name}=`) ? whole.slice(name.length + 1) : hide(value);
}
