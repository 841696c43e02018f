import { Cancelled, goForFix, say, type GoForFix } from '../../engine/index';
import type { FixFailure } from '../../protocol/index';
import { failed, type FixContext } from './fixContext';

/** Downloads take long; longer than this means that something hangs. */
const timeoutMs = { offline: 60_000, network: 600_000 } as const;

export interface FixCommand {
  /** what follows `go` */
  readonly args: readonly string[];
  /** how the person knows it: without our own flags */
  readonly shown: string;
  readonly cwd: string;
  /** absolute folder whose go.mod and settings choose the toolchain */
  readonly selectIn: string;
  readonly network: boolean;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs a `go` command in a scratch copy. @returns its output, or why it failed */
export async function runFixCommand(
  command: FixCommand,
  context: FixContext,
  signal: AbortSignal,
): Promise<{ readonly kind: 'done'; readonly output: string } | FixFailure> {
  const { shown, network } = command;
  const go = await goForFix(context.ports, { root: context.root, dir: command.selectIn, network }, signal);
  if (go.kind !== 'ready') return failed(context, unavailable(go, shown));
  const result = await context.ports.processes.run(
    {
      file: go.path,
      args: command.args,
      cwd: command.cwd,
      env: { ...go.env, ...command.variables },
      timeoutMs: network ? timeoutMs.network : timeoutMs.offline,
    },
    signal,
  );
  switch (result.kind) {
    case 'exited': {
      const output = `${result.stdout}${result.stderr}`;
      if (result.code === 0) return { kind: 'done', output };
      // go's own words for "not on this machine, and you forbade me to fetch it"
      if (!network && /disabled by GOPROXY=off|network disabled by cmdgonetlimit=0/.test(output)) {
        const failure = failed(context, say('server.fix.needsNetwork', { command: shown }), output);
        return { ...failure, needsNetwork: true };
      }
      return failed(context, say('server.fix.commandFailed', { command: shown, detail: essence(output) }), output);
    }
    case 'timed-out': {
      const reason = say('server.fix.timedOut', { command: shown, seconds: Math.round(result.timeoutMs / 1000) });
      return failed(context, reason, `${result.stdout}${result.stderr}`);
    }
    case 'could-not-start':
      return failed(context, say('server.fix.commandFailed', { command: shown, detail: result.reason }));
    case 'signalled':
      return failed(context, say('server.fix.commandFailed', { command: shown, detail: result.signal }), result.stderr);
    case 'too-much-output':
      return failed(context, say('server.fix.commandFailed', { command: shown, detail: `> ${result.limit} bytes` }));
    case 'cancelled':
      throw new Cancelled();
  }
}

function unavailable(go: Exclude<GoForFix, { kind: 'ready' }>, command: string): ReturnType<typeof say> {
  if (go.kind === 'no-go') return say('server.fix.noGo', { command });
  return say('server.fix.noToolchain', { command, toolchain: go.toolchain });
}

/** The last line that says something; what go was doing meanwhile stands before it. */
function essence(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.findLast((line) => line !== '' && !/^go: (downloading|finding) /.test(line)) ?? '';
}
