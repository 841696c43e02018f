import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { buildTagsChecks } from '../../../../../src/engine/checks/build-tags/index';
import { moduleTags } from '../../../../../src/engine/facts/buildTags/moduleTags';
import { directoriesOfModule } from '../../../../../src/engine/facts/packages/moduleDirectories';
import { FactStore } from '../../../../../src/engine/facts/factStore';
import { createEngine, defaultConfig } from '../../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../../support/memoryPorts';
import { memoryTree } from '../../../../support/memoryTree';

const request = { root: '/work', config: { ...defaultConfig, profile: 'static' as const }, granted: 'static' as const };
const signal = new AbortController().signal;

describe('build tags of modules', () => {
  it('belong to the innermost module', async () => {
    const files = new MemoryFiles({
      '/work/go.mod': 'module m\n',
      '/work/x.go': 'package m\n',
      '/work/a/x.go': 'package a\n',
      '/work/a/b/go.mod': 'module b\n',
      '/work/a/b/x.go': 'package b\n',
      '/work/a/b/c/x.go': 'package c\n',
    });
    const store = new FactStore(memoryPorts({ files, tree: (root) => memoryTree(files, root) }), '/work');
    const pathsOf = async (module: string): Promise<readonly string[]> =>
      (await store.session(signal).get(directoriesOfModule, module)).map(({ path }) => path);
    deepEqual(await pathsOf('/work'), ['', 'a']);
    deepEqual(await pathsOf('/work/a/b'), ['a/b', 'a/b/c']);
    deepEqual(await pathsOf('/work/a'), []);
  });

  it('stay the same object where an edit does not concern them', async () => {
    const files = new MemoryFiles({
      '/work/go.mod': 'module m\n',
      '/work/x.go': '//go:build linux && windows\n\npackage m\n',
      '/work/y.go': 'package m\n',
      '/work/b/go.mod': 'module b\n',
      '/work/b/x.go': '//go:build linux && windows\n\npackage b\n',
    });
    let tree = memoryTree(files, '/work');
    const ports = memoryPorts({ files, tree: () => tree });
    const store = new FactStore(ports, '/work');
    const before = await store.session(signal).get(moduleTags, '/work/b');
    const edited = await store.session(signal).get(moduleTags, '/work');
    files.write('/work/x.go', '//go:build linux\n\npackage m\n');
    const next = memoryTree(files, '/work');
    // Unchanged folders keep their identity, as the scanner promises.
    tree = { ...next, directories: new Map([...next.directories, ['b', tree.directories.get('b')!]]) };
    store.invalidate(['/work/x.go']);
    equal(await store.session(signal).get(moduleTags, '/work/b'), before);
    notEqual(await store.session(signal).get(moduleTags, '/work'), edited);
    equal((await store.session(signal).get(moduleTags, '/work')).faulty.length, 0);
  });

  it('are judged again after an edit, in the file that was edited only', async () => {
    const files = new MemoryFiles({
      '/work/go.mod': 'module m\n\ngo 1.26\n',
      '/work/x.go': 'package m\n',
      '/work/y.go': '//go:build linux &&\n\npackage m\n',
    });
    const ports = memoryPorts({ files, tree: (root) => memoryTree(files, root) });
    const engine = createEngine(ports, buildTagsChecks);
    const told = async (): Promise<string[]> =>
      (await engine.run(request, signal)).findings.map(({ check, location }) => `${check} ${location?.file ?? ''}`);
    deepEqual(await told(), ['go-build-syntax-error /work/y.go']);
    files.write('/work/x.go', '//go:build windows && linux\n\npackage m\n');
    engine.invalidate(['/work/x.go']);
    files.reads.length = 0;
    deepEqual(await told(), ['constraint-unsatisfiable /work/x.go', 'go-build-syntax-error /work/y.go']);
    equal(files.reads.includes('/work/y.go'), false, 'nobody reads the other file again');
  });

  it('are unknown, not clean, where a file or folder cannot be read', async () => {
    const files = new MemoryFiles({
      '/work/go.mod': 'module m\n\ngo 1.26\n',
      '/work/x.go': '//go:build linux && windows\n\npackage m\n',
      '/work/hidden/x.go': 'package hidden\n',
    });
    const tree = memoryTree(files, '/work');
    files.unreadable.add('/work/x.go');
    const engine = createEngine(memoryPorts({ files, tree: () => tree }), buildTagsChecks);
    const one = (await engine.run({ ...request, only: ['constraint-unsatisfiable'] }, signal)).outcomes[0];
    deepEqual([one?.kind, one?.unknown?.needs, one?.unknown?.missing], ['unknown', 'readable-files', ['x.go']]);

    const problem = { path: 'hidden', kind: 'unreadable' as const, detail: 'permission denied' };
    const other = createEngine(memoryPorts({ files, tree: () => ({ ...tree, problems: [problem] }) }), buildTagsChecks);
    const outcomes = (await other.run({ ...request, only: ['go-build-multiple'] }, signal)).outcomes;
    deepEqual(
      outcomes.map(({ kind, unknown }) => [kind, unknown?.missing]),
      [['unknown', ['hidden']]],
    );
  });
});
