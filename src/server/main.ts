import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import * as path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection } from 'vscode-languageserver/node';
import { createNodePorts } from '../host/index';
import { sparingHeap } from './largeWork';
import type { MachineOptions } from './machine';
import { serve } from './server';
import { nodeTimers } from './timers';

/** Where this bundle lies, with the worker, the pages and the translations beside it. */
const distFolder = __dirname;

/** The way in: `--node-ipc` from our extension, `--stdio` from other editors. */
async function main(): Promise<void> {
  // V8 lets a heap grow to twice what is in use before it looks for garbage. An edit leaves a little, for hours: a fifth less
  // memory (large workspaces) for next to no time.
  setFlagsFromString('--heap-growing-percent=20');
  const version = await readVersion();
  // Takes its transport from the arguments. With --stdio it sends what is written to the console to the client.
  const connection = createConnection();
  process.on('unhandledRejection', (reason) => connection.console.error(`unhandled rejection: ${describe(reason)}`));
  // The state after it is unknown: the client starts a new server.
  process.on('uncaughtException', (error) => {
    connection.console.error(`uncaught exception: ${describe(error)}`);
    setTimeout(() => process.exit(1), 50);
  });
  serve(connection, {
    version,
    openMachine: ({ goPath, editorFiles, openText, log }: MachineOptions) =>
      createNodePorts({
        logger: log,
        workerPath: path.join(distFolder, 'scanWorker.js'),
        configuredGo: goPath,
        editorFiles,
        openText,
        variables: ownVariables(),
      }),
    timers: nodeTimers,
    largeWork: sparingHeap(setFlagsFromString),
    now: () => Date.now(),
    readResource: (name) => readFile(path.join(distFolder, name), 'utf8').catch(() => undefined),
    userName: userName(),
  });
  connection.listen();
}

/** The environment as it was before VS Code turned its own program into a Node for us. */
function ownVariables(): Readonly<Record<string, string | undefined>> {
  const variables = { ...process.env };
  delete variables.ELECTRON_RUN_AS_NODE;
  return variables;
}

async function readVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(distFolder, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/** An account without an entry in the system's table has none. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

void main();
