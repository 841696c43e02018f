import type { Language } from '../../engine/index';
import type { Style } from '../../report/style';
import type { Format } from '../options';

/** What a subcommand asks. */
export type CliQuestion =
  /** asksShell: also where a go is found */
  | { readonly kind: 'go'; readonly asksShell: boolean }
  | { readonly kind: 'env' }
  | { readonly kind: 'targets' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'module'; readonly path: string };

/** How the answer is wanted. */
export interface AnswerForm {
  readonly format: Format;
  readonly language: Language;
  readonly style: Style;
}
