import assert from 'node:assert/strict';
import { lineRange, say, type EditFix, type FileEdit } from '../../../src/engine/index';
import { fileChange } from '../../../src/server/fixes/fileChange';
import { previewEdit } from '../../../src/server/fixes/previewEdit';
import { MemoryFiles } from '../../support/memoryPorts';

const uriOf = (path: string): string => `file://${path}`;
const preview = (files: Record<string, string>, edits: readonly FileEdit[]): ReturnType<typeof previewEdit> => {
  const fix: EditFix = { kind: 'edit', title: say('x.y'), safe: true, edits };
  return previewEdit(fix, 'Fix it', new MemoryFiles(files), uriOf);
};
const replace = (file: string, line: number, start: number, end: number, newText: string): FileEdit => ({
  kind: 'text',
  file,
  range: lineRange(line, start, end),
  newText,
});

describe('previewEdit', () => {
  it('gives whole texts, all edits of a file together', async () => {
    const edits = [replace('/a', 0, 0, 1, 'ONE'), replace('/b', 0, 0, 0, '# '), replace('/a', 1, 0, 3, 'TWO')];
    assert.deepEqual(await preview({ '/a': '1\ntwo\n', '/b': 'b\n' }, edits), {
      kind: 'files',
      title: 'Fix it',
      output: '',
      files: [
        { uri: 'file:///a', encoding: 'utf-8', before: '1\ntwo\n', after: 'ONE\nTWO\n' },
        { uri: 'file:///b', encoding: 'utf-8', before: 'b\n', after: '# b\n' },
      ],
    });
  });

  it('creates and renames', async () => {
    const shown = await preview({ '/old.go': 'package a\n' }, [
      { kind: 'create', file: '/new.txt', text: 'hello\n' },
      { kind: 'rename', file: '/old.go', to: '/old_linux.go' },
    ]);
    assert.ok(shown.kind === 'files');
    assert.deepEqual(
      shown.files.map(({ uri, before, after }) => [uri, before, after]),
      [
        ['file:///new.txt', null, 'hello\n'],
        ['file:///old_linux.go', null, 'package a\n'],
        ['file:///old.go', 'package a\n', null],
      ],
    );
  });

  it('says which form a file gets whose text stays', async () => {
    const shown = await preview({ '/a': 'x\r\ny\r\n', '/b': '\uFEFFz\n' }, [
      { kind: 'form', file: '/a', form: 'line-feeds' },
      { kind: 'form', file: '/b', form: 'no-byte-order-mark' },
    ]);
    assert.ok(shown.kind === 'files');
    assert.deepEqual(shown.files, [
      { uri: 'file:///a', encoding: 'utf-8', before: 'x\r\ny\r\n', after: 'x\ny\n', form: 'line-feeds' },
      { uri: 'file:///b', encoding: 'utf-8', before: 'z\n', after: 'z\n', form: 'no-byte-order-mark' },
    ]);
  });

  it('is gone where the text is no longer what the fix was made for', async () => {
    assert.deepEqual(await preview({ '/a': 'x\n' }, [replace('/a', 7, 0, 1, 'y')]), { kind: 'gone' });
    assert.deepEqual(await preview({}, [replace('/a', 0, 0, 0, 'y')]), { kind: 'gone' });
  });
});

describe('fileChange', () => {
  it('is nothing where both sides are the same', () => {
    assert.equal(fileChange('u', Buffer.from('a'), Buffer.from('a')), undefined);
    assert.equal(fileChange('u', null, null), undefined);
  });

  it('carries as base64 what is no text, on both sides', () => {
    const change = fileChange('u', Buffer.from('text'), Buffer.from([0xff, 0xfe]));
    assert.deepEqual(change, { uri: 'u', encoding: 'base64', before: 'dGV4dA==', after: '//4=' });
  });

  it('leaves a byte order mark out, as an editor does', () => {
    assert.equal(fileChange('u', null, Buffer.from('\ufeffpackage a\n'))?.after, 'package a\n');
  });
});
