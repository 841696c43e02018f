import { cgoLines } from '../../facts/cgo/cgoDirectives';
import { findOnPath, programOf } from '../../facts/cgo/cgoDefault';
import { cgoState } from '../../facts/cgo/cgoState';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';

export const pkgConfigMissing: ModuleCheck = {
  id: 'pkg-config-missing',
  family: 'cgo',
  scope: 'module',
  title: 'pkg-config is there where a #cgo line asks it',
  why: 'go asks it for the flags of a C library, and stops where it cannot start it.',
  fix: 'Install pkg-config (pkgconf), or name it in PKG_CONFIG.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: '#cgo asks pkg-config for {packages}, and {program} is not on PATH: go build stops here',
    missingNamed:
      '#cgo asks pkg-config for {packages}, and PKG_CONFIG names {program}, which is not there: go build stops here',
    noLines: 'no #cgo line that counts on this machine asks pkg-config',
    off: 'cgo is off, so no #cgo line is read',
  },
  run: async (module, facts) => {
    const lines = (await facts.get(cgoLines, module.dir)).filter(({ verb }) => verb === 'pkg-config');
    if (lines.length === 0) return notApplicable(say('noLines'));
    if (!(await facts.get(cgoState)).enabled) return notApplicable(say('off'));
    const variable = await facts.get(environmentVariable, 'PKG_CONFIG');
    const program = programOf(variable.value);
    if ((await findOnPath(program, facts)) !== undefined) return passed;
    const name = variable.source === 'default' ? 'missing' : 'missingNamed';
    return found(
      lines.map(({ file, range, value }) => ({
        message: say(name, { packages: value, program }),
        location: { file, range },
        key: value,
      })),
    );
  },
};
