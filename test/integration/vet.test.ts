import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { commandIds, vet, type InitializationOptions, type VetParams } from '../../src/protocol/index';
import { realGoroot } from '../support/realGo';
import { ServerProcess } from '../support/serverProcess';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

const trusted: InitializationOptions = { session: { trusted: true, consent: [] }, commands: true };
const check = 'symbol-missing-in-configuration';

/** darwin has a file of its own for another name, so somebody meant it to be built there; `open` is forgotten. */
const files = {
  'm/go.mod': 'module shop.example/m\n\ngo 1.21\n',
  'm/open.go': 'package m\n\nfunc Open() error {\n\tdefer closeAll()\n\treturn open()\n}\n',
  'm/open_linux.go': 'package m\n\nfunc open() error { return nil }\n',
  'm/open_windows.go': 'package m\n\nfunc open() error { return nil }\n',
  'm/close_darwin.go': 'package m\n\nfunc closeAll() {}\n',
  'm/close_other.go': '//go:build !darwin\n\npackage m\n\nfunc closeAll() {}\n',
};

describe('go vet for the target of a finding', () => {
  let box: TemporaryFolder;
  let server: ServerProcess | undefined;

  before(function () {
    if (realGoroot() === undefined) skip(this, 'needs go');
  });

  beforeEach(async () => {
    box = await TemporaryFolder.create({ 'home/.keep': '', ...files });
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await box.remove();
  });

  const start = async (options = trusted): Promise<ServerProcess> => {
    const env = {
      PATH: process.env.PATH,
      HOME: box.at('home'),
      TMPDIR: box.path,
      GOPROXY: 'off',
      GOCACHE: box.at('gocache'),
      GOTOOLCHAIN: 'local',
    };
    return (server = await ServerProcess.start({ folders: [box.uri('m')], options, env }));
  };
  const problem = (): Diagnostic | undefined =>
    server?.client.diagnosticsOf(box.uri('m/open.go')).find(({ code }) => code === check);
  const words = (): string => {
    const message = problem()?.message;
    return typeof message === 'string' ? message : '';
  };

  it('confirms what the compiler stops at, and says so on the finding until a file changes', async () => {
    const { client } = await start();
    await client.waitFor('the finding', () => problem() !== undefined);
    const found = problem() ?? assert.fail();
    const message = words();
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: box.uri('m/open.go') },
      range: found.range,
      context: { diagnostics: [found] },
    });
    const action = actions.find(({ command }) => command?.command === commandIds.vetFinding);
    assert.match(action?.title ?? '', /^Ask go vet for darwin\/\w+ whether it is so$/);
    const params = action?.command?.arguments?.[0] as VetParams;
    assert.equal(params.fingerprint, (found.data as { fingerprint: string }).fingerprint);

    const answer = await client.request(vet, params);
    assert.equal(answer.kind, 'confirmed', JSON.stringify(answer));
    assert.match('said' in answer ? answer.said : '', /^go vet for darwin\/\w+ confirms it: undefined: open$/);
    await client.waitFor('what go vet said', () => /confirms it: undefined: open\)$/.test(words()));
    assert.ok(words().startsWith(message));

    await box.write({ 'm/open_linux.go': `${files['m/open_linux.go']}\n// More.\n` });
    await client.watched(box.uri('m/open_linux.go'));
    await client.waitFor('the finding alone', () => words() === message);
    assert.deepEqual(await client.request(vet, { ...params, fingerprint: 'gone' }), { kind: 'none' });
  });

  it('is not asked where the workspace is not trusted', async () => {
    const { client } = await start({ session: { trusted: false, consent: [] }, commands: true });
    await client.verified(box.uri('m'));
    const answer = await client.request(vet, { folder: box.uri('m'), fingerprint: 'any' });
    assert.equal(answer.kind, 'not-trusted');
  });
});
