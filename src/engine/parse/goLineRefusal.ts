import { compareGoVersions } from './goVersion';

/**
 * Whether a Go that may not switch to another toolchain stops at a go line. Go 1.21 and later refuse every line above their
 * own version. Before that the line was advice, but Go 1.19.13 and 1.20.8 refuse lines from 1.22 on, and none of them can
 * read a line with three numbers.
 * @param running version of the go command
 * @param required value of the go line
 */
export function refusesGoLine(running: string, required: string): boolean {
  if (compareGoVersions(required, running) <= 0) return false;
  if (compareGoVersions(running, '1.21') >= 0) return true;
  if (!/^\d+\.\d+$/.test(required)) return true;
  const patched =
    compareGoVersions(running, '1.20.8') >= 0 ||
    (compareGoVersions(running, '1.19.13') >= 0 && compareGoVersions(running, '1.20') < 0);
  return patched && compareGoVersions(required, '1.22') >= 0;
}
