import type { Fact } from '../facts/factStore';
import type { Finding } from '../model/finding';

/**
 * `// go-preflight:ignore <check id> <reason>` in a comment (`//` or `#`) on the line of a finding or on the line above it.
 * A directive without a reason has no effect: an exception that nobody can explain is a fault of its own.
 */
const directive = /(?:\/\/|#)\s*go-preflight:ignore\s+([a-z0-9-]+)\s+\S/;

/** The check that each line of a file excepts, by zero-based line. Once a file: it may hold thousands of findings. */
export const ignoresInPlace: Fact<ReadonlyMap<number, string>> = {
  name: 'ignoresInPlace',
  compute: async (file, facts) => {
    const text = (await facts.readText(file)) ?? '';
    const found = new Map<number, string>();
    if (!text.includes('go-preflight:ignore')) return found;
    text.split('\n').forEach((line, at) => {
      const check = directive.exec(line)?.[1];
      if (check !== undefined) found.set(at, check);
    });
    return found;
  },
  equals: (a, b) => a.size === b.size && [...a].every(([line, check]) => b.get(line) === check),
};

export function isIgnoredInPlace(finding: Finding, ignores: ReadonlyMap<number, string>): boolean {
  if (finding.location === undefined) return false;
  const { line } = finding.location.range.start;
  return ignores.get(line) === finding.check || ignores.get(line - 1) === finding.check;
}
