import assert from 'node:assert/strict';
import { runCli } from '../../support/memoryCli';
import { MemoryFiles } from '../../support/memoryPorts';
import { moduleCacheFiles } from '../../support/moduleCacheFiles';

const files = new MemoryFiles({
  ...moduleCacheFiles({
    'example.com/cart@v1.0.0': { requires: ['example.com/ledger v1.2.0'] },
    'example.com/ledger@v1.1.0': {},
    'example.com/ledger@v1.2.0': {},
  }),
  '/work/go.mod':
    'module example.com/shop\n\ngo 1.24\n\nrequire (\n\texample.com/cart v1.0.0\n\texample.com/ledger v1.1.0\n)\n',
  '/work/empty/': '',
});

describe('--why', () => {
  it('says which version go selects, for whose sake, and who asks for which', async () => {
    const { code, stdout, stderr, disposed } = await runCli(['--why', 'example.com/ledger'], { files });
    assert.equal(
      stdout,
      [
        'example.com/ledger v1.2.0 · direct',
        '  Selected: v1.2.0 instead of v1.1.0, because example.com/cart v1.0.0 requires it',
        '  Shortest chain: example.com/shop → example.com/cart v1.0.0 → example.com/ledger v1.2.0',
        '  go.sum has no hash of it',
        '',
        'Who asks for which version:',
        '  v1.2.0  example.com/cart v1.0.0',
        '  v1.1.0  example.com/shop',
        '',
      ].join('\n'),
    );
    assert.deepEqual([code, stderr, disposed], [0, '', 1]);
  });

  it('has the same as data', async () => {
    const json = await runCli(['--why', 'example.com/cart', '--format', 'json'], { files });
    const { schemaVersion, module, version, chain } = JSON.parse(json.stdout) as Record<string, unknown>;
    assert.deepEqual(
      [schemaVersion, module, version, chain],
      [1, 'example.com/cart', 'v1.0.0', [{ path: 'example.com/cart', version: 'v1.0.0' }]],
    );
  });

  it('has the same as Markdown', async () => {
    const { stdout } = await runCli(['why', 'example.com/ledger', '--format', 'markdown'], { files });
    const lines = stdout.split('\n');
    assert.equal(lines[0], '# `example.com/ledger v1.2.0`');
    assert.deepEqual(lines.slice(-3), ['- `v1.2.0` `example.com/cart v1.0.0`', '- `v1.1.0` `example.com/shop`', '']);
    assert.ok(lines.includes('- go.sum has no hash of it'), stdout);
  });

  it('is the same as a subcommand', async () => {
    const option = await runCli(['--why', 'example.com/ledger', '.'], { files });
    const { stdout } = await runCli(['why', 'example.com/ledger', '.'], { files });
    assert.equal(stdout, option.stdout);
  });

  it('is exit 2 for what is not in the graph, with the nearest that is', async () => {
    const { code, stderr } = await runCli(['--why', 'example.com/legder'], { files });
    assert.equal(code, 2);
    assert.match(stderr, /why: example\.com\/legder is not in the module graph; did you mean example\.com\/ledger\?/);
    const none = await runCli(['--why', 'example.com/cart', 'empty'], { files });
    assert.deepEqual([none.code, /empty has no go\.mod/.test(none.stderr)], [2, true]);
  });
});
