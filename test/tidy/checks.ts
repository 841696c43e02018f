import { posix } from 'node:path';

/** The little that the rules about checks need to know of one. */
export interface CheckIdentity {
  readonly id: string;
  readonly family: string;
}

/** Names and texts of the files of `src/engine/checks` and `test/fixtures/checks`, relative to these folders. */
export interface CheckFiles {
  readonly sources: ReadonlyMap<string, string>;
  readonly fixtures: ReadonlyMap<string, string>;
}

const headings = {
  md: ['Rule', 'Example', 'How to fix', 'How to silence', 'What go says'],
  'zh-cn.md': ['规则', '示例', '如何修复', '如何忽略', 'go 的说法'],
};

/** What is wrong with the registry, as sentences. */
export function registryFaults(checks: readonly CheckIdentity[], { sources }: CheckFiles): readonly string[] {
  const ids = checks.map(({ id }) => id);
  const faults = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is registered twice`);
  for (const id of ids) if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) faults.push(`${id} is not kebab-case`);
  for (const family of new Set(checks.map((check) => check.family))) {
    const own = checks.filter((check) => check.family === family).map(({ id }) => id);
    const wrong = own.find((id, at) => id !== own.toSorted()[at]);
    if (wrong !== undefined) faults.push(`family ${family} is not sorted at ${wrong}`);
  }
  for (const [file, text] of sources) {
    for (const [, id = '', family = ''] of text.matchAll(/\bid: '([^']+)',\s*family: '([^']+)'/g)) {
      if (!checks.some((check) => check.id === id)) faults.push(`${file} defines ${id}, which no list holds`);
      if (posix.dirname(file) !== family) faults.push(`${file} defines ${id} of family ${family}`);
    }
  }
  return faults;
}

/** What is wrong with the pages beside the checks. */
export function pageFaults(checks: readonly CheckIdentity[], { sources }: CheckFiles): readonly string[] {
  const faults: string[] = [];
  const wanted = new Set<string>();
  for (const { id, family } of checks) {
    for (const [ending, titles] of Object.entries(headings)) {
      const name = `${family}/${id}.${ending}`;
      wanted.add(name);
      const page = sources.get(name);
      if (page === undefined) faults.push(`${name} is missing`);
      else faults.push(...faultsOfPage(name, page, titles));
    }
  }
  const stray = [...sources.keys()].filter((name) => name.endsWith('.md') && !wanted.has(name));
  return [...faults, ...stray.map((name) => `${name} is no page of a registered check`)];
}

function faultsOfPage(name: string, page: string, titles: readonly string[]): readonly string[] {
  // A comment of YAML in a block is no heading, nor is `## explicit` of vendor/modules.txt.
  const prose = page.replaceAll(/^(```+|~~~+)[^]*?^\1/gm, (block) => block.replaceAll(/^#/gm, ' #'));
  const found = [...prose.matchAll(/^(#+) (.*)$/gm)].map(([line]) => line);
  const expected = titles.map((title) => `## ${title}`);
  if (found.join('\n') !== expected.join('\n')) return [`${name} has the headings ${found.join(', ')}`];
  const sections = prose.split(/^## .*$/m).slice(1);
  const empty = sections.findIndex((section) => section.trim() === '');
  if (empty >= 0) return [`${name} says nothing under ${titles[empty] ?? ''}`];
  return /go-preflight/.test(sections[3] ?? '') ? [] : [`${name} does not say how to silence it`];
}

/** Which kinds of fixtures a check lacks. A fixture belongs to the check whose folder it lies in. */
export function fixtureFaults(checks: readonly CheckIdentity[], files: CheckFiles): readonly string[] {
  const faults: string[] = [];
  for (const check of checks) faults.push(...faultsOfFixtures(check, files));
  for (const name of files.fixtures.keys()) {
    const [family, id] = name.split('/');
    if (!checks.some((check) => check.family === family && check.id === id)) {
      faults.push(`${name} lies in no folder of a check`);
    }
  }
  return faults;
}

/** The fixtures of a check: their whole text, and what each wants. */
function fixturesOf(
  { id, family }: CheckIdentity,
  { fixtures }: CheckFiles,
): readonly { text: string; want: string }[] {
  return [...fixtures]
    .filter(([name]) => name.startsWith(`${family}/${id}/`))
    .map(([, text]) => ({ text, want: /^-- want --\n([^]*?)(?=^-- |(?![^]))/m.exec(text)?.[1] ?? '' }));
}

function faultsOfFixtures(check: CheckIdentity, files: CheckFiles): readonly string[] {
  const { id, family } = check;
  const own = fixturesOf(check, files);
  const fires = new RegExp(`^\\S.* (error|warning|info|hint) ${id}: `, 'm');
  const undecided = (name: string): RegExp => new RegExp(`^(unknown|not-applicable|incomplete) ${name} `, 'm');
  const kinds: Record<string, boolean> = {
    'that fires': own.some(({ want }) => fires.test(want)),
    'that is silent': own.some(({ want }) => !fires.test(want) && !undecided(id).test(want)),
  };
  const source = [...files.sources.values()].find((text) => new RegExp(`\\bid: '${id}'`).test(text)) ?? '';
  // Several ids of one file share what it does: one of them shows it.
  const siblings = [...source.matchAll(/\bid: '([^']+)'/g)].map((match) => match[1] ?? '');
  const shared = siblings.flatMap((sibling) => fixturesOf({ id: sibling, family }, files));
  if (/\b(unknown|notApplicable)\(/.test(source)) {
    kinds['that cannot tell (unknown, not-applicable)'] = shared.some(({ want }) =>
      siblings.some((name) => undecided(name).test(want)),
    );
  }
  if (/kind: 'edit'/.test(source))
    kinds['with the text after its fix'] = shared.some(({ text }) => /^-- fixed\//m.test(text));
  return Object.entries(kinds)
    .filter(([, there]) => !there)
    .map(([kind]) => `${id} has no fixture ${kind}`);
}
