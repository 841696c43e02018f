import { joinPath } from '../../../base/paths';
import { homeVariable, osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';

/** The folders that git takes from other accounts: `safe.directory`. `certain`: no file that we do not follow is included. */
export interface SafeFolders {
  readonly patterns: readonly string[];
  readonly certain: boolean;
}

/** From the system's and the account's configuration; git does not ask that of the repository. Key: ''. */
export const gitSafeFolders: Fact<SafeFolders> = {
  name: 'gitSafeFolders',
  compute: async (_, facts) => {
    const patterns: string[] = [];
    let certain = true;
    for (const file of configFiles(facts)) {
      const text = await facts.readText(file);
      if (text === undefined) continue;
      if (/^\s*\[\s*include/im.test(text)) certain = false;
      take(patterns, safeIn(text));
    }
    take(patterns, fromVariables(facts));
    const home = homeVariable(facts.environment).value;
    return {
      patterns: patterns.map((each) => (each.startsWith('~/') ? joinPath(home, each.slice(2)) : each)),
      certain,
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Whether git would work in a work tree that belongs to somebody else. */
export function isSafe(folder: string, { patterns }: SafeFolders): boolean {
  return patterns.some(
    (each) =>
      each === '*' ||
      each.replace(/(?<=.)\/$/, '') === folder ||
      (each.endsWith('/*') && folder.startsWith(each.slice(0, -1))),
  );
}

/** Of the system and of the account, in the order in which git reads them. */
export function configFiles(facts: Facts): readonly string[] {
  const variable = (name: string): string => pathFromVariable(facts.environment, osVariable(facts.environment, name));
  const home = homeVariable(facts.environment).value;
  const xdg = variable('XDG_CONFIG_HOME') || joinPath(home, '.config');
  const system = variable('GIT_CONFIG_SYSTEM');
  const usual = ['/etc/gitconfig', '/opt/homebrew/etc/gitconfig', '/usr/local/etc/gitconfig'];
  const noSystem = /^(?:1|true|yes|on)$/i.test(variable('GIT_CONFIG_NOSYSTEM'));
  const global = variable('GIT_CONFIG_GLOBAL');
  const own = home === '' ? [] : [joinPath(xdg, 'git/config'), joinPath(home, '.gitconfig')];
  return [...(noSystem ? [] : system !== '' ? [system] : usual), ...(global !== '' ? [global] : own)];
}

/** The values of `directory` in the sections `[safe]`, in order. */
function safeIn(text: string): readonly string[] {
  const values: string[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    const header = /^\s*\[\s*([^\]\s]+)[^\]]*\](.*)$/.exec(line);
    if (header) section = header[1]?.toLowerCase() ?? '';
    const value = /^\s*directory\s*=\s*(.*)$/i.exec(header ? (header[2] ?? '') : line)?.[1];
    if (section === 'safe' && value !== undefined)
      values.push(
        value
          .replace(/\s+[#;].*$/, '')
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      );
  }
  return values;
}

function fromVariables({ environment }: Facts): readonly string[] {
  const count = Number(osVariable(environment, 'GIT_CONFIG_COUNT') || 0);
  const values: string[] = [];
  for (let at = 0; at < Math.min(count, 100); at++)
    if (osVariable(environment, `GIT_CONFIG_KEY_${at}`).toLowerCase() === 'safe.directory')
      values.push(osVariable(environment, `GIT_CONFIG_VALUE_${at}`));
  return values;
}

/** An empty value takes back all before it. */
function take(patterns: string[], more: readonly string[]): void {
  for (const value of more) {
    if (value === '') patterns.length = 0;
    else patterns.push(value);
  }
}
