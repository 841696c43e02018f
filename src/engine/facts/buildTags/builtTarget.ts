import type { GoInvocation } from '../../parse/ci/goInvocations';
import { splitTags } from '../ci/buildInstructions';

/** A target that a file of the repository builds for. */
export interface BuiltTarget {
  readonly goos: string;
  readonly goarch: string;
  /** absent: on and off */
  readonly cgo?: boolean | undefined;
  readonly tags?: readonly string[];
  readonly tested: boolean;
  /** perhaps only some packages are built for it */
  readonly partial: boolean;
  /** programs are released for it, with all that they import */
  readonly released?: boolean;
}

/**
 * Which packages a command builds, and how; undefined where it builds no pattern of packages (a build of some says nothing of
 * the others), or with tags that only a run knows, so that the build is another one.
 */
export function scopeOf({
  verb,
  operands,
  tags,
}: GoInvocation): Pick<BuiltTarget, 'tags' | 'tested' | 'partial'> | undefined {
  if (!/^(build|install|test|vet)$/.test(verb) || !operands.some(({ text }) => text.includes('...'))) return undefined;
  const passed = tags.at(-1);
  if (tags.length > 0 && passed === undefined) return undefined;
  return {
    tags: passed ? splitTags(passed.text) : [],
    tested: /^(test|vet)$/.test(verb),
    partial: !operands.some(({ text }) => text === './...'),
  };
}
