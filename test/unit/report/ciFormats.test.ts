import assert from 'node:assert/strict';
import type { Log } from 'sarif';
import { say, type Finding, type RunResult } from '../../../src/engine/index';
import { checkOutcomes } from '../../../src/engine/run/checkOutcomes';
import { formatGithub } from '../../../src/report/github';
import { formatGitlab } from '../../../src/report/gitlab';
import { formatJunit } from '../../../src/report/junit';
import { formatPrometheus } from '../../../src/report/prometheus';
import { formatSarif } from '../../../src/report/sarif';
import { outcome, sampleContext, sampleResult, storyboardFinding } from '../../support/sampleResult';
import { SeededRandom } from '../../support/seededRandom';
import { isWellFormed } from '../../support/wellFormedXml';

const top = '/home/u/src';
const context = sampleContext();
const message = 'go.sum has no hash of rsc.io/quote v1.5.2, which package shop/cart imports; go build stops here';
const fix = 'Run go mod download rsc.io/quote@v1.5.2 (needs the network)';

const { location: storyboardPlace, ...placeless } = storyboardFinding;

/** About a variable: it has no file. */
const homeless: Finding = {
  ...placeless,
  subject: 'machine',
  severity: 'warning',
  anchor: 'env:GOFLAGS',
  fingerprint: 'fedcba9876543210',
  fixes: [],
  related: [],
};

/** In a file of the machine. */
const outside: Finding = {
  ...homeless,
  location: {
    file: '/home/u/.config/go/env',
    range: { start: { line: 1, column: 0 }, end: { line: 1, column: 4 } },
  },
};

function resultOf(findings: readonly Finding[], more: Partial<RunResult> = {}): RunResult {
  const outcomes = findings.map((finding) =>
    outcome(finding.check, { family: 'sums', kind: 'findings', findings: [finding] }),
  );
  const byCheck = [checkOutcomes({ id: 'gosum-missing-zip-hash', family: 'sums' }, outcomes)];
  return sampleResult({ findings, outcomes, byCheck, ...more });
}

function sarifRun(result: RunResult): Log['runs'][number] {
  const [run] = (JSON.parse(formatSarif(result, context, top)) as Log).runs;
  assert.ok(run);
  return run;
}

describe('SARIF', () => {
  it('has a rule, and a place relative to the repository, for each finding', () => {
    const { tool, results, automationDetails, columnKind } = sarifRun(resultOf([storyboardFinding]));
    assert.deepEqual([tool.driver.name, tool.driver.semanticVersion], ['Go Preflight', '0.1.0']);
    assert.deepEqual([automationDetails?.id, columnKind], ['go-preflight/shop/', 'utf16CodeUnits']);
    const [rule] = tool.driver.rules ?? [];
    assert.deepEqual([rule?.id, rule?.defaultConfiguration?.level], ['gosum-missing-zip-hash', 'error']);
    assert.deepEqual(rule?.properties?.tags, ['sums']);
    const texts = [rule?.shortDescription?.text, rule?.fullDescription?.text, rule?.help?.text, rule?.help?.markdown];
    assert.ok(texts.every((text) => text !== undefined && text !== '' && text.length <= 1024));
    const [result] = results ?? [];
    assert.deepEqual([result?.ruleId, result?.ruleIndex, result?.level], ['gosum-missing-zip-hash', 0, 'error']);
    assert.equal(result?.message.text, message);
    assert.deepEqual(result.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'shop/go.mod' },
          region: { startLine: 7, startColumn: 2, endLine: 7, endColumn: 21 },
        },
      },
    ]);
    assert.equal(result.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri, 'shop/cart/cart.go');
    assert.equal(result.partialFingerprints?.['primaryLocationLineHash'], '0123456789abcdef:1');
  });

  // GitHub refuses the whole report for one result without a file.
  it('puts what has no file of the repository at the go.mod of its module', () => {
    const { results } = sarifRun(resultOf([homeless, outside]));
    const places = results?.map(({ locations, message: { text } }) => [
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      locations?.[0]?.physicalLocation?.region?.startLine,
      text,
    ]);
    assert.deepEqual(places, [
      ['shop/go.mod', 1, message],
      ['shop/go.mod', 1, `~/.config/go/env:2:1: ${message}`],
    ]);
  });

  it('tells as a notification what has no file at all, and what was not verified', () => {
    const reason = say('shared.goNotFound');
    const unknown = outcome('c', { kind: 'unknown', reason, unknown: { reason, needs: 'go' } });
    const { results, invocations } = sarifRun(resultOf([homeless], { modules: [], outcomes: [unknown] }));
    assert.deepEqual(results, []);
    assert.deepEqual(
      invocations?.[0]?.toolExecutionNotifications?.map(({ level, message: { text } }) => [level, text]),
      [
        ['warning', 'Not verified: c (no go command was found)'],
        ['warning', message],
      ],
    );
    assert.equal(invocations[0].executionSuccessful, true);
  });

  it('writes paths as addresses', () => {
    const file = '/home/u/src/shop/a b#1%/gö.mod';
    const { results } = sarifRun(resultOf([{ ...storyboardFinding, location: { ...storyboardPlace!, file } }]));
    const uri = results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    assert.equal(uri, 'shop/a%20b%231%25/g%C3%B6.mod');
  });
});

