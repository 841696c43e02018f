import * as assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeModuleCache, type CachedModule } from '../support/moduleCacheFolder';
import { useSession } from '../support/session';
import { ModuleGraphPage } from '../support/workbench/moduleGraph';

const goMod = `module example.com/shop

go 1.24

require (
	example.com/cart v1.4.0
	example.com/ledger v1.1.0
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

let caches = 0;

/** An environment with a module cache of its own, written before the window opens. */
function withCache(modules: Record<string, CachedModule>): Record<string, string> {
  const folder = path.join(os.tmpdir(), `gp-modcache-${process.pid}-${caches++}`);
  before(() => writeModuleCache(folder, modules));
  after(() => rm(folder, { recursive: true, force: true }));
  return { GOMODCACHE: folder, GOPROXY: 'off', GOENV: 'off' };
}

for (const theme of ['light', 'dark'] as const) {
  describe(`the module graph (${theme})`, () => {
    const environment = withCache(small);
    const vscode = useSession({ files, environment, theme, size: { width: 1400, height: 900 } });
    const graph = (): ModuleGraphPage => new ModuleGraphPage(vscode().page);

    it('opens from the palette, with every module and what it lacks', async () => {
      await vscode().statusBar.waitFor(/Go/);
      await vscode().palette.run('Go Preflight: Show Module Graph');
      // Two modules: it asks which.
      await vscode().palette.pick('workspace');
      await graph().rows.filter({ hasText: 'example.com/ledger' }).waitFor({ timeout: 20_000 });
      assert.equal(await graph().count.innerText(), '5 of 5 modules');
      await vscode().screenshot(`graph-${theme}`);
    });

    it('says why a version was selected, who needs it, and by which chain', async () => {
      await graph().rows.filter({ hasText: 'example.com/ledger' }).click();
      await graph().heading.filter({ hasText: 'example.com/ledger v1.2.0' }).waitFor();
      const text = await graph().detail.innerText();
      assert.match(text, /Selected: v1\.2\.0 instead of v1\.1\.0, because example\.com\/cart v1\.4\.0 requires it/);
      assert.match(text, /retracted this version \(go\.mod of v1\.3\.0\): loses the last entry of a day/);
      await vscode().screenshot(`graph-module-${theme}`);
    });
  });
}
