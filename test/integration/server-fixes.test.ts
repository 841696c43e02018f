import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import {
  Cancelled,
  format,
  sharedMessages,
  say,
  type CommandFix,
  type Finding,
  type Fix,
} from '../../src/engine/index';
import { createNodePorts, type NodePorts } from '../../src/host/index';
import type { FilesPreview, FixPreview, SettingPreview } from '../../src/protocol/index';
import type { FixContext } from '../../src/server/fixes/fixContext';
import { Fixes } from '../../src/server/fixes/fixes';
import { serverMessages } from '../../src/server/serverMessages';
import { fakeGo } from '../support/fakeGo';
import { moduleProxy } from '../support/moduleProxy';
import { gone, pidsIn } from '../support/processes';
import { needGo } from '../support/realGo';
import { TemporaryFolder } from '../support/temporaryFolder';

const never = new AbortController().signal;

function finding(fix: Fix): Finding {
  return {
    check: 'some-check',
    family: 'modules',
    subject: '.',
    severity: 'error',
    confidence: 'certain',
    message: say('x.y'),
    fingerprint: 'f',
    about: [],
    related: [],
    fixes: [fix],
  };
}

function command(cwd: string, args: readonly string[], touches: readonly string[], needsNetwork = true): Fix {
  return {
    kind: 'command',
    title: say('shared.fix.tidy'),
    safe: false,
    args,
    cwd,
    touches: touches.map((name) => `${cwd}/${name}`),
    needsNetwork,
  } satisfies CommandFix;
}

function filesOf(preview: FixPreview): FilesPreview {
  assert.equal(preview.kind, 'files', JSON.stringify(preview));
  return preview;
}

