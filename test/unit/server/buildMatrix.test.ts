import assert from 'node:assert/strict';
import type { CodeLens, Hover } from 'vscode-languageserver/node';
import { matrixState, type MatrixState } from '../../../src/protocol/index';
import { vscodeCapabilities } from '../../support/lspClient';
import { startMemoryServer, type MemoryServer, type MemoryServerOptions } from '../../support/memoryServer';

const files = {
  '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n',
  '/work/go-preflight.jsonc': '{ "targets": ["freebsd/amd64,nocgo"] }',
  '/work/doc.go': 'package shop\n',
  '/work/disk/disk_windows.go': 'package disk\n',
  '/work/disk/tagged.go': '//go:build e2e\n\npackage disk\n',
};
const folder = 'file:///work';

describe('the build matrix of a folder', () => {
  const ask = ({ client }: MemoryServer, dir = '.', tags: readonly string[] = []): Promise<MatrixState> =>
    client.request(matrixState, { folder, dir, tags });

  it('has files, targets and reasons, in the words of the session, without running anything', async () => {
    const server = await startMemoryServer(files, {
      scan: true,
      options: { session: { trusted: false, consent: [] } },
    });
    const matrix = await ask(server);
    assert.deepEqual(server.calls, []);
    assert.deepEqual(
      matrix.packages.map(({ path, files: listed }) => [path, ...listed.map(({ name }) => name)]),
      [
        ['', 'doc.go'],
        ['disk', 'disk_windows.go', 'tagged.go'],
      ],
    );
    assert.deepEqual(
      matrix.targets.slice(0, 3).map(({ name, origin, cgo }) => [name, origin, cgo]),
      [
        ['linux/amd64', 'own', undefined],
        ['freebsd/amd64,nocgo', 'declared', false],
        ['darwin/amd64', 'first-class', undefined],
      ],
    );
    const windows = matrix.conditions[matrix.packages[1]?.files[0]?.condition ?? -1];
    assert.deepEqual([windows?.text, windows?.cells[0], windows?.ports], ['windows', 'name', 3]);
    assert.equal(windows?.why.name, 'The name of the file demands windows');
    assert.deepEqual(matrix.ownTags, ['e2e']);
    assert.equal(matrix.name, 'work');
    assert.match(matrix.counts[0] ?? '', /^Files: 3 · with a condition: 2/);
  });

  it('can be that of a folder below, with tags', async () => {
    const server = await startMemoryServer(files, { scan: true });
    const matrix = await ask(server, 'disk', ['e2e']);
    assert.deepEqual(
      matrix.packages.map(({ path }) => path),
      [''],
    );
    assert.equal(matrix.conditions[matrix.packages[0]?.files[1]?.condition ?? -1]?.cells[0], 'in');
  });

  it('is refused outside the workspace folders', async () => {
    const server = await startMemoryServer(files, { scan: true });
    await assert.rejects(ask(server, '../etc'), /no module/);
    await assert.rejects(
      server.client.request(matrixState, { folder: 'file:///etc', dir: '.', tags: [] }),
      /no module/,
    );
  });
});

describe('the code lens of a file with a condition', () => {
  const uri = 'file:///work/disk/disk_windows.go';
  const lensesOf = ({ client }: MemoryServer, document = uri): Promise<CodeLens[]> =>
    client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: document } });
  const start = (enabled: boolean, more: MemoryServerOptions = {}): Promise<MemoryServer> =>
    startMemoryServer(files, { settings: { codeLens: { enabled } }, ...more });

  it('is off until somebody wants it', async () => {
    assert.deepEqual(await lensesOf(await startMemoryServer(files)), []);
    assert.deepEqual(await lensesOf(await start(false)), []);
  });

  it('says on how many ports it is built, and whether yours is one, and opens the matrix at the file', async () => {
    const server = await start(true, { options: { commands: true } });
    const [lens] = await lensesOf(server);
    assert.deepEqual(lens, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 12 } },
      command: {
        title: 'Built on 3 of 47 ports, not on linux/amd64 (yours)',
        command: 'goPreflight.showBuildMatrix',
        arguments: [{ folder, dir: 'disk', file: 'disk_windows.go' }],
      },
    });
    assert.deepEqual(await lensesOf(server, 'file:///work/doc.go'), []);
    assert.deepEqual(await lensesOf(server, 'file:///work/go.mod'), []);
    assert.deepEqual(await lensesOf(server, 'file:///other/x_windows.go'), []);
  });

  it('stands at the constraint, follows the text in the editor, and is a text where there are no commands', async () => {
    const server = await start(true);
    await server.client.open('file:///work/doc.go', '// Doc.\n\n//go:build linux\n\npackage shop\n', 'go');
    const [lens] = await lensesOf(server, 'file:///work/doc.go');
    assert.equal(lens?.range.start.line, 2);
    assert.deepEqual(lens.command, {
      title: 'Built on 17 of 47 ports, linux/amd64 (yours) among them',
      command: '',
    });
  });

  it('is registered for Go files alone, where the client can be told', async () => {
    const { textDocument, ...rest } = vscodeCapabilities;
    const capabilities = { ...rest, textDocument: { ...textDocument, codeLens: { dynamicRegistration: true } } };
    const { client } = await startMemoryServer(files, { capabilities });
    await client.waitFor('the registration', () => client.registrations.includes('textDocument/codeLens'));
    assert.equal(client.initialized?.capabilities.codeLensProvider, undefined);
  });
});

describe('the hover of a constraint', () => {
  it('leads to the build matrix, at the file', async () => {
    const markdown = {
      ...vscodeCapabilities,
      textDocument: { hover: { contentFormat: ['markdown' as const, 'plaintext' as const] } },
    };
    const { client } = await startMemoryServer(files, { capabilities: markdown, options: { commands: true } });
    await client.open('file:///work/disk/tagged.go', files['/work/disk/tagged.go'], 'go');
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: 'file:///work/disk/tagged.go' },
      position: { line: 0, character: 4 },
    });
    const link = /\[Show in the build matrix\]\(command:goPreflight\.showBuildMatrix\?(.*)\)$/.exec(
      (hover.contents as { value: string }).value,
    );
    assert.deepEqual(JSON.parse(decodeURIComponent(link?.[1] ?? '')), [{ folder, dir: 'disk', file: 'tagged.go' }]);
  });
});
