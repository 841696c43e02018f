/**
 * error: a default `go` command fails, content differs from its recorded hash, or a secret is exposed.
 * warning: will surprise somebody, or differs from CI. info: worth knowing. hint: style.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** certain: proved from the files and rules read. likely: rests on a convention that a repository may break on purpose. */
export type Confidence = 'certain' | 'likely';

/** What a check may do: read files; run `go` offline; use the network; build or run code. Each includes those before it. */
export type Profile = 'static' | 'offline' | 'network' | 'build';

export const profiles: readonly Profile[] = ['static', 'offline', 'network', 'build'];

export function profileAllows(granted: Profile, needed: Profile): boolean {
  return profiles.indexOf(needed) <= profiles.indexOf(granted);
}

export type Family =
  | 'toolchain'
  | 'environment'
  | 'modules'
  | 'sums'
  | 'vendor'
  | 'workspace'
  | 'build-tags'
  | 'network'
  | 'cgo'
  | 'cache'
  | 'ci'
  | 'build'
  | 'policy';
