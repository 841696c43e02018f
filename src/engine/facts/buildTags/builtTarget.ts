import { joinPath } from '../../../base/paths';
import type { GoInvocation } from '../../parse/ci/goInvocations';
import { linksPrograms } from '../../parse/ci/goLinking';
import { splitTags } from '../ci/buildInstructions';

/** A target that a file of the repository builds for. */
export interface BuiltTarget {
  readonly goos: string;
  readonly goarch: string;
  /** absent: on and off */
  readonly cgo?: boolean | undefined;
  readonly tags?: readonly string[];
  readonly tested: boolean;
  /** programs among the packages are linked */
  readonly linked: boolean;
  /** what is built for it, relative to the verified folder; none where nobody knows */
  readonly packages: readonly PackagePattern[];
}

/** `''` and `cmd/app` are folders, `/...` and `cmd/...` all below one. */
export type PackagePattern = string;

/**
 * Which packages a command builds, and how; undefined where it names none that are known (a build of others says nothing of
 * these), or with tags that only a run knows, so that the build is another one.
 * @param from the folder in which it runs, relative to the verified one; undefined: nobody knows
 */
export function scopeOf(
  invocation: GoInvocation,
  from: string | undefined,
): Pick<BuiltTarget, 'tags' | 'tested' | 'linked' | 'packages'> | undefined {
  const { verb, operands, tags, isOpen, moves, variables } = invocation;
  if (!/^(build|install|test|vet)$/.test(verb) || from === undefined || moves || isOpen) return undefined;
  if (tags.length === 0 && mayHoldTags(variables.get('GOFLAGS')?.text ?? '')) return undefined;
  const passed = tags.at(-1);
  if (tags.length > 0 && passed === undefined) return undefined;
  const words = operands.map(({ text }) => text);
  const packages =
    words.length === 0 ? [from] : words.flatMap((word, at) => patternOf(word, from, at === words.length - 1) ?? []);
  if (packages.length === 0) return undefined;
  return {
    tags: passed ? splitTags(passed.text) : [],
    tested: /^(test|vet)$/.test(verb),
    linked: linksPrograms(invocation),
    packages,
  };
}

/** @param flags value of GOFLAGS */
export function mayHoldTags(flags: string): boolean {
  return /-tags|\$/.test(flags);
}

/**
 * What a path stands for; undefined: no folder that is written out. Words may be values of flags too: those of -o name no package,
 * unless it is the folder itself, which stands last where it is built.
 */
function patternOf(word: string, from: string, isLast: boolean): PackagePattern | undefined {
  if (word === '.') return isLast ? from : undefined;
  return /^\.\.?\//.test(word) ? folderPattern(word, from) : undefined;
}

/** @param path `./cmd/app`, `.`, `cmd/...`; undefined: it leads out of the repository, is a file, or only a run knows it */
export function folderPattern(path: string, from: string): PackagePattern | undefined {
  const [, folder = '', below] = /^(.*?)(\/\.\.\.)?$/s.exec(path) ?? [];
  if (/[^\w./@+~-]|\.\.\.|\.go$/.test(folder)) return undefined;
  const joined = joinPath('/root', from, folder);
  if (joined !== '/root' && !joined.startsWith('/root/')) return undefined;
  const relative = joined.slice('/root/'.length);
  return below === undefined ? relative : `${relative}${below}`;
}
