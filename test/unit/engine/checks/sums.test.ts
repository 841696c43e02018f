import assert from 'node:assert/strict';
import { sumsChecks } from '../../../../src/engine/checks/sums/index';
import { createEngine, defaultConfig, type RunResult } from '../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../support/memoryPorts';
import { memoryTree } from '../../../support/memoryTree';

const hash = 'h1:w5fcysjrx7yqtD/aO+QwRjYZOKnaM9Uh2b40tElTs3Y=';
const sums = `example.com/quote v1.5.2 ${hash}\nexample.com/quote v1.5.2/go.mod ${hash}\n`;
const module = {
  '/work/go.mod': 'module example.com/shop\n\ngo 1.21\n\nrequire example.com/quote v1.5.2\n',
  '/work/shop.go': 'package shop\n\nimport _ "example.com/quote"\n',
};

async function verify(files: MemoryFiles, unseen: readonly string[] = []): Promise<RunResult> {
  const problems = unseen.map((path) => ({ path, kind: 'unreadable', detail: 'permission denied' }) as const);
  const ports = memoryPorts({ files, tree: (root) => ({ ...memoryTree(files, root), problems }) });
  const config = { ...defaultConfig, profile: 'static' as const };
  return createEngine(ports, sumsChecks).run(
    { root: '/work', config, granted: 'static' },
    new AbortController().signal,
  );
}

const found = (result: RunResult): string[] =>
  result.findings.map(({ check, severity, message }) => `${severity} ${check} ${message.id.split('.')[1] ?? ''}`);

describe('checks of go.sum that text fixtures cannot hold', () => {
  it('UTF-16 hides every hash, and only that is told', async () => {
    for (const encoding of ['utf16le', 'utf16be'] as const) {
      const bytes = Buffer.from(`\ufeff${sums}`, 'utf16le');
      const files = new MemoryFiles({ ...module, '/work/go.sum': encoding === 'utf16le' ? bytes : bytes.swap16() });
      assert.deepEqual(found(await verify(files)), ['error gosum-encoding utf16'], encoding);
    }
  });

  it('a NUL byte damages its line', async () => {
    const files = new MemoryFiles({ ...module, '/work/go.sum': `${sums}example.com/\0ld v1.0.0 ${hash}\n` });
    const result = await verify(files);
    assert.deepEqual(found(result), ['warning gosum-encoding nul']);
    assert.deepEqual(result.findings[0]?.location?.range, {
      start: { line: 2, column: 12 },
      end: { line: 2, column: 13 },
    });
  });

  it('NUL bytes that are a line of their own stop go, and go mod tidy leaves them', async () => {
    const files = new MemoryFiles({ ...module, '/work/go.sum': `${sums}\0\0\0\0\n` });
    const result = await verify(files);
    assert.deepEqual(found(result), ['error gosum-encoding nul']);
    assert.deepEqual(result.findings[0]?.fixes, []);
  });

  it('bytes that are no UTF-8 are told where they stand', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${sums}example.com/`),
      Buffer.from([0xff]),
      Buffer.from(` v1.0.0 ${hash}\n`),
    ]);
    const files = new MemoryFiles({ ...module, '/work/go.sum': bytes });
    assert.deepEqual(found(await verify(files)), ['warning gosum-encoding notUtf8']);
  });

  it('a go.sum of 200 MB is not read: every check of it is unknown, with the size', async () => {
    const files = new MemoryFiles({ ...module, '/work/go.sum': sums });
    const stat = files.stat.bind(files);
    files.stat = async (path) => {
      const known = await stat(path);
      return path === '/work/go.sum' && known ? { ...known, size: 200 * 1024 * 1024 } : known;
    };
    const result = await verify(files);
    assert.deepEqual(found(result), []);
    assert.ok(!files.reads.includes('/work/go.sum'));
    // One asks go, another git, and they are not asked themselves here.
    const asking = ['gosum-stale', 'gosum-not-tracked'];
    const module_ = result.outcomes.filter(({ check }) => check.startsWith('gosum-') && !asking.includes(check));
    for (const { check, kind, reason } of module_) {
      assert.equal(kind, 'unknown', check);
      assert.deepEqual(reason, { id: 'shared.tooLarge', args: { file: 'go.sum', size: 200, limit: 32 } }, check);
    }
    assert.equal(result.summary.verdict, 'not-verified');
  });

  it('a go.sum that cannot be read is unknown', async () => {
    const files = new MemoryFiles({ ...module, '/work/go.sum': sums });
    files.unreadable.add('/work/go.sum');
    const result = await verify(files);
    for (const { check, kind } of result.outcomes.filter((outcome) => outcome.check.startsWith('gosum-')))
      assert.equal(kind, 'unknown', check);
  });

  it('a key with a path that climbs reads nothing outside of the module cache', async () => {
    const files = new MemoryFiles({
      ...module,
      '/work/go.sum': `${sums}../../etc/passwd v1.0.0 ${hash}\na v1/../../x ${hash}\n`,
    });
    await verify(files);
    assert.deepEqual(
      files.reads.filter((path) => path.includes('passwd') || path.includes('..')),
      [],
    );
  });

  it('a folder that cannot be read may import what lacks a hash', async () => {
    const files = new MemoryFiles({
      ...module,
      '/work/shop.go': 'package shop\n',
      '/work/go.sum': sums.slice(sums.indexOf('\n') + 1),
    });
    assert.deepEqual(found(await verify(files)), []);
    const zip = (await verify(files, ['locked'])).outcomes.find(({ check }) => check === 'gosum-missing-zip-hash');
    assert.deepEqual(zip?.reason, { id: 'shared.notLookedAt', args: { folders: 'locked' } });
  });
});
