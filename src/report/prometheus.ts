import { severities, type Outcome, type RunResult } from '../engine/index';
import type { ReportContext } from './context';

/**
 * Metrics in the text format of Prometheus, for the textfile collector of its node exporter: written to a file whose name ends with
 * `.prom`, without timestamps. Labels hold names of checks and folders of modules, nothing of the machine.
 * @param now milliseconds since 1970
 */
export function formatPrometheus(result: RunResult, context: ReportContext, now: number): string {
  const { summary, byCheck } = result;
  const [goos = '', goarch = ''] = context.port.split('/');
  const info = { version: context.version, go_version: result.go?.version ?? '', goos, goarch };
  return [
    metric('info', 'The tool, and the go that it found.', [[info, 1]]),
    metric('last_run_timestamp_seconds', 'When the last run ended.', [[{}, now / 1000]]),
    metric('last_run_duration_seconds', 'How long it took.', [[{}, Math.round(summary.durationMs) / 1000]]),
    metric('last_run_complete', '0 where an error may hide behind what could not be verified.', [
      [{}, result.incomplete ? 0 : 1],
    ]),
    metric('verdict', 'The verdict of the last run.', [[{ verdict: summary.verdict }, 1]]),
    metric(
      'findings',
      'Findings of the last run.',
      severities.map((severity) => [{ severity }, summary[severity]]),
    ),
    metric(
      'check_status',
      'How each check ended for each module; "." is the repository or the machine.',
      result.outcomes.map(({ check, subject, kind }) => [
        { check, module: subject === 'machine' ? '.' : subject, status: kind },
        1,
      ]),
    ),
    metric(
      'check_duration_seconds',
      'How long a check took, waiting included.',
      byCheck.map(({ check, outcomes }) => [{ check }, durationOf(outcomes)]),
    ),
  ].join('');
}

function durationOf(outcomes: readonly Outcome[]): number {
  return Math.round(outcomes.reduce((sum, { durationUs }) => sum + durationUs, 0) / 1000) / 1000;
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** @returns nothing where there is no sample */
function metric(name: string, help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return '';
  const whole = `go_preflight_${name}`;
  const lines = samples.map(([labels, value]) => `${whole}${labelSet(labels)} ${value}\n`);
  return `# HELP ${whole} ${help}\n# TYPE ${whole} gauge\n${lines.join('')}`;
}

function labelSet(labels: Readonly<Record<string, string>>): string {
  const list = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return list.length === 0 ? '' : `{${list.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
