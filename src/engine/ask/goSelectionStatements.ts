import { basename } from '../../base/paths';
import type { GoVariable } from '../facts/environment/environmentVariable';
import type { GoverningLine, GoverningLines, WorkspaceFile } from '../facts/go/governingFile';
import { parseToolchainSetting, type SelectedToolchain } from '../facts/go/selectedToolchain';
import { say, type Message } from '../model/message';
import { lineRange } from '../model/range';
import { compareGoVersions } from '../parse/goVersion';
import type { GoTopic } from './goTopics';
import { lineOf, pathOf, type Evidence, type Statement } from './statement';
import { layersOf, placeOfLayer } from './variableStatements';

export type Selected = Exclude<SelectedToolchain, { kind: 'no-go' }>;
type Told = readonly Statement<GoTopic>[];

/** GOTOOLCHAIN: whether go may run another toolchain than its own. */
export function settingStatements({ setting, local }: Selected, mode: GoVariable): Told {
  if (compareGoVersions(local.version, '1.21') < 0)
    return [{ topic: 'setting', message: say('whyGo.legacy', { version: local.version }), evidence: [] }];
  if (mode.value === 'off')
    return [{ topic: 'setting', message: say('whyGo.noModules'), evidence: layersOf(mode).slice(0, 1) }];
  const [winner, ...shadowed] = setting.layers;
  if (winner === undefined) return [{ topic: 'setting', message: say('whyGo.settingUnset'), evidence: [] }];
  const evidence = placeOfLayer(setting.name, winner);
  return [
    { topic: 'setting', message: meaning(setting.value), evidence },
    ...shadowed.map((layer): Statement<GoTopic> => ({
      topic: 'setting',
      message: say(`whyGo.shadowedBy.${winner.source}`, { name: setting.name, value: layer.value }),
      evidence: placeOfLayer(setting.name, layer),
    })),
  ];
}

function meaning(value: string): Message {
  if (value === '') return say('whyGo.settingUnset');
  const parsed = parseToolchainSetting(value);
  if (typeof parsed === 'string') return say('whyGo.settingInvalid', { value });
  const { minimum, mode } = parsed;
  if (mode === 'fixed') return say(minimum === 'local' ? 'whyGo.settingLocal' : 'whyGo.settingFixed', { value });
  const from = minimum === 'local' ? '' : 'From';
  return say(`whyGo.setting${mode === 'auto' ? 'Auto' : 'Path'}${from}`, { value, minimum });
}

/** The lines of go.mod or go.work that ask for a version. */
export function lineStatements(lines: GoverningLines, goMod: string | undefined, workspace: WorkspaceFile): Told {
  const told: Statement<GoTopic>[] = [];
  if (workspace.kind === 'off' && goMod !== undefined)
    told.push({ topic: 'lines', message: say('whyGo.workspaceOff'), evidence: [] });
  const { file } = lines;
  if (file === undefined) return [...told, { topic: 'lines', message: say('whyGo.noModule'), evidence: [] }];
  const name = basename(file);
  if (name === 'go.work' || (workspace.kind === 'file' && workspace.path === file)) {
    const named = workspace.kind === 'file' && workspace.named;
    const evidence: readonly Evidence[] = [pathOf(file)];
    told.push({ topic: 'lines', message: say(named ? 'whyGo.workspaceNamed' : 'whyGo.workspace'), evidence });
  }
  const asks = (line: GoverningLine, message: Message): void => {
    const range = lineRange(line.line, line.startColumn, line.endColumn);
    told.push({ topic: 'lines', message, evidence: [lineOf({ file, range })] });
  };
  if (lines.go) asks(lines.go, say('whyGo.goLine', { file: name, version: lines.go.value }));
  else told.push({ topic: 'lines', message: say('whyGo.noGoLine', { file: name }), evidence: [pathOf(file)] });
  const { toolchain } = lines;
  if (toolchain?.value === 'default') asks(toolchain, say('whyGo.toolchainDefault', { file: name }));
  else if (toolchain) asks(toolchain, say('whyGo.toolchainLine', { file: name, toolchain: toolchain.value }));
  return told;
}

/** What follows from command, setting and lines. */
export function outcomeStatement(selected: Selected): Told {
  const told = (message: Message, evidence: readonly Evidence[] = []): Told => [
    { topic: 'outcome', message, evidence },
  ];
  const own = selected.local.toolchain;
  switch (selected.kind) {
    case 'local':
      return told(say('whyGo.outcomeLocal', { own }));
    case 'switch': {
      const { toolchain, path, where } = selected;
      if (!selected.verifiable) return told(say('whyGo.outcomeUnverifiable', { toolchain }), [pathOf(path)]);
      return told(say(`whyGo.outcomeSwitch.${selected.by}.${where}`, { own, toolchain }), [pathOf(path)]);
    }
    case 'missing':
      return told(say(`whyGo.outcomeMissing.${selected.download}`, { toolchain: selected.toolchain }));
    case 'refused':
      return told(say('whyGo.outcomeRefused', { required: selected.required, running: selected.running }));
    case 'invalid':
      return told(say('whyGo.outcomeInvalid'));
  }
}
