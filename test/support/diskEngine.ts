import { createEngine, defaultConfig, type Check, type Profile, type RunResult } from '../../src/engine/index';
import { createNodePorts } from '../../src/host/index';

/** Verifies a folder on disk with chosen checks; by the static profile nothing is run. */
export async function verifyOnDisk(
  root: string,
  checks: readonly Check[],
  variables: Readonly<Record<string, string | undefined>> = process.env,
  profile: Profile = 'static',
): Promise<RunResult> {
  const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
  const host = createNodePorts({ logger, variables });
  try {
    const engine = createEngine(host.ports, checks);
    const config = { ...defaultConfig, profile };
    return await engine.run({ root, config, granted: profile }, new AbortController().signal);
  } finally {
    await host.dispose();
  }
}
