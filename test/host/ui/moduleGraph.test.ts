import * as assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as os from 'node:os';
import * as path from 'node:path';
import { largeGraph, largeGraphModules, writeModuleCache, type CachedModule } from '../support/moduleCacheFolder';
import { useSession } from '../support/session';
import { removeFolder } from '../../support/removeFolder';
import { eventually, until } from '../../support/until';
import { ModuleGraphPage } from '../support/workbench/moduleGraph';

const goMod = `module example.com/shop

go 1.24

require (
	example.com/cart v1.4.0
	example.com/ledger v1.1.0
	example.com/mailer v0.3.1
	example.com/text v0.9.0 // indirect
	example.com/tracing v1.0.0
)

replace example.com/tracing => ./tracing
`;

const small: Record<string, CachedModule> = {
  'example.com/cart@v1.4.0': {
    requires: ['example.com/ledger v1.2.0', 'example.com/text v0.8.0', 'example.com/money v1.0.3'],
  },
  'example.com/ledger@v1.1.0': { requires: ['example.com/text v0.9.0'] },
  'example.com/ledger@v1.2.0': {},
  'example.com/ledger@v1.3.0': { lines: ['retract v1.2.0 // loses the last entry of a day'] },
  'example.com/text@v0.9.0': {},
};

const files = {
  'go.mod': goMod,
  'shop.go': 'package shop\n',
  'go.sum': 'example.com/text v0.9.0 h1:T+2dAsCk6mCe2DYfWXdUxIKWoWiJnRlXWdVFZ2ZOGtc=\n',
  'tracing/go.mod': 'module example.com/tracing\n\ngo 1.24\n',
};

/** An environment with a module cache of its own, written before the window opens. */
function withCache(name: string, modules: Record<string, CachedModule>): Record<string, string> {
  const folder = path.join(os.tmpdir(), `gp-modcache-${randomUUID()}-${name}`);
  before(() => writeModuleCache(folder, modules));
  after(() => removeFolder(folder));
  return { GOMODCACHE: folder, GOPROXY: 'off', GOENV: 'off' };
}

for (const theme of ['light', 'dark'] as const) {
  describe(`the module graph (${theme})`, () => {
    const environment = withCache(theme, small);
    const vscode = useSession({ files, environment, theme, size: { width: 1400, height: 900 } });
    const graph = (): ModuleGraphPage => new ModuleGraphPage(vscode().page);

    it('opens from the palette, with every module and what it lacks', async () => {
      await vscode().statusBar.waitFor(/Go/);
      await vscode().palette.run('Go Preflight: Show Module Graph');
      // Two modules: it asks which.
      await vscode().palette.pick('workspace');
      await graph().row('example.com/ledger').waitFor();
      await graph().waitForCount('6 of 6 modules');
      await graph()
        .notice.filter({ hasText: /one go\.mod file that counts is not in the module cache/ })
        .waitFor();
      await vscode().screenshot(`graph-${theme}`);
    });

    it('says why a version was selected, who needs it, and by which chain', async () => {
      await graph().row('example.com/ledger').click();
      await graph().waitForModule('example.com/ledger v1.2.0');
      await eventually(async () => {
        const text = await graph().detail.innerText();
        assert.match(text, /Selected: v1\.2\.0 instead of v1\.1\.0, because example\.com\/cart v1\.4\.0 requires it/);
        assert.match(text, /retracted this version \(go\.mod of v1\.3\.0\): loses the last entry of a day/);
      });
      await vscode().screenshot(`graph-module-${theme}`);
    });

    it('leads from module to module and back, and to the line of go.mod', async () => {
      await graph().detail.getByRole('button', { name: 'example.com/cart' }).first().click();
      await graph().waitForModule('example.com/cart v1.4.0');
      await eventually(async () => assert.equal(await graph().selected.getAttribute('aria-posinset'), '1'));
      await graph().frame.getByRole('button', { name: 'Back' }).click();
      await graph().waitForModule('example.com/ledger v1.2.0');
      await graph().detail.getByRole('button', { name: 'Go to its line in go.mod' }).click();
      await vscode().page.locator('.tab.active', { hasText: 'go.mod' }).waitFor();
      await vscode().editor.waitFor(/example\.com\/ledger v1\.1\.0/);
    });

    it('downloads nothing without being told to', async () => {
      await vscode().page.locator('.tab', { hasText: 'Module Graph' }).click();
      await graph().notice.getByRole('button', { name: 'Download...' }).click();
      const dialog = vscode().page.locator('.monaco-dialog-box');
      await dialog.filter({ hasText: /go list -mod=readonly -m all[^]*uses the network/ }).waitFor();
      await vscode().page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      const terminals = vscode().page.locator('.terminal-outer-container .xterm');
      await eventually(async () => assert.equal(await terminals.count(), 0));
    });

    it('opens from a hover, at the module', async () => {
      await vscode().editor.open('go.mod');
      await vscode().editor.goTo(6, 10);
      const hover = await vscode().editor.hover(/Selected: /);
      assert.match(hover, /Selected: v1\.4\.0, as go\.mod requires/);
      await vscode().screenshot(`hover-${theme}`, { keepHover: true });
      await vscode().page.locator('.monaco-hover a', { hasText: 'Show in the module graph' }).first().click();
      await graph().waitForModule('example.com/cart v1.4.0');
    });

    it('follows what is typed in go.mod', async () => {
      await vscode().editor.open('go.mod');
      await vscode().editor.goTo(9, 99);
      await vscode().page.keyboard.type('\n\texample.com/new v1.0.0');
      await vscode().page.locator('.tab', { hasText: 'Module Graph' }).click();
      await graph().row('example.com/new').waitFor();
    });

    it('nothing went wrong in the page, and no request left the machine', () => {
      assert.deepEqual(vscode().pageProblems, []);
      const foreign = [...vscode().foreignHosts].filter((host) => !/open-vsx|vscode|microsoft|coder/.test(host));
      assert.deepEqual(foreign, []);
    });
  });
}

