import * as assert from 'node:assert/strict';
import { eventually, until } from '../../support/until';
import { useSession } from '../support/session';
import { BuildMatrixPage } from '../support/workbench/buildMatrix';

const environment = { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined };

const files = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'shop.go': 'package shop\n',
  'go-preflight.jsonc': '{ "targets": ["freebsd/amd64,nocgo"] }\n',
  'disk/doc.go': '// Package disk reads disks.\npackage disk\n',
  'disk/disk_linux.go': 'package disk\n\nfunc Free() int { return 1 }\n',
  'disk/disk_windows.go': 'package disk\n\nfunc Free() int { return 2 }\n',
  'disk/disk_other.go': '//go:build !linux && !windows\n\npackage disk\n\nfunc Free() int { return 0 }\n',
  'disk/c.go': 'package disk\n\nimport "C"\n',
  'disk/free_test.go': '//go:build integration\n\npackage disk\n',
  'mac/mac_darwin.go': 'package mac\n',
  'tools/gen.go': '//go:build ignore\n\npackage main\n\nfunc main() {}\n',
};

for (const theme of ['light', 'dark'] as const) {
  describe(`the build matrix (${theme})`, () => {
    const vscode = useSession({ files, environment, theme, size: { width: 1400, height: 900 } });
    const matrix = (): BuildMatrixPage => new BuildMatrixPage(vscode().page);

    it('opens from the palette, with every file that some build leaves out', async () => {
      await vscode().statusBar.waitFor(/Go/);
      await vscode().palette.run('Go Preflight: Show Build Matrix');
      await matrix().file('disk_windows.go').waitFor();
      await matrix().waitForCount('7 of 9 files');
      await vscode().screenshot(`matrix-${theme}`);
    });

    it('says why a build leaves a file out', async () => {
      await matrix().cell('disk/disk_windows.go, linux/amd64: left out by its file name').click();
      await matrix().waitForDetail(/disk\/disk_windows\.go · linux\/amd64.*The name of the file demands windows/);
      await matrix().cell('disk/c.go, freebsd/amd64,nocgo: left out: no cgo').click();
      await matrix().waitForDetail(/It needs cgo/);
      await matrix().cell('mac, linux/amd64: no file of the package is built').click();
      await matrix().waitForDetail(/no file of the package is built/);
      await matrix().cell('disk/disk_other.go, windows/386: left out by its constraint').click();
      await matrix().waitForDetail(/The constraint is false there: !linux && !windows/);
      await vscode().screenshot(`matrix-cell-${theme}`);
    });

    it('filters by tag, and builds with it', async () => {
      await matrix().choice('Tag that the condition names').selectOption('integration');
      await matrix().waitForCount('1 of 9 files');
      await matrix().cell('disk/free_test.go, linux/amd64: left out for a tag').waitFor();
      await matrix().frame.getByRole('checkbox').check();
      await matrix().cell('disk/free_test.go, linux/amd64: built').waitFor();
      await matrix().frame.getByRole('checkbox').uncheck();
      await matrix().cell('disk/free_test.go, linux/amd64: left out for a tag').waitFor();
      await matrix().choice('Tag that the condition names').selectOption('');
      await matrix().choice('Which targets').selectOption('all');
      await matrix().cell('disk/disk_other.go, plan9/386: built').waitFor();
      await vscode().screenshot(`matrix-all-ports-${theme}`);
      await matrix().choice('Which targets').selectOption('named');
    });

    it('leads to the constraint of a file', async () => {
      await matrix().file('disk_other.go').click();
      await vscode().page.locator('.tab.active', { hasText: 'disk_other.go' }).waitFor();
      await vscode().editor.waitFor(/go:build !linux && !windows/);
    });

    it('a hover on the constraint says where the file is built, and leads back', async () => {
      await vscode().editor.open('disk/disk_other.go');
      await vscode().editor.goTo(1, 14);
      const hover = await vscode().editor.hover(/Built on/);
      assert.match(hover, /Built on 27 of the \d+ ports/);
      assert.match(hover, /linux\/amd64, is not one of them/);
      assert.match(hover, /Built on freebsd\/amd64,nocgo, which this repository names/);
      await vscode().screenshot(`constraint-hover-${theme}`, { keepHover: true });
      await vscode().page.locator('.monaco-hover a', { hasText: 'Show in the build matrix' }).first().click();
      await matrix().file('disk_other.go').waitFor();
    });

    it('follows what is typed in a file', async () => {
      await vscode().editor.open('disk/disk_other.go');
      await vscode().editor.goTo(1, 99);
      await vscode().page.keyboard.type(' && !plan9');
      await vscode().page.keyboard.press('Control+s');
      await vscode().page.locator('.tab', { hasText: 'Build Matrix: workspace' }).click();
      await matrix().file('disk_other.go').waitFor();
      await matrix().filter.fill('plan9');
      await matrix().waitForCount('1 of 9 files');
    });

    it('nothing went wrong in the page, and no request left the machine', () => {
      assert.deepEqual(vscode().pageProblems, []);
      const foreign = [...vscode().foreignHosts].filter((host) => !/open-vsx|vscode|microsoft|coder/.test(host));
      assert.deepEqual(foreign, []);
    });
  });
}

