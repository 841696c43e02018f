import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { removeAll } from '../../support/goScript/commands';
import { runProcess, type ProcessEnd } from '../../support/goScript/replay';
import type { ScriptState } from '../../support/goScript/scriptState';
import type { StateRoot } from './stateVerdict';

/** A default go command that failed on a state. */
export interface DefaultFailure {
  readonly command: string;
  readonly output: string;
}

/** Where a script stands. */
export type ScriptPlace = Pick<ScriptState, 'work' | 'cwd' | 'variables'>;

/** What people run without thinking: load everything with its tests, the module graph, tidy, vendor, verify. */
const calls: readonly (readonly string[])[] = [
  ['list', '-deps', '-test', './...'],
  ['list', '-m', 'all'],
  ['mod', 'tidy', '-diff'],
  ['mod', 'verify'],
  ['mod', 'vendor', '-o', '/tmp/never-kept'],
];

/**
 * Which default go commands fail on the state that a script is in, with its variables. They may write (the module cache,
 * go.work.sum), so they run on the state and the state is put back after.
 */
export async function defaultFailures(
  state: ScriptPlace,
  root: StateRoot,
  go: string,
): Promise<readonly DefaultFailure[]> {
  const kept = `${state.work}.kept`;
  const copied = await run('cp', ['-a', state.work, kept], state, '/');
  if (copied.code !== 0) throw new Error(copied.stderr);
  const failures: DefaultFailure[] = [];
  try {
    for (const subject of root.subjects) {
      const dir = join(root.dir, subject);
      if (!existsSync(join(dir, 'go.mod')) && root.subjects.size > 1) continue;
      for (const args of calls) {
        const own = args.map((arg) => (arg === '/tmp/never-kept' ? `${state.work}/tmp/vendor` : arg));
        const { code, stdout, stderr } = await run(go, own, state, dir);
        if (code !== 0) failures.push({ command: `go ${args.join(' ')}`, output: `${stderr}\n${stdout}` });
      }
    }
  } finally {
    await removeAll(state.work);
    await rename(kept, state.work);
  }
  return failures;
}

function run(file: string, args: readonly string[], state: ScriptPlace, cwd: string): Promise<ProcessEnd> {
  return runProcess(file, args, { cwd, variables: { ...state.variables, PWD: cwd } });
}