describe('a large module graph', () => {
  const environment = withCache('large', largeGraphModules());
  const vscode = useSession({
    files: { 'go.mod': 'module example.com/large\n\ngo 1.16\n\nrequire example.com/team0/service-0000 v1.0.0\n' },
    environment,
    settings: { 'workbench.colorTheme': 'Default High Contrast' },
    size: { width: 1400, height: 900 },
  });
  const graph = (): ModuleGraphPage => new ModuleGraphPage(vscode().page);

  it('has all modules, and elements for those in view alone', async () => {
    await vscode().statusBar.waitFor(/Go/);
    await vscode().palette.run('Go Preflight: Show Module Graph');
    await graph().row('example.com/team0/service-0000').waitFor();
    await graph().waitForCount(`${largeGraph.modules} of ${largeGraph.modules} modules`);
    await eventually(async () => {
      assert.ok((await graph().rows.count()) < 100);
      assert.equal(await graph().rows.first().getAttribute('aria-setsize'), String(largeGraph.modules));
    });
  });

  it('is used by the keyboard alone', async () => {
    const { keyboard } = vscode().page;
    await graph().filter.focus();
    await keyboard.type('team27 2987');
    await graph().waitForCount('1 of 3000 modules');
    await keyboard.press('ArrowDown');
    await graph().waitForModule('example.com/team27/service-2987 v1.0.0');
    await graph().filter.fill('');
    await graph().waitForCount('3000 of 3000 modules');
    await keyboard.press('ArrowDown');
    await keyboard.press('End');
    await until('the last row', async () => (await graph().selected.getAttribute('aria-posinset')) === '3000');
    await keyboard.press('Home');
    await keyboard.press('PageDown');
    await keyboard.press('ArrowUp');
    await eventually(async () =>
      assert.equal(await graph().list.getAttribute('aria-activedescendant'), await graph().selected.getAttribute('id')),
    );
    await keyboard.press('Enter');
    await eventually(async () => assert.equal(await graph().focused(), 'H2'));
    await keyboard.press('Control+f');
    await eventually(async () => assert.equal(await graph().focused(), 'INPUT'));
    await vscode().screenshot('graph-large-high-contrast');
  });

  it('comes back as it was when the window is loaded again', async () => {
    await graph().filter.fill('service-1234');
    await graph().waitForCount('1 of 3000 modules');
    await graph().filter.press('ArrowDown');
    await graph().waitForModule('service-1234');
    const loaded = vscode().page.waitForEvent('load');
    await vscode().palette.run('Developer: Reload Window');
    await loaded;
    await vscode().page.waitForSelector('.monaco-workbench');
    await graph().waitForModule('service-1234');
    await eventually(async () => {
      assert.equal(await graph().filter.inputValue(), 'service-1234');
      assert.match(await graph().detail.innerText(), /Shortest chain of requirements/);
    });
    await vscode().screenshot('graph-restored');
  });
});

describe('the module graph (Chinese)', () => {
  const environment = withCache('zh-cn', small);
  const vscode = useSession({ files, environment, language: 'zh-cn', size: { width: 1400, height: 900 } });
  const graph = (): ModuleGraphPage => new ModuleGraphPage(vscode().page);

  it('speaks Chinese', async () => {
    await vscode().statusBar.waitFor(/Go/);
    await vscode().editor.open('go.mod');
    await vscode().palette.run('Go Preflight: 显示 module 依赖图');
    await graph().row('example.com/ledger').click();
    await graph().waitForModule('example.com/ledger v1.2.0');
    await eventually(async () =>
      assert.match(
        await graph().detail.innerText(),
        /选定 v1\.2\.0 而不是 v1\.1\.0，因为 example\.com\/cart v1\.4\.0 要求它/,
      ),
    );
    const text = await graph().frame.locator('body').innerText();
    assert.doesNotMatch(text, /\b(Selected|Refresh|Back|Filter|Who|What)\b/);
    await vscode().screenshot('graph-zh-cn');
  });
});
