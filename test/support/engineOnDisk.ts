import { createEngine, defaultConfig, type Check, type Finding, type RunResult } from '../../src/engine/index';
import { createNodePorts, type NodePorts } from '../../src/host/index';
import type { Engine } from '../../src/engine/index';

/** An engine that stays, as in the server: it is told what changed, and asked again. Runs `go` offline where a check wants it. */
export class EngineOnDisk {
  readonly #host: NodePorts;
  readonly #engine: Engine;
  readonly #root: string;

  constructor(
    root: string,
    checks: readonly Check[],
    variables: Readonly<Record<string, string | undefined>>,
    workerPath?: string,
  ) {
    const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
    this.#root = root;
    this.#host = createNodePorts({ logger, variables, ...(workerPath !== undefined && { workerPath }) });
    this.#engine = createEngine(this.#host.ports, checks);
  }

  run(): Promise<RunResult> {
    const config = { ...defaultConfig, profile: 'offline' as const };
    return this.#engine.run({ root: this.#root, config, granted: 'offline' }, new AbortController().signal);
  }

  /** @param paths absolute */
  invalidate(...paths: readonly string[]): void {
    this.#host.invalidate(paths);
    this.#engine.invalidate(paths);
  }

  renew(): void {
    this.#engine.renew();
  }

  async dispose(): Promise<void> {
    await this.#host.dispose();
  }
}

/** What checks say of a folder, with the environment of this process. */
export async function findingsOnDisk(dir: string, checks: readonly Check[]): Promise<readonly Finding[]> {
  const engine = new EngineOnDisk(dir, checks, process.env);
  try {
    return (await engine.run()).findings;
  } finally {
    await engine.dispose();
  }
}
