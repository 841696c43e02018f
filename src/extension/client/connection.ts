import type { CancellationToken, Event, LogOutputChannel } from 'vscode';
import type { Disposable } from '../../base/disposable';
import type {
  FolderState,
  NotificationMethod,
  ProgressParams,
  RequestMethod,
  Session,
  SettingsFiles,
} from '../../protocol/index';
import type { OverlapMode } from '../problems/overlap';

export type ServerStatus = 'starting' | 'running' | 'stopped';

/** The server as the rest of the extension sees it. The implementation brings the language client, which is loaded late. */
export interface Connection extends Disposable {
  readonly status: ServerStatus;
  readonly onDidChangeStatus: Event<ServerStatus>;
  request<Params, Result>(
    method: RequestMethod<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result>;
  notify<Params>(method: NotificationMethod<Params>, params: Params): Promise<void>;
  restart(): Promise<void>;
}

export interface ConnectionOptions {
  /** absolute path of dist/server.js */
  readonly serverModule: string;
  /** folder of the extension: where the server process runs, so that nothing in a workspace is picked up by accident */
  readonly workingDirectory: string;
  readonly session: () => Session;
  readonly settingsFiles: SettingsFiles;
  readonly overlapMode: () => OverlapMode;
  /** given here and not as events, so that nothing sent while starting is lost */
  readonly onState: (state: FolderState) => void;
  readonly onProgress: (progress: ProgressParams) => void;
}

/** What `languageConnection.ts` exports. */
export type Connect = (options: ConnectionOptions, output: LogOutputChannel) => Promise<Connection>;
