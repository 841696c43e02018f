import assert from 'node:assert/strict';
import type { CompletionItem, DocumentLink, Hover, SemanticTokens } from 'vscode-languageserver/node';
import { semanticTokenTypes } from '../../../src/server/semanticTokens';
import { sumTokenKinds } from '../../../src/engine/index';
import { vscodeCapabilities } from '../../support/lspClient';
import { moduleCacheFiles } from '../../support/moduleCacheFiles';
import { graphModule, moduleGraph } from '../../../src/protocol/index';
import { startMemoryServer, type MemoryServer } from '../../support/memoryServer';

const hash = 'h1:T+2dAsCk6mCe2DYfWXdUxIKWoWiJnRlXWdVFZ2ZOGtc=';
const goSum = 'file:///work/go.sum';

function fullTokens({ client }: MemoryServer, uri: string): Promise<SemanticTokens> {
  return client.connection.sendRequest('textDocument/semanticTokens/full', { textDocument: { uri } });
}

function rangeTokens({ client }: MemoryServer, first: number, last: number): Promise<SemanticTokens> {
  const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
  return client.connection.sendRequest('textDocument/semanticTokens/range', { textDocument: { uri: goSum }, range });
}

describe('semantic tokens', () => {
  it('have a type for each kind', () => {
    assert.equal(semanticTokenTypes.length, sumTokenKinds.length);
    assert.equal(semanticTokenTypes[sumTokenKinds.indexOf('fault')], 'goSumFault');
  });

  it('colour go.sum relative to the token before, and the same in a range', async () => {
    const server = await startMemoryServer({ '/work/go.mod': 'module m\n' });
    await server.client.open(goSum, `a.b/c v1.0.0 ${hash}\n\na.b/c v1.0.0/go.mod ${hash}\nbroken\n`, 'go.sum');
    const lines = [
      [0, 0, 5, 0, 0, 0, 6, 6, 1, 0, 0, 7, 3, 3, 0, 0, 3, 44, 4, 0],
      [2, 0, 5, 0, 0, 0, 6, 6, 1, 0, 0, 6, 7, 2, 0, 0, 8, 3, 3, 0, 0, 3, 44, 4, 0],
      [1, 0, 6, 6, 0],
    ];
    assert.deepEqual((await fullTokens(server, goSum)).data, lines.flat());
    assert.deepEqual((await rangeTokens(server, 2, 3)).data, [...(lines[1] ?? []), ...(lines[2] ?? [])]);
  });

  it('are none for other files, and for a file that is not open', async () => {
    const server = await startMemoryServer({ '/work/go.mod': 'module m\n', '/work/go.sum': `a.b/c v1.0.0 ${hash}\n` });
    await server.client.open('file:///work/go.mod', 'module m\n');
    assert.deepEqual((await fullTokens(server, 'file:///work/go.mod')).data, []);
    assert.deepEqual((await fullTokens(server, goSum)).data, []);
  });

  it('of a huge file are those in view alone, and never more than some thousand lines', async () => {
    const server = await startMemoryServer({ '/work/go.mod': 'module m\n' });
    const line = `example.com/a/rather/long/module/path v1.0.0 ${hash}\n`;
    const count = 80_000;
    await server.client.open(goSum, line.repeat(count), 'go.sum');
    assert.deepEqual((await fullTokens(server, goSum)).data, []);
    const inView = await rangeTokens(server, count - 50, count - 1);
    assert.equal(inView.data.length, 50 * 4 * 5);
    assert.equal(inView.data[0], count - 50);
    assert.equal((await rangeTokens(server, 0, count)).data.length, 5000 * 4 * 5);
  });
});