describe('workflow commands of GitHub', () => {
  it('annotate lines, worst first, and end with the summary', () => {
    const info: Finding = { ...storyboardFinding, severity: 'info' };
    const hint: Finding = { ...storyboardFinding, severity: 'hint' };
    const text = formatGithub(resultOf([hint, info, homeless, storyboardFinding]), context, top);
    assert.deepEqual(text.split('\n'), [
      `::error file=shop/go.mod,line=7,endLine=7,col=2,endColumn=21,title=gosum-missing-zip-hash::${message}%0AFix: ${fix}`,
      `::warning file=shop/go.mod,line=1,title=gosum-missing-zip-hash::${message}`,
      `::notice file=shop/go.mod,line=7,endLine=7,col=2,endColumn=21,title=gosum-missing-zip-hash::${message}%0AFix: ${fix}`,
      'Ready: 64 checks passed · 0.29 s',
      '',
    ]);
  });

  it('say what was not verified', () => {
    const reason = say('shared.goNotFound');
    const unknown = outcome('c', { kind: 'unknown', reason, unknown: { reason, needs: 'go' } });
    assert.match(
      formatGithub(resultOf([], { outcomes: [unknown] }), context, top),
      /^::notice title=Not verified::Not verified: c \(no go command was found\)\n/,
    );
  });

  it('leave columns out where a range has several lines, and names what they cannot hold', () => {
    const location = {
      file: '/home/u/src/a,b:c%\n.go',
      range: { start: { line: 0, column: 3 }, end: { line: 2, column: 0 } },
    };
    const text = formatGithub(resultOf([{ ...storyboardFinding, fixes: [], location }]), context, top);
    assert.ok(text.startsWith('::error file=a%2Cb%3Ac%25%0A.go,line=1,endLine=3,title='), text);
  });

  it('are one line each, whatever stands in a message (property)', () => {
    const random = new SeededRandom(3);
    for (let round = 0; round < 200; round++) {
      const module = Array.from({ length: 12 }, () => random.pick(Array.from('\r\n:,%a\u0000é'))).join('');
      const finding = {
        ...storyboardFinding,
        message: say('gosum-missing-zip-hash.missing', { module, importer: 'x' }),
      };
      const lines = formatGithub(resultOf([finding]), context, top).split(/\r\n|\r|\n/);
      assert.equal(lines.length, 3, JSON.stringify(module));
    }
  });
});

describe('Code Quality of GitLab', () => {
  it('has an entry for each finding, told apart by its fingerprint', () => {
    const entries: unknown = JSON.parse(
      formatGitlab(resultOf([storyboardFinding, storyboardFinding, homeless]), context, top),
    );
    const entry = {
      description: `${message}. Fix: ${fix}`,
      check_name: 'gosum-missing-zip-hash',
      fingerprint: '0123456789abcdef',
      severity: 'critical',
      location: { path: 'shop/go.mod', lines: { begin: 7, end: 7 } },
    };
    assert.deepEqual(entries, [
      entry,
      { ...entry, fingerprint: '0123456789abcdef-2' },
      {
        ...entry,
        description: message,
        fingerprint: 'fedcba9876543210',
        severity: 'major',
        location: { path: 'shop/go.mod', lines: { begin: 1, end: 1 } },
      },
    ]);
  });

  it('is a list where nothing was found', () => {
    assert.equal(formatGitlab(resultOf([]), context, top), '[]\n');
  });
});

