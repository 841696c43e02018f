import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Launch } from '../host/support/launch';
import { runLaunch } from '../host/support/runLaunch';
import { median } from './statistics';

/** Medians over some windows, in milliseconds. */
export interface ActivationTimes {
  /** reading and evaluating the bundle */
  readonly loadMs: number;
  /** the call of `activate`, and what VS Code does around it */
  readonly activateMs: number;
  /** both together in each window: what VS Code itself shows as activation */
  readonly totals: readonly number[];
}

const files = { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' };

/** Opens windows of a real VS Code with the packaged extension installed, and asks the extension host. */
export async function measureActivation(
  executable: string,
  suite: string,
  scratch: string,
  windows: number,
): Promise<ActivationTimes> {
  const repository = process.cwd();
  const times: { readonly loadMs: number; readonly activateMs: number }[] = [];
  for (let window = 0; window < windows; window++) {
    const file = path.join(scratch, `activation-${window}.json`);
    const launch: Launch = {
      ...{ name: `window ${window + 1}`, extension: 'installed', files },
      environment: { GO_PREFLIGHT_BENCH_ACTIVATION: file },
    };
    const artifacts = path.join(repository, 'test-results', 'bench');
    await runLaunch({ executable, repository, artifacts }, 'activation', suite, launch);
    if (!existsSync(file)) throw new Error(`a window of VS Code did not tell: see ${artifacts}`);
    times.push(JSON.parse(readFileSync(file, 'utf8')) as (typeof times)[number]);
  }
  return {
    loadMs: median(times.map(({ loadMs }) => loadMs)),
    activateMs: median(times.map(({ activateMs }) => activateMs)),
    totals: times.map(({ loadMs, activateMs }) => loadMs + activateMs),
  };
}
