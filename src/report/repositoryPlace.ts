import { joinPath, relativeWithin } from '../base/paths';
import type { Finding, Location, Range, RunResult } from '../engine/index';
import { place, rendered, type ReportContext } from './context';

/** Where a program that shows findings beside the files of a repository puts one. */
export interface RepositoryPlace {
  /** relative to the top of the repository */
  readonly path: string;
  /** undefined where the fault itself is elsewhere: a variable, a file of the machine */
  readonly range: Range | undefined;
}

/** A location inside the repository. @param top absolute folder that its services count paths from */
export function placeWithin(top: string, { file, range }: Location): RepositoryPlace | undefined {
  const path = relativeWithin(top, file);
  return path === undefined || path === '' ? undefined : { path, range };
}

/**
 * A finding about a variable or about a file of the machine is put at the go.mod of the module that it concerns, or of the first
 * one: services take no finding without a file, and GitHub refuses the whole report for one.
 * @returns undefined where there is no module
 */
export function repositoryPlace(result: RunResult, finding: Finding, top: string): RepositoryPlace | undefined {
  const own = finding.location && placeWithin(top, finding.location);
  if (own) return own;
  const { modules, root } = result;
  const module = modules.includes(finding.subject) ? finding.subject : modules[0];
  const path = module === undefined ? undefined : relativeWithin(top, joinPath(root, module, 'go.mod'));
  return path === undefined ? undefined : { path, range: undefined };
}

/** The message of a finding, with its place in front where the place that is shown is not its own. */
export function messageAt(result: RunResult, finding: Finding, context: ReportContext, top: string): string {
  const message = rendered(context, finding.message);
  const { location } = finding;
  return location && !placeWithin(top, location) ? `${place(result, context, location)}: ${message}` : message;
}
