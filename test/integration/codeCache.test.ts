import assert from 'node:assert/strict';
import {
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
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

  /** Seconds since 1970. */
  const daysAgo = (days: number): number => Date.now() / 1000 - days * 24 * 60 * 60;
  const folder = (): string => path.join(cache, 'go-preflight/code');
  const put = (name: string, days: number): void => {
    writeFileSync(path.join(folder(), name), 'kept');
    utimesSync(path.join(folder(), name), daysAgo(days), daysAgo(days));
  };

  it('takes away, where it is written, what no run has used for a month, and nothing else', async () => {
    const outside = path.join(work, 'outside');
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    const gone = ['cli-1f-100-v20.19.0-x64', 'cli-2f-100-v23.0.0-nightly2024-arm64', 'cli-1f-100-v20.19.0-x64.77.tmp'];
    const others = [
      'cli-1f-100-v20.19.0-x64.bak',
      'cli-notes.txt',
      'cli--100-v20.19.0-x64',
      'a-cli-1f-100-v20.19.0-x64',
      'readme',
    ];
    for (const name of [...gone, ...others]) put(name, 31);
    put('cli-3f-100-v20.19.0-x64', 29);
    put('cli-3f-100-v20.19.0-x64.78.tmp', 0);
    mkdirSync(path.join(folder(), 'cli-4f-100-v20.19.0-x64'));
    utimesSync(path.join(folder(), 'cli-4f-100-v20.19.0-x64'), daysAgo(31), daysAgo(31));
    writeFileSync(outside, 'of somebody');
    utimesSync(outside, daysAgo(31), daysAgo(31));
    symlinkSync(outside, path.join(folder(), 'cli-5f-100-v20.19.0-x64'));
    lutimesSync(path.join(folder(), 'cli-5f-100-v20.19.0-x64'), daysAgo(31), daysAgo(31));
    const before = readdirSync(folder());

    await verify();

    const after = readdirSync(folder());
    assert.deepEqual(
      before.filter((name) => !after.includes(name)),
      gone.toSorted(),
    );
    assert.equal(after.length, before.length - gone.length + 1, after.join(' '));
    assert.equal(readFileSync(outside, 'utf8'), 'of somebody');
  });

  it('takes nothing away behind a link that stands for its folder', async () => {
    const elsewhere = path.join(work, 'elsewhere');
    mkdirSync(path.join(cache, 'go-preflight'), { recursive: true });
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, folder());
    put('cli-1f-100-v20.19.0-x64', 31);
    await verify();
    const names = readdirSync(elsewhere);
    assert.ok(names.includes('cli-1f-100-v20.19.0-x64') && names.length === 2, names.join(' '));
  });

  it('takes nothing away in a run that only reads, which notes that it was used, once a day', async () => {
    await verify();
    const file = kept();
    const { ino } = statSync(file);
    put('cli-1f-100-v20.19.0-x64', 31);
    const used = (): number => statSync(file).mtimeMs / 1000;
    utimesSync(file, daysAgo(0.5), daysAgo(0.5));
    const recent = used();
    await verify();
    assert.equal(used(), recent);
    utimesSync(file, daysAgo(29), daysAgo(29));
    await verify();
    assert.ok(used() > recent, 'used now');
    assert.deepEqual([statSync(file).ino, readdirSync(folder()).length], [ino, 2]);
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
