import assert from 'node:assert/strict';
import { sumsChecks } from '../../src/engine/checks/sums/index';
import { applyEdits, type RunResult, type TextEdit } from '../../src/engine/index';
import { EngineOnDisk } from '../support/engineOnDisk';
import { describeSumWorld } from '../support/describeSumWorld';
import { imports } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

const drift = new Set([
  'gosum-bad-path',
  'gosum-bad-version',
  'gosum-duplicate-line',
  'gosum-empty-gomod-hash',
  'gosum-local-replace',
  'gosum-no-final-newline',
  'gosum-stale',
  'gosum-two-zip-versions',
  'gosum-unsorted',
]);

const hash = 'h1:UbKctms7wg5+u1mOwH55Yl/IpYPLnPIPdWontNP2eiQ=';

interface Change {
  readonly name: string;
  readonly to: (sums: string) => string;
  readonly ids: readonly string[];
}

const added = (name: string, line: string, ...ids: readonly string[]): Change => ({
  name,
  to: (sums) => [...sums.trimEnd().split('\n'), line].toSorted().join('\n') + '\n',
  ids,
});

const changes: readonly Change[] = [
  { name: 'tidy', to: (sums) => sums, ids: [] },
  {
    name: 'reversed',
    to: (sums) => `${sums.trimEnd().split('\n').toReversed().join('\n')}\n`,
    ids: ['gosum-unsorted'],
  },
  { name: 'no newline', to: (sums) => sums.trimEnd(), ids: ['gosum-no-final-newline'] },
  {
    name: 'doubled',
    to: (sums) => sums.replace(/^(.*\n)/, '$1$1'),
    ids: ['gosum-duplicate-line'],
  },
  {
    name: 'doubled far apart',
    to: (sums) => sums + (sums.split('\n')[0] ?? '') + '\n',
    ids: ['gosum-duplicate-line', 'gosum-unsorted'],
  },
  added('a module that nothing needs', `example.com/zzz v1.0.0 ${hash}`, 'gosum-stale'),
  added('a go.mod that nothing reads', `example.com/zzz v1.0.0/go.mod ${hash}`, 'gosum-stale'),
  added('another version', `example.com/text v0.9.0 ${hash}`, 'gosum-two-zip-versions'),
  added('no version', `example.com/zzz v1 ${hash}`, 'gosum-bad-version'),
  added('no path', `..example v1.0.0 ${hash}`, 'gosum-stale'),
  added('not a path', `example.com/con/x v1.0.0 ${hash}`, 'gosum-bad-path'),
  added('of a folder', `example.com/winapi v1.0.0 ${hash}`, 'gosum-local-replace'),
  added(
    'of an empty go.mod',
    'example.com/zzz v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=',
    'gosum-empty-gomod-hash',
  ),
];

const shown = (result: RunResult): string =>
  JSON.stringify(result.findings.map(({ check, location, message }) => [check, location?.range.start.line, message]));

describeSumWorld('drift of go.sum before the real go', (world) => {
  it('what go mod tidy -diff reports is found at its line, and nothing of a tidy file', async () => {
    const folder = await TemporaryFolder.create({
      'go.mod':
        'module example.com/main\n\ngo 1.21\n\nrequire example.com/quote v1.5.2\n\nrequire example.com/winapi v1.0.0\n\nreplace example.com/winapi => ./winapi\n',
      'main.go': `${imports('main', 'example.com/quote', 'example.com/winapi')}\nfunc main() {}\n`,
      'winapi/go.mod': 'module example.com/winapi\n\ngo 1.21\n',
      'winapi/w.go': 'package winapi\n',
    });
    world().goOnline(folder.path, ['mod', 'tidy']);
    const tidy = await folder.read('go.sum');
    const engine = new EngineOnDisk(folder.path, sumsChecks, world().variables);
    try {
      for (const { name, to, ids } of changes) {
        await folder.write({ 'go.sum': to(tidy) });
        engine.invalidate(folder.at('go.sum'));
        engine.renew();
        const result = await engine.run();
        const label = `${name}: ${shown(result)}`;
        const own = result.findings.filter(({ check }) => drift.has(check));
        assert.deepEqual([...new Set(own.map(({ check }) => check))], ids, label);
        const { code, output } = world().go(folder.path, ['mod', 'tidy', '-diff']);
        // go reads a hash of an empty go.mod as if it were not there, and does not write the file for it alone.
        assert.equal(code !== 0, ids.length > 0, `${label}\n${output}`);
        assert.equal(world().complaint(folder.path), undefined, label);
        const [edit] = own.flatMap(({ fixes }) => fixes).filter(({ safe }) => safe);
        if (edit?.kind !== 'edit') continue;
        const fixed = applyEdits(await folder.read('go.sum'), edit.edits as readonly TextEdit[]);
        await folder.write({ 'go.sum': fixed ?? '' });
        assert.equal(world().go(folder.path, ['mod', 'tidy', '-diff']).code, 0, `fixed ${label}`);
      }
    } finally {
      await engine.dispose();
      await folder.remove();
    }
  });
});

