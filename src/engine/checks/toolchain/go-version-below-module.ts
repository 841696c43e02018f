import type { UserEnvFile } from '../../facts/environment/userEnvFile';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { compareGoVersions } from '../../parse/goVersion';
import type { RootCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say } from '../../model/message';
import { found, notApplicable, unknown } from '../../model/outcome';
import { setFix, unsetFix } from '../../facts/environment/variablePlace';
import { nameOf, placeOfLine, selections, type Selection } from './selections';

type Refused = Extract<Selection['selected'], { kind: 'refused' }>;

export const goVersionBelowModule: RootCheck = {
  id: 'go-version-below-module',
  family: 'toolchain',
  scope: 'root',
  title: 'The Go that runs is new enough for go.mod and go.work',
  why: 'Go 1.21 and later refuse every command in a module whose go line is above their own version.',
  fix: 'Install a newer Go, or let go switch to one: go env -w GOTOOLCHAIN=auto.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    local:
      '{file} needs Go {required}; GOTOOLCHAIN=local keeps Go {running} from switching, so every go command stops here',
    named: '{file} needs Go {required}, but GOTOOLCHAIN={setting} selects Go {running}: every go command stops here',
    defaultLine: '{file} needs Go {required}, and its line "toolchain default" keeps Go {running} from switching',
    tooOld: '{file} needs Go {required}; Go {running} is too old to know how to switch to it',
    settingHere: 'GOTOOLCHAIN is set here',
    toolchainHere: 'this line forbids to switch',
  },
  run: async (root, facts) => {
    const all = await selections(root, facts);
    if (all === undefined) return unknown(say('shared.goNotFound'), 'go');
    if (all.length === 0) return notApplicable(say('shared.noModule'));
    const user = await facts.get(userEnvFile);
    const drafts = all.map(({ selected }) => (selected.kind === 'refused' ? draftOf(selected, user) : undefined));
    return found(drafts.filter((draft) => draft !== undefined));
  },
};

function draftOf(selected: Refused, user: UserEnvFile): FindingDraft | undefined {
  const { lines, setting, required, running } = selected;
  if (lines.file === undefined || lines.go === undefined) return undefined;
  const args = { file: nameOf(lines.file), required, running, setting: setting.value };
  const message = messageOf(selected);
  const related: RelatedLocation[] = [];
  if (setting.location && (message === 'local' || message === 'named'))
    related.push({ ...setting.location, message: say('settingHere') });
  if (message === 'defaultLine' && lines.toolchain)
    related.push({ ...placeOfLine(lines.file, lines.toolchain), message: say('toolchainHere') });
  return {
    message: say(message, args),
    location: placeOfLine(lines.file, lines.go),
    related,
    fixes: message === 'local' || message === 'named' ? letGoSwitch(selected, user) : [],
    key: message,
  };
}

function messageOf({ lines, setting, local }: Refused): 'local' | 'named' | 'defaultLine' | 'tooOld' {
  if (compareGoVersions(local.version, '1.21') < 0) return 'tooOld';
  if (/\+|^(auto|path)$/.test(setting.value)) return lines.toolchain?.value === 'default' ? 'defaultLine' : 'named';
  return setting.value === '' || setting.value === 'local' ? 'local' : 'named';
}

/** Unset where the layer below says auto, else set. */
function letGoSwitch({ setting }: Refused, user: UserEnvFile): readonly Fix[] {
  const below = setting.layers.find((layer) => layer.source === 'goroot-file')?.value;
  return below === 'auto' ? unsetFix(setting, user) : setFix(setting, 'auto', user);
}
