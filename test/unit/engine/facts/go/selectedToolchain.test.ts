import assert from 'node:assert/strict';
import { FactStore } from '../../../../../src/engine/facts/factStore';
import { goModLookup } from '../../../../../src/engine/facts/go/governingFile';
import { parseToolchainSetting, selectedToolchain } from '../../../../../src/engine/facts/go/selectedToolchain';
import { installGo } from '../../../../support/goOnDisk';
import { MemoryFiles, memoryPorts } from '../../../../support/memoryPorts';

interface Machine {
  readonly local?: string;
  readonly goMod?: string;
  readonly goWork?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly also?: (files: MemoryFiles) => void;
}

/** What go would do in /work/m, in one line. */
async function choice({ local = 'go1.26.8', goMod, goWork, variables, also }: Machine): Promise<string> {
  const files = new MemoryFiles();
  installGo(files, '/usr/local/go', local);
  files.write('/work/m/', '');
  if (goMod !== undefined) files.write('/work/m/go.mod', goMod);
  if (goWork !== undefined) files.write('/work/go.work', goWork);
  also?.(files);
  const environment = { variables: { HOME: '/home/u', PATH: '/usr/local/go/bin:/opt/bin', ...variables } };
  const facts = new FactStore(memoryPorts({ files, environment }), '/work').session(new AbortController().signal);
  const selected = await facts.get(selectedToolchain, '/work/m');
  switch (selected.kind) {
    case 'switch':
      return `switch to ${selected.toolchain} from ${selected.where} at ${selected.path}`;
    case 'missing':
      return `missing ${selected.toolchain}, download ${selected.download}`;
    case 'refused':
      return `refused: needs ${selected.required}, running ${selected.running}`;
    case 'invalid':
      return `invalid ${selected.what}`;
    default:
      return selected.kind;
  }
}

const cached = (name: string) => (files: MemoryFiles) =>
  installGo(files, `/home/u/go/pkg/mod/golang.org/toolchain@v0.0.1-${name}.linux-amd64`, name);

