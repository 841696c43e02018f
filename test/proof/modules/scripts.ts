import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Limiter } from '../../../src/base/limiter';
import { removeAll } from '../../support/goScript/commands';
import { replay, type ReplayEnd, type ReplayWorld } from '../../support/goScript/replay';
import { TestProxy } from '../../support/goScript/testProxy';
import { goEnv } from '../../support/realGo';
import { parseTxtar } from '../../support/txtar';
import { ScriptJudge, type JudgedCall } from './scriptJudge';

export interface ScriptsProof {
  readonly ends: readonly (ReplayEnd & { readonly script: string })[];
  readonly calls: readonly JudgedCall[];
}

/** Scripts about modules, by the first words of their names. */
export const moduleScripts =
  /^(?:mod|work|ws2|vendor|gotoolchain|goline|godebug|list_m|env|version|embed|import|tool|gomod|get|govcs|std)(?:_|\b)/;

/**
 * Replays scripts of cmd/go's own tests with the real go and judges each state that a go call finds or makes.
 * @param names files of cmd/go/testdata/script
 */
export async function proveScripts(goroot: string, names: readonly string[], width = 2): Promise<ScriptsProof> {
  const testdata = join(goroot, 'src', 'cmd', 'go', 'testdata');
  const proxy = await TestProxy.start(join(testdata, 'mod'));
  const base = await mkdtemp(join(tmpdir(), 'go-preflight-scripts-'));
  const world: ReplayWorld = {
    goroot,
    goVersion: goEnv('GOVERSION').replace(/^go/, ''),
    goCache: goEnv('GOCACHE'),
    proxyUrl: proxy.url,
  };
  const ends: (ReplayEnd & { script: string })[] = [];
  const calls: JudgedCall[] = [];
  const limiter = new Limiter(width);
  try {
    const one = async (script: string): Promise<void> => {
      const archive = parseTxtar(await readFile(join(testdata, 'script', `${script}.txt`), 'latin1'));
      const judge = new ScriptJudge(script, join(goroot, 'bin', 'go'));
      const end = await replay(archive, join(base, script), world, judge).catch((error: unknown): ReplayEnd => {
        return {
          kind: 'unlike',
          line: 0,
          reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
        };
      });
      ends.push({ ...end, script });
      calls.push(...judge.calls);
    };
    await Promise.all(names.map((script) => limiter.run(() => one(script))));
  } finally {
    await proxy.stop();
    await removeAll(base);
  }
  const byPlace = (a: JudgedCall, b: JudgedCall): number => a.script.localeCompare(b.script) || a.line - b.line;
  return { ends, calls: calls.toSorted(byPlace) };
}

/** The scripts about modules of a Go distribution, without `.txt`. */
export async function namesOfModuleScripts(goroot: string): Promise<readonly string[]> {
  const files = await readdir(join(goroot, 'src', 'cmd', 'go', 'testdata', 'script'));
  return files.filter((name) => name.endsWith('.txt') && moduleScripts.test(name)).map((name) => name.slice(0, -4));
}
