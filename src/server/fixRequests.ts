import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { RunResult } from '../engine/index';
import type * as protocol from '../protocol/index';
import { pathOfUri } from './convert';
import type { FixContext } from './fixes/fixContext';
import type { Folder } from './folder';
import type { ServerContext } from './serverContext';
import { findingState } from './snapshot';

export type Handler<Params, Result> = (params: Params, context: ServerContext, signal: AbortSignal) => Promise<Result>;

/** The steps of a fix: what it would change, a setting, and whether the finding is gone. */

export const previewFix: Handler<protocol.PreviewFixParams, protocol.FixPreview> = async (params, context, signal) => {
  const { folders, fixes } = context;
  await folders.ready();
  const folder = folderOf(params.folder, folders);
  await folder.settled('static');
  const finding = findingOf(folder, params.fingerprint);
  const mayRun = folder.setup.granted !== 'static';
  const preview = await fixes.preview(finding, params, mayRun, { ...fixContext(context), root: folder.dir }, signal);
  // The command may have filled the module cache, and that alone may have been the fault. What fails is told by the run loop.
  if (preview.kind === 'nothing') void folder.recheck([]).catch(() => undefined);
  return preview;
};

export const applySetting: Handler<protocol.ApplySettingParams, protocol.SettingApplied> = (
  { token },
  context,
  signal,
) => {
  if (context.folders.all().every(({ setup }) => setup.granted === 'static')) {
    const reason = context.catalogue.render({ id: 'server.fix.notTrusted', args: {} });
    return Promise.resolve({ kind: 'failed', reason, output: '' });
  }
  return context.fixes.apply(token, fixContext(context), signal);
};

export const recheck: Handler<protocol.RecheckParams, protocol.Recheck> = async (
  params,
  { folders, catalogue, mirror },
) => {
  await folders.ready();
  const folder = folderOf(params.folder, folders);
  const paths = params.changed.flatMap((uri) => pathOfUri(uri) ?? []);
  // A setting of the machine concerns every folder; each looks again and tells its own failures, and this one is waited for.
  const others = folders
    .all()
    .filter((each) => each !== folder && paths.some((path) => folders.concerned(path).includes(each)));
  for (const other of others) void other.recheck(paths).catch(() => undefined);
  await folder.recheck(paths);
  const finding = findingOf(folder, params.fingerprint);
  const uriOf = (path: string): string => mirror.uriOf(path);
  return finding ? { remains: findingState(finding, { catalogue, uriOf }) } : {};
};

export function folderOf(uri: string, folders: ServerContext['folders']): Folder {
  const folder = folders.get(uri);
  if (folder === undefined) throw new ResponseError(ErrorCodes.InvalidParams, `no workspace folder ${uri}`);
  return folder;
}

function findingOf(folder: Folder, fingerprint: string): RunResult['findings'][number] | undefined {
  return folder.result?.findings.find((finding) => finding.fingerprint === fingerprint);
}

function fixContext({ folders, mirror, catalogue }: ServerContext): Omit<FixContext, 'root'> {
  return {
    ports: folders.machine.ports,
    uriOf: (path) => mirror.uriOf(path),
    render: (message) => catalogue.render(message),
    unsaved: () => mirror.unsaved(),
  };
}
