import { joinPath } from '../../../base/paths';
import { environmentVariable, goroot } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed, unknown } from '../../model/outcome';

export const goexperimentInvalid: MachineCheck = {
  id: 'goexperiment-invalid',
  family: 'environment',
  scope: 'machine',
  title: 'GOEXPERIMENT names experiments that this Go has',
  why: 'Experiments come and go with releases, and go stops before every command at a name that it does not know.',
  fix: 'Take the name out of GOEXPERIMENT, or unset it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unknown: 'GOEXPERIMENT has {word}, which Go {version} does not know: every go command stops',
    noTable: 'the experiments of Go {version} cannot be read from its sources',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOEXPERIMENT');
    if (variable.value === '') return passed;
    const { found: go } = await facts.get(goInstallation);
    if (go === undefined) return unknown(say('shared.goNotFound'), 'go');
    const root = (await facts.get(goroot)) ?? go.goroot;
    const text = (await facts.readText(joinPath(root, 'src/internal/goexperiment/flags.go'))) ?? '';
    const fields = /^type Flags struct \{([^]*?)^\}/m.exec(text)?.[1] ?? '';
    const known = new Set(Array.from(fields.matchAll(/^\t(\w+)\s+bool\b/gm), ([, name = '']) => name.toLowerCase()));
    if (known.size === 0) return unknown(say('noTable', { version: go.version }), 'go');
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    const words = variable.value.split(',');
    // `buildcfg.ParseGOEXPERIMENT` stops at the first one.
    const at = words.findIndex(
      (word) => word !== '' && word !== 'none' && !known.has(word.replace(/^no/, '')) && !/^(?:no)?regabi$/.test(word),
    );
    const word = words[at];
    if (word === undefined) return passed;
    const start = words.slice(0, at).join(',').length + (at > 0 ? 1 : 0);
    const place = placeOf(variable, { start, end: start + word.length });
    return found([{ message: say('unknown', { word, version: go.version }), ...place, fixes, key: word }]);
  },
};
