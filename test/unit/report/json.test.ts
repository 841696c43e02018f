import assert from 'node:assert/strict';
import Ajv from 'ajv';
import reportSchema from '../../../schemas/report.schema.json';
import { say, type Finding } from '../../../src/engine/index';
import { formatJson, toReport } from '../../../src/report/json';
import { runCli } from '../../support/memoryCli';
import { MemoryFiles } from '../../support/memoryPorts';
import { passingCheck, sampleCheck, unknownCheck, wordCheck } from '../../support/sampleChecks';
import { outcome, sampleContext, sampleResult, storyboardFinding } from '../../support/sampleResult';

const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);

function assertValid(report: unknown): void {
  assert.ok(validate(report), JSON.stringify(validate.errors, null, 2));
}

describe('JSON report', () => {
  it('is the contract, counting from one', () => {
    const finding: Finding = { ...storyboardFinding, targets: ['linux/amd64'] };
    const report = toReport(sampleResult({ findings: [finding] }), sampleContext());
    assertValid(report);
    assert.deepEqual(report.findings, [
      {
        check: 'gosum-missing-zip-hash',
        family: 'sums',
        subject: '.',
        severity: 'error',
        confidence: 'certain',
        message: 'go.sum has no hash of rsc.io/quote v1.5.2, which package shop/cart imports; go build stops here',
        fingerprint: '0123456789abcdef',
        file: 'go.mod',
        range: { start: { line: 7, column: 2 }, end: { line: 7, column: 21 } },
        targets: ['linux/amd64'],
        related: [
          {
            file: 'cart/cart.go',
            range: { start: { line: 9, column: 2 }, end: { line: 9, column: 16 } },
            message: 'imports it',
          },
        ],
        fixes: [{ title: 'Run go mod download rsc.io/quote@v1.5.2 (needs the network)', kind: 'command', safe: false }],
      },
    ]);
    assert.deepEqual(report.go, { version: '1.26.8', goroot: '/usr/local/go', source: 'PATH' });
    assert.deepEqual(Object.keys(report), [
      'schemaVersion',
      'tool',
      'root',
      'profile',
      'go',
      'summary',
      'outcomes',
      'findings',
    ]);
  });

  it('is valid for every outcome that a real run can end with', async () => {
    const checks = [
      passingCheck('good'),
      wordCheck('no-bad', 'BAD', 'good'),
      unknownCheck('blind', 'module-cache', ['x v1']),
      sampleCheck('elsewhere', { kind: 'not-applicable', reason: say('missing', { what: 'all' }) }),
      sampleCheck('throws', () => {
        throw new Error('boom');
      }),
      sampleCheck('machine', {
        kind: 'findings',
        findings: [{ message: say('bad', { what: 'x' }), anchor: 'env:GOFLAGS' }],
      }),
      { ...passingCheck('reach'), profile: 'network' as const },
    ];
    const files = new MemoryFiles({ '/work/go.mod': 'BAD\n' });
    const { stdout } = await runCli(['--format', 'json'], { checks, files });
    const report = JSON.parse(stdout) as ReturnType<typeof toReport>;
    assertValid(report);
    assert.deepEqual(
      report.outcomes.map(({ check, outcome: kind, reason }) => [check, kind, reason?.split('\n')[0]]),
      [
        ['blind', 'unknown', 'missing x v1'],
        ['elsewhere', 'not-applicable', 'missing all'],
        ['good', 'passed', undefined],
        ['machine', 'findings', undefined],
        ['no-bad', 'findings', undefined],
        ['reach', 'unknown', 'not asked for: needs the profile "network"'],
        ['throws', 'failed', 'the check itself failed: Error: boom'],
      ],
    );
    assert.deepEqual([report.summary.verdict, report.summary.error], ['broken', 2]);
  });

  it('is the same text for two runs but for durations', async () => {
    const run = async (): Promise<string> =>
      (await runCli(['--format', 'json'], { checks: [passingCheck('b'), passingCheck('a')] })).stdout;
    const still = (text: string): string => text.replace(/"durationMs": [\d.]+/g, '"durationMs": 0');
    assert.equal(still(await run()), still(await run()));
  });

  it('holds no secret, and ~ for the home folder but in root', () => {
    const finding: Finding = {
      ...storyboardFinding,
      message: say('gosum-missing-zip-hash.missing', { module: 'https://joe:hunter2@proxy', importer: '/home/u/x' }),
      location: { ...storyboardFinding.location!, file: '/home/u/go/pkg/mod/x@v1/go.mod' },
    };
    const reason = say('shared.unreadable', { file: '/home/u/x', reason: 'token is s3cr3t-value' });
    const result = sampleResult({ findings: [finding], outcomes: [outcome('x', { kind: 'failed', reason })] });
    const text = formatJson(result, sampleContext({ secrets: ['s3cr3t-value'] }));
    assert.doesNotMatch(text, /hunter2|s3cr3t/);
    assert.deepEqual(text.match(/\/home\/u[^"]*/g), ['/home/u/src/shop']);
    assert.match(text, /"file": "~\/go\/pkg\/mod\/x@v1\/go\.mod"/);
  });

  it('is null for go where none was used', () => {
    const report = toReport(sampleResult({ go: undefined }), sampleContext());
    assertValid(report);
    assert.equal(report.go, null);
  });

  it('has a schema that rejects what breaks the contract', () => {
    const good = toReport(sampleResult({ findings: [storyboardFinding] }), sampleContext());
    const [finding] = good.findings;
    const broken: unknown[] = [
      { ...good, schemaVersion: 2 },
      { ...good, extra: 1 },
      { ...good, findings: [{ ...finding, range: { start: { line: 0, column: 1 }, end: { line: 1, column: 1 } } }] },
      { ...good, findings: [{ ...finding, file: undefined, range: undefined }] },
      { ...good, findings: [{ ...finding, severity: 'fatal' }] },
      { ...good, outcomes: [{ check: 'a', family: 'modules', subject: '.', outcome: 'unknown', durationMs: 1 }] },
    ];
    for (const report of broken)
      assert.equal(validate(JSON.parse(JSON.stringify(report))), false, JSON.stringify(report));
  });
});
