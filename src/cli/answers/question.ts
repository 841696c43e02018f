import type { Language, Message } from '../../engine/index';
import type { Style } from '../../report/style';
import type { ExitCode, FailOn } from '../exitCode';
import type { AnswerFormat } from '../options';

/** What a subcommand asks. */
export type CliQuestion =
  /** asksShell: also where a go is found */
  | { readonly kind: 'go'; readonly asksShell: boolean }
  | { readonly kind: 'env' }
  | { readonly kind: 'targets' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'module'; readonly path: string }
  /** `output`: file to write it to */
  | { readonly kind: 'snapshot'; readonly output: string | undefined }
  | {
      readonly kind: 'diff';
      readonly sides: readonly [a: string, b: string];
      readonly failOn: FailOn;
      readonly strict: boolean;
    };

/** What a question comes to: text to print with the exit code, or a message that says what was asked wrongly. */
export type Answered =
  | { readonly kind: 'text'; readonly text: string; readonly code: ExitCode }
  | { readonly kind: 'refused'; readonly message: Message };

/** How the answer is wanted. */
export interface AnswerForm {
  readonly format: AnswerFormat;
  readonly language: Language;
  readonly style: Style;
}