describe('document links', () => {
  const files = {
    '/work/go.mod': 'module m\n\nreplace example.com/a => ./a\n',
    '/work/a/go.mod': 'module example.com/a\n',
  };
  const linksOf = ({ client }: MemoryServer, uri: string): Promise<DocumentLink[]> =>
    client.connection.sendRequest('textDocument/documentLink', { textDocument: { uri } });

  it('follow the text in the editor, and lead to lines as VS Code counts them', async () => {
    const server = await startMemoryServer({
      ...files,
      '/work/vendor/modules.txt': '# example.com/a v1.0.0 => ./a\n',
    });
    await server.client.open('file:///work/go.mod', `// new\n${files['/work/go.mod']}require example.com/a v1.0.0\n`);
    const range = { start: { line: 3, character: 25 }, end: { line: 3, character: 28 } };
    assert.deepEqual(await linksOf(server, 'file:///work/go.mod'), [{ range, target: 'file:///work/a/go.mod' }]);
    const [vendored] = await linksOf(server, 'file:///work/vendor/modules.txt');
    assert.equal(vendored?.target, 'file:///work/go.mod#L5,9');
  });

  it('see an edit even where nothing runs in the background', async () => {
    const server = await startMemoryServer(files, { settings: { background: { enabled: false } } });
    assert.equal((await linksOf(server, 'file:///work/go.mod')).length, 1);
    await server.client.open('file:///work/go.mod', 'module m\n');
    assert.deepEqual(await linksOf(server, 'file:///work/go.mod'), []);
  });

  it('are none outside of the folders', async () => {
    const server = await startMemoryServer({ ...files, '/other/go.mod': 'replace a => /work/a\n' });
    assert.deepEqual(await linksOf(server, 'file:///other/go.mod'), []);
  });

  it('are registered for their files alone, where the client can be told', async () => {
    const { textDocument, ...rest } = vscodeCapabilities;
    const capabilities = { ...rest, textDocument: { ...textDocument, documentLink: { dynamicRegistration: true } } };
    const { client } = await startMemoryServer(files, { capabilities });
    await client.waitFor('the registration', () => client.registrations.includes('textDocument/documentLink'));
    assert.equal(client.initialized?.capabilities.documentLinkProvider, undefined);
    const other = await startMemoryServer(files);
    assert.ok(other.client.initialized?.capabilities.documentLinkProvider);
  });
});

describe('constraint lines of Go files', () => {
  const files = { '/work/go.mod': 'module m\n', '/work/a.go': '//go:build linux && extra\n\npackage m\n' };
  const uri = 'file:///work/b.go';
  const ask = <T>({ client }: MemoryServer, method: string, line: number, character: number): Promise<T> =>
    client.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri },
      position: { line, character },
    });

  it('have a hover, and nothing else of the file has', async () => {
    const server = await startMemoryServer(files);
    await server.client.open(uri, '//go:build windows\n\npackage m\n', 'go');
    const hover = await ask<Hover | null>(server, 'hover', 0, 14);
    assert.match((hover?.contents as { value: string }).value, /^windows\n.*\nYours, linux\/amd64, is not one of them/);
    assert.equal(await ask(server, 'hover', 2, 10), null);
  });

  it('complete tags', async () => {
    const server = await startMemoryServer(files);
    await server.client.open(uri, '//go:build e\n\npackage m\n', 'go');
    const items = await ask<CompletionItem[]>(server, 'completion', 0, 12);
    const linux = items.find(({ label }) => label === 'linux');
    assert.equal(linux?.detail, 'GOOS');
    assert.deepEqual(linux.textEdit, {
      range: { start: { line: 0, character: 11 }, end: { line: 0, character: 12 } },
      newText: 'linux',
    });
    assert.deepEqual(await ask(server, 'completion', 2, 9), []);
  });
});

