import type { Templates } from '../engine/index';

/** What the formats for CI say beside the findings. Chinese: `l10n/zh-cn/cli.json`, same keys. */
export const ciWords: Templates = {
  'ci.fix': 'Fix: {fix}',
  'ci.withFix': '{message}. Fix: {fix}',
  'ci.page': 'go-preflight --explain {check} shows the page of this check.',
  'ci.notVerified': 'Not verified: {checks} ({reason})',
  'ci.notVerifiedTitle': 'Not verified',
};
