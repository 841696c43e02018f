import assert from 'node:assert/strict';
import { runCli, type CliSetup } from '../../support/memoryCli';
import { MemoryFiles } from '../../support/memoryPorts';
import { memoryTree } from '../../support/memoryTree';

const files = new MemoryFiles({
  '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n',
  '/work/go-preflight.jsonc': '{ "targets": ["freebsd/amd64,nocgo,tags=e2e"] }',
  '/work/shop.go': 'package shop\n',
  '/work/disk/disk_windows.go': 'package disk\n',
  '/work/disk/tagged.go': '//go:build e2e\n\npackage disk\n',
});
const setup: CliSetup = { files, tree: (root) => memoryTree(files, root) };

describe('targets', () => {
  it('prints a line for each file that some build leaves out, without running anything', async () => {
    const { code, stdout, stderr, ports } = await runCli(['targets'], setup);
    assert.deepEqual([code, stderr, ports.calls], [0, '', []]);
    assert.deepEqual(
      stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' | ')),
      [
        '1 | linux/amd64 | yours',
        '2 | freebsd/amd64,nocgo,tags=e2e | declared',
        '3 | darwin/amd64 | first-class port',
        '4 | darwin/arm64 | first-class port',
        '5 | linux/386 | first-class port',
        '6 | linux/arm | first-class port',
        '7 | linux/arm64 | first-class port',
        '8 | windows/386 | first-class port',
        '9 | windows/amd64 | first-class port',
        '',
        ' | 1 2 3 4 5 6 7 8 9',
        'disk/disk_windows.go | 3/47 | · · · · · · · ● ● | windows',
        'disk/tagged.go | 0/47 | t ● t t t t t t t | e2e',
        '',
        '● built, c with cgo on, n with cgo off, ? built or not: variables decide, t out: a tag, · left out',
        'Files: 3 · with a condition: 2 · not built on yours: 2 · built on no port: 1',
        'Ports of Go 1.27: 47 · targets of this machine and repository: 2',
        '',
      ],
    );
  });

  it('prints the same as data, and as a table for Markdown', async () => {
    const { stdout } = await runCli(['targets', '--format', 'json', '/work'], setup);
    const data = JSON.parse(stdout) as {
      readonly schemaVersion: number;
      readonly targets: readonly unknown[];
      readonly files: readonly Record<string, unknown>[];
    };
    assert.deepEqual([data.schemaVersion, data.targets.length, data.files.length], [1, 48, 2]);
    const [windows, tagged] = data.files;
    assert.deepEqual(
      [windows?.['file'], windows?.['condition'], windows?.['builtOnPorts'], windows?.['built'], windows?.['why']],
      [
        'disk/disk_windows.go',
        'windows',
        3,
        ['windows/386', 'windows/amd64', 'windows/arm64'],
        { name: 'The name of the file demands windows' },
      ],
    );
    assert.deepEqual(tagged?.['built'], ['freebsd/amd64,nocgo,tags=e2e']);
    const markdown = await runCli(['targets', '--format', 'markdown'], setup);
    assert.match(markdown.stdout, /^# Which targets build which files\n\nIn `\/work`\n\n\| File \| `linux\/amd64` \|/);
    assert.match(markdown.stdout, /\| `disk\/tagged\.go` \| out: a tag \| built \|/);
  });

  it('says so where nothing has a condition, and where there is no Go', async () => {
    const empty = new MemoryFiles({ '/work/readme': '' });
    const none = await runCli(['targets'], { files: empty, tree: (root) => memoryTree(empty, root) });
    assert.deepEqual([none.code, none.stdout], [0, 'There are no Go files here.\n']);
    const bare = new MemoryFiles({ '/work/a.go': 'package a\n' });
    const every = await runCli(['targets'], { files: bare, tree: (root) => memoryTree(bare, root) });
    assert.match(every.stdout, /^No file has a condition: every build takes all of them\.\n\nFiles: 1/);
  });
});
