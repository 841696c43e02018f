import assert from 'node:assert/strict';
import { tagCompletions } from '../../../../src/engine/ask/constraintCompletion';
import { hoverAt } from '../../../../src/engine/ask/hover';
import { askMessages } from '../../../../src/engine/ask/messages';
import { format, type Message } from '../../../../src/engine/model/message';
import { shorten } from '../../../../src/engine/constraints/shorten';
import { parseBuildExpr } from '../../../../src/engine/parse/buildConstraint';
import { printExpr } from '../../../../src/engine/parse/buildExpr';
import { askMemory } from '../../../support/askMemory';

function text(message: Message | string): string {
  return typeof message === 'string' ? message : format(askMessages[message.id] ?? message.id, message.args);
}

async function said(name: string, line: string, rest = '\n\npackage m\n', files = {}): Promise<readonly string[]> {
  const path = `/work/${name}`;
  const all = { '/work/go.mod': 'module m\n', [path]: line + rest, ...files };
  const hover = await askMemory(all, hoverAt(path, { line: 0, column: 4 }));
  return hover === undefined ? [] : [[hover.title, ...hover.labels.map(text)].join(' · '), ...hover.lines.map(text)];
}

describe('hover on a constraint', () => {
  it('says on how many ports the file is built, whether yours is one, and which systems people forget', async () => {
    assert.deepEqual(await said('a.go', '//go:build linux || darwin'), [
      'linux || darwin',
      'Built on 21 of the 47 ports of Go 1.27, 6 of the 8 first-class ones among them',
      'Yours, linux/amd64, is one of them',
      'android sets linux, too',
      'ios sets darwin, too',
    ]);
    const windows = await said('a.go', '//go:build windows');
    assert.ok(windows.includes('Yours, linux/amd64, is not one of them: go and gopls leave the file out here'));
  });

  it('counts name and cgo in, and gives the shortest form', async () => {
    assert.deepEqual(
      await said(
        'a_linux.go',
        '//go:build !!(amd64 && (amd64 || cgo))'.replace('!!', ''),
        '\n\npackage m\n\nimport "C"\n',
      ),
      [
        'amd64 · shortest form',
        'Built on 1 of the 47 ports of Go 1.27, 1 of the 8 first-class ones among them'.replace(
          'Built on 1 ',
          'Built on 2 ',
        ),
        'Yours, linux/amd64, is one of them with cgo on',
        'The name of the file demands linux as well',
        'import "C" demands cgo as well',
      ],
    );
  });

  it('says which tags it takes, and whether something here passes them', async () => {
    const makefile = { '/work/Makefile': 'test:\n\tgo test -tags unit ./...\n' };
    assert.deepEqual(await said('a.go', '//go:build unit && extra', undefined, makefile), [
      'unit && extra',
      'Only a build with -tags extra,unit takes this file',
      'unit: a command or setting of this repository passes it',
      'extra: no command or setting of this repository passes it',
    ]);
    assert.equal((await said('a.go', '//go:build ignore'))[1], 'No plain build of Go 1.27 takes this file');
    assert.equal(
      (await said('a.go', '//go:build linux && !linux'))[1],
      'No build takes this file, whatever its target and tags',
    );
  });

  it('says which of the targets that the repository names take the file', async () => {
    const makefile = {
      '/work/Makefile': 'release:\n\tCGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build ./...\n',
    };
    const all = { '/work/go.mod': 'module m\n', '/work/a.go': '//go:build unix || extra\n\npackage m\n', ...makefile };
    const line = async (...declared: string[]): Promise<unknown> => {
      const hover = await askMemory(all, hoverAt('/work/a.go', { line: 0, column: 4 }, declared));
      return hover?.lines.map(text)[2];
    };
    assert.equal(
      await line('linux/amd64', 'plan9/386', 'plan9/amd64,tags=extra'),
      'Built on 2 of the 4 targets that this repository names, not on plan9/386, windows/amd64,nocgo',
    );
    assert.equal(
      await line('plan9/386', 'plan9/arm', 'js/wasm'),
      'Built on 0 of the 4 targets that this repository names, not on plan9/386, plan9/arm, js/wasm, ...',
    );
    const everywhere = await askMemory(
      { ...all, '/work/a.go': '//go:build !plan9\n\npackage m\n' },
      hoverAt('/work/a.go', { line: 0, column: 4 }, ['darwin/arm64']),
    );
    assert.equal(everywhere?.lines.map(text)[2], 'Built on all 2 targets that this repository names');
    assert.ok(!(await said('a.go', '//go:build unix')).some((one) => one.includes('this repository names')));
    const alone = { '/work/go.mod': 'module m\n', '/work/a.go': '//go:build unix\n\npackage m\n' };
    for (const [target, told] of [
      ['plan9/386', 'Not built on plan9/386, which this repository names'],
      ['aix/ppc64', 'Built on aix/ppc64, which this repository names'],
    ] as const) {
      const hover = await askMemory(alone, hoverAt('/work/a.go', { line: 0, column: 4 }, [target]));
      assert.equal(hover?.lines.map(text)[2], told);
    }
  });

  it('says the language version that only the new form sets', async () => {
    assert.ok(
      (await said('a.go', '//go:build go1.18')).includes('go compiles this file as Go 1.21, whatever go.mod says'),
    );
    assert.ok(!(await said('a.go', '// +build go1.18')).some((line) => line.includes('compiles')));
  });

  it('says nothing of other lines, and of constraints that go does not read', async () => {
    for (const line of ['// linux', '//go:build linux &&', 'package m', '// go:build linux'])
      assert.deepEqual(await said('a.go', line), [], line);
  });
});

