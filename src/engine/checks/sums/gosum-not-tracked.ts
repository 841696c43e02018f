import { gitFiles } from '../../facts/git/gitFiles';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { withoutGitAnswer } from '../../modfile/gitAnswer';
import { hasLines, sumSubject } from './sumSubject';

/** A go.sum that is here and in no clone. */
export const gosumNotTracked: ModuleCheck = {
  id: 'gosum-not-tracked',
  family: 'sums',
  scope: 'module',
  title: 'go.sum is committed with go.mod',
  why: 'A clone without go.sum cannot be built: go stops with "missing go.sum entry". And a download that was changed goes unnoticed.',
  fix: 'Take go.sum out of .gitignore, and commit it.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ignored: 'git has go.mod and ignores go.sum: a clone has none, and go stops there with "missing go.sum entry"',
    untracked: 'git has go.mod and not go.sum yet: until it is added a clone stops with "missing go.sum entry"',
  },
  run: async (module, facts) => {
    const answer = await sumSubject(module, facts);
    if (answer.kind === 'none') return answer.result;
    const { subject } = answer;
    if (!hasLines(subject)) return notApplicable(say('shared.noSumFile', { file: 'go.sum' }));
    const files = await facts.get(gitFiles, module.dir);
    if (files.kind !== 'answer') return withoutGitAnswer(files);
    if (!files.tracked.has('go.mod') || files.tracked.has('go.sum')) return passed;
    const location = { file: subject.path, range: startOfFile };
    return found([
      files.ignoresSum
        ? { message: say('ignored'), location, key: 'go.sum' }
        : { message: say('untracked'), severity: 'info', location, key: 'go.sum' },
    ]);
  },
};
