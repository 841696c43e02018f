import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

describe('generated parts of the manifest', () => {
  it('are what the declaration of settings and the registry of checks say', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/generate-manifest.mjs', '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  });
});
