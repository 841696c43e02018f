import assert from 'node:assert/strict';
import { lineRange, say, type Check, type CheckMeta, type FindingDraft } from '../../../src/engine/index';
import { page, recheck, report, run, sessionChanged, type InitializationOptions } from '../../../src/protocol/index';
import type { Timers } from '../../../src/server/runLoop';
import { nodeTimers } from '../../../src/server/timers';
import { applied } from '../../support/lspClient';
import { startMemoryServer, type MemoryServer, type MemoryServerOptions } from '../../support/memoryServer';

const meta: Omit<CheckMeta, 'id' | 'profile'> = {
  family: 'modules',
  title: 'No line says wrong',
  why: 'It is wrong.',
  fix: 'Take it away.',
  severity: 'error',
  confidence: 'certain',
  messages: { wrong: 'wrong stands in {where}', take: 'Take it away', tidy: 'Tidy', said: 'go said {words}' },
  since: '0.1.0',
};

/** Finds each `wrong` in go.mod, and can take it away. */
const staticCheck: Check = {
  ...meta,
  id: 'no-wrong',
  profile: 'static',
  scope: 'module',
  run: async (module, facts) => {
    const file = `${module.dir}/go.mod`;
    const lines = ((await facts.readText(file)) ?? '').split('\n');
    const findings = lines.flatMap((line, at): FindingDraft[] => {
      const column = line.indexOf('wrong');
      if (column < 0) return [];
      const range = lineRange(at, column, column + 5);
      return [
        {
          message: say('wrong', { where: `line ${at + 1}` }),
          location: { file, range },
          key: String(at),
          about: ['wrong/module'],
          fixes: [
            { kind: 'edit', title: say('take'), safe: true, edits: [{ kind: 'text', file, range, newText: 'right' }] },
            {
              kind: 'command',
              title: say('tidy'),
              safe: false,
              args: ['mod', 'tidy'],
              cwd: module.dir,
              touches: [file],
              needsNetwork: false,
            },
          ],
        },
      ];
    });
    return findings.length > 0 ? { kind: 'findings', findings } : { kind: 'passed' };
  },
};

/** Asks a program, on the module line. */
const offlineCheck: Check = {
  ...meta,
  id: 'go-agrees',
  profile: 'offline',
  scope: 'module',
  run: async (module, facts) => {
    await facts.readText(`${module.dir}/go.mod`);
    const request = { file: '/usr/bin/go', args: ['list'], cwd: module.dir, env: {}, timeoutMs: 1000 };
    const result = await facts.run(request);
    const words = result.kind === 'exited' ? result.stdout : result.kind;
    if (words === '') return { kind: 'passed' };
    const location = { file: `${module.dir}/go.mod`, range: lineRange(0, 0, 6) };
    return { kind: 'findings', findings: [{ message: say('said', { words }), location, key: 'said' }] };
  },
};

/** About the machine: no file. */
const machineCheck: Check = {
  ...meta,
  id: 'proxy-is-safe',
  family: 'environment',
  profile: 'static',
  scope: 'machine',
  severity: 'warning',
  run: () => ({
    kind: 'findings',
    findings: [{ message: say('wrong', { where: 'https://me:sesame-open@proxy.example' }), anchor: 'env:GOPROXY' }],
  }),
};

const trusted: InitializationOptions = {
  session: { trusted: true, consent: [] },
  pageUri: 'page:/{id}.md',
  commands: true,
};

const start = (content: Record<string, string>, options: MemoryServerOptions = {}): Promise<MemoryServer> =>
  startMemoryServer(content, { options: trusted, checks: [staticCheck, offlineCheck, machineCheck], ...options });

