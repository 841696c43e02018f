import { joinPath } from '../../../base/paths';
import { homeVariable, osVariable } from '../environment/osVariable';
import type { Fact } from '../factStore';
import { executable } from './goInstallation';

/** Folders of PATH as a login shell sees them; undefined where it cannot be asked (Windows, no SHELL, no answer). */
export type LoginShellPath =
  | { readonly kind: 'path'; readonly shell: string; readonly folders: readonly string[] }
  | { readonly kind: 'no-shell' }
  | { readonly kind: 'no-answer'; readonly shell: string; readonly reason: 'time' | 'failed' };

/** rc files may be slow; beyond this they are broken. */
const timeoutMs = 10_000;

const marker = '__go_preflight_path__';

/**
 * PATH of an interactive login shell, which reads the rc files that an editor started from the desktop did not. Runs the
 * user's own rc files, in the home folder and never in the repository, where direnv and the like would run what it holds.
 */
export const loginShellPath: Fact<LoginShellPath> = {
  name: 'loginShellPath',
  compute: async (_, facts) => {
    const { environment } = facts;
    const shell = osVariable(environment, 'SHELL');
    const home = homeVariable(environment).value;
    if (environment.platform === 'win32' || !shell.startsWith('/') || home === '') return { kind: 'no-shell' };
    const result = await facts.run({
      file: shell,
      // env is asked instead of $PATH, whose spelling and separator differ between shells.
      args: ['-i', '-l', '-c', `echo ${marker}; env; echo ${marker}`],
      cwd: home,
      env: { ...environment.variables, TERM: 'dumb' },
      timeoutMs,
    });
    if (result.kind === 'timed-out') return { kind: 'no-answer', shell, reason: 'time' };
    const [, between] = result.kind === 'exited' ? result.stdout.split(marker) : [];
    const path = /^PATH=(.*)$/m.exec(between ?? '')?.[1];
    if (path === undefined) return { kind: 'no-answer', shell, reason: 'failed' };
    const folders = path.split(environment.pathDelimiter).filter((folder) => folder.startsWith('/'));
    return { kind: 'path', shell, folders };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The go that a terminal would find; undefined where none. Key: ''. */
export const loginShellGo: Fact<string | undefined> = {
  name: 'loginShellGo',
  compute: async (_, facts) => {
    const path = await facts.get(loginShellPath);
    if (path.kind !== 'path') return undefined;
    for (const folder of path.folders) {
      const binary = await executable(joinPath(folder, 'go'), facts.environment.executableExtensions, facts);
      if (binary !== undefined) return binary;
    }
    return undefined;
  },
};
