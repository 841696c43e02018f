import type { Directory, GoFile } from '../model/tree';
import { isTestFileName, nameTagsOf, type NameTags } from './fileName';
import type { HeaderVerdict } from './headerVerdict';
import { isKnownArch, isKnownOs } from './knownNames';

/** What a file's name says and does not do, or does and perhaps was not to say. */
export type NameFault =
  /** `x_amd64_windows.go`: only the last counts */
  | { readonly kind: 'order'; readonly lost: string; readonly counts: string }
  /** `x_unix.go` beside `x_windows.go`, without a constraint */
  | { readonly kind: 'no-constraint'; readonly suffix: string; readonly sibling: string }
  /** `x.pb_windows.go`: what follows the first dot is not looked at */
  | { readonly kind: 'behind-dot'; readonly suffix: string }
  /** `x_test_linux.go`: no test file */
  | { readonly kind: 'test-order' }
  /** `unit_s390.go`: an architecture or system that no release has a port for */
  | { readonly kind: 'dead-port'; readonly tag: string };

/** Words that read like a system or an architecture and are none to go. */
const notTags: ReadonlySet<string> = new Set(
  'unix posix bsd macos osx mac win win32 win64 x86 x64 i386 aarch64 armv7 nix'.split(' '),
);

/** What a name without constraint tags has in it that has a fault: also found among names that are joined by `/`. */
export const suffixed = new RegExp(
  `_(?:${[...notTags].join('|')}|[A-Za-z0-9]*[A-Z][A-Za-z0-9]*)(?:_test)?\\.go(?![^/])|\\.[^./]*_[^/]*\\.go(?![^/])`,
);

/** False only of a name without constraint tags that has no fault: most names have no suffix, of which a look tells. */
function looksSuffixed(name: string): boolean {
  const first = name.indexOf('_');
  // Of most there is but the one of `_test.go`.
  return first >= 0 && !(first === name.length - '_test.go'.length && isTestFileName(name)) && suffixed.test(name);
}

const noFaults: readonly NameFault[] = [];

/** Known to go, and no port of any release since 1.21. */
const deadTags: ReadonlySet<string> = new Set(
  'hurd nacl zos amd64p32 armbe arm64be mips64p32 mips64p32le ppc riscv s390 sparc sparc64'.split(' '),
);

/** @param tags of its name */
export function nameFaultsOf(
  file: GoFile,
  tags: NameTags | undefined,
  header: HeaderVerdict,
  directory: Directory,
): readonly NameFault[] {
  const { name } = file;
  if (tags === undefined) {
    if (header.kind !== 'none' || !looksSuffixed(name)) return noFaults;
    const fault = withoutTags(name, directory);
    return fault ? [fault] : noFaults;
  }
  const faults: NameFault[] = [];
  const before = elementBefore(name, tags.start);
  if (before === 'test' && (file.imports.includes('testing') || examples.test(name)))
    faults.push({ kind: 'test-order' });
  if (tags.tags.length === 1 && (isKnownOs(before) || isKnownArch(before)) && !mentions(header, before))
    faults.push({ kind: 'order', lost: before, counts: tags.tags[0] });
  const dead = tags.tags.find((tag) => deadTags.has(tag));
  if (dead !== undefined && header.kind === 'none' && !isMeant(file, directory))
    faults.push({ kind: 'dead-port', tag: dead });
  return faults;
}

/** Examples need no package testing. */
const examples = /(?:^|_)example_test_/;

/** The element of the name that ends before an offset; '' for the part before the first `_`, which go never looks at. */
function elementBefore(name: string, start: number): string {
  const end = start - 1;
  const from = name.lastIndexOf('_', end - 1);
  return from < 0 ? '' : name.slice(from + 1, end);
}

function mentions({ condition, releases }: HeaderVerdict, tag: string): boolean {
  // What a line would say that does not parse is not known.
  if (condition.kind === 'malformed') return true;
  if (condition.kind !== 'expression') return releases.length > 0;
  const visit = (at: typeof condition.expr): boolean =>
    at.kind === 'tag' ? at.tag === tag : at.kind === 'not' ? visit(at.x) : visit(at.x) || visit(at.y);
  return visit(condition.expr);
}

const lastElement = /^(.+?)_([A-Za-z0-9]+)(_test)?\.go$/;

function withoutTags(name: string, directory: Directory): NameFault | undefined {
  const dot = name.indexOf('.');
  const match = lastElement.exec(name);
  if (match === null) return undefined;
  const [, stem = '', suffix = '', test = ''] = match;
  if (dot < name.length - '.go'.length)
    return stem.length > dot && (isKnownOs(suffix) || isKnownArch(suffix)) ? { kind: 'behind-dot', suffix } : undefined;
  const lower = suffix.toLowerCase();
  const isCased = lower !== suffix && (isKnownOs(lower) || isKnownArch(lower));
  if (!isCased && !notTags.has(lower)) return undefined;
  // The word alone proves nothing ("unix time"): a sibling for a system does.
  const sibling = directory.goFiles.find(
    (other) => other.name !== name && other.name.startsWith(`${stem}_`) && isSuffixed(other.name, stem, test),
  );
  return sibling && { kind: 'no-constraint', suffix, sibling: sibling.name };
}

function isSuffixed(name: string, stem: string, test: string): boolean {
  const tags = nameTagsOf(name);
  return tags?.start === stem.length + 1 && name.slice(tags.end) === `${test}.go`;
}

/** Whoever writes for systems has siblings with suffixes or low-level imports. */
function isMeant({ name, imports, cgo }: GoFile, { goFiles, otherFiles }: Directory): boolean {
  if (cgo || imports.some((path) => path === 'syscall' || path === 'unsafe' || path.startsWith('golang.org/x/sys')))
    return true;
  return otherFiles.length > 0 || goFiles.some((other) => other.name !== name && nameTagsOf(other.name) !== undefined);
}
