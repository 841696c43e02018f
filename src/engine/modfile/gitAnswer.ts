import type { GitFiles } from '../facts/git/gitFiles';
import { say } from '../model/message';
import { notApplicable, unknown, type CheckResult } from '../model/outcome';

/** What a check ends with that found no answer in the files of git. */
export function withoutGitAnswer(files: Exclude<GitFiles, { readonly kind: 'answer' }>): CheckResult {
  return files.kind === 'no-repository'
    ? notApplicable(say('shared.noRepository'))
    : unknown(say('shared.gitUnreadable', { detail: files.detail }), 'readable-files', ['.git/index']);
}