describe('fixes of the server, with the real go', () => {
  let box: TemporaryFolder;
  let node: NodePorts | undefined;
  let proxy = '';
  let unsaved: Record<string, string> = {};

  before(function () {
    needGo(this);
  });

  beforeEach(async () => {
    unsaved = {};
    box = await TemporaryFolder.create({ 'home/.keep': '' });
    proxy = await moduleProxy(box.at('proxy'), [
      {
        path: 'example.com/dep',
        version: 'v1.0.0',
        files: { 'dep.go': 'package dep\n', 'sub/sub.go': 'package sub\n' },
      },
      { path: 'example.com/other', version: 'v1.1.0', files: { 'other.go': 'package other\n' } },
    ]);
  });

  afterEach(async () => {
    await node?.dispose();
    await box.remove();
  });

  const contextOf = (variables: Record<string, string> = {}): FixContext => {
    node = createNodePorts({
      logger: { info: () => undefined, debug: () => undefined, trace: () => undefined },
      workerPath: box.at('none.js'),
      openText: (path) => unsaved[path],
      variables: {
        PATH: process.env.PATH,
        HOME: box.at('home'),
        GOPROXY: proxy,
        GOSUMDB: 'off',
        GOFLAGS: '-modcacherw',
        GOMODCACHE: box.at('modcache'),
        ...variables,
      },
    });
    return {
      ports: node.ports,
      root: box.at('m'),
      uriOf: (path) => `file://${path}`,
      render: ({ id, args }) => format(serverMessages[id] ?? sharedMessages[id] ?? id, args),
      unsaved: () => Object.keys(unsaved),
    };
  };
  const preview = (fix: Fix, context = contextOf(), network = false, signal = never): Promise<FixPreview> =>
    new Fixes().preview(finding(fix), { fixIndex: 0, network }, true, context, signal);

  it('shows what go mod tidy would write, and touches nothing', async () => {
    await box.write({
      'm/go.mod': 'module example.com/m\n\ngo 1.21\n\nrequire example.com/other v1.1.0\n',
      'm/a.go': 'package m\n\nimport _ "example.com/dep"\n',
    });
    const before = await box.contents();
    const shown = filesOf(await preview(command(box.at('m'), ['mod', 'tidy'], ['go.mod', 'go.sum'])));
    assert.equal(shown.command, 'go mod tidy');
    assert.deepEqual(
      shown.files.map(({ uri, before: old }) => [uri, old === null]),
      [
        [`file://${box.at('m/go.mod')}`, false],
        [`file://${box.at('m/go.sum')}`, true],
      ],
    );
    assert.match(shown.files[0]?.after ?? '', /require example\.com\/dep v1\.0\.0\n$/);
    assert.match(shown.files[1]?.after ?? '', /^example\.com\/dep v1\.0\.0 h1:/);
    const after = Object.fromEntries(
      Object.entries(await box.contents()).filter(([name]) => !/^(modcache|home)/.test(name)),
    );
    assert.deepEqual(
      after,
      Object.fromEntries(Object.entries(before).filter(([name]) => !/^(modcache|home)/.test(name))),
    );

    // What was shown is what tidy itself would have written.
    await box.write({ 'm/go.mod': shown.files[0]?.after ?? '', 'm/go.sum': shown.files[1]?.after ?? '' });
    const again = await preview(command(box.at('m'), ['mod', 'tidy'], ['go.mod', 'go.sum']));
    assert.equal(again.kind, 'nothing');
  });

  it('judges what the editor shows, saved or not', async () => {
    await box.write({ 'm/go.mod': 'module example.com/m\n\ngo 1.21\n', 'm/a.go': 'package m\n' });
    unsaved = {
      [box.at('m/a.go')]: 'package m\n\nimport _ "example.com/dep/sub"\n',
      [box.at('m/go.mod')]: 'module example.com/renamed\n\ngo 1.21\n',
    };
    const shown = filesOf(await preview(command(box.at('m'), ['mod', 'tidy'], ['go.mod', 'go.sum'])));
    assert.equal(shown.files[0]?.before, 'module example.com/renamed\n\ngo 1.21\n');
    assert.match(
      shown.files[0]?.after ?? '',
      /^module example\.com\/renamed\n[^]*require example\.com\/dep v1\.0\.0\n$/,
    );
  });

  it('keeps relative replacements right, and leaves the workspace out of it', async () => {
    await box.write({
      'go.work': 'go 1.21\n\nuse ./elsewhere\n',
      'm/go.mod': 'module example.com/m\n\ngo 1.21\n\nreplace example.com/dep => ../lib\n',
      'm/a.go': 'package m\n\nimport _ "example.com/dep"\n',
      'lib/go.mod': 'module example.com/dep\n\ngo 1.21\n',
      'lib/lib.go': 'package dep\n',
    });
    const shown = filesOf(await preview(command(box.at('m'), ['mod', 'tidy'], ['go.mod', 'go.sum'], false)));
    assert.match(shown.files[0]?.after ?? '', /require example\.com\/dep v0\.0\.0/);
  });

  it('says that the network is needed, and uses it only when that was agreed to', async () => {
    await box.write({
      'm/go.mod': 'module example.com/m\n\ngo 1.21\n',
      'm/a.go': 'package m\n\nimport _ "example.com/dep"\n',
    });
    const fix = command(box.at('m'), ['mod', 'tidy'], ['go.mod', 'go.sum'], false);
    const refused = await preview(fix);
    assert.ok(refused.kind === 'failed' && refused.needsNetwork === true, JSON.stringify(refused));
    assert.match(refused.reason, /has to use the network/);
    assert.match(refused.output, /GOPROXY=off/);
    await node?.dispose();
    assert.equal((await preview(fix, contextOf(), true)).kind, 'files');
  });

  it('records the hashes of a module in go.sum', async () => {
    await box.write({
      'm/go.mod': 'module example.com/m\n\ngo 1.21\n\nrequire example.com/dep v1.0.0\n',
      'm/a.go': 'package m\n\nimport _ "example.com/dep"\n',
    });
    const args = ['mod', 'download', 'example.com/dep@v1.0.0'];
    const shown = filesOf(await preview(command(box.at('m'), args, ['go.mod', 'go.sum'])));
    assert.deepEqual(
      shown.files.map(({ uri }) => uri),
      [`file://${box.at('m/go.sum')}`],
    );
    assert.equal(shown.command, 'go mod download example.com/dep@v1.0.0');
  });

  it('shows every file of a vendor folder that would come, change or go', async () => {
    await box.write({
      'm/go.mod': 'module example.com/m\n\ngo 1.21\n\nrequire example.com/dep v1.0.0\n',
      'm/a.go': 'package m\n\nimport _ "example.com/dep"\n',
      'm/vendor/example.com/dep/dep.go': 'package tampered\n',
      'm/vendor/example.com/gone/gone.go': 'package gone\n',
    });
    const sums = filesOf(await preview(command(box.at('m'), ['mod', 'tidy'], ['go.mod', 'go.sum'])));
    await box.write({ 'm/go.sum': sums.files.find(({ uri }) => uri.endsWith('go.sum'))?.after ?? '' });
    await node?.dispose();
    const shown = filesOf(await preview(command(box.at('m'), ['mod', 'vendor'], ['vendor/']), contextOf()));
    const changes = Object.fromEntries(
      shown.files.map(({ uri, before, after }) => [
        uri.slice(`file://${box.at('m')}/`.length),
        before === null ? 'new' : after === null ? 'gone' : 'changed',
      ]),
    );
    assert.deepEqual(changes, {
      'vendor/example.com/dep/dep.go': 'changed',
      'vendor/example.com/gone/gone.go': 'gone',
      'vendor/modules.txt': 'new',
    });
    assert.equal(await box.read('m/vendor/example.com/dep/dep.go'), 'package tampered\n');
  });

  it('tries other module commands in a copy: go.work, its modules, and what they replace', async () => {
    await box.write({
      'go.work': 'go 1.21\n\nuse (\n\t./a\n\t./b\n)\n',
      'a/go.mod': 'module example.com/a\n\ngo 1.21\n\nrequire example.com/dep v1.0.0\n',
      'a/a.go': 'package a\n\nimport _ "example.com/dep"\n',
      'b/go.mod':
        'module example.com/b\n\ngo 1.21\n\nrequire example.com/dep v0.9.0\n\nreplace example.com/c => ../c\n',
      'b/b.go': 'package b\n\nimport _ "example.com/dep"\n',
      'c/go.mod': 'module example.com/c\n\ngo 1.21\n',
      'new/go.mod': 'module example.com/new\n\ngo 1.21\n',
    });
    await moduleProxy(box.at('proxy'), [
      { path: 'example.com/dep', version: 'v0.9.0', files: { 'dep.go': 'package dep\n' } },
    ]);
    const root = box.path;
    const before = await box.read('b/go.mod');
    const sync: Fix = {
      kind: 'command',
      title: say('x.sync'),
      safe: false,
      args: ['work', 'sync'],
      cwd: root,
      touches: [`${root}/go.work`, `${root}/a/go.mod`, `${root}/b/go.mod`],
      needsNetwork: true,
    };
    const shown = filesOf(await preview(sync));
    const changed = shown.files.find(({ uri }) => uri === `file://${root}/b/go.mod`);
    assert.match(changed?.after ?? '', /example\.com\/dep v1\.0\.0/);
    assert.equal(await box.read('b/go.mod'), before);
    await node?.dispose();

    await mkdir(box.at('new'), { recursive: true });
    const use = command(root, ['work', 'use', './new'], ['go.work'], false);
    const used = filesOf(await preview(use, contextOf()));
    assert.deepEqual(
      used.files.map(({ uri }) => uri),
      [`file://${root}/go.work`],
    );
    assert.match(used.files[0]?.after ?? '', /\.\/new/);
  });

  it('refuses what it cannot try, and says so in words', async () => {
    await box.write({ 'm/go.mod': 'module m\n\ngo 1.21\n' });
    const cases: readonly (readonly [Fix, Record<string, string>, RegExp])[] = [
      [command(box.at('m'), ['clean', '-modcache'], []), {}, /^go clean -modcache cannot be tried in a copy/],
      [command(box.at('missing'), ['mod', 'tidy'], ['go.mod']), {}, /go\.mod cannot be read/],
    ];
    for (const [fix, variables, words] of cases) {
      const refused = await preview(fix, contextOf(variables));
      assert.ok(refused.kind === 'failed', JSON.stringify(refused));
      assert.match(refused.reason, words);
      await node?.dispose();
    }
    const untrusted = await new Fixes().preview(
      finding(command(box.at('m'), ['mod', 'tidy'], ['go.mod'])),
      { fixIndex: 0 },
      false,
      contextOf(),
      never,
    );
    assert.ok(untrusted.kind === 'failed' && /not trusted/.test(untrusted.reason));
    assert.deepEqual(await new Fixes().preview(undefined, { fixIndex: 0 }, true, contextOf(), never), { kind: 'gone' });
  });

  it('reports the words of go when the command fails', async () => {
    await box.write({ 'm/go.mod': 'module m\n\ngo 1.21\n', 'm/a.go': 'package m\n\nimport _ "example.com/none"\n' });
    const refused = await preview(command(box.at('m'), ['mod', 'tidy'], ['go.mod']));
    assert.ok(refused.kind === 'failed' && refused.needsNetwork !== true, JSON.stringify(refused));
    assert.match(refused.reason, /^go mod tidy failed: .*example\.com\/none/);
    assert.match(refused.output, /example\.com\/none/);
  });

  it('stops at once when it is cancelled, with every process it started', async () => {
    const marker = box.at('started');
    await box.write({
      'm/go.mod': 'module m\n\ngo 1.21\n',
    });
    await fakeGo(box, `echo $$ > ${marker}\nsleep 60 &\necho $! >> ${marker}\nwait\n`);
    const controller = new AbortController();
    const asked = preview(
      command(box.at('m'), ['mod', 'tidy'], ['go.mod']),
      contextOf({ PATH: `${box.at('go/bin')}:/usr/bin:/bin` }),
      false,
      controller.signal,
    );
    const ended = assert.rejects(asked, Cancelled);
    const pids = await pidsIn(marker, 2);
    controller.abort();
    await ended;
    for (const pid of pids) await gone(pid);
  });

  describe('settings', () => {
    const unset: Fix = {
      kind: 'setting',
      target: 'go-env',
      key: 'GOFLAGS',
      value: undefined,
      safe: false,
      title: say('x.y'),
    };
    const goenv = 'home/.config/go/env';
    const variables = { GOFLAGS: '', GOPROXY: '' };

    it('shows the file of go env before and after, writes it only then, and can take it back', async () => {
      await box.write({ [goenv]: 'GOPROXY=direct\nGOFLAGS=-mod=mod -w\n' });
      const fixes = new Fixes();
      const context = contextOf(variables);
      const shown = await fixes.preview(finding(unset), { fixIndex: 0 }, true, context, never);
      assert.equal(shown.kind, 'setting', JSON.stringify(shown));
      const { token, file, oldValue, newValue, command: line } = shown;
      assert.deepEqual([line, oldValue, newValue], ['go env -u GOFLAGS', '-mod=mod -w', undefined]);
      assert.deepEqual([file.before, file.after], ['GOPROXY=direct\nGOFLAGS=-mod=mod -w\n', 'GOPROXY=direct\n']);
      assert.equal(await box.read(goenv), 'GOPROXY=direct\nGOFLAGS=-mod=mod -w\n', 'looking changes nothing');

      const applied = await fixes.apply(token, context, never);
      assert.equal(applied.kind, 'applied', JSON.stringify(applied));
      assert.equal(await box.read(goenv), 'GOPROXY=direct\n');
      assert.equal((await fixes.apply(token, context, never)).kind, 'failed', 'a token counts once');
      assert.ok(applied.kind === 'applied');
      assert.equal((await fixes.apply(applied.undo, context, never)).kind, 'applied');
      assert.match(await box.read(goenv), /^GOFLAGS=-mod=mod -w$/m);
    });

    it('makes the file where there is none, and undoing it unsets again', async () => {
      const fixes = new Fixes();
      const context = contextOf(variables);
      const set: Fix = { ...unset, key: 'GOPRIVATE', value: 'corp.example/*' };
      const shown = (await fixes.preview(finding(set), { fixIndex: 0 }, true, context, never)) as SettingPreview;
      assert.deepEqual([shown.command, shown.file.before], ["go env -w 'GOPRIVATE=corp.example/*'", null]);
      assert.equal(await box.exists(goenv), false);
      const applied = await fixes.apply(shown.token, context, never);
      assert.equal(await box.read(goenv), 'GOPRIVATE=corp.example/*\n');
      assert.ok(applied.kind === 'applied');
      await fixes.apply(applied.undo, context, never);
      assert.equal(await box.read(goenv), '');
    });

    it('does not write what changed after it was shown', async () => {
      await box.write({ [goenv]: 'GOFLAGS=-v\n' });
      const fixes = new Fixes();
      const context = contextOf(variables);
      const shown = (await fixes.preview(finding(unset), { fixIndex: 0 }, true, context, never)) as SettingPreview;
      await box.write({ [goenv]: 'GOFLAGS=-x\n' });
      const refused = await fixes.apply(shown.token, context, never);
      assert.ok(refused.kind === 'failed' && /changed after it was shown/.test(refused.reason));
      assert.equal(await box.read(goenv), 'GOFLAGS=-x\n');
    });

    it('refuses with GOENV=off, for what the environment decides, and for values that go does not take', async () => {
      const cases: readonly (readonly [Fix, Record<string, string>, RegExp])[] = [
        [unset, { ...variables, GOENV: 'off' }, /^GOENV=off/],
        [unset, { GOFLAGS: '-v' }, /^GOFLAGS is set in the environment/],
        [{ ...unset, key: 'GOPRIVATE', value: 'a\nGOFLAGS=-x' }, variables, /no setting/],
        [{ ...unset, key: '-w', value: 'x' }, variables, /no setting/],
        [{ ...unset, key: 'NO_SUCH', value: 'x' }, variables, /failed: .*unknown go command variable/],
      ];
      for (const [fix, environment, words] of cases) {
        const refused = await preview(fix, contextOf(environment));
        assert.ok(refused.kind === 'failed', JSON.stringify(refused));
        assert.match(refused.reason, words);
        await node?.dispose();
      }
      assert.equal(await box.exists(goenv), false);
    });
  });
});
