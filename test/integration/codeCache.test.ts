import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { BuiltCli } from '../support/builtCli';

describe('the compiled code that the command line keeps', () => {
  let cli: BuiltCli;
  let work: string;
  let cache: string;

  before(() => {
    cli = new BuiltCli();
  });
  after(() => {
    cli.remove();
  });
  beforeEach(() => {
    work = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-code-'));
    cache = path.join(work, 'cache');
    mkdirSync(path.join(work, 'shop'));
    writeFileSync(path.join(work, 'shop/go.mod'), 'module example.com/shop\n\ngo 1.21\n');
    writeFileSync(path.join(work, 'shop/shop.go'), 'package shop\n');
  });
  afterEach(() => {
    rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  const args = (...more: string[]): string[] => [
    path.join(work, 'shop'),
    '--profile',
    'static',
    '--format',
    'json',
    ...more,
  ];
  /** The outcome of a run that must be as without any cache. */
  async function verify(env: Readonly<Record<string, string>> = {}, ...more: string[]): Promise<void> {
    const { code, stdout, stderr } = await cli.run(args(...more), { env: { NODE_COMPILE_CACHE: cache, ...env } });
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal((JSON.parse(stdout) as { summary: { verdict: string } }).summary.verdict, 'ready');
  }
  function kept(): string {
    const folder = path.join(cache, 'go-preflight/code');
    const names = readdirSync(folder);
    assert.equal(names.length, 1, names.join(' '));
    return path.join(folder, names[0] ?? '');
  }

  it('is written by the first verification, for its owner alone, and used by the next', async () => {
    await verify();
    const { ino, mode } = statSync(kept());
    assert.equal(mode & 0o777, 0o600);
    await verify();
    assert.equal(statSync(kept()).ino, ino, 'V8 refused what it had made itself');
  });

  it('is written anew by a verification that judges far more, which has compiled more, and by none that judges as much', async () => {
    await verify({}, '--only', 'gomod-replace-syntax');
    const few = statSync(kept());
    await verify();
    const many = statSync(kept());
    assert.ok(many.size > few.size, `${many.size} bytes, ${few.size} before`);
    await verify({}, '--only', 'gomod-replace-syntax');
    writeFileSync(path.join(work, 'shop/cart.go'), 'package shop\n');
    await verify();
    assert.equal(statSync(kept()).ino, many.ino);
  });

  it('is not taken where it was damaged, and written anew', async () => {
    await verify();
    const file = kept();
    const whole = readFileSync(file);
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = ~(flipped[whole.length >> 1] ?? 0);
    for (const damaged of [flipped, whole.subarray(0, whole.length >> 1), Buffer.alloc(0)]) {
      writeFileSync(file, damaged);
      await verify();
      assert.equal(readFileSync(kept()).compare(damaged) === 0, false);
    }
  });

  it('is not written by a command that verifies nothing', async () => {
    await cli.run(['--version'], { env: { NODE_COMPILE_CACHE: cache } });
    assert.throws(() => statSync(cache), /ENOENT/);
  });

  it('does not keep a run from ending where its folder can never be made', async () => {
    // Node's recursive mkdir goes round for ever below /proc, which takes no folder and says that it is not there.
    await verify({ NODE_COMPILE_CACHE: '/proc/go-preflight-cache' });
  });

  it('is not written where Node was told to keep none, and its absence is no fault', async () => {
    await verify({ NODE_DISABLE_COMPILE_CACHE: '1' });
    assert.throws(() => statSync(cache), /ENOENT/);
    writeFileSync(cache, 'a file where the folder would be');
    await verify();
  });
});
