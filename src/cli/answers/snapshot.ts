import { basename, dirname } from '../../base/paths';
import { openQuestions, say, takeSnapshot, type Message, type Ports, type Snapshot } from '../../engine/index';
import { redactedSnapshot, snapshotText } from '../../report/answers/snapshotFile';
import type { CliHost } from '../host';

/** The environment of a folder now, without what must not leave the machine. */
export async function snapshotOf(folder: string, ports: Ports, host: CliHost): Promise<Snapshot> {
  const options = { folder, version: host.version, takenAt: new Date(host.now()).toISOString(), mayRun: true };
  const raw = await openQuestions(ports, folder, host.signal)(takeSnapshot(options));
  const { variables, homeDir } = ports.environment;
  return redactedSnapshot(raw, { variables, homeDir, userName: host.userName });
}

/**
 * `go-preflight snapshot`.
 * @param output file as it was typed; standard output where it is absent or `-`
 * @returns what to print: the snapshot, or a message that it was written; or why it cannot be
 */
export async function writeSnapshot(
  folder: string,
  output: string | undefined,
  ports: Ports,
  host: CliHost,
): Promise<string | { readonly written: readonly Message[] } | { readonly refused: Message }> {
  if (output === undefined || output === '-') return snapshotText(await snapshotOf(folder, ports, host));
  const file = host.resolve(output);
  const place = file === undefined ? undefined : await ports.files.stat(dirname(file));
  // Nobody means to make folders by mistyping one.
  if (file === undefined || place?.kind !== 'directory')
    return { refused: say('snapshot.noFolder', { folder: dirname(output.replaceAll('\\', '/')) }) };
  if (basename(output) === '' || (await ports.files.stat(file))?.kind === 'directory')
    return { refused: say('snapshot.isFolder', { file: output }) };
  const text = snapshotText(await snapshotOf(folder, ports, host));
  try {
    await host.writeFile(file, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { refused: say('snapshot.cannotWrite', { file: output, reason }) };
  }
  return { written: [say('snapshot.written', { file: output }), say('snapshot.content')] };
}
