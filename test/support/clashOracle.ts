import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { firstClassPorts } from '../../src/engine/constraints/ports';
import { listRows, printRow, rowsOfPorts } from '../../src/engine/constraints/rows';
import { goPrints, offline } from './realGo';

/**
 * What go/types says of a folder, by target: `undefined name`, `redeclared name`; of constants `overflow file:line:column`, and
 * `other file:line:column` of what stops there besides; `load …`.
 */
export type ClashesByTarget = Readonly<Record<string, readonly string[]>>;

/** The first-class ports, cgo off and on. */
export const firstClassTargets: readonly string[] = listRows(rowsOfPorts(firstClassPorts)).map(printRow);

/** go/build and go/types over single folders: which names clash, or which constants overflow, in which builds. */
export class ClashOracle {
  readonly #dir = mkdtempSync(join(tmpdir(), 'clash-oracle-'));
  readonly #binary: string;

  constructor(root: string, program: 'clashes' | 'overflows' = 'clashes') {
    this.#binary = join(this.#dir, process.platform === 'win32' ? 'oracle.exe' : 'oracle');
    const source = join(root, 'test', 'fixtures', 'oracles', program, 'main.go');
    goPrints(['build', '-o', this.#binary, source], { cwd: this.#dir, env: offline });
  }

  async ask(dir: string, targets: readonly string[]): Promise<ClashesByTarget> {
    if (targets.length === 0) return {};
    // It lives for a fraction of a second.
    const options = { env: { ...process.env, GOGC: 'off' }, maxBuffer: 1 << 28, timeout: 600_000 };
    const run = promisify(execFile)(this.#binary, [], options);
    run.child.stdin?.end(`${JSON.stringify({ Dir: dir, Targets: targets })}\n`);
    return (JSON.parse((await run).stdout) as { Said: ClashesByTarget }).Said;
  }

  dispose(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
