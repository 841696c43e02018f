import type { Facts } from '../../facts/factStore';
import { goModOf } from '../../facts/modules/goModOf';
import { workspaceUsing, type GoWorkRead } from '../../facts/modules/workspaceOf';
import { buildList } from '../../facts/sums/buildList';
import { sumFile, type ReadSumFile } from '../../facts/sums/sumFile';
import { moduleBuildMode } from '../../facts/vendor/buildMode';
import type { Module } from '../../model/check';
import { say } from '../../model/message';
import { notApplicable, passed, unknown, type CheckResult } from '../../model/outcome';
import { readableSums } from './readableSums';
import { goSumPath } from './sumFixes';

/** What decides how bad a missing hash is. */
export interface SumSubject {
  readonly path: string;
  /** of go.mod */
  readonly goModPath: string;
  readonly file: ReadSumFile | undefined;
  /** the workspace in effect: there go adds what is missing to go.work.sum */
  readonly workspace: GoWorkRead | undefined;
  /** GOFLAGS=-mod=mod: go adds what is missing to go.sum */
  readonly adds: boolean;
}

/** A go.sum that may lack something, or what a check ends with where it cannot. `file` is undefined where there is none. */
export async function sumSubject(
  module: Module,
  facts: Facts,
): Promise<
  { readonly kind: 'subject'; readonly subject: SumSubject } | { readonly kind: 'none'; readonly result: CheckResult }
> {
  const end = (result: CheckResult): { kind: 'none'; result: CheckResult } => ({ kind: 'none', result });
  const goMod = await facts.get(goModOf, module.dir);
  if (goMod.kind === 'missing') return end(notApplicable(say('shared.noModule')));
  if (goMod.kind === 'unreadable')
    return end(
      unknown(say('shared.unreadable', { file: 'go.mod', reason: goMod.reason }), 'readable-files', ['go.mod']),
    );
  if (goMod.state === 'boundary') return end(passed);
  if (goMod.state === 'faulty') return end(notApplicable(say('shared.goModFaulty')));
  const { mode } = await facts.get(moduleBuildMode, module.dir);
  if (mode === 'vendor') return end(notApplicable(say('shared.vendorInUse')));
  const { modules, graph } = await facts.get(buildList, module.dir);
  const sources = [...(graph?.nodes.values() ?? modules.values())].map(({ source }) => source);
  if (!sources.some((source) => source.kind === 'version')) return end(passed);
  const path = goSumPath(module);
  const workspace = await facts.get(workspaceUsing, module.dir);
  const base = { path, goModPath: goMod.path, workspace, adds: mode === 'mod' };
  const known = await facts.get(sumFile, path);
  if (known.kind === 'missing') return { kind: 'subject', subject: { ...base, file: undefined } };
  const sums = await readableSums(path, facts);
  return sums.kind === 'none' ? sums : { kind: 'subject', subject: { ...base, file: sums.file } };
}

/** Whether there is anything in go.sum; without, `gosum-file-missing` speaks for all. */
export function hasLines({ file }: SumSubject): boolean {
  return file !== undefined && file.parsed.entries.length + file.parsed.malformed.length > 0;
}
