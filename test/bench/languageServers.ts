import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ServerProcess } from '../support/serverProcess';
import { measured, reasonOf, type Measured } from './measured';
import type { Project } from './projects';
import { median, spread, type Spread } from './statistics';

/** A language server that is measured: started on a project, and resolved when it has loaded it. */
export interface Subject {
  readonly name: string;
  start(project: Project): Promise<ServerProcess>;
  /** Waits, before the first edit, until a file that was opened is as a person finds it. */
  ready?(server: ServerProcess, uri: string): Promise<void>;
  /** keeps a cache between its starts, which a start that is not counted fills */
  readonly keepsCache: boolean;
}

export interface ServerTimes {
  /** from the start of the process to the loaded workspace */
  readonly loadedMs: number;
  /** from an edit of a header to its Problem, at the streams */
  readonly header: Measured<Spread>;
  /** the same for an edit of go.mod */
  readonly goMod: Measured<Spread>;
  /** of its process alone, after the edits; `peak` at any time. NaN where the system does not tell */
  readonly residentMb: number;
  readonly peakMb: number;
  /** how often it was started */
  readonly runs: number;
}

const editsOfOneRun = 8;

/** A person reads before the first key, and then types ten keys a second: edits do not come back to back. */
const beforeTypingMs = 500;
const betweenEditsMs = 100;

/** A server that needs more than this to load is started once. */
const slowMs = 30_000;

const problemTimeoutMs = 10_000;

interface Run {
  readonly loadedMs: number;
  readonly header: Measured<readonly number[]>;
  readonly goMod: Measured<readonly number[]>;
  readonly residentMb: number;
  readonly peakMb: number;
}

/** Starts each server in turns, types into a Go file and a go.mod of the project. */
export async function measureServers(
  project: Project,
  subjects: readonly Subject[],
  runs: number,
): Promise<ReadonlyMap<string, Measured<ServerTimes>>> {
  const results = new Map<string, Run[]>();
  const reasons = new Map<string, string>();
  const go = async (subject: Subject): Promise<Run | undefined> => {
    try {
      return await oneRun(project, subject);
    } catch (error) {
      reasons.set(subject.name, reasonOf(error));
      return undefined;
    }
  };
  const often: Subject[] = [];
  for (const subject of subjects) {
    const first = subject.keepsCache ? await go(subject) : undefined;
    if (first !== undefined && first.loadedMs > slowMs) results.set(subject.name, [first]);
    else if (!reasons.has(subject.name)) often.push(subject);
  }
  for (let turn = 0; turn < runs; turn++)
    for (const subject of often) {
      const run = await go(subject);
      if (run !== undefined) results.set(subject.name, [...(results.get(subject.name) ?? []), run]);
    }
  return new Map(subjects.map(({ name }) => [name, timesOf(results.get(name) ?? [], reasons.get(name))]));
}

function timesOf(runs: readonly Run[], why: string | undefined): Measured<ServerTimes> {
  if (why !== undefined || runs.length === 0) return { why: why ?? 'it was not run' };
  return {
    value: {
      loadedMs: median(runs.map(({ loadedMs }) => loadedMs)),
      header: together(runs.map(({ header }) => header)),
      goMod: together(runs.map(({ goMod }) => goMod)),
      residentMb: median(runs.map(({ residentMb }) => residentMb)),
      peakMb: median(runs.map(({ peakMb }) => peakMb)),
      runs: runs.length,
    },
  };
}

function together(all: readonly Measured<readonly number[]>[]): Measured<Spread> {
  const failed = all.find((each) => 'why' in each);
  if (failed !== undefined && 'why' in failed) return failed;
  return { value: spread(all.flatMap((each) => ('value' in each ? each.value : []))) };
}

async function oneRun(project: Project, subject: Subject): Promise<Run> {
  const started = performance.now();
  const server = await subject.start(project);
  try {
    const loadedMs = performance.now() - started;
    const ready = (uri: string): Promise<void> => subject.ready?.(server, uri) ?? Promise.resolve();
    const header = await measured(() =>
      typing(server, { file: project.edited, language: 'go', ready }, (text) => `//go:build linux &&\n\n${text}`),
    );
    const goMod = await measured(() =>
      typing(server, { file: project.goMod, language: 'go.mod', ready }, (text) => `${text}\nrequire x\n`),
    );
    return { loadedMs, header, goMod, ...memoryOf(server) };
  } finally {
    await server.stop();
  }
}

interface Typed {
  readonly file: string;
  readonly language: string;
  readonly ready: (uri: string) => Promise<void>;
}

/** Breaks a document and mends it, many times. @returns milliseconds from each change to the diagnostics that show it */
async function typing(
  { client }: ServerProcess,
  { file, language, ready }: Typed,
  breaking: (text: string) => string,
): Promise<number[]> {
  const uri = pathToFileURL(file).toString();
  const text = readFileSync(file, 'utf8');
  const broken = breaking(text);
  const problems = (): string[] => client.diagnosticsOf(uri).map(({ message }) => JSON.stringify(message));
  await client.open(uri, text, language);
  await ready(uri);
  // By what they say: where a file is broken, other Problems of it may go away.
  const before = new Set(problems());
  const isNew = (): boolean => problems().some((message) => !before.has(message));
  const times: number[] = [];
  await wait(beforeTypingMs);
  for (let edit = 0; edit < editsOfOneRun; edit++) {
    const breaks = edit % 2 === 0;
    const started = performance.now();
    await client.change(uri, [{ text: breaks ? broken : text }]);
    const what = breaks ? 'a Problem of the broken file' : 'the mended file without the Problem';
    await client.waitFor(what, () => isNew() === breaks, problemTimeoutMs);
    times.push(performance.now() - started);
    await wait(betweenEditsMs);
  }
  await client.close(uri);
  return times;
}

/** What Linux tells of the process. */
function memoryOf({ child }: ServerProcess): { residentMb: number; peakMb: number } {
  if (process.platform !== 'linux') return { residentMb: NaN, peakMb: NaN };
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN) / 1024;
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}