describe('hover', () => {
  const hostile = 'see [this](command:x) ![](https://evil.example/p.png) <b>now</b>';
  const files = {
    ...moduleCacheFiles({
      'example.com/a_b@v1.0.0': { requires: ['example.com/c v1.2.0'], comment: `// Deprecated: ${hostile}` },
      'example.com/c@v1.2.0': {},
    }),
    '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n\nrequire example.com/a_b v1.0.0\n',
  };
  const markdown = {
    ...vscodeCapabilities,
    textDocument: { hover: { contentFormat: ['markdown' as const, 'plaintext' as const] } },
  };
  const hoverOf = ({ client }: MemoryServer, line: number, character: number): Promise<Hover | null> =>
    client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: 'file:///work/go.mod' },
      position: { line, character },
    });
  const valueOf = (hover: Hover | null): string => (hover?.contents as { value: string } | undefined)?.value ?? '';

  it('is Markdown in which the words of strangers are text', async () => {
    const server = await startMemoryServer(files, { capabilities: markdown, options: { commands: true } });
    const hover = await hoverOf(server, 4, 12);
    const value = valueOf(hover);
    assert.match(
      value,
      /^\*\*example\.com\/a\\_b\*\* v1\.0\.0 · direct\n\n- Selected: v1\.0\.0, as go\.mod requires\n/,
    );
    assert.ok(
      value.includes('see \\[this\\](command:x) \\!\\[\\](https://evil.example/p.png) \\<b\\>now\\</b\\>'),
      value,
    );
    assert.deepEqual(hover?.range, { start: { line: 4, character: 8 }, end: { line: 4, character: 30 } });
    const link = /\[Show in the module graph\]\(command:goPreflight\.showModuleGraph\?(.*)\)$/.exec(value)?.[1] ?? '';
    assert.deepEqual(JSON.parse(decodeURIComponent(link)), [
      { folder: 'file:///work', module: '.', path: 'example.com/a_b' },
    ]);
  });

  it('is plain text where the client reads nothing else, and has no link where it has no commands', async () => {
    const plain = valueOf(await hoverOf(await startMemoryServer(files), 4, 12));
    assert.match(plain, /^example\.com\/a_b v1\.0\.0 · direct\nSelected: /);
    const noCommands = valueOf(await hoverOf(await startMemoryServer(files, { capabilities: markdown }), 4, 12));
    assert.ok(!noCommands.includes('command:goPreflight'));
  });

  it('is there without trust, and starts no process', async () => {
    const server = await startMemoryServer(files, { options: { session: { trusted: false, consent: [] } } });
    assert.notEqual(await hoverOf(server, 4, 12), null);
    assert.deepEqual(server.calls, []);
    assert.equal(await hoverOf(server, 2, 1), null);
  });

  it('follows the text in the editor', async () => {
    const server = await startMemoryServer(files);
    await server.client.open('file:///work/go.mod', files['/work/go.mod'].replace('a_b', 'zz'));
    assert.match(valueOf(await hoverOf(server, 4, 12)), /^example\.com\/zz/);
  });

  it('and the module graph say the same', async () => {
    const server = await startMemoryServer(files);
    const reference = { folder: 'file:///work', module: '.' };
    const graph = await server.client.request(moduleGraph, reference);
    assert.deepEqual(
      graph?.rows.map(({ path, requirement }) => [path, requirement]),
      [
        ['example.com/a_b', 'direct'],
        ['example.com/c', 'transitive'],
      ],
    );
    assert.equal(graph.size, 'Modules: 2 · requirements among them: 2');
    const module = await server.client.request(graphModule, { ...reference, path: 'example.com/c' });
    assert.equal(module?.sentences[0], 'Selected: v1.2.0, because example.com/a_b v1.0.0 requires it');
    assert.deepEqual(
      module.chain.map(({ path }) => path),
      ['example.com/a_b', 'example.com/c'],
    );
    assert.equal(await server.client.request(graphModule, { ...reference, path: 'example.com/none' }), null);
    assert.equal(await server.client.request(moduleGraph, { ...reference, module: 'nowhere' }), null);
    await assert.rejects(server.client.request(moduleGraph, { ...reference, module: '../other' }), /no module/);
  });
});
