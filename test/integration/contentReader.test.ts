import { deepEqual, equal } from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { FolderSymbolReader } from '../../src/engine/index';
import { NodeContentReader } from '../../src/host/scan/nodeContentReader';
import { TemporaryFolder } from '../support/temporaryFolder';

const mebibyte = 1024 * 1024;

describe('whole files as they are read', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await TemporaryFolder.create({ 'm/a.go': 'package m\n', 'm/b.go': `package m\n${' '.repeat(mebibyte)}` });
  });
  afterEach(() => folder.remove());

  it('have all their bytes, whatever size they were said to have, up to the number that is wanted at most', () => {
    const reader = new NodeContentReader();
    const lengthOf = (size: number, most?: number): number | string => {
      const read = reader.read(folder.at('m/b.go'), size, most);
      return 'failure' in read ? read.detail : read.length;
    };
    const length = mebibyte + 'package m\n'.length;
    for (const size of [0, 1000, length - 1, length, 2 * length]) {
      equal(lengthOf(size), length);
      equal(lengthOf(size, length), length);
      equal(lengthOf(size, mebibyte), 'larger than 1 MiB');
    }
  });

  it('a Go file that nobody can have written is not read, and its folder is told as not read', () => {
    truncateSync(folder.at('m/b.go'), 65 * mebibyte);
    const { clashes, unread } = new FolderSymbolReader(new NodeContentReader()).read({
      folder: folder.at('m'),
      constrained: true,
      oldestMinor: 26,
      levels: [],
    });
    deepEqual(clashes, []);
    deepEqual(
      unread.map(({ file, detail }) => [file, detail]),
      [['b.go', 'larger than 64 MiB']],
    );
  });
});
