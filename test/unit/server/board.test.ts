import assert from 'node:assert/strict';
import { createCatalogue, say, type Finding } from '../../../src/engine/index';
import { Board } from '../../../src/server/board';
import { serverMessages } from '../../../src/server/serverMessages';
import { MemoryFiles } from '../../support/memoryPorts';
import { sampleResult, storyboardFinding } from '../../support/sampleResult';

const folder = { uri: 'file:///home/u/src/shop', dir: '/home/u/src/shop', checks: [] };
const goMod = '/home/u/src/shop/go.mod';

const ofMachine: Finding = {
  ...{ check: 'go-eol', family: 'toolchain', subject: 'machine', severity: 'warning', confidence: 'certain' },
  ...{ message: say('unknown.id'), fingerprint: 'machine', about: [], related: [], fixes: [] },
};

describe('Board', () => {
  it('in the middle of a run shows findings without the disk, and says when they are sent', async () => {
    const files = new MemoryFiles({ [goMod]: 'module shop\n\ngo 1.26\n' });
    const sent: string[] = [];
    let arrived = (): void => undefined;
    const board = new Board({
      catalogue: createCatalogue({ language: 'en', checks: [], templates: [serverMessages], translations: {} }),
      pageUri: undefined,
      uriOf: (path) => `file://${path}`,
      publish: (path, problems) => {
        sent.push(`${path} ${problems.length}`);
        return new Promise<void>((resolve) => (arrived = resolve));
      },
      sendState: () => undefined,
      now: () => 0,
    });
    board.add(folder, files);
    await board.show(folder, sampleResult({ findings: [ofMachine] }), false);
    assert.deepEqual([sent, files.reads], [[`${goMod} 1`], [goMod]]);

    let isOver = false;
    const shown = board.showFindings(folder, [storyboardFinding, ofMachine]).then(() => (isOver = true));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([sent.at(-1), files.reads.length, isOver], [`${goMod} 2`, 1, false]);
    arrived();
    await shown;

    await board.show(folder, sampleResult({ findings: [storyboardFinding, ofMachine] }), false);
    assert.deepEqual(
      [sent.length, files.reads.length],
      [2, 2],
      'the same again, and where it stands is looked up anew',
    );
  });
});
