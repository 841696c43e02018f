import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { goPrints, offline } from './realGo';

/** What golang.org/x/mod, as the installed go command carries it, says of texts, paths and versions. */

export interface OracleQuestion {
  /** mod: go mod edit; build: go build, but for what it would ask the network; lax: go.mod of a dependency */
  readonly Kind: 'mod' | 'build' | 'lax' | 'work' | 'version' | 'path';
  readonly A: string;
  readonly B?: string;
}

export interface OracleEntry {
  readonly Verb: string;
  readonly Words: readonly string[];
  readonly Line: number;
  readonly Column: number;
}

export interface OracleAnswer {
  readonly Errors?: readonly { readonly Line: number; readonly Message: string }[];
  readonly Entries?: readonly OracleEntry[];
  readonly Facts?: readonly unknown[];
}

/** Builds the oracle from the copy of golang.org/x/mod in GOROOT: no network. */
export class ModfileOracle {
  readonly #dir: string;
  readonly #binary: string;

  constructor(root: string, goroot: string) {
    this.#dir = mkdtempSync(path.join(tmpdir(), 'modfile-oracle-'));
    const goLine = /^go .*$/m.exec(readFileSync(path.join(goroot, 'src', 'cmd', 'go.mod'), 'utf8'))?.[0] ?? '';
    const xmod = path.join(goroot, 'src', 'cmd', 'vendor', 'golang.org', 'x', 'mod');
    cpSync(path.join(root, 'test', 'fixtures', 'oracles', 'modfile'), this.#dir, { recursive: true });
    cpSync(xmod, path.join(this.#dir, 'xmod'), { recursive: true });
    mkdirSync(path.join(this.#dir, 'bin'));
    writeFileSync(path.join(this.#dir, 'xmod', 'go.mod'), `module golang.org/x/mod\n\n${goLine}\n`);
    writeFileSync(
      path.join(this.#dir, 'go.mod'),
      `module oracle\n\n${goLine}\n\nrequire golang.org/x/mod v0.0.0\n\nreplace golang.org/x/mod => ./xmod\n`,
    );
    this.#binary = path.join(this.#dir, 'bin', process.platform === 'win32' ? 'oracle.exe' : 'oracle');
    goPrints(['build', '-o', this.#binary, '.'], { cwd: this.#dir, env: offline });
  }

  ask(questions: readonly OracleQuestion[]): readonly OracleAnswer[] {
    const run = spawnSync(this.#binary, [], {
      input: JSON.stringify(questions.map((question) => ({ B: '', ...question }))),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      timeout: 600_000,
    });
    if (run.status !== 0) throw new Error(`the oracle failed: ${run.stderr}`);
    return JSON.parse(run.stdout) as readonly OracleAnswer[];
  }

  dispose(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