describe('the shortest form of a constraint', () => {
  for (const [long, short] of [
    ['linux && (linux || windows)', 'linux'],
    ['unix && linux', 'linux'],
    ['(linux || darwin) && !windows', 'linux || darwin'],
    ['a && (a || b)', 'a'],
    ['linux && !cgo', 'linux && !cgo'],
  ])
    it(`${long} is ${short}`, () => {
      const parsed = parseBuildExpr(long ?? '');
      assert.ok(parsed.kind === 'expression');
      assert.equal(printExpr(shorten(parsed.expr)), short);
    });
});

describe('completion of tags', () => {
  const files = {
    '/work/go.mod': 'module m\n',
    '/work/a.go': '//go:build storage_s3\n\npackage m\n',
    '/work/b.go': '//go:build storage_s3 || linux\n\npackage m\n',
  };
  const at = async (marked: string): Promise<readonly string[]> => {
    const column = marked.indexOf('|cursor');
    const line = marked.replace('|cursor', '');
    const found = await askMemory(files, tagCompletions(line, { line: 0, column }));
    const word = found[0]?.range;
    return [
      ...(word ? [`<${line.slice(word.start.column, word.end.column)}>`] : []),
      ...found.toSorted((a, b) => a.rank - b.rank).map(({ tag, detail }) => `${tag}: ${text(detail)}`),
    ];
  };

  it('offers the tags of the repository first, then those of ports', async () => {
    const found = await at('//go:build linux && sto|cursor');
    assert.deepEqual(found.slice(0, 2), ['<sto>', 'storage_s3: tag of this repository (2 files)']);
    assert.ok(
      found.includes('windows: GOOS') &&
        found.includes('arm64: GOARCH') &&
        found.includes('unix: every Unix-like system'),
    );
    assert.ok(!found.some((line) => line.startsWith('go1.')));
  });

  it('offers releases and levels where one begins', async () => {
    const releases = await at('//go:build go1|cursor.2');
    assert.equal(releases[0], '<go1.2>');
    assert.ok(releases.includes('go1.27: Go 1.27 and later') && releases.includes('go1.1: Go 1.1 and later'));
    assert.ok((await at('//go:build amd64.|cursor')).includes('amd64.v3: GOAMD64'));
  });

  it('offers nothing elsewhere', async () => {
    for (const line of ['// linux |cursor', 'package |cursor', '//go:bui|cursorld linux', '//go:build|cursor'])
      assert.deepEqual(await at(line), [], line);
  });
});
