import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  TransportKind,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { disposeAll, type Disposable } from '../../base/disposable';
import {
  commandIds,
  diagnosticSource,
  progressChanged,
  serverSettings,
  stateChanged,
  type FolderState,
  type InitializationOptions,
  type NotificationMethod,
  type ProgressParams,
  type RequestMethod,
} from '../../protocol/index';
import { pageUriTemplate } from '../pages/pageUri';
import { ProblemFilter } from '../problems/problemFilter';
import { explicitSettings } from './explicitSettings';
import type { Connection, ConnectionOptions, ServerStatus } from './connection';

/** More than this many ends within the window, and the server stays down until the person restarts it. */
const maxCrashes = 4;
const crashWindowMs = 3 * 60_000;

/** Starts the server and the language client. In its own bundle, because it is the largest part of the extension. */
export async function connect(options: ConnectionOptions, output: vscode.LogOutputChannel): Promise<Connection> {
  const connection = new LanguageConnection(options, output);
  await connection.start();
  return connection;
}

class LanguageConnection implements Connection {
  readonly #client: LanguageClient;
  readonly #filter: ProblemFilter;
  readonly #status = new vscode.EventEmitter<ServerStatus>();
  readonly #disposables: Disposable[] = [this.#status];
  #restarting: Promise<void> | undefined;
  readonly onDidChangeStatus = this.#status.event;
  status: ServerStatus = 'starting';

  constructor(options: ConnectionOptions, output: vscode.LogOutputChannel) {
    this.#filter = new ProblemFilter(diagnosticSource, options.overlapMode);
    this.#disposables.push(this.#filter);
    this.#client = this.#createClient(options, output);
    this.#disposables.push(
      this.#client.onDidChangeState(({ newState }) => this.#setStatus(statusOf(newState))),
      this.#client.onNotification(stateChanged.method, (state: FolderState) => options.onState(state)),
      this.#client.onNotification(progressChanged.method, (progress: ProgressParams) => options.onProgress(progress)),
    );
  }

  #createClient(options: ConnectionOptions, output: vscode.LogOutputChannel): LanguageClient {
    const run = {
      module: options.serverModule,
      transport: TransportKind.ipc,
      options: { cwd: options.workingDirectory },
    };
    const clientOptions: LanguageClientOptions = {
      documentSelector: [
        { scheme: 'file', language: 'go' },
        { scheme: 'file', pattern: '**/go.{mod,work,sum}' },
        { scheme: 'file', pattern: '**/go.work.sum' },
        { scheme: 'file', pattern: '**/vendor/modules.txt' },
        { scheme: 'file', pattern: '**/.github/workflows/*.{yml,yaml}' },
        { scheme: 'file', pattern: '**/{Dockerfile,Dockerfile.*,*.Dockerfile,Containerfile}' },
        { scheme: 'file', pattern: '**/go-preflight.jsonc' },
        { scheme: 'file', pattern: '**/*.{s,S,c,cc,cpp,cxx,m,h,hh,hpp}' },
      ],
      outputChannel: output,
      traceOutputChannel: output,
      diagnosticCollectionName: 'go-preflight',
      // No other command may stand in a hover.
      markdown: {
        isTrusted: { enabledCommands: [commandIds.showModuleGraph, commandIds.showBuildMatrix] },
        supportHtml: false,
      },
      initializationOptions: (): InitializationOptions => ({
        session: options.session(),
        locale: vscode.env.language,
        pageUri: pageUriTemplate,
        settingsFiles: options.settingsFiles,
        commands: true,
      }),
      textSynchronization: { delayOpenNotifications: true },
      errorHandler: restartOnCrash(output),
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => this.#filter.receive(uri, diagnostics, next),
        workspace: {
          configuration: ({ items }) =>
            items.map(({ section = '', scopeUri }) =>
              explicitSettings(
                section,
                scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri, true),
                serverSettings,
              ),
            ),
        },
      },
    };
    return new LanguageClient('goPreflight', 'Go Preflight', { run, debug: run }, clientOptions);
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  /** Restarts coalesce: one under way is awaited, not doubled. */
  async restart(): Promise<void> {
    this.#restarting ??= this.#client.restart().finally(() => {
      this.#restarting = undefined;
    });
    await this.#restarting;
  }

  request<Params, Result>(
    method: RequestMethod<Params, Result>,
    params: Params,
    token?: vscode.CancellationToken,
  ): Promise<Result> {
    // An undefined token would be sent as a parameter.
    return token === undefined
      ? this.#client.sendRequest<Result>(method.method, params)
      : this.#client.sendRequest<Result>(method.method, params, token);
  }

  notify<Params>(method: NotificationMethod<Params>, params: Params): Promise<void> {
    return this.#client.sendNotification(method.method, params);
  }

  async dispose(): Promise<void> {
    disposeAll(this.#disposables);
    await this.#client.dispose(3000);
  }

  #setStatus(status: ServerStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.#status.fire(status);
  }
}

function statusOf(state: State): ServerStatus {
  if (state === State.Running) return 'running';
  return state === State.Stopped ? 'stopped' : 'starting';
}

/** Restarts a crashed server without a pop-up, but not for ever. */
function restartOnCrash(output: vscode.LogOutputChannel): ErrorHandler {
  const crashes: number[] = [];
  return {
    error: (error, _message, count) => {
      output.warn(`connection to the server: ${error.message} (${String(count ?? 1)})`);
      return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: () => {
      const now = Date.now();
      crashes.push(now);
      const recent = crashes.filter((at) => now - at < crashWindowMs).length;
      if (recent <= maxCrashes) {
        output.warn('the server ended unexpectedly; starting it again');
        return { action: CloseAction.Restart, handled: true };
      }
      output.error(`the server ended ${String(recent)} times within 3 minutes; it stays down until it is restarted`);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
