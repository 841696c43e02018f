import type { MemoryFiles } from './memoryPorts';

/** What `$GOROOT/go.env` of a release says, with another proxy. */
const standardGoEnv = { GOPROXY: 'https://goproxy.example,direct', GOSUMDB: 'sum.golang.org', GOTOOLCHAIN: 'auto' };

/**
 * Puts a Go distribution into a file system in memory: what Go Preflight looks at to know one.
 * @param toolchain first line of VERSION: `go1.26.8`
 * @param goEnv lines of `$GOROOT/go.env`
 */
export function installGo(
  files: MemoryFiles,
  goroot: string,
  toolchain: string,
  goEnv: Readonly<Record<string, string>> = standardGoEnv,
): void {
  files.write(`${goroot}/VERSION`, `${toolchain}\ntime 2026-08-28T16:20:06Z\n`);
  files.write(`${goroot}/bin/go`, 'ELF');
  files.executables.add(`${goroot}/bin/go`);
  files.write(`${goroot}/bin/go.exe`, 'MZ');
  files.executables.add(`${goroot}/bin/go.exe`);
  files.write(`${goroot}/pkg/tool/`, '');
  const lines = Object.entries(goEnv).map(([key, value]) => `${key}=${value}\n`);
  files.write(`${goroot}/go.env`, `# defaults\n${lines.join('')}`);
}
