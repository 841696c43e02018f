/**
 * Every GOOS and GOARCH that Go knows, knew or may come to know (internal/syslist of Go 1.27; the lists have not changed
 * since 1.21). They decide which file names are constraints, so a name stays here when its port is gone.
 */
export const knownOses: readonly string[] = [
  'aix',
  'android',
  'darwin',
  'dragonfly',
  'freebsd',
  'hurd',
  'illumos',
  'ios',
  'js',
  'linux',
  'nacl',
  'netbsd',
  'openbsd',
  'plan9',
  'solaris',
  'wasip1',
  'windows',
  'zos',
];

export const knownArches: readonly string[] = [
  '386',
  'amd64',
  'amd64p32',
  'arm',
  'armbe',
  'arm64',
  'arm64be',
  'loong64',
  'mips',
  'mipsle',
  'mips64',
  'mips64le',
  'mips64p32',
  'mips64p32le',
  'ppc',
  'ppc64',
  'ppc64le',
  'riscv',
  'riscv64',
  's390',
  's390x',
  'sparc',
  'sparc64',
  'wasm',
];

/** The systems on which the tag `unix` is set. */
export const unixOses: ReadonlySet<string> = new Set([
  'aix',
  'android',
  'darwin',
  'dragonfly',
  'freebsd',
  'hurd',
  'illumos',
  'ios',
  'linux',
  'netbsd',
  'openbsd',
  'solaris',
]);

/** A system sets the tag of the system it derives from too; so do file names. */
export const impliedOs: ReadonlyMap<string, string> = new Map([
  ['android', 'linux'],
  ['illumos', 'solaris'],
  ['ios', 'darwin'],
]);

/** Systems that never had cgo. */
export const osesWithoutCgo: ReadonlySet<string> = new Set(['js', 'nacl', 'plan9', 'wasip1']);

const oses = new Set(knownOses);
const arches = new Set(knownArches);

export function isKnownOs(name: string): boolean {
  return oses.has(name);
}

export function isKnownArch(name: string): boolean {
  return arches.has(name);
}
