import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ScriptState } from './scriptState';

/** What scripts ask of the machine before a line; what is not here is false: git servers, networks, sanitizers. */
const plain: Readonly<Record<string, () => boolean>> = {
  cgo: () => isOnPath('gcc'),
  symlink: () => process.platform !== 'win32',
  root: () => process.getuid?.() === 0,
  link: () => true,
  fuzz: () => true,
  'case-sensitive': () => process.platform === 'linux',
};

export function holds(tag: string, state: ScriptState): boolean {
  const colon = tag.indexOf(':');
  if (colon < 0) return plain[tag]?.() ?? false;
  const rest = tag.slice(colon + 1);
  switch (tag.slice(0, colon)) {
    case 'GOOS':
      return state.variables.GOOS === rest;
    case 'GOARCH':
      return state.variables.GOARCH === rest;
    case 'compiler':
      return rest === 'gc';
    case 'exec':
      return isOnPath(rest);
    case 'buildmode':
      return true;
    default:
      return false;
  }
}

function isOnPath(name: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return (name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name))).some((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
