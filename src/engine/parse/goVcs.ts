import { matchesPatterns } from './modulePatterns';

/** One rule of GOVCS: `private:git|hg`. */
export interface VcsRule {
  readonly pattern: string;
  readonly allowed: readonly string[];
}

export interface VcsProblem {
  readonly kind:
    'empty-entry' | 'no-colon' | 'empty-pattern' | 'empty-list' | 'relative' | 'unreachable' | 'empty-name';
  readonly item: string;
  /** offsets into the value */
  readonly start: number;
  readonly end: number;
}

export interface GoVcs {
  /** with those that go has behind the ones of GOVCS */
  readonly rules: readonly VcsRule[];
  /** the first one, at which go refuses the whole value */
  readonly problem: VcsProblem | undefined;
}

/** What holds where GOVCS says nothing of a module. */
const standard: readonly VcsRule[] = [
  { pattern: 'private', allowed: ['all'] },
  { pattern: 'public', allowed: ['git', 'hg'] },
];

/** Whether nobody wrote it. */
export function isStandard(rule: VcsRule): boolean {
  return standard.includes(rule);
}

/** Reads GOVCS as `parseGOVCS` of cmd/go/internal/vcs does. */
export function parseGoVcs(value: string): GoVcs {
  const rules: VcsRule[] = [];
  if (value.trim() === '') return { rules: standard, problem: undefined };
  let at = 0;
  for (const raw of value.split(',')) {
    const item = raw.trim();
    const start = item === '' ? at : at + raw.indexOf(item);
    const rule = readRule(item, rules);
    if (typeof rule === 'string') return { rules: [], problem: { kind: rule, item, start, end: start + item.length } };
    rules.push(rule);
    at += raw.length + 1;
  }
  return { rules: [...rules, ...standard], problem: undefined };
}

function readRule(item: string, before: readonly VcsRule[]): VcsRule | VcsProblem['kind'] {
  if (item === '') return 'empty-entry';
  const colon = item.indexOf(':');
  if (colon < 0) return 'no-colon';
  const [pattern, list] = [item.slice(0, colon).trim(), item.slice(colon + 1).trim()];
  if (pattern === '') return 'empty-pattern';
  if (list === '') return 'empty-list';
  if (/^\.{1,2}(?:\/|$)/.test(pattern)) return 'relative';
  if (before.some((rule) => rule.pattern === pattern)) return 'unreachable';
  const allowed = list.split('|').map((name) => name.trim());
  return allowed.includes('') ? 'empty-name' : { pattern, allowed };
}

/**
 * The rule that decides about a repository; undefined where none matches, and nothing is allowed.
 * @param root of the repository: `github.com/corp/tool`
 * @param isPrivate whether GOPRIVATE matches it
 */
export function ruleFor({ rules }: GoVcs, root: string, isPrivate: boolean): VcsRule | undefined {
  return rules.find(({ pattern }) => {
    if (pattern === 'private') return isPrivate;
    if (pattern === 'public') return !isPrivate;
    return matchesPatterns(pattern, root);
  });
}

export function allows(rule: VcsRule | undefined, program: string): boolean {
  return rule !== undefined && (rule.allowed.includes('all') || rule.allowed.includes(program));
}
