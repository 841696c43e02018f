import type { Check } from '../../model/check';
import { gosumBadHash } from './gosum-bad-hash';
import { gosumCacheMismatch } from './gosum-cache-mismatch';
import { gosumConflictingHash } from './gosum-conflicting-hash';
import { gosumCrlf } from './gosum-crlf';
import { gosumBadPath, gosumBadVersion, gosumEmptyGomodHash, gosumLocalReplace } from './gosum-dead-lines';
import { gosumDuplicateLine } from './gosum-duplicate-line';
import { gosumEncoding } from './gosum-encoding';
import { gosumFileMissing } from './gosum-file-missing';
import { gosumMalformedLine } from './gosum-malformed-line';
import { gosumMergeConflict } from './gosum-merge-conflict';
import { gosumMissingGomodHash } from './gosum-missing-gomod-hash';
import { gosumMissingZipHash } from './gosum-missing-zip-hash';
import { gosumNoFinalNewline, gosumUnsorted } from './gosum-order';
import { gosumNotTracked } from './gosum-not-tracked';
import { gosumStale } from './gosum-stale';
import { gosumTwoZipVersions } from './gosum-two-zip-versions';
import { gosumUnknownAlgorithm } from './gosum-unknown-algorithm';
import { goworkSumBadHash } from './gowork-sum-bad-hash';
import { goworkSumCacheMismatch } from './gowork-sum-cache-mismatch';
import { goworkSumConflict } from './gowork-sum-conflict';
import { goworkSumMalformedLine } from './gowork-sum-malformed-line';
import { goworkSumPending } from './gowork-sum-pending';
import { goworkSumRedundant } from './gowork-sum-redundant';

export const sumsChecks: readonly Check[] = [
  gosumBadHash,
  gosumBadPath,
  gosumBadVersion,
  gosumCacheMismatch,
  gosumConflictingHash,
  gosumCrlf,
  gosumDuplicateLine,
  gosumEmptyGomodHash,
  gosumEncoding,
  gosumFileMissing,
  gosumLocalReplace,
  gosumMalformedLine,
  gosumMergeConflict,
  gosumMissingGomodHash,
  gosumMissingZipHash,
  gosumNoFinalNewline,
  gosumNotTracked,
  gosumStale,
  gosumTwoZipVersions,
  gosumUnknownAlgorithm,
  gosumUnsorted,
  goworkSumBadHash,
  goworkSumCacheMismatch,
  goworkSumConflict,
  goworkSumMalformedLine,
  goworkSumPending,
  goworkSumRedundant,
];
