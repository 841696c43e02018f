import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { addressOf, openBrowser, type Window } from '../launcher/browser';
import { installedBrowser, installedCodeServer } from '../launcher/installation';
import { startServer, type RunningServer } from '../launcher/server';
import { removeFolder } from '../../support/removeFolder';
import { until } from '../../support/until';
import { hermeticEnvironment } from './hermetic';
import { installedExtensions } from './installed';
import type { Launch } from './launch';
import { writeProfile } from './profile';
import type { ServerMessages } from './serverMessages';
import { writeWorkspace } from './workspaceFiles';
import { ChecksTree } from './workbench/checksTree';
import { Editor } from './workbench/editor';
import { editorLines } from './workbench/elements';
import { Notifications } from './workbench/notifications';
import { Palette } from './workbench/palette';
import { Problems } from './workbench/problems';
import { StatusBar } from './workbench/statusBar';
import { activeWebview } from './workbench/webview';

export interface SessionOptions extends Omit<Launch, 'name' | 'skip'> {
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  /** what the server says passes through these */
  readonly messages?: ServerMessages;
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

  /** What the active Markdown preview shows. */
  get preview(): FrameLocator {
    return activeWebview(this.page);
  }

  /** What the Output panel shows, if it is open: the lines in view. */
  async output(): Promise<string> {
    return (await editorLines(this.page.locator('.panel .output-view .view-line'))).join('\n');
  }

  /** A picture of the window as it is now, drawn or not. */
  async snapshot(name: string): Promise<string> {
    const file = await pictureFile(name);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** A picture of the window for people, `name.png` in test-results/ui, or where GO_PREFLIGHT_SCREENSHOTS says. */
  async screenshot(name: string, { keepHover = false } = {}): Promise<string> {
    const file = await pictureFile(name);
    if (!keepHover) await this.page.mouse.move(700, 5);
    await writeFile(file, await this.#drawn());
    return file;
  }

  /** The window once nothing is being drawn any more: no spinner, and three pictures in a row that are the same. */
  async #drawn(): Promise<Buffer> {
    const busy = this.page.locator('.codicon-modifier-spin:visible, .monaco-progress-container.active:visible');
    let last: Buffer | undefined;
    let same = 0;
    return until('a window that is drawn', async () => {
      const picture = await this.page.screenshot({ caret: 'hide', animations: 'disabled' });
      same = last?.equals(picture) === true && (await busy.count()) === 0 ? same + 1 : 0;
      last = picture;
      return same >= 2 && picture;
    });
  }

  async close(): Promise<void> {
    try {
      await this.#window.browser.close();
    } finally {
      await this.#server.stop();
      await removeFolder(this.#folder);
    }
  }
}

async function pictureFile(name: string): Promise<string> {
  const folder = process.env['GO_PREFLIGHT_SCREENSHOTS'] ?? path.join(process.cwd(), 'test-results', 'ui');
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const repository = process.cwd();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gp-'));
  const workspace = path.join(folder, 'workspace');
  const serverDataDir = path.join(folder, 'server');
  const theme = { 'workbench.colorTheme': themes[options.theme ?? 'light'], 'editor.cursorBlinking': 'solid' };
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
      await options.messages?.listen(window.page);
      await window.page.goto(
        addressOf({
          port: server.port,
          open: options.open === null ? undefined : path.join(workspace, options.open ?? '.'),
          payload: developed.map((extension) => ['extensionDevelopmentPath', server.uriOf(extension)] as const),
        }),
      );
      await window.page.waitForSelector('.monaco-workbench');
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
    console.log(`        the window then: ${await current().snapshot(`FAILED ${this.currentTest.fullTitle()}`)}`);
  });
  after(async () => {
    await opened.pop()?.close();
  });
  return current;
}
