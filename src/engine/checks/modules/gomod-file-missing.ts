import { joinPath, relativeWithin } from '../../../base/paths';
import { environmentVariable, goroot } from '../../facts/environment/environmentVariable';
import { gopathEntries } from '../../facts/environment/goFolders';
import { nearestGoMod } from '../../facts/go/governingFile';
import { defaultBuild, useOfFiles } from '../../facts/packages/defaultBuild';
import { treeLists } from '../../facts/treeLists';
import type { Facts } from '../../facts/factStore';
import type { RootCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';

/** Files by which Bazel knows its repository: it builds Go without go.mod. */
const bazelFiles = ['MODULE.bazel', 'WORKSPACE', 'WORKSPACE.bazel'];

export const gomodFileMissing: RootCheck = {
  id: 'gomod-file-missing',
  family: 'modules',
  scope: 'root',
  title: 'Go files lie in a module',
  why: 'Without a go.mod at or above their folder go build, go vet, go test and gopls do not load them: "go.mod file not found".',
  fix: 'Run go mod init with a module path in the folder that shall be the module; or open the folder that has the go.mod.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    here: 'no go.mod here or above: go build and gopls stop at these Go files with "go.mod file not found"; go mod init NAME makes one',
    below: 'no go.mod here or above: go build stops in {folder} with "go.mod file not found"; go run FILE alone works',
    noFiles: 'no Go file here would be built',
    otherwise: 'modules are off here, or something else than go builds these files',
  },
  run: async (root, facts) => {
    const { modules, workspaces } = await facts.get(treeLists, root.dir);
    if (modules.length + workspaces.length > 0) return passed;
    if ((await facts.get(nearestGoMod, root.dir)) !== undefined) return passed;
    if (await isBuiltOtherwise(root.dir, facts)) return notApplicable(say('otherwise'));
    const useOf = useOfFiles(await facts.get(defaultBuild));
    for (const { path, goFiles } of (await facts.tree(root.dir)).directories.values()) {
      const file = goFiles.find((one) => useOf(one) !== 'never');
      if (file === undefined) continue;
      const location = { file: joinPath(root.dir, path, file.name), range: startOfFile };
      // Go files further down may well be samples of something else, or programs of one file that go run takes as they are.
      return path === ''
        ? found([{ message: say('here'), location, key: 'go.mod' }])
        : found([{ message: say('below', { folder: path }), severity: 'info', location, key: 'go.mod' }]);
    }
    return notApplicable(say('noFiles'));
  },
};

/** Without modules, in GOROOT, in GOPATH, which `GO111MODULE=auto` takes for one, and under Bazel. */
async function isBuiltOtherwise(dir: string, facts: Facts): Promise<boolean> {
  const mode = (await facts.get(environmentVariable, 'GO111MODULE')).value;
  if (mode === 'off') return true;
  const root = await facts.get(goroot);
  const places = [...(root === undefined ? [] : [root]), ...(await facts.get(gopathEntries))];
  if (places.some((place) => relativeWithin(place, dir) !== undefined)) return true;
  for (const name of bazelFiles) if ((await facts.stat(joinPath(dir, name))) !== undefined) return true;
  return false;
}
