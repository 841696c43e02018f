import assert from 'node:assert/strict';
import type { FamilyState, FolderResult, Summary } from '../../../src/protocol/index';
import type { FolderView } from '../../../src/extension/results';
import { age, closingLine, statusText, tooltip, type Translate } from '../../../src/extension/statusText';

const t: Translate = (message, ...args) => message.replace(/\{(\d)\}/g, (_, at: string) => String(args[Number(at)]));

function summaryOf(part: Partial<Summary>): Summary {
  const none = {
    error: 0,
    warning: 0,
    info: 0,
    hint: 0,
    passed: 0,
    notApplicable: 0,
    unknown: 0,
    failed: 0,
    cancelled: 0,
  };
  return { verdict: 'ready', ...none, modules: 1, goFiles: 2, durationMs: 340, ...part };
}

function folder(summary: Partial<Summary>, result: Partial<FolderResult> = {}): FolderView {
  return {
    folder: 'file:///work',
    name: 'work',
    failure: undefined,
    result: {
      profile: 'offline',
      requestedProfile: 'offline',
      summary: summaryOf(summary),
      finishedAt: 0,
      families: [],
      unverified: [],
      modules: ['.'],
      partial: false,
      ...result,
    },
  };
}

describe('status bar words', () => {
  it('says the four verdicts in the words of the storyboard', () => {
    const text = (summary: Partial<Summary>): string | undefined => statusText([folder(summary)], false, t)?.text;
    assert.equal(text({ verdict: 'ready' }), '$(pass) Go ready');
    assert.equal(text({ verdict: 'warnings', warning: 2 }), '$(warning) Go: 2 warnings');
    assert.equal(text({ verdict: 'warnings', warning: 1 }), '$(warning) Go: 1 warning');
    assert.equal(text({ verdict: 'broken', error: 3, warning: 1 }), '$(error) Go: 3 errors');
    assert.equal(text({ verdict: 'not-verified', warning: 4 }), '$(question) Go: not verified');
  });

  it('has an error background only when broken', () => {
    assert.equal(statusText([folder({ verdict: 'broken', error: 1 })], false, t)?.background, 'error');
    assert.equal(statusText([folder({ verdict: 'warnings', warning: 1 })], false, t)?.background, undefined);
  });

  it('keeps the old words while running', () => {
    assert.equal(statusText([folder({ verdict: 'broken', error: 3 })], true, t)?.text, '$(loading~spin) Go: 3 errors');
    assert.equal(statusText([], true, t)?.text, '$(loading~spin) Go');
  });

  it('shows nothing without Go', () => {
    assert.equal(statusText([], false, t), undefined);
  });

  it('shows the worst of several folders and the sum of its counts', () => {
    const folders = [folder({ verdict: 'warnings', warning: 2 }), folder({ verdict: 'broken', error: 1 })];
    assert.equal(statusText(folders, false, t)?.text, '$(error) Go: 1 error');
    const unsure = [folder({ verdict: 'warnings', warning: 2 }), folder({ verdict: 'not-verified' })];
    assert.equal(statusText(unsure, false, t)?.text, '$(question) Go: not verified');
  });

  it('closes a run with one line', () => {
    assert.equal(
      closingLine([summaryOf({ error: 2, warning: 1, unknown: 3 })], t),
      'Go environment: 2 errors, 1 warning; 3 not verified',
    );
    assert.equal(closingLine([summaryOf({ passed: 64 })], t), 'Go environment: ready, 64 checks passed');
  });

  it('tells ages', () => {
    assert.equal(age(0, 59_000, t), 'just now');
    assert.equal(age(0, 180_000, t), '3 min ago');
    assert.equal(age(0, 7_200_000, t), '2 h ago');
  });

  it('tells how long a run took, also one that found everything remembered', () => {
    const verified = (durationMs: number): string => tooltip([folder({ durationMs })], 0, t);
    assert.match(verified(344), /just now, in 0\.34 s, profile offline/);
    assert.match(verified(2.4), /just now, in 2 ms, profile offline/);
  });

  it('escapes in the tooltip what Markdown would take for its own', () => {
    const counts = {
      error: 0,
      warning: 0,
      failed: 0,
      unknown: 0,
      cancelled: 0,
      info: 0,
      hint: 0,
      passed: 3,
      'not-applicable': 0,
    };
    const family: FamilyState = { family: 'sums', title: 'go.sum | <b>', status: 'passed', counts, checks: [] };
    const text = tooltip([folder({ verdict: 'ready' }, { families: [family] })], 0, t);
    assert.match(text, /go\.sum \\\| \\<b\\>/);
    assert.match(text, /3 passed/);
  });
});
