import { dirname } from '../../../base/paths';
import { nativePath } from '../../facts/environment/osVariable';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed, unknown } from '../../model/outcome';

export const goMultipleOnPath: MachineCheck = {
  id: 'go-multiple-on-path',
  family: 'toolchain',
  scope: 'machine',
  title: 'PATH has one Go',
  why: 'The first one wins, and another order of PATH, in a service or an editor, means another Go.',
  fix: 'Remove the installations that are not used, or keep the order of PATH equal everywhere.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    several: 'PATH has {count} Go installations: {first} in {folder} runs, and hides {others}',
  },
  run: async (_, facts) => {
    const { found: go, onPath } = await facts.get(goInstallation);
    const [first, ...others] = onPath;
    if (first === undefined) return go ? passed : unknown(say('shared.goNotFound'), 'go');
    if (others.length === 0) return passed;
    const native = (path: string): string => nativePath(facts.environment, path);
    const hidden = others.map((other) => `${other.version} (${native(dirname(other.path))})`).join(', ');
    const args = {
      count: onPath.length,
      first: first.version,
      folder: native(dirname(first.shimPath ?? first.path)),
      others: hidden,
    };
    return found([{ message: say('several', args), anchor: 'toolchain', key: 'several' }]);
  },
};
