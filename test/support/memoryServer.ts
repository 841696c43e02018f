import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import type { Check, ProcessResult } from '../../src/engine/index';
import type { Machine, MachineOptions } from '../../src/server/machine';
import type { Timers } from '../../src/server/runLoop';
import { serve } from '../../src/server/server';
import { nodeTimers } from '../../src/server/timers';
import { LspClient, type ClientOptions } from './lspClient';
import { emptyTree, linux, memoryPorts, MemoryFiles } from './memoryPorts';
import { memoryTree } from './memoryTree';

export interface MemoryServer {
  readonly client: LspClient;
  readonly files: MemoryFiles;
  readonly machines: MachineOptions[];
  readonly calls: unknown[];
}

export interface MemoryServerOptions extends Partial<ClientOptions> {
  readonly checks?: readonly Check[];
  /** what every process ends with */
  readonly answer?: () => ProcessResult | Promise<ProcessResult>;
  /** of the process environment, beside HOME and PATH */
  readonly variables?: Readonly<Record<string, string>>;
  readonly timers?: Timers;
  /** walk the folders as the worker thread does; else the tree has modules alone */
  readonly scan?: boolean;
}

/** A server in this process over a file system in memory, with a client on the other end of two streams. */
export async function startMemoryServer(
  content: Record<string, string>,
  { checks = [], answer, variables, timers = nodeTimers, scan = false, ...options }: MemoryServerOptions = {},
): Promise<MemoryServer> {
  const files = new MemoryFiles(content);
  const machines: MachineOptions[] = [];
  const calls: unknown[] = [];
  const openMachine = (machine: MachineOptions): Machine => {
    machines.push(machine);
    const ports = memoryPorts({
      files,
      environment: { variables: { ...linux.variables, ...variables } },
      tree: (root) => {
        if (scan) return memoryTree(files, root);
        const modules = files
          .paths()
          .filter((path) => path.startsWith(`${root}/`) && path.endsWith('/go.mod'))
          .map((path) => path.slice(root.length + 1, -'/go.mod'.length).replace(/^go\.mod$/, ''));
        return { ...emptyTree(root), modules, goFileCount: modules.length };
      },
      answer: answer ?? (() => ({ kind: 'exited', code: 0, stdout: '', stderr: '', durationMs: 1 })),
    });
    const readFile: MemoryFiles['readFile'] = (path) => {
      const text = machine.openText(path);
      return text === undefined
        ? files.readFile(path)
        : Promise.resolve({ kind: 'file', bytes: new TextEncoder().encode(text) });
    };
    const overlaid = {
      readFile,
      stat: files.stat.bind(files),
      readDirectory: files.readDirectory.bind(files),
      realPath: files.realPath.bind(files),
    };
    const processes: typeof ports.processes = {
      run: (request, signal) => {
        calls.push(request.args);
        return ports.processes.run(request, signal);
      },
    };
    return {
      ports: { ...ports, files: overlaid, processes },
      invalidate: () => undefined,
      invalidateTexts: () => undefined,
      dispose: () => Promise.resolve(),
    };
  };
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(toServer, toClient);
  serve(connection, {
    version: '0.0.0',
    openMachine,
    timers,
    largeWork: (work) => work(),
    now: () => 1000,
    readResource: (name) => Promise.resolve(name === 'pages/no-wrong.md' ? '## Rule\n\nProse.\n' : undefined),
    userName: 'somebody',
    checks,
  });
  connection.listen();
  const client = new LspClient(toClient, toServer);
  await client.initialize({ folders: ['file:///work'], ...options });
  return { client, files, machines, calls };
}
