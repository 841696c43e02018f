import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  CodeLensRefreshRequest,
  CodeLensRequest,
  DocumentLinkRequest,
  CompletionRequest,
  HoverRequest,
  type Connection,
  type InitializeParams,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { samePlainData } from '../base/samePlainData';
import {
  allChecks,
  askMessages,
  createCatalogue,
  environmentMessages,
  versionMessages,
  snapshotMessages,
  goMessages,
  matrixMessages,
  type EditorFiles,
  type Language,
  type Templates,
} from '../engine/index';
import { progressChanged, sessionChanged, settingsSection, stateChanged, type Session } from '../protocol/index';
import { markdownWords } from '../report/markdown';
import { secretValues } from '../report/redact';
import { reportWords } from '../report/words';
import { Board } from './board';
import {
  codeLensSelector,
  completionSelector,
  completionTriggers,
  hoverSelector,
  initializeResult,
  linkSelector,
} from './capabilities';
import { toDiagnostic } from './convert';
import { registerDocumentSync } from './documentSync';
import { Fixes } from './fixes/fixes';
import type { FolderSetup } from './folderHost';
import { Folders } from './folders';
import { registerLanguageFeatures } from './languageFeatures';
import type { Machine } from './machine';
import { maskedCatalogue } from './maskedCatalogue';
import type { ReadResource } from './pages';
import { registerRequests } from './requests';
import type { Timers } from './runLoop';
import type { Log, ServerContext, ServerDependencies } from './serverContext';
import { serverMessages } from './serverMessages';
import { clientOf, permissionFor, sessionOf, type Client } from './session';
import { settingsOf } from './settings';
import { recordOf } from './untrusted';
import { watchers } from './watching';
import { WorkspaceMirror } from './workspaceMirror';

/** Puts the server together on a connection, by hand and in order. What a client must not do before `initialize` is refused. */
export function serve(connection: Connection, dependencies: ServerDependencies): void {
  let server: Server | undefined;
  connection.onInitialize(async (params) => {
    server = await Server.create(connection, dependencies, params);
    return initializeResult(dependencies.version, server.context.client);
  });
  connection.onInitialized(() => server?.start());
  connection.onShutdown(() => server?.stop());
  connection.onNotification(sessionChanged.method, (params: unknown) => server?.sessionChanged(sessionOf(params)));
  connection.onDidChangeConfiguration(({ settings }) => server?.settingsChanged(settings));
  registerDocumentSync(connection, () => server?.context);
  registerRequests(connection, () => server?.context);
  registerLanguageFeatures(connection, () => server?.context);
}

class Server {
  readonly context: ServerContext;
  readonly #initialFolders: readonly WorkspaceFolder[];
  #session: Session | undefined;
  readonly #editorFiles: EditorFiles | undefined;
  /** of a client that does not answer `workspace/configuration` */
  #settings: unknown;
  /** what a client answered too late, by folder: better than nothing while it stays slow */
  readonly #lateSettings = new Map<string, unknown>();
  /** resolves when the client tells of files that change */
  #watching: Promise<void> = Promise.resolve();

  static async create(
    connection: Connection,
    dependencies: ServerDependencies,
    params: InitializeParams,
  ): Promise<Server> {
    const client = clientOf(params);
    const translations = await readTranslations(client.language, dependencies.readResource);
    return new Server(connection, dependencies, params, client, translations);
  }

  private constructor(
    connection: Connection,
    dependencies: ServerDependencies,
    params: InitializeParams,
    client: Client,
    translations: Templates,
  ) {
    this.#session = client.session;
    this.#editorFiles = client.editorFiles;
    this.#settings = client.settings;
    this.#initialFolders = foldersOf(params);
    const { timers, largeWork, now, checks = allChecks } = dependencies;
    const mirror = new WorkspaceMirror();
    const log: Log = {
      failure: (what, error) =>
        connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    };
    const machine = this.#openMachine(connection, dependencies, mirror);
    const catalogue = maskedCatalogue(
      createCatalogue({
        language: client.language,
        checks,
        templates: [
          serverMessages,
          askMessages,
          environmentMessages,
          goMessages,
          matrixMessages,
          versionMessages,
          snapshotMessages,
          reportWords,
          markdownWords,
        ],
        translations,
      }),
      secretValues(machine.ports.environment.variables),
    );
    const uriOf = (path: string): string => mirror.uriOf(path);
    const board = new Board({
      catalogue,
      pageUri: client.pageUri,
      uriOf,
      publish: (path, problems) => {
        const version = mirror.version(path);
        const diagnostics = problems.map(toDiagnostic);
        const params = { uri: uriOf(path), ...(version !== null && { version }), diagnostics };
        // A stream that broke says so itself.
        return connection.sendDiagnostics(params).catch(() => undefined);
      },
      sendState: (state) => void connection.sendNotification(stateChanged.method, state),
      now,
    });
    const folders = new Folders(machine, {
      board,
      timers,
      largeWork,
      checks,
      unsaved: () => mirror.unsaved(),
      open: () => mirror.open(),
      setupOf: (folder) => this.#setupOf(folder),
      onProgress: (folder, running) =>
        void connection.sendNotification(progressChanged.method, { folder, ...(running && { running }) }),
      logFailure: (what, error) => log.failure(what, error),
    });
    const fixes = new Fixes();
    this.context = {
      connection,
      dependencies,
      checks,
      client,
      catalogue,
      mirror,
      folders,
      fixes,
      log,
      settingsOf: async (folder) => settingsOf(await this.#section(folder)),
    };
  }

  /** After `initialized`: only now may the server ask the client. */
  async start(): Promise<void> {
    const { connection, client, folders } = this.context;
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => void folders.change(added, removed));
    }
    if (client.registersWatchers) this.#watching = this.#watch();
    const added = folders.change(this.#initialFolders, []);
    if (client.registersConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
    }
    if (client.registersLinks) {
      await connection.client.register(DocumentLinkRequest.type, { documentSelector: linkSelector });
    }
    if (client.registersHover) {
      await connection.client.register(HoverRequest.type, { documentSelector: hoverSelector });
    }
    if (client.registersCompletion) {
      await connection.client.register(CompletionRequest.type, {
        documentSelector: completionSelector,
        triggerCharacters: [...completionTriggers],
      });
    }
    if (client.registersCodeLens) {
      await connection.client.register(CodeLensRequest.type, { documentSelector: codeLensSelector });
    }
    await this.#watching;
    await added;
  }

