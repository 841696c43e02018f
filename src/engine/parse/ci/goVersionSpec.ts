import { compareGoVersions, isValidGoVersion, parseGoVersion } from '../goVersion';

/**
 * What `go-version:` of actions/setup-go asks for: npm's semver ranges over releases that are rewritten to semver
 * (`1.21rc2` is `1.21.0-rc.2`), of which the newest wins, or an alias.
 */
export type GoVersionSpec =
  /** `stable`, `oldstable`, `latest`: moves with the calendar */
  | { readonly kind: 'alias' }
  | { readonly kind: 'exact'; readonly version: string }
  | { readonly kind: 'range'; readonly sets: readonly (readonly Bound[])[] }
  | { readonly kind: 'unreadable' };

interface Bound {
  readonly operator: '>=' | '>' | '<' | '<=';
  readonly version: Triple;
}

type Triple = readonly [number, number, number];

export function parseGoVersionSpec(text: string): GoVersionSpec {
  const spec = text.trim().replace(/^go(?=\d)/, '');
  if (spec === 'stable' || spec === 'oldstable' || spec === 'latest') return { kind: 'alias' };
  const prerelease = /^(\d+\.\d+)(?:\.0)?-?(rc|beta)\.?(\d+)$/.exec(spec);
  if (prerelease)
    return { kind: 'exact', version: `${prerelease[1] ?? ''}${prerelease[2] ?? ''}${prerelease[3] ?? ''}` };
  if (/^\d+\.\d+\.\d+$/.test(spec)) return { kind: 'exact', version: spec };
  const sets = spec.split('||').map((part) => readSet(part.trim()));
  return sets.every((set) => set !== undefined) ? { kind: 'range', sets } : { kind: 'unreadable' };
}

/**
 * Whether some release of Go that the spec allows is at least `required`. Go's own patch releases go on, so an open end
 * counts as reaching everything.
 * @returns undefined where the spec cannot be read
 */
export function specReaches(spec: GoVersionSpec, required: string): boolean | undefined {
  switch (spec.kind) {
    case 'alias':
      return true;
    case 'unreadable':
      return undefined;
    case 'exact':
      return compareGoVersions(spec.version, required) >= 0;
    case 'range': {
      const least = tripleOf(required);
      return least && spec.sets.some((set) => reaches(set, least));
    }
  }
}

/**
 * The newest release that the spec allows, `1.22.3`, with a patch number beyond all for one that is left open; undefined
 * where the minor release is open.
 */
export function newestAllowed(spec: GoVersionSpec): string | undefined {
  if (spec.kind === 'exact') return spec.version;
  if (spec.kind !== 'range') return undefined;
  let newest: Triple | undefined;
  for (const set of spec.sets) {
    const uppers = set.filter(({ operator }) => operator === '<' || operator === '<=');
    const last = uppers.map(lastBelow).toSorted(compareTriples)[0];
    if (last === undefined || last[1] === Infinity) return undefined;
    if (newest === undefined || compareTriples(last, newest) > 0) newest = last;
  }
  return newest && `${newest[0]}.${newest[1]}.${newest[2] === Infinity ? openPatch : newest[2]}`;
}

/** More patches than any release will have. */
export const openPatch = 9999;

/** The last version that an upper bound allows, with an endless patch or minor below a bound that ends in zeros. */
function lastBelow({ operator, version: [major, minor, patch] }: Bound): Triple {
  if (operator === '<=' || patch > 0) return [major, minor, operator === '<=' ? patch : patch - 1];
  if (minor > 0) return [major, minor - 1, Infinity];
  return [major - 1, Infinity, Infinity];
}

function reaches(set: readonly Bound[], required: Triple): boolean {
  let candidate = required;
  for (const { operator, version } of set) {
    if (operator !== '>' && operator !== '>=') continue;
    const least: Triple = operator === '>' ? [version[0], version[1], version[2] + 1] : version;
    if (compareTriples(least, candidate) > 0) candidate = least;
  }
  return set.every(({ operator, version }) => {
    const order = compareTriples(candidate, version);
    return operator === '<' ? order < 0 : operator === '<=' ? order <= 0 : true;
  });
}

