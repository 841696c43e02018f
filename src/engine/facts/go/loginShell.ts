import { joinPath } from '../../../base/paths';
import { homeVariable, osVariable } from '../environment/osVariable';
import type { Fact } from '../factStore';
import { executable } from './goInstallation';

/** What a shell that has read its start files has in its environment, and which go it would run itself. */
export type ShellAnswer =
  | {
      readonly kind: 'answer';
      readonly shell: string;
      /** what was run, for somebody who wants to see it too */
      readonly command: string;
      readonly variables: Readonly<Record<string, string>>;
      /** what `command -v go` printed: a path, or an alias; undefined where it knows none */
      readonly go: string | undefined;
    }
  | { readonly kind: 'no-shell' }
  | {
      readonly kind: 'no-answer';
      readonly shell: string;
      readonly command: string;
      readonly reason: 'time' | 'failed';
    };

/** Start files may be slow; beyond this they are broken. */
const timeoutMs = 10_000;

const marker = '__go_preflight_path__';
const script = `echo ${marker}; env; echo ${marker}; command -v go; echo ${marker}`;

/**
 * Asks the user's shell. That runs the user's start files, in the home folder and never in the repository, where direnv
 * and the like would run what it holds. Key: `login` for one that logs in, `terminal` for one that a terminal starts.
 */
export const shellAnswer: Fact<ShellAnswer> = {
  name: 'shellAnswer',
  compute: async (kind, facts) => {
    const { environment } = facts;
    const shell = osVariable(environment, 'SHELL');
    const home = homeVariable(environment).value;
    if (environment.platform === 'win32' || !shell.startsWith('/') || home === '') return { kind: 'no-shell' };
    // Terminals on macOS start a login shell, those of Linux do not.
    const logsIn = kind === 'login' || environment.platform === 'darwin';
    const flags = logsIn ? ['-i', '-l', '-c'] : ['-i', '-c'];
    const command = `${[shell, ...flags].join(' ')} 'env; command -v go'`;
    const result = await facts.run({
      file: shell,
      // env is asked instead of $PATH, whose spelling and separator differ between shells.
      args: [...flags, script],
      cwd: home,
      env: { ...environment.variables, TERM: 'dumb' },
      timeoutMs,
    });
    if (result.kind === 'timed-out') return { kind: 'no-answer', shell, command, reason: 'time' };
    const [, printed, found] = result.kind === 'exited' ? result.stdout.split(marker) : [];
    const variables = variablesIn(printed ?? '');
    if (variables['PATH'] === undefined) return { kind: 'no-answer', shell, command, reason: 'failed' };
    const go = found?.trim().split('\n')[0] ?? '';
    return { kind: 'answer', shell, command, variables, go: go === '' ? undefined : go };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** What env prints; a value may go on in the next lines. */
function variablesIn(printed: string): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  let last = '';
  for (const line of printed.split('\n')) {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) variables[(last = name)] = value;
    else if (last !== '' && line !== '') variables[last] = `${variables[last] ?? ''}\n${line}`;
  }
  return variables;
}

/** The go that a login shell would find; undefined where none. Key: ''. */
export const loginShellGo: Fact<string | undefined> = {
  name: 'loginShellGo',
  compute: async (_, facts) => {
    const answer = await facts.get(shellAnswer, 'login');
    if (answer.kind !== 'answer') return undefined;
    const { pathDelimiter, executableExtensions } = facts.environment;
    for (const folder of (answer.variables['PATH'] ?? '').split(pathDelimiter)) {
      if (!folder.startsWith('/')) continue;
      const binary = await executable(joinPath(folder, 'go'), executableExtensions, facts);
      if (binary !== undefined) return binary;
    }
    return undefined;
  },
};
