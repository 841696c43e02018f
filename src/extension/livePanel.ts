import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../base/disposable';
import { run, type RequestMethod } from '../protocol/index';
import type { Connection } from './client/connection';
import { fillPage } from './fillPage';
import type { Results } from './results';

/** What every page with a script rests on. */
export interface PanelHost {
  readonly extensionUri: vscode.Uri;
  readonly connection: () => Promise<Connection>;
  readonly results: Results;
}

/** What one page does of its own. */
export interface LivePage<FromPage> {
  /** of the page, and of what it is made of: see `fillPage` */
  readonly name: string;
  /** URI of the workspace folder that it is about */
  readonly folder: string;
  /** asks the server, and posts what came out */
  readonly load: () => Promise<void>;
  readonly receive: (message: FromPage) => Promise<void>;
  /** that the server cannot answer, in words */
  readonly trouble: (reason: string) => string;
  readonly closed: () => void;
}

/** After edits the server is asked again once for all of them. */
const reloadDelayMs = 300;

/** Codes of answers that are none: the folder or module is not open, the question was taken back, its basis changed. */
const [notOpen, cancelled, changed] = [-32602, -32800, -32801];

/** A page that answers a question of the server, and follows what changes while it is seen. */
export class LivePanel<FromPage, ToPage> implements Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: PanelHost;
  readonly #page: LivePage<FromPage>;
  readonly #disposables: readonly Disposable[];
  #ready = false;
  /** what the page is to show when it is there: a hidden page has no script */
  #wanted: string | undefined;
  #reload: NodeJS.Timeout | undefined;
  /** why the server did not answer, as it was said last */
  #told: string | undefined;

  constructor(panel: vscode.WebviewPanel, page: LivePage<FromPage>, host: PanelHost, wanted: string | undefined) {
    this.#panel = panel;
    this.#page = page;
    this.#host = host;
    this.#wanted = wanted;
    this.#disposables = [
      panel.onDidDispose(() => this.#closed()),
      panel.onDidChangeViewState(() => this.#reloadSoon()),
      panel.webview.onDidReceiveMessage((message: FromPage) => void this.#receive(message)),
      host.results.onDidChange(() => this.#reloadSoon()),
    ];
    fillPage(panel, host.extensionUri, page.name);
  }

  get wanted(): string | undefined {
    return this.#wanted;
  }

  set title(title: string) {
    this.#panel.title = title;
  }

  /** The page has its script, and wants its words first. */
  start(words: ToPage): Promise<void> {
    this.#ready = true;
    this.post(words);
    return this.#page.load();
  }

  /** @param message that tells the page what is wanted, where it is there to hear it */
  show(wanted: string | undefined, message: (wanted: string) => ToPage): void {
    if (wanted !== undefined && this.#panel.visible && this.#ready) this.post(message(wanted));
    else this.#wanted = wanted;
    this.#panel.reveal();
  }

  /** What is wanted is shown now. */
  takeWanted(): string | undefined {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    return wanted;
  }

  post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  /** What changed outside of the folder, as the module cache may have, is looked at again. */
  async refresh(): Promise<void> {
    const connection = await this.#host.connection();
    // Where the server does not answer, the question behind it says so.
    await connection.request(run, { folder: this.#page.folder, reason: 'focus' }).catch(() => undefined);
    await this.#page.load();
  }

  /**
   * @returns null where the folder or module that is asked about is not there any more, undefined where the server did not
   *   answer, which the person is told
   */
  async ask<Params, Result>(method: RequestMethod<Params, Result>, params: Params): Promise<Result | null | undefined> {
    try {
      const connection = await this.#host.connection();
      const answer = await connection.request(method, params);
      this.#told = undefined;
      return answer;
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code === notOpen) return null;
      if (code !== cancelled && code !== changed) this.#tell(reasonOf(error));
      return undefined;
    }
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** A command that fails is told by VS Code; of a click in a page nobody else would hear. */
  async #receive(message: FromPage): Promise<void> {
    try {
      await this.#page.receive(message);
    } catch (error) {
      void vscode.window.showErrorMessage(reasonOf(error));
    }
  }

  #closed(): void {
    clearTimeout(this.#reload);
    disposeAll(this.#disposables);
    this.#page.closed();
  }

  #reloadSoon(): void {
    if (!this.#ready || !this.#panel.visible) return;
    clearTimeout(this.#reload);
    this.#reload = setTimeout(() => void this.#page.load(), reloadDelayMs);
  }

  /** Once: an edit later it is asked again. */
  #tell(reason: string): void {
    if (reason === this.#told) return;
    this.#told = reason;
    void vscode.window.showErrorMessage(this.#page.trouble(reason));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
