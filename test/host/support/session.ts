import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { addressOf, openBrowser, type Window } from '../launcher/browser';
import { installedBrowser, installedCodeServer } from '../launcher/installation';
import { startServer, type RunningServer } from '../launcher/server';
import { hermeticEnvironment } from './hermetic';
import { installedExtensions } from './installed';
import type { Launch } from './launch';
import { writeProfile } from './profile';
import { writeWorkspace } from './workspaceFiles';
import { ChecksTree } from './workbench/checksTree';
import { Editor } from './workbench/editor';
import { Notifications } from './workbench/notifications';
import { Palette } from './workbench/palette';
import { Problems } from './workbench/problems';
import { StatusBar } from './workbench/statusBar';

export interface SessionOptions extends Omit<Launch, 'name' | 'skip'> {
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
}

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

/** A window of VS Code with the extension, as a person sees and uses it. */
export class Session {
  readonly page: Page;
  /** the folder that holds the files of the workspace */
  readonly workspace: string;
  readonly statusBar: StatusBar;
  readonly palette: Palette;
  readonly problems: Problems;
  readonly tree: ChecksTree;
  readonly editor: Editor;
  readonly notifications: Notifications;
  readonly #folder: string;
  readonly #server: RunningServer;
  readonly #window: Window;

  constructor(folder: string, server: RunningServer, window: Window) {
    this.#folder = folder;
    this.#server = server;
    this.#window = window;
    this.page = window.page;
    this.workspace = path.join(folder, 'workspace');
    this.statusBar = new StatusBar(this.page);
    this.palette = new Palette(this.page);
    this.problems = new Problems(this.page);
    this.tree = new ChecksTree(this.page);
    this.editor = new Editor(this.page, this.palette, this.workspace);
    this.notifications = new Notifications(this.page);
  }

  /** What went wrong in the page itself. */
  get pageProblems(): readonly string[] {
    return this.#window.problems;
  }

  /** Hosts that something in the window wanted to reach; every such request was refused. */
  get foreignHosts(): ReadonlySet<string> {
    return this.#window.foreignHosts;
  }

  /** A picture of the window, `name.png` in test-results/ui, or where GO_PREFLIGHT_SCREENSHOTS says. */
  async screenshot(name: string, { keepHover = false } = {}): Promise<string> {
    const folder = process.env['GO_PREFLIGHT_SCREENSHOTS'] ?? path.join(process.cwd(), 'test-results', 'ui');
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
    if (!keepHover) await this.page.mouse.move(700, 5);
    await this.page.screenshot({ path: file, caret: 'hide', animations: 'disabled' });
    return file;
  }

  async close(): Promise<void> {
    try {
      await this.#window.browser.close();
    } finally {
      await this.#server.stop();
      await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const repository = process.cwd();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gp-'));
  const workspace = path.join(folder, 'workspace');
  const serverDataDir = path.join(folder, 'server');
  const theme = { 'workbench.colorTheme': themes[options.theme ?? 'light'] };
  const sideBar = { 'workbench.secondarySideBar.defaultVisibility': 'hidden' };
  await writeProfile(path.join(serverDataDir, 'data'), {
    ...options,
    settings: { ...theme, ...sideBar, ...options.settings },
  });
  await writeWorkspace(repository, workspace, options);
  const installed = options.extension === 'installed';
  const server = await startServer(installedCodeServer(), {
    serverDataDir,
    trust: options.trusted === false,
    env: { ...process.env, ...hermeticEnvironment(folder, options.environment) },
    logFile: path.join(folder, 'server.log'),
    ...(installed ? { extensionsDir: installedExtensions(repository) } : {}),
  });
  try {
    const window = await openBrowser({
      browser: installedBrowser(),
      ...(options.size ? { size: options.size } : {}),
    });
    try {
      const developed = [...(installed ? [] : [repository]), ...(options.beside ?? [])];
      await window.page.goto(
        addressOf({
          port: server.port,
          open: options.open === null ? undefined : path.join(workspace, options.open ?? '.'),
          payload: developed.map((extension) => ['extensionDevelopmentPath', server.uriOf(extension)] as const),
        }),
      );
      await window.page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
      await window.page.waitForFunction('window.driver !== undefined');
      await window.page.evaluate('window.driver.whenWorkbenchRestored()');
      return new Session(folder, server, window);
    } catch (error) {
      await window.browser.close();
      throw error;
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * A window for the tests of a `describe`: opened before them, closed after them, with a picture of each failure.
 * `const vscode = useSession({ example: 'shop' }); it('...', async () => { await vscode().statusBar.text(); })`
 */
export function useSession(options: SessionOptions): () => Session {
  const opened: Session[] = [];
  const current = (): Session => {
    const session = opened[0];
    if (!session) throw new Error('the window is not open yet');
    return session;
  };
  before(async () => {
    opened.push(await openSession(options));
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || opened.length === 0) return;
    const file = await current().screenshot(`FAILED ${this.currentTest.fullTitle()}`);
    console.log(`        the window then: ${file}`);
  });
  after(async () => {
    await opened.pop()?.close();
  });
  return current;
}
