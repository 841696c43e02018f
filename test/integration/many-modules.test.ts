import assert from 'node:assert/strict';
import { createEngine, defaultConfig, type Engine } from '../../src/engine/index';
import { modulesChecks } from '../../src/engine/checks/modules/index';
import { createNodePorts } from '../../src/host/index';
import { needGo } from '../support/realGo';
import { TemporaryFolder } from '../support/temporaryFolder';

const never = new AbortController().signal;
const count = 24;

/** Modules that need each other in a chain; the one in the middle has a line that go mod tidy would mark. */
function chain(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let at = 0; at < count; at++) {
    const all = Array.from({ length: at }, (_, below) => below);
    const requires = all.map(
      (n) => `require example.com/m${n} v0.0.0${n === at - 1 && at !== 12 ? '' : ' // indirect'}\n`,
    );
    const replaces = all.map((n) => `replace example.com/m${n} => ../m${n}\n`);
    files[`m${at}/go.mod`] = `module example.com/m${at}\n\ngo 1.21\n\n${requires.join('')}\n${replaces.join('')}`;
    files[`m${at}/x.go`] = `package m${at}\n${at === 0 ? '' : `\nimport _ "example.com/m${at - 1}"\n`}`;
  }
  return files;
}

describe('many modules before the real go', () => {
  before(function () {
    needGo(this);
  });

  it('is asked about each, at most once where go mod tidy finds nothing', async () => {
    const folder = await TemporaryFolder.create(chain());
    const commands: string[] = [];
    const machine = createNodePorts({
      logger: { info: (line) => commands.push(line), debug: () => undefined, trace: () => undefined },
    });
    try {
      const request = { root: folder.path, config: defaultConfig, granted: 'offline' as const };
      const askGo = ['gomod-tidy-drift', 'gomod-updates-needed'];
      /** The modules that were left when the time was over, and the engine that left them. */
      const hurry = async (budgetMs: number): Promise<[Engine, readonly string[]]> => {
        commands.length = 0;
        const engine = createEngine(machine.ports, modulesChecks);
        await engine.run({ ...request, skip: askGo }, never);
        const { outcomes } = await engine.run({ ...request, near: [`${folder.path}/m20/x.go`], budgetMs }, never);
        const late = outcomes.filter(({ unknown }) => unknown?.needs === 'time');
        return [engine, late.map(({ subject }) => subject)];
      };
      // How long the first go takes to start is for the machine to say.
      let budgetMs = 25;
      let [engine, left] = await hurry(budgetMs);
      while (left.includes('m20') && budgetMs < 60_000) [engine, left] = await hurry((budgetMs *= 2));
      assert.ok(left.length > 0 && !left.includes('m20'), `${budgetMs} ms: ${left.join(' ')}`);
      const { outcomes, findings } = await engine.run(request, never);
      const unsettled = outcomes.filter(({ kind }) => kind === 'unknown' || kind === 'failed');
      assert.deepEqual(unsettled, []);
      assert.deepEqual([...new Set(findings.map(({ subject }) => subject))], ['m12']);
      const tidies = commands.filter((line) => line.includes('mod tidy -diff'));
      assert.equal(tidies.length, count);
    } finally {
      await machine.dispose();
      await folder.remove();
    }
  });
});
