import type { OutcomeState, Resolution, Unverified } from '../protocol/index';

/** A tooltip shows no more. */
const mostReasons = 5;

/** What outcomes have in common that the same action would resolve. */
export interface UnverifiedPart {
  readonly resolution: Resolution;
  readonly count: number;
  /** a handful, in order of appearance */
  readonly reasons: ReadonlySet<string>;
  readonly checks: ReadonlySet<string>;
}

/**
 * @param check whose outcomes these are
 * @param outcomes rendered: what would resolve each, and why it is not known
 */
export function unverifiedParts(
  check: string,
  outcomes: readonly Pick<OutcomeState, 'subjects' | 'resolution' | 'reason'>[],
): readonly UnverifiedPart[] {
  const checks = new Set([check]);
  return joined(
    outcomes.flatMap(({ subjects, resolution, reason }) =>
      resolution
        ? [{ resolution, count: subjects.length, reasons: new Set(reason === undefined ? [] : [reason]), checks }]
        : [],
    ),
  );
}

/** What could not be verified, by what would resolve it. */
export function unverifiedOf(parts: readonly UnverifiedPart[]): Unverified[] {
  return joined(parts)
    .map(({ resolution, count, reasons, checks }) => ({
      resolution,
      count,
      reasons: [...reasons],
      checks: [...checks],
    }))
    .toSorted((a, b) => b.count - a.count);
}

/** A part that grows. */
interface Group {
  resolution: Resolution;
  count: number;
  readonly reasons: Set<string>;
  readonly checks: Set<string>;
}

/** One part for each action. What is missing differs from outcome to outcome; what resolves it is the same. */
function joined(parts: readonly UnverifiedPart[]): UnverifiedPart[] {
  const groups = new Map<string, Group>();
  for (const part of parts) {
    const { resolution } = part;
    const key = resolution.kind === 'download' ? 'download' : JSON.stringify(resolution);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { ...part, reasons: new Set(part.reasons), checks: new Set(part.checks) });
      continue;
    }
    group.count += part.count;
    for (const check of part.checks) group.checks.add(check);
    for (const reason of part.reasons) if (group.reasons.size < mostReasons) group.reasons.add(reason);
    if (resolution.kind === 'download' && group.resolution.kind === 'download') {
      group.resolution = {
        kind: 'download',
        modules: [...new Set([...group.resolution.modules, ...resolution.modules])],
      };
    }
  }
  return [...groups.values()];
}