describeSumWorld('go.work.sum before the real go', (world) => {
  it('an error where go stops, a safe edit that go is content with', async () => {
    // Together they select versions that neither of them records.
    const folder = await TemporaryFolder.create({
      'go.work': 'go 1.22\n\nuse (\n\t./app\n\t./lib\n)\n',
      'app/go.mod': 'module example.com/app\n\ngo 1.22\n\nrequire example.com/quote v1.5.2\n',
      'app/app.go': imports('app', 'example.com/quote'),
      'lib/go.mod': 'module example.com/lib\n\ngo 1.22\n\nrequire example.com/text v0.3.0\n',
      'lib/lib.go': imports('lib', 'example.com/text/width'),
    });
    for (const module of ['app', 'lib']) world().goOnline(folder.at(module), ['mod', 'tidy'], { GOWORK: 'off' });
    world().goOnline(folder.path, ['build', './app/...', './lib/...']);
    const own = (await folder.read('app/go.sum')) + (await folder.read('lib/go.sum'));
    const [line = ''] = own.split('\n').filter((one) => one.includes('example.com/quote v1.5.2 '));
    const flipped = line.replace(/h1:./, (start) => (start === 'h1:A' ? 'h1:B' : 'h1:A'));
    const states: readonly (readonly [name: string, text: string, ids: readonly string[]])[] = [
      ['empty', '', []],
      ['malformed', 'oops\n', ['gowork-sum-malformed-line']],
      ['conflict', `<<<<<<< HEAD\n${line}\n=======\n>>>>>>> other\n`, ['gowork-sum-malformed-line']],
      ['the same line', `${line}\n`, ['gowork-sum-redundant']],
      ['CR LF', `${line}\r\n`, ['gowork-sum-redundant']],
      ['another hash', `${flipped}\n`, ['gowork-sum-cache-mismatch', 'gowork-sum-conflict']],
      ['another algorithm', `${line.replace('h1:', 'h2:')}\n`, ['gowork-sum-bad-hash']],
      ['a byte order mark', `\ufeff${line}\n`, ['gowork-sum-malformed-line']],
    ];
    const engine = new EngineOnDisk(folder.path, sumsChecks, world().variables);
    try {
      let stops = 0;
      for (const [name, text, ids] of states) {
        await folder.write({ 'go.work.sum': text });
        engine.invalidate(folder.at('go.work.sum'));
        const result = await engine.run();
        const work = result.findings.filter(({ check }) => check.startsWith('gowork-sum-'));
        const { code, output } = world().go(folder.path, ['build', './app/...', './lib/...']);
        const label = `${name}: ${shown(result)}\n${output}`;
        assert.deepEqual(new Set(work.map(({ check }) => check)), new Set(ids), label);
        assert.equal(
          work.some(({ severity }) => severity === 'error'),
          code !== 0,
          label,
        );
        if (code !== 0) stops++;
        const [edit] = work.flatMap(({ fixes }) => fixes).filter(({ safe }) => safe);
        if (edit?.kind !== 'edit') continue;
        await folder.write({ 'go.work.sum': applyEdits(text, edit.edits as readonly TextEdit[]) ?? '' });
        assert.equal(world().go(folder.path, ['build', './app/...', './lib/...']).code, 0, `fixed ${label}`);
      }
      assert.equal(stops, 3);
    } finally {
      await engine.dispose();
      await folder.remove();
    }
  });
});