/** One set of comparators, all of which must hold: `>=1.20 <1.22`, `^1.14.0`, `~1.24`, `1.22.x`, `1.20 - 1.22`. */
function readSet(text: string): readonly Bound[] | undefined {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(text);
  if (hyphen) {
    const [low, high] = [readPartial(hyphen[1] ?? ''), readPartial(hyphen[2] ?? '')];
    if (!low || !high) return undefined;
    return [{ operator: '>=', version: floor(low) }, ...upTo(high)];
  }
  const bounds: Bound[] = [];
  for (const word of text.replace(/(>=|<=|>|<|=|\^|~>?)\s+/g, '$1').split(/\s+/)) {
    const read = readComparator(word);
    if (read === undefined) return undefined;
    bounds.push(...read);
  }
  return bounds;
}

/** The parts that are written: `[1, 22]` of `1.22.x`. */
type Partial = readonly number[];

function readPartial(text: string): Partial | undefined {
  if (text === '' || /^[xX*]$/.test(text)) return [];
  const match = /^v?(\d+)(?:\.(\d+|[xX*])(?:\.(\d+|[xX*]))?)?$/.exec(text);
  if (!match) return undefined;
  const parts: number[] = [];
  for (const part of match.slice(1)) {
    if (part === undefined || !/^\d+$/.test(part)) break;
    parts.push(Number(part));
  }
  return parts;
}

function readComparator(word: string): readonly Bound[] | undefined {
  const [, operator = '', rest = ''] = /^(>=|<=|>|<|=|\^|~>?)?(.*)$/.exec(word) ?? [];
  const partial = readPartial(rest);
  if (partial === undefined) return undefined;
  const low = floor(partial);
  switch (operator) {
    case '>=':
      return [{ operator: '>=', version: low }];
    case '>':
      return partial.length === 3 ? [{ operator: '>', version: low }] : [{ operator: '>=', version: next(partial) }];
    case '<':
      return [{ operator: '<', version: low }];
    case '<=':
      return upTo(partial);
    case '^':
      // Go has no version 0, so the first number decides.
      return partial.length === 0
        ? []
        : [
            { operator: '>=', version: low },
            { operator: '<', version: [low[0] + 1, 0, 0] },
          ];
    case '~':
    case '~>':
      return [{ operator: '>=', version: low }, ...upTo(partial.slice(0, 2))];
    default:
      return [{ operator: '>=', version: low }, ...upTo(partial)];
  }
}

function upTo(partial: Partial): readonly Bound[] {
  if (partial.length === 0) return [];
  return partial.length === 3
    ? [{ operator: '<=', version: floor(partial) }]
    : [{ operator: '<', version: next(partial) }];
}

function floor([major = 0, minor = 0, patch = 0]: Partial): Triple {
  return [major, minor, patch];
}

/** The first version behind what is written: `1.23.0` for `1.22`, `2.0.0` for `1`. */
function next(partial: Partial): Triple {
  const [major = 0, minor = 0] = partial;
  return partial.length >= 2 ? [major, minor + 1, 0] : [major + 1, 0, 0];
}

function compareTriples(a: Triple, b: Triple): number {
  // Infinity minus Infinity is no number.
  const order = (x: number, y: number): number => (x === y ? 0 : x - y);
  return order(a[0], b[0]) || order(a[1], b[1]) || order(a[2], b[2]);
}

/** A go line as the release that it needs at least: pre-releases count as the release, which ranges cannot tell apart. */
function tripleOf(version: string): Triple | undefined {
  if (!isValidGoVersion(version)) return undefined;
  const parsed = parseGoVersion(version);
  return parsed && [Number(parsed.major), Number(parsed.minor || '0'), Number(parsed.patch || '0')];
}
