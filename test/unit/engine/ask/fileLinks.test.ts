import assert from 'node:assert/strict';
import { fileLinks } from '../../../../src/engine/ask/fileLinks';
import { askMemory } from '../../../support/askMemory';

/** Each link as `text -> file:line:column`, counted from one. */
async function linksOf(path: string, files: Record<string, string>): Promise<string[]> {
  const links = await askMemory(files, fileLinks(path));
  const lines = (files[path] ?? '').split('\n');
  return links.map(({ range: { start, end }, file, position }) => {
    assert.equal(start.line, end.line);
    const place = position ? `:${position.line + 1}:${position.column + 1}` : '';
    return `${lines[start.line]?.slice(start.column, end.column)} -> ${file}${place}`;
  });
}

describe('links of files', () => {
  it('lead from a replacement by a folder to its go.mod, where there is one', async () => {
    const goMod = [
      'module example.com/shop',
      'require example.com/a v1.0.0',
      'replace (',
      '\texample.com/a => ./a',
      '\texample.com/b v1.0.0 => "/other/b"',
      '\texample.com/c => ../nowhere',
      '\texample.com/d => example.com/e v1.0.0',
      ')',
    ].join('\n');
    const files = { '/work/go.mod': goMod, '/work/a/go.mod': 'module a\n', '/other/b/go.mod': 'module b\n' };
    assert.deepEqual(await linksOf('/work/go.mod', files), ['./a -> /work/a/go.mod', '"/other/b" -> /other/b/go.mod']);
  });

  it('lead from a use line to the go.mod of the module', async () => {
    const files = {
      '/work/go.work': 'go 1.24\n\nuse (\n\t./api\n\t./gone\n)\n\nreplace example.com/a => ./api/a\n',
      '/work/api/go.mod': 'module example.com/api\n',
      '/work/api/a/go.mod': 'module example.com/a\n',
    };
    assert.deepEqual(await linksOf('/work/go.work', files), [
      './api -> /work/api/go.mod',
      './api/a -> /work/api/a/go.mod',
    ]);
  });

  it('lead from a vendored module to the line that requires it', async () => {
    const files = {
      '/work/go.mod': 'module m\n\nrequire (\n\trsc.io/quote v1.5.2\n\texample.com/a v1.0.0\n)\n',
      '/work/a/go.mod': 'module example.com/a\n',
      '/work/vendor/modules.txt': [
        '# rsc.io/quote v1.5.2',
        '## explicit',
        'rsc.io/quote',
        '# example.com/a v1.0.0 => ./a',
        '## explicit',
        '# example.com/unknown v1.0.0',
        '# example.com/a => ./a',
      ].join('\n'),
    };
    assert.deepEqual(await linksOf('/work/vendor/modules.txt', files), [
      'rsc.io/quote -> /work/go.mod:4:2',
      'example.com/a -> /work/go.mod:5:2',
      './a -> /work/a/go.mod',
      'example.com/a -> /work/go.mod:5:2',
      './a -> /work/a/go.mod',
    ]);
  });

  it('lead from the vendor list of a workspace to the module that requires', async () => {
    const files = {
      '/work/go.work': 'go 1.24\n\nuse (\n\t./api\n\t./web\n)\n',
      '/work/api/go.mod': 'module example.com/api\n',
      '/work/web/go.mod': 'module example.com/web\n\nrequire rsc.io/quote v1.5.2\n',
      '/work/vendor/modules.txt': '## workspace\n# rsc.io/quote v1.5.2\n## explicit\n',
    };
    assert.deepEqual(await linksOf('/work/vendor/modules.txt', files), ['rsc.io/quote -> /work/web/go.mod:3:9']);
  });

  it('are none in what is no such file, and in what does not exist', async () => {
    const files = { '/work/docs/modules.txt': '# rsc.io/quote v1.5.2\n', '/work/go.mod': 'module m\n' };
    assert.deepEqual(await linksOf('/work/docs/modules.txt', files), []);
    assert.deepEqual(await linksOf('/work/gone/go.mod', files), []);
  });
});
