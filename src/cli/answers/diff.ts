import {
  compare,
  compareSeverity,
  openQuestions,
  readSide,
  say,
  sideOfSnapshot,
  type Message,
  type Ports,
} from '../../engine/index';
import type { ComparedSides, NamedSide } from '../../report/answers/comparison';
import { exitCodes, type ExitCode, type FailOn } from '../exitCode';
import type { CliHost } from '../host';
import { snapshotOf } from './snapshot';

/**
 * `go-preflight diff A B`.
 * @param root the working folder, absolute
 * @param typed each a snapshot, a binary that go built, or a folder: this machine now
 */
export async function comparedSides(
  root: string,
  typed: readonly [a: string, b: string],
  ports: Ports,
  host: CliHost,
): Promise<ComparedSides | Message> {
  const a = await sideOf(root, typed[0], ports, host);
  if ('id' in a) return a;
  const b = await sideOf(root, typed[1], ports, host);
  return 'id' in b ? b : { a, b, comparison: compare(a.side, b.side) };
}

async function sideOf(root: string, typed: string, ports: Ports, host: CliHost): Promise<NamedSide | Message> {
  const path = host.resolve(typed);
  if (path === undefined) return say('diff.noSuchFile', { file: typed });
  if ((await ports.files.stat(path))?.kind === 'directory') {
    if ((await ports.files.readDirectory(path)) === undefined) return say('cli.folderUnreadable', { folder: typed });
    const snapshot = await snapshotOf(path, ports, host);
    return { side: sideOfSnapshot(snapshot), name: snapshot.folder, isMachine: true };
  }
  const side = await openQuestions(ports, root, host.signal)(readSide({ path, name: typed, mayRun: true }));
  return 'id' in side ? side : { side, name: typed, isMachine: false };
}

/** As a verification: 1 for differences from that severity on, 4 with --strict where an error may hide. */
export function exitCodeOfDiff(
  { comparison: { differences, notCompared } }: ComparedSides,
  { failOn, strict }: { readonly failOn: FailOn; readonly strict: boolean },
): ExitCode {
  if (failOn !== 'never' && differences.some(({ severity }) => compareSeverity(severity, failOn) <= 0))
    return exitCodes.findings;
  return strict && notCompared.some(({ couldBeError }) => couldBeError) ? exitCodes.incomplete : exitCodes.clean;
}
