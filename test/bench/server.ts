import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ServerProcess } from '../support/serverProcess';
import { median, percentile } from './measure';
import type { Project } from './projects';

export interface ServerTimes {
  /** from the start of the process to the first whole result */
  readonly loadedMs: number;
  /** from an edit of a header to its Problem, at the streams, with the debounce */
  readonly header: { readonly median: number; readonly p95: number };
  /** the same for an edit of go.mod */
  readonly goMod: { readonly median: number; readonly p95: number };
  readonly residentMb: number;
}

const edits = 40;

/** The language server as an editor has it: load a folder, then type. */
export async function measureServer({ dir, edited, goMod }: Project): Promise<ServerTimes> {
  const folder = pathToFileURL(dir).toString();
  const started = performance.now();
  const server = await ServerProcess.start({
    folders: [folder],
    options: { session: { trusted: false, consent: [] } },
  });
  try {
    await server.client.verified(folder, 300_000);
    const loadedMs = performance.now() - started;
    const header = await typing(server, edited, 'go', (text) => `//go:build linux &&\n\n${text}`);
    const module = await typing(server, goMod, 'go.mod', (text) => `${text}\nrequire x\n`);
    return { loadedMs, header: spread(header), goMod: spread(module), residentMb: residentMb(server) };
  } finally {
    await server.stop();
  }
}

function spread(times: readonly number[]): { median: number; p95: number } {
  return { median: median(times), p95: percentile(times, 0.95) };
}

/** Breaks a document and mends it, many times. @returns milliseconds from each change to the diagnostics that show it */
async function typing(
  server: ServerProcess,
  file: string,
  language: string,
  broken: (text: string) => string,
): Promise<number[]> {
  const { client } = server;
  const uri = pathToFileURL(file).toString();
  const text = readFileSync(file, 'utf8');
  const count = (): number => client.diagnosticsOf(uri).length;
  await client.open(uri, text, language);
  const before = count();
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const breaks = edit % 2 === 0;
    const started = performance.now();
    await client.change(uri, [{ text: breaks ? broken(text) : text }]);
    await client.waitFor(`edit ${edit} of ${file}`, () => (breaks ? count() > before : count() === before));
    times.push(performance.now() - started);
  }
  await client.close(uri);
  return times;
}

function residentMb(server: ServerProcess): number {
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024;
}
