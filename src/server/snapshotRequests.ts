import { basename } from '../base/paths';
import {
  compare,
  openQuestions,
  readSide,
  say,
  sideOfSnapshot,
  takeSnapshot,
  type Message,
  type Snapshot,
} from '../engine/index';
import type { SnapshotFile, SnapshotParams } from '../protocol/index';
import { comparisonMarkdown } from '../report/answers/comparison';
import type { AnswerPage } from '../report/answers/page';
import { redactedSnapshot, snapshotText } from '../report/answers/snapshotFile';
import { plain } from '../report/markdownText';
import { pathOfUri } from './convert';
import type { Folder } from './folder';
import { folderOf, type Handler } from './fixRequests';
import type { ServerContext } from './serverContext';

/** "Save Environment Snapshot...": the client writes it where the person wants it. */
export const snapshotFile: Handler<SnapshotParams, SnapshotFile> = async (params, context, signal) => {
  await context.folders.ready();
  return { json: snapshotText(await snapshotOf(folderOf(params.folder, context.folders), context, signal)) };
};

/** "Compare Environment With Snapshot...": the file is A, this machine as it is now is B. */
export async function comparisonPage(
  folder: Folder,
  other: string,
  page: AnswerPage,
  context: ServerContext,
  signal: AbortSignal,
): Promise<string> {
  const path = pathOfUri(other);
  const name = basename(path ?? other);
  const ask = openQuestions(context.folders.machine.ports, folder.dir, signal);
  const side =
    path === undefined
      ? say('diff.noSuchFile', { file: other })
      : await ask(readSide({ path, name, mayRun: mayRun(folder) }));
  if ('id' in side) return refusal(side, page);
  const snapshot = await snapshotOf(folder, context, signal);
  const a = { side, name, isMachine: false };
  const b = { side: sideOfSnapshot(snapshot), name: snapshot.folder, isMachine: true };
  return comparisonMarkdown({ a, b, comparison: compare(a.side, b.side) }, page);
}

function refusal(message: Message, { catalogue, hide }: AnswerPage): string {
  return `# ${catalogue.render(say('diff.title'))}\n\n${plain(hide(catalogue.render(message)))}\n`;
}

/** Asked anew each time: what the folder remembers of the world outside it may be of this morning. */
async function snapshotOf(
  folder: Folder,
  { dependencies, folders }: ServerContext,
  signal: AbortSignal,
): Promise<Snapshot> {
  const { ports } = folders.machine;
  const { version, now, userName } = dependencies;
  const takenAt = new Date(now()).toISOString();
  const question = takeSnapshot({ folder: folder.dir, version, takenAt, mayRun: mayRun(folder) });
  const { variables, homeDir } = ports.environment;
  return redactedSnapshot(await openQuestions(ports, folder.dir, signal)(question), { variables, homeDir, userName });
}

function mayRun({ setup }: Folder): boolean {
  return setup.granted !== 'static';
}
