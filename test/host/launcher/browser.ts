import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { patienceMs } from '../../support/until';

export interface Automation {
  log(type: string, text: string): void;
  /** the suite's end: its exit code and the window's log files */
  exit(code: number): void;
}

export interface Window {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** what went wrong in the page, for the message of a failure */
  readonly problems: readonly string[];
  /** hosts other than this machine that the page wanted */
  readonly foreignHosts: ReadonlySet<string>;
}

export interface WindowOptions {
  readonly browser: string;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Starts Chromium with one page. The caller handles signals: Playwright's own handlers would end the process first. */
export async function openBrowser(options: WindowOptions): Promise<Window> {
  const browser = await chromium.launch({
    executablePath: options.browser,
    timeout: patienceMs,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
  try {
    const context = await browser.newContext({ viewport: options.size ?? { width: 1400, height: 900 } });
    const foreignHosts = new Set<string>();
    const isOurs = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '127.0.0.1';
    await context.route(
      (url) => url.protocol.startsWith('http') && !isOurs(url),
      (route) => {
        foreignHosts.add(new URL(route.request().url()).hostname);
        return route.abort();
      },
    );
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
    page.on('crash', () => problems.push('the page crashed'));
    return { browser, context, page, problems, foreignHosts };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The functions that VS Code calls in a test run. They must be there before the page loads. */
export async function exposeAutomation(page: Page, automation: Automation): Promise<void> {
  const { format } = await import('node:util');
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
    automation.log(type, format(...args)),
  );
  await page.exposeFunction('codeAutomationExit', (code: number) => automation.exit(code));
}

export interface Workbench {
  readonly port: number;
  /** folder or .code-workspace */
  readonly open: string | undefined;
  /** keys of the page's payload: `extensionDevelopmentPath`, `extensionEnvironment` ... */
  readonly payload: readonly (readonly [string, string])[];
}

export function addressOf({ port, open, payload }: Workbench): string {
  const address = new URL(`http://localhost:${port}/`);
  if (open === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set(open.endsWith('.code-workspace') ? 'workspace' : 'folder', open);
  address.searchParams.set(
    'payload',
    JSON.stringify([...payload, ['skipWelcome', 'true'], ['skipReleaseNotes', 'true']]),
  );
  return address.href;
}
