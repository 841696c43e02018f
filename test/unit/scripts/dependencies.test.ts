import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as dependencies from '../../../scripts/setup/dependencies.mjs';

/** Not bundled into this test: the scripts ask where they lie. */
const script = pathToFileURL(path.join(process.cwd(), 'scripts/setup/dependencies.mjs')).href;

describe('the installed packages', () => {
  let missingPackages: typeof dependencies.missingPackages;
  let requireNode: typeof dependencies.requireNode;

  before(async () => {
    ({ missingPackages, requireNode } = (await import(script)) as typeof dependencies);
  });

  const mocha = { version: '12.0.3', integrity: 'sha512-a' };

  it('lack what is absent or another version', () => {
    const wanted = { '': {}, 'node_modules/mocha': mocha, 'node_modules/a/node_modules/@b/c': { version: '1.0.0' } };
    assert.deepEqual(missingPackages(wanted, {}), ['mocha', '@b/c']);
    assert.deepEqual(missingPackages({ 'node_modules/mocha': mocha }, { 'node_modules/mocha': mocha }), []);
    const older = { 'node_modules/mocha': { ...mocha, version: '11.0.0' } };
    assert.deepEqual(missingPackages({ 'node_modules/mocha': mocha }, older), ['mocha']);
    const altered = { 'node_modules/mocha': { ...mocha, integrity: 'sha512-b' } };
    assert.deepEqual(missingPackages({ 'node_modules/mocha': mocha }, altered), ['mocha']);
  });

  it('may lack what is for another platform, but not have it in another version', () => {
    const wanted = { 'node_modules/@esbuild/win32-x64': { version: '1.0.0', optional: true } };
    assert.deepEqual(missingPackages(wanted, {}), []);
    assert.equal(missingPackages(wanted, { 'node_modules/@esbuild/win32-x64': { version: '0.9.0' } }).length, 1);
  });

  it('need Node 20.19', () => {
    for (const version of ['20.19.0', '22.0.0', '24.21.0']) requireNode(version);
    for (const version of ['18.20.0', '20.18.9']) assert.throws(() => requireNode(version), /needs Node 20\.19/);
  });
});
