import type { Check } from '../../model/check';
import { gosumBadHash } from './gosum-bad-hash';
import { gosumCacheMismatch } from './gosum-cache-mismatch';
import { gosumConflictingHash } from './gosum-conflicting-hash';
import { gosumCrlf } from './gosum-crlf';
import { gosumDuplicateLine } from './gosum-duplicate-line';
import { gosumEncoding } from './gosum-encoding';
import { gosumFileMissing } from './gosum-file-missing';
import { gosumMalformedLine } from './gosum-malformed-line';
import { gosumMergeConflict } from './gosum-merge-conflict';
import { gosumMissingGomodHash } from './gosum-missing-gomod-hash';
import { gosumMissingZipHash } from './gosum-missing-zip-hash';
import { gosumUnknownAlgorithm } from './gosum-unknown-algorithm';
import { goworkSumConflict } from './gowork-sum-conflict';

export const sumsChecks: readonly Check[] = [
  gosumBadHash,
  gosumCacheMismatch,
  gosumConflictingHash,
  gosumCrlf,
  gosumDuplicateLine,
  gosumEncoding,
  gosumFileMissing,
  gosumMalformedLine,
  gosumMergeConflict,
  gosumMissingGomodHash,
  gosumMissingZipHash,
  gosumUnknownAlgorithm,
  goworkSumConflict,
];
