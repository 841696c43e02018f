import { pathToFileURL } from 'node:url';
import { WorkDoneProgress } from 'vscode-languageserver/node';
import { ServerProcess } from '../support/serverProcess';
import { vscodeCapabilities, type LspClient } from '../support/lspClient';
import type { Subject } from './languageServers';

/** Longer than this no server is waited for. */
const loadTimeoutMs = 180_000;

/** Our server on a folder that is not trusted: the static checks of everything. */
export const goPreflight: Subject = {
  name: 'Go Preflight',
  keepsCache: false,
  async start({ dir }) {
    const folder = pathToFileURL(dir).toString();
    const options = { session: { trusted: false, consent: [] } };
    const server = await ServerProcess.start({ folders: [folder], options });
    await server.client.verified(folder, loadTimeoutMs);
    return server;
  },
};

/** The real gopls, as installed. @param cache a folder of its own, so that nobody's cache counts */
export function gopls(binary: string, cache: string): Subject {
  return {
    name: 'gopls',
    keepsCache: true,
    async start({ dir, goEnvironment }) {
      let loading: Loading | undefined;
      const server = await ServerProcess.start({
        command: [binary, 'serve'],
        folders: [pathToFileURL(dir).toString()],
        env: { ...process.env, ...goEnvironment, GOPLSCACHE: cache },
        cwd: dir,
        capabilities: { ...vscodeCapabilities, window: { workDoneProgress: true } },
        prepare: (client) => (loading = watchLoading(client)),
      });
      try {
        await loading?.done;
        return server;
      } catch (error) {
        await server.stop();
        throw error;
      }
    },
    // It publishes what it finds in a file that was opened, also where that is nothing.
    ready: ({ client }, uri) =>
      client.waitFor(`the first look of gopls at ${uri}`, () => client.diagnostics.has(uri), 60_000),
  };
}

interface Loading {
  readonly done: Promise<void>;
}

/** gopls tells by a progress, `Setting up workspace`, that it loads, and at its end whether it could. */
function watchLoading({ connection }: LspClient): Loading {
  const done = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`gopls did not load the workspace within ${loadTimeoutMs / 1000} s`)),
      loadTimeoutMs,
    );
    const end = (message: string | undefined): void => {
      clearTimeout(timer);
      if (message === 'Finished loading packages.') resolve();
      else reject(new Error(`gopls: ${message ?? 'loading ended without a word'}`));
    };
    connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string | number }) => {
      const state = { isLoading: false };
      connection.onProgress(WorkDoneProgress.type, token, (value) => {
        if (value.kind === 'begin') state.isLoading = value.title === 'Setting up workspace';
        if (value.kind === 'end' && state.isLoading) end(value.message);
      });
      return null;
    });
  });
  // The server may end before anybody waits.
  done.catch(() => undefined);
  return { done };
}
