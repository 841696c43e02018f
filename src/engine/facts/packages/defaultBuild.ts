import { isBuilt, type BuildTarget } from '../../constraints/inclusion';
import { newestKnownMinor } from '../../constraints/ports';
import { isTestFileName } from '../../constraints/fileName';
import { buildsUnderAnyTags } from '../../parse/buildConstraint';
import { flagValue, parseGoFlags } from '../../parse/goFlags';
import { parseGoVersion } from '../../parse/goVersion';
import type { GoFile } from '../../model/tree';
import { environmentVariable } from '../environment/environmentVariable';
import type { Fact } from '../factStore';
import { goInstallation } from '../go/goInstallation';

/**
 * What a go command without arguments builds on this machine. Whether cgo is on depends on a C compiler and much else, so
 * there are two configurations, and only what belongs to both is claimed to be built.
 */
export const defaultBuild: Fact<readonly BuildTarget[]> = {
  name: 'defaultBuild',
  compute: async (_, facts) => {
    const value = async (name: string): Promise<string> => (await facts.get(environmentVariable, name)).value;
    const { found } = await facts.get(goInstallation);
    const goFlags = parseGoFlags(await value('GOFLAGS'));
    const tags = new Set((flagValue(goFlags, 'tags') ?? '').split(/[ ,]+/).filter((tag) => tag !== ''));
    const minor = Number(parseGoVersion(found?.version ?? '')?.minor ?? newestKnownMinor);
    const target = { goos: await value('GOOS'), goarch: await value('GOARCH'), compiler: 'gc', minor, tags } as const;
    return [true, false].map((cgo): BuildTarget => ({ ...target, cgo }));
  },
  equals: (a, b) => JSON.stringify(a.map(plain)) === JSON.stringify(b.map(plain)),
};

function plain(target: BuildTarget): object {
  return { ...target, tags: [...target.tags] };
}

/** The widest build of a machine that takes a file: `go build`, `go vet` and `go test`, or only another one. */
export type FileUse = 'build' | 'test' | 'elsewhere' | 'never';

/**
 * What was found of a file for a build. Both are plain data that never change, and a scan gives the same object for a file
 * that stayed the same: after an edit thousands of constraints need not be evaluated again.
 */
const found = new WeakMap<readonly BuildTarget[], WeakMap<GoFile, FileUse>>();

/** `elsewhere`: with other tags or on another port, as `go mod tidy` sees it; `never`: a file tagged `ignore` and the like */
export function useOfFile(file: GoFile, targets: readonly BuildTarget[]): FileUse {
  let byFile = found.get(targets);
  if (byFile === undefined) found.set(targets, (byFile = new WeakMap()));
  const known = byFile.get(file);
  if (known !== undefined) return known;
  const use = judgeUse(file, targets);
  byFile.set(file, use);
  return use;
}

function judgeUse(file: GoFile, targets: readonly BuildTarget[]): FileUse {
  if (targets.every((target) => isBuilt(file, target) === true)) return isTestFileName(file.name) ? 'test' : 'build';
  return buildsUnderAnyTags(file.constraints) ? 'elsewhere' : 'never';
}