  async #watch(): Promise<void> {
    const { connection, dependencies, log } = this.context;
    const watched = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] });
    try {
      await inTime(watched, dependencies.timers);
    } catch (error) {
      log.failure('watching files', error);
    }
  }

  async stop(): Promise<void> {
    await this.context.folders.dispose();
  }

  async sessionChanged(session: Session): Promise<void> {
    const { connection, dependencies, folders, mirror } = this.context;
    const otherGo = session.goPath !== this.#session?.goPath;
    this.#session = session;
    if (otherGo) await folders.replaceMachine(this.#openMachine(connection, dependencies, mirror));
    else await folders.reconfigure('trust');
  }

  async settingsChanged(settings: unknown): Promise<void> {
    const section = recordOf(settings)[settingsSection];
    if (section !== undefined) this.#settings = section;
    await this.context.folders.reconfigure('settings');
    const { client, connection, log } = this.context;
    if (!client.refreshesCodeLens) return;
    await connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch((error: unknown) => log.failure('showing code lenses again', error));
  }

  async #setupOf(folder: string): Promise<FolderSetup> {
    // Watched before the first look: what changed between them would be judged by its old text for good.
    const [section] = await Promise.all([this.#section(folder), this.#watching]);
    const { values, told, background } = settingsOf(section);
    return { settings: values, ...permissionFor(this.#session, folder, told), background };
  }

  async #section(folder: string): Promise<unknown> {
    const { client, connection, log } = this.context;
    if (!client.answersConfiguration) return this.#settings;
    const asked: Promise<unknown> = connection.workspace.getConfiguration({
      scopeUri: folder,
      section: settingsSection,
    });
    try {
      return await inTime(asked, this.context.dependencies.timers);
    } catch (error) {
      log.failure(`reading the settings of ${folder}`, error);
      void asked.then(
        (late) => this.#cameLate(folder, late),
        () => undefined,
      );
      return this.#lateSettings.get(folder) ?? this.#settings;
    }
  }

  /** An editor that was busy told its settings after the folder was verified without them. */
  async #cameLate(folder: string, settings: unknown): Promise<void> {
    if (samePlainData(this.#lateSettings.get(folder), settings)) return;
    this.#lateSettings.set(folder, settings);
    await this.context.folders.reconfigure('settings');
  }

  #openMachine(connection: Connection, { openMachine }: ServerDependencies, mirror: WorkspaceMirror): Machine {
    return openMachine({
      goPath: this.#session?.goPath,
      editorFiles: this.#editorFiles,
      openText: (path) => mirror.text(path),
      log: {
        info: (message) => connection.console.info(message),
        // A level that is new in LSP 3.18: an editor that we do not know may not know it.
        debug: (message) => this.#session && connection.console.debug(message),
        trace: (message) => this.#session && connection.console.debug(message),
      },
    });
  }
}

/** A client that says it answers and does not must not keep its folders from being verified. */
async function inTime<T>(answer: Promise<T>, timers: Timers): Promise<T> {
  let timer: { cancel(): void } | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = timers.after(answerMs, () => reject(new Error(`no answer within ${answerMs} ms`)));
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer?.cancel();
  }
}

const answerMs = 5000;

async function readTranslations(language: Language, read: ReadResource): Promise<Templates> {
  const text = language === 'en' ? undefined : await read(`messages.${language}.json`);
  return text === undefined ? {} : (JSON.parse(text) as Templates);
}

function foldersOf({ workspaceFolders, ...older }: InitializeParams): readonly WorkspaceFolder[] {
  if (workspaceFolders) return workspaceFolders;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all that clients without workspace folders have
  const uri = older.rootUri;
  return uri === null ? [] : [{ uri, name: uri }];
}
