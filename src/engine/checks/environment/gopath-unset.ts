import { environmentVariable } from '../../facts/environment/environmentVariable';
import { homeVariable } from '../../facts/environment/osVariable';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';

export const gopathUnset: MachineCheck = {
  id: 'gopath-unset',
  family: 'environment',
  scope: 'machine',
  title: 'go knows where its caches are',
  why: 'Without a home folder, as services, containers and sandboxes are started, go has no place for what it compiles and downloads.',
  fix: 'Set HOME, or GOCACHE and GOPATH (or GOMODCACHE).',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    noBuildCache: '{home} is not set, nor is GOCACHE: every go build stops with "build cache is required"',
    noModuleCache:
      '{home} is not set, nor are GOPATH and GOMODCACHE: a module that requires another stops with "module cache not found"',
  },
  run: async (_, facts) => {
    const { name: home } = homeVariable(facts.environment);
    const drafts: FindingDraft[] = [];
    const missing = async (name: string): Promise<boolean> => {
      const { value } = await facts.get(environmentVariable, name);
      return value === '';
    };
    if (await missing('GOCACHE'))
      drafts.push({ message: say('noBuildCache', { home }), anchor: 'env:GOCACHE', key: 'GOCACHE' });
    if (await missing('GOMODCACHE'))
      drafts.push({
        message: say('noModuleCache', { home }),
        severity: 'warning',
        anchor: 'env:GOPATH',
        key: 'GOPATH',
      });
    return found(drafts);
  },
};
