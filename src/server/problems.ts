import { comparePositions, compareSeverity, type Catalogue, type Finding, type Range } from '../engine/index';
import type { DiagnosticData } from '../protocol/index';

/** An entry of the Problems panel. Positions are the engine's; `convert.ts` makes a diagnostic of it. */
export interface Problem {
  readonly range: Range;
  readonly severity: Finding['severity'];
  readonly message: string;
  /** absent for the note that says how many were left out */
  readonly check?: string;
  /** address of the check's page */
  readonly page?: string;
  /** the code is of no use: editors fade it out */
  readonly unnecessary: boolean;
  readonly related: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
  readonly data?: DiagnosticData;
}

/** Where a finding is shown: its own place, or the one that stands in for what has no file. */
export interface Placed {
  readonly finding: Finding;
  readonly range: Range;
}

export interface ProblemTexts {
  readonly catalogue: Catalogue;
  /** address of a check's page with `{id}` in it */
  readonly pageUri: string | undefined;
  readonly uriOf: (path: string) => string;
}

/** VS Code cuts at 1,000 a file and says nothing of what was cut. */
const mostPerFile = 1000;

/** Checks whose findings mark something that could be deleted without a change of meaning. */
const ofNoUse: ReadonlySet<string> = new Set([
  'gomod-replace-duplicate',
  'gomod-replace-unused',
  'gosum-duplicate-line',
  'gowork-use-duplicate',
  'require-duplicate',
  'require-unused',
]);

/** The Problems of one file, in order of position; the worst first where there are too many. */
export function problemsOf(placed: readonly Placed[], folder: string, texts: ProblemTexts): Problem[] {
  const kept = placed.length <= mostPerFile ? placed : placed.toSorted(byWeight).slice(0, mostPerFile - 1);
  const problems = kept.toSorted(byPlace).map((entry) => problemOf(entry, folder, texts));
  const left = placed.length - kept.length;
  if (left === 0) return problems;
  const message = texts.catalogue.render({ id: 'server.moreProblems', args: { count: left } });
  const range = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
  return [...problems, { range, severity: 'info', message, unnecessary: false, related: [] }];
}

function problemOf({ finding, range }: Placed, folder: string, { catalogue, pageUri, uriOf }: ProblemTexts): Problem {
  return {
    range,
    severity: finding.severity,
    message: messageOf(finding, catalogue),
    check: finding.check,
    ...(pageUri !== undefined && { page: pageUri.replaceAll('{id}', finding.check) }),
    unnecessary: ofNoUse.has(finding.check),
    related: finding.related.map((related) => ({
      uri: uriOf(related.file),
      range: related.range,
      message: catalogue.render(related.message),
    })),
    data: { folder, fingerprint: finding.fingerprint, about: finding.about },
  };
}

/** What is wrong, and what `go vet` said of it where somebody asked. */
export function messageOf({ message, trial }: Finding, catalogue: Catalogue): string {
  const said = catalogue.render(message);
  return trial ? `${said} (${catalogue.render(trial)})` : said;
}

function byWeight(a: Placed, b: Placed): number {
  return compareSeverity(a.finding.severity, b.finding.severity) || byPlace(a, b);
}

function byPlace(a: Placed, b: Placed): number {
  return (
    comparePositions(a.range.start, b.range.start) ||
    compareSeverity(a.finding.severity, b.finding.severity) ||
    (a.finding.check < b.finding.check ? -1 : 1)
  );
}
