import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../base/disposable';
import { run, sessionChanged, type RunResponse, type Session, type SettingsFiles } from '../protocol/index';
import type { GoPreflightApi } from './api';
import type { Application } from './application';
import type { Connect, Connection, ServerStatus } from './client/connection';
import { OneConnection } from './client/oneConnection';
import { unawaited } from './client/unawaited';
import { registerCommands } from './commands/index';
import { runWithProgress, verify } from './commands/verify';
import { Consent } from './consent';
import { FixFlow } from './fixes/fixFlow';
import { PreviewDocuments } from './fixes/previewDocuments';
import { GraphPanels } from './graph/graphPanels';
import { EditorTarget } from './matrix/editorTarget';
import { MatrixPanels } from './matrix/matrixPanels';
import { Pages } from './pages/pages';
import type { OverlapMode } from './problems/overlap';
import { Questions } from './questions';
import { Results } from './results';
import { StatusBar } from './statusBar';
import { ChecksTree } from './tree/checksTree';

/** Coming back to the window after less than this is no reason to look again. */
const focusPauseMs = 5000;

/** The extension put together: everything is created here, in dependency order, and disposed with this object. */
export class App implements Application, Disposable {
  readonly output: vscode.LogOutputChannel;
  readonly results = new Results();
  readonly tree: ChecksTree;
  readonly pages: Pages;
  readonly fixes: FixFlow;
  readonly graphs: GraphPanels;
  readonly matrices: MatrixPanels;
  readonly editorTarget: EditorTarget;
  readonly consent: Consent;
  readonly questions = new Questions();
  readonly #context: vscode.ExtensionContext;
  readonly #statusBar: StatusBar;
  readonly #disposables: Disposable[] = [];
  readonly #server = new OneConnection(() => this.#connect());
  #leftAt = 0;
  #asked: vscode.CancellationTokenSource | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.output = vscode.window.createOutputChannel('Go Preflight', { log: true });
    this.consent = new Consent(context.workspaceState);
    this.#statusBar = new StatusBar(this.results);
    this.tree = new ChecksTree(this.results);
    const previews = new PreviewDocuments();
    this.pages = new Pages(() => this.connection(), this.results.onDidReceive);
    this.editorTarget = new EditorTarget(context.workspaceState, this.questions);
    const pageHost = {
      extensionUri: context.extensionUri,
      connection: () => this.connection(),
      results: this.results,
    };
    this.graphs = new GraphPanels(pageHost);
    this.matrices = new MatrixPanels({ ...pageHost, editorTarget: this.editorTarget });
    this.fixes = new FixFlow(() => this.connection(), previews, this.questions, this.output);
    this.#disposables.push(
      this.output,
      this.results,
      this.#statusBar,
      this.tree,
      previews,
      this.pages,
      this.graphs,
      this.matrices,
      this.results.onDidChange(() => this.#setContext()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#tellSession()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#tellSession()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('goPreflight.go.path')) this.#tellSession();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => this.#focusChanged(focused)),
      ...registerCommands(this),
    );
    this.#setContext();
  }

  connection(): Promise<Connection> {
    return this.#server.demand();
  }

  async sessionChanged(): Promise<void> {
    await this.#notifySession(await this.connection());
  }

  async runCancellable(checks: readonly string[] | undefined): Promise<RunResponse | undefined> {
    this.cancelVerification();
    const source = new vscode.CancellationTokenSource();
    this.#asked = source;
    try {
      return await runWithProgress(this, checks, source.token);
    } finally {
      if (this.#asked === source) this.#asked = undefined;
      source.dispose();
    }
  }

  cancelVerification(): void {
    this.#asked?.cancel();
  }

  restart(): Promise<void> {
    return this.#server.restart();
  }

  get api(): GoPreflightApi {
    const { results, tree, graphs, matrices, questions } = this;
    const statusBar = this.#statusBar;
    return {
      apiVersion: 1,
      verify: () => verify(this),
      onDidChangeResults: results.onDidChange,
      get results() {
        return results.folders;
      },
      applyFix: (folder, fingerprint, fixIndex) => this.fixes.run({ folder, fingerprint, fixIndex }),
      get shown() {
        return {
          statusBar: statusBar.shown,
          rows: tree.shown,
          graphs: graphs.shown,
          matrices: matrices.shown,
          questions: questions.shown,
        };
      },
    };
  }

  dispose(): void {
    disposeAll(this.#disposables);
  }

  /** Ends the server too; VS Code waits for it when the window closes. */
  async close(): Promise<void> {
    this.dispose();
    const connection = await this.#server.begun?.catch(() => undefined);
    await connection?.dispose();
  }

  async #connect(): Promise<Connection> {
    try {
      const connection = await this.#startServer();
      this.#setContext(connection.status);
      return connection;
    } catch (error) {
      this.#serverStatus('stopped');
      throw error;
    }
  }

  async #startServer(): Promise<Connection> {
    // The language client is the largest part of the extension: loaded after the first paint, never before.
    const { connect } = (await import('./client/languageConnection')) satisfies { connect: Connect };
    const { extensionUri } = this.#context;
    const connection = await connect(
      {
        serverModule: vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath,
        workingDirectory: extensionUri.fsPath,
        session: () => this.#session(),
        settingsFiles: settingsFilesOf(this.#context),
        overlapMode: () => setting<OverlapMode>('gopls.overlap', 'defer'),
        onState: (state) => this.results.receive(state),
        onProgress: (progress) => this.results.progress(progress),
      },
      this.output,
    );
    this.#disposables.push(connection.onDidChangeStatus((status) => this.#serverStatus(status)));
    return connection;
  }

  #session(): Session {
    const goPath = vscode.workspace.getConfiguration('goPreflight').inspect<string>('go.path');
    // Never the workspace's value: a repository may not choose what is run.
    const chosen = goPath?.globalValue ?? '';
    return {
      trusted: vscode.workspace.isTrusted,
      consent: this.consent.all(),
      ...(chosen !== '' && { goPath: chosen }),
    };
  }

  #notifySession(connection: Connection): Promise<void> {
    return connection.notify(sessionChanged, this.#session());
  }

  #tellSession(): void {
    // A server that starts is given the session of that moment.
    const telling = this.#server.begun?.then((connection) => this.#notifySession(connection));
    if (telling) unawaited(telling, this.output);
  }

  #serverStatus(status: ServerStatus): void {
    if (status === 'running') this.results.serverRestarted();
    if (status === 'stopped') this.#statusBar.serverStopped();
    this.#setContext(status);
  }

  #setContext(status?: ServerStatus): void {
    const { folders, isKnown, isRunning } = this.results;
    const state =
      status === 'stopped' ? 'stopped' : folders.length > 0 ? 'shown' : isKnown && !isRunning ? 'noGo' : 'waiting';
    void vscode.commands.executeCommand('setContext', 'goPreflight.state', state);
    void vscode.commands.executeCommand('setContext', 'goPreflight.running', isRunning);
  }

  /** A terminal may have changed what no watcher sees: caches, variables in files, tools. */
  #focusChanged(focused: boolean): void {
    if (!focused) {
      this.#leftAt = Date.now();
      return;
    }
    if (this.#leftAt === 0 || Date.now() - this.#leftAt < focusPauseMs) return;
    if (!setting('background.enabled', true)) return;
    const asking = this.#server.begun?.then((connection) => connection.request(run, { reason: 'focus' }));
    if (asking) unawaited(asking, this.output);
  }
}

/** A profile has a folder of its own, in which the storage of extensions lies beside its settings. */
function settingsFilesOf({ globalStorageUri }: vscode.ExtensionContext): SettingsFiles {
  const { workspaceFile } = vscode.workspace;
  return {
    user: vscode.Uri.joinPath(globalStorageUri, '../../settings.json').toString(),
    ...(workspaceFile && { workspace: workspaceFile.toString() }),
  };
}

function setting<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration('goPreflight').get<T>(name, fallback);
}
