import type { Message } from './message';
import type { Range } from './range';

/** Replaces a range of a file. Edits of one fix do not overlap; all ranges refer to the text before the fix. */
export interface TextEdit {
  readonly kind: 'text';
  /** absolute path with `/` */
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

export interface CreateFile {
  readonly kind: 'create';
  readonly file: string;
  readonly text: string;
}

export interface RenameFile {
  readonly kind: 'rename';
  readonly file: string;
  readonly to: string;
}

/** What an editor shows of a file nowhere, and what no edit of its text can change. */
export type FileForm = 'line-feeds' | 'no-byte-order-mark';

/** Gives a file another form: its line ends, or no byte order mark. */
export interface ReformFile {
  readonly kind: 'form';
  readonly file: string;
  readonly form: FileForm;
}

export type FileEdit = TextEdit | CreateFile | RenameFile | ReformFile;

interface FixBase {
  readonly title: Message;
  /** safe: keeps the meaning and needs no decision; `--fix` and `source.fixAll` apply it. Otherwise suggested. */
  readonly safe: boolean;
}

export interface EditFix extends FixBase {
  readonly kind: 'edit';
  readonly edits: readonly FileEdit[];
}

/**
 * A `go` command. The server runs it in a scratch copy, shows the difference of every file in `touches`, and applies it
 * only then.
 */
export interface CommandFix extends FixBase {
  readonly kind: 'command';
  /** what follows `go`, an argument array: `['mod', 'tidy']` */
  readonly args: readonly string[];
  /** absolute folder the command runs in */
  readonly cwd: string;
  /** files it may change, absolute, or a folder with a trailing `/` (`vendor/`) */
  readonly touches: readonly string[];
  readonly needsNetwork: boolean;
}

/** A change of a variable in the GOENV file, by `go env -w` or `-u`. */
export interface SettingFix extends FixBase {
  readonly kind: 'setting';
  readonly target: 'go-env';
  readonly key: string;
  /** undefined: unset it */
  readonly value: string | undefined;
}

export type Fix = EditFix | CommandFix | SettingFix;
