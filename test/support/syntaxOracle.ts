import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { goEnv, goPrints } from './realGo';

export interface Complaint {
  /** one-based */
  readonly Line: number;
  /** in bytes, one-based */
  readonly Column: number;
  /** without "syntax error: " */
  readonly Words: string;
}

/** Where cmd/compile and go/parser stop in a file. */
export interface SyntaxAnswer {
  readonly Compiler?: Complaint;
  /** the first line of all that the compiler says */
  readonly Lowest?: number;
  readonly Parser?: Complaint;
}

/** cmd/compile's own parser and go/parser, those of the go on PATH or of another GOROOT, in one process that is asked file after file. */
export class SyntaxOracle {
  readonly #work: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  private constructor(work: string, binary: string) {
    this.#work = work;
    this.#child = spawn(binary, [], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** @param root of this repository */
  static build(root: string, goroot = goEnv('GOROOT')): SyntaxOracle {
    const work = mkdtempSync(join(tmpdir(), 'syntax-oracle-'));
    mkdirSync(join(work, 'syntax'));
    const parser = join(goroot, 'src', 'cmd', 'compile', 'internal', 'syntax');
    for (const name of readdirSync(parser))
      if (name.endsWith('.go') && !name.endsWith('_test.go')) cpSync(join(parser, name), join(work, 'syntax', name));
    cpSync(join(root, 'test', 'fixtures', 'oracles', 'syntax', 'main.go'), join(work, 'main.go'));
    writeFileSync(join(work, 'go.mod'), 'module oracle\n\ngo 1.21\n');
    const binary = join(work, process.platform === 'win32' ? 'oracle.exe' : 'oracle');
    const env = { GOROOT: goroot, GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local', GOWORK: 'off' };
    goPrints(['build', '-o', binary, '.'], { goroot, cwd: work, env });
    return new SyntaxOracle(work, binary);
  }

  /** The answers about many files, in their order. */
  async ask(sources: readonly Uint8Array[]): Promise<readonly SyntaxAnswer[]> {
    const { stdin } = this.#child;
    for (const source of sources) {
      stdin.write(`${source.length}\n`);
      stdin.write(source);
    }
    const answers: SyntaxAnswer[] = [];
    while (answers.length < sources.length) {
      const line = await this.#lines.next();
      if (line.done === true) throw new Error('the oracle ended');
      answers.push(JSON.parse(line.value) as SyntaxAnswer);
    }
    return answers;
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    await new Promise((resolve) => this.#child.once('close', resolve));
    this.#reader.close();
    rmSync(this.#work, { recursive: true, force: true });
  }
}
