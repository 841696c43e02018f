import { nativePath } from '../facts/environment/osVariable';
import { goInstallation } from '../facts/go/goInstallation';
import { runGo, type GoRun } from '../facts/go/runGo';
import type { Facts } from '../facts/factStore';
import { say, type Message } from '../model/message';
import { parseBuildInfos, type BuildInfo } from '../parse/buildInfo';

/** What go reads from binaries; by path, without those that are none of go's. Runs `go version -m`, which runs none of them. */
export async function readBuildInfos(paths: readonly string[], facts: Facts): Promise<ReadonlyMap<string, BuildInfo>> {
  const names = new Map(paths.map((path) => [nativePath(facts.environment, path), path]));
  const run = await askGo([...names.keys()], facts);
  // Where one of several is no Go binary, go says so, and what it read of the others.
  const text = run.kind === 'ok' || run.kind === 'said-no' ? run.stdout : '';
  const found = new Map<string, BuildInfo>();
  for (const [name, info] of parseBuildInfos(text, [...names.keys()])) found.set(names.get(name) ?? name, info);
  return found;
}

/** What go reads from one binary, or why it reads nothing. */
export async function readBinary(path: string, facts: Facts): Promise<BuildInfo | Message> {
  const name = nativePath(facts.environment, path);
  const run = await askGo([name], facts);
  switch (run.kind) {
    case 'ok':
    case 'said-no': {
      const info = parseBuildInfos(run.stdout, [name]).get(name);
      if (info) return info;
      // Of a file without the executable bit go says nothing at all.
      const reason = reasonIn(run.stderr);
      return reason === '' ? say('diff.neither', { file: name }) : say('diff.notGo', { file: name, reason });
    }
    case 'no-go':
      return say('diff.needsGo', { file: name });
    case 'no-toolchain':
      return say('diff.needsToolchain', { file: name, toolchain: run.toolchain });
    case 'timed-out':
      return say('diff.goTimedOut', { file: name, seconds: run.seconds });
    case 'could-not-run':
      return say('diff.goFailed', { file: name, reason: run.reason });
  }
}

/** In the folder of the distribution, where no module has a say. */
async function askGo(names: readonly string[], facts: Facts): Promise<GoRun> {
  const { found } = await facts.get(goInstallation);
  if (found === undefined) return { kind: 'no-go' };
  return runGo(facts, { dir: found.goroot, args: ['version', '-m', ...names], workspace: 'off' });
}

/** `FILE: could not read Go build info from FILE: not a Go executable`: what stands behind the last name. */
function reasonIn(stderr: string): string {
  const [line = ''] = stderr.trim().split('\n');
  return line.replace(/^[^]*: (?=[^:]+$)/, '');
}
