import { getOrSet } from '../../../base/getOrSet';
import { buildsUnderAnyTags, isHeaderBuilt, isNamedFor, type BuildTarget } from '../../constraints/inclusion';
import { newestKnownMinor } from '../../constraints/ports';
import { isTestFileName } from '../../constraints/fileName';
import { flagValue, parseGoFlags } from '../../parse/goFlags';
import { parseGoVersion } from '../../parse/goVersion';
import { noConstraints } from '../../parse/headerTable';
import type { ConstraintLines, GoFile } from '../../model/tree';
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

/** What the lines of a header say for a build, whatever the name of the file. */
interface HeaderUse {
  readonly built: boolean;
  readonly anyTags: boolean;
}

/**
 * Both keys are plain data that never change, and equal headers share one object: there are few of them, and thousands of
 * constraints need not be evaluated again, for each file or after each edit.
 */
const headerUses = new WeakMap<readonly BuildTarget[], WeakMap<ConstraintLines, HeaderUse>>();

function useOfHeader(
  lines: ConstraintLines,
  targets: readonly BuildTarget[],
  known: WeakMap<ConstraintLines, HeaderUse>,
): HeaderUse {
  let use = known.get(lines);
  if (use === undefined) {
    const built = targets.every((target) => isHeaderBuilt(lines, target) === true);
    known.set(lines, (use = { built, anyTags: buildsUnderAnyTags(lines) }));
  }
  return use;
}

/** `elsewhere`: with other tags or on another port, as `go mod tidy` sees it; `never`: a file tagged `ignore` and the like */
export function useOfFiles(targets: readonly BuildTarget[]): (file: GoFile) => FileUse {
  const known = knownUses(targets);
  return (file) => {
    const { built, anyTags } = useOfHeader(file.constraints, targets, known);
    if (built && isNamedFor(file, targets)) return isTestFileName(file.name) ? 'test' : 'build';
    return anyTags ? 'elsewhere' : 'never';
  };
}

/** Whether the use of a file is another one than `never`. Of nearly all files its header tells. */
export function usedFiles(targets: readonly BuildTarget[]): (file: GoFile) => boolean {
  const known = knownUses(targets);
  return (file) => {
    // Most have no constraint.
    if (file.constraints === noConstraints) return true;
    const { built, anyTags } = useOfHeader(file.constraints, targets, known);
    return anyTags || (built && isNamedFor(file, targets));
  };
}

function knownUses(targets: readonly BuildTarget[]): WeakMap<ConstraintLines, HeaderUse> {
  return getOrSet(headerUses, targets, () => new WeakMap<ConstraintLines, HeaderUse>());
}
