import assert from 'node:assert/strict';
import { say, type Finding, type RunResult } from '../../../src/engine/index';
import { formatHuman } from '../../../src/report/human';
import { createStyle } from '../../../src/report/style';
import { outcome, sampleContext, sampleResult, storyboardFinding, storyboardSource } from '../../support/sampleResult';

const style = createStyle({ colours: false, unicode: true, columns: 120 });
const ascii = createStyle({ colours: false, unicode: false, columns: 120 });

function human(result: RunResult, source = storyboardSource, using = style, context = sampleContext()): string {
  return formatHuman(result, context, { style: using, source: () => source });
}

const broken = (finding: Finding, more: Partial<RunResult> = {}): RunResult => {
  const result = sampleResult({ findings: [finding], ...more });
  return { ...result, summary: { ...result.summary, verdict: 'broken', error: 1, passed: 61, durationMs: 340 } };
};

describe('human report', () => {
  it('is one line where there is nothing to report', () => {
    assert.equal(human(sampleResult()), 'Ready: 64 checks passed · 0.29 s\n');
  });

  it('never says that a run took no time', () => {
    const result = sampleResult();
    const quick = { ...result, summary: { ...result.summary, durationMs: 3.2 } };
    assert.equal(human(quick), 'Ready: 64 checks passed · 3 ms\n');
  });

  it('is the storyboard', () => {
    const needsProfile = (check: string) =>
      outcome(check, {
        kind: 'unknown',
        reason: say('shared.needsProfile', { profile: 'network' }),
        unknown: { reason: say('shared.needsProfile', { profile: 'network' }), needs: 'profile' },
      });
    const notCached = say('shared.notInCache', { modules: 'golang.org/x/text v0.31.0' });
    const cache = outcome('cache', {
      kind: 'unknown',
      reason: notCached,
      unknown: { reason: notCached, needs: 'module-cache', missing: ['golang.org/x/text v0.31.0'] },
    });
    const result = broken(storyboardFinding, { outcomes: [cache, needsProfile('reach'), needsProfile('reach')] });
    const text = human({ ...result, summary: { ...result.summary, error: 2, warning: 1, unknown: 3 } });
    assert.equal(
      text,
      `go 1.26.8 (linux/amd64, /usr/local/go) · 3 modules · 2,113 Go files · static and offline checks

go.mod:7:2  error  gosum-missing-zip-hash  go.sum has no hash of rsc.io/quote v1.5.2, which package shop/cart imports; go build stops here
   7 │   rsc.io/quote v1.5.2
     │   ━━━━━━━━━━━━━━━━━━━
     = fix: go mod download rsc.io/quote@v1.5.2     (needs the network; not applied by --fix)
     = related: cart/cart.go:9:2 imports it

not verified: not in the module cache: golang.org/x/text v0.31.0
     = cache

2 errors, 1 warning · 61 checks passed · 3 not verified (2 need --profile network, 1 needs golang.org/x/text v0.31.0 in the module cache) · 0.34 s
`,
    );
  });

  it('falls back to ASCII', () => {
    const text = human(broken(storyboardFinding), storyboardSource, ascii);
    assert.match(text, /^[\x00-\x7f]*$/);
    assert.match(text, /\n {3}7 \|   rsc\.io\/quote v1\.5\.2\n {5}\| {3}\^{19}\n/);
  });

  it('keeps the first line of a finding one line, whatever the names in it hold', () => {
    const evil: Finding = {
      ...storyboardFinding,
      message: say('gosum-missing-zip-hash.missing', { module: 'a\n\u001b[31mred\u202e', importer: 'x\ty' }),
      location: { ...storyboardFinding.location!, file: '/home/u/src/shop/we\nird\u001b/go.mod' },
    };
    const lines = human(broken(evil)).split('\n');
    assert.match(
      lines[2] ?? '',
      /^we\\nird\\x1b\/go\.mod:7:2 {2}error .* a\\n\\x1b\[31mred\\u202e, which package x\\ty/,
    );
    assert.equal(
      lines.some((line) => line.includes('\u001b')),
      false,
    );
  });

  it('names the anchor of a finding without a file', () => {
    const rest = { ...storyboardFinding };
    delete (rest as { location?: unknown }).location;
    assert.match(human(broken({ ...rest, anchor: 'env:GOFLAGS' })), /\nenv:GOFLAGS {2}error {2}gosum/);
    assert.match(human(broken(rest)), /\n\. {2}error {2}gosum/);
  });

  it('shows no frame where there is no text to show', () => {
    for (const source of ['', 'module shop\n']) assert.doesNotMatch(human(broken(storyboardFinding), source), /│/);
  });

  it('names files outside the root by their whole path, the home folder as ~', () => {
    const outside = {
      ...storyboardFinding,
      location: { ...storyboardFinding.location!, file: '/home/u/.config/go/env' },
    };
    assert.match(human(broken(outside)), /\n~\/\.config\/go\/env:7:2 {2}/);
    const system = { ...storyboardFinding, location: { ...storyboardFinding.location!, file: '/usr/local/go/go.env' } };
    assert.match(human(broken(system)), /\n\/usr\/local\/go\/go\.env:7:2 {2}/);
  });

  it('masks secrets in words and in frames, and keeps what is underlined in place', () => {
    const finding: Finding = {
      ...storyboardFinding,
      message: say('gosum-missing-zip-hash.missing', { module: 'https://joe:hunter2@proxy', importer: 'x' }),
      location: {
        file: '/home/u/.config/go/env',
        range: { start: { line: 0, column: 8 }, end: { line: 0, column: 33 } },
      },
    };
    const text = human(broken(finding), 'GOPROXY=https://joe:hunter2@proxy\n');
    assert.doesNotMatch(text, /hunter2|joe/);
    assert.match(text, /https:\/\/\*\*\*@proxy, which/);
    assert.match(text, /\n {3}1 │ GOPROXY=https:\/\/\*{11}@proxy\n {5}│ {9}━{25}\n/);
  });

  it('says which fix --fix applies, and where a command runs', () => {
    const edit = {
      kind: 'edit' as const,
      safe: true,
      title: say('shared.fix.deleteLine'),
      edits: [{ kind: 'create' as const, file: '/home/u/src/shop/x', text: '' }],
    };
    const tidy = {
      kind: 'command' as const,
      args: ['mod', 'tidy'],
      cwd: '/home/u/src/shop/api',
      touches: [],
      needsNetwork: false,
      safe: false,
      title: say('shared.fix.tidy'),
    };
    const set = { kind: 'setting' as const, target: 'go-env' as const, key: 'GOFLAGS', safe: false, title: say('x') };
    const fixes = [edit, tidy, { ...set, value: "-tags='a b'" }, { ...set, value: undefined }];
    const lines = human(broken({ ...storyboardFinding, fixes })).split('\n');
    assert.deepEqual(
      lines.filter((line) => /= (fix|or):/.test(line)),
      [
        '     = fix: Delete this line     (applied by --fix)',
        '     = or: go mod tidy     (in api; not applied by --fix)',
        "     = or: go env -w 'GOFLAGS=-tags='\\''a b'\\'''     (not applied by --fix)",
        '     = or: go env -u GOFLAGS     (not applied by --fix)',
      ],
    );
  });

  it('promises no automatic fix for a file outside the folder', () => {
    const fix = {
      kind: 'edit' as const,
      safe: true,
      title: say('shared.fix.deleteLine'),
      edits: [{ kind: 'create' as const, file: '/elsewhere/x', text: '' }],
    };
    assert.match(
      human(broken({ ...storyboardFinding, fixes: [fix] })),
      /= fix: Delete this line {5}\(not applied by --fix\)/,
    );
  });

  it('names the targets that show it', () => {
    const text = human(broken({ ...storyboardFinding, targets: ['linux/386', 'windows/arm64,cgo'] }));
    assert.match(text, /\n {5}= on: linux\/386, windows\/arm64,cgo\n/);
  });

  it('names a target once whose builds with and without cgo both show it', () => {
    const targets = ['linux/386', 'linux/386,cgo', 'linux/arm', 'windows/386,cgo'];
    const text = human(broken({ ...storyboardFinding, targets }));
    assert.match(text, /\n {5}= on: linux\/386\[,cgo\], linux\/arm, windows\/386,cgo\n/);
  });

  it('says when there is no go, but not in a run that does not look for it', () => {
    const result = { ...broken(storyboardFinding), go: undefined };
    assert.match(human(result), /^no go command · 3 modules/);
    assert.match(human({ ...result, profile: 'static' }), /^3 modules · 2,113 Go files · static checks\n/);
  });

  it('groups what was not verified by its reason, with the modules it concerns', () => {
    const reason = say('shared.goNotFound');
    const blind = (check: string, subject: string) =>
      outcome(check, { kind: 'unknown', subject, reason, unknown: { reason, needs: 'go' } });
    const result = sampleResult({ outcomes: [blind('a', 'api'), blind('b', 'api'), blind('c', 'machine')] });
    const text = human({ ...result, summary: { ...result.summary, verdict: 'not-verified', unknown: 3 } });
    assert.match(text, /\nnot verified: no go command was found\n {5}= a, b in api; c\n/);
    assert.match(text, /\nNot verified: 64 checks passed · 3 not verified \(3 need a go command\) · 0\.29 s\n$/);
  });

  it('escapes the name of a missing module in the summary too', () => {
    const reason = say('shared.notInCache', { modules: 'x' });
    const unknown = { reason, needs: 'module-cache' as const, missing: ['\u001b[2Jevil v1'] };
    const result = sampleResult({ outcomes: [outcome('a', { kind: 'unknown', reason, unknown })] });
    const text = human({ ...result, summary: { ...result.summary, verdict: 'not-verified', unknown: 1 } });
    assert.match(text, /1 needs \\x1b\[2Jevil v1 in the module cache/);
    assert.equal(text.includes('\u001b'), false);
  });

  it('shortens a long list of checks and of modules, and says where they are', () => {
    const reason = say('shared.goNotFound');
    const blind = (subject: string, checks: number) =>
      Array.from({ length: checks }, (_, at) =>
        outcome(`check-${at}`, { kind: 'unknown', subject, reason, unknown: { reason, needs: 'go' } }),
      );
    const outcomes = [blind('api', 12), blind('.', 6), ...[1, 2, 3, 4].map((n) => blind(`m${n}`, 1))].flat();
    const text = human(sampleResult({ outcomes }));
    assert.match(
      text,
      /\n {5}= check-0, check-1, check-2, check-3, check-4, 7 more in api; check-0, check-1, check-2, check-3, check-4, check-5; check-0 in m1; check-0 in m2; 2 more modules\n/,
    );
  });
});
