import type { ReadFailure } from '../engine/index';

/** Node's errors of system calls as words. */

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Nothing is there: also where a file stands in the place of a folder of the path. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files in system',
  EIO: 'input/output error',
  ESTALE: 'stale file handle',
  EBUSY: 'resource busy',
};

/** What went wrong, in the system's usual words, without the path. */
export function reasonOf(error: unknown): string {
  return reasons[errorCode(error)] ?? (error instanceof Error ? error.message : String(error));
}

export function failureOf(error: unknown): ReadFailure {
  const failure = isMissing(error) ? 'missing' : 'unreadable';
  return { failure, detail: reasonOf(error) };
}
