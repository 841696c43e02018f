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
import { Crashes, startDespite } from './crashes';

/** Starts the server and the language client. In its own bundle, because it is the largest part of the extension. */
export async function connect(options: ConnectionOptions, output: vscode.LogOutputChannel): Promise<Connection> {
  const connection = new LanguageConnection(options, output);
  try {
    await connection.start();
  } catch (error) {
    await connection.dispose();
    throw error;
  }
  return connection;
}

interface ClientLife {
  /** A start that crashes is begun anew by the connection, with another client; after that the client sees to it. */
  hasStarted: boolean;
  /** another client took its place, or none is wanted any more */
  isOver: boolean;
}

/** A failed start is told by the status bar, and by the command that wanted the server: a second voice is none that was asked for. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown, showNotification?: boolean | 'force'): void {
    super.error(message, data, showNotification === 'force' ? false : showNotification);
  }
}

class LanguageConnection implements Connection {
  readonly #options: ConnectionOptions;
  readonly #output: vscode.LogOutputChannel;
  readonly #filter: ProblemFilter;
  readonly #crashes = new Crashes(Date.now);
  readonly #status = new vscode.EventEmitter<ServerStatus>();
  readonly #disposables: Disposable[] = [this.#status];
  /** A client that did not start is of no use any more: another takes its place. */
  #client: LanguageClient;
  #life: ClientLife = { hasStarted: false, isOver: false };
  #restarting: Promise<void> | undefined;
  readonly onDidChangeStatus = this.#status.event;
  status: ServerStatus = 'starting';

  constructor(options: ConnectionOptions, output: vscode.LogOutputChannel) {
    this.#options = options;
    this.#output = output;
    this.#filter = new ProblemFilter(diagnosticSource, options.overlapMode);
    this.#disposables.push(this.#filter);
    this.#client = this.#createClient();
  }

  #createClient(): LanguageClient {
    const options = this.#options;
    const life: ClientLife = { hasStarted: false, isOver: false };
    this.#life = life;
    const client = this.#clientOf(options, this.#errorHandler(life));
    client.onDidChangeState(({ newState }) => {
      if (!life.isOver) this.#setStatus(statusOf(newState));
    });
    client.onNotification(stateChanged.method, (state: FolderState) => options.onState(state));
    client.onNotification(progressChanged.method, (progress: ProgressParams) => options.onProgress(progress));
    return client;
  }

  #clientOf(options: ConnectionOptions, errorHandler: ErrorHandler): LanguageClient {
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
      outputChannel: this.#output,
      traceOutputChannel: this.#output,
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
      errorHandler,
      // It is not begun again by the client, and who asked for it is told.
      initializationFailedHandler: () => false,
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
    return new QuietClient('goPreflight', 'Go Preflight', { run, debug: run }, clientOptions);
  }

  async start(): Promise<void> {
    try {
      await this.#startClient();
    } catch (error) {
      // What the library throws is about connections; the client has written it to the log already.
      const words = vscode.l10n.t('The verifying process did not start. The output of Go Preflight says why.');
      throw new Error(words, { cause: error });
    }
  }

  #startClient(): Promise<void> {
    return startDespite(this.#crashes, async () => {
      if (this.#life.isOver) this.#client = this.#createClient();
      try {
        await this.#client.start();
        this.#life.hasStarted = true;
      } catch (error) {
        await this.#giveUp();
        throw error;
      }
    });
  }

  /** Restarts coalesce: one under way is awaited, not doubled. */
  async restart(): Promise<void> {
    this.#restarting ??= this.#giveUp()
      .then(() => this.start())
      .finally(() => {
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
    await this.#giveUp();
  }

  /** Ends the server too; a client that does not run, or a server that does not answer, is ended with an error. */
  async #giveUp(): Promise<void> {
    if (this.#life.isOver) return;
    this.#life.isOver = true;
    await this.#client
      .dispose(3000)
      .catch((error: unknown) => this.#output.debug(`end of the server: ${String(error)}`));
  }

  /** Restarts a crashed server without a pop-up, but not for ever. */
  #errorHandler(life: ClientLife): ErrorHandler {
    return {
      error: (error, _message, count) => {
        this.#output.warn(`connection to the server: ${error.message} (${String(count ?? 1)})`);
        return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
      },
      closed: () => {
        if (life.isOver) return { action: CloseAction.DoNotRestart, handled: true };
        this.#crashes.add();
        return { action: this.#afterCrash(life), handled: true };
      },
    };
  }

  #afterCrash({ hasStarted }: ClientLife): CloseAction {
    const { recent, mayStartAgain } = this.#crashes;
    if (mayStartAgain) this.#output.warn('the server ended unexpectedly; starting it again');
    else
      this.#output.error(
        `the server ended ${String(recent)} times within 3 minutes; it stays down until it is restarted`,
      );
    return mayStartAgain && hasStarted ? CloseAction.Restart : CloseAction.DoNotRestart;
  }

  #setStatus(status: ServerStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.#status.fire(status);
  }
}

function statusOf(state: State): ServerStatus {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}
