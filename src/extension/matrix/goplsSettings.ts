import type { UseTarget } from '../../protocol/index';

/** The value of the setting `gopls`, as far as it concerns builds; whatever else stands in it is kept. */
export type GoplsSettings = Readonly<Record<string, unknown>>;

const envKey = 'build.env';
const flagsKey = 'build.buildFlags';

/** What the Go extension passes to gopls where gopls' own setting names no flags. */
export interface GoSettings {
  readonly buildFlags: readonly string[];
  /** as written: `a,b`, or with spaces */
  readonly buildTags: string;
}

/**
 * gopls' settings that make it build for a target.
 * @param written what this workspace's settings have
 * @param effective what holds, from all settings together
 */
export function withTarget(
  written: GoplsSettings,
  effective: GoplsSettings,
  go: GoSettings,
  { goos, goarch, cgo, tags }: UseTarget['target'],
): GoplsSettings {
  const env: Record<string, unknown> = { ...recordOf(effective[envKey]), GOOS: goos, GOARCH: goarch };
  if (cgo !== undefined) env['CGO_ENABLED'] = cgo ? '1' : '0';
  const changed = { ...written, [envKey]: env };
  // Whoever names no tag keeps the editor's own.
  return tags.length === 0 ? changed : { ...changed, [flagsKey]: withTags(flagsOf(effective, go), tags) };
}

/** The settings with what was there before in the two keys that `withTarget` writes; undefined: nothing is left. */
export function withoutTarget(current: GoplsSettings, before: GoplsSettings): GoplsSettings | undefined {
  const kept = Object.entries(current).filter(([key]) => key !== envKey && key !== flagsKey);
  const old = Object.entries(before).filter(([key]) => key === envKey || key === flagsKey);
  const entries = [...kept, ...old];
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The flags that gopls builds with now: its own hide those of the Go extension. */
function flagsOf(gopls: GoplsSettings, { buildFlags, buildTags }: GoSettings): readonly string[] {
  const own = gopls[flagsKey];
  if (Array.isArray(own)) return own.filter((flag) => typeof flag === 'string');
  return buildTags.trim() === '' ? buildFlags : [...buildFlags, `-tags=${splitTags(buildTags).join(',')}`];
}

/** The flags with these tags beside those that they name. go reads the last -tags alone, so there is one. */
export function withTags(flags: readonly string[], tags: readonly string[]): readonly string[] {
  const named: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < flags.length; at++) {
    const flag = flags[at] ?? '';
    const value = /^--?tags=(.*)$/.exec(flag)?.[1];
    if (value !== undefined) named.push(...splitTags(value));
    else if (/^--?tags$/.test(flag)) named.push(...splitTags(flags[++at] ?? ''));
    else rest.push(flag);
  }
  return [...rest, `-tags=${[...new Set([...named, ...tags])].join(',')}`];
}

/** `go.buildTags` with one more tag. */
export function withBuildTag(buildTags: string, tag: string): string {
  return [...new Set([...splitTags(buildTags), tag])].join(',');
}

function splitTags(value: string): readonly string[] {
  return value.split(/[\s,]+/).filter((tag) => tag !== '');
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
