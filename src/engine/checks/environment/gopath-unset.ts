import { environmentVariable } from '../../facts/environment/environmentVariable';
import { homeVariable } from '../../facts/environment/osVariable';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';

export const gopathUnset: MachineCheck = {
  id: 'gopath-unset',
  family: 'environment',
  scope: 'machine',
  title: 'go knows where its module cache is',
  why: 'Without a home folder, as services, containers and sandboxes are started, go has no place for what it downloads.',
  fix: 'Set HOME, or GOPATH or GOMODCACHE.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    noModuleCache:
      '{home} is not set, nor are GOPATH and GOMODCACHE: a module that requires another stops with "module cache not found"',
  },
  run: async (_, facts) => {
    const { name: home } = homeVariable(facts.environment);
    const { value } = await facts.get(environmentVariable, 'GOMODCACHE');
    if (value !== '') return passed;
    // That there is no place for the build cache either is the finding of gocache-relative.
    return found([{ message: say('noModuleCache', { home }), anchor: 'env:GOPATH', key: 'GOPATH' }]);
  },
};
