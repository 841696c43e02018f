import { quoteGoRune } from './goQuote';

/** Module and import paths, as golang.org/x/mod/module checks, splits and escapes them. Faults are told in its words. */

/** module.CheckPath: a path that others can require. @returns the fault, or undefined for a good path */
export function checkModulePath(path: string): string | undefined {
  const fault = checkPath(path, 'module');
  if (fault !== undefined) return fault;
  const first = path.split('/', 1)[0] ?? '';
  if (!first.includes('.')) return 'missing dot in first path element';
  const bad = /[^-.0-9a-z]/u.exec(first)?.[0];
  if (bad !== undefined) return `invalid char ${quoteGoRune(bad)} in first path element`;
  if (splitPathVersion(path) === undefined) return 'invalid version';
  return undefined;
}

/** module.CheckImportPath: a path that an import may have, and the path of a module that nobody requires. */
export function checkImportPath(path: string): string | undefined {
  return checkPath(path, 'import');
}

function checkPath(path: string, kind: 'module' | 'import'): string | undefined {
  if (path === '') return 'empty string';
  if (path.startsWith('-')) return 'leading dash';
  if (path.includes('//')) return 'double slash';
  if (path.endsWith('/')) return 'trailing slash';
  for (const element of path.split('/')) {
    const fault = checkElement(element, kind);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const windowsNames = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

function checkElement(element: string, kind: 'module' | 'import'): string | undefined {
  if (element === '') return 'empty path element';
  if (/^\.+$/.test(element)) return `invalid path element "${element}"`;
  if (kind === 'module' && element.startsWith('.')) return 'leading dot in path element';
  if (element.endsWith('.')) return 'trailing dot in path element';
  const allowed = kind === 'module' ? /[^-._~0-9A-Za-z]/u : /[^-._~+0-9A-Za-z]/u;
  const bad = allowed.exec(element)?.[0];
  if (bad !== undefined) return `invalid char ${quoteGoRune(bad)}`;
  const short = element.split('.', 1)[0] ?? '';
  if (windowsNames.test(short)) return `"${short}" disallowed as path element component on Windows`;
  if (/~[0-9]+$/.test(short)) return 'trailing tilde and digits in path element';
  return undefined;
}

export interface SplitPath {
  readonly prefix: string;
  /** '' or `/v2`; for gopkg.in `.v2`, with `-unstable` where it is there */
  readonly major: string;
}

/** module.SplitPathVersion. @returns undefined for a path that ends in no version it may end in, such as `/v1` and `/v2.1` */
export function splitPathVersion(path: string): SplitPath | undefined {
  if (path.startsWith('gopkg.in/')) return splitGopkgIn(path);
  const match = /\/v([0-9.]+)$/.exec(path);
  if (match === null) return { prefix: path, major: '' };
  const digits = match[1] ?? '';
  if (digits.includes('.') || digits.startsWith('0') || digits === '1') return undefined;
  return { prefix: path.slice(0, match.index), major: match[0] };
}

function splitGopkgIn(path: string): SplitPath | undefined {
  const match = /\.v([0-9]*)(?:-unstable)?$/.exec(path);
  if (match === null || match[0] === '.v') return undefined;
  if (match[1]?.startsWith('0') && match[0] !== '.v0') return undefined;
  return { prefix: path.slice(0, match.index), major: match[0] };
}
