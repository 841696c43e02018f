import { godebugTable } from '../../facts/go/godebugTable';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed, unknown } from '../../model/outcome';
import { godebugFindings } from '../../modfile/godebugFindings';
import { soundGoMod } from '../../modfile/readableGoMod';
import { reachOf } from './outsideWorkspace';

export const gomodGodebugUnknown: ModuleCheck = {
  id: 'gomod-godebug-unknown',
  family: 'modules',
  scope: 'module',
  title: 'Every godebug line sets something that this Go knows',
  why: 'go compares the lines with its own table when it loads go.mod, and every command stops at a setting that it does not know or no longer has.',
  fix: 'Correct the name, or delete the line.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unknown: 'go {go} knows no setting {key}; every go command that reads this {file} stops',
    misspelt: 'go {go} knows no setting {key}, only {nearest}; every go command that reads this {file} stops',
    removed: 'Go {since} removed the setting {key}; every go command that reads this {file} stops',
    defaultForm:
      'default={value} names no Go release; a value is written default=go1.21, and every go command stops here',
    defaultTooNew: 'default={value} is newer than go {go}; every go command that reads this {file} stops',
    'fix.rename': 'Write {nearest}',
    noTable: 'the Go that would read this file is not here, and with it its table of settings',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { godebug } = sound.goMod.file;
    if (godebug.length === 0) return passed;
    const table = await facts.get(godebugTable, module.dir);
    if (table === undefined) return unknown(say('noTable'), 'go');
    // In a workspace the lines of go.work count, and nobody looks at these.
    const { severity } = await reachOf(module, facts);
    return found(godebugFindings(sound.goMod, godebug, table).map((finding) => ({ ...finding, severity })));
  },
};
