import { isKnownArch, isKnownOs } from '../constraints/knownNames';

const words: ReadonlySet<string> = new Set(['auto', 'default', 'direct', 'git', 'local', 'netrc', 'off', 'on', 'path']);

/**
 * A value that go itself defines: a port, a switch, a version. It tells nothing of who somebody is, even where an account
 * has the same name, and a comparison must see it.
 */
export function isWordOfGo(value: string): boolean {
  return (
    words.has(value) || isKnownOs(value) || isKnownArch(value) || /^(?:go|v)?\d+(?:\.\d+)*(?:[a-z]+\d+)?$/.test(value)
  );
}
