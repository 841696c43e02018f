import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile, type UserEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, setFix } from '../../facts/environment/variablePlace';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { hopelessPattern, patternsOf, type ModulePattern } from '../../parse/modulePatterns';

const names = ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'];

export const privatePatternMismatch: MachineCheck = {
  id: 'private-pattern-mismatch',
  family: 'environment',
  scope: 'machine',
  title: 'Every pattern of GOPRIVATE and its like can match a module',
  why: 'A pattern that matches nothing protects nothing: the names of private modules go to the public proxy and checksum database, and downloads fail.',
  fix: 'Write prefixes of module paths, separated by commas alone, without spaces, schemes and dots at the end.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    space: '{name} has a space beside {pattern}: go takes it for a part of the pattern, which then matches no module',
    separator: '{name} has {pattern}: patterns are separated by commas alone, so this one matches no module',
    scheme: '{name} has {pattern}: a module path has no scheme, so this matches no module; write {better}',
    dots: '{name} has {pattern}: go knows no ... here, so this matches no module; the prefix {better} is enough',
    malformed: '{name} has {pattern}, an unfinished pattern: go passes over it without a word',
    fixSpaces: 'Take the spaces out: go env -w {name}={value}',
  },
  run: async (_, facts) => {
    const drafts: FindingDraft[] = [];
    for (const name of names) drafts.push(...(await judge(name, facts)));
    return found(drafts);
  },
};

async function judge(name: string, facts: Facts): Promise<readonly FindingDraft[]> {
  const variable = await facts.get(environmentVariable, name);
  // The default of two of them is GOPRIVATE, which is judged itself.
  if (variable.source === 'default') return [];
  const user = await facts.get(userEnvFile);
  return patternsOf(variable.value).flatMap((pattern): FindingDraft[] => {
    const message = problem(name, pattern);
    if (message === undefined) return [];
    const part = { start: pattern.start, end: pattern.end };
    const fixes = message.id === 'space' ? withoutSpaces(variable, user) : [];
    return [{ message, ...placeOf(variable, part), fixes, key: `${name} ${pattern.text}` }];
  });
}

function problem(name: string, pattern: ModulePattern): Message | undefined {
  const why = hopelessPattern(pattern.text);
  if (why === undefined) return undefined;
  const text = pattern.text.trim();
  return say(why, { name, pattern: text, better: text.replace(/^[a-z+]+:\/\//i, '').replace(/\/?\.\.\.$/, '') });
}

function withoutSpaces(variable: GoVariable, user: UserEnvFile): readonly Fix[] {
  const value = patternsOf(variable.value)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(',');
  const title = say('fixSpaces', { name: variable.name, value });
  return setFix(variable, value, user).map((fix) => ({ ...fix, title }));
}

/** Hosts on which everybody publishes. */
const publicHosts = new Set(
  'github.com gitlab.com bitbucket.org golang.org google.golang.org gopkg.in go.uber.org k8s.io codeberg.org'.split(
    ' ',
  ),
);

export const privatePatternTooWide: MachineCheck = {
  id: 'private-pattern-too-wide',
  family: 'environment',
  scope: 'machine',
  title: 'Public modules are checked against the checksum database',
  why: 'What GOPRIVATE or GONOSUMDB match is not checked: a changed public module goes into go.sum without anybody noticing.',
  fix: 'Name the organisation too, as in github.com/corp.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    everything: '{name}={pattern} matches every module, so none is checked against the checksum database',
    host: '{name} has {pattern}, a host on which everybody publishes: no module of it is checked against the checksum database',
  },
  run: async (_, facts) => {
    const effective = await facts.get(environmentVariable, 'GONOSUMDB');
    const variable = effective.source === 'default' ? await facts.get(environmentVariable, 'GOPRIVATE') : effective;
    if (variable.value === '') return passed;
    const drafts = patternsOf(variable.value).flatMap((pattern): FindingDraft[] => {
      const name = widthOf(pattern.text);
      if (name === undefined) return [];
      const message = say(name, { name: variable.name, pattern: pattern.text });
      const part = { start: pattern.start, end: pattern.end };
      return [{ message, ...placeOf(variable, part), key: `${variable.name} ${pattern.text}` }];
    });
    return found(drafts);
  },
};

function widthOf(pattern: string): 'everything' | 'host' | undefined {
  const elements = pattern.replace(/\/$/, '').split('/');
  if (elements.every((element) => element === '*' || element === '**')) return 'everything';
  const [host = '', ...rest] = elements;
  return publicHosts.has(host) && rest.every((element) => element === '*') ? 'host' : undefined;
}
