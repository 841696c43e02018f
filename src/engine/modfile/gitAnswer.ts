import type { GitFiles } from '../facts/git/gitFiles';
import { say } from '../model/message';
import { notApplicable, unknown, type CheckResult } from '../model/outcome';

/** What a check ends with that git has not answered. */
export function withoutGitAnswer(files: Exclude<GitFiles, { readonly kind: 'answer' }>): CheckResult {
  switch (files.kind) {
    case 'no-repository':
      return notApplicable(say('shared.noRepository'));
    case 'no-git':
      return unknown(say('shared.gitNotFound'), 'configuration', ['git']);
    case 'failed':
      return unknown(say('shared.gitFailed', { detail: files.detail }), 'configuration', ['git']);
  }
}
