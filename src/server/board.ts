import { joinPath } from '../base/paths';
import type { Catalogue, CheckMeta, FileSystem, Finding, RunResult } from '../engine/index';
import type { FolderState } from '../protocol/index';
import { toolchainLine } from './anchors';
import { DiagnosticsPublisher, type Publish } from './diagnostics';
import type { Folder } from './folder';
import { problemsOf, type Placed } from './problems';
import { snapshotOf, type RenderedCheck } from './snapshot';

export interface BoardOptions {
  readonly catalogue: Catalogue;
  readonly pageUri: string | undefined;
  readonly uriOf: (path: string) => string;
  readonly publish: Publish;
  readonly sendState: (state: FolderState) => void;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

interface Entry {
  readonly folder: Folder;
  readonly files: FileSystem;
  result: RunResult | undefined;
  readonly rendered: Map<string, RenderedCheck>;
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

  add(folder: Folder, files: FileSystem): void {
    this.#entries.set(folder.uri, { folder, files, result: undefined, rendered: new Map() });
  }

  /** The folder was closed: nothing of it stays. */
  async remove(uri: string): Promise<void> {
    const owner = this.#machineOwner();
    this.#entries.delete(uri);
    this.#diagnostics.remove(uri);
    this.#options.sendState({ folder: uri, version: ++this.#version });
    if (owner?.folder.uri === uri) await this.#showProblemsAgain();
  }

  async show(folder: Folder, result: RunResult, partial: boolean): Promise<void> {
    const entry = this.#entries.get(folder.uri);
    if (entry?.folder !== folder) return;
    const owner = this.#machineOwner();
    entry.result = result;
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

  fail(folder: Folder, failure: string): void {
    this.#options.sendState({ folder: folder.uri, version: ++this.#version, failure });
  }

  /** The first folder with Go in it lists what is wrong with the machine; once is enough. */
  #machineOwner(): Entry | undefined {
    return [...this.#entries.values()].find(({ result }) => result && !result.nothingToCheck);
  }

  async #showProblemsAgain(): Promise<void> {
    for (const entry of this.#entries.values()) if (entry.result) await this.#showProblems(entry);
  }

  async #showProblems(entry: Entry): Promise<void> {
    const { folder, result } = entry;
    const byPath = new Map<string, Placed[]>();
    const listed = result === undefined || result.nothingToCheck ? [] : result.findings;
    for (const finding of listed) {
      const placed = await this.#place(finding, entry);
      if (placed === undefined) continue;
      const known = byPath.get(placed.path);
      if (known) known.push(placed);
      else byPath.set(placed.path, [placed]);
    }
    // A newer result may have come while a file was read.
    if (entry.result !== result || this.#entries.get(folder.uri) !== entry) return;
    const problems = [...byPath].map(
      ([path, placed]) => [path, problemsOf(placed, folder.uri, this.#options)] as const,
    );
    this.#diagnostics.set(folder.uri, folder.dir, new Map(problems));
  }

  async #place(finding: Finding, entry: Entry): Promise<(Placed & { readonly path: string }) | undefined> {
    const { location } = finding;
    if (location) return { path: location.file, finding, range: location.range };
    const onMachine = finding.subject === 'machine';
    if (onMachine && this.#machineOwner() !== entry) return undefined;
    const module = onMachine || finding.subject === '.' ? entry.result?.modules[0] : finding.subject;
    // Without a go.mod it stands in the tree alone: no file is invented.
    if (module === undefined) return undefined;
    const path = joinPath(entry.folder.dir, module, 'go.mod');
    const content = await entry.files.readFile(path);
    return content.kind === 'file' ? { path, finding, range: toolchainLine(decoder.decode(content.bytes)) } : undefined;
  }
}
