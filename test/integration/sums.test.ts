import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { sumsChecks } from '../../src/engine/checks/sums/index';
import type { Finding, RunResult } from '../../src/engine/index';
import { verifyOnDisk } from '../support/diskEngine';
import { describeSumWorld } from '../support/describeSumWorld';
import { imports } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Every state of every line; otherwise each kind of damage to every third line. */
const whole = process.env.GO_PREFLIGHT_PROVE !== undefined;

interface State {
  readonly name: string;
  /** undefined: no file */
  readonly sums: string | undefined;
  /** where a finding is expected when go complains: a part of `file:line` text */
  readonly about?: string;
}

/** What happens to a go.sum: every line deleted, damaged, doubled and contradicted, and the file as a whole. */
function statesOf(sums: string): readonly State[] {
  const lines = sums.trimEnd().split('\n');
  const join = (list: readonly string[]): string => list.map((line) => `${line}\n`).join('');
  const states: State[] = [
    { name: 'tidy', sums },
    { name: 'no file', sums: undefined },
    { name: 'empty', sums: '' },
    { name: 'malformed', sums: `${sums}oops\n` },
    { name: 'byte order mark', sums: `\ufeff${sums}` },
    { name: 'CR LF', sums: sums.replaceAll('\n', '\r\n') },
    { name: 'reversed', sums: join(lines.toReversed()) },
    { name: 'conflict', sums: `<<<<<<< HEAD\n${sums}=======\n${sums}>>>>>>> other\n` },
    { name: 'spaces', sums: sums.replaceAll(' ', ' \t ') },
  ];
  for (const [at, line] of lines.entries()) {
    const [path = '', version = '', hash = ''] = line.split(' ');
    const key = `${path} ${version}`;
    const flipped = `${key} h1:${hash[3] === 'A' ? 'B' : 'A'}${hash.slice(4)}`;
    const change = (...replacement: readonly string[]): string => join(lines.toSpliced(at, 1, ...replacement));
    const damages: readonly State[] = [
      { name: `without ${key}`, sums: change(), about: path },
      { name: `flipped ${key}`, sums: change(flipped), about: path },
      { name: `doubled ${key}`, sums: change(line, line), about: path },
      { name: `wrong before ${key}`, sums: change(flipped, line), about: path },
      { name: `wrong after ${key}`, sums: change(line, flipped), about: path },
      { name: `cut ${key}`, sums: change(line.slice(0, -5)), about: path },
      { name: `h2 ${key}`, sums: change(line.replace('h1:', 'h2:')), about: path },
    ];
    states.push(...damages.filter((_, kind) => whole || (at + kind) % 3 === 0));
  }
  return states;
}

function errorsOf(result: RunResult): readonly Finding[] {
  return result.findings.filter((finding) => finding.severity === 'error');
}

/** What the files alone could not tell; checks that ask go are not run here. */
function unknowns(result: RunResult): readonly string[] {
  return result.outcomes.filter(({ unknown }) => unknown && unknown.needs !== 'profile').map(({ check }) => check);
}

function shown(result: RunResult): string {
  return JSON.stringify(result.findings.map(({ check, severity, message }) => [check, severity, message.args]));
}

const main = {
  'main.go': `${imports('main', 'example.com/quote', 'example.com/deep/inner/x')}\nfunc main() {}\n`,
  'main_test.go': imports('main', 'example.com/check'),
  'main_windows.go': imports('main', 'example.com/winapi'),
  'sub/sub.go': imports('sub', 'example.com/text/language', 'fmt'),
};
const requires = [
  'quote v1.5.2',
  'deep v1.0.0',
  'deep/inner v1.0.0',
  'check v1.0.0',
  'winapi v1.0.0',
  'text v0.3.0',
  'old v1.0.0',
];

/** The modules in which go.sum is broken. */
const mains: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'go 1.21': { ...main, 'go.mod': goMod('1.21'), 'old.go': `package main\n\nimport _ "example.com/old"\n` },
  'go 1.16': { ...main, 'go.mod': goMod('1.16'), 'old.go': `package main\n\nimport _ "example.com/old"\n` },
  'a replacement': {
    'go.mod': `${goMod('1.21')}\nreplace example.com/sampler => example.com/fork v1.6.0\n\nreplace example.com/check => ./check\n`,
    ...main,
    'check/go.mod': 'module example.com/check\n\ngo 1.21\n',
    'check/c.go': 'package check\n',
  },
  'a tool': {
    'go.mod': 'module example.com/main\n\ngo 1.24\n\nrequire example.com/gen v1.0.0\n\ntool example.com/gen/cmd/gen\n',
    'm.go': 'package m\n',
  },
};

