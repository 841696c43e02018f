import { isAbsolutePath, joinPath } from '../../../base/paths';
import { parseGoEnvFile, type GoEnvFile } from '../../parse/goEnvFile';
import type { EnvironmentSnapshot } from '../../ports';
import type { Fact } from '../factStore';
import { osVariable, pathFromVariable } from './osVariable';

/** The file of `go env -w`. */
export interface UserEnvFile {
  /** absolute; undefined with GOENV=off and where there is no configuration folder */
  readonly path: string | undefined;
  readonly state: 'off' | 'no-config-dir' | 'missing' | 'unreadable' | 'present';
  /** set by the GOENV variable and not go's own choice */
  readonly custom: boolean;
  readonly file: GoEnvFile;
}

const nothing: GoEnvFile = { entries: [], ignored: [] };

/** `cfg.EnvFile` of cmd/go: GOENV, else `go/env` in the user's configuration folder. */
export const userEnvFile: Fact<UserEnvFile> = {
  name: 'userEnvFile',
  compute: async (_, facts) => {
    const { path, off } = userEnvFilePath(facts.environment);
    const custom = osVariable(facts.environment, 'GOENV') !== '';
    if (off) return { path: undefined, state: 'off', custom, file: nothing };
    if (path === undefined) return { path, state: 'no-config-dir', custom, file: nothing };
    const content = await facts.readFile(path);
    if (content.kind !== 'file') return { path, state: content.kind, custom, file: nothing };
    return { path, state: 'present', custom, file: parseGoEnvFile((await facts.readText(path)) ?? '') };
  },
};

export function userEnvFilePath(environment: EnvironmentSnapshot): { path: string | undefined; off: boolean } {
  const named = osVariable(environment, 'GOENV');
  if (named === 'off') return { path: undefined, off: true };
  // A relative GOENV means another file in every folder that go runs in: none that could be named here.
  if (named !== '') {
    const path = pathFromVariable(environment, named);
    return { path: isAbsolutePath(path) ? joinPath(path) : undefined, off: false };
  }
  const config = environment.userConfigDir;
  return { path: config === undefined ? undefined : joinPath(config, 'go/env'), off: false };
}
