/** The ports of each Go release (internal/platform/zosarch.go of 1.21.13 to 1.27.4), without those marked broken. */
export interface Port {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  /** golang.org/wiki/PortingPolicy: a broken first-class port blocks a release */
  readonly firstClass: boolean;
}

/** The releases whose ports are known here. */
export const oldestKnownMinor = 21;
export const newestKnownMinor = 27;

/** `GOOS/GOARCH`, then what is special: `first` class, `nocgo` (`nocgo<27`: until 1.26), `>=22`, `<26`. */
const table = `
aix/ppc64
android/386
android/amd64
android/arm
android/arm64
darwin/amd64 first
darwin/arm64 first
dragonfly/amd64
freebsd/386
freebsd/amd64
freebsd/arm
freebsd/arm64
freebsd/riscv64 <26
illumos/amd64
ios/amd64
ios/arm64
js/wasm nocgo
linux/386 first
linux/amd64 first
linux/arm first
linux/arm64 first
linux/loong64
linux/mips
linux/mips64
linux/mips64le
linux/mipsle
linux/ppc64 nocgo<27
linux/ppc64le
linux/riscv64
linux/s390x
netbsd/386
netbsd/amd64
netbsd/arm
netbsd/arm64
openbsd/386
openbsd/amd64
openbsd/arm
openbsd/arm64
openbsd/ppc64 nocgo >=22
openbsd/riscv64 >=23
plan9/386 nocgo
plan9/amd64 nocgo
plan9/arm nocgo
solaris/amd64
wasip1/wasm nocgo
windows/386 first
windows/amd64 first
windows/arm nocgo <24
windows/arm64
`;

/**
 * The ports of go1.`minor`; of the nearest known release for another one. Constraints may name ports outside this list:
 * those that Go dropped, or that another toolchain has.
 */
export function portsOf(minor: number): readonly Port[] {
  const release = Math.min(Math.max(minor, oldestKnownMinor), newestKnownMinor);
  const ports: Port[] = [];
  for (const line of table.trim().split('\n')) {
    const [name = '', ...marks] = line.split(' ');
    const [goos = '', goarch = ''] = name.split('/');
    const holds = (mark: string): boolean => {
      if (mark.startsWith('>=')) return release >= Number(mark.slice(2));
      return release < Number(mark.slice(mark.indexOf('<') + 1));
    };
    if (!marks.filter((mark) => /^[<>]/.test(mark)).every(holds)) continue;
    const nocgo = marks.find((mark) => mark.startsWith('nocgo'));
    const cgo = nocgo === undefined || (nocgo.includes('<') && !holds(nocgo));
    ports.push({ goos, goarch, cgo, firstClass: marks.includes('first') });
  }
  return ports;
}

/** The ports that most people have, for examples. */
export const familiarPorts: readonly Port[] = portsOf(newestKnownMinor).filter(({ goos, goarch }) =>
  ['linux/amd64', 'darwin/arm64', 'windows/amd64'].includes(`${goos}/${goarch}`),
);

export const firstClassPorts: readonly Port[] = portsOf(newestKnownMinor).filter((port) => port.firstClass);

/** The ports that some known release has or had. */
export const everyPort: readonly Port[] = Array.from({ length: newestKnownMinor - oldestKnownMinor + 1 }, (_, at) =>
  portsOf(oldestKnownMinor + at),
).flat();
