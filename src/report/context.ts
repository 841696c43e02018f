import { relativeWithin } from '../base/paths';
import type { Catalogue, CheckMeta, Location, Message, RunResult } from '../engine/index';
import { maskSecrets, writeHomeAsTilde } from './redact';

/** What every formatter knows beside the result. */
export interface ReportContext {
  readonly catalogue: Catalogue;
  readonly checks: ReadonlyMap<string, CheckMeta>;
  /** of Go Preflight */
  readonly version: string;
  /** `linux/amd64`: where the run took place */
  readonly port: string;
  readonly homeDir: string | undefined;
  /** values that must not be printed: `secretValues` of the environment */
  readonly secrets: readonly string[];
}

/** A message in the language of the catalogue, without secrets and with `~` for the home folder. */
export function rendered(context: ReportContext, message: Message): string {
  return tidied(context, context.catalogue.render(message));
}

export function tidied({ secrets, homeDir }: ReportContext, text: string): string {
  return writeHomeAsTilde(maskSecrets(text, secrets), homeDir);
}

/** A file as reports name it: relative to the root, or absolute with `~` for the home folder. */
export function fileName(result: RunResult, context: ReportContext, file: string): string {
  return relativeWithin(result.root, file) ?? writeHomeAsTilde(file, context.homeDir);
}

/** `go.mod:7:2`, one-based. */
export function place(result: RunResult, context: ReportContext, { file, range }: Location): string {
  return `${fileName(result, context, file)}:${range.start.line + 1}:${range.start.column + 1}`;
}
