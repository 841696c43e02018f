import assert from 'node:assert/strict';
import {
  judgeOverlap,
  mayGiveWay,
  type ForeignProblem,
  type OwnProblem,
} from '../../../src/extension/problems/overlap';

function ours(check: string, about: string[] = [], line = 4): OwnProblem {
  return { check, file: 'file:///m/go.mod', line, about };
}

function theirs(source: string, message: string, part: Partial<ForeignProblem> = {}): ForeignProblem {
  return { source, message, severity: 'error', file: 'file:///m/go.mod', line: 4, ...part };
}

describe('overlap with gopls', () => {
  it('gives way to the same module in the same go.mod, not to another', () => {
    const unused = ours('require-unused', ['rsc.io/quote']);
    const same = theirs('go mod tidy', 'rsc.io/quote is not used in this module', { severity: 'warning' });
    const other = theirs('go mod tidy', 'rsc.io/quote/v3 is not used in this module', { severity: 'warning', line: 9 });
    assert.equal(judgeOverlap(unused, [same], 'defer').kind, 'hide');
    assert.equal(judgeOverlap(unused, [other], 'defer').kind, 'keep');
    assert.equal(judgeOverlap(unused, [{ ...same, file: 'file:///other/go.mod' }], 'defer').kind, 'keep');
  });

  it('keeps everything without evidence, and with the mode always', () => {
    const syntax = ours('gomod-usage');
    assert.equal(judgeOverlap(syntax, [], 'defer').kind, 'keep');
    assert.equal(judgeOverlap(syntax, [theirs('syntax', 'usage: require module/path v1.2.3')], 'always').kind, 'keep');
    assert.equal(judgeOverlap(syntax, [theirs('syntax', 'usage: require module/path v1.2.3')], 'defer').kind, 'hide');
  });

  it('does not give way to a hint, which the Problems panel does not show', () => {
    const misplaced = ours('go-build-misplaced');
    const hint = theirs('buildtag', 'misplaced //go:build comment', { severity: 'hint' });
    assert.equal(judgeOverlap(misplaced, [hint], 'defer').kind, 'keep');
    assert.equal(judgeOverlap(misplaced, [{ ...hint, severity: 'warning' }], 'defer').kind, 'hide');
  });

  it('attaches a vague load error instead of repeating it', () => {
    const mismatch = ours('gosum-cache-mismatch', ['rsc.io/quote']);
    const vague = theirs(
      'go list',
      'packages.Load error: err: exit status 1: stderr: verifying module: checksum mismatch',
      { line: 0 },
    );
    const verdict = judgeOverlap(mismatch, [vague], 'defer');
    assert.equal(verdict.kind, 'explain');
  });

  it('gives way to a syntax error that gopls shows of the same open file', () => {
    const broken = { ...ours('syntax-error-on-target'), file: 'file:///m/a_windows.go' };
    const shown = theirs('syntax', "expected ';', found b", { file: 'file:///m/a_windows.go', line: 9 });
    assert.equal(judgeOverlap(broken, [shown], 'defer').kind, 'hide');
    assert.equal(judgeOverlap(broken, [{ ...shown, file: 'file:///m/a_linux.go' }], 'defer').kind, 'keep');
    assert.equal(judgeOverlap(broken, [{ ...shown, source: 'compiler' }], 'defer').kind, 'keep');
    assert.equal(judgeOverlap(broken, [{ ...shown, source: 'go-vet', line: 4 }], 'defer').kind, 'hide');
  });

  it('waits only with what may give way', () => {
    assert.equal(mayGiveWay('require-unused'), true);
    assert.equal(mayGiveWay('gosum-cache-mismatch'), false);
    assert.equal(mayGiveWay('gosum-stale'), false);
    assert.equal(mayGiveWay('go-version-drift'), false);
  });
});
