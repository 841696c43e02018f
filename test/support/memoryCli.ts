import { joinPath } from '../../src/base/paths';
import { run } from '../../src/cli/cli';
import type { ExitCode } from '../../src/cli/exitCode';
import type { CliHost, Output } from '../../src/cli/host';
import type { Check, ProcessRequest, ProcessResult, Tree } from '../../src/engine/index';
import { emptyTree, memoryPorts, MemoryFiles, linux, type MemoryPorts } from './memoryPorts';

export interface CliRun {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly ports: MemoryPorts;
  readonly disposed: number;
}

export interface CliSetup {
  readonly checks?: readonly Check[];
  readonly files?: MemoryFiles;
  readonly tree?: (root: string) => Tree | Promise<Tree>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly resources?: Readonly<Record<string, string>>;
  /** what processes end with */
  readonly answer?: (request: ProcessRequest) => ProcessResult | undefined;
  readonly terminal?: boolean;
  readonly signal?: AbortSignal;
  /** default: /home/u */
  readonly homeDir?: string;
  /** default: u */
  readonly userName?: string | undefined;
  readonly writeFile?: CliHost['writeFile'];
}

/** Runs the command line in memory: working directory /work, home /home/u. */
export async function runCli(argv: readonly string[], setup: CliSetup = {}): Promise<CliRun> {
  const files = setup.files ?? new MemoryFiles({ '/work/go.mod': 'module example.com/m\n' });
  const variables = { ...linux.variables, LANG: 'en_US.UTF-8', ...setup.variables };
  const ports = memoryPorts({
    files,
    tree: setup.tree ?? oneModule,
    environment: { variables, ...homeOf(setup.homeDir) },
    ...(setup.answer && { answer: setup.answer }),
  });
  let disposed = 0;
  const host: CliHost = {
    version: '1.2.3',
    variables,
    platform: 'linux',
    userName: 'userName' in setup ? setup.userName : 'u',
    now: () => Date.UTC(2026, 10, 21, 18, 30),
    resolve: (path) => joinPath('/work', path),
    openPorts: () => ({
      ports,
      invalidate: () => undefined,
      dispose: () => {
        disposed++;
        return Promise.resolve();
      },
    }),
    verified: () => undefined,
    writeFile:
      setup.writeFile ??
      ((path, content) => {
        files.write(path, content);
        return Promise.resolve();
      }),
    renameFile: async (from, to) => {
      const content = await files.readFile(from);
      if (content.kind === 'file') files.write(to, content.bytes);
      files.delete(from);
    },
    appendFile: async (path, text) => {
      const content = await files.readFile(path);
      if (content.kind === 'unreadable') throw new Error(content.reason);
      const before = content.kind === 'file' ? new TextDecoder().decode(content.bytes) : '';
      files.write(path, before + text);
    },
    readResource: (name) => Promise.resolve(setup.resources?.[name]),
    signal: setup.signal ?? new AbortController().signal,
  };
  const stdout = capture(setup.terminal ?? false);
  const stderr = capture(setup.terminal ?? false);
  const code = await run(argv, { stdout, stderr }, host, setup.checks ?? []);
  return { code, stdout: stdout.text(), stderr: stderr.text(), ports, disposed };
}

export function oneModule(root: string): Tree {
  return { ...emptyTree(root), modules: [''], goFileCount: 2 };
}

function homeOf(homeDir: string | undefined): { homeDir?: string; userConfigDir?: string } {
  return homeDir === undefined ? {} : { homeDir, userConfigDir: `${homeDir}/.config` };
}

function capture(isTerminal: boolean): Output & { text(): string } {
  const parts: string[] = [];
  return {
    isTerminal,
    columns: isTerminal ? 100 : undefined,
    write: (text) => {
      parts.push(text);
      return Promise.resolve();
    },
    text: () => parts.join(''),
  };
}
