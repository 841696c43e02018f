import { dirname, isAbsolutePath, isWithin, joinPath } from '../../../base/paths';
import { osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { executable } from '../go/goInstallation';
import { repositoryTop } from '../modules/repositoryTop';

/**
 * What git has of the files that go needs beside go.mod, and what it will never have because they are ignored. git itself is
 * asked: ignore rules stand in every folder, in .git and in the person's own configuration, and a file that was added all the
 * same is not ignored any more; only the index knows that.
 */
export type GitFiles =
  | { readonly kind: 'no-repository' }
  | { readonly kind: 'no-git' }
  | { readonly kind: 'failed'; readonly detail: string }
  | {
      readonly kind: 'answer';
      /** of go.mod, go.sum and vendor/modules.txt those that git has */
      readonly tracked: ReadonlySet<string>;
      /** files that are ignored and that git does not have: go.sum, and below vendor where git has its modules.txt */
      readonly ignored: readonly string[];
    };

const listed = ['go.mod', 'go.sum', 'vendor/modules.txt'];

/** Names are relative to the folder. Key: a folder with a go.mod or a go.work. */
export const gitFiles: Fact<GitFiles> = {
  name: 'gitFiles',
  compute: async (dir, facts) => {
    const top = await facts.get(repositoryTop, dir);
    if (top === undefined) return { kind: 'no-repository' };
    const git = await facts.get(gitProgram);
    if (git === undefined) return { kind: 'no-git' };
    const tracked = await facts.get(trackedFiles, top);
    if (typeof tracked === 'string') return { kind: 'failed', detail: tracked };
    const has = new Set(listed.filter((name) => tracked.has(joinPath(dir, name))));
    const asked = [...(has.has('go.sum') ? [] : ['go.sum']), ...(has.has('vendor/modules.txt') ? ['vendor'] : [])];
    if (asked.length === 0) return { kind: 'answer', tracked: has, ignored: [] };
    await restOnRules(dir, top, facts);
    const ignored = await listFiles(git, dir, ['--others', '--ignored', '--exclude-standard', '--', ...asked], facts);
    return Array.isArray(ignored) ? { kind: 'answer', tracked: has, ignored } : { kind: 'failed', detail: ignored };
  },
};

/** Of a repository the module files that git has, absolute, or why it does not say: one question for all modules. Key: its folder. */
const trackedFiles: Fact<ReadonlySet<string> | string> = {
  name: 'trackedFiles',
  compute: async (top, facts) => {
    await facts.stat(joinPath(top, '.git/index'));
    const git = (await facts.get(gitProgram)) ?? '';
    const answer = await listFiles(git, top, ['--cached', '--', ...listed.map((name) => `:(glob)**/${name}`)], facts);
    return Array.isArray(answer) ? new Set(answer.map((name) => joinPath(top, name))) : answer;
  },
};

/** The git on PATH; none that lies in the folder that is verified, or opening a foreign repository would run what it brought. */
const gitProgram: Fact<string | undefined> = {
  name: 'gitProgram',
  compute: async (_, facts) => {
    const { environment } = facts;
    for (const entry of osVariable(environment, 'PATH').split(environment.pathDelimiter)) {
      const folder = pathFromVariable(environment, entry);
      if (folder === '' || !isAbsolutePath(folder)) continue;
      const file = await executable(joinPath(folder, 'git'), environment.executableExtensions, facts);
      const real = file === undefined ? undefined : await facts.realPath(file);
      if (file !== undefined && ![file, real ?? file].some((path) => isWithin(facts.root, path))) return file;
    }
    return undefined;
  },
};

/** Nobody tells the store what a process reads: the answer is asked again when one of these has changed. */
async function restOnRules(dir: string, top: string, facts: Facts): Promise<void> {
  const names = listed.map((name) => facts.stat(joinPath(dir, name)));
  await Promise.all([
    ...names,
    facts.stat(joinPath(top, '.git/index')),
    facts.readText(joinPath(dir, 'vendor/.gitignore')),
  ]);
  for (let at = dir; isWithin(top, at); at = dirname(at)) {
    await facts.readText(joinPath(at, '.gitignore'));
    if (dirname(at) === at) return;
  }
}

/** @returns why git did not answer where it is a string */
async function listFiles(file: string, cwd: string, args: readonly string[], facts: Facts): Promise<string[] | string> {
  // A program that a repository names to watch its files must not run.
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
  const request = { file, args: [...safe, 'ls-files', ...args], cwd, env: guarded(facts), timeoutMs: 10_000 };
  const result = await facts.run(request);
  if (result.kind !== 'exited') return result.kind;
  if (result.code !== 0) return result.stderr.trim().split('\n')[0] ?? '';
  // A name in quotes has characters that no file of Go's has.
  return result.stdout.split('\n').filter((name) => name !== '' && !name.startsWith('"'));
}

/**
 * Without the variables by which a hook or an editor points git at another repository or index. An object that a partial clone
 * lacks is not fetched: that would run the ssh command or the helper that the repository's configuration names.
 */
function guarded({ environment }: Facts): Record<string, string> {
  const own = Object.entries(environment.variables).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  const looks = {
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
  };
  return { ...Object.fromEntries(own), ...looks, LC_ALL: 'C' };
}
