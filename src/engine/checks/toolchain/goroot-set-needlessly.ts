import { joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { deleteLine, placeOf } from '../../facts/environment/variablePlace';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';

export const gorootSetNeedlessly: MachineCheck = {
  id: 'goroot-set-needlessly',
  family: 'toolchain',
  scope: 'machine',
  title: 'GOROOT is left to go',
  why: 'go finds its own tree; a GOROOT that is right today is wrong after the next upgrade, and for every other go on the machine.',
  fix: 'Remove GOROOT where it is set.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    needless: 'GOROOT={value} says what go knows by itself, and breaks it with the next upgrade',
    notSet: 'GOROOT is not set',
    image: 'a version manager or an image sets it, to the one Go that there is',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOROOT');
    const { value } = variable;
    if (variable.source === 'default') return notApplicable(say('notSet'));
    const { found: go, onPath } = await facts.get(goInstallation);
    if (!go) return unknown(say('shared.goNotFound'), 'go');
    const path = joinPath(pathFromVariable(facts.environment, value));
    // setup-go and version managers set it each time they change the version: it cannot fall behind.
    const isManaged =
      go.manager !== undefined || 'GITHUB_ACTIONS' in facts.environment.variables || /\/\.gvm\//.test(path);
    if (isManaged || (onPath.length === 1 && 'GOLANG_VERSION' in facts.environment.variables))
      return notApplicable(say('image'));
    const isOwn = path === go.goroot || (await facts.realPath(path)) === ((await facts.realPath(go.goroot)) ?? '');
    // Another tree is another finding.
    if (!isOwn) return passed;
    const fixes = variable.location ? [deleteLine(variable.location)] : [];
    return found([{ message: say('needless', { value }), ...placeOf(variable), fixes, key: 'needless' }]);
  },
};
