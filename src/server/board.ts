import { joinPath } from '../base/paths';
import { samePlainData } from '../base/samePlainData';
import type { Catalogue, CheckMeta, FileSystem, Finding, Location, Range, RunResult } from '../engine/index';
import type { FolderState } from '../protocol/index';
import { toolchainLine } from './anchors';
import { DiagnosticsPublisher, type Publish } from './diagnostics';
import type { Folder } from './folder';
import { problemsOf, type Placed, type Problem } from './problems';
import { nothingRendered, snapshotOf, type RenderedResults } from './snapshot';

export interface BoardOptions {
  readonly catalogue: Catalogue;
  readonly pageUri: string | undefined;
  readonly uriOf: (path: string) => string;
  readonly publish: Publish;
  readonly sendState: (state: FolderState) => void;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** What is to be known of a workspace folder to show it. */
export type ShownFolder = Pick<Folder, 'uri' | 'dir' | 'checks'>;

interface Entry {
  readonly folder: ShownFolder;
  readonly files: FileSystem;
  result: RunResult | undefined;
  readonly rendered: RenderedResults;
  /** counts how often its Problems were made */
  turn: number;
  /** what was last made of it, by path */
  problems: ReadonlyMap<string, ListedProblems>;
  /** lines of go.mod files that were read for the last result, by path: in the middle of a run they need no disk */
  lines: Map<string, Promise<Range | undefined>>;
}

interface ListedProblems {
  readonly placed: readonly Placed[];
  readonly problems: readonly Problem[];
}

const decoder = new TextDecoder();

/** What the client is shown of all folders: states for the views, Problems for the editor. */
export class Board {
  readonly #options: BoardOptions;
  readonly #diagnostics: DiagnosticsPublisher;
  /** in the order of the workspace */
  readonly #entries = new Map<string, Entry>();
  #version = 0;

  constructor(options: BoardOptions) {
    this.#options = options;
    this.#diagnostics = new DiagnosticsPublisher(options.publish);
  }

  add(folder: ShownFolder, files: FileSystem): void {
    this.#entries.set(folder.uri, {
      folder,
      files,
      result: undefined,
      rendered: nothingRendered(),
      turn: 0,
      problems: new Map(),
      lines: new Map(),
    });
  }

  /** The folder was closed: nothing of it stays. */
  async remove(uri: string): Promise<void> {
    const owner = this.#machineOwner();
    this.#entries.delete(uri);
    this.#diagnostics.remove(uri);
    this.#options.sendState({ folder: uri, version: ++this.#version });
    if (owner?.folder.uri === uri) await this.#showProblemsAgain();
  }

  async show(folder: ShownFolder, result: RunResult, partial: boolean): Promise<void> {
    const entry = this.#entries.get(folder.uri);
    if (entry?.folder !== folder) return;
    const owner = this.#machineOwner();
    entry.result = result;
    entry.lines = new Map();
    if (this.#machineOwner() === owner) await this.#showProblems(entry);
    else await this.#showProblemsAgain();
    const { catalogue, uriOf, now } = this.#options;
    const checks = new Map<string, CheckMeta>(folder.checks.map((check) => [check.id, check]));
    this.#options.sendState({
      folder: folder.uri,
      version: ++this.#version,
      ...(!result.nothingToCheck && {
        result: snapshotOf(result, { checks, catalogue, uriOf, finishedAt: now(), partial, rendered: entry.rendered }),
      }),
    });
  }

  /**
   * Problems alone, in the middle of a run: whoever types sees them without waiting for what is slow. Resolves when they are
   * sent: what keeps this thread busy would keep them back.
   */
  async showFindings(folder: ShownFolder, findings: readonly Finding[]): Promise<void> {
    const entry = this.#entries.get(folder.uri);
    if (entry?.folder !== folder || entry.result?.nothingToCheck !== false) return;
    await (
      await this.#showProblems(entry, findings)
    )?.sent;
  }

  fail(folder: ShownFolder, failure: string): void {
    this.#options.sendState({ folder: folder.uri, version: ++this.#version, failure });
  }

  /** The first folder with Go in it lists what is wrong with the machine; once is enough. */
  #machineOwner(): Entry | undefined {
    return [...this.#entries.values()].find(({ result }) => result && !result.nothingToCheck);
  }

  async #showProblemsAgain(): Promise<void> {
    for (const entry of this.#entries.values()) if (entry.result) await this.#showProblems(entry);
  }

  /** @returns undefined where something newer was shown meanwhile */
  async #showProblems(
    entry: Entry,
    findings = entry.result?.findings ?? [],
  ): Promise<{ readonly sent: Promise<unknown> } | undefined> {
    const { folder, result } = entry;
    const turn = ++entry.turn;
    const placedIn = new Map<string, Placed[]>();
    const listed = result === undefined || result.nothingToCheck ? [] : findings;
    for (const finding of listed) {
      const placed = finding.location ? placeOf(finding, finding.location) : await this.#stand(finding, entry);
      if (placed === undefined) continue;
      const known = placedIn.get(placed.path);
      if (known) known.push(placed);
      else placedIn.set(placed.path, [placed]);
    }
    // A newer result may have come while a file was read.
    if (entry.turn !== turn || this.#entries.get(folder.uri) !== entry) return undefined;
    const last = entry.problems;
    entry.problems = new Map(
      Array.from(placedIn, ([path, placed]) => {
        const known = last.get(path);
        if (known && samePlaces(known.placed, placed)) return [path, known];
        return [path, { placed, problems: problemsOf(placed, folder.uri, this.#options) }];
      }),
    );
    const byPath = new Map(Array.from(entry.problems, ([path, { problems }]) => [path, problems]));
    return { sent: this.#diagnostics.set(folder.uri, folder.dir, byPath) };
  }

  async #stand(finding: Finding, entry: Entry): Promise<PlacedAt | undefined> {
    const onMachine = finding.subject === 'machine';
    if (onMachine && this.#machineOwner() !== entry) return undefined;
    const module = onMachine || finding.subject === '.' ? entry.result?.modules[0] : finding.subject;
    // Without a go.mod it stands in the tree alone: no file is invented.
    if (module === undefined) return undefined;
    const path = joinPath(entry.folder.dir, module, 'go.mod');
    let line = entry.lines.get(path);
    if (line === undefined) entry.lines.set(path, (line = readToolchainLine(path, entry.files)));
    const range = await line;
    return range && { path, finding, range };
  }
}

type PlacedAt = Placed & { readonly path: string };

function placeOf(finding: Finding, { file, range }: Location): PlacedAt {
  return { path: file, finding, range };
}

async function readToolchainLine(path: string, files: FileSystem): Promise<Range | undefined> {
  const content = await files.readFile(path);
  return content.kind === 'file' ? toolchainLine(decoder.decode(content.bytes)) : undefined;
}

/** The same findings, by identity, at the same places. */
function samePlaces(a: readonly Placed[], b: readonly Placed[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ finding, range }, at) => finding === b[at]?.finding && samePlainData(range, b[at].range))
  );
}
