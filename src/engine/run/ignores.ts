import type { Finding } from '../model/finding';

/**
 * `// go-preflight:ignore <check id> <reason>` in a comment (`//` or `#`) on the line of a finding or on the line above it.
 * A directive without a reason has no effect: an exception that nobody can explain is a fault of its own.
 */
const directive = /(?:\/\/|#)\s*go-preflight:ignore\s+([a-z0-9-]+)\s+\S/;

/** @param text of the finding's file */
export function isIgnoredInPlace(finding: Finding, text: string): boolean {
  if (finding.location === undefined || !text.includes('go-preflight:ignore')) return false;
  const lines = text.split('\n');
  const at = finding.location.range.start.line;
  return [lines[at], lines[at - 1]].some((line) => line !== undefined && directive.exec(line)?.[1] === finding.check);
}
