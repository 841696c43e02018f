import type {
  Invocation,
  Location as SarifLocation,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import type { CheckMeta, Confidence, Finding, Range, RunResult, Severity } from '../engine/index';
import { relativeWithin } from '../base/paths';
import { rendered, type ReportContext } from './context';
import { messageAt, placeWithin, repositoryPlace, type RepositoryPlace } from './repositoryPlace';
import { checksBySubject, unverifiedGroups } from './unverified';
import { word } from './words';

/**
 * SARIF 2.1.0 as code scanning of GitHub takes it ("SARIF support for code scanning" of its documentation): one run, a rule for
 * each check that was asked, paths relative to the repository. What could not be verified is a notification, not a result.
 * @param top absolute folder that paths are relative to: the top of the repository
 */
export function formatSarif(result: RunResult, context: ReportContext, top: string): string {
  const rules = rulesOf(result, context);
  const numbers = new Map(rules.map(({ id }, number) => [id, number]));
  const placed = result.findings.map((finding) => ({ finding, at: repositoryPlace(result, finding, top) }));
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Go Preflight', semanticVersion: context.version, rules } },
        // One upload of a category replaces the one before: folders of a repository are verified beside each other.
        automationDetails: {
          id: ['go-preflight', relativeWithin(top, result.root) ?? '', ''].join('/').replace('//', '/'),
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          invocation(
            result,
            context,
            placed.flatMap(({ finding, at }) => (at ? [] : [finding])),
          ),
        ],
        results: placed.flatMap(({ finding, at }) =>
          at ? [sarifResult(result, finding, at, numbers.get(finding.check), context, top)] : [],
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;
const problems = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  hint: 'recommendation',
} as const satisfies Record<Severity, string>;
const precisions = { certain: 'very-high', likely: 'high' } as const satisfies Record<Confidence, string>;

/** GitHub refuses a report without rules, and one with longer texts. */
const longestText = 1024;

function rulesOf({ byCheck }: RunResult, context: ReportContext): ReportingDescriptor[] {
  return byCheck.flatMap(({ check }) => {
    const meta = context.checks.get(check);
    return meta ? [ruleOf(meta, context)] : [];
  });
}

function ruleOf(check: CheckMeta, { catalogue }: ReportContext): ReportingDescriptor {
  const { title, why, fix } = catalogue.check(check);
  const lines = [why, word(catalogue, 'ci.fix', { fix }), word(catalogue, 'ci.page', { check: check.id })];
  return {
    id: check.id,
    shortDescription: { text: title.slice(0, longestText) },
    fullDescription: { text: why.slice(0, longestText) },
    help: { text: lines.join('\n'), markdown: lines.join('\n\n') },
    defaultConfiguration: { level: levels[check.severity] },
    properties: {
      tags: [check.family],
      precision: precisions[check.confidence],
      'problem.severity': problems[check.severity],
    },
  };
}

function sarifResult(
  result: RunResult,
  finding: Finding,
  at: RepositoryPlace,
  ruleIndex: number | undefined,
  context: ReportContext,
  top: string,
): Result {
  return {
    ruleId: finding.check,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[finding.severity],
    message: { text: messageAt(result, finding, context, top) },
    locations: [physical(at)],
    relatedLocations: finding.related.flatMap((related, number) => {
      const place = placeWithin(top, related);
      return place
        ? [{ id: number + 1, ...physical(place), message: { text: rendered(context, related.message) } }]
        : [];
    }),
    // GitHub tells by the first of them whether it has seen a finding before.
    partialFingerprints: { primaryLocationLineHash: `${finding.fingerprint}:1`, 'goPreflight/v1': finding.fingerprint },
    properties: {
      subject: finding.subject,
      ...(finding.targets && { targets: finding.targets }),
      fixes: finding.fixes.map((fix) => rendered(context, fix.title)),
    },
  };
}

function physical({ path, range }: RepositoryPlace): SarifLocation {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri }, region: range ? regionOf(range) : { startLine: 1 } } };
}

function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}

/** @param homeless findings for which the repository has no file */
function invocation(result: RunResult, context: ReportContext, homeless: readonly Finding[]): Invocation {
  const unverified = unverifiedGroups(result, context, 'asked').map(({ reason, outcomes }): Notification => {
    const checks = checksBySubject(outcomes, context, true);
    return { level: 'warning', message: { text: word(context.catalogue, 'ci.notVerified', { checks, reason }) } };
  });
  const found = homeless.map((finding): Notification => ({
    level: levels[finding.severity],
    associatedRule: { id: finding.check },
    message: { text: rendered(context, finding.message) },
  }));
  return { executionSuccessful: result.summary.failed === 0, toolExecutionNotifications: [...unverified, ...found] };
}
