import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DirectFileSystem } from '../../src/host/disk/directFileSystem';
import type { FileSystem } from '../../src/engine/ports';
import { BatchedDisk } from '../../src/host/disk/batchedDisk';
import { digestOf, directHasher } from '../../src/host/disk/hasher';
import { NodeFileSystem } from '../../src/host/disk/nodeFileSystem';
import { OverlayFileSystem } from '../../src/host/disk/overlayFileSystem';

const single = new NodeFileSystem();
const batched = new BatchedDisk(single, (file) => digestOf(file, single), path.resolve('dist/scanWorker.js'));
const threadless = new BatchedDisk(single, (file) => digestOf(file, single), path.resolve('no-such-worker.js'));

/** Asks so often at once that the questions go to the thread together, and wants one answer from all. */
async function together<T>(ask: () => Promise<T>): Promise<T> {
  const [first, ...others] = await Promise.all(Array.from({ length: 100 }, ask));
  for (const other of others) deepEqual(other, first);
  return first as T;
}

function inBatches(disk: BatchedDisk): FileSystem {
  return {
    readFile: (file) => together(() => disk.readFile(file)),
    stat: (file) => together(() => disk.stat(file)),
    readDirectory: (file) => together(() => disk.readDirectory(file)),
    realPath: (file) => together(() => disk.realPath(file)),
  };
}

const readers: readonly (readonly [string, FileSystem])[] = [
  ["by Node's threads", single],
  ['directly', new DirectFileSystem()],
  ['by a thread, many at once', inBatches(batched)],
  ['by a thread, one after the other', batched],
  ['by a thread that cannot be started', inBatches(threadless)],
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

describe('digests of files, many at once', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'go-preflight-digests-'));
    for (let at = 0; at < 200; at++)
      writeFileSync(path.join(root, `${at}.mod`), `module example.com/m${at}\n`.repeat(at));
  });
  after(async () => {
    rmSync(root, { recursive: true, force: true });
    await batched.dispose();
  });

  it('are those that are made one by one, in their order', async () => {
    const paths = Array.from({ length: 210 }, (_, at) => path.join(root, `${at}.mod`));
    const hasher = directHasher();
    const wanted = await Promise.all(paths.map(async (file) => hasher.sha256OfFile(file)));
    equal(wanted.filter((digest) => digest === undefined).length, 10, 'those that are not there');
    deepEqual(await Promise.all(paths.map((file) => batched.sha256OfFile(file))), wanted);
    deepEqual(await Promise.all(paths.map((file) => threadless.sha256OfFile(file))), wanted);
  });

  it('are had from elsewhere where the thread does not answer, as on a file server that is gone', async () => {
    const silent = path.join(root, 'silent.cjs');
    writeFileSync(silent, 'setInterval(() => undefined, 1000);');
    const disk = new BatchedDisk(single, (file) => digestOf(file, single), silent, 300);
    const file = path.join(root, '7.mod');
    const digests = await Promise.all(Array.from({ length: 100 }, () => disk.sha256OfFile(file)));
    equal(new Set(digests).size, 1);
    equal(digests[0], await directHasher().sha256OfFile(file));
  });

  it('are still had after the thread has ended', async () => {
    await batched.dispose();
    const file = path.join(root, '7.mod');
    const digests = await Promise.all(Array.from({ length: 100 }, () => batched.sha256OfFile(file)));
    equal(new Set(digests).size, 1);
    equal(digests[0], await directHasher().sha256OfFile(file));
  });
});
