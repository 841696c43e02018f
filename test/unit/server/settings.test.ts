import assert from 'node:assert/strict';
import { settingDeclarations } from '../../../src/engine/index';
import { serverSettings, settingsSection } from '../../../src/protocol/index';
import { permissionFor, sessionOf } from '../../../src/server/session';
import { settingsOf } from '../../../src/server/settings';

describe('settings of the server', () => {
  it('are settings that exist, and all of those that a repository may decide too', () => {
    const declared = settingDeclarations.map(({ key }): string => key);
    assert.deepEqual(
      serverSettings.filter((key) => !declared.includes(key)),
      [],
    );
    const ofRepository = settingDeclarations.filter(({ inFile }) => inFile).map(({ key }): string => key);
    assert.deepEqual(
      ofRepository.filter((key) => !(serverSettings as readonly string[]).includes(key)),
      [],
    );
    assert.equal(settingsSection, 'goPreflight');
  });

  it('are read from anything', () => {
    for (const value of [null, undefined, 7, 'x', [], { background: 7 }]) {
      assert.deepEqual(settingsOf(value), { values: {}, told: undefined, background: true, codeLens: false });
    }
    const read = settingsOf({ profile: 'static', go: { path: '/x' }, tags: ['a'], background: { enabled: false } });
    assert.deepEqual(read, {
      values: { profile: 'static', tags: ['a'] },
      told: 'static',
      background: false,
      codeLens: false,
    });
    assert.equal(settingsOf({ codeLens: { enabled: true } }).codeLens, true);
  });
});

describe('permissionFor', () => {
  const folder = 'file:///w';
  const trusted = { trusted: true, consent: [] };

  it('runs nothing without trust, whatever was agreed to', () => {
    const session = { trusted: false, consent: [{ folder, profile: 'network' as const }] };
    assert.equal(permissionFor(session, folder, 'offline').granted, 'static');
  });

  it('goes up to offline with trust, and further only with consent for this folder', () => {
    assert.deepEqual(permissionFor(trusted, folder, undefined), { profile: undefined, granted: 'offline' });
    assert.deepEqual(permissionFor(trusted, folder, 'network'), { profile: 'network', granted: 'offline' });
    const consenting = { trusted: true, consent: [{ folder, profile: 'network' as const }] };
    assert.deepEqual(permissionFor(consenting, folder, undefined), { profile: 'network', granted: 'network' });
    assert.equal(permissionFor(consenting, folder, 'static').profile, 'static', 'who wants nothing to run gets that');
    assert.deepEqual(permissionFor(consenting, folder, 'build'), { profile: 'build', granted: 'network' });
    assert.equal(permissionFor(consenting, 'file:///other', undefined).granted, 'offline');
  });

  it('believes the settings of an editor that knows no sessions', () => {
    assert.deepEqual(permissionFor(undefined, folder, undefined), { profile: 'static', granted: 'static' });
    assert.deepEqual(permissionFor(undefined, folder, 'offline'), { profile: 'offline', granted: 'offline' });
  });

  it('trusts nothing in a session that makes no sense', () => {
    assert.deepEqual(
      sessionOf({ trusted: 'yes', consent: [{ folder: 7, profile: 'network' }, 'x'], goPath: 9 }),
      nothing(),
    );
    assert.deepEqual(sessionOf(null), nothing());
  });
});

function nothing(): ReturnType<typeof sessionOf> {
  return { trusted: false, consent: [] };
}
