import assert from 'node:assert/strict';
import type { DocumentLink, SemanticTokens } from 'vscode-languageserver/node';
import { semanticTokenTypes } from '../../../src/server/semanticTokens';
import { sumTokenKinds } from '../../../src/engine/index';
import { vscodeCapabilities } from '../../support/lspClient';
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
