import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { openQuestions, whereFrom, whyGo, type Question } from '../../src/engine/index';
import { createNodePorts } from '../../src/host/index';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };

/** Names that `go env` prints and that go makes anew in each call. */
const ofTheCall = new Set(['GOGCCFLAGS']);

/** A world: variables, the file of go env -w, files; and a folder to ask in. */
interface World {
  readonly name: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly stored?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

const module = { 'm/go.mod': 'module example.com/m\n\ngo 1.22\n', 'm/sub/x.go': 'package sub\n' };

const worlds: readonly World[] = [
  { name: 'nothing set', files: module },
  { name: 'outside a module' },
  { name: 'below a module', files: module, folder: 'm/sub' },
  { name: 'a workspace', files: { ...module, 'go.work': 'go 1.22\n\nuse ./m\n' } },
  { name: 'GOWORK=off', files: { ...module, 'go.work': 'go 1.22\n' }, variables: { GOWORK: 'off' } },
  {
    name: 'stored and exported values',
    stored: 'GOFLAGS=-v\n# x\nGOPROXY=direct\ngoprivate=x\nGONOPROXY=a.b\nGODEBUG=http2client=0\nGOPROXY=off\nCC=tcc\n',
    variables: { GOFLAGS: '-mod=mod', GOPRIVATE: 'corp.example', GOSUMDB: '' },
    files: module,
  },
  { name: 'GOENV=off', stored: 'GOFLAGS=-v\n', variables: { GOENV: 'off' }, files: module },
  { name: 'another port', variables: { GOOS: 'windows', GOARCH: 'arm64' } },
  { name: 'another architecture', variables: { GOARCH: '386', GOAMD64: 'v3' } },
  { name: 'cgo off', variables: { CGO_ENABLED: '0', CGO_CFLAGS: '-O0', CC: 'clang -m64' } },
  { name: 'cgo neither on nor off', variables: { CGO_ENABLED: 'yes' } },
  { name: 'no compiler', variables: { PATH: '/nonexistent' } },
  { name: 'no compiler, but a CC that go env -w stored', variables: { PATH: '/nonexistent' }, stored: 'CC=tcc\n' },
  { name: 'GOPATH with two folders', variables: { GOPATH: '/tmp/a:/tmp/b', GO111MODULE: 'off' }, files: module },
  { name: 'XDG folders', variables: { XDG_CACHE_HOME: '/tmp/c', GOTMPDIR: '/tmp', GOBIN: '/tmp/bin' } },
  { name: 'an empty stored value', stored: 'GOPROXY=\nGOSUMDB=\nGOTOOLCHAIN=\n', files: module },
];

describe('what go-preflight answers without go', () => {
  const goroot = realGoroot();
  let folder: TemporaryFolder;

  before(function () {
    if (goroot === undefined) skip(this, 'needs go');
  });
  beforeEach(async () => {
    folder = await TemporaryFolder.create({ 'home/keep': '' });
  });
  afterEach(() => folder.remove());

  async function variablesOf({ variables, stored, files }: World): Promise<Record<string, string>> {
    await folder.write({ ...files, ...(stored !== undefined && { 'home/.config/go/env': stored }) });
    return { HOME: folder.at('home'), PATH: `${goroot}/bin:/usr/bin:/bin`, GOTOOLCHAIN: 'local', ...variables };
  }

  async function ask<T>(question: Question<T>, root: string, variables: Record<string, string>): Promise<T> {
    // With another PATH there would be no go to ask about.
    const host = createNodePorts({ logger, variables, configuredGo: `${goroot}/bin/go` });
    try {
      return await openQuestions(host.ports, root, new AbortController().signal)(question);
    } finally {
      await host.dispose();
    }
  }

  for (const world of worlds) {
    it(`env says what go env says: ${world.name}`, async () => {
      const variables = await variablesOf(world);
      if (world.name.startsWith('an empty')) delete variables['GOTOOLCHAIN'];
      const dir = folder.at(world.folder ?? (world.files ? 'm' : 'home'));
      const { rows } = await ask(whereFrom(dir), dir, variables);
      const real = await askGo(['env', '-w=false', '-u=false', '-json'], { goroot, cwd: dir, variables });
      assert.equal(real.code, 0, real.output);
      const expected = JSON.parse(real.output) as Record<string, string>;
      const ours = new Map(rows.map(({ name, value }) => [name, value]));
      const differing = Object.entries(expected)
        // go hides from itself that GOENV is off.
        .filter(([name]) => !ofTheCall.has(name) && (name !== 'GOENV' || variables[name] !== 'off'))
        .filter(([name, value]) => (ours.get(name) ?? '') !== value)
        .map(([name, value]) => `${name}: go says ${value}, we say ${ours.get(name)}`);
      assert.deepEqual(differing, []);
    });
  }

  const toolchains: readonly (World & {
    readonly says: RegExp;
    readonly outcome: string;
    readonly args?: readonly string[];
  })[] = [
    { name: 'the installed go', files: module, outcome: 'local', says: /^go version go1\./ },
    {
      name: 'GOTOOLCHAIN=local and a newer go line',
      files: { 'm/go.mod': 'module m\n\ngo 1.99\n' },
      outcome: 'refused',
      args: ['list', '-m'],
      says: /requires go >= 1\.99/,
    },
    {
      name: 'a toolchain line that is on PATH',
      files: { 'm/go.mod': 'module m\n\ngo 1.22\n\ntoolchain go1.99.1\n' },
      variables: { GOTOOLCHAIN: 'auto' },
      outcome: 'switch',
      says: /^the other toolchain/,
    },
    {
      name: 'path, and nothing there',
      files: { 'm/go.mod': 'module m\n\ngo 1.98\n' },
      variables: { GOTOOLCHAIN: 'path' },
      outcome: 'missing',
      says: /cannot find "go1\.98\.0" in PATH/,
    },
    {
      name: 'go.work above go.mod',
      files: { 'go.work': 'go 1.99.1\n\nuse ./m\n', 'm/go.mod': 'module m\n\ngo 1.22\n' },
      variables: { GOTOOLCHAIN: 'go1.22.0+path' },
      outcome: 'switch',
      says: /^the other toolchain/,
    },
    { name: 'no toolchain at all', stored: 'GOTOOLCHAIN=banana\n', outcome: 'invalid', says: /invalid GOTOOLCHAIN/ },
  ];
  for (const world of toolchains) {
    it(`why go says what go version says: ${world.name}`, async () => {
      const variables = await variablesOf(world);
      await folder.write({ 'tools/go1.99.1': '#!/bin/sh\necho the other toolchain\n' });
      chmodSync(folder.at('tools/go1.99.1'), 0o755);
      variables['PATH'] = `${goroot}/bin:${folder.at('tools')}:/usr/bin:/bin`;
      if (world.stored !== undefined) delete variables['GOTOOLCHAIN'];
      const dir = folder.at(world.files ? 'm' : 'home');
      const { outcome } = await ask(whyGo(dir), dir, variables);
      const { output } = await askGo(world.args ?? ['version'], {
        goroot,
        cwd: dir,
        variables: { ...variables, GOPROXY: 'off' },
      });
      assert.match(output, world.says);
      assert.equal(outcome, world.outcome);
    });
  }

  it('leaves the file of go env -w as it was', async () => {
    const variables = await variablesOf({
      name: '',
      stored: 'GOFLAGS=-ldflags=-s -w\ngofoo=1\nGOROOT=/x\n',
      files: module,
    });
    const hash = (): string =>
      createHash('sha256')
        .update(readFileSync(folder.at('home/.config/go/env')))
        .digest('hex');
    const before = hash();
    const dir = folder.at('m');
    await ask(whereFrom(dir), dir, variables);
    await ask(whyGo(dir), dir, variables);
    assert.equal(hash(), before);
  });
});
