import { trimGoSpace } from './goSpace';
import type { ModToken } from './goModLexer';
import { quoteGoString } from './goQuote';
import type { ModBlock, ModComment, ModLine } from './goModSyntax';
import {
  isDirectoryPath,
  ModDirectiveError,
  readPathMajor,
  readVersion,
  readWord,
  requirePathMajor,
  type ModProblem,
  type ModVersion,
  type ReplaceFault,
  type ModWord,
} from './goModWords';

/** The directives that go.mod and go.work share, and what every directive needs. */

export interface GoDirective {
  readonly version: ModWord;
  readonly line: ModLine;
}

export interface ToolchainDirective {
  readonly name: ModWord;
  readonly line: ModLine;
}

export interface GodebugDirective {
  readonly key: string;
  readonly value: string;
  readonly range: ModWord['range'];
  readonly line: ModLine;
}

export interface ReplaceDirective {
  readonly oldPath: ModWord;
  /** undefined: every version */
  readonly oldVersion: ModVersion | undefined;
  readonly newPath: ModWord;
  /** undefined: a folder */
  readonly newVersion: ModVersion | undefined;
  readonly line: ModLine;
}

/** One directive: its verb and what follows it, whether it stands in a block or not. */
export interface Directive {
  readonly verb: string;
  readonly args: readonly ModToken[];
  readonly line: ModLine;
  readonly block: ModBlock | undefined;
}

export type ReportProblem = (problem: ModDirectiveError['problem']) => void;

/**
 * Reads one directive. What it throws becomes a problem, and the directive is left out. As in go the first reason to reject
 * it is the only one told.
 */
export function readDirective<T>(
  directive: Directive,
  problems: ModProblem[],
  read: (directive: Directive, report: ReportProblem) => T,
): T | undefined {
  const { verb, line } = directive;
  let rejected = line.doubtful;
  const report: ReportProblem = (problem) => {
    if (!rejected) problems.push({ range: line.range, ...problem, verb, line });
    rejected ||= problem.buildOnly !== true;
  };
  try {
    return read(directive, report);
  } catch (error) {
    if (!(error instanceof ModDirectiveError)) throw error;
    report(error.problem);
    return undefined;
  }
}

export function usage(message: string): ModDirectiveError {
  return new ModDirectiveError({ kind: 'usage', message });
}

/** The one argument of a directive that has exactly one. */
export function onlyArgument(directive: Directive, message: string): ModToken {
  const [first, second] = directive.args;
  if (first === undefined || second !== undefined) throw usage(message);
  return first;
}

const goVersion = /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/;
/** What dependencies may write: `v1.20.1` and `1.20.x` are taken for 1.20. */
const laxGoVersion = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9].*$/;

export function readGo(directive: Directive, strict: boolean): GoDirective {
  const token = onlyArgument(directive, 'go directive expects exactly one argument');
  const { text, range } = token;
  const value = goVersion.test(text) ? text : strict ? undefined : laxGoVersion.exec(text)?.[1];
  if (value === undefined) {
    const message = `invalid go version '${text}': must match format 1.23.0`;
    throw new ModDirectiveError({ kind: 'go-version', message, range, word: text });
  }
  return { version: { value, range }, line: directive.line };
}

export function readToolchain(directive: Directive): ToolchainDirective {
  const { text, range } = onlyArgument(directive, 'toolchain directive expects exactly one argument');
  if (!/^default$|^go1(?:$|\.)/.test(text)) {
    const message = `invalid toolchain version '${text}': must match format go1.23.0 or default`;
    throw new ModDirectiveError({ kind: 'toolchain-name', message, range, word: text });
  }
  return { name: { value: text, range }, line: directive.line };
}

export function readGodebug(directive: Directive): GodebugDirective {
  const fault = 'usage: godebug key=value';
  const { text, range } = onlyArgument(directive, fault);
  const at = text.indexOf('=');
  if (at < 0 || /["`',]/.test(text)) throw new ModDirectiveError({ kind: 'godebug', message: fault, word: text });
  return { key: text.slice(0, at), value: text.slice(at + 1), range, line: directive.line };
}

/** parseReplace: `path [version] => folder` or `path [version] => path version`. */
export function readReplace(directive: Directive, report: ReportProblem, windows: boolean): ReplaceDirective {
  const { verb, args, line } = directive;
  const arrow = args[1]?.text === '=>' ? 1 : 2;
  const [old, oldVersionToken] = args;
  const target = args[arrow + 1];
  const newVersionToken = args[arrow + 2];
  if (args[arrow]?.text !== '=>' || old === undefined || target === undefined || args.length > arrow + 3) {
    const form = `${verb} module/path [v1.2.3] =>`;
    throw usage(`usage: ${form} other/module v1.4\n\t or ${form} ../local/directory`);
  }
  const oldPath = readWord(old);
  const prefix = `${verb} ${oldPath.value}: `;
  const major = readPathMajor(oldPath, prefix);
  let oldVersion: ModVersion | undefined;
  if (arrow === 2 && oldVersionToken !== undefined) {
    oldVersion = readVersion(oldVersionToken, verb, oldPath.value, report);
    requirePathMajor(oldVersion, oldPath, major, verb);
  }
  const newPath = readWord(target);
  if (newVersionToken === undefined) {
    requireFolder(newPath, windows);
    return { oldPath, oldVersion, newPath, newVersion: undefined, line };
  }
  const newVersion = readVersion(newVersionToken, verb, newPath.value, report);
  if (isDirectoryPath(newPath.value)) {
    const message = `replacement module directory path ${quoteGoString(newPath.value)} cannot have version`;
    throw replaceError(message, newVersion, 'folder-with-version');
  }
  checkTarget(newPath, newVersion, verb, report);
  return { oldPath, oldVersion, newPath, newVersion, line };
}

/** `go mod edit` does not look at the major version of a replacement, `go build` does. */
function checkTarget(path: ModWord, version: ModVersion, verb: string, report: ReportProblem): void {
  try {
    requirePathMajor(version, path, readPathMajor(path, `${verb} ${path.value}: `), verb);
  } catch (error) {
    if (!(error instanceof ModDirectiveError)) throw error;
    report({ ...error.problem, buildOnly: true });
  }
}

function requireFolder(target: ModWord, windows: boolean): void {
  if (!isDirectoryPath(target.value)) {
    if (target.value.includes('@'))
      throw replaceError(
        "replacement module must match format 'path version', not 'path@version'",
        target,
        'at-version',
      );
    const message = 'replacement module without version must be directory path (rooted or starting with . or ..)';
    throw replaceError(message, target, 'no-version');
  }
  if (!windows && target.value.includes('\\')) {
    const message = 'replacement directory appears to be Windows path (on a non-windows system)';
    throw replaceError(message, target, 'backslash');
  }
}

function replaceError(message: string, word: ModWord, fault: ReplaceFault): ModDirectiveError {
  return new ModDirectiveError({ kind: 'replace', message, range: word.range, word: word.value, fault });
}

/** The text of a directive's comments, or of its block's where it has none (parseDirectiveComment). */
export function commentText({ line, block }: Directive): string {
  const own = line.before.length > 0 || line.suffix !== undefined;
  const comments: readonly ModComment[] =
    block && !own ? block.before : [...line.before, ...(line.suffix ? [line.suffix] : [])];
  const texts = comments.filter(({ text }) => text.startsWith('//'));
  return texts.map(({ text }) => trimGoSpace(text.slice(2))).join('\n');
}
