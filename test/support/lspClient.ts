import assert from 'node:assert/strict';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type SnippetTextEdit,
  type TextEdit,
} from 'vscode-languageserver/node';
import type {
  FolderState,
  InitializationOptions,
  NotificationMethod,
  ProgressParams,
  RequestMethod,
} from '../../src/protocol/index';
import { patienceMs } from './until';

/** What VS Code's client 11 says of itself, as far as the server looks at it. */
export const vscodeCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
      snippetEditSupport: true,
    },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    codeAction: { isPreferredSupport: true, dataSupport: true },
  },
};

export interface ClientOptions {
  readonly folders: readonly string[];
  readonly options?: InitializationOptions;
  /** answers to `workspace/configuration` for the section `goPreflight` */
  readonly settings?: Record<string, unknown>;
  readonly capabilities?: ClientCapabilities;
  /** what an editor that is busy answers only after these */
  readonly busy?: { readonly registering?: Promise<void>; readonly settings?: Promise<void> };
}

/** A client of the language server over any pair of streams: keeps what the server sent, and waits for what should come. */
export class LspClient {
  readonly connection: ProtocolConnection;
  /** the last diagnostics by URI; a file that was cleared stays with an empty list */
  readonly diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly states = new Map<string, FolderState>();
  readonly allStates: FolderState[] = [];
  readonly progress: ProgressParams[] = [];
  readonly logged: string[] = [];
  readonly registrations: string[] = [];
  /** what the server said of itself */
  initialized: InitializeResult | undefined;
  settings: Record<string, unknown> = {};
  #busy: NonNullable<ClientOptions['busy']> = {};
  /** every change of anything above wakes those who wait */
  readonly #waiting = new Set<() => void>();
  #version = 1;

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.diagnostics.set(params.uri, params);
      this.#wake();
    });
    this.connection.onNotification('goPreflight/state', (state: FolderState) => {
      this.states.set(state.folder, state);
      this.allStates.push(state);
      this.#wake();
    });
    this.connection.onNotification('goPreflight/progress', (progress: ProgressParams) => {
      this.progress.push(progress);
      this.#wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
      this.#wake();
    });
    this.connection.onRequest('client/registerCapability', async (params: { registrations: { method: string }[] }) => {
      await this.#busy.registering;
      this.registrations.push(...params.registrations.map(({ method }) => method));
      this.#wake();
      return null;
    });
    this.connection.onRequest('workspace/configuration', async ({ items }: { items: unknown[] }) => {
      await this.#busy.settings;
      return items.map(() => this.settings);
    });
    this.connection.listen();
  }

  async initialize({ folders, options, settings, capabilities, busy }: ClientOptions): Promise<InitializeResult> {
    this.#busy = busy ?? {};
    this.settings = settings ?? {};
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities: capabilities ?? vscodeCapabilities,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf('/') + 1) })),
      ...(options && { initializationOptions: options }),
    });
    this.initialized = result;
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  open(uri: string, text: string, languageId = 'go.mod'): Promise<void> {
    const textDocument = { uri, languageId, version: this.#version++, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(uri: string, changes: readonly { readonly range?: Range; readonly text: string }[]): Promise<void> {
    const textDocument = { uri, version: this.#version++ };
    return this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: changes });
  }

  save(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** @param type 1 created, 2 changed, 3 deleted */
  watched(uri: string, type: 1 | 2 | 3 = 2): Promise<void> {
    return this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    const named = (uris: readonly string[]): { uri: string; name: string }[] =>
      uris.map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf('/') + 1) }));
    return this.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: named(added), removed: named(removed) },
    });
  }

  request<Params, Result>({ method }: RequestMethod<Params, Result>, params: Params): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  notify<Params>({ method }: NotificationMethod<Params>, params: Params): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** What the light bulb offers at a diagnostic, or anywhere with `only`. */
  codeActions(uri: string, at: Diagnostic | Range, only?: string[]): Promise<CodeAction[]> {
    const diagnostics = 'range' in at ? [at] : [];
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: 'range' in at ? at.range : at,
      context: { diagnostics, ...(only && { only }) },
    });
  }

  diagnosticsOf(uri: string): readonly Diagnostic[] {
    return this.diagnostics.get(uri)?.diagnostics ?? [];
  }

  codesOf(uri: string): string[] {
    return this.diagnosticsOf(uri).map(({ code }) => String(code));
  }

  /** Waits for a condition over what was received; fails with `what` when it does not come about. */
  async waitFor(what: string, condition: () => boolean, timeoutMs = patienceMs): Promise<void> {
    if (condition()) return;
    let wake: (() => void) | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        wake = () => {
          if (condition()) resolve();
        };
        this.#waiting.add(wake);
        timer = setTimeout(() => reject(new Error(`${what} did not come about in ${String(timeoutMs)} ms`)), timeoutMs);
      });
    } finally {
      clearTimeout(timer);
      if (wake) this.#waiting.delete(wake);
    }
  }

  /** Waits until a folder has a whole result. */
  async verified(folder: string, timeoutMs = patienceMs): Promise<FolderState> {
    await this.waitFor(`a result of ${folder}`, () => this.states.get(folder)?.result?.partial === false, timeoutMs);
    const state = this.states.get(folder);
    assert.ok(state);
    return state;
  }

  async shutdown(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    this.connection.dispose();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}

/** What a workspace edit makes of one document; of a snippet, where nobody writes over what it selects. */
export function applied(text: string, edits: readonly (TextEdit | SnippetTextEdit)[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Range['start']): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return edits
    .map((edit) => ({ start: offset(edit.range.start), end: offset(edit.range.end), newText: textOf(edit) }))
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

function textOf(edit: TextEdit | SnippetTextEdit): string {
  if (!('snippet' in edit)) return edit.newText;
  return edit.snippet.value.replace(/\$\{0:((?:[^\\}]|\\.)*)\}/, '$1').replace(/\\([\\$}])/g, '$1');
}