describe('JUnit', () => {
  const reason = say('shared.goNotFound');
  const outcomes = [
    outcome('bad', { family: 'sums', kind: 'findings', findings: [storyboardFinding], durationUs: 1500 }),
    outcome('odd', { family: 'sums', kind: 'findings', findings: [homeless] }),
    outcome('good', { subject: 'api' }),
    outcome('none', { kind: 'not-applicable', reason }),
    outcome('above', { kind: 'unknown', reason, unknown: { reason, needs: 'profile' } }),
    outcome('blind', { kind: 'unknown', reason, unknown: { reason, needs: 'go' } }),
  ];

  it('has a case for each check and subject', () => {
    const result = sampleResult({ findings: [storyboardFinding, homeless], outcomes });
    assert.equal(
      formatJunit(result, context, 'error'),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Go Preflight" tests="6" failures="1" errors="1" skipped="2" time="0.290000">
<testsuite name="sums" tests="2" failures="1" errors="0" skipped="0" time="0.002500">
<testcase name="bad" classname="sums" time="0.001500">
<failure message="${message}" type="error">go.mod:7:2: ${message}
  Fix: ${fix}</failure>
</testcase>
<testcase name="odd" classname="sums" time="0.001000">
<system-out>env:GOFLAGS: ${message}</system-out>
</testcase>
</testsuite>
<testsuite name="modules" tests="4" failures="0" errors="1" skipped="2" time="0.004000">
<testcase name="good (api)" classname="modules" time="0.001000"/>
<testcase name="none" classname="modules" time="0.001000">
<skipped message="no go command was found"/>
</testcase>
<testcase name="above" classname="modules" time="0.001000">
<skipped message="no go command was found"/>
</testcase>
<testcase name="blind" classname="modules" time="0.001000">
<error message="no go command was found" type="unknown"/>
</testcase>
</testsuite>
</testsuites>
`,
    );
  });

  it('fails by --fail-on', () => {
    const result = sampleResult({ findings: [storyboardFinding, homeless], outcomes });
    const failures = (failOn: 'never' | 'error' | 'warning'): string | undefined =>
      /failures="(\d+)"/.exec(formatJunit(result, context, failOn))?.[1];
    assert.deepEqual([failures('never'), failures('error'), failures('warning')], ['0', '1', '2']);
  });

  it('is well-formed whatever stands in a message (property)', () => {
    const random = new SeededRandom(4);
    const alphabet = [
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '\n',
      '\r',
      '\t',
      '\u0000',
      '\u001b',
      '\uFFFF',
      '\uD800',
      '😀',
      'é',
      'a',
    ];
    for (let round = 0; round < 300; round++) {
      const module = Array.from({ length: 12 }, () => random.pick(alphabet)).join('');
      const finding = {
        ...storyboardFinding,
        message: say('gosum-missing-zip-hash.missing', { module, importer: 'x' }),
      };
      const result = resultOf([finding, { ...finding, severity: 'info' }]);
      assert.ok(isWellFormed(formatJunit(result, context, 'error')), JSON.stringify(module));
    }
  });

  it('control: what is not well-formed is told', () => {
    for (const xml of ['<a>', '<a></b>', '<a>&x</a>', '<a b="<"/>', '<a>\u0000</a>', 'a', '<a/><b/>'])
      assert.equal(isWellFormed(xml), false, xml);
  });
});

describe('metrics of Prometheus', () => {
  it('say how the last run ended', () => {
    const reason = say('shared.goNotFound');
    const result = resultOf([storyboardFinding], {
      outcomes: [
        outcome('bad', { kind: 'findings', findings: [storyboardFinding] }),
        outcome('blind', { subject: 'a"b\\c\n', kind: 'unknown', reason }),
        outcome('env', { subject: 'machine' }),
      ],
      incomplete: true,
    });
    assert.equal(
      formatPrometheus(result, context, 1_700_000_000_500),
      `# HELP go_preflight_info The tool, and the go that it found.
# TYPE go_preflight_info gauge
go_preflight_info{version="0.1.0",go_version="1.26.8",goos="linux",goarch="amd64"} 1
# HELP go_preflight_last_run_timestamp_seconds When the last run ended.
# TYPE go_preflight_last_run_timestamp_seconds gauge
go_preflight_last_run_timestamp_seconds 1700000000.5
# HELP go_preflight_last_run_duration_seconds How long it took.
# TYPE go_preflight_last_run_duration_seconds gauge
go_preflight_last_run_duration_seconds 0.29
# HELP go_preflight_last_run_complete 0 where an error may hide behind what could not be verified.
# TYPE go_preflight_last_run_complete gauge
go_preflight_last_run_complete 0
# HELP go_preflight_verdict The verdict of the last run.
# TYPE go_preflight_verdict gauge
go_preflight_verdict{verdict="ready"} 1
# HELP go_preflight_findings Findings of the last run.
# TYPE go_preflight_findings gauge
go_preflight_findings{severity="error"} 0
go_preflight_findings{severity="warning"} 0
go_preflight_findings{severity="info"} 0
go_preflight_findings{severity="hint"} 0
# HELP go_preflight_check_status How each check ended for each module; "." is the repository or the machine.
# TYPE go_preflight_check_status gauge
go_preflight_check_status{check="bad",module=".",status="findings"} 1
go_preflight_check_status{check="blind",module="a\\"b\\\\c\\n",status="unknown"} 1
go_preflight_check_status{check="env",module=".",status="passed"} 1
# HELP go_preflight_check_duration_seconds How long a check took, waiting included.
# TYPE go_preflight_check_duration_seconds gauge
go_preflight_check_duration_seconds{check="gosum-missing-zip-hash"} 0.001
`,
    );
  });
});
