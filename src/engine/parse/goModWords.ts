import type { Range } from '../model/range';
import type { ModToken } from './goModLexer';
import type { ModLine, ModStatement } from './goModSyntax';
import { quoteGoString } from './goQuote';
import { unquoteGoString } from './goString';
import { splitPathVersion } from './modulePath';
import { canonicalVersion, checkPathMajor } from './moduleVersion';

/** The words of a directive: strings and versions, with where they stand, and what go says of bad ones. */

export interface ModWord {
  /** without quotes */
  readonly value: string;
  readonly range: Range;
}

export interface ModVersion extends ModWord {
  /** module.CanonicalVersion of it; '' for what is no semantic version */
  readonly canonical: string;
}

export type ModProblemKind =
  | 'unknown-directive'
  | 'repeated'
  | 'usage'
  | 'quoting'
  | 'go-version'
  | 'toolchain-name'
  | 'godebug'
  | 'version'
  | 'version-not-canonical'
  | 'major-mismatch'
  | 'module-path'
  | 'replace'
  | 'retract';

/** What is wrong with the right side of a replace. */
export type ReplaceFault = 'at-version' | 'no-version' | 'backslash' | 'folder-with-version';

/** A directive that go rejects. */
export interface ModProblem {
  readonly kind: ModProblemKind;
  /** go's words, without the position */
  readonly message: string;
  readonly verb: string;
  /** where to look */
  readonly range: Range;
  /** the whole directive; for a block its verb */
  readonly line: ModLine | ModStatement;
  /** the word at fault; the path it concerns; what it should be */
  readonly word?: string;
  readonly path?: string;
  readonly should?: string;
  readonly fault?: ReplaceFault;
  /** `go mod edit` accepts it, `go build` does not: it would ask the network what is meant */
  readonly buildOnly?: boolean;
}

/** Thrown inside the reading of one directive, and caught there. */
export class ModDirectiveError extends Error {
  readonly problem: Omit<ModProblem, 'verb' | 'line' | 'range'> & { readonly range?: Range };

  constructor(problem: ModDirectiveError['problem']) {
    super(problem.message);
    this.problem = problem;
  }
}

/** parseString: `"..."` with Go's escapes, or a word without any quote. */
export function readWord(token: ModToken): ModWord {
  const { text, range } = token;
  if (text.startsWith('"')) {
    const value = unquoteGoString(text);
    if (value !== undefined) return { value, range };
    throw quotingError(token, 'invalid syntax', 'invalid quoted string: ');
  }
  if (/["'`]/.test(text)) throw quotingError(token, 'unquoted string cannot contain quote', 'invalid quoted string: ');
  return { value: text, range };
}

function quotingError(token: ModToken, fault: string, prefix: string): ModDirectiveError {
  return new ModDirectiveError({ kind: 'quoting', message: `${prefix}${fault}`, range: token.range, word: token.text });
}

/** parseVersion without a fixer: anything that semver can complete. A version that is none is told to `report`. */
export function readVersion(
  token: ModToken,
  verb: string,
  path: string,
  report: (problem: ModDirectiveError['problem']) => void,
): ModVersion {
  const word = readVersionWord(token, verb, path);
  const canonical = canonicalVersion(word.value);
  const { range } = word;
  if (canonical === '') {
    const fault = `version ${quoteGoString(word.value)} invalid: must be of the form v1.2.3`;
    report({ kind: 'version', message: `${directive(verb, path)}: ${fault}`, range, word: word.value, path });
  } else if (canonical !== word.value) {
    const message = `${directive(verb, path)}: version ${quoteGoString(word.value)} is not canonical`;
    const should = canonical;
    report({ kind: 'version-not-canonical', message, range, word: word.value, path, should, buildOnly: true });
  }
  return { value: word.value, range: word.range, canonical };
}

/** A version that may be anything, but for its quotes. */
export function readVersionWord(token: ModToken, verb: string, path: string): ModWord {
  try {
    return readWord(token);
  } catch (error) {
    if (!(error instanceof ModDirectiveError)) throw error;
    const fault = error.message.replace('invalid quoted string: ', '');
    throw quotingError(token, fault, `${directive(verb, path)}: version ${quoteGoString(token.text)} invalid: `);
  }
}

/** The major version that the path of a module asks for; throws for a path that cannot be a module's. */
export function readPathMajor(path: ModWord, prefix = ''): string {
  const split = splitPathVersion(path.value);
  if (split !== undefined) return split.major;
  const message = `${prefix}invalid module path`;
  throw new ModDirectiveError({ kind: 'module-path', message, range: path.range, word: path.value });
}

/** module.CheckPathMajor, for versions that are versions. */
export function requirePathMajor(version: ModVersion, path: ModWord, major: string, verb: string): void {
  if (version.canonical === '') return;
  const mismatch = checkPathMajor(version.canonical, major);
  if (mismatch === undefined) return;
  const own = /^v[0-9]+/.exec(version.canonical)?.[0] ?? '';
  const fault = `version ${quoteGoString(version.canonical)} invalid: should be ${mismatch.should}, not ${own}`;
  throw new ModDirectiveError({
    kind: 'major-mismatch',
    message: `${directive(verb, path.value)}: ${fault}`,
    range: version.range,
    word: version.value,
    path: path.value,
    should: mismatch.should,
  });
}

function directive(verb: string, path: string): string {
  return path === '' ? verb : `${verb} ${path}`;
}

/** modfile.IsDirectoryPath: rooted, or starting with `.` or `..`, in the spelling of any system. */
export function isDirectoryPath(path: string): boolean {
  return /^(?:\.\.?$|\.\.?[/\\]|[/\\]|[A-Za-z]:)/.test(path);
}
