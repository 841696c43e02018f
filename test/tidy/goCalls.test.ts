import * as assert from 'node:assert/strict';
import { noFaults } from '../support/faults';
import { goCalls } from './goCalls';
import { read, repositoryFiles } from './repository';

/** The one that gives go a deadline, and a script, which cannot import it and has its own. */
const own = ['test/support/realGo.ts', 'scripts/refresh-go-releases.mjs'];

describe('go is started', () => {
  it('by test/support/realGo.ts alone, which gives it a deadline', () => {
    const code = repositoryFiles().filter((file) => /^(test|scripts)\/.*\.(ts|mjs)$/.test(file));
    const found = code.map((file) => ({ file, calls: goCalls(file, read(file)) }));
    noFaults(found.filter(({ file }) => !own.includes(file)).flatMap(({ calls }) => calls));
    for (const file of own) assert.notDeepEqual(found.find((one) => one.file === file)?.calls, [], file);
    assert.match(read('scripts/refresh-go-releases.mjs'), /\btimeout: \d/);
  });

  it('control: rejected are all ways past it', () => {
    const importing = `import { spawn, spawnSync, execFile } from 'node:child_process';\n`;
    for (const text of [
      `spawnSync('go', ['version']);`,
      `const go = spawn(\n  'go',\n  args,\n);`,
      'spawnSync(`${goroot}/bin/go`, args);',
      `spawnSync(path.join(goroot, 'bin', 'go'), args);`,
      `const program = join(goroot, 'bin', 'go.exe'); spawnSync(program, args);`,
      `await promisify(execFile)('go', args);`,
      `const run = promisify(execFile); async () => { await run('go', args); };`,
    ])
      assert.equal(goCalls('a.ts', importing + text).length, 1, text);
    const whole = `import * as processes from 'child_process';\nprocesses.execFileSync('go', []);`;
    assert.deepEqual(goCalls('a.ts', whole), ['a.ts:2']);
    for (const text of [
      `spawnSync('git', ['go']);`,
      `await symlink(join(goroot, 'bin', 'go'), join(box, 'bin', 'go'));`,
      `askGo('go', args);`,
      `spawnSync(process.execPath, ['go']);`,
    ])
      assert.deepEqual(goCalls('a.ts', importing + text), [], text);
  });
});
