import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goPrints, offline } from './realGo';

/** A file that need not be on disk, or a folder that is. */
export type HeaderQuestion =
  | {
      readonly Name: string;
      readonly Text: string;
      readonly Tags: readonly string[];
      readonly Targets: readonly string[];
    }
  | { readonly Dir: string; readonly Targets: readonly string[] };

/** What go/build says. */
export interface HeaderAnswer {
  /** the targets that take the file with none of the tags set */
  readonly Plain: readonly string[];
  /** those that take it with some of the tags set */
  readonly Any: readonly string[];
  readonly Error: string;
  /** the Go version that its `//go:build` line implies */
  readonly Version: string;
  /** of a folder: what the build of each target makes of it */
  readonly Folder: Readonly<Record<string, FolderAnswer>>;
}

export interface FolderAnswer {
  readonly Error: string;
  readonly Go: readonly string[] | null;
  readonly Test: readonly string[] | null;
  readonly Cgo: readonly string[] | null;
  readonly LDFLAGS: readonly string[] | null;
}

/** go/build of the installed Go over headers: which builds take a file, and what each makes of a folder. */
export class HeaderOracle {
  readonly #dir = mkdtempSync(join(tmpdir(), 'header-oracle-'));
  readonly #binary: string;

  /** @param root of the repository */
  constructor(root: string) {
    this.#binary = join(this.#dir, process.platform === 'win32' ? 'oracle.exe' : 'oracle');
    const source = join(root, 'test', 'fixtures', 'oracles', 'headers', 'main.go');
    goPrints(['build', '-o', this.#binary, source], { cwd: this.#dir, env: offline });
  }

  ask(questions: readonly HeaderQuestion[]): readonly HeaderAnswer[] {
    if (questions.length === 0) return [];
    const run = spawnSync(this.#binary, [], {
      input: questions.map((question) => `${JSON.stringify(question)}\n`).join(''),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      timeout: 500_000,
    });
    if (run.status !== 0) throw new Error(`the oracle failed: ${run.stderr}`);
    return run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as HeaderAnswer);
  }

  dispose(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
