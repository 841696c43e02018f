import assert from 'node:assert/strict';
import { hoverAt } from '../../../../src/engine/ask/hover';
import { askMessages } from '../../../../src/engine/ask/messages';
import { format, type Message } from '../../../../src/engine/model/message';
import { askMemory } from '../../../support/askMemory';
import { moduleCacheFiles, sumLinesOf, zipHashOf } from '../../../support/moduleCacheFiles';

const cache = moduleCacheFiles({
  'example.com/a@v1.0.0': { requires: ['example.com/b v1.2.0', 'example.com/c v1.0.0'] },
  'example.com/b@v1.1.0': {},
  'example.com/b@v1.2.0': {},
  'example.com/b@v1.3.0': { lines: ['retract v1.2.0 // loses data'] },
  'example.com/c@v1.0.0': { comment: '// Deprecated: use example.com/d' },
});

const goMod = [
  'module example.com/shop', //
  'go 1.24',
  'require (',
  '\texample.com/a v1.0.0',
  '\texample.com/b v1.1.0',
  '\texample.com/c v1.0.0 // indirect',
  ')',
].join('\n');

function text(message: Message | string): string {
  return typeof message === 'string' ? message : format(askMessages[message.id] ?? message.id, message.args);
}

/** What is said where `|` stands in the file: a head line, then a sentence a line. */
async function said(path: string, marked: string, files: Record<string, string> = {}): Promise<readonly string[]> {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const position = { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  const hover = await askMemory({ ...cache, ...files, [path]: marked.replace('|', '') }, hoverAt(path, position));
  if (hover === undefined) return [];
  const { title, labels, lines, graph } = hover;
  assert.equal(hover.range.start.line, position.line);
  const head = [title, ...labels.map(text)].join(' · ');
  return [head, ...lines.map(text), ...(graph ? [`-> ${graph.dir} ${graph.path ?? ''}`.trim()] : [])];
}

function at(word: string, content = goMod): string {
  assert.ok(content.includes(word), word);
  return content.replace(word, `|${word}`);
}

describe('hover in go.mod', () => {
  it('says that go selects another version, for whose sake, by which chain, and what the authors say of it', async () => {
    assert.deepEqual(await said('/work/go.mod', at('b v1.1.0')), [
      'example.com/b · v1.2.0 · direct',
      'Selected: v1.2.0 instead of v1.1.0, because example.com/a v1.0.0 requires it',
      'Shortest chain: example.com/shop → example.com/a v1.0.0 → example.com/b v1.2.0',
      'Its authors retracted this version (go.mod of v1.3.0): loses data',
      'go.sum has no hash of it',
      '-> /work example.com/b',
    ]);
  });

  it('says of an excluded version who asks for it, and which one go takes instead', async () => {
    const excluding = goMod.replace('b v1.1.0', 'b v1.3.0').concat('\nexclude example.com/b v1.2.0\n');
    assert.deepEqual(await said('/work/go.mod', at('b v1.2.0', excluding)), [
      'example.com/b · v1.2.0 · excluded',
      'example.com/a v1.0.0 requires it, and go passes over that',
      'go selects v1.3.0 instead',
      '-> /work example.com/b',
    ]);
    const idle = goMod.concat('\nexclude example.com/none v1.0.0\n');
    assert.deepEqual(await said('/work/go.mod', at('none v1.0.0', idle)), [
      'example.com/none · v1.0.0 · excluded',
      'Nothing in the module graph requires it, so the line does nothing',
      'example.com/none is not in the module graph',
      '-> /work',
    ]);
  });

  it('says little of what is as it should be', async () => {
    const files = { '/work/go.sum': sumLinesOf(cache, 'example.com/a@v1.0.0') };
    assert.deepEqual(await said('/work/go.mod', at('example.com/a'), files), [
      'example.com/a · v1.0.0 · direct',
      'Selected: v1.0.0, as go.mod requires',
      'go.sum has the hashes of its files and of its go.mod, as in the module cache',
      '-> /work example.com/a',
    ]);
  });

  it('names who else requires the version, and a deprecation', async () => {
    const lines = await said('/work/go.mod', at('v1.0.0 // indirect'));
    assert.deepEqual(lines.slice(0, 3), [
      'example.com/c · v1.0.0 · indirect',
      'Selected: v1.0.0, as go.mod and example.com/a v1.0.0 require',
      'Its authors call the module deprecated: use example.com/d',
    ]);
  });

  it('compares each hash with the module cache', async () => {
    const right = sumLinesOf(cache, 'example.com/a@v1.0.0');
    const wrong = right.replace(zipHashOf('example.com/a@v1.0.0'), zipHashOf('other'));
    const [, goModLine = ''] = right.split('\n');
    const about = async (goSum: string): Promise<string | undefined> =>
      (await said('/work/go.mod', at('example.com/a'), { '/work/go.sum': goSum })).find((line) =>
        line.includes('go.sum'),
      );
    assert.equal(await about(wrong), 'go.sum: the hash of its files differs from the module cache');
    assert.equal(
      await about(`${goModLine}\n`),
      'go.sum has the hash of its go.mod alone: enough as long as no package of it is built',
    );
  });

  it('is not sure where the graph is not known, and says of what', async () => {
    const content = `${goMod}\nrequire example.com/gone v1.0.0\n`;
    assert.deepEqual(await said('/work/go.mod', at('example.com/gone', content)), [
      'example.com/gone · v1.0.0 · direct',
      'Selected: v1.0.0, as go.mod requires',
      'go.sum has no hash of it',
      'Its go.mod is not in the module cache, so what it requires is not known',
      'Not certain: the module cache lacks the go.mod of example.com/gone@v1.0.0',
      '-> /work example.com/gone',
    ]);
  });

  it('says of a replacement whether it is in effect, and what it is', async () => {
    const content = [
      goMod,
      'replace example.com/b v1.1.0 => ./old',
      'replace example.com/c => ./c',
      'replace example.com/x => example.com/y v1.0.0',
    ].join('\n');
    const files = { '/work/c/go.mod': 'module example.com/c\n\ngo 1.22\n' };
    assert.deepEqual(await said('/work/go.mod', at('./old', content), files), [
      './old',
      'Not in effect: go selects example.com/b v1.2.0',
      '-> /work example.com/b',
    ]);
    assert.deepEqual(await said('/work/go.mod', at('=> ./c', content), files), [
      './c',
      'Module example.com/c, go 1.22',
      'In effect: go selects example.com/c v1.0.0',
      '-> /work example.com/c',
    ]);
    assert.deepEqual((await said('/work/go.mod', at('example.com/y', content), files)).slice(0, 2), [
      'example.com/y · v1.0.0',
      'Not in effect: example.com/x is not in the module graph',
    ]);
    const c = await said('/work/go.mod', at('v1.0.0 // indirect', content), files);
    assert.ok(c.includes('Replaced by ./c') && !c.some((line) => line.includes('go.sum')), c.join('\n'));
  });

  it('says which module provides a tool', async () => {
    const content = `${goMod}\ntool example.com/b/cmd/gen\ntool example.com/shop/cmd/own\n`;
    const lines = await said('/work/go.mod', at('example.com/b/cmd/gen', content));
    assert.deepEqual(lines.slice(0, 2), ['example.com/b/cmd/gen', 'Provided by example.com/b v1.2.0']);
    assert.deepEqual(await said('/work/go.mod', at('example.com/shop/cmd/own', content)), [
      'example.com/shop/cmd/own',
      'A package of this module',
    ]);
  });

  it('counts the graph on the module line, and says nothing elsewhere', async () => {
    assert.deepEqual(await said('/work/go.mod', at('example.com/shop')), [
      'example.com/shop',
      'Modules: 3 · requirements among them: 5',
      '-> /work',
    ]);
    assert.deepEqual(await said('/work/go.mod', at('require (')), []);
    assert.deepEqual(await said('/work/go.mod', at('// indirect')), []);
  });

  it('names the workspace, whose other modules count too', async () => {
    const files = { '/work/go.work': 'go 1.24\n\nuse .\n' };
    const lines = await said('/work/go.mod', at('example.com/a'), files);
    assert.ok(lines.includes('In the workspace of go.work its other modules may raise this version'), lines.join('\n'));
  });
});

describe('hover in go.work', () => {
  it('says what module a folder has', async () => {
    const content = 'go 1.24\n\nuse (\n\t./api\n\t./gone\n)\n';
    const files = { '/work/api/go.mod': 'module example.com/api\n\ngo 1.23\n' };
    assert.deepEqual(await said('/work/go.work', at('./api', content), files), [
      './api',
      'Module example.com/api, go 1.23',
      '-> /work/api',
    ]);
    assert.deepEqual(await said('/work/go.work', at('./gone', content), files), []);
  });
});

describe('hover in go.sum', () => {
  const files = { '/work/go.mod': goMod };

  it('says whose hash a line is, whether the cache agrees, and whether go selects the version', async () => {
    const sums = sumLinesOf(cache, 'example.com/b@v1.2.0') + sumLinesOf(cache, 'example.com/b@v1.1.0');
    assert.deepEqual(await said('/work/go.sum', at('v1.2.0/go.mod', sums), files), [
      'example.com/b · v1.2.0',
      'Hash of the go.mod of example.com/b v1.2.0',
      'As in the module cache',
      'The version that go selects',
      '-> /work example.com/b',
    ]);
    assert.deepEqual(await said('/work/go.sum', at('v1.1.0 ', sums), files), [
      'example.com/b · v1.1.0',
      'Hash of the files of example.com/b v1.1.0',
      'As in the module cache',
      'go selects v1.2.0 instead',
      '-> /work example.com/b',
    ]);
  });

  it('shows the hash of the cache where it differs, and admits that it cannot compare', async () => {
    const wrong = `example.com/a v1.0.0 ${zipHashOf('other')}\nexample.com/z v1.0.0 ${zipHashOf('other')}\n\nbroken\n`;
    const lines = await said('/work/go.sum', at('example.com/a', wrong), files);
    assert.ok(lines.includes(`Differs from the module cache, which has ${zipHashOf('example.com/a@v1.0.0')}`));
    const unknown = await said('/work/go.sum', at('example.com/z', wrong), files);
    assert.deepEqual(unknown.slice(2, 4), [
      'The module cache has nothing to compare it with',
      'example.com/z is not in the module graph',
    ]);
    assert.deepEqual(await said('/work/go.sum', at('broken', wrong), files), []);
  });

  it('of a workspace compares the hash alone', async () => {
    const sums = sumLinesOf(cache, 'example.com/b@v1.1.0');
    assert.deepEqual(await said('/work/go.work.sum', at('v1.1.0 ', sums), files), [
      'example.com/b · v1.1.0',
      'Hash of the files of example.com/b v1.1.0',
      'As in the module cache',
    ]);
  });
});