const goMod = 'file:///work/go.mod';
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe('server', () => {
  it('publishes findings with page, data and range, and the snapshot of the folder', async () => {
    const { client } = await start({ '/work/go.mod': 'module m\nrequire wrong v1\n' });
    const { result } = await client.verified('file:///work');
    const published = client.diagnosticsOf(goMod).find(({ code }) => code === 'no-wrong');
    assert.deepEqual(published, {
      range: { start: { line: 1, character: 8 }, end: { line: 1, character: 13 } },
      severity: 1,
      source: 'Go Preflight',
      message: 'wrong stands in line 2',
      code: 'no-wrong',
      codeDescription: { href: 'page:/no-wrong.md' },
      data: {
        folder: 'file:///work',
        fingerprint: result?.families.flatMap(({ checks }) => checks)[0]?.outcomes[0]?.findings[0]?.fingerprint,
        about: ['wrong/module'],
      },
    });
    assert.deepEqual([result?.summary.verdict, result?.summary.error, result?.finishedAt], ['broken', 1, 1000]);
    assert.deepEqual(
      result?.families.map(({ family, status }) => [family, status]),
      [
        ['modules', 'error'],
        ['environment', 'warning'],
      ],
    );
  });

  it('shows what has no file on the line of go.mod that decides about the toolchain, without the password', async () => {
    const { client } = await start({ '/work/go.mod': 'module m\n\ngo 1.26\n' });
    await client.verified('file:///work');
    const [published] = client.diagnosticsOf(goMod);
    assert.equal(published?.code, 'proxy-is-safe');
    assert.deepEqual(published?.range, { start: { line: 2, character: 0 }, end: { line: 2, character: 7 } });
    assert.ok(!JSON.stringify([...client.diagnostics, ...client.states]).includes('sesame-open'));
  });

  it('judges an edit without a save by reading alone, and asks go again when it is saved', async () => {
    const { client, files, calls } = await start(
      { '/work/go.mod': 'module m\n' },
      { answer: () => ({ kind: 'exited', code: 0, stdout: 'no', stderr: '', durationMs: 1 }) },
    );
    await client.verified('file:///work');
    assert.deepEqual(client.codesOf(goMod).toSorted(), ['go-agrees', 'proxy-is-safe']);
    await client.open(goMod, 'module m\n');
    const startOfFile = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    await client.change(goMod, [{ range: startOfFile, text: '// wrong\n' }]);
    await client.waitFor('the new finding', () => client.codesOf(goMod).includes('no-wrong'));
    const moved = client.diagnosticsOf(goMod).find(({ code }) => code === 'go-agrees');
    assert.equal(moved?.range.start.line, 1, 'what go said moves with the text');
    assert.equal(calls.length, 1, 'go judges saved files');
    files.write('/work/go.mod', '// wrong\nmodule m\n');
    await client.save(goMod);
    await client.waitFor('go to be asked again', () => calls.length === 2);
  });

  it('takes an edit away again when the document is closed without saving', async () => {
    const { client } = await start({ '/work/go.mod': 'module m\n' });
    await client.verified('file:///work');
    await client.open(goMod, 'module wrong\n');
    await client.waitFor('the finding', () => client.codesOf(goMod).includes('no-wrong'));
    await client.close(goMod);
    await client.waitFor('its end', () => !client.codesOf(goMod).includes('no-wrong'));
  });

  it('offers the best fix first, preferred when safe, the page, and the exception in place', async () => {
    const text = 'module m\nrequire wrong v1\n';
    const { client } = await start({ '/work/go.mod': text });
    await client.verified('file:///work');
    const diagnostic = client.diagnosticsOf(goMod).find(({ code }) => code === 'no-wrong');
    assert.ok(diagnostic);
    const actions = await client.codeActions(goMod, diagnostic);
    assert.deepEqual(
      actions.map(({ title, isPreferred, command }) => [title, isPreferred === true, command?.command]),
      [
        ['Take it away', true, undefined],
        ['Tidy', false, 'goPreflight.applyFix'],
        ['Explain no-wrong', false, 'goPreflight.explain'],
        ['Ignore no-wrong here', false, undefined],
      ],
    );
    assert.deepEqual(actions[1]?.command?.arguments, [
      { folder: 'file:///work', fingerprint: (diagnostic.data as { fingerprint: string }).fingerprint, fixIndex: 1 },
    ]);
    const [change] = actions[0]?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(applied(text, change.edits), 'module m\nrequire right v1\n');

    const [ignore] = actions[3]?.edit?.documentChanges ?? [];
    assert.ok(ignore && 'edits' in ignore);
    await client.open(goMod, text);
    await client.change(goMod, [{ text: applied(text, ignore.edits) }]);
    await client.waitFor('the exception to count', () => !client.codesOf(goMod).includes('no-wrong'));
  });

  it('makes all safe fixes of a file at once, and only when it is asked for that', async () => {
    const text = 'module wrong\nrequire wrong v1\n';
    const { client } = await start({ '/work/go.mod': text });
    await client.verified('file:///work');
    const [all, ...others] = await client.codeActions(goMod, whole, ['source.fixAll']);
    assert.equal(others.length, 0);
    assert.equal(all?.kind, 'source.fixAll.goPreflight');
    const [change] = all?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(applied(text, change.edits), 'module right\nrequire right v1\n');
    assert.deepEqual(await client.codeActions(goMod, whole, ['refactor']), []);
    const bulb = await client.codeActions(goMod, whole);
    assert.ok(bulb.every(({ kind }) => kind === 'quickfix'));
  });

  it('starts no process where the workspace is not trusted, and says so; trust starts them', async () => {
    const { client, calls } = await start(
      { '/work/go.mod': 'module m\n' },
      { options: { session: { trusted: false, consent: [] } } },
    );
    const { result } = await client.verified('file:///work');
    assert.equal(result?.summary.verdict, 'not-verified');
    assert.deepEqual(result?.unverified[0]?.resolution, { kind: 'trust' });
    assert.equal(calls.length, 0);
    await client.notify(sessionChanged, { trusted: true, consent: [] });
    await client.waitFor('go to be asked', () => calls.length === 1);
  });

  it('reads only, with a whole verdict, for an editor that says nothing of trust', async () => {
    const { client, calls } = await start({ '/work/go.mod': 'module m\n' }, { options: {} });
    const { result } = await client.verified('file:///work');
    assert.deepEqual([result?.requestedProfile, result?.summary.verdict], ['static', 'warnings']);
    assert.equal(calls.length, 0);
    assert.equal(client.diagnosticsOf(goMod)[0]?.codeDescription, undefined, 'no page where nobody can open it');
  });

  it('does what such an editor has in its settings', async () => {
    const { client, calls } = await start(
      { '/work/go.mod': 'module m\n' },
      { options: {}, settings: { profile: 'offline' } },
    );
    await client.verified('file:///work');
    assert.equal(calls.length, 1);
  });

  it('runs again on demand, everything or what is named', async () => {
    let later = '';
    const { client, calls } = await start(
      { '/work/go.mod': 'module m\n' },
      { answer: () => ({ kind: 'exited', code: 0, stdout: later, stderr: '', durationMs: 1 }) },
    );
    await client.verified('file:///work');
    later = 'later';
    const response = await client.request(run, { reason: 'command' });
    assert.deepEqual(
      response.folders.map(({ folder, summary }) => [folder, summary.error]),
      [['file:///work', 1]],
    );
    assert.equal(calls.length, 2, 'what go said is not trusted again');
    await client.request(run, { reason: 'command', checks: ['no-wrong'] });
    assert.equal(calls.length, 2, 'only what was named');
    await assert.rejects(
      client.request(run, { reason: 'command', folder: 'file:///elsewhere' }),
      /no workspace folder/,
    );
  });

  it('asks go again on focus for what was not in order, and not for what was', async () => {
    let words = '';
    const { client, calls } = await start(
      { '/work/go.mod': 'module m\n' },
      { answer: () => ({ kind: 'exited', code: 0, stdout: words, stderr: '', durationMs: 1 }) },
    );
    await client.verified('file:///work');
    await client.request(run, { reason: 'focus' });
    assert.equal(calls.length, 1, 'go agreed');
    words = 'no';
    await client.request(run, { reason: 'command' });
    words = '';
    const response = await client.request(run, { reason: 'focus' });
    assert.deepEqual([calls.length, response.folders[0]?.summary.error], [3, 0]);
  });

  it('says after a fix whether the finding is gone', async () => {
    const { client, files } = await start({ '/work/go.mod': 'module wrong\n' });
    await client.verified('file:///work');
    const data = client.diagnosticsOf(goMod).find(({ code }) => code === 'no-wrong')?.data as { fingerprint: string };
    const reference = { folder: 'file:///work', fingerprint: data.fingerprint, changed: [goMod] };
    assert.equal((await client.request(recheck, reference)).remains?.message, 'wrong stands in line 1');
    files.write('/work/go.mod', 'module right\n');
    assert.deepEqual(await client.request(recheck, reference), {});
  });

  it('forgets a folder that is closed, and lists what is wrong with the machine in one folder only', async () => {
    const { client } = await start(
      { '/work/a/go.mod': 'module wrong\n', '/work/b/go.mod': 'module wrong\n' },
      { folders: ['file:///work/a', 'file:///work/b'] },
    );
    await client.verified('file:///work/a');
    await client.verified('file:///work/b');
    assert.deepEqual(client.codesOf('file:///work/a/go.mod'), ['proxy-is-safe', 'no-wrong']);
    assert.deepEqual(client.codesOf('file:///work/b/go.mod'), ['no-wrong']);
    await client.changeFolders([], ['file:///work/a']);
    await client.waitFor('the folder to go', () => client.states.get('file:///work/a')?.result === undefined);
    assert.deepEqual(client.codesOf('file:///work/a/go.mod'), []);
    await client.waitFor('the machine to be listed', () =>
      client.codesOf('file:///work/b/go.mod').includes('proxy-is-safe'),
    );
    await client.changeFolders(['file:///work/a'], []);
    await client.waitFor('the folder to come back', () => client.codesOf('file:///work/a/go.mod').includes('no-wrong'));
  });

  it('lists a file inside two folders once, in the inner one', async () => {
    const { client } = await start(
      { '/work/go.mod': 'module m\n', '/work/inner/go.mod': 'module wrong\n' },
      { folders: ['file:///work', 'file:///work/inner'] },
    );
    await client.verified('file:///work');
    await client.verified('file:///work/inner');
    const listed = client.diagnosticsOf('file:///work/inner/go.mod').filter(({ code }) => code === 'no-wrong');
    assert.deepEqual(
      listed.map(({ data }) => (data as { folder: string }).folder),
      ['file:///work/inner'],
    );
  });

  it('shows nothing of a folder without Go', async () => {
    const { client, calls } = await start({ '/work/readme.md': 'wrong\n' });
    await client.waitFor('its state', () => client.states.has('file:///work'));
    assert.equal(client.states.get('file:///work')?.result, undefined);
    assert.deepEqual([...client.diagnostics], []);
    assert.equal(calls.length, 0);
  });

  it('looks at files only when it is told of their changes', async () => {
    let registered = (): void => undefined;
    const registering = new Promise<void>((resolve) => (registered = resolve));
    const { client, files } = await start({ '/work/go.mod': 'module wrong\n' }, { busy: { registering } });
    await client.request(page, { check: 'no-wrong' });
    files.write('/work/go.mod', 'module m\n');
    registered();
    await client.verified('file:///work');
    assert.deepEqual(
      client.allStates.map(({ result }) => result?.summary.error),
      client.allStates.map(() => 0),
    );
  });

  it('verifies without settings that are late, and again with them', async () => {
    let answered = (): void => undefined;
    const settings = new Promise<void>((resolve) => (answered = resolve));
    // Seconds of patience are milliseconds here.
    const timers: Timers = { ...nodeTimers, after: (ms, callback) => nodeTimers.after(ms / 1000, callback) };
    const { client } = await start(
      { '/work/go.mod': 'module wrong\n' },
      { timers, busy: { settings }, settings: { checks: { 'no-wrong': 'off' } } },
    );
    await client.verified('file:///work');
    assert.equal(client.states.get('file:///work')?.result?.summary.error, 1);
    answered();
    await client.waitFor('the settings', () => client.states.get('file:///work')?.result?.summary.error === 0);
  });

  it('leaves everything to the person where background runs are off', async () => {
    const { client } = await start(
      { '/work/go.mod': 'module wrong\n' },
      { settings: { background: { enabled: false } } },
    );
    await client.open(goMod, 'module wrong\n');
    const response = await client.request(run, { reason: 'command' });
    assert.equal(response.folders.length, 1);
    assert.equal(client.allStates.filter(({ result }) => result?.partial === false).length, 1);
  });

  it('uses the go that the person chose, with nothing remembered of the other', async () => {
    const { client, machines, calls } = await start({ '/work/go.mod': 'module m\n' });
    await client.verified('file:///work');
    await client.notify(sessionChanged, { trusted: true, consent: [], goPath: '/opt/go/bin/go' });
    await client.waitFor('go to be asked again', () => calls.length === 2);
    assert.deepEqual(
      machines.map(({ goPath }) => goPath),
      [undefined, '/opt/go/bin/go'],
    );
  });

  it('looks for settings where the editor keeps them', async () => {
    const settingsFiles = { user: 'file:///home/me/profile%201/settings.json', workspace: 'untitled:Untitled-1' };
    const { client, machines } = await start(
      { '/work/go.mod': 'module m\n' },
      { options: { ...trusted, settingsFiles } },
    );
    await client.verified('file:///work');
    assert.deepEqual(
      machines.map(({ editorFiles }) => editorFiles),
      [{ user: '/home/me/profile 1/settings.json', workspace: undefined }],
    );
  });

  it('answers with a page and a report without secrets', async () => {
    const { client } = await start({ '/work/go.mod': 'module wrong\n' });
    await client.verified('file:///work');
    const shown = await client.request(page, { check: 'no-wrong' });
    assert.deepEqual(
      [shown?.title, shown?.markdown.includes('# No line says wrong'), shown?.markdown.includes('Prose.')],
      ['No line says wrong', true, true],
    );
    assert.equal(await client.request(page, { check: 'no-such' }), null);
    const { markdown, json } = await client.request(report, {});
    assert.ok(!markdown.includes('sesame-open') && !json.includes('sesame-open'));
    const parsed = JSON.parse(json) as { schemaVersion: number; findings: unknown[] };
    assert.deepEqual([parsed.schemaVersion, parsed.findings.length], [1, 2]);
  });

  it('survives requests and notifications that make no sense', async () => {
    const { client } = await start({ '/work/go.mod': 'module wrong\n' });
    const { connection } = client;
    await client.verified('file:///work');
    for (const params of [
      null,
      7,
      'x',
      [],
      { folder: 7 },
      { folder: 'file:///work', fingerprint: 'none', fixIndex: -1 },
    ]) {
      for (const method of ['run', 'page', 'report', 'previewFix', 'applySetting', 'recheck']) {
        await connection.sendRequest(`goPreflight/${method}`, params).catch(() => undefined);
      }
      await connection.sendNotification('goPreflight/session', params);
    }
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'nonsense' },
      contentChanges: [{}],
    });
    await connection.sendNotification('textDocument/didChange', {});
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: ':::', type: 9 }] });
    await connection.sendNotification('no/suchThing', { a: 1 });
    await assert.rejects(connection.sendRequest('no/suchRequest', {}));
    await client.notify(sessionChanged, { trusted: true, consent: [] });
    const response = await client.request(run, { reason: 'command' });
    assert.equal(response.folders[0]?.summary.error, 1);
  });
});
