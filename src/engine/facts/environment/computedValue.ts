import { joinPath } from '../../../base/paths';
import { governingLines, nearestGoMod, workspaceFile } from '../go/governingFile';
import { goInstallation } from '../go/goInstallation';
import { cgoDefault, defaultCompilers, hostGoos } from '../cgo/cgoDefault';
import { compareGoVersions } from '../../parse/goVersion';
import type { Facts } from '../factStore';
import { environmentVariable, goroot } from './environmentVariable';
import { gopathEntries } from './goFolders';
import { nativePath } from './osVariable';

/** Names whose value go works out where nobody set it. */
export const computedNames: readonly string[] = [
  'CC',
  'CGO_ENABLED',
  'CXX',
  'GOBIN',
  'GOEXE',
  'GOHOSTARCH',
  'GOHOSTOS',
  'GOMOD',
  'GOTELEMETRY',
  'GOTELEMETRYDIR',
  'GOTOOLDIR',
  'GOVERSION',
  'GOWORK',
];

/** The value of such a name in a folder; '' where there is none. */
export async function computedValue(name: string, folder: string, facts: Facts): Promise<string> {
  const { environment } = facts;
  const native = (path: string): string => nativePath(environment, path);
  switch (name) {
    case 'CC':
      return (await facts.get(defaultCompilers)).cc;
    case 'CXX':
      return (await facts.get(defaultCompilers)).cxx;
    case 'CGO_ENABLED':
      return (await facts.get(cgoDefault)).enabled ? '1' : '0';
    case 'GOBIN': {
      // Go 1.27 began to say where go install would put a program.
      const version = (await facts.get(goInstallation)).found?.version ?? '';
      const [first] = compareGoVersions(version, '1.27') < 0 ? [] : await facts.get(gopathEntries);
      return first === undefined ? '' : native(joinPath(first, 'bin'));
    }
    case 'GOEXE':
      return (await facts.get(environmentVariable, 'GOOS')).value === 'windows' ? '.exe' : '';
    case 'GOHOSTARCH':
      return environment.arch;
    case 'GOHOSTOS':
      return hostGoos(environment);
    case 'GOMOD':
      return native((await moduleFile(folder, facts)) ?? '');
    case 'GOWORK': {
      const workspace = await facts.get(workspaceFile, folder);
      if (workspace.kind === 'file') return native(workspace.path);
      // GO111MODULE=off does without workspaces, too, but go shows only what was said of them.
      return (await facts.get(environmentVariable, 'GOWORK')).value === 'off' ? 'off' : '';
    }
    case 'GOTELEMETRY':
      return telemetryMode(facts);
    case 'GOTELEMETRYDIR':
      return environment.userConfigDir === undefined ? '' : native(joinPath(environment.userConfigDir, 'go/telemetry'));
    case 'GOTOOLDIR': {
      const root = await facts.get(goroot);
      return root === undefined ? '' : native(joinPath(root, `pkg/tool/${hostGoos(environment)}_${environment.arch}`));
    }
    case 'GOVERSION':
      return (await facts.get(goInstallation)).found?.toolchain ?? '';
    default:
      return '';
  }
}

async function moduleFile(folder: string, facts: Facts): Promise<string | undefined> {
  if ((await facts.get(environmentVariable, 'GO111MODULE')).value === 'off') return undefined;
  const found = await facts.get(nearestGoMod, folder);
  if (found !== undefined) return found;
  const { file } = await facts.get(governingLines, folder);
  return file !== undefined ? undefined : facts.environment.platform === 'win32' ? 'NUL' : '/dev/null';
}

/** `on 2024-01-01`: the mode, and since when. */
async function telemetryMode(facts: Facts): Promise<string> {
  const { userConfigDir } = facts.environment;
  const text = userConfigDir === undefined ? '' : await facts.readText(joinPath(userConfigDir, 'go/telemetry/mode'));
  return text?.trim().split(' ')[0] || 'local';
}
