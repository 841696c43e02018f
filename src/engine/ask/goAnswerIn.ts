import { goInstallation, type GoInstallation, type GoLookup } from '../facts/go/goInstallation';
import { governingLines, nearestGoMod, workspaceFile } from '../facts/go/governingFile';
import { selectedToolchain, type SelectedToolchain } from '../facts/go/selectedToolchain';
import { environmentVariable } from '../facts/environment/environmentVariable';
import { nativePath } from '../facts/environment/osVariable';
import type { Facts } from '../facts/factStore';
import { say, type Message } from '../model/message';
import { compareGoVersions } from '../parse/goVersion';
import { commandStatements, gorootStatements, otherCommands } from './goCommandStatements';
import { lineStatements, outcomeStatement, settingStatements, type Selected } from './goSelectionStatements';
import type { GoTopic } from './goTopics';
import type { Statement } from './statement';

/** The toolchain that does the work. */
export interface RunningGo {
  /** `go1.26.8` */
  readonly toolchain: string;
  readonly version: string;
  /** its binary; undefined where it is not on this machine */
  readonly path: string | undefined;
}

/** Which go runs in a folder, and why. */
export interface GoFound {
  /** how `go` in this folder ends up; `not-found`: there is none; `unknown`: only a manager knows which one it is */
  readonly outcome: 'local' | 'switch' | 'missing' | 'refused' | 'invalid' | 'not-found' | 'unknown';
  /** the go command that is started */
  readonly command: GoInstallation | undefined;
  /** undefined where none does */
  readonly runs: RunningGo | undefined;
  /** the answer in a sentence */
  readonly head: Message;
  readonly statements: readonly Statement<GoTopic>[];
}

/** @param folder absolute: where somebody would type `go` */
export async function answerIn(folder: string, facts: Facts): Promise<GoFound> {
  const selected = await facts.get(selectedToolchain, folder);
  const lookup = await facts.get(goInstallation);
  if (selected.kind === 'no-go') return withoutGo(lookup, facts);
  return {
    outcome: selected.kind,
    command: selected.local,
    runs: runningGo(selected),
    head: headOf(selected, facts),
    statements: [
      ...commandStatements(selected.local, facts),
      ...(await gorootStatements(selected.local, facts)),
      ...(await selection(folder, selected, facts)),
      ...otherCommands(lookup, facts),
    ],
  };
}

function withoutGo(lookup: GoLookup, facts: Facts): GoFound {
  const shim = lookup.refused.find(({ why }) => why === 'unresolved-shim');
  const head = shim
    ? say('whyGo.unknown', { path: nativePath(facts.environment, shim.path) })
    : say('whyGo.notFound', { count: lookup.looked.length });
  const outcome = shim ? 'unknown' : 'not-found';
  return { outcome, command: undefined, runs: undefined, head, statements: otherCommands(lookup, facts) };
}

async function selection(folder: string, selected: Selected, facts: Facts): Promise<readonly Statement<GoTopic>[]> {
  const mode = await facts.get(environmentVariable, 'GO111MODULE');
  const lines = await facts.get(governingLines, folder);
  const goMod = await facts.get(nearestGoMod, folder);
  const workspace = await facts.get(workspaceFile, folder);
  return [
    ...settingStatements(selected, mode),
    ...lineStatements(lines, goMod, workspace),
    ...outcomeStatement(selected),
  ];
}

function runningGo(selected: Exclude<SelectedToolchain, { kind: 'no-go' }>): RunningGo | undefined {
  switch (selected.kind) {
    case 'local': {
      const { toolchain, version, path } = selected.local;
      return { toolchain, version, path };
    }
    case 'switch':
      return selected.verifiable
        ? { toolchain: selected.toolchain, version: selected.version, path: selected.path }
        : undefined;
    case 'missing':
      return selected.download === 'allowed'
        ? { toolchain: selected.toolchain, version: selected.version, path: undefined }
        : undefined;
    case 'refused':
    case 'invalid':
      return undefined;
  }
}

function headOf(selected: Selected, facts: Facts): Message {
  const { local, setting } = selected;
  const path = nativePath(facts.environment, local.shimPath ?? local.path);
  const own = { path, own: local.toolchain };
  switch (selected.kind) {
    case 'local':
      return say('whyGo.local', own);
    case 'switch':
      if (!selected.verifiable) return say('whyGo.unverifiable', { ...own, toolchain: selected.toolchain });
      return say('whyGo.switch', { ...own, toolchain: selected.toolchain });
    case 'missing':
      return say(selected.download === 'allowed' ? 'whyGo.download' : 'whyGo.missing', {
        ...own,
        toolchain: selected.toolchain,
      });
    case 'refused': {
      const { required, running } = selected;
      // Go before 1.21 takes the go line for advice, but for releases that learned to refuse.
      const tooOld = compareGoVersions(local.version, '1.21') < 0;
      return say(tooOld ? 'whyGo.refusedOld' : 'whyGo.refused', { ...own, required, running });
    }
    case 'invalid':
      return say(selected.what === 'line' ? 'whyGo.invalidLine' : 'whyGo.invalid', { ...own, value: setting.value });
  }
}
