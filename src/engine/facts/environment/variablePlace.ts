import type { GoVariable } from './environmentVariable';
import type { UserEnvFile } from './userEnvFile';
import type { FindingDraft } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say } from '../../model/message';
import type { Location } from '../../model/range';

/**
 * Where a variable's value is shown: its exact place in the file that holds it, else an anchor.
 * @param part offsets into the value
 */
export function placeOf(
  variable: Pick<GoVariable, 'name' | 'location'>,
  part?: { readonly start: number; readonly end: number },
): Pick<FindingDraft, 'location' | 'anchor'> {
  const { location } = variable;
  if (location === undefined) return { anchor: `env:${variable.name}` };
  return { location: part ? within(location, part.start, part.end) : location };
}

function within({ file, range }: Location, start: number, end: number): Location {
  const { line, column } = range.start;
  return { file, range: { start: { line, column: column + start }, end: { line, column: column + end } } };
}

/** Variables that `go env -w` and `-u` refuse to touch. */
const notWritable: ReadonlySet<string> = new Set(['GODEBUG', 'GOENV', 'GOVERSION', 'GOWORK']);

/**
 * `go env -u`, where that changes anything: the value stands in the user's file, and that file is the one in use. With
 * GOENV=off go would write its default file without being asked to.
 */
export function unsetFix(variable: GoVariable, user: UserEnvFile): readonly Fix[] {
  if (variable.source !== 'user-file' || user.state !== 'present' || notWritable.has(variable.name)) return [];
  const title = say('shared.fix.unsetVariable', { name: variable.name });
  return [{ kind: 'setting', target: 'go-env', key: variable.name, value: undefined, safe: false, title }];
}

/** `go env -w`, where the process environment does not win over it. */
export function setFix(variable: GoVariable, value: string, user: UserEnvFile): readonly Fix[] {
  const writable = user.state === 'present' || user.state === 'missing';
  if (variable.source === 'environment' || !writable || notWritable.has(variable.name)) return [];
  const title = say('shared.fix.setVariable', { name: variable.name, value });
  return [{ kind: 'setting', target: 'go-env', key: variable.name, value, safe: false, title }];
}

/** Takes a line out of the file of `go env -w`, for what `go env -u` refuses or cannot change. */
export function deleteLine({ file, range }: Location): Fix {
  const { line } = range.start;
  const whole = { start: { line, column: 0 }, end: { line: line + 1, column: 0 } };
  const edits = [{ kind: 'text' as const, file, range: whole, newText: '' }];
  return { kind: 'edit', title: say('shared.fix.deleteLine'), safe: false, edits };
}
