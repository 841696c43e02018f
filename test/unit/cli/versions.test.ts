import assert from 'node:assert/strict';
import { runCli, type CliSetup } from '../../support/memoryCli';
import { MemoryFiles } from '../../support/memoryPorts';
import { memoryTree } from '../../support/memoryTree';

const files = new MemoryFiles({
  '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n\ntoolchain go1.26.3\n',
  '/work/Dockerfile': 'FROM golang:1.22.3-alpine AS build\nFROM golang\n',
  '/work/.github/workflows/ci.yml':
    'jobs:\n  test:\n    steps:\n      - uses: actions/setup-go@v6\n        with: { go-version-file: go.mod }\n',
  '/work/.golangci.yml': 'run:\n  go: 1.20\n',
  '/work/tools/.go-version': '1.27\n',
  '/work/tools/go.mod': 'module example.com/tools\n\ngo 1.26\n',
});
const setup: CliSetup = { files, tree: (root) => memoryTree(files, root) };

describe('versions', () => {
  it('lists every place with what follows from it, without running anything', async () => {
    const { code, stdout, stderr, ports } = await runCli(['versions'], setup);
    assert.deepEqual([code, stderr, ports.calls], [0, '', []]);
    assert.deepEqual(
      stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' | ')),
      [
        'go.mod:3:4 | go | 1.24 | needed',
        'go.mod:5:11 | toolchain | go1.26.3 | toolchain',
        'tools/go.mod:3:4 | go | 1.26 | needed',
        '.github/workflows/ci.yml:5:34 | test | go.mod | build | what go.mod says',
        '.golangci.yml:2:7 | golangci | 1.20 | linters | YAML reads 1.20 as the number 1.2',
        'Dockerfile:1:13 | build | 1.22.3 | build | older than 1.24, which go.mod needs · support ended 2025-02 · GOTOOLCHAIN=local',
        'Dockerfile:2:6 | #1 | not written | build | moves with each release · GOTOOLCHAIN=local',
        'tools/.go-version:1:1 | go-version | 1.27 | development',
        '',
        'Places: 8 · files: 6 · older than go.mod needs: 1 · ended releases: 1',
        'The Go project repairs 1.26, 1.27 (as of 2026-11-21).',
        '',
      ],
    );
  });

  it('prints the same as data, and as a table for Markdown', async () => {
    const { stdout } = await runCli(['versions', '--format', 'json', '/work'], setup);
    const { schemaVersion, folder, sources } = JSON.parse(stdout) as {
      schemaVersion: number;
      folder: string;
      sources: readonly Record<string, unknown>[];
    };
    assert.deepEqual([schemaVersion, folder, sources.length], [1, '/work', 8]);
    assert.deepEqual(sources[5], {
      file: 'Dockerfile',
      range: { start: { line: 1, column: 13 }, end: { line: 1, column: 19 } },
      kind: 'dockerfile',
      about: 'build',
      written: '1.22.3',
      version: { kind: 'exact', version: '1.22.3' },
      meaning: 'builds',
      oneOfMany: false,
      switching: 'local',
      standing: 'too-old',
      endedSince: '2025-02',
      remarks: ['older than 1.24, which go.mod needs', 'support ended 2025-02', 'GOTOOLCHAIN=local'],
    });
    const markdown = await runCli(['versions', '--format', 'markdown'], setup);
    assert.match(markdown.stdout, /^# Which Go this repository names\n\nIn `\/work`\n\n\| Place \|/);
    assert.match(markdown.stdout, /\| `Dockerfile:1:13` \| build \| `1\.22\.3` \| build \| older than 1\.24/);
  });

  it('says so where no file names a Go', async () => {
    const { code, stdout } = await runCli(['versions'], {
      ...setup,
      files: new MemoryFiles({ '/work/go.mod': 'module m\n' }),
    });
    assert.deepEqual([code, stdout], [0, 'No file says which Go.\n']);
  });
});
