/** Flags of a `#cgo` line: which of them go lets through to a compiler it runs for somebody else's code. */

export interface FlagWord {
  readonly text: string;
  /** offsets into the value */
  readonly start: number;
  readonly end: number;
}

/** `splitQuoted` of go/build: quotes anywhere in a word, a backslash takes the next character; undefined where go refuses it. */
export function splitCgoFlags(value: string): readonly FlagWord[] | undefined {
  const words: FlagWord[] = [];
  let text = '';
  let start = -1;
  let quote = '';
  let escaped = false;
  for (let at = 0; at <= value.length; at++) {
    const character = value.charAt(at);
    const isSpace = character === '' || /\s/.test(character);
    if (start < 0 && !isSpace) start = at;
    if (escaped) escaped = false;
    else if (character === '\\') {
      escaped = true;
      continue;
    } else if (quote !== '') {
      if (character === '') return undefined;
      if (character === quote) {
        quote = '';
        continue;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
      continue;
    } else if (isSpace) {
      if (start >= 0) words.push({ text, start, end: at });
      text = '';
      start = -1;
      continue;
    }
    if (character === '') return undefined;
    text += character;
  }
  return words;
}

/** The lists of `cmd/go/internal/work/security.go` of a release. */
export interface FlagRules {
  readonly compiler: readonly RegExp[];
  readonly compilerNext: ReadonlySet<string>;
  readonly linker: readonly RegExp[];
  readonly linkerNext: ReadonlySet<string>;
  readonly linkerRefused: readonly RegExp[];
}

/** @returns undefined where the text is not what is expected: another release may write it otherwise */
export function parseFlagRules(source: string): FlagRules | undefined {
  const body = (name: string): string | undefined =>
    new RegExp(`^var ${name} = [^\\n]*\\{\\n([^]*?)^\\}`, 'm').exec(source)?.[1];
  const expressions = (name: string): readonly RegExp[] =>
    Array.from((body(name) ?? '').matchAll(/^\s*re\(`([^`]*)`\)/gm), ([, text = '']) => new RegExp(text, 'u'));
  const words = (name: string): ReadonlySet<string> =>
    new Set(Array.from((body(name) ?? '').matchAll(/^\s*"([^"]*)",/gm), ([, text = '']) => text));
  try {
    const rules = {
      compiler: expressions('validCompilerFlags'),
      compilerNext: words('validCompilerFlagsWithNextArg'),
      linker: expressions('validLinkerFlags'),
      linkerNext: words('validLinkerFlagsWithNextArg'),
      linkerRefused: expressions('invalidLinkerFlags'),
    };
    return rules.compiler.length > 2 && rules.linker.length > 2 && rules.compilerNext.size > 0 ? rules : undefined;
  } catch {
    // An expression that only Go's syntax knows.
    return undefined;
  }
}

/** What CGO_CFLAGS_ALLOW and its like add; a flag is matched whole. */
export interface FlagExceptions {
  readonly allow: RegExp | undefined;
  readonly disallow: RegExp | undefined;
}

/** `checkFlags` of cmd/go: the first word that stops the build, with the one behind it where that is the fault. */
export function refusedFlag(
  words: readonly FlagWord[],
  kind: 'compiler' | 'linker',
  rules: FlagRules,
  { allow, disallow }: FlagExceptions,
): FlagWord | undefined {
  const valid = rules[kind];
  const next = kind === 'compiler' ? rules.compilerNext : rules.linkerNext;
  const refused = kind === 'linker' ? rules.linkerRefused : [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word;
    if (disallow && matchesWhole(disallow, text)) return word;
    if (allow && matchesWhole(allow, text)) continue;
    if (refused.some((each) => matchesWhole(each, text))) return word;
    if (valid.some((each) => matchesWhole(each, text))) continue;
    if (text.startsWith('-Wl,--push-state,') && joinedFlags(text, valid, refused)) continue;
    if (!next.has(text)) return word;
    if (!takesArgument(text, words[at + 1]?.text)) return word;
    at++;
  }
  return undefined;
}

function joinedFlags(text: string, valid: readonly RegExp[], refused: readonly RegExp[]): boolean {
  const parts = text
    .split(',')
    .slice(1)
    .map((part) => `-Wl,${part}`);
  return parts.every(
    (part) => valid.some((each) => matchesWhole(each, part)) && !refused.some((each) => matchesWhole(each, part)),
  );
}

function takesArgument(flag: string, argument: string | undefined): boolean {
  if (argument === undefined) return false;
  if (isSafe(argument)) return true;
  if (flag.startsWith('-Wl,') && argument.startsWith('-Wl,'))
    return isSafe(argument.slice(4)) && !argument.slice(4).includes(',');
  return flag === '-I' && /^(?:=|\$SYSROOT)/.test(argument) && isSafe(argument.slice(1));
}

/** `load.SafeArg`: what looks like no flag. */
function isSafe(text: string): boolean {
  return /^[0-9A-Za-z._/\u0080-\u{10ffff}]/u.test(text);
}

/** As Go's leftmost-first FindString: another alternative that would match all of it does not count. */
function matchesWhole(expression: RegExp, text: string): boolean {
  return expression.exec(text)?.[0] === text;
}
