import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver/node';
import type { RunResult } from '../engine/index';
import * as protocol from '../protocol/index';
import { answer } from './answer';
import { answerPageOf, readAnswerParams } from './answerRequests';
import { signalOf } from './cancellation';
import { codeActions } from './codeActionRequest';
import { executeFix } from './executeFix';
import { applySetting, folderOf, previewFix, recheck, type Handler } from './fixRequests';
import { graphModuleState, moduleGraphState, readGraphReference } from './graphRequests';
import { matrixStateOf, readMatrixParams } from './matrixRequests';
import { pageOf } from './pages';
import { reportOf } from './reports';
import { readVetParams, vet } from './vetRequests';
import type { ServerContext } from './serverContext';
import { snapshotFile } from './snapshotRequests';
import { recordOf, stringOf, stringsOf } from './untrusted';

/** The custom requests and the light bulb. A client may send anything: what is no request of ours is refused, never a crash. */
export function registerRequests(connection: Connection, context: () => ServerContext | undefined): void {
  const on = <Params, Result>(
    { method }: protocol.RequestMethod<Params, Result>,
    read: (raw: Readonly<Record<string, unknown>>) => Params | undefined,
    handle: Handler<Params, Result>,
  ): void => {
    connection.onRequest(method, async (raw: unknown, token: CancellationToken) => {
      const current = context();
      if (current === undefined) return new ResponseError(ErrorCodes.ServerNotInitialized, 'not initialized');
      const params = read(recordOf(raw));
      if (params === undefined) return new ResponseError(ErrorCodes.InvalidParams, `${method}: parameters missing`);
      return answer(() => handle(params, current, signalOf(token)), current, method);
    });
  };
  on(protocol.run, readRun, run);
  on(protocol.page, ({ check }) => (typeof check === 'string' ? { check } : undefined), page);
  on(protocol.report, ({ folder }) => (typeof folder === 'string' ? { folder } : {}), report);
  on(protocol.previewFix, readPreview, previewFix);
  on(protocol.applySetting, ({ token }) => (typeof token === 'string' ? { token } : undefined), applySetting);
  on(protocol.recheck, readRecheck, recheck);
  on(protocol.moduleGraph, readGraphReference, moduleGraphState);
  on(protocol.graphModule, readGraphReference, graphModuleState);
  on(protocol.matrixState, readMatrixParams, matrixStateOf);
  on(protocol.vet, readVetParams, vet);
  on(protocol.answerPage, readAnswerParams, answerPageOf);
  on(protocol.snapshot, ({ folder }) => (typeof folder === 'string' ? { folder } : undefined), snapshotFile);
  // Only of a client without the commands of the extension; see capabilities.
  connection.onExecuteCommand(async ({ command, arguments: [argument] = [] }, token) => {
    const current = context();
    const reference = readPreview(recordOf(argument));
    if (current === undefined || command !== protocol.commandIds.applyFix || reference === undefined)
      return new ResponseError(ErrorCodes.InvalidParams, `${command}: no such command, or parameters missing`);
    return answer(() => executeFix(reference, current, signalOf(token)), current, command);
  });
  connection.onCodeAction(async (params) => {
    const current = context();
    return current === undefined ? [] : answer(() => codeActions(params, current), current, 'textDocument/codeAction');
  });
}

function readRun({ folder, checks, reason }: Readonly<Record<string, unknown>>): protocol.RunParams {
  const uri = stringOf(folder);
  const ids = stringsOf(checks);
  const known = protocol.runReasons.find((name) => name === reason) ?? 'command';
  return { ...(uri !== undefined && { folder: uri }), ...(ids && { checks: ids }), reason: known };
}

const run: Handler<protocol.RunParams, protocol.RunResponse> = async (
  { folder, checks, reason },
  { folders },
  signal,
) => {
  await folders.ready();
  const chosen = folder === undefined ? folders.all() : [folderOf(folder, folders)];
  const results = await Promise.allSettled(chosen.map((each) => each.verify(reason, checks, signal)));
  const summaries: protocol.FolderSummary[] = [];
  for (const [at, settled] of results.entries()) {
    const each = chosen[at];
    if (settled.status === 'fulfilled') {
      const { nothingToCheck, summary } = settled.value;
      if (each && !nothingToCheck) summaries.push({ folder: each.uri, summary });
    } else if (signal.aborted || (each && folders.get(each.uri) === each)) throw settled.reason;
    else if (folder !== undefined) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the folder was closed');
  }
  return { folders: summaries };
};

const page: Handler<protocol.PageParams, protocol.Page | null> = async ({ check }, context) => {
  const meta = context.checks.find(({ id }) => id === check);
  return meta ? pageOf(meta, context.catalogue, context.dependencies.readResource) : null;
};

const report: Handler<protocol.ReportParams, protocol.Report> = ({ folder }, context) => {
  const { folders, catalogue, checks, dependencies } = context;
  const chosen = folder === undefined ? folders.all() : [folderOf(folder, folders)];
  const results = chosen.flatMap(({ result }): RunResult[] => (result && !result.nothingToCheck ? [result] : []));
  const { environment } = folders.machine.ports;
  const { version, userName } = dependencies;
  return Promise.resolve(reportOf(results, { catalogue, checks, version, environment, userName }));
};

function readPreview(raw: Readonly<Record<string, unknown>>): protocol.PreviewFixParams | undefined {
  const { folder, fingerprint, fixIndex, network } = raw;
  if (typeof folder !== 'string' || typeof fingerprint !== 'string' || typeof fixIndex !== 'number') return undefined;
  return { folder, fingerprint, fixIndex, network: network === true };
}

function readRecheck({
  folder,
  fingerprint,
  changed,
}: Readonly<Record<string, unknown>>): protocol.RecheckParams | undefined {
  if (typeof folder !== 'string' || typeof fingerprint !== 'string') return undefined;
  return { folder, fingerprint, changed: stringsOf(changed) ?? [] };
}
