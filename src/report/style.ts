import { createColors } from 'picocolors';
import type { Severity } from '../engine/index';

/** How a terminal can be written to. */
export interface Terminal {
  readonly colours: boolean;
  /** box drawing, middle dots and ellipses; ASCII otherwise */
  readonly unicode: boolean;
  readonly columns: number;
}

/** Words to coloured words. A colour is never the only sign. */
export interface Style extends Terminal {
  /** between the parts of a line */
  readonly dot: string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  /** a command or a name inside of prose, with its marks */
  readonly code: (text: string) => string;
  readonly good: (text: string) => string;
  readonly unknown: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
}

export function createStyle(terminal: Terminal): Style {
  const colour = createColors(terminal.colours);
  const bySeverity: Readonly<Record<Severity, (text: string) => string>> = {
    error: (text) => colour.bold(colour.red(text)),
    warning: (text) => colour.yellow(text),
    info: (text) => colour.cyan(text),
    hint: (text) => colour.dim(text),
  };
  return {
    ...terminal,
    dot: terminal.unicode ? ' · ' : ' - ',
    strong: colour.bold,
    dim: colour.dim,
    code: colour.cyan,
    good: colour.green,
    unknown: colour.magenta,
    severity: (severity, text) => bySeverity[severity](text),
  };
}