function goMod(goVersion: string): string {
  return `module example.com/main\n\ngo ${goVersion}\n\n${requires.map((one) => `require example.com/${one}\n`).join('')}`;
}

describeSumWorld('go.sum before the real go', (world) => {
  for (const [name, files] of Object.entries(mains)) {
    it(`${name}: an error where go stops, and nowhere else`, async () => {
      const folder = await TemporaryFolder.create(files);
      try {
        world().goOnline(folder.path, ['mod', 'tidy']);
        world().goOnline(folder.path, ['vet', './...']);
        const tidy = await folder.read('go.sum');
        let complaints = 0;
        for (const state of statesOf(tidy)) {
          await writeSums(folder, state.sums);
          const result = await verifyOnDisk(folder.path, sumsChecks, world().variables);
          // What was downloaded and is not what was recorded is an error wherever something uses it: go mod tidy looks at all ports.
          const errors = errorsOf(result);
          const isSecurity = errors.length > 0 && errors.every(({ check }) => check === 'gosum-cache-mismatch');
          const complaint =
            world().complaint(folder.path) ?? (isSecurity ? world().tidyComplaint(folder.path) : undefined);
          const label = `${state.name}\n${shown(result)}\n${complaint ?? 'go is content'}`;
          assert.equal(errors.length > 0, complaint !== undefined, label);
          assert.deepEqual(unknowns(result), [], label);
          if (complaint !== undefined && state.about !== undefined) assert.ok(isAbout(result, state.about), label);
          if (complaint !== undefined) complaints++;
        }
        assert.ok(name === 'a tool' || complaints > 10, `${complaints} states that go complains about`);
      } finally {
        await folder.remove();
      }
    });

    it(`${name}: silence after go mod tidy repaired it`, async () => {
      const folder = await TemporaryFolder.create(files);
      try {
        world().goOnline(folder.path, ['mod', 'tidy']);
        const tidy = await folder.read('go.sum');
        let repaired = 0;
        for (const state of statesOf(tidy)) {
          if (!/^(?:without|h2|no file|empty|malformed|conflict|byte)/.test(state.name)) continue;
          await writeSums(folder, state.sums);
          world().goOnline(folder.path, ['mod', 'tidy']);
          if (world().go(folder.path, ['mod', 'tidy', '-diff']).code !== 0) continue;
          repaired++;
          const result = await verifyOnDisk(folder.path, sumsChecks, world().variables);
          const loud = result.findings.filter(({ severity }) => severity !== 'hint');
          // go mod tidy keeps a hash whose algorithm it does not know.
          const expected = state.name.startsWith('h2') ? ['gosum-unknown-algorithm'] : [];
          assert.deepEqual([...new Set(loud.map(({ check }) => check))], loud.length > 0 ? expected : [], state.name);
        }
        assert.ok(repaired > 5, `${repaired} repaired states`);
      } finally {
        await folder.remove();
      }
    });

    it(`${name}: without the module cache never an error that go does not confirm, and nothing is passed over`, async () => {
      const folder = await TemporaryFolder.create(files);
      try {
        world().goOnline(folder.path, ['mod', 'tidy']);
        const tidy = await folder.read('go.sum');
        for (const state of statesOf(tidy)) {
          // Against what was downloaded nothing can be compared now.
          if (/^(?:flipped|wrong)/.test(state.name)) continue;
          await writeSums(folder, state.sums);
          const complaint = world().complaint(folder.path);
          const result = await verifyOnDisk(folder.path, sumsChecks, {
            ...world().variables,
            GOMODCACHE: folder.at('none'),
          });
          const label = `${state.name}\n${shown(result)}\n${complaint ?? 'go is content'}`;
          if (errorsOf(result).length > 0) assert.ok(complaint !== undefined, label);
          else if (complaint !== undefined) assert.ok(unknowns(result).length > 0 || result.findings.length > 0, label);
        }
      } finally {
        await folder.remove();
      }
    });
  }

  it('a workspace hides what is missing, and no more than that', async () => {
    const app = mains['go 1.21'] ?? {};
    const folder = await TemporaryFolder.create({
      ...Object.fromEntries(Object.entries(app).map(([name, text]) => [`app/${name}`, text])),
      'lib/go.mod': 'module example.com/lib\n\ngo 1.21\n\nrequire example.com/quote v1.5.2\n',
      'lib/lib.go': imports('lib', 'example.com/quote'),
    });
    try {
      for (const module of ['app', 'lib']) world().goOnline(folder.at(module), ['mod', 'tidy']);
      await folder.write({ 'go.work': 'go 1.21\n\nuse (\n\t./app\n\t./lib\n)\n' });
      const tidy = await folder.read('app/go.sum');
      for (const state of statesOf(tidy).filter(({ name }) =>
        /^(?:tidy|without|malformed|conflict|cut|h2)/.test(name),
      )) {
        await folder.write({ 'app/go.sum': state.sums ?? '' });
        // go adds to it, and what it added would help the next state.
        await rm(folder.at('go.work.sum'), { force: true });
        const inside = world().complaint(folder.at('app'));
        const alone = world().complaint(folder.at('app'), { GOWORK: 'off' });
        const off = { ...world().variables, GOWORK: 'off' };
        const insideResult = await verifyOnDisk(folder.path, sumsChecks, world().variables);
        const aloneResult = await verifyOnDisk(folder.path, sumsChecks, off);
        const label = `${state.name}\n${shown(insideResult)}\n${inside ?? 'go is content'}\n${alone ?? 'alone too'}`;
        assert.equal(errorsOf(aloneResult).length > 0, alone !== undefined, label);
        if (errorsOf(insideResult).length > 0) assert.ok(inside !== undefined, label);
        if (alone !== undefined) assert.ok(insideResult.findings.length > 0, label);
      }
    } finally {
      await folder.remove();
    }
  });

  it('sum files of a workspace that contradict each other', async () => {
    const module = (name: string): Record<string, string> => ({
      [`${name}/go.mod`]: `module example.com/${name}\n\ngo 1.21\n\nrequire example.com/deep v1.0.0\n`,
      [`${name}/x.go`]: imports(name, 'example.com/deep'),
    });
    const folder = await TemporaryFolder.create({ ...module('app'), ...module('lib') });
    try {
      for (const name of ['app', 'lib']) world().goOnline(folder.at(name), ['mod', 'tidy']);
      await folder.write({ 'go.work': 'go 1.21\n\nuse (\n\t./app\n\t./lib\n)\n' });
      const right = await folder.read('app/go.sum');
      const flip = (line: number): string => {
        const lines = right.split('\n');
        return lines
          .with(
            line,
            (lines[line] ?? '').replace(/h1:./, (start) => (start === 'h1:A' ? 'h1:B' : 'h1:A')),
          )
          .join('\n');
      };
      for (const line of [0, 1]) {
        for (const [app, lib, work] of [
          [right, right, ''],
          [right, flip(line), ''],
          [flip(line), right, ''],
          [right, flip(line), right],
          [right, right, flip(line)],
        ] as const) {
          await folder.write({ 'app/go.sum': app, 'lib/go.sum': lib, 'go.work.sum': work });
          const complaint = world().complaint(folder.at('app'));
          const result = await verifyOnDisk(folder.path, sumsChecks, world().variables);
          const errors = errorsOf(result).filter(({ check }) => check === 'gowork-sum-conflict');
          assert.equal(errors.length > 0, complaint !== undefined, `${shown(result)}\n${complaint ?? 'go is content'}`);
        }
      }
    } finally {
      await folder.remove();
    }
  });
});

async function writeSums(folder: TemporaryFolder, sums: string | undefined): Promise<void> {
  if (sums !== undefined) await folder.write({ 'go.sum': sums });
  else await rm(folder.at('go.sum'), { force: true });
}

/** Whether some error names the module, at its requirement or at its line of go.sum. */
function isAbout(result: RunResult, path: string): boolean {
  return errorsOf(result).some(
    ({ about, message }) => about.includes(path) || Object.values(message.args).join(' ').includes(path),
  );
}
