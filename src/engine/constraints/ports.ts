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

/** A line of the table: the releases that have the port, and those that have cgo there. */
interface PortLine {
  readonly goos: string;
  readonly goarch: string;
  readonly firstClass: boolean;
  readonly from: number;
  readonly until: number;
  readonly cgoFrom: number;
}

const portLines: readonly PortLine[] = table.trim().split('\n').map(readLine);

function readLine(line: string): PortLine {
  const [name = '', ...marks] = line.split(' ');
  const [goos = '', goarch = ''] = name.split('/');
  const numberAfter = (start: string): number | undefined => {
    const mark = marks.find((each) => each.startsWith(start));
    return mark === undefined ? undefined : Number(mark.slice(start.length));
  };
  return {
    goos,
    goarch,
    firstClass: marks.includes('first'),
    from: numberAfter('>=') ?? 0,
    until: numberAfter('<') ?? Infinity,
    cgoFrom: marks.includes('nocgo') ? Infinity : (numberAfter('nocgo<') ?? 0),
  };
}

/**
 * The ports of go1.`minor`; of the nearest known release for another one. Constraints may name ports outside this list:
 * those that Go dropped, or that another toolchain has.
 */
export function portsOf(minor: number): readonly Port[] {
  const release = Math.min(Math.max(minor, oldestKnownMinor), newestKnownMinor);
  return portLines
    .filter(({ from, until }) => from <= release && release < until)
    .map(({ goos, goarch, firstClass, cgoFrom }) => ({ goos, goarch, cgo: cgoFrom <= release, firstClass }));
}

/** The ports that most people have, for examples. */
export const familiarPorts: readonly Port[] = portsOf(newestKnownMinor).filter(({ goos, goarch }) =>
  ['linux/amd64', 'darwin/arm64', 'windows/amd64'].includes(`${goos}/${goarch}`),
);

export const firstClassPorts: readonly Port[] = portsOf(newestKnownMinor).filter((port) => port.firstClass);

/** The ports that some known release has or had, with cgo where one has it. */
export const everyPort: readonly Port[] = portLines.map(({ goos, goarch, firstClass, cgoFrom }) => ({
  goos,
  goarch,
  cgo: cgoFrom <= newestKnownMinor,
  firstClass,
}));