describe('a large build matrix', () => {
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => {
      const name = `team${at % 30}/file${String(at).padStart(4, '0')}_${at % 2 === 0 ? 'linux' : 'windows'}.go`;
      return [name, `package team${at % 30}\n`];
    }),
  );
  const vscode = useSession({
    files: { 'go.mod': 'module example.com/large\n\ngo 1.24\n', ...many },
    environment,
    settings: { 'workbench.colorTheme': 'Default High Contrast' },
    size: { width: 1400, height: 900 },
  });
  const matrix = (): BuildMatrixPage => new BuildMatrixPage(vscode().page);

  it('has all files, and elements for those in view alone', async () => {
    await vscode().statusBar.waitFor(/Go/);
    await vscode().palette.run('Go Preflight: Show Build Matrix');
    await matrix().waitForCount('3000 of 3000 files');
    await eventually(async () => {
      assert.ok((await matrix().rows.count()) < 100);
      assert.equal(await matrix().grid.getAttribute('aria-rowcount'), String(3000 + 30 + 1));
    });
  });

  it('is used by the keyboard alone', async () => {
    const { keyboard } = vscode().page;
    await matrix().filter.focus();
    await keyboard.type('team29 2999');
    await matrix().waitForCount('1 of 3000 files');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await matrix().waitForDetail(/team29\/file2999_windows\.go · linux\/amd64/);
    await keyboard.press('Control+f');
    await keyboard.press('Escape');
    await matrix().waitForCount('3000 of 3000 files');
    await keyboard.press('ArrowDown');
    await keyboard.press('Control+End');
    await keyboard.press('PageUp');
    await keyboard.press('Control+Home');
    await keyboard.press('ArrowDown');
    await until('the active cell is named', async () => {
      const name = await matrix().grid.getAttribute('aria-activedescendant');
      return name === 'cell-1-0' && (await matrix().frame.locator(`#${name}`).count()) === 1;
    });
    await vscode().screenshot('matrix-large-high-contrast');
    await keyboard.press('Enter');
    await vscode().page.locator('.tab.active', { hasText: 'file0000_linux.go' }).waitFor();
  });

  it('comes back as it was when the window is loaded again', async () => {
    await vscode().page.locator('.tab', { hasText: 'Build Matrix' }).click();
    await matrix().filter.fill('file1234');
    await matrix().waitForCount('1 of 3000 files');
    // Out of the filter, which Escape would clear: opening the palette presses it.
    await matrix().filter.press('ArrowDown');
    await matrix().waitForDetail(/file1234/);
    const loaded = vscode().page.waitForEvent('load');
    await vscode().palette.run('Developer: Reload Window');
    await loaded;
    await vscode().page.waitForSelector('.monaco-workbench');
    await matrix().waitForCount('1 of 3000 files');
    await eventually(async () => assert.equal(await matrix().filter.inputValue(), 'file1234'));
  });
});

describe('the build matrix (Chinese)', () => {
  const vscode = useSession({ files, environment, language: 'zh-cn', size: { width: 1400, height: 900 } });
  const matrix = (): BuildMatrixPage => new BuildMatrixPage(vscode().page);

  it('speaks Chinese', async () => {
    await vscode().statusBar.waitFor(/Go/);
    await vscode().palette.run('Go Preflight: 显示构建矩阵');
    await matrix().cell('disk/disk_windows.go, linux/amd64: 因文件名不构建').click();
    await matrix().waitForDetail(/文件名要求 windows/);
    await eventually(async () =>
      assert.doesNotMatch(
        await matrix().frame.locator('body').innerText(),
        /\b(Files|Refresh|Filter|built|left out|Open|Target)\b/,
      ),
    );
    await vscode().screenshot('matrix-zh-cn');
  });
});
