import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CancellationTokenSource,
  type ApplyWorkspaceEditParams,
  type CodeAction,
  type Diagnostic,
  type ShowMessageRequestParams,
} from 'vscode-languageserver/node';
import { previewFix, recheck, report, run, type InitializationOptions } from '../../src/protocol/index';
import type { Report } from '../../src/report/contract';
import { fakeGo } from '../support/fakeGo';
import { applied, type ClientOptions } from '../support/lspClient';
import { moduleProxy } from '../support/moduleProxy';
import { gone, pidsIn } from '../support/processes';
import { goPrints, needGo } from '../support/realGo';
import { ServerProcess } from '../support/serverProcess';
import { TemporaryFolder } from '../support/temporaryFolder';

const trusted: InitializationOptions = { session: { trusted: true, consent: [] }, commands: true };

const goMod = 'module example.com/shop\n\ngo 1.21\n\nrequire example.com/dep v1.0.0\n';
const mainGo = 'package main\n\nimport _ "example.com/dep"\n\nfunc main() {}\n';
const brokenGo = '// Package doc.\n\n//go:build linux &&\n\npackage main\n';

describe('language server as a process', () => {
  let box: TemporaryFolder;
  let server: ServerProcess | undefined;
  let env: Record<string, string | undefined>;
  /** go.sum as tidy writes it */
  let goSum = '';

  before(function () {
    needGo(this);
  });

  beforeEach(async () => {
    box = await TemporaryFolder.create({ 'home/.keep': '', 'shop/go.mod': goMod, 'shop/main.go': mainGo });
    const proxy = await moduleProxy(box.at('proxy'), [
      { path: 'example.com/dep', version: 'v1.0.0', files: { 'dep.go': 'package dep\n' } },
    ]);
    env = {
      PATH: process.env.PATH,
      HOME: box.at('home'),
      TMPDIR: box.path,
      GOPROXY: proxy,
      GONOSUMDB: 'example.com',
      GOMODCACHE: box.at('modcache'),
      GOCACHE: box.at('gocache'),
      GOFLAGS: '-modcacherw',
      GOTOOLCHAIN: 'local',
    };
    goPrints(['mod', 'tidy'], { cwd: box.at('shop'), variables: { ...env, GOWORK: 'off' } });
    goSum = await box.read('shop/go.sum');
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await box.remove();
  });

  const start = async (options: Partial<ClientOptions> = {}): Promise<ServerProcess> => {
    server = await ServerProcess.start({ folders: [box.uri('shop')], options: trusted, env, ...options });
    return server;
  };
  const find = (uri: string, check: string): Diagnostic | undefined =>
    server?.client.diagnosticsOf(uri).find(({ code }) => code === check);
  const editOf = (action: CodeAction | undefined, uri: string): Parameters<typeof applied>[1] => {
    const change = action?.edit?.documentChanges?.find((each) => 'edits' in each && each.textDocument.uri === uri);
    assert.ok(change && 'edits' in change, JSON.stringify(action));
    return change.edits;
  };

  it('is ready on a module that is in order, and finds faults at their exact places', async () => {
    await box.write({
      'shop/broken.go': brokenGo,
      'shop/go.sum': goSum
        .split('\n')
        .filter((line) => !line.includes(' h1:') || line.includes('/go.mod '))
        .join('\n'),
    });
    const { client } = await start();
    const { result } = await client.verified(box.uri('shop'));
    assert.equal(result?.summary.verdict, 'broken');
    const syntax = find(box.uri('shop/broken.go'), 'go-build-syntax-error');
    assert.ok(syntax, JSON.stringify([...client.diagnostics.values()]));
    assert.equal(syntax.range.start.line, 2);
    const missing = find(box.uri('shop/go.mod'), 'gosum-missing-zip-hash');
    assert.deepEqual(missing?.range, { start: { line: 4, character: 24 }, end: { line: 4, character: 30 } });

    await box.write({ 'shop/broken.go': brokenGo.replace(' &&', ''), 'shop/go.sum': goSum });
    await client.watched(box.uri('shop/broken.go'));
    await client.watched(box.uri('shop/go.sum'));
    await client.waitFor(
      'the verdict to be ready',
      () => client.states.get(box.uri('shop'))?.result?.summary.verdict === 'ready',
    );
    assert.equal(server?.stderr, '');
  });

  it('judges each of many edits without a save; how fast is for the benchmark to say', async () => {
    await box.write({ 'shop/tags.go': '//go:build linux\n\npackage main\n' });
    const { client } = await start();
    await client.verified(box.uri('shop'));
    const uri = box.uri('shop/tags.go');
    let text = '//go:build linux\n\npackage main\n';
    await client.open(uri, text, 'go');
    for (let round = 0; round < 15; round++) {
      const bad = round % 2 === 0;
      text = bad ? '//go:build linux &&\n\npackage main\n' : '//go:build linux\n\npackage main\n';
      const range = { start: { line: 0, character: 16 }, end: { line: 0, character: bad ? 16 : 19 } };
      await client.change(uri, [{ range, text: bad ? ' &&' : '' }]);
      await client.waitFor('the edit to be judged', () => (find(uri, 'go-build-syntax-error') !== undefined) === bad);
    }
  });

  it('asks go again when a file that it judged has changed on disk', async () => {
    const { client } = await start();
    await client.verified(box.uri('shop'));
    const uri = box.uri('shop/go.sum');
    assert.equal(find(uri, 'gosum-stale'), undefined);
    const nobodys = goSum.replaceAll('example.com/dep', 'example.com/nobody');
    await box.write({ 'shop/go.sum': goSum + nobodys });
    await client.watched(uri);
    await client.waitFor('what go mod tidy would delete', () => find(uri, 'gosum-stale') !== undefined);
    await box.write({ 'shop/go.sum': goSum });
    await client.watched(uri);
    await client.waitFor('the Problem to go', () => find(uri, 'gosum-stale') === undefined);
    // An import that is gone leaves a requirement that only go mod tidy and the static checks may delete.
    await box.write({ 'shop/main.go': 'package main\n\nfunc main() {}\n' });
    await client.watched(box.uri('shop/main.go'));
    await client.waitFor('the hashes that nobody needs any more', () => find(uri, 'gosum-stale') !== undefined);
  });

  it('hears of a file of any name that a generator makes for go:embed, and of nothing that nobody asks for', async () => {
    const text = 'package main\n\nimport _ "embed"\n\n//go:embed dist/app.xyz\nvar app string\n';
    await box.write({ 'shop/embed.go': text, 'shop/dist/readme': '' });
    const { client } = await start();
    await client.verified(box.uri('shop'));
    const uri = box.uri('shop/embed.go');
    assert.ok(find(uri, 'embed-no-files'), JSON.stringify(client.diagnosticsOf(uri)));
    await box.write({ 'shop/other/app.xyz': '' });
    await client.watched(box.uri('shop/other/app.xyz'), 1);
    await box.write({ 'shop/dist/app.xyz': 'x' });
    await client.watched(box.uri('shop/dist/app.xyz'), 1);
    await client.waitFor('the pattern to name a file', () => find(uri, 'embed-no-files') === undefined);
  });

  it('offers an edit whose text go accepts', async () => {
    const text = '/* licence */ //go:build linux\n\npackage main\n';
    await box.write({ 'shop/tags.go': text });
    const { client } = await start();
    await client.verified(box.uri('shop'));
    const uri = box.uri('shop/tags.go');
    const [problem] = client.diagnosticsOf(uri);
    assert.ok(problem, 'a constraint behind a comment on its line');
    const actions = await client.codeActions(uri, problem);
    const fixed = applied(
      text,
      editOf(
        actions.find(({ edit }) => edit),
        uri,
      ),
    );
    await client.open(uri, text, 'go');
    await client.change(uri, [{ text: fixed }]);
    await client.waitFor('the problem to go', () => client.diagnosticsOf(uri).length === 0);
  });

  it('works out go mod tidy in a copy, and the finding is gone when it is applied', async () => {
    await box.write({ 'shop/go.sum': '' });
    const { client } = await start();
    await client.verified(box.uri('shop'));
    const uri = box.uri('shop/go.mod');
    const problem = client.diagnosticsOf(uri).find(({ code }) => String(code).startsWith('gosum-'));
    assert.ok(problem, JSON.stringify([...client.diagnostics.values()]));
    const action = (await client.codeActions(uri, problem)).find(
      ({ command }) => command?.command === 'goPreflight.applyFix',
    );
    const reference = action?.command?.arguments?.[0] as Parameters<typeof client.request<never, never>>[1];
    const preview = await client.request(previewFix, reference);
    assert.ok(preview.kind === 'files', JSON.stringify(preview));
    assert.equal(await box.read('shop/go.sum'), '', 'the preview touches nothing');
    assert.deepEqual(
      preview.files.map((file) => file.uri),
      [box.uri('shop/go.sum')],
    );
    await box.write({ 'shop/go.sum': preview.files[0]?.after ?? '' });
    assert.equal(await box.read('shop/go.sum'), goSum);
    const { folder, fingerprint } = reference as { folder: string; fingerprint: string };
    assert.deepEqual(await client.request(recheck, { folder, fingerprint, changed: [box.uri('shop/go.sum')] }), {});
    assert.equal(find(uri, String(problem.code)), undefined);
  });

  it('makes command fixes for an editor that knows only LSP: asks, edits, and says what is left', async () => {
    const uri = box.uri('shop/go.mod');
    await box.write({ 'shop/go.sum': '' });
    const plain = { workspace: { configuration: true, workspaceFolders: true, applyEdit: true } };
    const { client } = await start({ options: {}, settings: { profile: 'offline' }, capabilities: plain });
    const questions: string[] = [];
    const agreed: string[] = [];
    client.connection.onRequest('window/showMessageRequest', ({ message, actions }: ShowMessageRequestParams) => {
      questions.push(message);
      return actions?.find(({ title }) => agreed.includes(title)) ?? null;
    });
    client.connection.onRequest('workspace/applyEdit', async ({ edit }: ApplyWorkspaceEditParams) => {
      for (const [file, [whole]] of Object.entries(edit.changes ?? {}))
        await box.write({ [path.relative(box.path, fileURLToPath(file))]: whole?.newText ?? '' });
      return { applied: true };
    });
    assert.deepEqual(client.initialized?.capabilities.executeCommandProvider?.commands, ['goPreflight.applyFix']);
    await client.verified(box.uri('shop'));
    const problem = client.diagnosticsOf(uri).find(({ code }) => String(code).startsWith('gosum-'));
    assert.ok(problem, JSON.stringify([...client.diagnostics]));
    const fix = (await client.codeActions(uri, problem)).find(({ command }) => command !== undefined)?.command;
    assert.equal(fix?.command, 'goPreflight.applyFix');
    const execute = (): Promise<unknown> =>
      client.connection.sendRequest('workspace/executeCommand', { command: fix.command, arguments: fix.arguments });

    await execute();
    assert.equal(await box.read('shop/go.sum'), '', 'nobody agreed');
    agreed.push('Apply');
    await execute();
    assert.equal(await box.read('shop/go.sum'), goSum);
    assert.equal(questions.length, 2);
    assert.match(questions[1] ?? '', /^go mod .* changes go\.sum\. Apply it\?$/);
    await client.waitFor('the fix', () => !client.codesOf(uri).includes(String(problem.code)));
    await assert.rejects(
      client.connection.sendRequest('workspace/executeCommand', { command: 'goPreflight.other' }),
      /no such command/,
    );
  });

  it('starts no process at all where the workspace is not trusted', async () => {
    const calls = box.at('calls');
    const bin = await fakeGo(box, `echo "$@" >> ${calls}`);
    env = { ...env, PATH: `${bin}:/usr/bin:/bin` };
    const { client } = await start({ options: { session: { trusted: false, consent: [] } } });
    const { result } = await client.verified(box.uri('shop'));
    assert.equal(result?.profile, 'static');
    await client.request(run, { reason: 'command' });
    await client.open(box.uri('shop/go.mod'), goMod);
    await client.change(box.uri('shop/go.mod'), [{ text: `${goMod}\n// edited\n` }]);
    await client.save(box.uri('shop/go.mod'));
    await client.request(run, { reason: 'focus' });
    assert.equal(await box.exists('calls'), false, 'go was run');
    assert.ok(!client.logged.some((line) => line.includes(bin)));
  });

  it('kills what it started when a run is cancelled', async () => {
    await hangingShell();
    const { client } = await start({ settings: { background: { enabled: false } } });
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(run.method, { reason: 'command' }, source.token);
    const ended = assert.rejects(asked, /cancel/i);
    const pids = await pidsIn(box.at('started'), 2);
    source.cancel();
    await ended;
    for (const pid of pids) await gone(pid);
    await client.waitFor('the end of the spinner', () => client.progress.at(-1)?.running === undefined);
    await box.write({ shell: '#!/bin/sh\nexit 1\n' });
    await client.request(run, { reason: 'command', checks: ['go-build-syntax-error'] });
  });

  it('leaves no child behind when the editor goes away', async () => {
    await hangingShell();
    const { child } = await start();
    const pids = await pidsIn(box.at('started'), 2);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.stdin?.end();
    child.stdout?.destroy();
    await ended;
    for (const pid of pids) await gone(pid);
  });

  it('verifies several folders, and forgets one that is closed', async () => {
    await box.write({ 'two/go.mod': 'module two\n\ngo 1.21\n', 'two/broken.go': brokenGo });
    const { client } = await start({ folders: [box.uri('shop'), box.uri('two')] });
    await client.verified(box.uri('shop'));
    await client.verified(box.uri('two'));
    assert.ok(find(box.uri('two/broken.go'), 'go-build-syntax-error'));
    await client.changeFolders([], [box.uri('two')]);
    await client.waitFor('the folder to be cleared', () => client.diagnosticsOf(box.uri('two/broken.go')).length === 0);
    await client.waitFor('its state to go', () => client.states.get(box.uri('two'))?.result === undefined);
    await client.changeFolders([box.uri('two')], []);
    await client.waitFor('the folder to come back', () => client.codesOf(box.uri('two/broken.go')).length > 0);
  });

  it('finds what the command line finds, word for word', async () => {
    await box.write({
      'shop/broken.go': brokenGo,
      'shop/go.sum': `${goSum}example.com/gone v1.0.0 h1:short=\nonly two\n`,
      'shop/sub/go.mod': 'module example.com/sub\n\ngo 1.21\n\nrequire example.com/dep v1.0.0\n',
      'shop/sub/sub.go': 'package sub\n',
      'shop/Dockerfile': 'FROM golang:1.20\n',
      'shop/go-preflight.jsonc': '{ "profil": "static" }\n',
    });
    const { client } = await start();
    await client.verified(box.uri('shop'));
    await client.request(run, { reason: 'command' });
    const seen = JSON.parse((await client.request(report, {})).json) as Report;
    const cli = spawnSync(process.execPath, [path.resolve('dist/cli.js'), box.at('shop'), '--format', 'json'], {
      env: env,
      encoding: 'utf8',
    });
    const said = JSON.parse(cli.stdout) as Report;
    const withoutTimes = ({ outcomes, findings, summary }: Report): unknown => ({
      outcomes: outcomes.map((outcome) => ({ ...outcome, durationMs: 0 })),
      findings,
      summary: { ...summary, durationMs: 0 },
    });
    assert.deepEqual(withoutTimes(seen), withoutTimes(said));
    assert.ok(said.findings.length >= 4, JSON.stringify(said.findings, null, 1));

    // And the Problems panel has every one of them that has a file.
    const listed = [...client.diagnostics.values()].flatMap(({ uri, diagnostics }) =>
      diagnostics.map(({ code, range }) => `${String(code)} ${uri} ${String(range.start.line + 1)}`),
    );
    const expected = said.findings.flatMap(({ check, file, range }) =>
      file === undefined || range === undefined
        ? []
        : [`${check} ${box.uri(`shop/${file}`)} ${String(range.start.line)}`],
    );
    for (const entry of expected) assert.ok(listed.includes(entry), `${entry} is not among ${listed.join('\n')}`);
  });

  it('says it when the thread that scans dies, and goes on when it can', async () => {
    await box.write({ 'shop/broken.go': brokenGo });
    await mkdir(box.at('bundle/dist'), { recursive: true });
    for (const file of ['package.json', 'dist/server.js']) await copyFile(file, box.at(`bundle/${file}`));
    const bundle = box.at('bundle/dist/server.js');
    server = await ServerProcess.start({ folders: [box.uri('shop')], options: trusted, env, bundle });
    const { client } = server;
    const folder = box.uri('shop');
    await client.waitFor('the failure', () => client.states.get(folder)?.failure !== undefined);
    assert.match(client.states.get(folder)?.failure ?? '', /scanWorker/);
    await assert.rejects(client.request(run, { reason: 'command' }), /scanWorker/);
    await copyFile('dist/scanWorker.js', box.at('bundle/dist/scanWorker.js'));
    await client.request(run, { reason: 'command' });
    assert.ok(find(box.uri('shop/broken.go'), 'go-build-syntax-error'), client.logged.join('\n'));
    assert.equal(client.states.get(folder)?.failure, undefined);
  });

  it('takes back what whole files told as soon as the file on disk is repaired', async () => {
    const good = 'package main\n\nfunc windows() int { return 1 }\n';
    const uri = box.uri('shop/shop_windows.go');
    await box.write({ 'shop/shop_windows.go': good });
    const { client } = await start();
    await client.verified(box.uri('shop'));
    const broken: readonly (readonly [check: string, text: string])[] = [
      ['syntax-error-on-target', good.replace('1 }', '1] }')],
      ['constant-overflow-on-target', good.replace('return 1', 'return 1 << 40')],
    ];
    for (const [check, text] of broken) {
      await box.write({ 'shop/shop_windows.go': text });
      await client.watched(uri);
      await client.waitFor(check, () => find(uri, check) !== undefined);
      assert.equal(find(uri, check)?.range.start.line, 2);
      await box.write({ 'shop/shop_windows.go': good });
      await client.watched(uri);
      await client.waitFor(`no ${check}`, () => find(uri, check) === undefined);
    }
  });

  it('never publishes what is stale, however fast somebody types', async () => {
    await box.write({ 'shop/tags.go': 'package main\n' });
    const { client } = await start();
    await client.verified(box.uri('shop'));
    const uri = box.uri('shop/tags.go');
    await client.open(uri, 'package main\n', 'go');
    let text = 'package main\n';
    for (let round = 0; round < 60; round++) {
      const add = round % 3 === 2 ? '//go:build linux &&\n' : '\n';
      text = add + text;
      await client.change(uri, [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: add },
      ]);
      if (round % 7 === 0) await client.watched(box.uri('shop/go.mod'));
    }
    await client.save(uri);
    await client.request(run, { reason: 'command' });
    const lines = text.split('\n');
    const first = lines.indexOf('//go:build linux &&');
    const found = client.diagnosticsOf(uri).filter(({ code }) => code === 'go-build-syntax-error');
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      lines.flatMap((line, at) => (line.startsWith('//go:build') ? [at] : [])).slice(0, found.length),
    );
    assert.equal(found[0]?.range.start.line, first);
  });

  it('changes nothing on disk by looking', async () => {
    await box.write({ 'shop/go.work': 'go 1.21\n\nuse .\n' });
    const looked = async (): Promise<Record<string, string>> => {
      const all = Object.entries(await box.contents());
      return Object.fromEntries(all.filter(([name]) => /^(shop|home)\//.test(name)));
    };
    const before = await looked();
    const { client } = await start();
    await client.verified(box.uri('shop'));
    await client.request(run, { reason: 'command' });
    assert.deepEqual(await looked(), before);
  });

  /** Without go on PATH the login shell is asked for it; this one never answers, and neither does its child. */
  async function hangingShell(): Promise<void> {
    const started = box.at('started');
    await box.write({ shell: `#!/bin/sh\necho $$ >> ${started}\nsleep 60 &\necho $! >> ${started}\nwait\n` });
    await chmod(box.at('shell'), 0o755);
    env = { ...env, PATH: '/usr/bin:/bin', SHELL: box.at('shell') };
  }
});
