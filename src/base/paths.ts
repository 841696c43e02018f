/**
 * Path arithmetic for the engine, which has no Node built-ins. Every path inside the engine is absolute and uses `/`, on
 * Windows too (`C:/src/shop`); the host converts at its border.
 */

export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || (path.charAt(1) === ':' && /^[A-Za-z]:[\\/]/.test(path));
}

/** Resolves `.` and `..` and joins; an absolute part replaces what came before. */
export function joinPath(...parts: readonly string[]): string {
  let joined = '';
  for (const part of parts) {
    if (part === '') continue;
    joined = joined === '' || isAbsolutePath(part) ? part : `${joined}/${part}`;
  }
  return normalizePath(joined);
}

export function normalizePath(path: string): string {
  if (isPlain(path)) return path;
  const drive = /^[A-Za-z]:/.exec(path)?.[0] ?? '';
  const rest = path.slice(drive.length);
  const rooted = rest.startsWith('/');
  const kept: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '..' || !rooted) kept.push(part);
  }
  return `${drive}${rooted ? '/' : ''}${kept.join('/')}` || '.';
}

/** Nearly every path is normalized already, and this is asked tens of thousands of times: sure of a yes, not of a no. */
function isPlain(path: string): boolean {
  return path !== '' && !path.startsWith('.') && !path.endsWith('/') && !path.includes('/.') && !path.includes('//');
}

export function dirname(path: string): string {
  const at = path.lastIndexOf('/');
  if (at < 0) return '.';
  if (at === 0) return '/';
  return at === 2 && path[1] === ':' ? path.slice(0, 3) : path.slice(0, at);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether `path` is `folder` or lies below it. Both absolute and normalized. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** @returns `path` relative to `folder` (`''` for the folder itself), or undefined where it lies outside */
export function relativeWithin(folder: string, path: string): string | undefined {
  if (path === folder) return '';
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** How a go.mod or go.work in `from` names the folder `to`: `./x`, `../x`, or `.`; undefined from one drive to another. */
export function relativePath(from: string, to: string): string | undefined {
  let up = '';
  for (let at = from; ; at = dirname(at)) {
    const below = relativeWithin(at, to);
    if (below !== undefined) return `${up === '' ? './' : up}${below}`.replace(/\/$/, '');
    if (dirname(at) === at) return undefined;
    up += '../';
  }
}
