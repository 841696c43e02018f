import { commentText, type Directive } from './goModDirectives';
import type { ModToken } from './goModLexer';
import { quoteGoString } from './goQuote';
import type { ModLine } from './goModSyntax';
import { ModDirectiveError, readVersionWord, type ModProblem, type ModVersion, type ModWord } from './goModWords';
import { splitPathVersion } from './modulePath';
import { canonicalVersion, checkPathMajor } from './moduleVersion';

/** A `retract` directive: one version, or an interval with both ends in it. */
export interface RetractDirective {
  readonly low: ModVersion;
  readonly high: ModVersion;
  /** why, from the comments */
  readonly rationale: string;
  readonly line: ModLine;
}

/** @returns undefined for what a dependency may write and this go does not know yet */
export function parseRetract(directive: Directive, strict: boolean): RetractDirective | undefined {
  const rationale = commentText(directive);
  try {
    const [low, high, rest] = readInterval(directive.args);
    const extra = rest[0];
    if (extra !== undefined && strict) {
      const message = `unexpected token after version: ${quoteGoString(extra.text)}`;
      throw retractError(message, extra);
    }
    const lowest = asVersion(low);
    return { low: lowest, high: low === high ? lowest : asVersion(high), rationale, line: directive.line };
  } catch (error) {
    if (strict || !(error instanceof ModDirectiveError)) throw error;
    return undefined;
  }
}

function readInterval(args: readonly ModToken[]): readonly [ModWord, ModWord, readonly ModToken[]] {
  const [first, lowToken, comma, highToken, close] = args;
  if (first === undefined || first.text === '(') throw retractError("expected '[' or version", first);
  if (first.text !== '[') {
    const only = readVersionWord(first, 'retract', '');
    return [only, only, args.slice(1)];
  }
  if (lowToken === undefined) throw retractError("expected version after '['", first);
  const low = readVersionWord(lowToken, 'retract', '');
  if (comma?.text !== ',') throw retractError("expected ',' after version", comma);
  if (highToken === undefined) throw retractError("expected version after ','", comma);
  const high = readVersionWord(highToken, 'retract', '');
  if (close?.text !== ']') throw retractError("expected ']' after version", close);
  return [low, high, args.slice(5)];
}

function retractError(message: string, token: ModToken | undefined): ModDirectiveError {
  return new ModDirectiveError({ kind: 'retract', message, ...(token && { range: token.range, word: token.text }) });
}

function asVersion(word: ModWord): ModVersion {
  return { ...word, canonical: canonicalVersion(word.value) };
}

/** fixRetract: the versions must be versions of this module. `go mod edit` does not look, `go build` does. */
export function checkRetracts(retracts: readonly RetractDirective[], path: string, problems: ModProblem[]): void {
  for (const { low, high, line } of retracts) {
    const add = (problem: Pick<ModProblem, 'kind' | 'message' | 'range'> & Partial<ModProblem>): void => {
      if (!line.doubtful) problems.push({ verb: 'retract', line, path, buildOnly: true, ...problem });
    };
    if (path === '') {
      const message = 'no module directive found, so retract cannot be used';
      add({ kind: 'retract', message, range: line.range });
      return;
    }
    for (const version of low === high ? [low] : [low, high]) {
      const { value: word, range, canonical } = version;
      const subject = `retract ${path}: version ${quoteGoString(word)}`;
      const split = splitPathVersion(path);
      const mismatch = split && checkPathMajor(canonical, split.major);
      if (canonical !== word) {
        const kind = canonical === '' ? 'version' : 'version-not-canonical';
        add({ kind, message: `${subject} is not canonical`, range, word, ...(canonical && { should: canonical }) });
      } else if (split === undefined) {
        add({ kind: 'retract', message: `${subject} invalid: malformed module path`, range, word });
      } else if (mismatch) {
        const own = /^v[0-9]+/.exec(word)?.[0] ?? '';
        const message = `${subject} invalid: should be ${mismatch.should}, not ${own}`;
        add({ kind: 'major-mismatch', message, range, word, should: mismatch.should });
      }
    }
  }
}
