import { isAbsolutePath, joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { gopathEntries } from '../../facts/environment/goFolders';
import { nativePath, osVariable, pathFromVariable } from '../../facts/environment/osVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';

export const gobinNotOnPath: MachineCheck = {
  id: 'gobin-not-on-path',
  family: 'toolchain',
  scope: 'machine',
  title: 'Programs that go install installs are found by name',
  why: 'go install puts them into GOBIN, or bin below GOPATH, and says nothing when no PATH leads there.',
  fix: 'Put the folder on PATH where your shell or desktop session sets it.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    offPath:
      '{folder}, where go install puts programs, is not on PATH: {program} and {more} more are not found by name',
    offPathOne: '{folder}, where go install puts programs, is not on PATH: {program} is not found by name',
    nothing: 'nothing was installed by go install yet',
  },
  run: async (_, facts) => {
    const folder = await installFolder(facts);
    const programs = folder === undefined ? [] : await executables(folder, facts);
    const [program] = programs;
    if (folder === undefined || program === undefined) return notApplicable(say('nothing'));
    if (await isOnPath(folder, facts)) return passed;
    const more = programs.length - 1;
    const args = { folder: nativePath(facts.environment, folder), program, more };
    return found([{ message: say(more === 0 ? 'offPathOne' : 'offPath', args), anchor: 'env:PATH', key: 'offPath' }]);
  },
};

export const gobinRelative: MachineCheck = {
  id: 'gobin-relative',
  family: 'toolchain',
  scope: 'machine',
  title: 'GOBIN is an absolute path',
  why: 'go install stops before it installs anything.',
  fix: 'Write an absolute path, or unset GOBIN.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    relative: 'GOBIN={value} is relative: go install stops with "GOBIN must be an absolute path"',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOBIN');
    const { value } = variable;
    if (value === '' || isAbsolutePath(pathFromVariable(facts.environment, value))) return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say('relative', { value }), ...placeOf(variable), fixes, key: 'relative' }]);
  },
};

async function installFolder(facts: Facts): Promise<string | undefined> {
  const gobin = pathFromVariable(facts.environment, (await facts.get(environmentVariable, 'GOBIN')).value);
  if (gobin !== '') return isAbsolutePath(gobin) ? joinPath(gobin) : undefined;
  const [first] = await facts.get(gopathEntries);
  return first !== undefined && isAbsolutePath(first) ? joinPath(first, 'bin') : undefined;
}

async function executables(folder: string, facts: Facts): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name } of (await facts.readDirectory(folder)) ?? []) {
    const stat = await facts.stat(joinPath(folder, name));
    if (stat?.kind === 'file' && stat.executable) names.push(name);
  }
  return names;
}

async function isOnPath(folder: string, facts: Facts): Promise<boolean> {
  const real = await facts.realPath(folder);
  for (const entry of osVariable(facts.environment, 'PATH').split(facts.environment.pathDelimiter)) {
    const path = pathFromVariable(facts.environment, entry);
    if (!isAbsolutePath(path)) continue;
    if (joinPath(path) === folder || (real !== undefined && (await facts.realPath(joinPath(path))) === real))
      return true;
  }
  return false;
}