/** Each expectation was compared with `GODEBUG=toolchaintrace=1 go version` of go 1.26.8. */
describe('selectedToolchain', () => {
  it('keeps the local go where it is new enough', async () => {
    assert.equal(await choice({ goMod: 'module m\ngo 1.22\n' }), 'local');
    assert.equal(await choice({}), 'local');
    assert.equal(await choice({ goMod: 'module m\ngo 1.22\ntoolchain go1.24.0\n' }), 'local');
  });

  it('goes up for the go line and for the toolchain line, whichever is newer', async () => {
    assert.equal(await choice({ goMod: 'go 1.27.1\n' }), 'missing go1.27.1, download allowed');
    assert.equal(await choice({ goMod: 'go 1.27\n' }), 'missing go1.27.0, download allowed');
    assert.equal(await choice({ goMod: 'go 1.27rc1\n' }), 'missing go1.27rc1, download allowed');
    assert.equal(await choice({ goMod: 'go 1.27\ntoolchain go1.27.3\n' }), 'missing go1.27.3, download allowed');
    assert.equal(await choice({ goMod: 'go 1.28\ntoolchain go1.27.3\n' }), 'missing go1.28.0, download allowed');
  });

  it('finds the toolchain on PATH before the module cache', async () => {
    const goMod = 'go 1.27.1\n';
    const inCache = '/home/u/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.1.linux-amd64/bin/go';
    assert.equal(
      await choice({ goMod, also: cached('go1.27.1') }),
      `switch to go1.27.1 from module-cache at ${inCache}`,
    );
    const both = (files: MemoryFiles): void => {
      cached('go1.27.1')(files);
      files.write('/opt/bin/go1.27.1', 'ELF');
      files.executables.add('/opt/bin/go1.27.1');
    };
    assert.equal(await choice({ goMod, also: both }), 'switch to go1.27.1 from PATH at /opt/bin/go1.27.1');
  });

  it('refuses under GOTOOLCHAIN=local', async () => {
    const variables = { GOTOOLCHAIN: 'local' };
    assert.equal(await choice({ goMod: 'go 1.27\n', variables }), 'refused: needs 1.27, running 1.26.8');
    assert.equal(await choice({ goMod: 'go 1.26\ntoolchain go1.27.3\n', variables }), 'local');
    assert.equal(await choice({ goMod: 'go 1.27\ntoolchain default\n' }), 'refused: needs 1.27, running 1.26.8');
  });

  it('starts from a named toolchain', async () => {
    const variables = { GOTOOLCHAIN: 'go1.24.1' };
    const also = cached('go1.24.1');
    assert.match(await choice({ goMod: 'go 1.22\n', variables, also }), /^switch to go1\.24\.1/);
    assert.equal(await choice({ goMod: 'go 1.25\n', variables, also }), 'refused: needs 1.25, running 1.24.1');
    assert.equal(
      await choice({ goMod: 'go 1.25\n', variables: { GOTOOLCHAIN: 'go1.24.1+auto' } }),
      'missing go1.25.0, download allowed',
    );
  });

  it('knows when nothing can be downloaded', async () => {
    const goMod = 'go 1.27.1\n';
    const download = (variables: Record<string, string>): Promise<string> => choice({ goMod, variables });
    assert.equal(await download({ GOTOOLCHAIN: 'path' }), 'missing go1.27.1, download path-only');
    assert.equal(await download({ GOPROXY: 'off' }), 'missing go1.27.1, download proxy-off');
    assert.equal(await download({ GOSUMDB: 'off' }), 'missing go1.27.1, download sumdb-off');
    assert.equal(await download({ GOSUMDB: 'off', GOPROXY: 'file:///p' }), 'missing go1.27.1, download allowed');
  });

  it('reads go.work instead of go.mod where it is in effect', async () => {
    const both = { goWork: 'go 1.27.1\nuse ./m\n', goMod: 'go 1.22\n' };
    assert.equal(await choice(both), 'missing go1.27.1, download allowed');
    assert.equal(await choice({ ...both, variables: { GOWORK: 'off' } }), 'local');
    assert.equal(await choice({ ...both, variables: { GOWORK: '/gone/go.work' } }), 'local');
  });

  it('knows an old go: no other toolchains, and a go line that is advice', async () => {
    assert.equal(await choice({ local: 'go1.20.1', goMod: 'go 1.22\n' }), 'local');
    assert.equal(await choice({ local: 'go1.20.8', goMod: 'go 1.22\n' }), 'refused: needs 1.22, running 1.20.8');
    assert.equal(await choice({ local: 'go1.20.8', goMod: 'go 1.21\n' }), 'local');
  });

  it('says which part of GOTOOLCHAIN is wrong', async () => {
    assert.deepEqual(parseToolchainSetting('banana'), 'setting');
    assert.deepEqual(parseToolchainSetting('1.26.8'), 'setting');
    assert.deepEqual(parseToolchainSetting('banana+auto'), 'minimum');
    assert.deepEqual(parseToolchainSetting('local+never'), 'suffix');
    assert.deepEqual(parseToolchainSetting('go1.26.8+path'), { minimum: 'go1.26.8', mode: 'path' });
    assert.equal(await choice({ goMod: 'go 1.22\ntoolchain 1.25\n' }), 'invalid line');
  });

  it('looks lines up as textually as cmd/go', () => {
    assert.deepEqual(goModLookup('\tgo   1.22 // why\n', 'go'), {
      value: '1.22',
      line: 0,
      startColumn: 6,
      endColumn: 10,
    });
    assert.equal(goModLookup('gopher 1\nrequire (\n go 1.5\n)\n', 'go')?.value, '1.5');
    assert.equal(goModLookup('go\n', 'go'), undefined);
  });
});
