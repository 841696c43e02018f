import type { Catalogue, CheckMeta, EnvironmentSnapshot, RunResult } from '../engine/index';
import type { Report } from '../protocol/index';
import type { ReportContext } from '../report/context';
import { toReport } from '../report/json';
import { formatMarkdown } from '../report/markdown';
import { maskIdentity, maskSecrets, secretValues } from '../report/redact';

export interface ReportOptions {
  readonly catalogue: Catalogue;
  readonly checks: readonly CheckMeta[];
  readonly version: string;
  readonly environment: EnvironmentSnapshot;
  readonly userName: string | undefined;
}

/** The last results of the folders, to be shown to others: no secret, no user name, no home folder. */
export function reportOf(results: readonly RunResult[], options: ReportOptions): Report {
  const { environment, userName, catalogue, checks, version } = options;
  const secrets = secretValues(environment.variables);
  const identity = { homeDir: environment.homeDir, userName };
  const context: ReportContext = {
    catalogue,
    checks: new Map(checks.map((check) => [check.id, check])),
    version,
    port: `${goosOf(environment)}/${environment.arch}`,
    homeDir: environment.homeDir,
    secrets,
  };
  const reports = results.map((result) => toReport(result, context));
  const json = JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2);
  return {
    markdown: results.map((result) => formatMarkdown(result, context, identity)).join('\n'),
    json: `${maskIdentity(maskSecrets(json, secrets), identity)}\n`,
  };
}

function goosOf({ platform }: EnvironmentSnapshot): string {
  return platform === 'win32' ? 'windows' : platform;
}
