import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { coverCredentials, findCredentials, parseGoProxy } from '../../parse/goProxy';
import { placeOf, setFix, unsetFix } from '../../facts/environment/variablePlace';

export const goproxySyntax: MachineCheck = {
  id: 'goproxy-syntax',
  family: 'environment',
  scope: 'machine',
  title: 'GOPROXY is a list of proxies that go can read',
  why: 'go reads the list when it first needs a module that is not in the cache, and stops there.',
  fix: 'Write URLs, direct or off, separated by a comma or by |.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    noEntries: 'GOPROXY is set, but the list has no entries: go stops at the first module that it has to fetch',
    'missing-scheme':
      'GOPROXY has the entry "{entry}", which is neither direct, off nor a URL: every download stops here',
    'wrong-scheme': 'GOPROXY has the entry "{entry}"; go knows http, https and file, and stops every download here',
    'file-with-host':
      'GOPROXY has the entry "{entry}"; a file URL is file:/// and an absolute path, so every download stops',
    'bad-host':
      'GOPROXY has the entry "{entry}", whose host name has a character that none may have: every download stops',
    'bad-port': 'GOPROXY has the entry "{entry}", whose port is no number: every download stops here',
    'bad-escape': 'GOPROXY has the entry "{entry}" with a % that starts no escape: every download stops here',
    semicolon: 'GOPROXY has the entry "{entry}": a semicolon separates nothing, go takes it for a part of the address',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOPROXY');
    const user = await facts.get(userEnvFile);
    const fixes = unsetFix(variable, user);
    const { entries, problems } = parseGoProxy(variable.value);
    if (variable.value !== '' && entries.length === 0)
      return found([{ message: say('noEntries'), ...placeOf(variable), fixes, key: 'noEntries' }]);
    return found(
      problems.map(({ kind, entry }) => ({
        message: say(kind, { entry: coverCredentials(entry.text) }),
        ...placeOf(variable, entry),
        fixes,
        key: kind,
      })),
    );
  },
};

export const goproxyOrder: MachineCheck = {
  id: 'goproxy-order',
  family: 'environment',
  scope: 'machine',
  title: 'Every entry of GOPROXY can be reached',
  why: 'go ends the list at the first direct or off, so what stands behind it is never asked.',
  fix: 'Put direct or off last, or remove what stands behind it.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    dead: 'GOPROXY ends at "{end}": go never asks {entries}',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOPROXY');
    const { entries } = parseGoProxy(variable.value);
    const dead = entries.filter((entry) => entry.dead);
    const [first] = dead;
    const last = dead.at(-1);
    const end = entries.find((entry) => !entry.dead && entry.kind !== 'url');
    if (!first || !last || !end) return found([]);
    const args = { end: end.text, entries: dead.map((entry) => coverCredentials(entry.text)).join(', ') };
    const place = placeOf(variable, { start: first.start, end: last.end });
    const user = await facts.get(userEnvFile);
    // A fix shows its value: none where that would show a password.
    const shown = variable.value.slice(0, end.end);
    const fixes =
      findCredentials(shown).length > 0 || variable.source !== 'user-file' ? [] : setFix(variable, shown, user);
    return found([{ message: say('dead', args), ...place, fixes, key: 'dead' }]);
  },
};

export const goproxyCredentialsInUrl: MachineCheck = {
  id: 'goproxy-credentials-in-url',
  family: 'environment',
  scope: 'machine',
  title: 'GOPROXY holds no password',
  why: 'go env prints it in clear, and so do logs of CI, bug reports and everything that reads the environment.',
  fix: 'Move the password to .netrc or to a GOAUTH command, and change it: it has been readable.',
  severity: 'error',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    password: 'GOPROXY holds a user name and a password for {host}: go env and every log print them in clear',
    userOnly:
      'GOPROXY holds a user name for {host} without a password: where that is a token, go env prints it in clear',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOPROXY');
    return found(credentialFindings(variable));
  },
};

function credentialFindings(variable: GoVariable): FindingDraft[] {
  return findCredentials(variable.value).map(({ start, end, hasPassword }) => {
    const host = /^[^/?#,|]*/.exec(variable.value.slice(end + 1))?.[0] ?? '';
    return {
      message: say(hasPassword ? 'password' : 'userOnly', { host }),
      ...placeOf(variable, { start, end }),
      key: `credentials ${host}`,
      ...(!hasPassword && { severity: 'warning', confidence: 'likely' }),
    };
  });
}
