/** A `go` command in a shell script that reads a go.mod. */
export interface GoCommand {
  /** `build`, `mod tidy`, `test` ... */
  readonly verb: string;
  /** folder that the script is certainly in at that point, relative to where it began; undefined: it moved to who knows where */
  readonly folder: string | undefined;
  /** sets GOTOOLCHAIN for itself, or the script did before */
  readonly choosesToolchain: boolean;
  /** `-race` is given */
  readonly race: boolean;
  /** CGO_ENABLED, where the command or the script before it sets that */
  readonly cgo: string | undefined;
}

/** Commands that stop where the go line is above the toolchain. `go version` and `go env` do not under GOTOOLCHAIN=local. */
const readsModule: ReadonlySet<string> = new Set(
  'build fix generate get install list mod run test tool vet work'.split(' '),
);

/**
 * The `go` commands of a script for a POSIX shell. No shell is emulated: only what stands at the start of a command counts,
 * a `cd` to a plain folder is followed, and any other way of moving (a variable, a subshell, pushd, git clone) makes the
 * folder unknown from there on.
 */
export function goCommandsIn(script: string): readonly GoCommand[] {
  const commands: GoCommand[] = [];
  let folder: string | undefined = '';
  let exported = false;
  let exportedCgo: string | undefined;
  for (const words of simpleCommands(script)) {
    const start = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word) && !prefixes.has(word));
    const before = words.slice(0, Math.max(start, 0));
    const assigned = before.some((word) => word.startsWith('GOTOOLCHAIN='));
    const [command = '', ...args] = start < 0 ? [] : words.slice(start);
    if (command === 'export' || start < 0) {
      exported ||= words.some((word) => word.startsWith('GOTOOLCHAIN='));
      exportedCgo = cgoIn(words) ?? exportedCgo;
    } else if (command === 'cd') folder = moved(folder, args);
    else if (/^(pushd|popd|\()/.test(command)) folder = undefined;
    else if (command === 'git' && /^(clone|checkout|switch|worktree)$/.test(args[0] ?? '')) folder = undefined;
    else if (command === 'go') {
      const read = readGo(args);
      if (read)
        commands.push({
          verb: read.verb,
          folder: read.moves ? undefined : folder,
          choosesToolchain: assigned || exported,
          race: args.includes('-race') || args.includes('--race'),
          cgo: cgoIn(before) ?? exportedCgo,
        });
    }
  }
  return commands;
}

function cgoIn(words: readonly string[]): string | undefined {
  return words.findLast((word) => word.startsWith('CGO_ENABLED='))?.slice('CGO_ENABLED='.length);
}

/** Words that run the command behind them. */
const prefixes: ReadonlySet<string> = new Set([
  'time',
  'exec',
  'command',
  'env',
  'sudo',
  'if',
  'then',
  'do',
  'else',
  '!',
  '{',
]);

function moved(folder: string | undefined, args: readonly string[]): string | undefined {
  const [target] = args;
  if (folder === undefined || target === undefined || args.length !== 1 || !/^[\w./-]+$/.test(target)) return undefined;
  return target.startsWith('/') ? target : folder === '' ? target : `${folder}/${target}`;
}

function readGo(args: readonly string[]): { verb: string; moves: boolean } | undefined {
  const [first = '', second = ''] = args;
  const changes = first.startsWith('-C');
  const verb = changes ? (first === '-C' ? (args[2] ?? '') : second) : first;
  if (!readsModule.has(verb)) return undefined;
  // pkg@version names a module of its own and does not look at go.mod.
  if ((verb === 'install' || verb === 'run') && args.some((word) => /^[\w.~/-]+@[\w.+-]+$/.test(word)))
    return undefined;
  const moves = changes || args.some((word) => word.startsWith('-C'));
  if (verb !== 'mod') return { verb, moves };
  const command = args.slice(args.indexOf('mod') + 1).find((word) => !word.startsWith('-')) ?? '';
  return /^(init|help|)$/.test(command) ? undefined : { verb: `mod ${command}`, moves };
}

/** Splits into simple commands and their words. Comments, quotes and line continuations are understood, nothing else. */
function simpleCommands(script: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word = '';
  let quote = '';
  let inWord = false;
  const endWord = (): void => {
    if (inWord) words.push(word);
    [word, inWord] = ['', false];
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let at = 0; at < script.length; at++) {
    const character = script.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '\\') {
      at++;
      const next = script.charAt(at);
      if (next !== '\n' && !(next === '\r' && script.charAt(at + 1) === '\n')) [word, inWord] = [word + next, true];
      else if (next === '\r') at++;
    } else if (character === '$' && script.charAt(at + 1) === '(') {
      const end = endOfSubstitution(script, at + 1);
      [word, inWord] = [word + script.slice(at, end), true];
      at = end - 1;
    } else if (character === "'" || character === '"') [quote, inWord] = [character, true];
    else if (character === '#' && !inWord) {
      const end = script.indexOf('\n', at);
      at = (end < 0 ? script.length : end) - 1;
    } else if (character === '\n' || character === ';' || character === '&' || character === '|') endCommand();
    else if (character === '(' || character === ')') {
      endCommand();
      // What happens in a subshell stays there: from here on nothing is certain.
      commands.push(['(']);
    } else if (/\s/.test(character)) endWord();
    else [word, inWord] = [word + character, true];
  }
  endCommand();
  return commands;
}

/** Where a `$(...)` ends, quotes inside it not considered. */
function endOfSubstitution(script: string, open: number): number {
  let depth = 0;
  for (let at = open; at < script.length; at++) {
    if (script.charAt(at) === '(') depth++;
    if (script.charAt(at) === ')' && --depth === 0) return at + 1;
  }
  return script.length;
}
