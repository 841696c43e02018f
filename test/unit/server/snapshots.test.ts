import assert from 'node:assert/strict';
import { answerPage, snapshot, type AnswerParams, type SnapshotFile } from '../../../src/protocol/index';
import { answerOfPage, pageOfAnswer } from '../../../src/extension/pages/pageUri';
import { startMemoryServer, type MemoryServer } from '../../support/memoryServer';

const files = {
  '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n',
  '/home/u/app': '\u007fELF',
  '/home/u/x.json': '{"name":"x"}',
};
const folder = 'file:///work';

function start(trusted = true): Promise<MemoryServer> {
  return startMemoryServer(files, { options: { session: { trusted, consent: [] } } });
}

async function taken({ client }: MemoryServer): Promise<string> {
  return (await client.connection.sendRequest<SnapshotFile>(snapshot.method, { folder })).json;
}

async function compared({ client }: MemoryServer, other: string): Promise<string> {
  const params: AnswerParams = { kind: 'diff', folder, module: '.', other };
  return (await client.connection.sendRequest<{ markdown: string }>(answerPage.method, params)).markdown;
}

describe('snapshots in the editor', () => {
  it('are those of the command line: redacted, of the folder now', async () => {
    const server = await start();
    const {
      kind,
      folder: name,
      profile,
      variables,
      takenAt,
    } = JSON.parse(await taken(server)) as {
      kind: string;
      folder: string;
      profile: string;
      takenAt: string;
      variables: readonly { name: string; value: string }[];
    };
    assert.deepEqual(
      [kind, name, profile, takenAt],
      ['go-preflight-snapshot', '/work', 'offline', '1970-01-01T00:00:01.000Z'],
    );
    assert.equal(variables.find((each) => each.name === 'GOPATH')?.value, '~/go');
    assert.equal(variables.find((each) => each.name === 'GOMOD')?.value, '<folder>/go.mod');
  });

  it('are taken without running anything where the workspace is not trusted', async () => {
    const server = await start(false);
    server.files.write('/usr/bin/gopls', 'ELF');
    server.files.executables.add('/usr/bin/gopls');
    const { profile, tools } = JSON.parse(await taken(server)) as { profile: string; tools: readonly unknown[] };
    assert.deepEqual([profile, tools.length, server.calls], ['static', 1, []]);
  });

  it('are held against this machine on a page, which reads the file anew each time', async () => {
    const server = await start();
    const text = await taken(server);
    server.files.write('/home/u/laptop.json', text);
    assert.match(
      await compared(server, 'file:///home/u/laptop.json'),
      /^# Environments compared\n\n- A: snapshot laptop\.json, taken 1970-01-01 00:00 UTC, linux\/amd64\n- B: this machine, \/work, linux\/amd64\n\n\*\*No differences/,
    );
    server.files.write('/home/u/laptop.json', text.replace('"value": "amd64"', '"value": "arm64"'));
    assert.match(
      await compared(server, 'file:///home/u/laptop.json'),
      /\n\| `GOARCH` \| `arm64` \| `amd64` \| other files/,
    );
    // A variable of the file of go env -w, which nobody watches.
    server.files.write('/home/u/.config/go/env', 'GOSUMDB=off\n');
    assert.match(await compared(server, 'file:///home/u/laptop.json'), /\n\| `GOSUMDB` \|.*\| `off \(go env -w\)` \|/);
  });

  it('that are none say so on the page', async () => {
    const server = await start(false);
    for (const [other, expected] of [
      ['file:///home/u/x.json', /^# Environments compared\n\nx\.json is JSON, but no snapshot/],
      ['file:///home/u/none.json', /no such file or folder: none\.json/],
      [
        'file:///home/u/app',
        /app is no snapshot; to read a binary go is run, which this untrusted workspace does not allow/,
      ],
      ['untitled:Untitled-1', /no such file or folder: untitled:Untitled-1/],
    ] as const)
      assert.match(await compared(server, other), expected);
    assert.deepEqual(server.calls, []);
  });

  it('are refused outside the workspace folders, and without a file', async () => {
    const { client } = await start();
    const asked = (params: object): Promise<unknown> => client.connection.sendRequest(answerPage.method, params);
    await assert.rejects(asked({ kind: 'diff', folder, module: '.' }), /parameters missing/);
    await assert.rejects(asked({ kind: 'diff', folder: 'file:///etc', module: '.', other: 'file:///x' }), /no module/);
    await assert.rejects(client.connection.sendRequest(snapshot.method, { folder: 'file:///etc' }));
  });

  it('have a page whose address holds both sides', () => {
    const params: AnswerParams = { kind: 'diff', folder, module: '.', other: 'file:///home/u/a%20b%26c.json' };
    assert.deepEqual(answerOfPage(pageOfAnswer(params)), params);
    const plain: AnswerParams = { kind: 'env', folder, module: 'a' };
    assert.deepEqual(answerOfPage(pageOfAnswer(plain)), plain);
  });
});
