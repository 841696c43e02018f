/** One command of GOAUTH. */
export interface AuthCommand {
  /** trimmed */
  readonly text: string;
  readonly words: readonly string[];
  /** offsets into the value; of an empty one the place where it is missing */
  readonly start: number;
  readonly end: number;
}

/** Why go stops at its first request over https. What depends on the disk is judged by whoever can look. */
export type AuthFault = 'empty' | 'off-combined' | 'git-words';

export interface GoAuth {
  /** in the order of the value */
  readonly commands: readonly AuthCommand[];
  /** the one that go meets first: it works through the commands from the last to the first */
  readonly fault: { readonly kind: AuthFault; readonly command: AuthCommand } | undefined;
}

/** Reads GOAUTH as `runGoAuth` of cmd/go/internal/auth does. */
export function parseGoAuth(value: string): GoAuth {
  const commands: AuthCommand[] = [];
  let at = 0;
  for (const raw of value.split(';')) {
    const text = raw.trim();
    const start = at + (text === '' ? 0 : raw.indexOf(text));
    const words = text === '' ? [] : text.split(/\s+/);
    commands.push({ text, words, start, end: start + (text === '' ? raw.length : text.length) });
    at += raw.length + 1;
  }
  for (const command of commands.toReversed()) {
    const kind = faultOf(command, commands.length);
    if (kind !== undefined) return { commands, fault: { kind, command } };
    if (command.words[0] === 'off') break;
  }
  return { commands, fault: undefined };
}

function faultOf({ words }: AuthCommand, count: number): AuthFault | undefined {
  if (words.length === 0) return 'empty';
  if (words[0] === 'off') return count > 1 ? 'off-combined' : undefined;
  return words[0] === 'git' && words.length !== 2 ? 'git-words' : undefined;
}
