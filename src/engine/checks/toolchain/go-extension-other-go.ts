import { isAbsolutePath, joinPath } from '../../../base/paths';
import { nativePath, pathFromVariable } from '../../facts/environment/osVariable';
import { editorFaces } from '../../facts/faces/editorFaces';
import { editorSettings, type EditorSetting } from '../../facts/faces/editorSettings';
import { factsUnder } from '../../facts/faces/factsUnder';
import type { Facts } from '../../facts/factStore';
import { executable, goInstallation, type GoInstallation } from '../../facts/go/goInstallation';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';
import { goLanguageVersion } from '../../parse/goVersion';

export const goExtensionOtherGo: RootCheck = {
  id: 'go-extension-other-go',
  family: 'toolchain',
  scope: 'root',
  title: 'The settings of the Go extension name the go that terminals take',
  why: 'The editor builds, tests and analyses with one Go, everything outside of it with another: what is green here is red there.',
  fix: 'Put the go that is meant first on PATH, and take the setting out.',
  severity: 'info',
  worst: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    other: '{setting} makes the Go extension take {toolchain} ({path}); outside the editor go is {own} ({ownPath})',
    noSettings: 'no setting names a go for the Go extension',
    notADistribution: '{path}, which {setting} names, belongs to no Go distribution that can be read',
  },
  run: async (root, facts) => {
    const { alternateGo, goroot } = await facts.get(editorSettings, root.dir);
    if (!alternateGo?.value && !goroot?.value) return notApplicable(say('noSettings'));
    const own = (await facts.get(goInstallation)).found;
    if (own === undefined) return unknown(say('shared.goNotFound'), 'go');
    const face = (await facts.get(editorFaces, root.dir)).find(({ program }) => program === 'extension');
    // What is named and not there is the finding of another check.
    const setting = settingOf(face?.takes?.why, face?.takes?.setting, goroot);
    if (!face?.takes || setting === undefined) return passed;
    const { found: taken } = await factsUnder(face.environment, facts).get(goInstallation);
    const path = nativePath(facts.environment, face.takes.path);
    if (taken?.source !== 'setting') return unknown(say('notADistribution', { path, setting: setting.setting }), 'go');
    if (taken.realPath === own.realPath || taken.toolchain === own.toolchain) return passed;
    return found([draftOf(setting, path, taken, own, facts)]);
  },
};

function settingOf(
  why: string | undefined,
  chosen: EditorSetting | undefined,
  goroot: EditorSetting | undefined,
): EditorSetting | undefined {
  return why === 'goroot' ? goroot : chosen;
}

function draftOf(
  setting: EditorSetting,
  path: string,
  taken: GoInstallation,
  own: GoInstallation,
  facts: Facts,
): FindingDraft {
  const ownPath = nativePath(facts.environment, own.shimPath ?? own.path);
  const args = { setting: setting.setting, toolchain: taken.toolchain, path, own: own.toolchain, ownPath };
  const sameLine = goLanguageVersion(taken.version) === goLanguageVersion(own.version);
  return {
    message: say('other', args),
    severity: sameLine ? 'info' : 'warning',
    location: setting.location,
    key: setting.setting,
  };
}

export const goSettingIgnored: RootCheck = {
  id: 'go-setting-ignored',
  family: 'toolchain',
  scope: 'root',
  title: 'What the settings of the Go extension name is there',
  why: 'The extension passes over a go or a folder that does not exist, and takes the next one without a word; a folder without a Go it takes for GOROOT.',
  fix: 'Correct the path, or take the setting out: a go on PATH needs none.',
  severity: 'info',
  worst: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    noGo: '{setting} names {path}, which is no program that can be run: the Go extension takes another go',
    noFolder: '{setting} names {path}, which is not there: the Go extension ignores it',
    noTree:
      '{setting} names {path}, which holds no Go: the Go extension gives it to go as GOROOT, and go finds no compiler there',
    noName:
      '{setting} names {path}, and no folder of GOBIN, GOROOT and PATH has a program of that name: the Go extension takes another go',
    isGo: '{setting} names {path}, a file: it wants the folder of the distribution, so the Go extension ignores it',
    noSettings: 'no setting names a go for the Go extension',
  },
  run: async (root, facts) => {
    const { alternateGo, goroot } = await facts.get(editorSettings, root.dir);
    if (!alternateGo?.value && !goroot?.value) return notApplicable(say('noSettings'));
    const drafts: FindingDraft[] = [];
    const add = (name: string, { setting, location }: EditorSetting, path: string): void => {
      const args = { setting, path: nativePath(facts.environment, path) };
      const severity = name === 'noTree' ? 'warning' : 'info';
      drafts.push({ message: say(name, args), severity, location, key: `${name} ${setting}` });
    };
    const program = absolute(alternateGo, facts);
    if (alternateGo && program !== undefined)
      if ((await executable(program, facts.environment.executableExtensions, facts)) === undefined)
        add('noGo', alternateGo, program);
    // What only the editor can replace may have the name.
    const isGorootKnown = !goroot?.value?.includes('${');
    if (alternateGo && isGorootKnown && (await isUnknownName(alternateGo, root.dir, facts)))
      add('noName', alternateGo, alternateGo.value ?? '');
    const folder = absolute(goroot, facts);
    if (goroot && folder !== undefined) {
      const kind = (await facts.stat(folder))?.kind;
      if (kind !== 'directory') add(kind === undefined ? 'noFolder' : 'isGo', goroot, folder);
      else if (await isWithoutGo(folder, facts)) add('noTree', goroot, folder);
    }
    return found(drafts);
  },
};

/** Neither the compiler nor the standard library: not even a tree that is being built. */
async function isWithoutGo(folder: string, facts: Facts): Promise<boolean> {
  for (const part of ['pkg/tool', 'src/runtime'])
    if ((await facts.stat(joinPath(folder, part)))?.kind === 'directory') return false;
  return true;
}

/** A name without a folder that the extension finds nowhere, so that it ends up with the go of the usual places, or none. */
async function isUnknownName({ value = '' }: EditorSetting, folder: string, facts: Facts): Promise<boolean> {
  if (value === '' || value.includes('${') || /[\\/]/.test(value)) return false;
  const face = (await facts.get(editorFaces, folder)).find(({ program }) => program === 'extension');
  return face?.takes === undefined || face.takes.why === 'usual';
}

/** A path in full; a name is looked for on PATH, and what is left of `${...}` only the editor knows. */
function absolute(setting: EditorSetting | undefined, facts: Facts): string | undefined {
  const path = pathFromVariable(facts.environment, setting?.value ?? '');
  return isAbsolutePath(path) && !path.includes('${') ? joinPath(path) : undefined;
}
