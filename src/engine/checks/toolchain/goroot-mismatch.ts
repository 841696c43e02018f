import { isAbsolutePath, joinPath } from '../../../base/paths';
import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { nativePath, pathFromVariable } from '../../facts/environment/osVariable';
import type { Facts } from '../../facts/factStore';
import { goInstallation, type GoInstallation } from '../../facts/go/goInstallation';
import { readGoTree } from '../../facts/go/goTree';
import type { MachineCheck } from '../../model/check';
import { say, type Message } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';
import { deleteLine, placeOf } from '../../facts/environment/variablePlace';

export const gorootMismatch: MachineCheck = {
  id: 'goroot-mismatch',
  family: 'toolchain',
  scope: 'machine',
  title: 'GOROOT is the tree of the go command that runs',
  why: 'go takes its compiler from GOROOT and refuses one of another version; go version and go env still look fine.',
  fix: 'Unset GOROOT: go finds its own tree.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    notSet: 'GOROOT is not set',
    missing: 'GOROOT names {goroot}, which does not exist; every go command stops with "cannot find GOROOT directory"',
    noTools: 'GOROOT names {goroot}, which is no Go distribution: go build finds no compiler in it',
    otherVersion:
      'GOROOT names {goroot} ({other}), but the go command is {toolchain} of {own}: its compiler refuses to work',
    development: 'GOROOT names {goroot}, a development tree whose version only its compiler knows',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOROOT');
    if (variable.source === 'default') return notApplicable(say('notSet'));
    const { found: go } = await facts.get(goInstallation);
    if (!go) return unknown(say('shared.goNotFound'), 'go');
    const verdict = await compare(variable, go, facts);
    if (verdict === 'same') return passed;
    if (verdict.id === 'development') return unknown(verdict, 'go');
    // `go env -u GOROOT` stops as well where the folder does not exist, so a line in the user's file goes by hand.
    const fixes = variable.location ? [deleteLine(variable.location)] : [];
    return found([{ message: verdict, ...placeOf(variable), fixes, key: verdict.id }]);
  },
};

async function compare(variable: GoVariable, go: GoInstallation, facts: Facts): Promise<Message | 'same'> {
  const goroot = variable.value;
  const set = pathFromVariable(facts.environment, goroot);
  // A relative GOROOT is another folder in each folder that go runs in; here it names none.
  if (!isAbsolutePath(set)) return say('missing', { goroot });
  const path = joinPath(set);
  if ((await facts.stat(path)) === undefined) return say('missing', { goroot });
  const [realSet, realOwn] = [await facts.realPath(path), await facts.realPath(go.goroot)];
  if (path === go.goroot || (realSet !== undefined && realSet === realOwn)) return 'same';
  if ((await facts.stat(joinPath(path, 'pkg/tool')))?.kind !== 'directory') return say('noTools', { goroot });
  const tree = await readGoTree(path, facts);
  if (!tree || (await facts.stat(joinPath(path, 'VERSION'))) === undefined) return say('development', { goroot });
  if (tree.toolchain === go.toolchain) return 'same';
  const own = nativePath(facts.environment, go.goroot);
  return say('otherVersion', { goroot, other: tree.toolchain, toolchain: go.toolchain, own });
}
