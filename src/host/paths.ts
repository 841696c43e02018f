import * as path from 'node:path';

/** A path of the operating system as the engine writes it: absolute, with `/`, without `.` and `..`. */
export function toEnginePath(native: string): string {
  const absolute = path.resolve(native);
  return process.platform === 'win32' ? absolute.replaceAll('\\', '/') : absolute;
}
