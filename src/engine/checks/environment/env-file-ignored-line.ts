import { userEnvFile } from '../../facts/environment/userEnvFile';
import { nativePath, osVariable } from '../../facts/environment/osVariable';
import { deleteLine } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';

export const envFileIgnoredLine: MachineCheck = {
  id: 'env-file-ignored-line',
  family: 'environment',
  scope: 'machine',
  title: 'Every line of the file of go env -w counts',
  why: 'go skips what it cannot read there without a word, so a setting seems to be made and is not.',
  fix: 'Delete the line, or write NAME=value in capitals without spaces around the =.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ignored: 'go skips this line of its environment file: it is no NAME=value that begins with a capital letter',
    environmentOnly: '{name} is read from the process environment alone: this line has no effect',
    noFile: 'there is no file of go env -w',
  },
  run: async (_, facts) => {
    const { path, state, file } = await facts.get(userEnvFile);
    if (state !== 'present' || path === undefined) return notApplicable(say('noFile'));
    const ignored = file.ignored.map(({ text, range }): FindingDraft => {
      const location = { file: path, range };
      return { message: say('ignored'), location, fixes: [deleteLine(location)], key: text };
    });
    const useless = file.entries
      .filter(({ key }) => key === 'GODEBUG' || key === 'GOENV')
      .map(({ key, range }): FindingDraft => {
        const location = { file: path, range };
        return { message: say('environmentOnly', { name: key }), location, fixes: [deleteLine(location)], key };
      });
    return found([...ignored, ...useless]);
  },
};

export const envFileUnreadable: MachineCheck = {
  id: 'env-file-unreadable',
  family: 'environment',
  scope: 'machine',
  title: 'The file of go env -w can be read',
  why: 'Where go cannot read it, it goes on without a word, as if nothing had ever been stored.',
  fix: 'Make the file readable to this account, correct GOENV, or unset it.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: 'GOENV={value} does not exist: go uses no stored settings, and go env -u fails',
    unreadable: '{path} cannot be read ({reason}): go uses no stored settings and does not say so',
  },
  run: async (_, facts) => {
    const { path, state, custom } = await facts.get(userEnvFile);
    if (path === undefined) return passed;
    if (state === 'missing' && custom) {
      const value = osVariable(facts.environment, 'GOENV');
      return found([{ message: say('missing', { value }), anchor: 'env:GOENV', key: 'missing' }]);
    }
    if (state !== 'unreadable') return passed;
    const content = await facts.readFile(path);
    const reason = content.kind === 'unreadable' ? content.reason : '';
    const args = { path: nativePath(facts.environment, path), reason };
    return found([{ message: say('unreadable', args), anchor: 'env:GOENV', key: 'unreadable' }]);
  },
};
