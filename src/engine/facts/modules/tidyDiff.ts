import { allKnown } from '../../../base/awaitable';
import { joinPath } from '../../../base/paths';
import type { Fact, Facts } from '../factStore';
import { compareGoVersions } from '../../parse/goVersion';
import { modfileCopy, runGo, type GoRun } from '../go/runGo';
import { selectedToolchainAlone, versionThatRuns } from '../go/selectedToolchain';
import { goSources, goWorkspaceSources } from './goSources';
import { moduleBuildMode } from '../vendor/buildMode';

/** the first Go whose `go mod tidy` has -diff */
const firstWithDiff = '1.23';

/** What `go mod tidy` would change, as `go mod tidy -diff` says without changing anything, or as go changes copies. */
export type TidyDiff =
  | { readonly kind: 'clean' }
  /** unified diffs by file; the go.mod in that of `-diff` is the formatted one */
  | { readonly kind: 'changes'; readonly goMod: string | undefined; readonly goSum: string | undefined }
  /** go mod tidy itself stops; `missing`: what is not in the module cache */
  | { readonly kind: 'stopped'; readonly stderr: string; readonly missing: readonly string[] }
  | { readonly kind: 'not-run'; readonly run: GoRun };

/** Key: the module's folder. */
export const tidyDiff: Fact<TidyDiff> = {
  name: 'tidyDiff',
  compute: async (dir, facts) => {
    await facts.get(goSources, dir);
    const selected = await facts.get(selectedToolchainAlone, dir);
    if (compareGoVersions(versionThatRuns(selected) ?? firstWithDiff, firstWithDiff) < 0)
      return tidyOfCopies(dir, facts);
    const run = await runGo(facts, { dir, args: ['mod', 'tidy', '-diff'], workspace: 'off', timeoutMs: 60_000 });
    if (run.kind === 'ok') return { kind: 'clean' };
    if (run.kind !== 'said-no') return { kind: 'not-run', run };
    if (run.stdout.trim() === '') return { kind: 'stopped', stderr: run.stderr, missing: missingModules(run.stderr) };
    return { kind: 'changes', goMod: sectionOf(run.stdout, 'go.mod'), goSum: sectionOf(run.stdout, 'go.sum') };
  },
};

/**
 * Older Go has no -diff, but does its work on copies of go.mod and go.sum as well: folders that replace lines name
 * are still looked up from the module's folder.
 */
async function tidyOfCopies(dir: string, facts: Facts): Promise<TidyDiff> {
  const [goMod = '', goSum] = await allKnown(['go.mod', 'go.sum'].map((name) => facts.readText(joinPath(dir, name))));
  const run = await runGo(facts, {
    dir,
    args: ['mod', 'tidy', modfileCopy],
    workspace: 'off',
    scratch: { 'go.mod': goMod, ...(goSum !== undefined && { 'go.sum': goSum }) },
    readBack: ['go.mod', 'go.sum'],
    timeoutMs: 60_000,
  });
  if (run.kind === 'said-no') return { kind: 'stopped', stderr: run.stderr, missing: missingModules(run.stderr) };
  if (run.kind !== 'ok') return { kind: 'not-run', run };
  const changes = {
    goMod: hunkBetween(goMod, run.files?.['go.mod'] ?? goMod),
    goSum: hunkBetween(goSum ?? '', run.files?.['go.sum'] ?? ''),
  };
  return changes.goMod === undefined && changes.goSum === undefined
    ? { kind: 'clean' }
    : { kind: 'changes', ...changes };
}

/** One hunk that makes the second text of the first, or undefined where they are the same. */
function hunkBetween(before: string, after: string): string | undefined {
  if (before === after) return undefined;
  const [old, now] = [before.split('\n'), after.split('\n')];
  const lines = [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
  return [`@@ -1,${old.length} +1,${now.length} @@`, ...lines].join('\n');
}

/** The hunks of one file, from the first `@@` on. */
function sectionOf(diff: string, file: string): string | undefined {
  const sections = diff.split(/^(?=diff current\/)/m);
  const section = sections.find((text) => text.startsWith(`diff current/${file} tidy/${file}\n`));
  return section?.slice(section.indexOf('@@'));
}

/** `path@version`, and packages of modules that go.mod does not require, whose look-up the offline guard refused. */
function missingModules(stderr: string): readonly string[] {
  const lines = stderr.split('\n').filter((line) => line.includes('module lookup disabled by GOPROXY=off'));
  const names = lines.flatMap((line) => /(\S+?)(?: \(.*\))?: module lookup disabled/.exec(line)?.[1] ?? []);
  return [...new Set(names)].toSorted();
}

/**
 * Applies the hunks of a unified diff.
 * @returns undefined where the text is not the one that the diff was made from
 */
export function applyHunks(text: string, hunks: string): string | undefined {
  const before = text.split('\n');
  const after: string[] = [];
  let at = 0;
  // A blank line of the text is a space here; an empty line is none of the diff.
  for (const line of hunks.split('\n').filter((one) => one !== '')) {
    const start = /^@@ -(\d+)(?:,(\d+))? \+/.exec(line);
    if (start) {
      // A hunk of no old line begins behind the line that it names.
      const from = Number(start[1]) - (start[2] === '0' ? 0 : 1);
      if (from < at) return undefined;
      after.push(...before.slice(at, from));
      at = from;
    } else if (line.startsWith('+')) {
      after.push(line.slice(1));
    } else if (!line.startsWith('\\')) {
      if (before[at] !== line.slice(1)) return undefined;
      if (line.startsWith(' ')) after.push(line.slice(1));
      at++;
    }
  }
  return [...after, ...before.slice(at)].join('\n');
}

/** Whether a build in the module's folder says that go.mod has to be changed first. */
export type GoModUpdate =
  | { readonly kind: 'needed' }
  /** a package that another module imports is in a module that go.mod replaces and does not require */
  | { readonly kind: 'replaced'; readonly module: string; readonly importPath: string }
  | { readonly kind: 'not-needed' }
  /** the build would fetch modules before it could say */
  | { readonly kind: 'not-in-cache'; readonly missing: readonly string[] }
  | Exclude<GoRun, { readonly kind: 'ok' | 'said-no' }>;

/** Key: the module's folder. */
export const goModUpdate: Fact<GoModUpdate> = {
  name: 'goModUpdate',
  compute: async (dir, facts) => {
    await facts.get(goWorkspaceSources, dir);
    const { mode } = await facts.get(moduleBuildMode, dir);
    const args = ['list', '-deps', '-f', '', './...'];
    const mod = mode === 'vendor' ? mode : 'readonly';
    const run = await runGo(facts, { dir, args, mod, timeoutMs: 60_000 });
    if (run.kind === 'ok') return { kind: 'not-needed' };
    if (run.kind !== 'said-no') return run;
    if (run.stderr.includes('updates to go.mod needed')) return { kind: 'needed' };
    const [, module, importPath] = /module (\S+) provides package (\S+) and is replaced but/.exec(run.stderr) ?? [];
    if (module !== undefined && importPath !== undefined) return { kind: 'replaced', module, importPath };
    const missing = missingModules(run.stderr);
    return missing.length > 0 ? { kind: 'not-in-cache', missing } : { kind: 'not-needed' };
  },
};
