import assert from 'node:assert/strict';
import { FactStore } from '../../../../../src/engine/facts/factStore';
import { editorSettings } from '../../../../../src/engine/facts/faces/editorSettings';
import type { EditorFiles } from '../../../../../src/engine/index';
import { memoryPorts, MemoryFiles } from '../../../../support/memoryPorts';

const user = '/home/me/.config/Code/User';

/** What go.goroot is in the end, and of which file it is. */
async function gorootOf(files: Readonly<Record<string, string>>, editorFiles?: EditorFiles): Promise<string> {
  const environment = {
    variables: { HOME: '/home/me' },
    userConfigDir: '/home/me/.config',
    ...(editorFiles && { editorFiles }),
  };
  const store = new FactStore(memoryPorts({ files: new MemoryFiles(files), environment }), '/work/shop');
  const { goroot } = await store.session(new AbortController().signal).get(editorSettings, '/work/shop');
  return goroot ? `${goroot.value ?? ''} of ${goroot.location.file}` : 'none';
}

const goroot = (value: string): string => JSON.stringify({ 'go.goroot': value });
const workspaceFile = (value: string, ...folders: readonly string[]): string =>
  JSON.stringify({ folders: folders.map((path) => ({ path })), settings: { 'go.goroot': value } });

describe('editorSettings', () => {
  const files = {
    [`${user}/settings.json`]: goroot('/user'),
    [`${user}/profiles/-7e1f/settings.json`]: goroot('/profile'),
    '/work/all.code-workspace': workspaceFile('/workspace', 'docs', 'shop'),
  };

  it('without an editor: the default profile, and the one workspace file that lists the folder', async () => {
    assert.equal(await gorootOf(files), '/workspace of /work/all.code-workspace');
    const alone = { ...files, '/work/all.code-workspace': workspaceFile('/workspace', 'docs') };
    assert.equal(await gorootOf(alone), `/user of ${user}/settings.json`);
    const other = { ...alone, '/work/docs.code-workspace': workspaceFile('/workspace', 'docs', '../shop') };
    assert.equal(await gorootOf(other), `/user of ${user}/settings.json`);
  });

  it('an editor says which profile is in use, and which workspace file is open, wherever it lies', async () => {
    const profile = `${user}/profiles/-7e1f/settings.json`;
    assert.equal(await gorootOf(files, { user: profile, workspace: undefined }), `/profile of ${profile}`);
    const workspace = '/home/me/mine.code-workspace';
    const own = { ...files, [workspace]: workspaceFile('/mine', '/work/shop') };
    assert.equal(await gorootOf(own, { user: profile, workspace }), `/mine of ${workspace}`);
  });

  it('the settings of the folder come last', async () => {
    const own = { ...files, '/work/shop/.vscode/settings.json': goroot('/folder') };
    assert.equal(await gorootOf(own), '/folder of /work/shop/.vscode/settings.json');
  });

  it('a profile that goes by the settings of the default one has no file', async () => {
    const gone = { user: `${user}/profiles/-none/settings.json`, workspace: undefined };
    assert.equal(await gorootOf(files, gone), `/user of ${user}/settings.json`);
  });
});
