import assert from 'node:assert/strict';
import { parseBuildInfos } from '../../../../src/engine/parse/buildInfo';

/** As `go version -m` of Go 1.26.8 printed it, paths shortened. */
const printed = [
  '/w/app: go1.26.8',
  '\tpath\texample.com/shop/cmd/app',
  '\tmod\texample.com/shop\t(devel)\t',
  '\tdep\trsc.io/quote\tv1.5.2\th1:w5fcysjrx7yqtD/aO+QwRjYZOKnaM9Uh2b40tElTs3Y=',
  '\tdep\trsc.io/sampler\tv1.3.0',
  '\t=>\t./sampler\t(devel)\t',
  '\t',
  '\tbuild\t-buildmode=exe',
  `\tbuild\t-ldflags="-s -X 'main.v=a b'"`,
  '\tbuild\t-tags=integration,foo',
  '\tbuild\tCGO_CFLAGS=',
  '\tbuild\t"odd=key"=a=b',
  '',
].join('\n');

describe('go version -m', () => {
  it('is read: modules, what replaces them, settings with their quotes taken off', () => {
    const info = parseBuildInfos(printed, ['/w/app']).get('/w/app');
    assert.deepEqual(info, {
      go: 'go1.26.8',
      path: 'example.com/shop/cmd/app',
      main: { path: 'example.com/shop', version: '(devel)' },
      deps: [
        { path: 'rsc.io/quote', version: 'v1.5.2' },
        { path: 'rsc.io/sampler', version: 'v1.3.0', replacedBy: { path: './sampler', version: '(devel)' } },
      ],
      settings: new Map([
        ['-buildmode', 'exe'],
        ['-ldflags', `-s -X 'main.v=a b'`],
        ['-tags', 'integration,foo'],
        ['CGO_CFLAGS', ''],
        ['odd=key', 'a=b'],
      ]),
    });
  });

  it('of several files is told apart by their names, whatever is in them', () => {
    const odd = '/w/a: b\nc';
    const text = `/w/one: go1.25.1\n\tpath\tone\n${odd}: go1.26.8 X:synctest\n\tpath\ttwo\n`;
    const infos = parseBuildInfos(text, ['/w/one', '/w/none', odd]);
    assert.deepEqual(
      [...infos].map(([file, { go, path }]) => [file, go, path]),
      [
        ['/w/one', 'go1.25.1', 'one'],
        [odd, 'go1.26.8 X:synctest', 'two'],
      ],
    );
  });

  it('of what go cannot read is nothing', () => {
    assert.equal(parseBuildInfos('', ['/w/app']).size, 0);
    assert.equal(parseBuildInfos('/w/other: go1.26.8\n', ['/w/app']).size, 0);
  });
});
