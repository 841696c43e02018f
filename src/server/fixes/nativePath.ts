import type { EnvironmentSnapshot } from '../../engine/index';

/** A path as the operating system writes it. */
export function nativePathOf({ platform }: Pick<EnvironmentSnapshot, 'platform'>, path: string): string {
  return platform === 'win32' ? path.replaceAll('/', '\\') : path;
}
