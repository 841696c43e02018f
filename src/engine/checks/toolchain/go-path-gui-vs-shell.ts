import { dirname } from '../../../base/paths';
import { goInstallation } from '../../facts/go/goInstallation';
import { loginShellGo, shellAnswer } from '../../facts/go/loginShell';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';

export const goPathGuiVsShell: MachineCheck = {
  id: 'go-path-gui-vs-shell',
  family: 'toolchain',
  scope: 'machine',
  title: 'A login shell finds no other Go than this process',
  why: 'An editor started from the desktop does not read the files that set PATH in a terminal.',
  fix: 'Start the editor from a terminal, or set PATH where the desktop session reads it, then reload the window.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    onlyInShell: 'A login shell ({shell}) finds go in {folder}, which is not on the PATH of this process',
    foundAnyway: 'go is on PATH, so no shell was asked',
    noShell: 'there is no login shell to ask',
    noAnswer: 'the login shell {shell} did not say its PATH',
  },
  run: async (_, facts) => {
    const { found: go, refused } = await facts.get(goInstallation);
    // A shell is slow and runs the user's rc files: ask it only when there is a question.
    if ((go && go.source !== 'well-known') || refused.length > 0) return notApplicable(say('foundAnyway'));
    const answer = await facts.get(shellAnswer, 'login');
    if (answer.kind === 'no-shell') return notApplicable(say('noShell'));
    if (answer.kind === 'no-answer')
      return unknown(say('noAnswer', { shell: answer.shell }), answer.reason === 'time' ? 'time' : 'go');
    const binary = await facts.get(loginShellGo);
    if (binary === undefined) return passed;
    const args = { shell: answer.shell, folder: dirname(binary) };
    return found([{ message: say('onlyInShell', args), anchor: 'toolchain', key: 'onlyInShell' }]);
  },
};
