import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DirectFileSystem } from '../../src/host/directFileSystem';
import type { FileSystem } from '../../src/engine/ports';
import { NodeFileSystem } from '../../src/host/nodeFileSystem';
import { OverlayFileSystem } from '../../src/host/overlayFileSystem';

const readers: readonly (readonly [string, FileSystem])[] = [
  ['by other threads', new NodeFileSystem()],
  ['directly', new DirectFileSystem()],
];

for (const [how, files] of readers)
  describe(`files on disk, read ${how}`, () => {
    let root: string;
    const at = (name: string): string => path.join(root, name);

    before(() => {
      root = mkdtempSync(path.join(tmpdir(), 'go-preflight-files-'));
      writeFileSync(at('a'), 'text');
      chmodSync(at('a'), 0o644);
      writeFileSync(at('run'), '');
      chmodSync(at('run'), 0o755);
      mkdirSync(at('folder'));
      symlinkSync('a', at('link'));
      symlinkSync('loop', at('loop'));
      symlinkSync('gone', at('broken'));
      execFileSync('mkfifo', [at('pipe')]);
      writeFileSync(at('go.sum'), '');
      truncateSync(at('go.sum'), 200 * 1024 * 1024);
    });
    after(() => rmSync(root, { recursive: true, force: true }));

    it('reads what is a file, and says why of the rest', async () => {
      const read = async (name: string): Promise<string> => {
        const content = await files.readFile(at(name));
        return content.kind === 'file'
          ? new TextDecoder().decode(content.bytes)
          : 'reason' in content
            ? content.reason
            : content.kind;
      };
      equal(await read('a'), 'text');
      equal(await read('link'), 'text');
      equal(await read('none'), 'missing');
      equal(await read('a/b'), 'missing');
      equal(await read('broken'), 'missing');
      equal(await read('folder'), 'is a directory');
      equal(await read('loop'), 'too many levels of symbolic links');
      equal(await read('pipe'), 'not a regular file');
      equal(await read('x'.repeat(300)), 'file name too long');
      equal(await read('go.sum'), 'larger than 64 MiB');
      ok((await read('a\0b')).includes('null bytes'));
    });

    it('tells kinds, sizes and who may be executed', async () => {
      deepEqual(await files.stat(at('a')), { kind: 'file', size: 4, executable: false });
      deepEqual(await files.stat(at('link')), { kind: 'file', size: 4, executable: false });
      deepEqual(await files.stat(at('run')), { kind: 'file', size: 0, executable: true });
      // From a relative name nothing is ever started: it would depend on the working directory.
      const relative = path.relative(process.cwd(), at('run'));
      deepEqual(await files.stat(relative), { kind: 'file', size: 0, executable: false });
      equal((await files.stat(at('folder')))?.kind, 'directory');
      equal((await files.stat(at('folder')))?.executable, false);
      equal((await files.stat(at('pipe')))?.kind, 'other');
      equal(await files.stat(at('broken')), undefined);
      equal(await files.realPath(at('link')), at('a'));
      equal(await files.realPath(at('broken')), undefined);
    });

    it('lists folders by name', async () => {
      const entries = await files.readDirectory(root);
      deepEqual(
        entries?.map(({ name, kind }) => `${name} ${kind}`),
        [
          'a file',
          'broken symlink',
          'folder directory',
          'go.sum file',
          'link symlink',
          'loop symlink',
          'pipe other',
          'run file',
        ],
      );
      equal(await files.readDirectory(at('a')), undefined);
      equal(await files.readDirectory(at('none')), undefined);
    });

    it('shows the texts of open documents instead of the files below them', async () => {
      const overlay = new OverlayFileSystem(files, (file) => (file === at('a') ? 'é' : undefined));
      deepEqual(await overlay.readFile(at('a')), { kind: 'file', bytes: new TextEncoder().encode('é') });
      deepEqual(await overlay.readFile(at('link')), await files.readFile(at('link')));
      deepEqual(await overlay.stat(at('a')), await files.stat(at('a')));
      deepEqual(await overlay.readDirectory(root), await files.readDirectory(root));
      equal(await overlay.realPath(at('link')), at('a'));
    });

    it('keeps the byte order mark that an editor hides, where go stops at one', async () => {
      for (const [name, text] of [
        ['go.sum', '\uFEFFx\n'],
        ['go.mod', 'x\n'],
        ['a.go', '\uFEFFx\n'],
      ] as const) {
        writeFileSync(at(name), text);
        const overlay = new OverlayFileSystem(files, () => 'edited\n');
        const bytes = new TextEncoder().encode(`${name === 'go.sum' ? '\uFEFF' : ''}edited\n`);
        deepEqual(await overlay.readFile(at(name)), { kind: 'file', bytes }, name);
      }
    });
  });
