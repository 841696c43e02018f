import { basename } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { sumFile, sumFileLimit, type ReadSumFile, type SumFile } from '../../facts/sums/sumFile';
import { say } from '../../model/message';
import { notApplicable, unknown, type CheckResult } from '../../model/outcome';

/** A go.sum to look at, or what a check ends with where there is none. */
export type ReadableSums =
  | { readonly kind: 'read'; readonly path: string; readonly file: ReadSumFile }
  | { readonly kind: 'none'; readonly result: CheckResult };

const megabyte = 1024 * 1024;

/** @param path of a go.sum or go.work.sum; in UTF-16 there is no line that could be judged, so `gosum-encoding` alone speaks */
export async function readableSums(path: string, facts: Facts): Promise<ReadableSums> {
  const sums = await sumsInAnyEncoding(path, facts);
  if (sums.kind === 'none' || sums.file.encoding !== 'utf-16') return sums;
  return { kind: 'none', result: notApplicable(say('shared.sumsNotText')) };
}

export async function sumsInAnyEncoding(path: string, facts: Facts): Promise<ReadableSums> {
  const file = await facts.get(sumFile, path);
  if (file.kind === 'read') return { kind: 'read', path, file };
  return { kind: 'none', result: endOf(file, basename(path)) };
}

function endOf(file: Exclude<SumFile, ReadSumFile>, name: string): CheckResult {
  switch (file.kind) {
    case 'missing':
      return notApplicable(say('shared.noSumFile', { file: name }));
    case 'too-large': {
      const size = Math.ceil(file.size / megabyte);
      return unknown(say('shared.tooLarge', { file: name, size, limit: sumFileLimit / megabyte }), 'readable-files', [
        name,
      ]);
    }
    case 'unreadable':
      return unknown(say('shared.unreadable', { file: name, reason: file.reason }), 'readable-files', [name]);
  }
}
