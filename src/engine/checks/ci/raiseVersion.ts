import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { Range } from '../../model/range';
import type { VersionSource } from '../../facts/ci/versionSources';
import { endOfSupport, newestRelease, supportedLines } from '../../parse/ci/goSupport';
import { compareGoVersions, goLanguageVersion } from '../../parse/goVersion';
import type { YamlScalar } from '../../parse/ci/yamlTree';

/**
 * Writes the needed version where the old one stands, in its style: `1.22` becomes `1.24`, `1.22.3` becomes `1.24.0`,
 * `~1.22.0` becomes `~1.24.0`, `1.22.x` becomes `1.24.x`. Undefined where the text has no single version.
 */
export function raisedSpec(spec: string, required: string): string | undefined {
  const match = /^(go|[~^]|>=?)?(\d+\.\d+)(\.\d+|\.x|\.X|\.\*)?$/.exec(spec.trim());
  if (!match) return undefined;
  const [, prefix = '', , rest = ''] = match;
  const minor = /^\d+\.\d+/.exec(required)?.[0] ?? required;
  const patch = /^\d+\.\d+\.(\d+)$/.exec(required)?.[1];
  const isExact = /^\.\d+$/.test(rest);
  // The newest patch of the minor release is enough for any patch, so only an exact version has to name one.
  if (/(rc|beta)\d+$/.test(required)) return `${prefix}${required}`;
  return `${prefix}${minor}${isExact ? `.${patch ?? '0'}` : rest}`;
}

/**
 * The version that a fix proposes for an image: of the line that go.mod needs, but of none that gets no fixes any more, or the next
 * finding would stand in the same place.
 */
export function proposedVersion(required: string | undefined): string | undefined {
  const own = required === undefined ? undefined : goLanguageVersion(required);
  const line = own === undefined || endOfSupport(own) !== undefined ? (supportedLines().at(-1) ?? '') : own;
  // A line, or a release, that the table does not know yet.
  const newest = newestRelease(line);
  const isOlder = newest === undefined || (required !== undefined && compareGoVersions(newest, required) < 0);
  return isOlder ? required : newest;
}

/** The fix for a scalar of YAML: quoted where it was a number, so that `1.20` stays what it says. */
export function raiseYaml(file: string, scalar: YamlScalar, required: string): FindingDraft['fixes'] & object {
  const raised = scalar.text === scalar.source ? raisedSpec(scalar.text, required) : undefined;
  if (raised === undefined) return [];
  const { start, end } = scalar.range;
  const inner = scalar.quoted
    ? { start: { ...start, column: start.column + 1 }, end: { ...end, column: end.column - 1 } }
    : scalar.range;
  const newText = scalar.quoted || scalar.type === 'string' ? raised : `'${raised}'`;
  return [replaceFix(file, inner, newText, raised)];
}

export function replaceFix(
  file: string,
  range: Range,
  newText: string,
  version: string,
): (FindingDraft['fixes'] & object)[number] {
  const edits = [{ kind: 'text' as const, file, range, newText }];
  return { kind: 'edit', title: say('raise', { version }), safe: false, edits };
}

/**
 * One fix that raises every version of a file that can be replaced where it stands. Entries of a list stay: raised, one may
 * be there twice.
 */
export function raiseSources(sources: readonly VersionSource[], required: string): FindingDraft['fixes'] & object {
  const raised = sources.flatMap((source) => {
    const text = source.edit === 'none' || source.oneOfMany ? undefined : raisedSpec(source.text, required);
    return text === undefined ? [] : [{ source, text }];
  });
  const [first] = raised;
  if (!first) return [];
  const edits = raised.map(({ source: { file, range, edit }, text }) => ({
    kind: 'text' as const,
    file,
    range,
    newText: edit === 'quote' ? `'${text}'` : text,
  }));
  return [{ kind: 'edit', title: say('raise', { version: first.text }), safe: false, edits }];
}
