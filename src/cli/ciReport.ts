import { isWithin } from '../base/paths';
import type { RunResult } from '../engine/index';
import type { ReportContext } from '../report/context';
import { formatGithub } from '../report/github';
import { formatGitlab } from '../report/gitlab';
import { formatJunit } from '../report/junit';
import { formatPrometheus } from '../report/prometheus';
import { formatSarif } from '../report/sarif';
import type { FailOn } from './exitCode';
import type { CliHost } from './host';
import type { AnswerFormat, Format } from './options';

/** Formats of services that show findings themselves. Loaded when one is asked for. */
export type CiFormat = Exclude<Format, AnswerFormat>;

/** @param failOn what counts as a failure, as for the exit code */
export function ciReport(
  format: CiFormat,
  result: RunResult,
  context: ReportContext,
  host: Pick<CliHost, 'variables' | 'resolve' | 'now'>,
  failOn: FailOn,
): string {
  const top = repositoryTop(result.root, host);
  switch (format) {
    case 'sarif':
      return formatSarif(result, context, top);
    case 'github':
      return formatGithub(result, context, top);
    case 'gitlab':
      return formatGitlab(result, context, top);
    case 'junit':
      return formatJunit(result, context, failOn);
    case 'prometheus':
      return formatPrometheus(result, context, host.now());
  }
}

/** What a service counts paths from: its checkout; elsewhere the working directory; the verified folder where that lies outside. */
export function repositoryTop(root: string, { variables, resolve }: Pick<CliHost, 'variables' | 'resolve'>): string {
  const folders = [variables['GITHUB_WORKSPACE'], variables['CI_PROJECT_DIR'], '.']
    .filter((folder) => folder !== undefined && folder !== '')
    .map((folder) => resolve(folder as string));
  return folders.find((folder) => folder !== undefined && isWithin(folder, root)) ?? root;
}

/** GitHub takes no longer page of a step. */
const longestSummary = 1024 * 1024;

/** As many whole lines of a page as GitHub takes. */
export function stepSummary(page: string): string {
  let bytes = 0;
  const lines = page.split(/(?<=\n)/);
  const end = lines.findIndex((line) => (bytes += Buffer.byteLength(line)) > longestSummary);
  return end < 0 ? page : lines.slice(0, end).join('');
}
