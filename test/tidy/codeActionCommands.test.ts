import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commandIds } from '../../src/protocol/index';

describe('commands that code actions name', () => {
  it('are commands of the extension', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { commands: { command: string }[] };
    };
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      Object.values(commandIds).filter((id) => !declared.includes(id)),
      [],
    );
  });
});
