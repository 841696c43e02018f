import { compareSeverity, type Finding, type Outcome, type RunResult, type Severity } from '../engine/index';
import { place, rendered, type ReportContext } from './context';
import { word } from './words';

/**
 * JUnit XML, which shows what passed and what was skipped too: a suite a family, a case for each check and subject. There is no
 * specification; this is what Jenkins, GitLab and GitHub's reporters read.
 * - failure: a finding at or above `failOn`; others go to the output of a case that passes
 * - skipped: nothing to judge, or above the profile; error: it could not be verified, or the check failed itself
 */
export function formatJunit(result: RunResult, context: ReportContext, failOn: Severity | 'never'): string {
  const suites = new Map<string, TestCase[]>();
  for (const outcome of result.outcomes) {
    const cases = suites.get(outcome.family);
    const one = testCase(result, outcome, context, failOn);
    if (cases) cases.push(one);
    else suites.set(outcome.family, [one]);
  }
  const all = [...suites.values()].flat();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', { name: 'Go Preflight', ...countsOf(all), time: seconds(result.summary.durationMs) }, [
      ...Array.from(suites, ([family, cases]) =>
        element(
          'testsuite',
          {
            name: family,
            ...countsOf(cases),
            time: seconds(cases.reduce((sum, { durationUs }) => sum + durationUs, 0) / 1000),
          },
          cases.map(({ xml }) => xml),
        ),
      ),
    ]),
    '',
  ].join('\n');
}

interface TestCase {
  readonly ending: 'passed' | 'failure' | 'error' | 'skipped';
  readonly durationUs: number;
  readonly xml: string;
}

function testCase(result: RunResult, outcome: Outcome, context: ReportContext, failOn: Severity | 'never'): TestCase {
  const { check, family, subject, durationUs } = outcome;
  const isFailure = (finding: Finding): boolean => failOn !== 'never' && compareSeverity(finding.severity, failOn) <= 0;
  const failures = outcome.findings.filter(isFailure);
  const others = outcome.findings.filter((finding) => !isFailure(finding));
  const ending = endingOf(outcome, failures.length > 0);
  const said = (findings: readonly Finding[]): string =>
    findings.map((finding) => described(result, finding, context)).join('\n');
  const message = outcome.reason ? rendered(context, outcome.reason) : '';
  const parts: string[] = [];
  if (ending === 'failure')
    parts.push(
      element('failure', { message: headOf(failures, context), type: failures[0]?.severity ?? '' }, said(failures)),
    );
  else if (ending === 'error') parts.push(element('error', { message, type: outcome.kind }, ''));
  else if (ending === 'skipped') parts.push(element('skipped', { message }, ''));
  // Beside findings the reason says what could not be looked at.
  const remarks = [said(others), outcome.kind === 'findings' ? message : ''].filter((remark) => remark !== '');
  if (remarks.length > 0) parts.push(element('system-out', {}, remarks.join('\n')));
  const name = subject === '.' || subject === 'machine' ? check : `${check} (${subject})`;
  const xml = element('testcase', { name, classname: family, time: seconds(durationUs / 1000) }, parts);
  return { ending, durationUs, xml };
}

function endingOf({ kind, unknown }: Outcome, isFailing: boolean): TestCase['ending'] {
  switch (kind) {
    case 'findings':
      return isFailing ? 'failure' : 'passed';
    case 'passed':
      return 'passed';
    case 'not-applicable':
      return 'skipped';
    case 'unknown':
      return unknown?.needs === 'profile' ? 'skipped' : 'error';
    case 'failed':
    case 'cancelled':
      return 'error';
  }
}

function headOf(findings: readonly Finding[], context: ReportContext): string {
  const [first] = findings;
  const message = first ? rendered(context, first.message) : '';
  if (findings.length < 2) return message;
  const more = word(context.catalogue, 'report.more', { n: findings.length - 1 });
  return word(context.catalogue, 'report.because', { what: message, why: more });
}

function described(result: RunResult, finding: Finding, context: ReportContext): string {
  const where = finding.location ? place(result, context, finding.location) : (finding.anchor ?? finding.subject);
  const lines = [`${where}: ${rendered(context, finding.message)}`];
  for (const fix of finding.fixes.slice(0, 1))
    lines.push(`  ${word(context.catalogue, 'ci.fix', { fix: rendered(context, fix.title) })}`);
  return lines.join('\n');
}

function countsOf(cases: readonly TestCase[]): Readonly<Record<string, string>> {
  const count = (ending: TestCase['ending']): string => String(cases.filter((one) => one.ending === ending).length);
  return { tests: String(cases.length), failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(6);
}

/** @param content elements, a line each, or one text */
function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly string[] | string,
): string {
  const list = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(value).replaceAll('\n', '&#10;')}"`,
  );
  const open = `<${name}${list.join('')}`;
  if (content.length === 0) return `${open}/>`;
  const inner = typeof content === 'string' ? escaped(content) : `\n${content.join('\n')}\n`;
  return `${open}>${inner}</${name}>`;
}

/** XML 1.0 has no way to write most control characters, nor half of a surrogate pair. */
const unwritable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function escaped(content: string): string {
  return content
    .replaceAll(unwritable, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;');
}
